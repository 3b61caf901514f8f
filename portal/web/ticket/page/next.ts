/** What stands in "Next": what is asked of the reader, what they could take, or who is being waited for. */
import type { Text } from '#domain/values';
import type { TaskView } from '#api/task.api';
import type { ResponseOf } from '#api/routes';

export type Next =
  | { kind: 'asked'; task: TaskView; others: readonly TaskView[] }
  | { kind: 'waiting'; task: TaskView; others: readonly TaskView[] }
  /** Somebody is asked whose task the reader may not open. */
  | { kind: 'elsewhere'; wait: Wait; others: readonly Wait[] }
  | { kind: 'done' } | { kind: 'incident' } | { kind: 'machine' };
type Wait = ResponseOf<'tickets.read'>['waits'][number];

const finished = ['resolved', 'closed', 'cancelled'];
/** What the reader holds comes before what they may take, approvals before tasks, older before newer. */
const rank = (task: TaskView): number => (!task.isMine ? 4 : task.can.includes('complete') ? (task.kind === 'approval' ? 0 : 1) : task.can.includes('claim') ? 2 : 3);

export function nextOf(ticket: Pick<ResponseOf<'tickets.read'>, 'tasks' | 'waits' | 'category' | 'run'>): Next {
  const tasks = [...ticket.tasks].sort((a, b) => rank(a) - rank(b) || a.openedAt.localeCompare(b.openedAt));
  const [first, ...others] = tasks;
  if (first) return { kind: first.isMine && first.can.length > 0 ? 'asked' : 'waiting', task: first, others };
  const [wait, ...waits] = [...ticket.waits].sort((a, b) => a.since.localeCompare(b.since));
  if (wait) return { kind: 'elsewhere', wait, others: waits };
  if (ticket.run?.hasIncident) return { kind: 'incident' };
  return finished.includes(ticket.category) ? { kind: 'done' } : { kind: 'machine' };
}

/** Names of those a task waits for: who holds it, else those asked now. */
export function waitedFor(task: TaskView): Text[] {
  const holder = task.assigneeName ?? task.assignee;
  if (holder) return [{ en: holder }];
  if (task.countersign?.submitted) return task.countersign.names;
  const names = task.slots.filter((slot) => slot.isAsked).flatMap((slot) => (slot.names.length > 0 ? slot.names : [...slot.people, ...slot.teams].map((id): Text => ({ en: id }))));
  return [...new Map(names.map((name) => [name.en, name])).values()];
}
