/** What takes back a claim, a release or an assignment: the verb a person would use, where they still may. Nothing is offered where no verb leads back. */
import type { BodyOf } from '#api/routes';
import type { TaskView } from '#api/task.api';
import { newKey, type Call } from '../../shell/api/client.ts';

type Act = BodyOf<'tasks.act'>;
export type Inverse = { action: 'claim' | 'release' } | { action: 'assign'; to: string };

/** Verbs that hand a task from one to another; the others have no way back. */
const isHanded = (action: Act['action']): boolean => action === 'claim' || action === 'release' || action === 'assign';

/** `before`: the task as it was acted on; `after`: as it is now, with what the reader may do. Null: there is no way back. Pure. */
export function inverseOf(before: Pick<TaskView, 'assignee'>, action: Act['action'], after: Pick<TaskView, 'assignee' | 'can'>, me: string): Inverse | null {
  const held = before.assignee;
  if (after.assignee === held) return null;
  if (action === 'claim' && after.assignee !== me) return null;
  if (!isHanded(action)) return null;
  if (held === null) return after.can.includes('release') ? { action: 'release' } : null;
  if (held === me && after.assignee === null && after.can.includes('claim')) return { action: 'claim' };
  return after.can.includes('assign') ? { action: 'assign', to: held } : null;
}

export interface TaskUndo {
  /** The task as it is after the act. */
  after: TaskView;
  /** Throws ApiFault when somebody acted on it meanwhile. */
  run(): Promise<void>;
}
/** Reads the task as it is after an act that was shown, and how that is taken back. Null: it is not, or the task is nobody's business of the reader's any more. */
export async function undoOf(call: Call, before: TaskView, action: Act['action'], me: string): Promise<TaskUndo | null> {
  if (!isHanded(action)) return null;
  const after = await call('tasks.read', { params: { id: before.id } }).catch(() => null);
  const inverse = after === null ? null : inverseOf(before, action, after, me);
  if (after === null || inverse === null) return null;
  // One id however often it is tried: taken back once.
  const commandId = newKey();
  return {
    after,
    run: async () => { await call('tasks.act', { params: { id: after.id }, body: { action: inverse.action, commandId, taskRevision: after.revision, data: inverse.action === 'assign' ? { to: inverse.to } : {} }, idempotencyKey: commandId }); },
  };
}
