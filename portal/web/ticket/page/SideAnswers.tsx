/** The answers a ticket was opened with, as rows of its facts. What decides which of them were shown comes with this part. */
import type { ReactNode } from 'react';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { AnswerValue, toldOf } from './FormAnswers.tsx';
import type { TicketView } from './useTicket.ts';
import css from './Side.module.css';

export function SideAnswers({ ticket }: { ticket: TicketView }): ReactNode {
  const { say } = useTexts();
  return toldOf(ticket).map((answer) => <div key={answer.name} className={css.row}><dt><bdi>{say(answer.title)}</bdi></dt><dd><AnswerValue answer={answer} /></dd></div>);
}
