/** The verbs on a task and who may use them when. What a decision means is left to the task's kind. Every refusal has its own code. */
import type { Json } from '../../values.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import type { FlowFile } from '../flow.schema.ts';
import type { ApprovalAct, Countersigning, Refusal, TaskChange, TaskDecision } from './kernel.behaviour.ts';
import { countersignFault, countersigns, submissionOf } from './kernel.countersign.ts';
import { saidFault } from './kernel.questions.ts';
import { formOf, judgeDrafted, judgeFilled, outcomeOf } from './kernel.forms.ts';
import type { ClosedTask, KernelInput, TaskAction, TaskActionData, TaskActor, TaskSlot, TaskState, TaskSuspension } from './kernel.types.ts';

export type TaskInput = Extract<KernelInput, { type: 'task' }>;
/** What a verb comes to: a change of the task, its withdrawal, or a decision for the kind. */
export type TaskVerdict =
  | { do: 'refuse'; refusal: Refusal }
  | { do: 'change'; action: 'claimed' | 'released' | 'assigned' | 'drafted'; change: TaskChange; to?: string }
  | { do: 'withdraw'; comment: string }
  | { do: 'suspend'; reason: string }
  | { do: 'resume'; suspended: TaskSuspension }
  | { do: 'decide' | 'return'; decision: TaskDecision }
  | { do: 'countersign'; said: Countersigning }
  | { do: 'act'; act: ApprovalAct };

/** How a task ends that was returned to an earlier step. */
export const returnedOutcome = 'returned';

export const actorRef = (actor: TaskActor): ActorRef => ({ kind: 'person', id: actor.person, name: actor.name });
const nameOf = (by: ActorRef | null): string => by?.name ?? by?.id ?? 'flow';
const refuse = (code: string, params?: Refusal['params'], details?: Refusal['details']): TaskVerdict => ({ do: 'refuse', refusal: { code, ...(params ? { params } : {}), ...(details ? { details } : {}) } });

/** A slot is open to whoever it names, by person, team or role; to who decides for somebody else, only where it names that person. */
export const fitsSlot = (slot: TaskSlot, actor: TaskActor): boolean =>
  actor.onBehalfOf !== undefined ? slot.people.includes(actor.onBehalfOf.id) : slot.people.includes(actor.person) || slot.teams.some((team) => actor.teams.includes(team)) || slot.roles.some((role) => actor.roles.includes(role));
const isCandidate = (task: TaskState, actor: TaskActor): boolean => task.slots.some((slot) => fitsSlot(slot, actor));
/** Nobody else could take it, so claiming first would be a formality. */
const isOnlyCandidate = (task: TaskState, actor: TaskActor): boolean =>
  task.slots.every((slot) => slot.teams.length === 0 && slot.roles.length === 0 && slot.people.every((person) => person === actor.person)) && isCandidate(task, actor);

export function goneTask(closed: ClosedTask | undefined): Refusal {
  if (!closed) return { code: 'TASK_UNKNOWN' };
  return { code: 'TASK_GONE', params: { how: closed.how, by: nameOf(closed.by), byId: closed.by?.id ?? null, outcome: closed.outcome, at: closed.at } };
}

export function judge(task: TaskState, input: TaskInput, file: FlowFile): TaskVerdict {
  const { actor, data } = input;
  const stale = task.revision === input.taskRevision ? null : refuse('TASK_REVISION_STALE', { revision: task.revision, seen: input.taskRevision });
  const other = task.assignee !== null && task.assignee !== actor.person ? refuse('TASK_CLAIMED_BY_OTHER', { by: task.assigneeName ?? task.assignee, byId: task.assignee }) : null;
  const isMine = task.assignee === actor.person || isCandidate(task, actor);
  const notYours = refuse('TASK_NOT_YOURS', { whom: task.assignee ?? whomOf(task) });
  if (task.suspended && input.action !== 'resume') return refuse('TASK_SUSPENDED', { by: nameOf(task.suspended.by), byId: task.suspended.by.id, reason: task.suspended.reason });
  const submitted = submissionOf(task);
  if (submitted && !beside.has(input.action)) return refuse('TASK_SUBMITTED', { by: nameOf(submitted.by), byId: submitted.by.id });
  switch (input.action) {
    case 'countersign':
      return stale ?? judgeCountersign(task, input);
    case 'claim':
      if (task.kind === 'approval') return refuse('TASK_NOT_CLAIMABLE');
      return (isMine ? null : notYours) ?? other ?? stale ?? { do: 'change', action: 'claimed', change: { assignee: actor.person, assigneeName: actor.name, status: 'claimed' } };
    case 'release':
      if (task.assignee === null) return isMine ? refuse('TASK_NOT_CLAIMED') : notYours;
      return (actor.maySupervise ? null : other) ?? stale ?? { do: 'change', action: 'released', change: { assignee: null, assigneeName: undefined, status: 'ready' } };
    case 'assign':
      if (task.kind === 'approval') return refuse('TASK_NOT_CLAIMABLE');
      if (!actor.maySupervise && task.assignee !== actor.person) return refuse('TASK_ASSIGN_NOT_ALLOWED');
      if (!data.to) return refuse('TASK_ASSIGNEE_NEEDED');
      return stale ?? { do: 'change', action: 'assigned', change: { assignee: data.to, assigneeName: undefined, status: 'claimed' }, to: data.to };
    case 'saveDraft':
      return (isMine ? null : notYours) ?? other ?? stale ?? judgeDraft(task, data.form, file);
    case 'withdraw':
      if (!task.isWithdrawable) return refuse('TASK_NOT_WITHDRAWABLE');
      if (!actor.maySupervise && task.askedBy?.id !== actor.person) return refuse('TASK_WITHDRAW_NOT_ALLOWED', { by: nameOf(task.askedBy) });
      return stale ?? { do: 'withdraw', comment: data.comment?.trim() ?? '' };
    case 'suspend': case 'resume':
      if (!actor.maySupervise) return refuse('TASK_SUSPEND_NOT_ALLOWED');
      return stale ?? (input.action === 'suspend' ? judgeSuspension(data) : task.suspended ? { do: 'resume', suspended: task.suspended } : refuse('TASK_NOT_SUSPENDED'));
    case 'handOver': case 'addSigner': case 'remind': case 'askBack': case 'answer':
      if (task.kind !== 'approval') return refuse('TASK_NOT_APPROVAL');
      // What somebody has put into words is not refused because somebody else did so first.
      return (input.action === 'handOver' || input.action === 'addSigner' ? stale : null) ?? { do: 'act', act: { action: input.action, data, actor, by: actorRef(actor) } };
    case 'return':
      return (isMine ? null : notYours) ?? other ?? (task.kind === 'approval' ? null : stale ?? claimNeeded(task, actor)) ?? judgeReturn(task, input);
    case 'complete':
      return (isMine ? null : notYours) ?? other ?? (task.kind === 'approval' ? null : stale ?? claimNeeded(task, actor)) ?? judgeDecision(task, input, file);
  }
}

