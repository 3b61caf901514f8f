/** A task may ask that a second person confirms it: completing it puts it to them, and it is over when they have. They are found when it is opened, so that a gap in the directory stops the run before anybody has worked. */
import { z } from 'zod';
import type { Json } from '../../../values.ts';
import type { Countersigning, NodeTurn, Refusal, TaskDecision } from '../../kernel/kernel.behaviour.ts';
import { secondsFor } from '../../kernel/kernel.countersign.ts';
import type { TaskState } from '../../kernel/kernel.types.ts';
import { assignmentSchema, merged, resolveAssignments } from '../assignment.ts';
import { faultOf } from '../node.config.ts';
import { field } from '../node.form.ts';
import type { Finding, FlowNode } from '../../flow.schema.ts';
import type { NodeExpression } from '../node.kind.ts';

export const countersignShape = {
  /** A second person of these confirms it, never whoever completed it. */
  countersign: z.strictObject({ by: z.array(assignmentSchema).max(50) }).optional(),
};
interface Countersigned { countersign?: z.infer<typeof countersignShape.countersign> }

export const countersignFields = {
  countersign: field('object', { en: 'A second person confirms it', zh: '须由第二人确认', ar: 'يؤكدها شخص ثانٍ' }),
};
export const countersignUi = { countersign: { 'ui:field': 'countersign' } };

export const checkCountersign = (node: FlowNode & { id: string }, { countersign }: Countersigned): Finding[] => (countersign?.by.length === 0 ? [faultOf(node, 'nobody-confirms', '/countersign/by')] : []);
export const countersignExpressions = ({ countersign }: Countersigned): NodeExpression[] => (countersign?.by ?? []).flatMap((one, at) => (one.by === 'expression' ? [{ field: `/countersign/by/${at}/expression`, text: one.expression }] : []));

/** Who may confirm it; undefined: nobody has to; null: the turn was ended by an incident. */
export function secondsNow(turn: NodeTurn<Countersigned>): TaskState['countersign'] | null {
  const { countersign } = turn.config;
  if (!countersign) return undefined;
  const resolved = resolveAssignments(turn, countersign.by);
  if (!resolved.ok) { turn.incident(resolved.code, resolved.params); return null; }
  if (resolved.slots.length === 0) { turn.incident('TASK_NOBODY', { slot: resolved.gaps.join(', ') || 'countersign' }); return null; }
  return { slots: [merged(resolved.slots)] };
}

/** It is completed, and waits for the second person. */
export function submit(turn: NodeTurn, task: TaskState, { outcome, comment, form, by }: TaskDecision): Refusal | void {
  const { slots } = task.countersign!;
  if (secondsFor(slots, by.id).length === 0) return { code: 'TASK_COUNTERSIGN_NOBODY' };
  turn.changeTask(task, { countersign: { slots, submitted: { outcome, comment, form, by, at: turn.now } }, draft: form ?? task.draft, assignee: null, assigneeName: undefined, status: 'ready', returned: undefined }, 'submitted', { outcome, ...(comment ? { comment } : {}) });
}

/** It goes back to whoever completed it, with what they filled in. They themselves take it back without a reason. */
export function sendBack(turn: NodeTurn, task: TaskState, { comment, by }: Countersigning): void {
  const { slots, submitted } = task.countersign!;
  turn.changeTask(task, {
    countersign: { slots }, returned: comment === '' ? undefined : { from: task.name, by, comment, at: turn.now }, assignee: submitted!.by.id, assigneeName: submitted!.by.name, status: 'claimed',
  }, 'sentBack', { comment, to: submitted!.by.id });
}

/** What the decision's variable holds of who confirmed it. */
export const confirmedBy = ({ by }: Countersigning): Record<string, Json> => ({ confirmedBy: by.id, confirmedByName: by.name ?? by.id });
