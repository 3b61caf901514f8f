/** How far a request is, as the states of its type say: those it passes through one after the other, without side ways such as waiting or withdrawn. Pure. */
import type { TicketType } from '#domain/ticket/ticket.schema';
import type { Text } from '#domain/values';
import type { ResponseOf } from '#api/routes';
import { waitedFor } from '../ticket/page/next.ts';

export interface Stage { key: string; name: Text; is: 'done' | 'now' | 'ahead' }

/** Empty for types whose states are no line: only those asked for by the catalogue have one. `isStopped`: it waits for the requester, or was withdrawn, and stands at no stage of its own. */
export function progressOf(type: TicketType | null, state: string): { stages: Stage[]; isStopped: boolean } {
  if (!type?.isCatalogOnly) return { stages: [], isStopped: false };
  const line = type.states.filter(({ category, clock }) => category === 'open' || category === 'resolved' || (category === 'waiting' && clock === 'running'));
  const known = type.states.find(({ key }) => key === state);
  const isClosed = known?.category === 'closed' || known?.category === 'resolved';
  const at = line.findIndex(({ key }) => key === state);
  const isStopped = at < 0 && !isClosed;
  const reached = isStopped ? 1 : at;
  return { isStopped, stages: line.map(({ key, name }, index) => ({ key, name, is: isClosed || index < reached ? 'done' : index === reached ? 'now' : 'ahead' })) };
}

/** Who has the request now: whoever its open tasks wait for, the reader as `you`; else its assignee or team. Each once. */
export function hasIt(ticket: Pick<ResponseOf<'tickets.read'>, 'tasks' | 'waits' | 'assigneeName' | 'teamName'>, reader: string, you: string): Text[] {
  const names = [...ticket.tasks.flatMap((task) => (task.isMine && (task.assignee === reader || task.slots.some(({ people }) => people.includes(reader))) ? [{ en: you }] : waitedFor(task))), ...ticket.waits.flatMap((wait) => wait.names)];
  const found = names.length > 0 ? names : ticket.assigneeName ? [{ en: ticket.assigneeName }] : ticket.teamName ? [ticket.teamName] : [];
  return [...new Map(found.map((name) => [name.en, name])).values()];
}
