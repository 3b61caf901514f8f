/** Makes open tasks into what the API answers: for this reader, with names, the form of the pinned definition, and what they may do. */
import { askedSlots } from '#domain/flow/kernel/kernel.stages';
import { submissionOf } from '#domain/flow/kernel/kernel.countersign';
import { can, ticketResource, type RightsResource } from '#domain/identity/rights';
import type { Actor, ActorRef } from '#domain/identity/identity.schema';
import type { Text } from '#domain/values';
import type { ResponseOf } from '#api/routes';
import type { TaskView } from '#api/task.api';
import type { TaskRecord } from '#store/ticket/task.repo';
import type { RequestForms } from '../catalog/request-forms.ts';
import type { StandIns } from '#store/identity/stand-in.repo';
import type { NameBook, Names } from '../ticket/ticket.names.ts';
import { outcomeResolves } from './outcome-effect.ts';
import { answerable, askableBy, isOwed, peopleOfQuestions, questionViews } from './task.questions.ts';
import { clockViews, countersignView, slotViews, stageViews } from './task.slots.ts';
import { absenteeFor, meaningFor, taskActorOf } from './task.verbs.ts';

/** A task as rights see it: its ticket, and who is asked by it. */
export const taskResource = (record: TaskRecord): RightsResource => ticketResource({
  ...record.ticket, askedPeople: [...record.people, ...(record.task.assignee ? [record.task.assignee] : []), ...(submissionOf(record.task) ? [submissionOf(record.task)!.by.id] : [])], askedTeams: record.teams, askedRoles: record.roles,
});

export interface TaskPresenter {
  /** Those of the tasks the actor may see, in their order. */
  present(records: readonly TaskRecord[], actor: Actor): Promise<TaskView[]>;
  /** Those the actor may not see, as whom their ticket waits for: names only. */
  waits(records: readonly TaskRecord[], actor: Actor): Promise<ResponseOf<'tickets.read'>['waits']>;
  /** Approvals of these that nobody can decide now, and why. */
  unreachable(records: readonly TaskRecord[]): Promise<ResponseOf<'tickets.read'>['unreachable']>;
}

const peopleOf = (record: TaskRecord): (string | null)[] => [record.task.assignee, record.task.askedBy?.id ?? null, ...record.task.slots.flatMap((slot) => [...slot.people, slot.decision?.by.id ?? null, slot.decision?.onBehalfOf?.id ?? null, slot.addedBy?.id ?? null]), record.task.returned?.by.id ?? null, record.task.returned?.onBehalfOf?.id ?? null, ...(record.task.countersign?.slots.flatMap(({ people }) => people) ?? []), submissionOf(record.task)?.by.id ?? null, ...peopleOfQuestions(record.task), record.ticket.requester];

/** A person's name is the same in every language. */
const personNamed = (id: string, names: Names): Text => ({ en: names.person(id) ?? id });
const whoNamed = (who: ActorRef, named: (id: string) => string): ActorRef => ({ ...who, name: who.name ?? named(who.id) });
const once = (texts: readonly Text[]): Text[] => [...new Map(texts.map((text) => [text.en, text])).values()];

export interface TaskPresenterDeps { names: NameBook; files: Pick<RequestForms, 'fileOf'>; standIns: Pick<StandIns, 'of'> }

