/** What begins flows from outside, over HTTP: starts in force with their next and last firings, pausing, previews, and messages that could not begin a flow. */
import type { z } from 'zod';
import type { firingView, flowStartView } from '#api/start.api';
import { portalEvent, type PortalEventFacts } from '#domain/audit/portal-event';
import { CatalogueError } from '#domain/errors';
import { storedFlow } from '#domain/flow/file/flow.file';
import { planSchedule, type PlannedSchedule } from '#domain/flow/schedule/schedule.instants';
import { scheduleFault, scheduleSchema, type Schedule } from '#domain/flow/schedule/schedule.schema';
import { messageOccasion, type FlowStarter } from '#domain/flow/start/start.ports';
import type { Action, Actor, ActorRef } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { can, ticketResource } from '#domain/identity/rights';
import { phrase } from '#domain/message';
import { problemOf } from '#domain/issue';
import { isKnownZone } from '#domain/sla/zone-timeline';
import { workingCalendar } from '#domain/sla/working-time';
import { epochMs, instantOf, type Json } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { ClientSession } from '#store/core/connection';
import type { Firing, FiringRepo } from '#store/flow/firing.repo';
import type { FlowStart, FlowStartRepo } from '#store/flow/flow-start.repo';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { StartLetter, StartLetterRepo } from '#store/flow/start-letter.repo';
import type { CalendarRepo } from '#store/sla/calendar.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import type { Handlers } from '../http/handler.ts';

export interface StartRouteDeps {
  flows: Pick<FlowVersionRepo, 'draft'>; starts: FlowStartRepo; firings: Pick<FiringRepo, 'latest'>; letters: StartLetterRepo; tickets: Pick<TicketRepo, 'byId'>;
  calendars: Pick<CalendarRepo, 'read'>; events: Pick<EventRepo, 'append'>; starter: Pick<FlowStarter, 'begin'>;
  /** A step of the store that is one with its event. */
  transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T>;
  nowMs(): number;
}

const [shownNext, shownLast, listed] = [5, 10, 200];
const refOf = (actor: Actor): ActorRef => ({ kind: 'person', id: actor.person, name: actor.name });

