/**
 * The instants of a schedule. Times are local to its zone: one that a clock change leaves out comes as much later as the clocks jumped, one that happens twice
 * comes the first time. What comes every so often is counted in elapsed time and knows no clock changes.
 */
import { dateOfDay, dayOfDate, weekdayIndex } from '../../sla/calendar.days.ts';
import { DAY_MS } from '../../sla/duration.ts';
import type { WorkingCalendar } from '../../sla/working-time.ts';
import { zoneTimeline, type ZoneTimeline } from '../../sla/zone-timeline.ts';
import { durationMs } from '../kernel/kernel.duration.ts';
import { parseCron } from './schedule.cron.ts';
import { localTimeOf, minutesOf, scheduleDays, scheduleFault, scheduleLimits, type Schedule } from './schedule.schema.ts';

/** Milliseconds since 1970 everywhere. `after` is left out, `upTo` is included. */
export interface PlannedSchedule {
  next(after: number, count: number): number[];
  /** The first of them, at most so many. */
  between(after: number, upTo: number, most: number): number[];
  /** The last one; null: there is none. */
  lastBetween(after: number, upTo: number): number | null;
}

export interface PlanOf {
  schedule: Schedule;
  /** When it was published: what comes every so often, and says no beginning, counts from here. */
  sinceMs: number;
  /** Absent: every day counts. */
  calendar?: Pick<WorkingCalendar, 'plan'> | null;
}

const minuteMs = 60_000;
/** Days without work in a row over which firings are moved. */
const mostMoved = 60;
const horizonDays = scheduleLimits.years * 366;

/** Throws SLA_CALENDAR_ZONE_UNKNOWN. A schedule that has a fault never fires. */
export function planSchedule({ schedule, sinceMs, calendar = null }: PlanOf): PlannedSchedule {
  const timeline = zoneTimeline(schedule.zone);
  const [first, last] = [edgeOf(timeline, schedule.from, 'from') ?? -Infinity, edgeOf(timeline, schedule.until, 'until') ?? Infinity];
  const isOff = (day: number): boolean => calendar !== null && calendar.plan.planOf(day).windows.length === 0;
  const ofDay = scheduleFault(schedule) === null ? instantsOfDay(schedule, timeline, sinceMs, isOff) : () => [];
  const dayOf = (ms: number): number => Math.floor(timeline.toLocalMs(ms) / DAY_MS);
  const within = (day: number, after: number, upTo: number): number[] => ofDay(day).filter((at) => at > after && at <= upTo && at >= first && at <= last);

  function between(after: number, upTo: number, most: number): number[] {
    const from = Math.max(after, first - 1);
    if (from >= upTo || from >= last) return [];
    const found = new Set<number>();
    const end = Math.min(dayOf(Math.min(upTo, last, from + horizonDays * DAY_MS)) + 1, dayOf(from) + horizonDays);
    for (let day = dayOf(from) - 1; day <= end && found.size < most; day += 1) for (const at of within(day, after, upTo)) found.add(at);
    return [...found].sort((one, other) => one - other).slice(0, most);
  }

  return {
    between,
    next: (after, count) => between(after, Math.max(after, first) + horizonDays * DAY_MS, count),
    lastBetween(after, upTo) {
      const [from, to] = [Math.max(after, first - 1), Math.min(upTo, last)];
      if (from >= to) return null;
      const end = Math.max(dayOf(from) - 1, dayOf(to) - horizonDays);
      for (let day = dayOf(to) + 1; day >= end; day -= 1) {
        const at = within(day, after, upTo).at(-1);
        if (at !== undefined) return at;
      }
      return null;
    },
  };
}

/** In order, each once. */
function instantsOfDay(schedule: Schedule, timeline: ZoneTimeline, sinceMs: number, isOff: (day: number) => boolean): (day: number) => number[] {
  if (schedule.by === 'every') return everyOfDay(schedule, timeline, sinceMs, isOff);
  const times = timesOf(schedule);
  const isDay = dayTest(schedule);
  const isMoved = schedule.holidays === 'move';
  /** Itself, and the days off right before it where theirs are moved. */
  const isTaken = (day: number): boolean => {
    if (isOff(day)) return false;
    if (isDay(day)) return true;
    for (let before = day - 1; isMoved && day - before <= mostMoved && isOff(before); before -= 1) if (isDay(before)) return true;
    return false;
  };
  return (day) => (isTaken(day) ? [...new Set(times.map((minutes) => timeline.toInstantMs(day * DAY_MS + minutes * minuteMs, 'forward')))].sort((one, other) => one - other) : []);
}

function everyOfDay(schedule: Schedule, timeline: ZoneTimeline, sinceMs: number, isOff: (day: number) => boolean): (day: number) => number[] {
  const stepMs = durationMs(schedule.every!)!;
  const begin = edgeOf(timeline, schedule.from, 'from');
  const [anchorMs, least] = begin === null ? [sinceMs, 1] : [begin, 0];
  return (day) => {
    if (isOff(day)) return [];
    const [from, to] = [timeline.toInstantMs(day * DAY_MS, 'edge'), timeline.toInstantMs((day + 1) * DAY_MS, 'edge')];
    const found: number[] = [];
    for (let n = Math.max(least, Math.ceil((from - anchorMs) / stepMs)); anchorMs + n * stepMs < to; n += 1) found.push(anchorMs + n * stepMs);
    return found;
  };
}

function timesOf({ by, times = [], cron = '' }: Schedule): number[] {
  if (by !== 'cron') return times.map((time) => minutesOf(time)!);
  const read = parseCron(cron);
  return 'fault' in read ? [] : read.times;
}

function dayTest({ by, weekdays = [], monthDays = [], cron = '' }: Schedule): (day: number) => boolean {
  if (by === 'week') {
    const wanted = new Set(weekdays.map((day) => scheduleDays.indexOf(day)));
    return (day) => wanted.has(weekdayIndex(day));
  }
  if (by === 'month') {
    const wanted = new Set(monthDays);
    return (day) => wanted.has(monthDayOf(day)) || (wanted.has(-1) && monthDayOf(day + 1) === 1);
  }
  const read = parseCron(cron);
  if ('fault' in read) return () => false;
  return (day) => {
    const [inMonth, inWeek] = [read.monthDays.has(monthDayOf(day)), read.weekdays.has((weekdayIndex(day) + 1) % 7)];
    return read.months.has(Number(dateOfDay(day).slice(5, 7))) && (read.isEitherDay ? inMonth || inWeek : inMonth && inWeek);
  };
}
const monthDayOf = (day: number): number => Number(dateOfDay(day).slice(8, 10));

/** The instant of a beginning or an end; null: none is said. */
function edgeOf(timeline: ZoneTimeline, text: string | undefined, edge: 'from' | 'until'): number | null {
  const local = text === undefined ? null : localTimeOf(text);
  if (local === null) return null;
  const day = dayOfDate(local.date);
  if (local.minutes === null && edge === 'until') return timeline.toInstantMs((day + 1) * DAY_MS, 'edge') - 1;
  return timeline.toInstantMs(day * DAY_MS + (local.minutes ?? 0) * minuteMs, 'edge');
}