export function createTaskPresenter(deps: TaskPresenterDeps): TaskPresenter {
  const namesOf = (slot: Pick<TaskRecord['task']['slots'][number], 'people' | 'teams' | 'roles'>, names: Names): Text[] =>
    [...slot.people.map((person) => personNamed(person, names)), ...slot.teams.map((team) => names.team(team) ?? { en: team }), ...slot.roles.map(names.role)];

  async function one(record: TaskRecord, actor: Actor, names: Names): Promise<TaskView> {
    const { task, ticket } = record;
    const file = await deps.files.fileOf(record);
    const resource = taskResource(record);
    const me = taskActorOf(actor, can(actor, 'task.assign', resource));
    const absentee = absenteeFor(record, actor);
    const acting = absentee === null ? me : { ...me, onBehalfOf: { kind: 'person' as const, id: absentee } };
    const standsInFor = actor.standsInFor ?? [];
    const meaning = meaningFor(task, acting, can(actor, 'task.act', resource), ticket.requester, standsInFor, record.returns);
    const answers = meaning.can.includes('answer') ? answerable(task, acting, standsInFor) : new Set<string>();
    const type = names.types.get(ticket.type) ?? null;
    const nameOf = (id: string | null | undefined): string | null => names.person(id) ?? id ?? null;
    const named = (id: string): string => nameOf(id) ?? id;
    const stepNamed = (node: string): Text => file?.nodes[node]?.name ?? { en: node };
    return {
      id: record.id, run: record.run, task: task.id,
      ticket: { id: ticket.id, key: ticket.key, title: ticket.title, priority: ticket.priority, type: ticket.type, state: ticket.state, isFiring: ticket.isFiring },
      kind: task.kind, node: task.node, name: task.name, prompt: task.prompt, status: task.status, suspended: task.suspended ? { at: task.suspended.at, by: { ...task.suspended.by, name: task.suspended.by.name ?? named(task.suspended.by.id) }, reason: task.suspended.reason } : null, revision: task.revision,
      assignee: task.assignee, assigneeName: nameOf(task.assignee), rule: task.rule,
      stages: stageViews(task), slots: slotViews(task, { nameOf: named, namesOf: (slot) => namesOf(slot, names), stepNamed }),
      ...clockViews(task),
      outcomes: task.outcomes.map(({ key, name, needsComment, requires, tone }) => ({
        key, name, ...(needsComment === undefined ? {} : { needsComment }), ...(requires === undefined ? {} : { requires }), ...(tone === undefined ? {} : { tone }), ...(file && outcomeResolves(file, task.node, key, type) ? { resolves: true } : {}),
      })),
      form: task.form !== null && file && Object.hasOwn(file.forms, task.form) ? file.forms[task.form]! : null, draft: task.draft, openedAt: task.openedAt, dueAt: task.dueAt,
      askedBy: task.askedBy === null ? null : { ...task.askedBy, ...(task.askedBy.kind === 'person' ? { name: nameOf(task.askedBy.id) ?? task.askedBy.id } : {}) },
      questions: questionViews(task, named).map((view, at) => ({ ...view, mayAnswer: answers.has(view.id), isMine: answers.has(view.id) && isOwed(task.questions![at]!, actor.person, standsInFor) })),
      askable: meaning.can.includes('askBack') ? askableBy(task, acting, ticket.requester).map((id) => ({ id, name: named(id) })) : [],
      returns: record.returns ? { to: record.returns.to.map((node) => ({ node, name: stepNamed(node) })), others: record.returns.others.map(stepNamed) } : null,
      countersign: countersignView(task, acting, { nameOf: named, namesOf: (slot) => namesOf(slot, names), stepNamed }, meaning.can),
      returned: task.returned ? { ...task.returned, by: whoNamed(task.returned.by, named), ...(task.returned.onBehalfOf ? { onBehalfOf: whoNamed(task.returned.onBehalfOf, named) } : {}) } : null,
      can: meaning.can, isMine: meaning.isMine, actsFor: absentee === null || !meaning.isMine ? null : { id: absentee, name: nameOf(absentee) ?? absentee },
    };
  }
  return {
    async present(records, actor) {
      const allowed = records.filter((record) => can(actor, 'task.read', taskResource(record)));
      const names = await deps.names.of(allowed.flatMap(peopleOf));
      return Promise.all(allowed.map((record) => one(record, actor, names)));
    },
    async unreachable(records) {
      const asked = records.filter(({ task }) => task.kind === 'approval').flatMap((record) => askedSlots(record.task).filter((slot) => slot.teams.length + slot.roles.length === 0).map((slot) => ({ record, slot })));
      if (asked.length === 0) return [];
      const people = asked.flatMap(({ slot }) => slot.people);
      const [decides, names] = await Promise.all([deps.standIns.of(people), deps.names.of(people)]);
      return asked.flatMap(({ record, slot }) => {
        const states = slot.people.map((person) => decides.get(person));
        // A requester who stands in for their own approver decides nothing.
        if (states.some((state) => state === undefined || state.is === 'present' || (state.is === 'person' && state.person !== record.ticket.requester))) return [];
        const gap = states.find((state) => state?.is === 'nobody');
        return [{ task: record.task.id, name: record.task.name, who: slot.people.map((person) => names.person(person) ?? person).join(', '), why: gap?.is === 'nobody' ? gap.why : 'none' as const }];
      });
    },
    async waits(records, actor) {
      const hidden = records.filter((record) => !can(actor, 'task.read', taskResource(record)));
      if (hidden.length === 0) return [];
      const names = await deps.names.of(hidden.flatMap(peopleOf));
      return hidden.map(({ task }) => ({
        kind: task.kind, name: task.name, since: task.openedAt,
        names: task.assignee ? [personNamed(task.assignee, names)] : once(askedSlots(task).flatMap((slot) => namesOf(slot, names))),
      }));
    },
  };
}
