/**
 * Reads what an iCalendar file closes: events of whole days and of hours, once or every year. Hostile files cost little: bounds are looked at in the raw
 * text first, time zones are those of the system, and rules are expanded by ical.yearly.ts within bounds instead of by the library.
 */
import ICAL from 'ical.js';
import { CatalogueError } from '#domain/errors';
import { mostClosures, type Closure } from '#domain/sla/closure';
import { dateOfDay } from '#domain/sla/calendar.days';
import { isKnownZone, zoneTimeline, type ZoneTimeline } from '#domain/sla/zone-timeline';
import { eventBlocks } from './ical.bounds.ts';
import { yearlyDates } from './ical.yearly.ts';

export interface ReadICal { closures: Closure[]; /** Entries that mean nothing to a calendar: cancelled, repeated otherwise than by the year, or without a date. */ skipped: number }

const dayMs = 86_400_000;
/** Days one event may last, and years before and after this one that rules are expanded for. */
const limits = { days: 366, yearsBack: 1, yearsAhead: 10, name: 200 } as const;

/** What an event says, local to the calendar's zone: milliseconds as if the local clock were UTC. */
interface Entry { uid: string; name: string; fromMs: number; toMs: number; isWholeDays: boolean; rule: string | null; exceptDays: Set<number>; /** The day it takes the place of. */ replaces: number | null; isCancelled: boolean }

/** Closures local to the zone, in order. `thisYear` is where rules are expanded around. Throws ICAL_INVALID, ICAL_TOO_LARGE, ICAL_LINE_TOO_LONG, ICAL_TOO_DEEP, ICAL_TOO_MANY, ICAL_EMPTY. */
export function readICal(text: string, zone: string, thisYear: number): ReadICal {
  const timeline = zoneTimeline(zone);
  const entries = eventBlocks(text).map((block) => entryOf(block, timeline));
  const known = entries.filter((entry) => entry !== null);
  const replaced = new Map<string, Set<number>>();
  for (const { uid, replaces } of known) if (replaces !== null) replaced.set(uid, (replaced.get(uid) ?? new Set()).add(replaces));
  let skipped = entries.length - known.length;
  const closures: Closure[] = [];
  for (const entry of known) {
    const days = entry.isCancelled ? null : occurrences(entry, replaced.get(entry.uid), thisYear);
    if (days === null) skipped += 1;
    for (const day of days ?? []) closures.push(...closuresOf(entry, day));
    if (closures.length > mostClosures) throw new CatalogueError('ICAL_TOO_MANY', { limit: mostClosures });
  }
  if (closures.length === 0) throw new CatalogueError('ICAL_EMPTY');
  return { closures: closures.toSorted((a, b) => a.date.localeCompare(b.date)), skipped };
}

/** Null where the event has no date that can be read. */
function entryOf(block: string, timeline: ZoneTimeline): Entry | null {
  try {
    const event = new ICAL.Component(ICAL.parse(block) as [string, unknown[], unknown[]]);
    const [start, end] = [timeOf(event, 'dtstart', timeline), timeOf(event, 'dtend', timeline)];
    if (start === null) return null;
    const toMs = end?.ms ?? start.ms + durationOf(event, start.isDate);
    if (!(toMs > start.ms) || toMs - start.ms > limits.days * dayMs) return null;
    const rule = event.getFirstProperty('rrule');
    return {
      uid: textOf(event, 'uid'), name: textOf(event, 'summary') || '-', fromMs: start.ms, toMs, isWholeDays: start.isDate, rule: rule === null ? null : rule.toICALString().replace(/^RRULE[^:]*:/i, ''),
      exceptDays: new Set(event.getAllProperties('exdate').flatMap((property) => property.getValues().map((value) => dayOf(localMs(value, property.getParameter('tzid'), timeline))))),
      replaces: event.getFirstProperty('recurrence-id') === null ? null : dayOf(timeOf(event, 'recurrence-id', timeline)?.ms ?? 0), isCancelled: textOf(event, 'status').toUpperCase() === 'CANCELLED',
    };
  } catch {
    return null;
  }
}

const dayOf = (ms: number): number => Math.floor(ms / dayMs);
const textOf = (event: ICAL.Component, name: string): string => {
  const value: unknown = event.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim().slice(0, limits.name) : '';
};

function timeOf(event: ICAL.Component, name: string, timeline: ZoneTimeline): { ms: number; isDate: boolean } | null {
  const property = event.getFirstProperty(name);
  const value: unknown = property?.getFirstValue();
  if (property == null || !(value instanceof ICAL.Time)) return null;
  return { ms: localMs(value, property.getParameter('tzid'), timeline), isDate: value.isDate };
}

/** A time with a zone nobody knows is taken as local to the calendar, as one without zone is. */
function localMs(value: unknown, tzid: unknown, timeline: ZoneTimeline): number {
  if (!(value instanceof ICAL.Time)) throw new RangeError('no time');
  const { year, month, day, hour, minute, second } = value;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  if (Number.isNaN(ms) || year < 1900 || year > 2400) throw new RangeError('no time');
  const own = value.zone.tzid === 'UTC' ? 'UTC' : typeof tzid === 'string' ? tzid : '';
  if (value.isDate || !isKnownZone(own)) return ms;
  return timeline.toLocalMs(zoneTimeline(own).toInstantMs(ms, 'forward'));
}

/** Without an end an event lasts its day, or (a time) as long as it says. */
function durationOf(event: ICAL.Component, isDate: boolean): number {
  const duration: unknown = event.getFirstPropertyValue('duration');
  return duration instanceof ICAL.Duration ? duration.toSeconds() * 1000 : isDate ? dayMs : 0;
}

/** Day numbers on which it begins; null: its rule is none of a year. */
function occurrences(entry: Entry, replaced: ReadonlySet<number> | undefined, thisYear: number): number[] | null {
  const first = dayOf(entry.fromMs);
  const days = entry.rule === null ? [first] : yearlyDates(entry.rule, first, { from: thisYear - limits.yearsBack, to: thisYear + limits.yearsAhead });
  if (days === null) return null;
  return days.filter((day) => !entry.exceptDays.has(day) && (entry.replaces !== null || !replaced?.has(day)));
}

/** Whole days as one; hours by date, cut at each midnight. */
function closuresOf({ name: text, fromMs, toMs, isWholeDays }: Entry, day: number): Closure[] {
  const name = { en: text };
  const [begins, ends] = [fromMs + (day - dayOf(fromMs)) * dayMs, toMs + (day - dayOf(fromMs)) * dayMs];
  const last = Math.ceil(ends / dayMs) - 1;
  if (isWholeDays) return [{ date: dateOfDay(day), name, ...(last > day ? { until: dateOfDay(last) } : {}) }];
  return Array.from({ length: last - day + 1 }, (_, at) => {
    const midnight = (day + at) * dayMs;
    const hours = { from: clock(Math.max(begins, midnight) - midnight), to: clock(Math.min(ends, midnight + dayMs) - midnight) };
    return { date: dateOfDay(day + at), name, ...(hours.from === '00:00' && hours.to === '24:00' ? {} : { hours }) };
  });
}

const clock = (ms: number): string => `${String(Math.floor(ms / 3_600_000)).padStart(2, '0')}:${String(Math.floor((ms % 3_600_000) / 60_000)).padStart(2, '0')}`;

