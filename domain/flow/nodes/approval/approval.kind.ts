/**
 * People decide yes or no, in one stage or several, each by its rule: any, all, so many, a share, one after the other. It ends as soon as the outcome is
 * certain. Nobody approves their own request, neither the ticket's requester nor whoever asked; when nobody else is left, the run stops here with an incident.
 */
import type { Text } from '../../../values.ts';
import type { ActorRef } from '../../../identity/identity.schema.ts';
import type { NodeTurn, Refusal, TaskDecision, TimerCame } from '../../kernel/kernel.behaviour.ts';
import { askedSlots, outcomeNow, slotsAhead, slotsAt, stageNow } from '../../kernel/kernel.stages.ts';
import { fitsSlot, returnedOutcome, whomOf } from '../../kernel/kernel.tasks.ts';
import type { TaskSlot, TaskState } from '../../kernel/kernel.types.ts';
import { requesterOf } from '../assignment.ts';
import { withdrawn } from '../node.config.ts';
import type { NodeKind, Outcome } from '../node.kind.ts';
import { askedNow, askedOutline, askedSets, whomText } from '../node.people.ts';
import { said } from '../task/task.kind.ts';
import { asking } from './approval.asking.ts';
import { acted } from './approval.acts.ts';
import { armClocks, clocksNow, expiryOutcomes, rearmReminders, timeCame } from './approval.clock.ts';
import { approvalConfig, approvalExpressions, approvalForm, checkApproval, stagesOfConfig, type ApprovalConfig } from './approval.config.ts';

const approved: Text = { en: 'Approved', zh: '批准', ar: 'موافقة' };
const rejected: Text = { en: 'Rejected', zh: '驳回', ar: 'رفض' };
const outcomesOf = (given: ApprovalConfig): Outcome[] => [
  { key: 'approved', name: approved, isRequired: true, tone: 'primary' }, { key: 'rejected', name: rejected, isRequired: true, tone: 'danger' },
  ...expiryOutcomes(given), ...(given.isWithdrawable ? [{ key: 'withdrawn', name: withdrawn, isRequired: true }] : []),
];

export const approvalKind: NodeKind<ApprovalConfig> = {
  kind: 'approval', category: 'people', shape: 'card', icon: 'CheckSquareOutlined', takesInput: true,
  title: { en: 'Approval', zh: '审批', ar: 'موافقة' },
  about: { en: 'Somebody who did not ask for it says yes or no.', zh: '由非请求人批准或驳回。', ar: 'يقبل أو يرفض شخص لم يطلبه.' },
  config: approvalConfig,
  form: approvalForm,
  initial: { assignments: [{ by: 'relation', relation: 'teamManager' }], rule: 'any' },
  outcomes: outcomesOf,
  check: checkApproval,
  expressions: approvalExpressions,
  sets: askedSets,
  outline: (given) => ({ ...askedOutline(given), ...(given.expiry?.policy === 'expired' ? { expiry: { after: '', policy: 'expired' as const } } : {}) }),
  summary: (given) => whomText(stagesOfConfig(given).flatMap(({ assignments }) => assignments)),
  behaviour: { whenDataUnknown: 'anyOutcome', returnsTo: ({ mayReturnTo }) => mayReturnTo, enter: ask, decide, acted, timerDue },
};

function ask(turn: NodeTurn<ApprovalConfig>): void {
  const given = turn.config;
  const whom = asking(turn);
  if (whom === null) return;
  const asked = askedNow(turn, given);
  if (!asked) return;
  const clocks = clocksNow(turn);
  if (clocks === null) return;
  const task = turn.openTask({
    kind: 'approval', ...whom, ...clocks, rule: given.rule, form: given.form ?? null, isWithdrawable: given.isWithdrawable, mayReturnTo: given.mayReturnTo, ...asked,
    outcomes: [{ key: 'approved', name: approved, tone: 'primary' }, { key: 'rejected', name: rejected, tone: 'danger', needsComment: given.needsCommentToReject }],
  });
  armClocks(turn, task);
}

