/** Inbox and task routes: what is asked of the reader, and every verb on a task. The kernel decides; its refusals are told with who was faster. */
import { CatalogueError, errorDetail, errorShape } from '#domain/errors';
import { filesIn } from '#domain/file/file.answers';
import { phrase } from '#domain/message';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { Refusal } from '#domain/flow/kernel/kernel.behaviour';
import { admit, type TaskInput } from '#domain/flow/kernel/kernel.tasks';
import type { TaskActionData, TaskActor } from '#domain/flow/kernel/kernel.types';
import type { Actor } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { can, filterFor, groupFields, ticketResource, type RightsFilter, type RightsResource } from '#domain/identity/rights';
import { priorities, type Priority } from '#domain/ticket/ticket.schema';
import { instantOf } from '#domain/values';
import { taskFields } from '#store/ticket/ticket.model';
import type { InboxOf, TaskRecord, TaskRepo } from '#store/ticket/task.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import type { RequestForms } from '../catalog/request-forms.ts';
import type { FileDesk } from '../file/file.desk.ts';
import type { Handlers } from '../http/handler.ts';
import { unlessRefused } from '../file/open-with-files.ts';
import type { TakeBack } from '../ticket/take-back.ts';
import type { NameBook } from '../ticket/ticket.names.ts';
import { namedParams, peopleOfRefusal } from './task.refusal.ts';
import { outcomeResolves } from './outcome-effect.ts';
import { taskResource, type TaskPresenter } from './task.presenter.ts';
import { absenteeFor, questionedFor, taskActorOf } from './task.verbs.ts';

export interface TaskRouteDeps {
  tasks: TaskRepo;
  tickets: Pick<TicketRepo, 'byId'>;
  engine: Pick<FlowEngine, 'actOnTask'>;
  presenter: TaskPresenter;
  takeBack: Pick<TakeBack, 'until'>;
  names: NameBook;
  files: Pick<RequestForms, 'fileOf'>;
  /** Files that answers in forms name. */
  fileDesk: Pick<FileDesk, 'check' | 'give'>;
  /** Number of firing alarm groups under a filter of rights (groupFields). */
  countFiring: (rights: RightsFilter) => Promise<number>;
  nowMs: () => number;
}

const inboxOf = (actor: Actor): InboxOf => ({ person: actor.person, standsInFor: actor.standsInFor ?? [], teams: actor.teams, roles: [...new Set(actor.roles.map((role) => role.key))] });
const missing = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'task' });

