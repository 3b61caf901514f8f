/** Calendars over HTTP: list, read, preview, edit. What is wrong with one is decided by domain/sla; recounting is the worker's. */
import { portalEvent, type PortalEventFacts } from '#domain/audit/portal-event';
import { CatalogueError } from '#domain/errors';
import type { Actor, ActorRef } from '#domain/identity/identity.schema';
import { dateIn, editCalendar, isSameCalendar } from '#domain/sla/calendar.edit';
import type { Calendar } from '#domain/sla/calendar.schema';
import { withClosures } from '#domain/sla/closure';
import { instantOf, type Instant } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import { feedSource, type Alongside, type CalendarRepo, type StoredCalendar } from '#store/sla/calendar.repo';
import type { ClockRowRepo } from '#store/sla/clock-row.repo';
import type { SlaPolicyRepo } from '#store/sla/policy.repo';
import type { RecountRepo } from '#store/sla/recount.repo';
import type { Handlers } from '../http/handler.ts';
import { previewEdit } from './calendar.preview.ts';
import { changeFacts, presentCalendar, presentOne, usesCalendar } from './calendar.presenter.ts';

export interface CalendarRouteDeps {
  calendars: CalendarRepo; recounts: RecountRepo; rows: Pick<ClockRowRepo, 'page' | 'count'>; policies: Pick<SlaPolicyRepo, 'list'>; events: Pick<EventRepo, 'append'>;
  /** Texts of flows as they are worked on, by which is seen what they name. */
  flowTexts(): Promise<string[]>;
  nowMs: () => number;
}

export const missingCalendar = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'calendar' });
export const refOf = (actor: Actor): ActorRef => ({ kind: 'person', id: actor.person, name: actor.name });

export function createCalendarRoutes({ calendars, recounts, rows, policies, events, flowTexts, nowMs }: CalendarRouteDeps): Handlers {
  const now = (): Instant => instantOf(nowMs());
  async function storedOr404(key: string): Promise<StoredCalendar> {
    const stored = await calendars.stored(key);
    if (stored === null) throw missingCalendar();
    return stored;
  }

  /** The event of a change, and the recount it asks for, within its transaction. */
  const alongside = (key: string, actor: Actor, facts: Omit<PortalEventFacts, 'at' | 'actor' | 'refs'>, isRecounted = true): Alongside => async (session) => {
    const at = now();
    await events.append([portalEvent({ at, actor: refOf(actor), refs: [{ kind: 'calendar', id: key }], ...facts })], session);
    if (isRecounted) await recounts.ask(key, { at, by: refOf(actor) }, session);
  };

  async function saved(calendar: Calendar, before: StoredCalendar | null, actor: Actor, requestId: string, validFrom: string | null): Promise<{ revision: number }> {
    const change = changeFacts(before?.calendar ?? null, calendar, validFrom);
    const revision = await calendars.edit({ calendar, revision: before?.revision ?? 0, at: now(), by: refOf(actor) }, alongside(calendar.key, actor, { requestId, action: 'calendar.changed', ...change }));
    return { revision };
  }

  const stale = ({ changedBy }: StoredCalendar): CatalogueError => new CatalogueError('CALENDAR_STALE', { by: changedBy?.name ?? changedBy?.id ?? 'somebody' });

  return {
    'calendars.list': async () => {
      const [all, known, counted] = await Promise.all([calendars.allStored(), policies.list(), recounts.list()]);
      return { items: all.map((stored) => presentCalendar(stored, { policies: known, recount: counted.find(({ calendar }) => calendar === stored.calendar.key) ?? null, now: now() })) };
    },
    'calendars.names': async () => ({ items: (await calendars.allStored()).map(({ calendar: { key, name } }) => ({ key, name })) }),
    'calendars.read': async ({ params: { key } }) => {
      const [stored, known, recount, openTickets] = await Promise.all([storedOr404(key), policies.list(), recounts.read(key), rows.count(key)]);
      return presentOne(stored, { policies: known, recount, openTickets, now: now() });
    },
    'calendars.preview': async ({ params: { key }, body, isGone }) => {
      const stored = await calendars.stored(key);
      const after = editCalendar(key, stored?.calendar ?? null, body.edit);
      const sources = (stored?.feeds ?? []).map((feed) => ({ source: feedSource(feed), closures: feed.closures }));
      return previewEdit(rows, { before: stored?.counted ?? null, after: withClosures(after, sources), sample: body.sample, now: now(), isGone });
    },
    'calendars.save': async ({ params: { key }, body, actor, requestId }) => {
      const standing = await calendars.stored(key);
      if (body.revision > 0 && standing === null) throw missingCalendar();
      if (body.revision > 0 && standing?.revision !== body.revision) throw stale(standing!);
      if (body.revision === 0 && standing !== null) throw new CatalogueError('CALENDAR_KEY_TAKEN', { calendar: key });
      const calendar = editCalendar(key, standing?.calendar ?? null, body.edit);
      if (standing !== null && isSameCalendar(standing.calendar, calendar)) throw new CatalogueError('CALENDAR_UNCHANGED');
      return saved(calendar, standing, actor, requestId, body.edit.validFrom);
    },
    'calendars.dropVersion': async ({ params: { key, validFrom }, query, actor, requestId }) => {
      const stored = await storedOr404(key);
      if (stored.revision !== query.revision) throw stale(stored);
      const versions = stored.calendar.versions.filter((version) => version.validFrom !== validFrom);
      if (versions.length === stored.calendar.versions.length || versions.length === 0) throw new CatalogueError('NOT_FOUND', { what: 'version' });
      return saved({ ...stored.calendar, versions }, stored, actor, requestId, validFrom);
    },
    'calendars.remove': async ({ params: { key }, query, actor, requestId }) => {
      const [stored, known, tickets, flows] = await Promise.all([storedOr404(key), policies.list(), rows.count(key), flowTexts()]);
      const used = { policies: known.filter(usesCalendar(key)).length, flows: flows.filter((text) => text.includes(`"calendar":${JSON.stringify(key)}`)).length, tickets };
      if (used.policies + used.flows + used.tickets > 0) throw new CatalogueError('CALENDAR_IN_USE', { calendar: key, ...used });
      await calendars.remove(key, query.revision, alongside(key, actor, { requestId, action: 'calendar.removed', data: { name: { ...stored.calendar.name }, validFrom: dateIn(stored.calendar.zone, now()) } }, false));
      return { removed: true };
    },
  };
}
