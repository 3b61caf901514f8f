/** Ticket routes: list, read, open, withdraw, timeline, drawing, token log. What a run decides is only read here. */
import { CatalogueError, errorDetail } from '#domain/errors';
import { phrase } from '#domain/message';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { checkEdits } from '#domain/flow/run.variables';
import { filesIn } from '#domain/file/file.answers';
import type { Action, Actor } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { allowedOn, can, filterFor, groupResource, ticketFields, ticketResource } from '#domain/identity/rights';
import { isInternal } from '#domain/audit/event.rights';
import type { DomainEvent } from '#domain/audit/event.schema';
import { priorities } from '#domain/ticket/ticket.schema';
import { levelStates, type LevelState } from '#domain/report/levels.schema';
import { instantOf, type Text } from '#domain/values';
import type { QueryOf, ResponseOf } from '#api/routes';
import { ticketRights } from '#api/ticket.api';
import type { AlarmGroupRepo } from '#store/alarm/group.repo';
import type { EventRepo } from '#store/audit/event.repo';
import type { LockRepo } from '#store/flow/lock.repo';
import type { RunRepo } from '#store/flow/run.repo';
import type { TokenLogRepo } from '#store/flow/token-log.repo';
import type { TaskRepo } from '#store/ticket/task.repo';
import type { TicketPage, TicketQuery, TicketRecord, TicketRepo } from '#store/ticket/ticket.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { TaskPresenter } from '../approval/task.presenter.ts';
import type { RequestForms } from '../catalog/request-forms.ts';
import type { FileDesk } from '../file/file.desk.ts';
import { openWithFiles } from '../file/open-with-files.ts';
import type { Handlers } from '../http/handler.ts';
import { noTeam, reportedTickets } from '../report/levels.reader.ts';
import { presentObject } from '../object/object.presenter.ts';
import type { ClocksNow } from './clocks-now.ts';
import type { Definitions } from './definitions.ts';
import { withReadableLinks } from './linked-events.ts';
import { openTicket, refOf, type OpenTicketDeps } from './open-ticket.ts';
import { incidentId, incidentNamed, presentIncidents, presentLogLine, presentOverlay } from './overlay.presenter.ts';
import type { TakeBack } from './take-back.ts';
import type { NameBook } from './ticket.names.ts';
import { directoryNow } from './directory-now.ts';
import { insiderBy } from '../flow/insider.ts';
import { presentLocks } from '../flow/lock.presenter.ts';
import { ticketFile } from './ticket.export.ts';
import { peopleOfEvent, peopleOfRow, peopleOfTicket, presentEvent, presentRow, presentTicket, withoutFaults } from './ticket.presenter.ts';

export interface TicketRouteDeps extends OpenTicketDeps {
  tickets: TicketRepo;
  tasks: Pick<TaskRepo, 'ofTicket'>;
  types: TicketTypeRepo;
  events: Pick<EventRepo, 'timeline'>;
  runs: Pick<RunRepo, 'read' | 'ofTicket'>;
  log: Pick<TokenLogRepo, 'list' | 'visited'>;
  engine: FlowEngine;
  names: NameBook;
  clocks: ClocksNow;
  definitions: Definitions;
  taskPresenter: TaskPresenter;
  locks: Pick<LockRepo, 'standingsOf'>;
  takeBack: TakeBack;
  requestForms: Pick<RequestForms, 'content'>;
  alarmGroups: Pick<AlarmGroupRepo, 'row'>;
  fileDesk: FileDesk;
  /** Tickets of a file at most. */
  mostExported: number;
}

export const missingTicket = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'ticket' });
type Row = ResponseOf<'tickets.list'>['items'][number];
const exportedAtOnce = 200;
/** Instead of a person's id: tickets nobody has. */
const nobody = '-';
const categories = ['open', 'waiting', 'recovered', 'resolved', 'closed', 'cancelled'];

