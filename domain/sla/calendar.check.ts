/** Refuses a calendar that has the right shape and still cannot be counted: no window, unknown zone, overlaps, dates that do not exist. Counting is left to working-time.ts. */
import { CatalogueError, errorDetail, type ErrorCode, type ErrorDetail } from '../errors.ts';
import { problemOf } from '../issue.ts';
import { phrase, type MessageParams } from '../message.ts';
import { calendarSchema, weekdays, type Calendar, type CalendarVersion, type Weekday, type Window } from './calendar.schema.ts';
import { expandDates, isRealDate, secondsOf, type DayWindow } from './calendar.days.ts';
import { isKnownZone } from './zone-timeline.ts';

export type CalendarFault = ErrorDetail;

/** The parsed calendar, or every fault found, each with the path of the field (`versions.0.week.mon.1`) and its catalogue code. */
export function checkCalendar(input: unknown): { calendar: Calendar } | { faults: CalendarFault[] } {
  const parsed = calendarSchema.safeParse(input);
  if (!parsed.success) {
    return { faults: parsed.error.issues.map((issue) => fault('SLA_CALENDAR_INVALID', pathOf(issue.path), { reason: problemOf(issue) })) };
  }
  const calendar = parsed.data;
  const faults = [
    ...(isKnownZone(calendar.zone) ? [] : [fault('SLA_CALENDAR_ZONE_UNKNOWN', 'zone', { zone: calendar.zone })]),
    ...versionDateFaults(calendar),
    ...calendar.versions.flatMap((version, i) => [...weekFaults(version, `versions.${i}.week`), ...specialDayFaults(version, `versions.${i}`)]),
  ];
  return faults.length > 0 ? { faults } : { calendar };
}

/** The parsed calendar. Throws the first fault's code with all faults as details. */
export function parseCalendar(input: unknown): Calendar {
  const result = checkCalendar(input);
  if ('calendar' in result) return result.calendar;
  const first = result.faults[0]!;
  throw new CatalogueError(first.code, first.params, result.faults);
}

const fault = (code: ErrorCode, path: string, params: MessageParams = {}): CalendarFault => errorDetail(code, path, { path: path === '' ? '(calendar)' : path, ...params });

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');

function versionDateFaults(calendar: Calendar): CalendarFault[] {
  const seen = new Set<string>();
  return calendar.versions.flatMap((version, i) => {
    const path = `versions.${i}.validFrom`;
    const date = version.validFrom ?? phrase('calendar.the-beginning');
    const isTwice = seen.has(version.validFrom ?? '');
    seen.add(version.validFrom ?? '');
    if (version.validFrom !== undefined && !isRealDate(version.validFrom)) return [fault('SLA_CALENDAR_DATE_INVALID', path, { date })];
    return isTwice ? [fault('SLA_CALENDAR_VERSION_TWICE', path, { date })] : [];
  });
}

interface PlacedWindow { path: string; from: number; to: number }
const WEEK_SECONDS = 7 * 86_400;

/** The week is a circle: a night shift of Sunday meets Monday. */
function weekFaults(version: CalendarVersion, path: string): CalendarFault[] {
  if (version.week === '24/7') return [];
  const week: Partial<Record<Weekday, Window[] | undefined>> = version.week;
  const faults: CalendarFault[] = [];
  const placed: PlacedWindow[] = [];
  weekdays.forEach((day, dayIndex) => {
    (week[day] ?? []).forEach((window, i) => {
      const at = `${path}.${day}.${i}`;
      const { from, to } = secondsOf(window);
      if (from === to) faults.push(fault('SLA_CALENDAR_WINDOW_EMPTY', at, { from: window.from, to: window.to }));
      else placed.push({ path: at, from: dayIndex * 86_400 + from, to: dayIndex * 86_400 + to });
    });
  });
  if (placed.length === 0 && faults.length === 0) return [fault('SLA_CALENDAR_EMPTY', path)];
  const sorted = placed.sort((a, b) => a.from - b.from);
  sorted.forEach((window, i) => {
    const isLast = i === sorted.length - 1;
    const next = sorted[(i + 1) % sorted.length]!;
    if (next !== window && window.to > next.from + (isLast ? WEEK_SECONDS : 0)) faults.push(overlap(next.path, window.path));
  });
  return faults;
}

const overlap = (path: string, other: string): CalendarFault => fault('SLA_CALENDAR_WINDOWS_OVERLAP', path, { other });

function windowFaults(windows: readonly Window[], path: string): CalendarFault[] {
  const placed = windows.map((window, i) => ({ window, path: `${path}.${i}`, ...secondsOf(window) })).sort((a, b) => a.from - b.from);
  return placed.flatMap((window, i) => {
    if (window.from === window.to) return [fault('SLA_CALENDAR_WINDOW_EMPTY', window.path, { from: window.window.from, to: window.window.to })];
    const next = placed[i + 1];
    return next !== undefined && window.to > next.from ? [overlap(next.path, window.path)] : [];
  });
}

interface SpecialDay { date: string; until?: string | undefined; active: boolean; windows?: Window[] | undefined; like?: Weekday | undefined }

function specialDayFaults(version: CalendarVersion, path: string): CalendarFault[] {
  const lists: [string, readonly SpecialDay[]][] = [['holidays', version.holidays], ['halfDays', version.halfDays], ['makeUpDays', version.makeUpDays]];
  return lists.flatMap(([name, days]) => {
    const meanings = new Map<string, { path: string; meaning: string }>();
    return days.flatMap((day, i) => {
      const at = `${path}.${name}.${i}`;
      const badDate = [day.date, day.until].find((date) => date !== undefined && !isRealDate(date));
      if (badDate !== undefined) return [fault('SLA_CALENDAR_DATE_INVALID', at, { date: badDate })];
      const dates = expandDates(day.date, day.until);
      if (dates === null) return [fault('SLA_CALENDAR_DATE_RANGE', at, { from: day.date, until: day.until ?? day.date })];
      return [...windowFaults(day.windows ?? [], `${at}.windows`), ...(day.active ? disagreements(dates, day, at, meanings) : [])];
    });
  });
}

/** The same date twice is fine while both say the same (two holiday lists merged), and refused where they do not. */
function disagreements(dates: readonly string[], day: SpecialDay, path: string, meanings: Map<string, { path: string; meaning: string }>): CalendarFault[] {
  const meaning = JSON.stringify([day.like ?? null, (day.windows ?? []).map(secondsOf).map((w: DayWindow) => [w.from, w.to])]);
  for (const date of dates) {
    const other = meanings.get(date);
    if (other !== undefined && other.meaning !== meaning) return [fault('SLA_CALENDAR_DATE_TWICE', path, { date, other: other.path })];
    meanings.set(date, { path, meaning });
  }
  return [];
}