export function createStartRoutes(deps: StartRouteDeps): Handlers {
  const { starts, letters, nowMs } = deps;
  const event = (actor: Actor, flow: string, facts: Pick<PortalEventFacts, 'requestId' | 'action' | 'data'>) => portalEvent({ at: instantOf(nowMs()), actor: refOf(actor), refs: [{ kind: 'flow', id: flow }], ...facts });

  /** A flow belongs to its ticket type, as its draft says. */
  async function demand(key: string, actor: Actor, action: Action): Promise<void> {
    const draft = await deps.flows.draft(key);
    const scope = draft && { type: storedFlow(draft.text).ticketType ?? null };
    if (scope === null || !can(actor, 'flow.read', scope)) throw new CatalogueError('NOT_FOUND', { what: 'flow' });
    if (!can(actor, action, scope)) throw notAllowed(action);
  }
  async function planOf(schedule: Schedule, since: string): Promise<PlannedSchedule> {
    const calendar = schedule.calendar ? await deps.calendars.read(schedule.calendar) : null;
    return planSchedule({ schedule, sinceMs: epochMs(since), calendar: calendar && workingCalendar(calendar) });
  }
  async function shownFiring({ dueAt, state, missedSince, ticket, code, params, at }: Firing, actor: Actor): Promise<z.input<typeof firingView>> {
    const opened = ticket && await deps.tickets.byId(ticket.id);
    return { dueAt, state, missedSince, ticket: opened && can(actor, 'ticket.read', ticketResource(opened)) ? { key: opened.key } : null, code, params, at };
  }
  async function shown(start: FlowStart, actor: Actor): Promise<z.input<typeof flowStartView>> {
    const { flow, node, trigger, version, since, message, paused } = start;
    const schedule = start.schedule === null ? null : scheduleSchema.parse(JSON.parse(start.schedule));
    const next = schedule === null || paused !== null ? [] : (await planOf(schedule, since)).next(nowMs(), shownNext).map(instantOf);
    const last = schedule === null ? [] : await Promise.all((await deps.firings.latest(flow, node, shownLast)).map((firing) => shownFiring(firing, actor)));
    return { node, trigger, version, since, message, schedule: schedule as Record<string, Json> | null, paused, next, last };
  }
  async function scheduleAt(key: string, node: string): Promise<FlowStart> {
    const start = await starts.read(key, node);
    if (start?.trigger !== 'schedule') throw new CatalogueError('START_UNKNOWN', { flow: key, start: node });
    return start;
  }
  async function letterOf(id: string): Promise<StartLetter> {
    const letter = await letters.read(id);
    if (letter === null) throw new CatalogueError('START_LETTER_GONE');
    return letter;
  }

  return {
    'flows.starts': async ({ params: { key }, actor }) => {
      await demand(key, actor, 'flow.read');
      return { items: await Promise.all((await starts.ofFlow(key)).map((start) => shown(start, actor))) };
    },
    'flows.pauseSchedule': async ({ params: { key, node }, actor, requestId }) => {
      await demand(key, actor, 'flow.publish');
      const start = await scheduleAt(key, node);
      await starts.pause(start, refOf(actor), instantOf(nowMs()), (session) => deps.events.append([event(actor, key, { requestId, action: 'schedule.paused', data: { node } })], session));
      return { isPaused: true };
    },
    'flows.resumeSchedule': async ({ params: { key, node }, actor, requestId }) => {
      await demand(key, actor, 'flow.publish');
      const start = await scheduleAt(key, node);
      await starts.resume(start, instantOf(nowMs()), (session) => deps.events.append([event(actor, key, { requestId, action: 'schedule.resumed', data: { node } })], session));
      return { isPaused: false };
    },
    'flows.previewSchedule': async ({ body }) => {
      const read = scheduleSchema.safeParse(body.schedule);
      const issue = read.error?.issues[0];
      if (!read.success) return { next: [], fault: { field: issue?.path.map(String).join('/') ?? '', says: issue === undefined ? phrase('flow.a-value') : asPhrase(problemOf(issue)) } };
      if (!isKnownZone(read.data.zone)) return { next: [], fault: { field: 'zone', says: phrase('schedule.no-zone', { zone: read.data.zone }) } };
      const fault = scheduleFault(read.data);
      if (fault !== null) return { next: [], fault };
      return { next: (await planOf(read.data, instantOf(nowMs()))).next(nowMs(), shownNext).map(instantOf), fault: null };
    },
    'messages.letters': async () => letters.list(listed),
    'messages.retryLetter': async ({ params: { id }, actor, requestId }) => {
      const { message, flow, node, data, by, name } = await letterOf(id);
      const start = await starts.read(flow, node);
      if (start?.trigger !== 'message') throw new CatalogueError('START_UNKNOWN', { flow, start: node });
      const ticket = await deps.starter.begin({ flow, version: start.version, node, id: messageOccasion(message), data, by });
      await deps.transaction(async (session) => { if (await letters.remove(id, session)) await deps.events.append([event(actor, flow, { requestId, action: 'startLetter.retried', data: { name, ticket: ticket.key } })], session); });
      return { ticket: { key: ticket.key } };
    },
    'messages.removeLetter': async ({ params: { id }, actor, requestId }) => {
      const { flow, name } = await letterOf(id);
      await deps.transaction(async (session) => {
        if (!await letters.remove(id, session)) throw new CatalogueError('START_LETTER_GONE');
        await deps.events.append([event(actor, flow, { requestId, action: 'startLetter.removed', data: { name } })], session);
      });
      return { removed: true as const };
    },
  };
}

const asPhrase = (said: ReturnType<typeof problemOf>) => (typeof said === 'object' && 'phrase' in said ? said : phrase('flow.quoted', { name: String(said) }));
