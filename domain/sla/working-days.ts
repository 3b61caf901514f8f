/** Counts working days: which day an instant belongs to, and where n working days later or earlier lie. Working time is left to working-time.ts. */
import { DAY_MS } from './duration.ts';
import { dayNumber } from './calendar.days.ts';
import { beyondHorizon, firstIndex, HORIZON_YEARS, type WorkingCalendar } from './working-time.ts';
import { FIRST_YEAR, LAST_YEAR, yearOf } from './zone-timeline.ts';

export type DayEnd = 'keepClockTime' | 'endOfWorkingDay';

/**
 * The instant `days` working days after (or, negative, before) `fromMs`. A night shift's hours after midnight belong to the day it began on.
 * Keeping the clock time: an instant on a day without work first moves to the next opening (backwards: the last closing); a clock time after
 * that day's closing becomes its closing. End of working day: the last closing of the day reached. Zero days with the clock time kept changes nothing.
 * Throws SLA_HORIZON_REACHED.
 */
export function addWorkingDays(calendar: WorkingCalendar, fromMs: number, days: number, end: DayEnd = 'keepClockTime'): number {
  if (days === 0 && end === 'keepClockTime') return fromMs;
  const begun = workingDayOf(calendar, fromMs, days < 0 ? -1 : 1);
  const day = days === 0 ? begun.day : workDayFrom(calendar, begun.day, days, fromMs);
  const windows = calendar.plan.planOf(day).windows;
  const closing = Math.max(...windows.map((window) => window.to)) * 1000;
  const clock = end === 'endOfWorkingDay' ? closing : Math.min(begun.clockMs, closing);
  const isWindowEdge = clock === closing;
  return calendar.timeline.toInstantMs(day * DAY_MS + clock, isWindowEdge ? 'edge' : 'forward');
}

/** The working day an instant belongs to, and its time since that day's midnight (past 24 h in a night shift). */
function workingDayOf(calendar: WorkingCalendar, atMs: number, direction: 1 | -1): { day: number; clockMs: number } {
  const localMs = calendar.timeline.toLocalMs(atMs);
  const day = Math.floor(localMs / DAY_MS);
  const sinceMidnight = localMs - day * DAY_MS;
  const { windows } = calendar.plan.planOf(day);
  const nightBefore = calendar.plan.planOf(day - 1).windows.some((window) => window.to * 1000 > sinceMidnight + DAY_MS);
  const isOwnTime = windows.some((window) => window.from * 1000 <= sinceMidnight && sinceMidnight < window.to * 1000);
  if (nightBefore && !isOwnTime) return { day: day - 1, clockMs: sinceMidnight + DAY_MS };
  if (isWorkDay(calendar, day)) return { day, clockMs: sinceMidnight };
  const nearest = workDayFrom(calendar, day, direction, atMs);
  const edges = calendar.plan.planOf(nearest).windows.map((window) => (direction === 1 ? window.from : window.to) * 1000);
  return { day: nearest, clockMs: direction === 1 ? Math.min(...edges) : Math.max(...edges) };
}

function isWorkDay(calendar: WorkingCalendar, day: number): boolean {
  const { workDays } = calendar.year(yearOf(day * DAY_MS));
  return workDays[firstIndex(workDays.length, (i) => workDays[i]! >= day)] === day;
}

/** The n-th day with work after (before) a day, by the years' lists of working days. */
function workDayFrom(calendar: WorkingCalendar, day: number, count: number, fromMs: number): number {
  let year = yearOf(day * DAY_MS);
  let left = Math.abs(count);
  for (let looked = 0; looked <= HORIZON_YEARS && year >= FIRST_YEAR && year <= LAST_YEAR; looked++) {
    const { workDays } = calendar.year(year);
    if (count > 0) {
      const first = year === yearOf(day * DAY_MS) ? firstIndex(workDays.length, (i) => workDays[i]! > day) : 0;
      const found = workDays[first + left - 1];
      if (found !== undefined) return found;
      left -= workDays.length - first;
      year++;
    } else {
      const end = day >= dayNumber(year + 1, 1, 1) ? workDays.length : firstIndex(workDays.length, (i) => workDays[i]! >= day);
      const found = workDays[end - left];
      if (found !== undefined) return found;
      left -= end;
      year--;
    }
  }
  throw beyondHorizon(calendar, fromMs);
}
