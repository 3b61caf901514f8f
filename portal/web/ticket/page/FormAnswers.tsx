/** The answers a ticket was opened with, by the titles of its form and with choices as they were shown, in the reader's language. */
import type { ReactNode } from 'react';
import { answersTold, type ToldAnswer } from '#domain/catalog/request';
import type { Json } from '#domain/values';
import { idsIn } from '../../file/answer.ts';
import { NamedFiles } from '../../file/NamedFiles.tsx';
import { tagOf } from '../../shell/reader/reader.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { LongText } from '../../ui/LongText.tsx';
import type { TicketView } from './useTicket.ts';
import css from './FormAnswers.module.css';

export const toldOf = (ticket: Pick<TicketView, 'form' | 'fields'>): ToldAnswer[] => answersTold(ticket.form?.schema ?? {}, ticket.fields);

export function FormAnswers({ ticket }: { ticket: Pick<TicketView, 'form' | 'fields'> }): ReactNode {
  const { t, say } = useTexts();
  const answers = toldOf(ticket);
  if (answers.length === 0) return <p className="secondary small">{t('request.noAnswers')}</p>;
  return <dl className={css.answers}>{answers.map((answer) => <div key={answer.name} data-answer={answer.name}><dt><bdi>{say(answer.title)}</bdi></dt><dd><AnswerValue answer={answer} /></dd></div>)}</dl>;
}

export function AnswerValue({ answer: { value, shown } }: { answer: ToldAnswer }): ReactNode {
  const { t, say, list, locale } = useTexts();
  const files = idsIn(value);
  if (files !== null) return <NamedFiles ids={files} />;
  if (typeof value === 'boolean') return t(value ? 'facts.yes' : 'facts.no');
  if (typeof shown !== 'string') return <bdi>{say(shown)}</bdi>;
  if (typeof value === 'number') return <bdi className="figures">{new Intl.NumberFormat(tagOf(locale)).format(value)}</bdi>;
  if (Array.isArray(value)) return <bdi>{list(value.map((item: Json) => (typeof item === 'object' ? JSON.stringify(item) : String(item))))}</bdi>;
  return <LongText text={shown} />;
}