/** The ticket, when the actor may see it: what may not be seen is not there. Throws NOT_FOUND, or NOT_ALLOWED for a further right on a ticket that may be seen. */
export async function ticketFor(tickets: Pick<TicketRepo, 'byKey'>, key: string, actor: Actor, action: Action = 'ticket.read'): Promise<TicketRecord> {
  const ticket = await tickets.byKey(key);
  if (ticket === null || !can(actor, 'ticket.read', ticketResource(ticket))) throw missingTicket();
  if (!can(actor, action, ticketResource(ticket))) throw notAllowed(action);
  return ticket;
}

export function createTicketRoutes(deps: TicketRouteDeps): Handlers {
  const { tickets, names, clocks, fileDesk: files } = deps;
  const isInsider = insiderBy(deps.definitions);
  const factsNow = directoryNow(deps);

  type ListQuery = Parameters<typeof queryOf>[0];
  /** What the list or file is of; null: nothing this actor may read. */
  function askedBy(query: ListQuery, actor: Actor): TicketQuery | null {
    const rights = query.reported === 'yes' ? reportedTickets(actor) : filterFor(actor, 'ticket.read', ticketFields);
    return rights === 'none' ? null : { ...queryOf(query, actor), ...levelsOf(query, deps.nowMs()), rights };
  }

  async function presentRows(records: readonly TicketRecord[]): Promise<Row[]> {
    const book = await names.of(records.flatMap(peopleOfRow));
    return Promise.all(records.map((record) => presentRow(record, book, clocks)));
  }

  /** The run asked for (its latest when none is), among all of the ticket. Throws NOT_FOUND. */
  async function runFor(ticket: TicketRecord, n: number | undefined) {
    const runs = await deps.runs.ofTicket(ticket.id);
    const run = n === undefined ? runs[0] : runs.find((known) => known.n === n);
    if (!run) throw new CatalogueError('NOT_FOUND', { what: 'run' });
    return { run, runs };
  }

  /** What a run, or one it has called, runs on. Throws INCIDENT_GONE where there is none. */
  async function definitionOf(id: string) {
    const run = await deps.runs.read(id);
    if (run === null) throw new CatalogueError('INCIDENT_GONE');
    return run.definition;
  }

  /** Of a run, and of one it has called: their ids say which. */
  async function incidentsOf(id: string, own: string, actor: Actor): Promise<ResponseOf<'tickets.read'>['incidents']> {
    const run = await deps.runs.read(id);
    if (run === null) return [];
    const file = await deps.definitions.of(run.definition);
    return presentIncidents(run.state, file, await isInsider(actor, run.definition.id, run.definition.version)).map((incident) => ({ ...incident, id: incidentId(id, own, incident.id) }));
  }

  /** As the alarm pages ask; a group that is gone leads nowhere. */
  async function seesAlarm(actor: Actor, group: string): Promise<boolean> {
    if (!can(actor, 'alarm.read')) return false;
    const row = await deps.alarmGroups.row(group);
    return row !== null && can(actor, 'alarm.read', groupResource(row));
  }

  /** The form its fields were filled in with. */
  async function formOf(ticket: TicketRecord): Promise<ResponseOf<'tickets.read'>['form']> {
    const item = ticket.catalog ? await deps.requestForms.content(ticket.catalog) : null;
    if (item !== null) return { name: item.name, schema: item.form.schema };
    const type = (await names.types()).get(ticket.type);
    return type ? { name: type.name, schema: type.form.schema } : null;
  }

  async function latestName(flow: string): Promise<Text | null> {
    const latest = await deps.flows.latest(flow);
    return latest === null ? null : (await deps.definitions.read(flow, latest.version))?.name ?? null;
  }

  return {
    'tickets.list': async ({ query, actor }) => {
      const asked = askedBy(query, actor);
      if (asked === null) return { items: [], next: null, total: 0 };
      const [page, total] = await Promise.all([tickets.list(asked, { limit: query.limit, ...(query.cursor ? { cursor: query.cursor } : {}) }), query.cursor ? null : tickets.count(asked)]);
      return { items: await presentRows(page.items), next: page.nextCursor, total };
    },
    'tickets.export': async ({ query, actor }) => {
      const asked = askedBy(query, actor);
      const wanted = asked === null ? null : { ...asked, ...(query.keys ? { keys: query.keys.split(',') } : {}) };
      if (wanted !== null && await tickets.count(wanted) > deps.mostExported) throw new CatalogueError('TICKETS_TOO_MANY', { limit: deps.mostExported });
      async function* batches(): AsyncGenerator<Row[]> {
        for (let cursor: string | null | undefined = wanted === null ? null : undefined; cursor !== null;) {
          const page: TicketPage = await tickets.list(wanted!, { limit: exportedAtOnce, ...(cursor ? { cursor } : {}) });
          yield await presentRows(page.items);
          cursor = page.nextCursor;
        }
      }
      return ticketFile(instantOf(deps.nowMs()).slice(0, 10), query.locale, batches());
    },
    'tickets.read': async ({ params, actor }) => {
      const ticket = await ticketFor(tickets, params.key, actor);
      const [tasks, object] = await Promise.all([deps.tasks.ofTicket(ticket.id), ticket.object && ticket.object.kind !== 'ticket' ? deps.objects.read(ticket.object.id) : null]);
      const file = ticket.run === null ? null : await deps.definitions.read(ticket.run.flow, ticket.run.version);
      const may = allowedOn(actor, ticketRights, ticketResource(ticket));
      const stopped = ticket.run?.hasIncident && may.includes('run.read') ? await Promise.all([ticket.run.id, ...ticket.stoppedCalls ?? []].map((id) => incidentsOf(id, ticket.run!.id, actor))) : [];
      const [views, waits, unreachable, form, book, isAlarmSeen, takeBackUntil] = await Promise.all([deps.taskPresenter.present(tasks, actor), deps.taskPresenter.waits(tasks, actor), deps.taskPresenter.unreachable(tasks), formOf(ticket), names.of(peopleOfTicket(ticket, object)), ticket.alarm !== null && seesAlarm(actor, ticket.alarm.group), deps.takeBack.until(ticket, actor)]);
      return presentTicket(ticket, book, clocks, { object: object && presentObject(object, actor), tasks: views, waits, unreachable, form, takeBackUntil, flowName: file?.name ?? null, incidents: stopped.flat(), can: isAlarmSeen ? [...may, 'alarm.read'] : may });
    },
    'tickets.open': async ({ body, actor, requestId, idempotencyKey }) => {
      const type = await deps.types.read(body.type);
      if (type === null) throw new CatalogueError('TICKET_TYPE_UNKNOWN', { type: body.type });
      // The team is not the asker's choice, so it does not limit whom they may ask; the kind of ticket does.
      if (!can(actor, 'ticket.create', { type: type.key })) throw notAllowed('ticket.create');
      if (type.isCatalogOnly) throw new CatalogueError('TICKET_BY_CATALOG');
      const named = [...files.named(body.files), ...filesIn(type.form.schema, body.fields).map(({ id }) => id)];
      return openWithFiles(files, named, actor, idempotencyKey ?? requestId, requestId, () => openTicket(deps, type, body, actor, idempotencyKey ?? requestId));
    },
    'tickets.cancel': async ({ params, body, actor, requestId, idempotencyKey }) => {
      const ticket = await ticketFor(tickets, params.key, actor, 'ticket.cancel');
      if (ticket.run === null || ticket.run.status !== 'running') throw new CatalogueError('TICKET_OVER', { key: ticket.key });
      const { answer } = await deps.engine.cancelRun(ticket.run.id, { id: `cancel/${idempotencyKey ?? requestId}`, reason: body.reason, by: refOf(actor) });
      if (!answer.accepted) throw new CatalogueError(answer.code === 'RUN_OVER' ? 'TICKET_OVER' : answer.code, { ...answer.params, key: ticket.key });
      const ended = await tickets.byId(ticket.id);
      return { accepted: true, takeBackUntil: ended === null ? null : await deps.takeBack.until(ended, actor) };
    },
    'tickets.takeBack': async ({ params, actor }) => ({ accepted: true, ...await deps.takeBack.do(await ticketFor(tickets, params.key, actor), actor) }),
    'tickets.timeline': async ({ params, query, actor }) => {
      const ticket = await ticketFor(tickets, params.key, actor);
      const page = await deps.events.timeline({ kind: 'ticket', id: ticket.id }, { limit: query.limit, cursor: query.cursor, isNewestFirst: query.order === 'newest' });
      const mayInternal = can(actor, 'ticket.commentInternal', ticketResource(ticket));
      const seesWorks = ticket.run !== null && await isInsider(actor, ticket.run.flow, ticket.run.version);
      const items = (await withReadableLinks(page.items, ticket.id, actor, tickets)).filter((event) => mayInternal || !isInternal(event)).map((event) => (seesWorks ? event : withoutFaults(event)));
      const book = await names.of(items.flatMap(peopleOfEvent));
      const flowName = async ({ action, data }: DomainEvent) => (action === 'run.started' && typeof data['flow'] === 'string' ? (await deps.definitions.read(data['flow'], Number(data['version'])))?.name ?? null : null);
      return { items: await Promise.all(items.map(async (event) => presentEvent(event, book, await flowName(event)))), next: page.next, total: null };
    },
    'tickets.overlay': async ({ params, query, actor }): Promise<ResponseOf<'tickets.overlay'>> => {
      const ticket = await ticketFor(tickets, params.key, actor, 'run.read');
      const { run: summary, runs } = await runFor(ticket, query.run);
      const [run, visited, file, locks] = await Promise.all([deps.runs.read(summary.id), deps.log.visited(summary.id), deps.definitions.of(summary.definition), deps.locks.standingsOf(summary.id)]);
      if (run === null || file === null) throw new CatalogueError('NOT_FOUND', { what: 'run' });
      const seesWorks = await isInsider(actor, summary.definition.id, summary.definition.version);
      return presentOverlay(run, file, visited, runs, { isInsider: seesWorks, locks: presentLocks(locks, seesWorks), mayRepair: can(actor, 'run.repair', ticketResource(ticket)) });
    },
    'tickets.log': async ({ params, query, actor }) => {
      const ticket = await ticketFor(tickets, params.key, actor, 'run.read');
      const { run } = await runFor(ticket, query.run);
      const page = await deps.log.list(run.id, { limit: query.limit, cursor: query.cursor, isNewestFirst: query.order === 'newest' });
      const seesWorks = await isInsider(actor, run.definition.id, run.definition.version);
      return { items: page.items.map((line) => presentLogLine(line, seesWorks)), next: page.next, total: null };
    },
    'incidents.mend': async ({ params, body, actor, requestId, idempotencyKey }) => {
      const ticket = await ticketFor(tickets, params.key, actor, 'run.repair');
      if (ticket.run === null || ticket.run.status !== 'running') throw new CatalogueError('TICKET_OVER', { key: ticket.key });
      const { run, incident } = incidentNamed(params.incident, ticket.run.id);
      if (body.action === 'retry' && body.edits) {
        const { id: flow, version } = await definitionOf(run);
        if (!(await isInsider(actor, flow, version))) throw notAllowed('flow.read');
        checkEdits(body.edits, (await deps.definitions.read(flow, version)) ?? { variables: {} });
      }
      const variables = body.action === 'retry' ? { variables: await factsNow(ticket) } : {};
      const { answer, shown } = await deps.engine.mendIncident(run, { id: `mend/${idempotencyKey ?? requestId}`, incident, ...body, by: refOf(actor), ...variables });
      if (!answer.accepted) throw new CatalogueError(answer.code, answer.params, answer.details);
      return { accepted: true, shown };
    },
    'instances.change': async ({ params, body, actor, requestId, idempotencyKey }) => {
      const ticket = await ticketFor(tickets, params.key, actor, 'run.repair');
      if (ticket.run === null || ticket.run.status !== 'running') throw new CatalogueError('TICKET_OVER', { key: ticket.key });
      const { answer, shown } = await deps.engine.changeInstances(ticket.run.id, { id: `instance/${idempotencyKey ?? requestId}`, token: params.token, change: body.action === 'add' ? { add: body.item } : { cancel: body.scope }, by: refOf(actor) });
      if (!answer.accepted) throw new CatalogueError(answer.code, answer.params, answer.details);
      return { accepted: true, shown };
    },
    'ticketTypes.list': async () => ({ items: await Promise.all((await deps.types.list()).map(async (type) => ({ ...type, flowName: await latestName(type.flow) }))) }),
  };
}