/** `run/<ticket>/<n>#<task>` taken apart. Throws NOT_FOUND for anything else. */
export function partsOf(id: string): { runId: string; ticketId: string; taskId: string } {
  const found = /^(run\/([^/#]+)\/\d+(?:\/c\/[^/#]+)*)#([^#]+)$/.exec(id);
  if (!found) throw missing();
  return { runId: found[1]!, ticketId: found[2]!, taskId: found[3]! };
}

/** Throws REQUEST_INVALID for a word that is no priority. */
function prioritiesOf(said: string): Priority[] {
  return said.split(',').map((word) => {
    const priority = priorities.find((known) => known === word);
    if (priority === undefined) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('FIELD_INVALID', 'query.priority', { problem: phrase('issue.one-of-not', { values: priorities, given: word.slice(0, 40) }) })]);
    return priority;
  });
}

export function createTaskRoutes(deps: TaskRouteDeps): Handlers {
  const { tasks, presenter } = deps;

  /** The task's own row, or (when it is over) the ticket it was on: a refusal with the name of who was faster is for those who see the ticket. */
  async function standing(id: string, ticketId: string, actor: Actor): Promise<{ resource: RightsResource; record: TaskRecord | null }> {
    const record = await tasks.byId(id);
    if (record !== null) {
      const resource = taskResource(record);
      if (!can(actor, 'task.read', resource)) throw missing();
      return { resource, record };
    }
    const ticket = await deps.tickets.byId(ticketId);
    if (ticket === null || !can(actor, 'task.read', ticketResource(ticket))) throw missing();
    return { resource: ticketResource(ticket), record: null };
  }

  /** The actor, and in whose place: the name goes into the audit. `question`: the one that is answered. */
  async function actingAs(record: TaskRecord | null, actor: Actor, maySupervise: boolean, question: string | null): Promise<TaskActor> {
    const me = taskActorOf(actor, maySupervise);
    const absentee = record === null ? null : question === null ? absenteeFor(record, actor) : questionedFor(record, actor, question);
    if (absentee === null) return me;
    const name = (await deps.names.of([absentee])).person(absentee);
    return { ...me, onBehalfOf: { kind: 'person', id: absentee, ...(name === null ? {} : { name }) } };
  }

  /** A task goes to somebody who can do it. Throws NOT_FOUND, TASK_ASSIGNEE_INACTIVE. */
  async function demandActive(id: string): Promise<void> {
    const person = (await deps.names.of([id])).people.get(id);
    if (!person) throw new CatalogueError('NOT_FOUND', { what: 'person' });
    if (!person.isActive) throw new CatalogueError('TASK_ASSIGNEE_INACTIVE', { person: person.name });
  }

  /**
   * What of the command reaches the run: the engine records arguments before the kernel sees them, so data that breaks the task's form is refused here.
   * Nothing checks the form of a task that is over, so none goes along; its run says who was faster.
   */
  async function admitted(record: TaskRecord | null, id: string, command: Omit<TaskInput, 'type' | 'id' | 'now'>): Promise<TaskActionData> {
    if (record === null) {
      const { form: _form, ...plain } = command.data;
      return plain;
    }
    const file = await deps.files.fileOf(record);
    if (file === null) throw new CatalogueError('FLOW_VERSION_UNKNOWN', { flow: record.flow, version: record.version });
    const admission = admit(record.task, { ...command, type: 'task', id, now: instantOf(deps.nowMs()) }, file);
    if (!admission.admitted) throw await refusal(admission.refusal);
    return admission.data;
  }

  /** A refusal with names in place of ids. */
  async function refusal(answer: Refusal): Promise<CatalogueError> {
    const names = await deps.names.of(peopleOfRefusal(answer));
    return new CatalogueError(answer.code, namedParams(answer, names), answer.details);
  }

  return {
    'inbox.list': async ({ query, actor }) => {
      const rights = filterFor(actor, 'task.read', taskFields);
      if (rights === 'none') return { items: [], next: null, total: 0 };
      const page = await tasks.inbox({ of: inboxOf(actor), scope: query.scope, sort: query.sort, rights, ...(query.kind ? { kind: query.kind } : {}), ...(query.q ? { q: query.q } : {}), ...(query.priority ? { priorities: prioritiesOf(query.priority) } : {}) }, { limit: query.limit, ...(query.cursor ? { cursor: query.cursor } : {}) });
      return { items: await presenter.present(page.items, actor), next: page.nextCursor, total: null };
    },
    'inbox.counts': async ({ actor }) => {
      const rights = filterFor(actor, 'task.read', taskFields);
      const alarms = filterFor(actor, 'alarm.read', groupFields);
      const [counts, firing] = await Promise.all([rights === 'none' ? { mine: 0, team: 0, approvals: 0 } : tasks.counts(inboxOf(actor), rights), alarms === 'none' ? 0 : deps.countFiring(alarms)]);
      return { ...counts, firing };
    },
    'tasks.read': async ({ params, actor }) => {
      const record = await tasks.byId(params.id);
      const [view] = record === null ? [] : await presenter.present([record], actor);
      if (!view) throw missing();
      return view;
    },
    'tasks.act': async ({ params, body, actor, requestId }) => {
      const { runId, ticketId, taskId } = partsOf(params.id);
      const { resource, record } = await standing(params.id, ticketId, actor);
      if (!can(actor, 'task.act', resource)) throw notAllowed('task.act');
      if (['assign', 'handOver', 'addSigner', 'askBack'].includes(body.action) && body.data.to !== undefined) await demandActive(body.data.to);
      const command = { taskId, action: body.action, taskRevision: body.taskRevision, actor: await actingAs(record, actor, can(actor, 'task.assign', resource), body.action === 'answer' ? body.data.question ?? '' : null), data: body.data };
      const files = body.action === 'complete' && record !== null ? await filesNamed(record, body.data.form) : [];
      const target = { ticket: ticketId, comment: null, visibility: 'public' as const };
      await deps.fileDesk.check(files, actor, target);
      const { answer, shown } = await deps.engine.actOnTask(runId, { ...command, commandId: body.commandId, data: await admitted(record, body.commandId, command) });
      if (!answer.accepted) throw await refusal(answer);
      await unlessRefused(deps.fileDesk.give(files, actor, target, requestId));
      const ended = shown && body.action === 'complete' ? await deps.tickets.byId(ticketId) : null;
      return { accepted: true, shown, takeBackUntil: ended === null ? null : await deps.takeBack.until(ended, actor), warning: record === null ? null : await warningOf(record, body.action, body.data.outcome) };
    },
  };

  /** Files the answers to a task's form name. */
  async function filesNamed(record: TaskRecord, answers: unknown): Promise<string[]> {
    const form = record.task.form === null ? undefined : (await deps.files.fileOf(record))?.forms[record.task.form];
    return form === undefined ? [] : filesIn(form.schema, answers).map(({ id }) => id);
  }

  async function warningOf(record: TaskRecord, action: string, outcome: string | undefined): Promise<{ code: string; message: string } | null> {
    if (action !== 'complete' || !record.ticket.isFiring) return null;
    const key = outcome ?? (record.task.outcomes.length === 1 ? record.task.outcomes[0]!.key : '');
    const file = await deps.files.fileOf(record);
    const type = (await deps.names.types()).get(record.ticket.type) ?? null;
    if (file === null || !outcomeResolves(file, record.task.node, key, type)) return null;
    const { code, message, hint } = errorShape('RESOLVED_WHILE_FIRING');
    return { code, message: `${message} ${hint}` };
  }
}
