/** Working calendars: list, read, what an edit would change, edits, the recount they ask for, feeds and packs of holidays. */
import { z } from 'zod';
import { actorRefSchema } from '#domain/identity/identity.schema';
import { messageParamsSchema } from '#domain/message.schema';
import { calendarEditSchema, calendarSchema } from '#domain/sla/calendar.schema';
import { clockKinds } from '#domain/sla/clock';
import { closureSchema } from '#domain/sla/closure';
import { feedInputSchema, feedSchema } from '#domain/sla/feed.schema';
import { recountSchema } from '#domain/sla/recount.schema';
import { instantSchema, jsonSchema, textSchema } from '#domain/values';
import { priorities } from '#domain/ticket/ticket.schema';
import { route } from './route.ts';

const key = z.string().min(1).max(64);
const byKey = z.object({ key });
const explainLine = z.object({ code: z.string(), params: z.record(z.string(), jsonSchema), text: z.string() });

/** A calendar in a list. `workingDays`: weekdays with a window in the version that holds today. */
export const calendarRow = z.object({
  key, name: textSchema, zone: z.string(), revision: z.number().int(), weekMinutes: z.number(), isAlways: z.boolean(), validFrom: z.string().nullable(), nextFrom: z.string().nullable(),
  policies: z.array(z.object({ id: z.string(), name: textSchema })), failingFeeds: z.number().int(), changedAt: instantSchema.nullable(), changedBy: actorRefSchema.nullable(), recount: recountSchema.nullable(),
});
export const calendarView = z.object({
  calendar: calendarSchema, revision: z.number().int(), changedAt: instantSchema.nullable(), changedBy: actorRefSchema.nullable(),
  /** Local date in the calendar's zone. */
  today: z.string(),
  feeds: z.array(feedSchema.extend({ closures: z.array(closureSchema) })),
  policies: z.array(z.object({ id: z.string(), name: textSchema })),
  openTickets: z.number().int(), recount: recountSchema.nullable(),
});

const sampleAnswer = z.object({ dueAt: instantSchema.nullable(), explain: z.array(explainLine), fault: z.object({ code: z.string(), params: messageParamsSchema, message: z.string() }).nullable() });
export const impactRow = z.object({
  key: z.string(), title: z.string(), priority: z.enum(priorities), kind: z.enum(clockKinds), target: z.string(),
  dueBefore: instantSchema.nullable(), dueAfter: instantSchema.nullable(), movesMs: z.number(), isNewlyBreached: z.boolean(), isNoLongerAtRisk: z.boolean(),
});
/** Rows are the most telling first: newly breached, then earlier, then by how far they move. `looked` < `total`: only so many were looked at. */
export const impactView = z.object({
  total: z.number().int(), looked: z.number().int(), movedTickets: z.number().int(), earlier: z.number().int(), later: z.number().int(), newlyBreached: z.number().int(), noLongerAtRisk: z.number().int(),
  rows: z.array(impactRow), sample: z.object({ before: sampleAnswer, after: sampleAnswer }).nullable(),
});
export const sampleSchema = z.object({ start: instantSchema, target: z.string().min(1).max(64) });

const editFaults = [
  'SLA_CALENDAR_INVALID', 'SLA_CALENDAR_EMPTY', 'SLA_CALENDAR_ZONE_UNKNOWN', 'SLA_CALENDAR_WINDOW_EMPTY', 'SLA_CALENDAR_WINDOWS_OVERLAP', 'SLA_CALENDAR_DATE_INVALID', 'SLA_CALENDAR_DATE_RANGE', 'SLA_CALENDAR_DATE_TWICE', 'SLA_CALENDAR_VERSION_TWICE',
] as const;
const icalFaults = ['ICAL_INVALID', 'ICAL_TOO_LARGE', 'ICAL_LINE_TOO_LONG', 'ICAL_TOO_DEEP', 'ICAL_TOO_MANY', 'ICAL_EMPTY', 'SLA_CALENDAR_ZONE_UNKNOWN'] as const;
const example = {
  name: { en: 'Berlin office' }, zone: 'Europe/Berlin', validFrom: '2027-01-01',
  version: { week: { mon: [{ from: '08:00', to: '12:00' }, { from: '13:00', to: '17:00' }], fri: [{ from: '22:00', to: '06:00' }] }, holidays: [{ date: '12-25' }], halfDays: [{ date: '12-24', windows: [{ from: '08:00', to: '12:00' }] }], makeUpDays: [] },
};
/** Room for the largest file and what JSON makes of it. */
const fileBytes = 3 * 1024 * 1024;
const place = { country: z.string().min(2).max(2), state: z.string().max(10).optional(), region: z.string().max(10).optional() };