function decide(turn: NodeTurn<ApprovalConfig>, task: TaskState, decision: TaskDecision): Refusal | void {
  const me = decision.actor.person;
  if (me === requesterOf(turn) || (task.askedBy?.kind === 'person' && task.askedBy.id === me)) return { code: 'APPROVAL_OWN_REQUEST' };
  const here = slotsAt(task, stageNow(task));
  const mine = here.find((slot) => slot.decision?.by.id === me)?.decision;
  if (mine) return { code: 'TASK_DECIDED_ALREADY', params: { by: mine.by.name ?? mine.by.id, outcome: mine.outcome } };
  const open = askedSlots(task).filter((slot) => fitsSlot(slot, decision.actor));
  if (open.length === 0) return notAsked(task, here, decision);
  // One person counts once: every slot that names them, else the first of their team's or role's.
  const behalf = decision.actor.onBehalfOf;
  const named = open.filter((slot) => slot.people.includes(behalf?.id ?? me));
  const taken = new Set(named.length ? named : open.slice(0, 1));
  const recorded = { outcome: decision.outcome, by: decision.by, ...(behalf ? { onBehalfOf: behalf } : {}), comment: decision.comment, at: turn.now, ...(decision.returnTo === undefined ? {} : { to: decision.returnTo }) };
  const slots: TaskSlot[] = task.slots.map((slot) => (taken.has(slot) ? { ...slot, decision: recorded } : slot));
  const changed = turn.changeTask(task, { slots }, 'decided', { outcome: decision.outcome, comment: decision.comment, ...(decision.returnTo === undefined ? {} : { to: decision.returnTo }) });
  if (decision.form) turn.setVariables(decision.form);
  const outcome = outcomeNow(changed);
  if (outcome === 'open') { rearmReminders(turn, task, changed); return; }
  // Whose word makes it certain says where it goes.
  if (outcome === 'rejected' && decision.returnTo !== undefined) end(turn, changed, returnedOutcome, decision, () => { turn.returnTo(decision.returnTo!, decision); });
  else end(turn, changed, outcome, decision);
}

function end(turn: NodeTurn<ApprovalConfig>, task: TaskState, outcome: string, by: { comment: string; by: ActorRef }, goOn = (): void => { turn.leave(outcome); }): void {
  if (turn.config.resultVariable !== undefined) turn.setVariables({ [turn.config.resultVariable]: said({ outcome, comment: by.comment, by: by.by }, turn.now) });
  turn.closeTask(task, 'completed', outcome);
  goOn();
}

/** Nobody has answered: it is told again, or it runs out. */
function timerDue(turn: NodeTurn<ApprovalConfig>, _left: number, came: TimerCame): void {
  const { task } = turn;
  if (task === null) throw new Error('a timer of an approval without one');
  const ended = timeCame(turn, task, came);
  if (ended) end(turn, ended.task, ended.outcome, { comment: '', by: { kind: 'machine', id: 'timer' } });
}

/** Why somebody cannot decide now: another of theirs has, their turn is not there yet or over, or it is not for them at all. */
function notAsked(task: TaskState, here: readonly TaskSlot[], { actor }: TaskDecision): Refusal {
  const fits = (slot: TaskSlot): boolean => fitsSlot(slot, actor);
  const other = here.find((slot) => slot.decision && fits(slot))?.decision;
  if (other) return { code: 'TASK_DECIDED_ALREADY', params: { by: other.by.name ?? other.by.id, outcome: other.outcome } };
  if (slotsAhead(task).some(fits)) return { code: 'APPROVAL_NOT_YET', params: { whom: whomOf({ slots: askedSlots(task) }) } };
  return task.slots.some(fits) ? { code: 'APPROVAL_STAGE_OVER' } : { code: 'TASK_NOT_YOURS', params: { whom: whomOf(task) } };
}
