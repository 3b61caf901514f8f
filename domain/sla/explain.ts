/** Says in lines why a clock is due when it is. Counts nothing itself; how a line is told is explain.words.ts. */
import { instantOf } from '../values.ts';
import { dateOfDay } from './calendar.days.ts';
import { DAY_MS } from './duration.ts';
import { explainLine, type ExplainLine } from './explain.words.ts';
import { windowsBetween, workingBetween, yearAt, type WorkingCalendar } from './working-time.ts';

/** Local time of an instant: 2034-06-09 08:46:12, with milliseconds where there are any. */
export function localText(calendar: WorkingCalendar, atMs: number): string {
  const text = instantOf(calendar.timeline.toLocalMs(atMs)).replace('T', ' ').replace('Z', '');
  return text.endsWith('.000') ? text.slice(0, -4) : text;
}

const MOST_WINDOWS = 8;
const MOST_SPECIAL_DAYS = 12;

/** The windows counted between two instants, and every holiday, half day, make-up day, version and clock change met on the way. Long lists end with how many more there are. */
export function explainPath(calendar: WorkingCalendar, fromMs: number, toMs: number): ExplainLine[] {
  if (toMs < fromMs) return [];
  const { windows, count } = windowsBetween(calendar, fromMs, toMs, MOST_WINDOWS);
  const shown = windows.map((window) => explainLine('WINDOW', {
    from: localText(calendar, window.fromMs), to: localText(calendar, window.toMs), seconds: (window.toMs - window.fromMs) / 1000,
  }));
  const shownMs = windows.reduce((sum, window) => sum + window.toMs - window.fromMs, 0);
  const more = count - windows.length;
  return [
    ...versionLines(calendar, fromMs, toMs), ...specialDayLines(calendar, fromMs, toMs), ...changeLines(calendar, fromMs, toMs), ...shown,
    ...(more > 0 ? [explainLine('WINDOWS_MORE', { count: more, seconds: (workingBetween(calendar, fromMs, toMs) - shownMs) / 1000 })] : []),
  ];
}

function versionLines(calendar: WorkingCalendar, fromMs: number, toMs: number): ExplainLine[] {
  const first = localDay(calendar, fromMs);
  const { firstDay } = calendar.plan;
  if (firstDay !== null && first < firstDay) return [explainLine('CALENDAR_BEFORE_FIRST', { date: dateOfDay(firstDay) })];
  const dates = new Set([calendar.plan.versionOf(first), calendar.plan.versionOf(localDay(calendar, toMs))]);
  return [...dates].flatMap((date) => (date === null ? [] : [explainLine('CALENDAR_VERSION', { date })]));
}

const specialCodes = { holiday: 'HOLIDAY', halfDay: 'HALF_DAY', makeUpDay: 'MAKE_UP_DAY', week: 'HALF_DAY' } as const;

function specialDayLines(calendar: WorkingCalendar, fromMs: number, toMs: number): ExplainLine[] {
  const lines: ExplainLine[] = [];
  let count = 0;
  const firstDay = localDay(calendar, fromMs);
  const lastDay = localDay(calendar, toMs);
  for (let year = yearAt(calendar, fromMs); year.fromMs <= toMs; year = calendar.year(year.year + 1)) {
    for (const { day, plan } of year.specialDays) {
      if (day < firstDay || day > lastDay) continue;
      count++;
      if (count > MOST_SPECIAL_DAYS) continue;
      const windows = plan.windows.map((window) => `${clockText(window.from)}-${clockText(window.to)}`).join(', ');
      lines.push(explainLine(specialCodes[plan.rule], { date: dateOfDay(day), name: plan.name ?? '', ...(windows === '' ? {} : { windows }) }));
    }
  }
  return count > MOST_SPECIAL_DAYS ? [...lines, explainLine('SPECIAL_DAYS_MORE', { count: count - MOST_SPECIAL_DAYS })] : lines;
}

const changeLines = (calendar: WorkingCalendar, fromMs: number, toMs: number): ExplainLine[] =>
  calendar.timeline.changesBetween(fromMs, toMs).slice(0, MOST_WINDOWS)
    .map((change) => explainLine('CLOCKS_CHANGE', { at: instantOf(change.atMs), local: localText(calendar, change.atMs), minutes: (change.afterMs - change.beforeMs) / 60_000 }));

const localDay = (calendar: WorkingCalendar, atMs: number): number => Math.floor(calendar.timeline.toLocalMs(atMs) / DAY_MS);

const clockText = (seconds: number): string => {
  const within = seconds > 86_400 ? seconds - 86_400 : seconds;
  return [Math.floor(within / 3600), Math.floor((within % 3600) / 60)].map((part) => String(part).padStart(2, '0')).join(':');
};