/** Lists are given as "a,b"; words that mean nothing here are refused. */
function queryOf(query: Required<Pick<QueryOf<'tickets.list'>, 'sort'>> & QueryOf<'tickets.list'>, actor: Actor): Omit<TicketQuery, 'rights'> {
  const teams = query.mine === 'team' ? [...actor.teams] : listed(query.team, null, 'team')?.map((team) => (team === noTeam ? null : team));
  return {
    sort: query.sort,
    ...(query.q ? { q: query.q } : {}),
    ...optional('categories', listed(query.category, categories, 'category')), ...optional('types', listed(query.type, null, 'type')), ...optional('priorities', listed(query.priority, priorities, 'priority')),
    ...optional('teams', teams === undefined ? undefined : teams.length > 0 ? teams : ['']),
    ...(query.mine === 'assigned' ? { assignee: actor.person } : query.assignee ? { assignee: query.assignee === nobody ? null : query.assignee } : {}),
    ...(query.dueTo ? { dueTo: query.dueTo } : {}),
    ...(query.mine === 'requested' ? { requester: actor.person } : {}),
    ...(query.openedFrom ? { openedFrom: query.openedFrom } : {}), ...(query.openedTo ? { openedTo: query.openedTo } : {}),
  };
}

/** What the list asks of promises and steps; nothing when it asks nothing. */
function levelsOf({ level, promise, tookFrom, tookTo, step }: QueryOf<'tickets.list'>, nowMs: number): Pick<TicketQuery, 'levels'> {
  const levels = listed(level, levelStates, 'level');
  const [from, to] = [tookFrom, tookTo].map((minutes) => (minutes === undefined ? null : Number(minutes)));
  if (levels === undefined && from === null && to === null && step === undefined) return {};
  return { levels: {
    now: instantOf(nowMs), ...(promise ? { promise } : {}), ...(levels ? { levels: levels as LevelState[] } : {}), ...(from === null && to === null ? {} : { tookMinutes: { from: from ?? 0, to: to ?? null } }), ...(step ? { step } : {}),
  } };
}

function listed(text: string | undefined, known: readonly string[] | null, path: string): string[] | undefined {
  const words = (text ?? '').split(',').map((word) => word.trim()).filter((word) => word !== '');
  const strange = known === null ? undefined : words.find((word) => !known.includes(word));
  if (strange !== undefined) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('FIELD_INVALID', `query.${path}`, { problem: phrase('issue.one-of-not', { values: known!, given: strange.slice(0, 40) }) })]);
  return words.length > 0 ? words : undefined;
}
const optional = <K extends string, T>(name: K, value: T[] | undefined): Partial<Record<K, T[]>> => (value === undefined ? {} : { [name]: value } as Record<K, T[]>);
