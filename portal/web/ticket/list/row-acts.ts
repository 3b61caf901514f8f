/** Claiming and assigning tickets from their row: finds the task that is meant, acts by its verb, and tells per ticket what came of it. */
import type { TaskView } from '#api/task.api';
import { asFault, newKey, type ApiFault, type Call } from '../../shell/api/client.ts';
import { undoOf, type TaskUndo } from '../../work/task/task-undo.ts';

export type RowAct = { action: 'claim' } | { action: 'assign'; to: string };
/** `nothing`: the ticket has no task this could be done to by the reader. */
export type RowResult = { key: string } & ({ is: 'done'; undo: TaskUndo | null } | { is: 'nothing' } | { is: 'refused'; fault: ApiFault });

/** The oldest task that can be claimed, or given to somebody else. Pure. */
export function taskFor(tasks: readonly TaskView[], act: RowAct): TaskView | null {
  const fits = (task: TaskView): boolean => (act.action === 'claim' ? task.can.includes('claim') && task.assignee === null : task.can.includes('assign') && task.assignee !== act.to);
  return [...tasks].sort((a, b) => a.openedAt.localeCompare(b.openedAt)).find(fits) ?? null;
}

/** Never throws: a refusal is a result. */
export async function actOnRow(call: Call, key: string, act: RowAct, me: string): Promise<RowResult> {
  try {
    const task = taskFor((await call('tickets.read', { params: { key } })).tasks, act);
    if (task === null) return { key, is: 'nothing' };
    const commandId = newKey();
    const answer = await call('tasks.act', { params: { id: task.id }, body: { action: act.action, commandId, taskRevision: task.revision, data: act.action === 'assign' ? { to: act.to } : {} }, idempotencyKey: commandId });
    return { key, is: 'done', undo: answer.shown ? await undoOf(call, task, act.action, me) : null };
  } catch (thrown) {
    return { key, is: 'refused', fault: asFault(thrown) };
  }
}

/** At most so many tickets at once: beyond it a filter and an export serve better than a selection. */
export const mostSelected = 100;
/** Tickets acted on beside each other. */
const beside = 4;

/** One after the other, a few beside each other, each result as it comes; what is not begun when `isStopped` says so is left alone. */
export async function actOnRows(call: Call, keys: readonly string[], act: RowAct, me: string, onResult: (result: RowResult) => void, isStopped: () => boolean): Promise<void> {
  const waiting = [...keys];
  const work = async (): Promise<void> => {
    for (let key = waiting.shift(); key !== undefined && !isStopped(); key = waiting.shift()) onResult(await actOnRow(call, key, act, me));
  };
  await Promise.all(Array.from({ length: Math.min(beside, keys.length) }, work));
}
