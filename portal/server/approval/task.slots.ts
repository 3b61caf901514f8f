/** Who is asked by a task, stage by stage, as the API tells it: with names, and whose answer is waited for now. */
import { askedToConfirm, mayCountersign } from '#domain/flow/kernel/kernel.countersign';
import { askedSlots, slotsAhead, stageNow, stagesOf } from '#domain/flow/kernel/kernel.stages';
import type { TaskAction, TaskActor, TaskSlot, TaskState } from '#domain/flow/kernel/kernel.types';
import { durationMs } from '#domain/flow/kernel/kernel.duration';
import type { ActorRef } from '#domain/identity/identity.schema';
import { plusMs, type Text } from '#domain/values';
import type { TaskView } from '#api/task.api';

/** `nameOf`: a person's name, or what is known of them. `namesOf`: whom a slot names. */
interface Naming { /** A step's name. */ stepNamed: (node: string) => Text; nameOf: (id: string) => string; namesOf: (slot: TaskSlot) => Text[] }

const named = (who: ActorRef, { nameOf }: Naming): ActorRef => ({ ...who, name: who.name ?? nameOf(who.id) });

export function slotViews(task: TaskState, naming: Naming): TaskView['slots'] {
  const [asked, ahead] = [new Set(askedSlots(task)), new Set(slotsAhead(task))];
  return task.slots.map((slot) => {
    const { id, people, teams, roles, decision, stage = 0, hasVeto = false, addedBy } = slot;
    return {
      id, stage, isAsked: asked.has(slot), isAhead: ahead.has(slot), hasVeto, addedBy: addedBy ? named(addedBy, naming) : null, people, teams, roles, names: naming.namesOf(slot),
      ...(decision ? { decision: { outcome: decision.outcome, by: named(decision.by, naming), ...(decision.onBehalfOf ? { onBehalfOf: named(decision.onBehalfOf, naming) } : {}), comment: decision.comment, at: decision.at, ...(decision.to === undefined ? {} : { to: naming.stepNamed(decision.to) }) } } : {}),
    };
  });
}

/** `can`: the reader's verbs. */
export function countersignView(task: TaskState, reader: TaskActor, naming: Naming, can: readonly TaskAction[]): TaskView['countersign'] {
  if (!task.countersign) return null;
  const { slots, submitted } = task.countersign;
  return {
    names: (submitted ? askedToConfirm(task) : slots).flatMap(naming.namesOf), may: can.includes('countersign') ? mayCountersign(task, reader) : [],
    submitted: submitted ? { outcome: task.outcomes.find(({ key }) => key === submitted.outcome)?.name ?? { en: submitted.outcome }, comment: submitted.comment, by: named(submitted.by, naming), at: submitted.at } : null,
  };
}

export function stageViews(task: TaskState): TaskView['stages'] {
  if (task.kind === 'task') return [];
  const now = stageNow(task);
  return stagesOf(task).map(({ rule, needed, name }, at) => ({ name: name ?? null, rule, needed, is: at < now ? 'done' as const : at === now ? 'now' as const : 'ahead' as const }));
}

export function clockViews({ reminders, expiry, openedAt, suspended }: TaskState): Pick<TaskView, 'reminders' | 'expiry'> {
  return {
    reminders: reminders ? { sent: reminders.sent, most: reminders.most, at: reminders.at } : null,
    expiry: expiry ? { policy: expiry.policy, dueAt: expiry.spec.kind === 'duration' && !suspended ? plusMs(openedAt, (durationMs(expiry.spec.iso) ?? 0) + (expiry.pausedMs ?? 0)) : null, at: expiry.at } : null,
  };
}