/** What goes on while a task waits for the second person. */
const beside: ReadonlySet<TaskAction> = new Set(['countersign', 'suspend', 'resume', 'withdraw']);

const claimNeeded = (task: TaskState, actor: TaskActor): TaskVerdict | null => (task.assignee === actor.person || isOnlyCandidate(task, actor) ? null : refuse('TASK_NOT_CLAIMED'));

function judgeSuspension({ comment = '' }: TaskActionData): TaskVerdict {
  const reason = comment.trim();
  const fault = saidFault(reason);
  return fault ? { do: 'refuse', refusal: fault } : { do: 'suspend', reason };
}

/** Whom a task is for, for the one it is not for. */
export function whomOf(task: Pick<TaskState, 'slots'>): string {
  const names = task.slots.flatMap((slot) => [...slot.people, ...slot.teams, ...slot.roles]);
  return names.slice(0, 10).join(', ') + (names.length > 10 ? ' ...' : '');
}

function judgeDecision(task: TaskState, input: TaskInput, file: FlowFile): TaskVerdict {
  const { actor, data } = input;
  const { key, outcome } = outcomeOf(task, data);
  if (!outcome) return refuse('TASK_OUTCOME_UNKNOWN', { outcome: key, known: task.outcomes.map((one) => one.key).join(', ') });
  const comment = data.comment?.trim() ?? '';
  if (outcome.needsComment && comment === '') return refuse('TASK_COMMENT_NEEDED');
  const form = judgeFilled(task, data, file);
  if (!form.fits) return { do: 'refuse', refusal: form.refusal };
  return { do: 'decide', decision: { outcome: key, comment, form: form.values, by: actorRef(actor), actor } };
}

function judgeCountersign(task: TaskState, { actor, data }: TaskInput): TaskVerdict {
  const said = countersigns.find((known) => known === data.outcome);
  if (!said) return refuse('TASK_OUTCOME_UNKNOWN', { outcome: data.outcome ?? '', known: countersigns.join(', ') });
  const comment = data.comment?.trim() ?? '';
  const fault = countersignFault(task, actor, said) ?? (comment !== '' || (said === 'sentBack' && actor.person !== submissionOf(task)?.by.id) ? saidFault(comment) : null);
  return fault ? { do: 'refuse', refusal: fault } : { do: 'countersign', said: { said, comment, by: actorRef(actor), actor } };
}

/** Whether it may go there now is looked at next, by kernel.returns. */
function judgeReturn(task: TaskState, { actor, data }: TaskInput): TaskVerdict {
  const comment = data.comment?.trim() ?? '';
  const fault = saidFault(comment);
  if (fault) return { do: 'refuse', refusal: fault };
  return { do: 'return', decision: { outcome: task.kind === 'approval' ? 'rejected' : returnedOutcome, comment, form: null, by: actorRef(actor), actor, returnTo: data.to ?? '' } };
}

function judgeDraft(task: TaskState, draft: Json | undefined, file: FlowFile): TaskVerdict {
  const form = judgeDrafted(task, draft, file);
  return form.fits ? { do: 'change', action: 'drafted', change: { draft: form.values } } : { do: 'refuse', refusal: form.refusal };
}

/** What of a command may be handed to the run, or why nothing of it may. */
export type Admission = { admitted: true; data: TaskActionData } | { admitted: false; refusal: Refusal };

/**
 * Asked at the edge, of the task as it was last read, before the engine records the command: what breaks the form goes no further. It is refused with
 * what the kernel would say (somebody else's task, a stale page, the form); everything else is left to the kernel, whose task is the newer one.
 */
export function admit(task: TaskState, input: TaskInput, file: FlowFile): Admission {
  const { form: _form, ...plain } = input.data;
  const words = input.data.comment?.trim() ?? '';
  const wordy = ['askBack', 'answer', 'suspend', 'return'].includes(input.action) || (input.action === 'countersign' && words !== '') ? saidFault(words) : null;
  if (wordy) return { admitted: false, refusal: wordy };
  const verdict = input.action === 'complete' ? judgeFilled(task, input.data, file) : input.action === 'saveDraft' ? judgeDrafted(task, input.data.form, file) : null;
  if (verdict === null) return { admitted: true, data: plain };
  if (verdict.fits) return { admitted: true, data: formOf(task, file) ? input.data : plain };
  const judged = judge(task, input, file);
  return { admitted: false, refusal: judged.do === 'refuse' ? judged.refusal : verdict.refusal };
}
