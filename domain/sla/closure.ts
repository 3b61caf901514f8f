/** Closures from outside (an iCal file, a feed, a pack of holidays): dates, or hours of a date, without work. What they mean to the windows of a calendar is decided here. */
import { z } from 'zod';
import { textSchema } from '../values.ts';
import { halfDaySchema, weekdays, type Calendar, type CalendarVersion, type Holiday, type Window } from './calendar.schema.ts';
import { dayOfDate, expandDates, secondsOf, weekdayIndex } from './calendar.days.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** Local to the calendar's zone. Without `hours` the whole of every date from `date` to `until`; with them only that part of the one date. */
export const closureSchema = z.strictObject({ date, until: date.optional(), name: textSchema, hours: z.strictObject({ from: time, to: time }).optional() });
export type Closure = z.infer<typeof closureSchema>;

/** Closures one source may bring; a special day may be named as often in a calendar. */
export const mostClosures = 2000;

export type HalfDay = z.infer<typeof halfDaySchema>;
export interface SpecialDays { holidays: Holiday[]; halfDays: HalfDay[] }

/** What closures make of a week: dates without work, and dates of which only the hours outside are worked. A date whose hours are not touched is left out. */
export function closedDays(closures: readonly Closure[], week: CalendarVersion['week'], source: string): SpecialDays {
  const days: SpecialDays = { holidays: [], halfDays: [] };
  const partly = new Map<string, { name: Closure['name']; hours: NonNullable<Closure['hours']>[] }>();
  for (const { date, until, name, hours } of closures) {
    if (hours === undefined) days.holidays.push({ date, ...(until === undefined ? {} : { until }), name, active: true, source });
    else {
      const known = partly.get(date);
      if (known) known.hours.push(hours);
      else partly.set(date, { name, hours: [hours] });
    }
  }
  for (const [date, { name, hours }] of partly) {
    const ordinary = windowsOf(week, date);
    const left = hours.reduce((windows, closed) => windows.flatMap((window) => without(window, closed)), ordinary);
    if (left.length === 0 && ordinary.length > 0) days.holidays.push({ date, name, active: true, source });
    else if (JSON.stringify(left) !== JSON.stringify(ordinary)) days.halfDays.push({ date, name, active: true, windows: left, source });
  }
  return days;
}

/** The calendar with what its feeds say, in each of its versions. What people wrote for a date themselves wins over a feed's hours of it. */
export function withClosures(calendar: Calendar, sources: readonly { source: string; closures: readonly Closure[] }[]): Calendar {
  if (sources.every(({ closures }) => closures.length === 0)) return calendar;
  return { ...calendar, versions: calendar.versions.map((version) => withDays(version, sources.map(({ source, closures }) => closedDays(closures, version.week, source)))) };
}

function withDays(version: CalendarVersion, found: readonly SpecialDays[]): CalendarVersion {
  const own = new Set(version.halfDays.filter((day) => day.active).flatMap((day) => expandDates(day.date, day.until) ?? []));
  return {
    ...version,
    holidays: [...version.holidays, ...found.flatMap(({ holidays }) => holidays)],
    halfDays: [...version.halfDays, ...found.flatMap(({ halfDays }) => halfDays).filter(({ date: day }) => !own.has(day) && !own.has(day.slice(5)))],
  };
}

function windowsOf(week: CalendarVersion['week'], day: string): Window[] {
  if (week === '24/7') return [{ from: '00:00', to: '24:00' }];
  return week[weekdays[weekdayIndex(dayOfDate(day))]!] ?? [];
}

/** A window without some hours of the date it begins on. A night shift belongs to that date as a whole: what closes until midnight closes the rest of it. */
function without(window: Window, hours: { from: string; to: string }): Window[] {
  const [open, closed] = [secondsOf(window), secondsOf(hours)];
  if (closed.to <= open.from || closed.from >= open.to || closed.from === closed.to) return [window];
  return [...(closed.from > open.from ? [{ from: window.from, to: hours.from }] : []), ...(closed.to < open.to && hours.to !== '24:00' ? [{ from: hours.to, to: window.to }] : [])];
}
