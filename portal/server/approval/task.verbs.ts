/** What a person may do with a task now, as the kernel would answer. Shown as buttons; the kernel decides again when one is pressed. */
import { askedSlots } from '#domain/flow/kernel/kernel.stages';
import { fitsSlot } from '#domain/flow/kernel/kernel.tasks';
import { mayCountersign, submissionOf } from '#domain/flow/kernel/kernel.countersign';
import { openQuestions } from '#domain/flow/kernel/kernel.questions';
import type { TaskAction, TaskActor, TaskState } from '#domain/flow/kernel/kernel.types';
import type { Actor } from '#domain/identity/identity.schema';
import type { TaskRecord } from '#store/ticket/task.repo';
import { answerable, askableBy, isOwed } from './task.questions.ts';

export const taskActorOf = (actor: Actor, maySupervise: boolean): TaskActor =>
  ({ person: actor.person, name: actor.name, teams: [...actor.teams], roles: [...new Set(actor.roles.map((role) => role.key))], maySupervise });

/** In whose place the person decides an approval: null where they are asked themselves, or nobody they stand in for is. Never on a request of their own. */
export function absenteeFor({ task, ticket }: Pick<TaskRecord, 'task' | 'ticket'>, actor: Actor): string | null {
  if (task.kind !== 'approval' || ticket.requester === actor.person || !actor.standsInFor?.length) return null;
  const open = askedSlots(task);
  if (open.some((slot) => fitsSlot(slot, taskActorOf(actor, false)))) return null;
  return open.flatMap((slot) => slot.people).find((person) => actor.standsInFor?.includes(person)) ?? null;
}

/** In whose place the person answers this question: null where it is their own, or of nobody they stand in for. */
export function questionedFor({ task }: Pick<TaskRecord, 'task'>, actor: Actor, question: string): string | null {
  const to = openQuestions(task).find(({ id }) => id === question)?.to;
  return to !== undefined && to !== actor.person && actor.standsInFor?.includes(to) === true ? to : null;
}

export interface TaskMeaning { can: TaskAction[]; isMine: boolean }

/** `isMine`: the person holds it, is one of those it is offered to and nobody holds it, or owes an answer to a question. Without the right to act it is only looked at. */
export function meaningFor(task: TaskState, actor: TaskActor, mayAct: boolean, requester: string | null = null, standsInFor: readonly string[] = [], returns: TaskRecord['returns'] = null): TaskMeaning {
  const open = askedSlots(task);
  const isOffered = open.some((slot) => fitsSlot(slot, actor));
  const isHolder = task.assignee === actor.person;
  const owes = openQuestions(task).some((question) => isOwed(question, actor.person, standsInFor));
  const isMine = isHolder || (task.assignee === null && isOffered) || owes;
  if (!mayAct) return { can: [], isMine: false };
  const isOnly = task.slots.every((slot) => slot.teams.length === 0 && slot.roles.length === 0 && slot.people.every((person) => person === actor.person)) && isOffered;
  if (task.suspended) return { can: actor.maySupervise ? ['resume'] : [], isMine };
  const mayWithdraw = task.isWithdrawable && (actor.maySupervise || task.askedBy?.id === actor.person);
  if (submissionOf(task)) {
    const may = mayCountersign(task, actor);
    const beside: [TaskAction, boolean][] = [['countersign', may.length > 0], ['suspend', actor.maySupervise], ['withdraw', mayWithdraw]];
    return { can: beside.filter(([, isAllowed]) => isAllowed).map(([verb]) => verb), isMine: may.includes('confirmed') };
  }
  const verbs: [TaskAction, boolean][] = [
    ['claim', task.kind === 'task' && task.assignee === null && isOffered && !isOnly],
    ['complete', task.kind === 'approval' ? isOffered : isHolder || (task.assignee === null && isOnly)],
    ['saveDraft', task.kind === 'task' && task.form !== null && (isHolder || (task.assignee === null && isOnly))],
    ['release', task.kind === 'task' && task.assignee !== null && !isOnly && (isHolder || actor.maySupervise)],
    ['assign', task.kind === 'task' && (actor.maySupervise || isHolder)],
    ['handOver', task.kind === 'approval' && open.some(({ people }) => people.includes(actor.person))],
    ['addSigner', task.kind === 'approval' && (actor.maySupervise || isOffered)],
    ['remind', task.kind === 'approval' && (actor.maySupervise || [requester, task.askedBy?.id].includes(actor.person))],
    ['return', (returns ?? null) !== null && (task.kind === 'approval' ? isOffered && ![requester, task.askedBy?.id].includes(actor.person) : isHolder || (task.assignee === null && isOnly))],
    ['askBack', askableBy(task, actor, requester).length > 0],
    ['answer', answerable(task, actor, standsInFor).size > 0],
    ['suspend', actor.maySupervise],
    ['withdraw', mayWithdraw],
  ];
  return { can: verbs.filter(([, isAllowed]) => isAllowed).map(([verb]) => verb), isMine };
}