export const calendarRoutes = {
  'calendars.list': route({ method: 'GET', path: '/api/calendars', summary: 'Working calendars', access: 'settings.manage', response: z.object({ items: z.array(calendarRow) }) }),
  'calendars.names': route({ method: 'GET', path: '/api/calendar-names', summary: 'Names of the working calendars a step may wait by', access: 'flow.read', response: z.object({ items: z.array(calendarRow.pick({ key: true, name: true })) }) }),
  'calendars.read': route({ method: 'GET', path: '/api/calendars/:key', summary: 'A calendar with its versions, its feeds, who uses it, and how far the recount after its last change is', access: 'settings.manage', errors: ['NOT_FOUND'], params: byKey, response: calendarView }),
  'calendars.preview': route({
    method: 'POST', path: '/api/calendars/:key/preview', summary: 'What an edit would change: for open tickets, and for one instant and target', access: 'settings.manage', errors: [...editFaults, 'SLA_DURATION_INVALID', 'SLA_DURATION_UNIT', 'SLA_DURATION_NEGATIVE', 'SLA_DURATION_ABSURD'],
    params: byKey, body: z.object({ edit: calendarEditSchema, sample: sampleSchema.nullable().default(null) }), response: impactView, example: { body: { edit: example, sample: { start: '2026-12-24T09:00:00.000Z', target: 'PT8H' } } },
  }),
  'calendars.save': route({
    method: 'PUT', path: '/api/calendars/:key', summary: 'Saves an edit as the version from its date on, and has open tickets recounted in the background; revision 0 makes a calendar', access: 'settings.manage',
    errors: [...editFaults, 'CALENDAR_STALE', 'CALENDAR_KEY_TAKEN', 'CALENDAR_UNCHANGED', 'NOT_FOUND'], params: byKey, body: z.object({ revision: z.number().int().min(0), edit: calendarEditSchema }), response: z.object({ revision: z.number().int() }), example: { body: { revision: 1, edit: example } },
  }),
  'calendars.dropVersion': route({
    method: 'DELETE', path: '/api/calendars/:key/versions/:validFrom', summary: 'Drops the version that begins on a date; the one before it goes on', access: 'settings.manage', errors: ['CALENDAR_STALE', 'NOT_FOUND'],
    params: z.object({ key, validFrom: z.string().max(10) }), query: z.object({ revision: z.coerce.number().int() }), response: z.object({ revision: z.number().int() }),
  }),
  'calendars.remove': route({ method: 'DELETE', path: '/api/calendars/:key', summary: 'Removes a calendar nothing counts in', access: 'settings.manage', errors: ['CALENDAR_IN_USE', 'CALENDAR_STALE', 'NOT_FOUND'], params: byKey, query: z.object({ revision: z.coerce.number().int() }), response: z.object({ removed: z.literal(true) }) }),
  'calendarFeeds.add': route({ method: 'POST', path: '/api/calendars/:key/feeds', summary: 'Follows an iCal feed of holidays: the worker fetches it now and then every half day', access: 'settings.manage', errors: ['FEED_TOO_MANY', 'NOT_FOUND'], params: byKey, body: feedInputSchema, response: z.object({ id: z.string() }) }),
  'calendarFeeds.remove': route({ method: 'DELETE', path: '/api/calendars/:key/feeds/:id', summary: 'Follows a feed no more; its days count no more', access: 'settings.manage', errors: ['NOT_FOUND'], params: z.object({ key, id: z.string().max(64) }), response: z.object({ removed: z.literal(true) }) }),
  'calendarFeeds.refresh': route({ method: 'POST', path: '/api/calendars/:key/feeds/:id/refresh', summary: 'Has a feed fetched now', access: 'settings.manage', errors: ['NOT_FOUND'], params: z.object({ key, id: z.string().max(64) }), response: z.object({ asked: z.literal(true) }) }),
  'holidays.readFile': route({
    method: 'POST', path: '/api/holidays/read-file', summary: 'Days an iCalendar file closes, local to a zone; nothing is kept', access: 'settings.manage', errors: [...icalFaults], bodyBytes: fileBytes,
    body: z.object({ text: z.string().max(2 * 1024 * 1024), zone: z.string().max(64) }), response: z.object({ closures: z.array(closureSchema), skipped: z.number().int() }),
    example: { body: { text: 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas\nEND:VEVENT\nEND:VCALENDAR', zone: 'Europe/Berlin' } },
  }),
  'holidayPacks.places': route({ method: 'GET', path: '/api/holiday-packs', summary: 'Countries with a pack of holidays; of one country its states, of a state its regions', access: 'settings.manage', errors: ['HOLIDAY_PACK_UNKNOWN'], query: z.object({ country: place.country.optional(), state: place.state }), response: z.object({ items: z.array(z.object({ code: z.string(), name: z.string() })) }) }),
  'holidayPacks.days': route({
    method: 'GET', path: '/api/holiday-packs/:country/days', summary: 'Public holidays of a place in a range of years, with their names in the languages of the portal', access: 'settings.manage', errors: ['HOLIDAY_PACK_UNKNOWN'], params: z.object({ country: place.country }),
    query: z.object({ state: place.state, region: place.region, from: z.coerce.number().int().min(1970).max(2100), to: z.coerce.number().int().min(1970).max(2100) }), response: z.object({ closures: z.array(closureSchema), source: z.string() }),
  }),
};
