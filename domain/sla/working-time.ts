/**
 * Counts working time in a calendar: windows are built per local date in the calendar's zone and turned into instants, once per year; a question is a
 * binary search in prefix sums. Which targets and pauses are counted is left to due.ts.
 */
import { CatalogueError } from '../errors.ts';
import { instantOf } from '../values.ts';
import type { Calendar } from './calendar.schema.ts';
import { dayNumber, type DayWindow } from './calendar.days.ts';
import { planDays, type DayPlan, type PlanOfDays } from './day-plan.ts';
import { DAY_MS } from './duration.ts';
import { FIRST_YEAR, LAST_YEAR, yearOf, zoneTimeline, type ZoneTimeline } from './zone-timeline.ts';

/** A calendar prepared for counting. Keep it: it remembers every year it has looked at. */
export interface WorkingCalendar {
  readonly calendar: Calendar;
  readonly timeline: ZoneTimeline;
  readonly plan: PlanOfDays;
  /** Windows of a local year, cut at its ends. */
  year(year: number): WorkingYear;
}

/** Working windows [from, to) of one local year in order, with the working time before each. All in milliseconds. */
export interface WorkingYear {
  year: number; fromMs: number; toMs: number; totalMs: number;
  from: Float64Array; to: Float64Array; before: Float64Array;
  /** Day numbers with at least one working instant. */
  workDays: number[];
  /** Days that differ from their weekday. */
  specialDays: { day: number; plan: DayPlan }[];
}

/** How far an answer may lie from its question. A calendar that gives less is broken, or the target is. */
export const HORIZON_YEARS = 50;

/** Prepares a checked calendar. Throws SLA_CALENDAR_ZONE_UNKNOWN. */
export function workingCalendar(calendar: Calendar): WorkingCalendar {
  const timeline = zoneTimeline(calendar.zone);
  const plan = planDays(calendar);
  const years = new Map<number, WorkingYear>();
  return {
    calendar, timeline, plan,
    year(year) {
      let known = years.get(year);
      if (known === undefined) years.set(year, (known = indexYear(timeline, plan, year)));
      return known;
    },
  };
}

/** The instant at which `workingMs` of working time have passed since `fromMs`. Time that ends exactly at closing ends at closing; zero stays where it is. Throws SLA_HORIZON_REACHED. */
export function addWorking(calendar: WorkingCalendar, fromMs: number, workingMs: number): number {
  if (workingMs <= 0) return workingMs === 0 ? fromMs : subtractWorking(calendar, fromMs, -workingMs);
  let year = yearAt(calendar, fromMs);
  let left = workingMs + workedIn(year, fromMs);
  for (let looked = 0; looked <= HORIZON_YEARS && year.year <= LAST_YEAR; looked++) {
    if (left <= year.totalMs) {
      const i = firstIndex(year.before.length, (at) => year.before[at]! + year.to[at]! - year.from[at]! >= left);
      return year.from[i]! + left - year.before[i]!;
    }
    left -= year.totalMs;
    year = calendar.year(year.year + 1);
  }
  throw beyondHorizon(calendar, fromMs);
}

/** The instant from which `workingMs` of working time lead to `toMs`. Time that begins exactly at opening begins at opening. Throws SLA_HORIZON_REACHED. */
export function subtractWorking(calendar: WorkingCalendar, toMs: number, workingMs: number): number {
  if (workingMs <= 0) return workingMs === 0 ? toMs : addWorking(calendar, toMs, -workingMs);
  let year = yearAt(calendar, toMs);
  let at = workedIn(year, toMs) - workingMs;
  for (let looked = 0; looked <= HORIZON_YEARS && year.year >= FIRST_YEAR; looked++) {
    if (at >= 0) {
      const i = firstIndex(year.before.length, (next) => year.before[next]! > at) - 1;
      return year.from[i]! + at - year.before[i]!;
    }
    year = calendar.year(year.year - 1);
    at += year.totalMs;
  }
  throw beyondHorizon(calendar, toMs);
}

/** Working milliseconds between two instants; 0 where the second is not after the first. */
export function workingBetween(calendar: WorkingCalendar, fromMs: number, toMs: number): number {
  if (toMs <= fromMs) return 0;
  const first = yearAt(calendar, fromMs);
  const last = yearAt(calendar, toMs);
  let sum = workedIn(last, toMs) - workedIn(first, fromMs);
  for (let year = first.year; year < last.year; year++) sum += calendar.year(year).totalMs;
  return sum;
}

/** True inside a window: from its opening until before its closing. */
export function isWorking(calendar: WorkingCalendar, atMs: number): boolean {
  const year = yearAt(calendar, atMs);
  const i = firstIndex(year.from.length, (at) => year.from[at]! > atMs) - 1;
  return i >= 0 && atMs < year.to[i]!;
}

/** The instant itself where somebody works, else the next opening. Throws SLA_HORIZON_REACHED. */
export const workFrom = (calendar: WorkingCalendar, atMs: number): number => addWorking(calendar, atMs, 1) - 1;

