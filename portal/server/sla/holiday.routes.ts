/** Where holidays come from: feeds a calendar follows, iCal files, packs. What a file or a pack holds is handed in; fetching feeds is the worker's. */
import { portalEvent } from '#domain/audit/portal-event';
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import type { Closure } from '#domain/sla/closure';
import { mostFeeds } from '#domain/sla/feed.schema';
import { isKnownZone } from '#domain/sla/zone-timeline';
import { instantOf } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { Alongside, CalendarRepo } from '#store/sla/calendar.repo';
import type { RecountRepo } from '#store/sla/recount.repo';
import type { Handlers } from '../http/handler.ts';
import { missingCalendar, refOf } from './calendar.routes.ts';

/** Implemented in integrations/sla. */
export interface HolidaySources {
  /** Throws ICAL_*. */
  readICal(text: string, zone: string): { closures: Closure[]; skipped: number };
  /** Throws HOLIDAY_PACK_UNKNOWN. */
  places(of: { country?: string | undefined; state?: string | undefined }): Promise<{ code: string; name: string }[]>;
  days(of: { country: string; state?: string | undefined; region?: string | undefined; from: number; to: number }): Promise<{ closures: Closure[]; source: string }>;
}
export interface HolidayRouteDeps { calendars: CalendarRepo; recounts: Pick<RecountRepo, 'ask'>; events: Pick<EventRepo, 'append'>; sources: HolidaySources; nowMs: () => number }

export function createHolidayRoutes({ calendars, recounts, events, sources, nowMs }: HolidayRouteDeps): Handlers {
  const told = (key: string, actor: Actor, requestId: string, facts: { added: string } | { dropped: string }, isRecounted: boolean): Alongside => async (session) => {
    const at = instantOf(nowMs());
    await events.append([portalEvent({ requestId, at, action: 'calendar.changed', actor: refOf(actor), refs: [{ kind: 'calendar', id: key }], data: { feed: facts } })], session);
    if (isRecounted) await recounts.ask(key, { at, by: refOf(actor) }, session);
  };
  return {
    'calendarFeeds.add': async ({ params: { key }, body, actor, requestId }) => {
      const stored = await calendars.stored(key);
      if (stored === null) throw missingCalendar();
      if (stored.feeds.length >= mostFeeds) throw new CatalogueError('FEED_TOO_MANY', { limit: mostFeeds });
      const id = await calendars.addFeed(key, body, instantOf(nowMs()), told(key, actor, requestId, { added: body.name }, false));
      if (id === null) throw missingCalendar();
      return { id };
    },
    'calendarFeeds.remove': async ({ params: { key, id }, actor, requestId }) => {
      const feed = (await calendars.stored(key))?.feeds.find((one) => one.id === id);
      if (feed === undefined || !await calendars.removeFeed(key, id, told(key, actor, requestId, { dropped: feed.name }, feed.closures.length > 0))) throw new CatalogueError('NOT_FOUND', { what: 'feed' });
      return { removed: true };
    },
    'calendarFeeds.refresh': async ({ params: { key, id } }) => {
      if (!await calendars.hurryFeed(key, id, instantOf(nowMs()))) throw new CatalogueError('NOT_FOUND', { what: 'feed' });
      return { asked: true };
    },
    'holidays.readFile': async ({ body: { text, zone } }) => {
      if (!isKnownZone(zone)) throw new CatalogueError('SLA_CALENDAR_ZONE_UNKNOWN', { zone });
      return sources.readICal(text, zone);
    },
    'holidayPacks.places': async ({ query }) => ({ items: await sources.places(query) }),
    'holidayPacks.days': ({ params: { country }, query }) => sources.days({ country, ...query }),
  };
}
