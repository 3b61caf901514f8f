/** Says in lines why a clock is due when it is: each line a code with parameters (for programs and translation) and its English sentence. Counts nothing itself. */
import { inLanguage, instantOf, type Locale } from '../values.ts';
import { dateOfDay, dayOfDate, weekdayIndex } from './calendar.days.ts';
import { DAY_MS } from './duration.ts';
import { explainTexts, type ExplainCode } from './explain.texts.ts';
import { windowsBetween, workingBetween, yearAt, type WorkingCalendar } from './working-time.ts';

export type ExplainParams = Record<string, string | number>;
/** Instants are in parameters named `at`; `local`, `from`, `to`, `date` are local to the calendar's zone; durations are `seconds`. */
export interface ExplainLine { code: ExplainCode; params: ExplainParams; text: string }

/** A line with its English text. */
export const explainLine = (code: ExplainCode, params: ExplainParams = {}): ExplainLine => ({ code, params, text: explainText({ code, params }, 'en') });

/** The sentence of a line in a language. */
export function explainText(line: Pick<ExplainLine, 'code' | 'params'>, locale: Locale): string {
  return inLanguage(explainTexts[line.code], locale).replace(/\{(\w+)(?:\|(\w+))?\}/g, (_, name: string, form: string | undefined) => {
    const value = line.params[name] ?? '';
    if (form === 'span') return spanText(Number(value), locale);
    if (form === 'local' || form === 'date') return `${weekdayNames[locale][weekdayIndex(dayOfDate(String(value).slice(0, 10)))]!} ${value}`;
    if (name === 'name' || name === 'reason') return value === '' ? '' : ` (${value})`;
    return String(value);
  });
}

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
      lines.push(explainLine(specialCodes[plan.rule], { date: dateOfDay(day), name: plan.name?.en ?? '', ...(windows === '' ? {} : { windows }) }));
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

const weekdayNames: Record<Locale, readonly string[]> = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  ar: ['الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت', 'الأحد'],
};
const unitNames: Record<Locale, readonly [string, string, string]> = { en: [' h', ' min', ' s'], zh: ['小时', '分', '秒'], ar: [' س', ' د', ' ث'] };

/** A length of time in words: 9000.5 -> "2 h 30 min 0.5 s". */
export function spanText(seconds: number, locale: Locale): string {
  const size = Math.round(Math.abs(seconds) * 1000) / 1000;
  const parts = [Math.floor(size / 3600), Math.floor((size % 3600) / 60), Math.round((size % 60) * 1000) / 1000];
  const words = parts.flatMap((part, i) => (part === 0 ? [] : [`${part}${unitNames[locale][i]!}`]));
  return `${seconds < 0 ? '-' : ''}${words.length === 0 ? `0${unitNames[locale][2]}` : words.join(locale === 'zh' ? '' : ' ')}`;
}
