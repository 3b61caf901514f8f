/** Calendars as the API shows them. Reading and writing is calendar.routes'. */
import type { z } from 'zod';
import type { calendarRow, calendarView } from '#api/calendar.api';
import { dateIn } from '#domain/sla/calendar.edit';
import { versionOn } from '#domain/sla/calendar.version';
import { secondsOf } from '#domain/sla/calendar.days';
import { weekdays, type Calendar, type CalendarVersion } from '#domain/sla/calendar.schema';
import type { Recount } from '#domain/sla/recount.schema';
import type { SlaPolicy } from '#domain/sla/sla.policy';
import type { Instant, Json } from '#domain/values';
import type { StoredCalendar } from '#store/sla/calendar.repo';
import type { FeedRow } from '#store/sla/sla.model';

export const usesCalendar = (key: string) => (policy: SlaPolicy): boolean => policy.clocks.some((clock) => clock.calendarId === key);

export function presentCalendar(stored: StoredCalendar, around: { policies: readonly SlaPolicy[]; recount: Recount | null; now: Instant }): z.input<typeof calendarRow> {
  const { calendar, revision, changedAt, changedBy, feeds } = stored;
  const today = dateIn(calendar.zone, around.now);
  const version = versionOn(calendar, today);
  const next = calendar.versions.map(({ validFrom }) => validFrom ?? '').filter((date) => date > today).toSorted()[0];
  return {
    key: calendar.key, name: calendar.name, zone: calendar.zone, revision, changedAt, changedBy, recount: around.recount,
    weekMinutes: weekMinutes(version), isAlways: version.week === '24/7', validFrom: version.validFrom ?? null, nextFrom: next ?? null,
    policies: around.policies.filter(usesCalendar(calendar.key)).map(({ id, name }) => ({ id, name })), failingFeeds: feeds.filter(({ fault }) => fault !== null).length,
  };
}

export function presentOne(stored: StoredCalendar, around: { policies: readonly SlaPolicy[]; recount: Recount | null; openTickets: number; now: Instant }): z.input<typeof calendarView> {
  const { calendar, revision, changedAt, changedBy, feeds } = stored;
  return {
    calendar, revision, changedAt, changedBy, today: dateIn(calendar.zone, around.now), feeds: feeds.map(presentFeed), openTickets: around.openTickets, recount: around.recount,
    policies: around.policies.filter(usesCalendar(calendar.key)).map(({ id, name }) => ({ id, name })),
  };
}

function presentFeed({ id, name, url, triedAt, fetchedAt, changedAt, nextAt, fault, faults, skipped, closures }: FeedRow): z.input<typeof calendarView>['feeds'][number] {
  return { id, name, url, triedAt, fetchedAt, changedAt, nextAt, fault, faults, skipped, days: closures.length, closures };
}

/** Working minutes of an ordinary week. */
function weekMinutes({ week }: CalendarVersion): number {
  if (week === '24/7') return 7 * 1440;
  return weekdays.flatMap((day) => week[day] ?? []).map(secondsOf).reduce((sum, { from, to }) => sum + (to - from) / 60, 0);
}

/** What the event of an edit tells: the week and the numbers of special days before and after. Lists of days may be long; those that came and went are named, some of them. */
export function changeFacts(before: Calendar | null, after: Calendar, validFrom: string | null): { before: Json; after: Json; data: Record<string, Json> } {
  const [was, is] = [before === null ? null : factsOf(before, validFrom), factsOf(after, validFrom)];
  const [old, fresh] = [before === null ? new Set<string>() : datesOf(before, validFrom), datesOf(after, validFrom)];
  const missing = (from: Set<string>, other: Set<string>): string[] => [...from].filter((date) => !other.has(date)).toSorted().slice(0, mostNamed);
  return { before: was, after: is, data: { name: { ...after.name } as Json, validFrom, added: missing(fresh, old), dropped: missing(old, fresh) } };
}
const mostNamed = 50;

const at = (calendar: Calendar, validFrom: string | null): CalendarVersion => versionOn(calendar, validFrom ?? '');

function factsOf(calendar: Calendar, validFrom: string | null): Json {
  const { week, holidays, halfDays, makeUpDays } = at(calendar, validFrom);
  return { name: { ...calendar.name } as Json, zone: calendar.zone, week: week as Json, holidays: holidays.length, halfDays: halfDays.length, makeUpDays: makeUpDays.length, versions: calendar.versions.map((version) => version.validFrom ?? null) };
}

function datesOf(calendar: Calendar, validFrom: string | null): Set<string> {
  const { holidays, halfDays, makeUpDays } = at(calendar, validFrom);
  return new Set([...holidays, ...halfDays, ...makeUpDays].map(({ date, until }) => (until === undefined ? date : `${date}/${until}`)));
}