/** The windows met between two instants, cut at both, windows that touch joined; at most `limit`, and how many there are. */
export function windowsBetween(calendar: WorkingCalendar, fromMs: number, toMs: number, limit: number): { windows: { fromMs: number; toMs: number }[]; count: number } {
  const windows: { fromMs: number; toMs: number }[] = [];
  let count = 0;
  let joined: { fromMs: number; toMs: number } | null = null;
  for (let year = yearAt(calendar, fromMs); year.fromMs < toMs; year = calendar.year(year.year + 1)) {
    for (let i = firstIndex(year.to.length, (at) => year.to[at]! > fromMs); i < year.from.length && year.from[i]! < toMs; i++) {
      const cut = { fromMs: Math.max(fromMs, year.from[i]!), toMs: Math.min(toMs, year.to[i]!) };
      if (joined !== null && joined.toMs === cut.fromMs) { joined.toMs = cut.toMs; continue; }
      joined = cut;
      count++;
      if (count <= limit) windows.push(joined);
    }
  }
  return { windows, count };
}

/** The local year an instant lies in. Throws SLA_INSTANT_INVALID outside the years 1900 to 2400. */
export function yearAt(calendar: WorkingCalendar, atMs: number): WorkingYear {
  const guess = yearOf(atMs);
  if (!(guess >= FIRST_YEAR && guess <= LAST_YEAR)) throw new CatalogueError('SLA_INSTANT_INVALID', { text: String(guess), path: 'year' });
  const year = calendar.year(guess);
  if (atMs < year.fromMs) return calendar.year(guess - 1);
  return atMs >= year.toMs ? calendar.year(guess + 1) : year;
}

/** First index in 0..length for which `holds` is true, `length` where none is; `holds` turns true once. */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The error of an answer that lies beyond the horizon. */
export const beyondHorizon = (calendar: WorkingCalendar, fromMs: number): CatalogueError =>
  new CatalogueError('SLA_HORIZON_REACHED', { calendar: calendar.calendar.key, years: HORIZON_YEARS, from: instantOf(fromMs) });

/** Working time of the year before an instant in it. */
function workedIn(year: WorkingYear, atMs: number): number {
  const i = firstIndex(year.from.length, (at) => year.from[at]! > atMs) - 1;
  return i < 0 ? 0 : year.before[i]! + Math.min(atMs, year.to[i]!) - year.from[i]!;
}

/** A window of a local date as instants; without length where a clock change leaves all of it out. */
const windowAt = (timeline: ZoneTimeline, day: number, window: DayWindow): { fromMs: number; toMs: number } =>
  ({ fromMs: timeline.toInstantMs(day * DAY_MS + window.from * 1000, 'edge'), toMs: timeline.toInstantMs(day * DAY_MS + window.to * 1000, 'edge') });

/** Which dates a change of the zone leaves out whole. */
function daysLeftOut(timeline: ZoneTimeline, fromMs: number, toMs: number): (day: number) => boolean {
  const gaps = timeline.changesBetween(fromMs - 1, toMs).map(({ atMs, beforeMs, afterMs }) => ({ fromMs: atMs + beforeMs, toMs: atMs + afterMs })).filter((gap) => gap.toMs - gap.fromMs >= DAY_MS);
  return (day) => gaps.some((gap) => gap.fromMs <= day * DAY_MS && (day + 1) * DAY_MS <= gap.toMs);
}

const hasLength = (window: { fromMs: number; toMs: number }): boolean => window.fromMs < window.toMs;

/**
 * Begins with the last day of the year before, whose night shift may reach in. Where windows of neighbouring days meet, time counts once. A date the zone
 * left out (Apia, 2011-12-30), and one whose windows all lie in hours left out, is no working day.
 */
function indexYear(timeline: ZoneTimeline, plan: PlanOfDays, year: number): WorkingYear {
  const firstDay = dayNumber(year, 1, 1);
  const endDay = dayNumber(year + 1, 1, 1);
  const fromMs = timeline.toInstantMs(firstDay * DAY_MS, 'edge');
  const toMs = timeline.toInstantMs(endDay * DAY_MS, 'edge');
  const from: number[] = [];
  const to: number[] = [];
  const workDays: number[] = [];
  const specialDays: WorkingYear['specialDays'] = [];
  const isLeftOut = daysLeftOut(timeline, fromMs, toMs);
  let countedUntil = fromMs;
  for (let day = firstDay - 1; day < endDay; day++) {
    const ofDay = plan.planOf(day);
    const windows = ofDay.windows.map((window) => windowAt(timeline, day, window));
    const isOfYear = day >= firstDay && !isLeftOut(day);
    if (isOfYear && windows.some(hasLength)) workDays.push(day);
    if (isOfYear && ofDay.isSpecial) specialDays.push({ day, plan: ofDay });
    for (const window of windows) {
      const opens = Math.max(window.fromMs, countedUntil);
      const closes = Math.min(window.toMs, toMs);
      if (opens >= closes) continue;
      from.push(opens);
      to.push(closes);
      countedUntil = closes;
    }
  }
  const before = new Float64Array(from.length);
  let totalMs = 0;
  for (let i = 0; i < from.length; i++) {
    before[i] = totalMs;
    totalMs += to[i]! - from[i]!;
  }
  return { year, fromMs, toMs, totalMs, from: Float64Array.from(from), to: Float64Array.from(to), before, workDays, specialDays };
}
