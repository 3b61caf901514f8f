/** The verbs on a task and who may use them when. What a decision means is left to the task's kind. Every refusal has its own code. */
import type { Json } from '../../values.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import type { FlowFile } from '../flow.schema.ts';
import { validateForm } from '../form/form.ts';
import type { Refusal, TaskChange, TaskDecision } from './kernel.behaviour.ts';
import { detailsKept } from './kernel.limits.ts';
import { own } from './kernel.paths.ts';
import type { ClosedTask, KernelInput, TaskActor, TaskSlot, TaskState } from './kernel.types.ts';

export type TaskInput = Extract<KernelInput, { type: 'task' }>;
/** What a verb comes to: a change of the task, its withdrawal, or a decision for the kind. */
export type TaskVerdict =
  | { do: 'refuse'; refusal: Refusal }
  | { do: 'change'; action: 'claimed' | 'released' | 'assigned' | 'drafted'; change: TaskChange; to?: string }
  | { do: 'withdraw'; comment: string }
  | { do: 'decide'; decision: TaskDecision };

export const actorRef = (actor: TaskActor): ActorRef => ({ kind: 'person', id: actor.person, name: actor.name });
const nameOf = (by: ActorRef | null): string => by?.name ?? by?.id ?? 'the flow';
const refuse = (code: string, params?: Refusal['params'], details?: Refusal['details']): TaskVerdict => ({ do: 'refuse', refusal: { code, ...(params ? { params } : {}), ...(details ? { details } : {}) } });

/** A slot is open to whoever it names, by person, team or role. */
export const fitsSlot = (slot: TaskSlot, actor: TaskActor): boolean =>
  slot.people.includes(actor.person) || slot.teams.some((team) => actor.teams.includes(team)) || slot.roles.some((role) => actor.roles.includes(role));
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
  switch (input.action) {
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
    case 'complete':
      return (isMine ? null : notYours) ?? other ?? (task.kind === 'approval' ? null : stale ?? claimNeeded(task, actor)) ?? judgeDecision(task, input, file);
  }
}

const claimNeeded = (task: TaskState, actor: TaskActor): TaskVerdict | null => (task.assignee === actor.person || isOnlyCandidate(task, actor) ? null : refuse('TASK_NOT_CLAIMED'));

/** Whom a task is for, for the one it is not for. */
export function whomOf(task: TaskState): string {
  const names = task.slots.flatMap((slot) => [...slot.people, ...slot.teams, ...slot.roles]);
  return names.slice(0, 10).join(', ') + (names.length > 10 ? ' ...' : '');
}

function judgeDecision(task: TaskState, input: TaskInput, file: FlowFile): TaskVerdict {
  const { actor, data } = input;
  const key = data.outcome ?? (task.outcomes.length === 1 ? task.outcomes[0]!.key : '');
  const outcome = task.outcomes.find((one) => one.key === key);
  if (!outcome) return refuse('TASK_OUTCOME_UNKNOWN', { outcome: key, known: task.outcomes.map((one) => one.key).join(', ') });
  const comment = data.comment?.trim() ?? '';
  if (outcome.needsComment && comment === '') return refuse('TASK_COMMENT_NEEDED');
  const form = formOf(task, file);
  let values: Record<string, Json> | null = null;
  if (form) {
    const filled = data.form ?? {};
    const answer = validateForm(form.schema, filled);
    const faults = answer.ok ? [] : answer.details;
    const missing = (outcome.requires ?? []).filter((name) => isEmpty(isRecord(filled) ? own(filled, name) : undefined))
      .filter((name) => !faults.some((fault) => fault.path === `/${name}`))
      .map((name) => ({ path: `/${name}`, code: 'FORM_REQUIRED', message: `"${name}" is needed for "${outcome.name.en}".`, fix: 'Fill it in.' }));
    const details = [...faults, ...missing];
    if (!answer.ok || details.length || !isRecord(answer.data)) return refuse('TASK_FORM_INVALID', { count: details.length || 1 }, details.slice(0, detailsKept));
    values = declared(form.schema, answer.data);
  }
  return { do: 'decide', decision: { outcome: key, comment, form: values, by: actorRef(actor), actor } };
}

/** A draft may be incomplete, but what is there has the form's shape. */
function judgeDraft(task: TaskState, draft: Json | undefined, file: FlowFile): TaskVerdict {
  const form = formOf(task, file);
  if (!form) return { do: 'change', action: 'drafted', change: { draft: isRecord(draft) ? draft : null } };
  const answer = validateForm(form.schema, draft ?? {});
  const faults = answer.ok ? [] : answer.details.filter((fault) => fault.code !== 'FORM_REQUIRED' && fault.code !== 'FORM_DEPENDENT');
  if (faults.length || !isRecord(draft ?? {})) return refuse('TASK_FORM_INVALID', { count: faults.length || 1 }, faults.slice(0, detailsKept));
  return { do: 'change', action: 'drafted', change: { draft: declared(form.schema, (draft ?? {}) as Record<string, Json>) } };
}

const formOf = (task: TaskState, file: FlowFile) => (task.form !== null && Object.hasOwn(file.forms, task.form) ? file.forms[task.form]! : null);
const isRecord = (value: Json | undefined): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

/** Only fields the form declares go on; anything else a browser sent is dropped. */
function declared(schema: Record<string, Json>, values: Record<string, Json>): Record<string, Json> {
  const properties = schema['properties'];
  if (!isRecord(properties)) return {};
  return Object.fromEntries(Object.keys(properties).filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]!]));
}
