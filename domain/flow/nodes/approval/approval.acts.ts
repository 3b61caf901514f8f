/** What people do with an approval besides deciding it: hand their place over, have somebody else approve as well, have those asked told again, ask back and answer. */
import { plusMs } from '../../../values.ts';
import type { ApprovalAct, NodeTurn, Refusal } from '../../kernel/kernel.behaviour.ts';
import { askedSlots, slotsAt, stageNow } from '../../kernel/kernel.stages.ts';
import { fitsSlot } from '../../kernel/kernel.tasks.ts';
import type { TaskSlot, TaskState } from '../../kernel/kernel.types.ts';
import { rearmReminders } from './approval.clock.ts';
import { answer, askBack } from './approval.questions.ts';
import { isOwn, notYours } from './approval.whose.ts';

/** Approvers that may be added to one approval. */
const mostAdded = 20;
/** By hand: how often, and how long after the last time. */
const mostReminders = 10;
const betweenMs = 3_600_000;

export function acted(turn: NodeTurn, task: TaskState, act: ApprovalAct): Refusal | void {
  switch (act.action) {
    case 'handOver': return handOver(turn, task, act);
    case 'addSigner': return addSigner(turn, task, act);
    case 'remind': return remind(turn, task, act);
    case 'askBack': return askBack(turn, task, act);
    case 'answer': return answer(turn, task, act);
  }
}

/** Why somebody cannot be put into a stage; null: they can. */
function unfit(turn: NodeTurn, task: TaskState, to: string | undefined, stage: number): Refusal | null {
  if (!to) return { code: 'TASK_ASSIGNEE_NEEDED' };
  if (isOwn(turn, task, to)) return { code: 'APPROVAL_OWN_REQUEST' };
  const isThere = slotsAt(task, stage).some(({ people, decision }) => people.includes(to) || decision?.by.id === to);
  return isThere ? { code: 'APPROVAL_ASKED_ALREADY', params: { by: to } } : null;
}

/** The place that names one, and nobody else's: who may assign tasks would choose their own approver. Who is away has a substitute. */
function handOver(turn: NodeTurn, task: TaskState, { data, actor, by }: ApprovalAct): Refusal | void {
  const slot = askedSlots(task).find(({ people }) => people.includes(actor.person));
  if (!slot) return notYours(task);
  const refusal = unfit(turn, task, data.to, slot.stage ?? 0);
  if (refusal) return refusal;
  const given: TaskSlot = { ...slot, people: [data.to!], teams: [], roles: [], handedOverBy: by };
  const changed = turn.changeTask(task, { slots: task.slots.map((one) => (one === slot ? given : one)) }, 'handedOver', { to: data.to! });
  rearmReminders(turn, task, changed);
}

/** Before: one answers once they have approved. After: they answer once one has, or once it could go on without one. A supervisor who is not asked adds them beside the others. */
function addSigner(turn: NodeTurn, task: TaskState, { data, actor, by }: ApprovalAct): Refusal | void {
  const mine = askedSlots(task).find((slot) => fitsSlot(slot, actor));
  if (!mine && !actor.maySupervise) return notYours(task);
  const stage = mine?.stage ?? stageNow(task);
  const refusal = unfit(turn, task, data.to, stage);
  if (refusal) return refusal;
  const added = task.slots.filter(({ addedBy }) => addedBy).length;
  if (added >= mostAdded) return { code: 'APPROVAL_SIGNERS_TOO_MANY', params: { limit: mostAdded } };
  const place = data.place ?? 'after';
  const after = !mine ? undefined : place === 'after' ? mine.id : mine.after;
  const slot: TaskSlot = { id: `added${added + 1}`, people: [data.to!], teams: [], roles: [], ...(stage > 0 ? { stage } : {}), ...(after === undefined ? {} : { after }), addedBy: by };
  // Who waited for this place waits for the new one now; of who comes before, this place does.
  const others = task.slots.map((one) => (mine && (place === 'after' ? one.after === mine.id && one.stage === mine.stage : one === mine) ? { ...one, after: slot.id } : one));
  const at = mine ? others.findIndex(({ id }) => id === mine.id) + (place === 'after' ? 1 : 0) : others.length;
  const changed = turn.changeTask(task, { slots: others.toSpliced(at, 0, slot) }, 'signerAdded', { to: data.to!, ...(data.comment ? { comment: data.comment } : {}) });
  rearmReminders(turn, task, changed);
}

function remind(turn: NodeTurn, task: TaskState, { actor }: ApprovalAct): Refusal | void {
  if (!actor.maySupervise && !isOwn(turn, task, actor.person)) return { code: 'APPROVAL_REMIND_NOT_ALLOWED' };
  const { sent, at } = task.byHand ?? { sent: 0, at: null };
  if (sent >= mostReminders) return { code: 'APPROVAL_REMINDERS_SPENT', params: { limit: mostReminders } };
  if (at !== null && turn.now < plusMs(at, betweenMs)) return { code: 'APPROVAL_REMINDED_LATELY', params: { minutes: 60 } };
  turn.changeTask(task, { byHand: { sent: sent + 1, at: turn.now } }, 'reminded');
}
