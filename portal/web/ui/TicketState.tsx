/** The state of a ticket: mark by its category, word in ink. */
import type { ReactNode } from 'react';
import type { TicketState as State } from '#domain/ticket/ticket.schema';
import type { Text } from '#domain/values';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { StateMark, type MarkState } from './StateMark.tsx';
import css from './TicketState.module.css';

export const markOfCategory: Record<State['category'], MarkState> = { open: 'info', waiting: 'paused', recovered: 'ok', resolved: 'ok', closed: 'ok', cancelled: 'unknown' };

export function TicketState({ category, name, isBoxed = false }: { category: State['category']; name: Text; isBoxed?: boolean }): ReactNode {
  const { say } = useTexts();
  return <span className={`${css.state} ${isBoxed ? css.boxed : ''}`} data-category={category}><StateMark state={markOfCategory[category]} size={14} isSilent /><span className={css.word}>{say(name)}</span></span>;
}
