/** Reads, writes and moves dates, times and durations. Knows UTC and fixed offsets only; a value without an offset counts as UTC where instants are compared. */
import { civilFromDays, daysFromCivil, isCivil, maxYear, monthsBetween, msPerDay, plusMonths, weekdayOf } from './feel.calendar.ts';
import type { FeelDate, FeelDateTime, FeelDaysDuration, FeelDuration, FeelMonthsDuration, FeelTime, FeelValue } from './feel.values.ts';

const msPerMinute = 60_000;
const msPerHour = 3_600_000;
const longestMs = (maxYear + 1) * 2 * 366 * msPerDay;

export const feelDate = (day: number): FeelDate => ({ kind: 'date', day });
export const feelDateTime = (localMs: number, offsetMinutes: number | null): FeelDateTime => ({ kind: 'date and time', localMs, offsetMinutes });
export const feelTime = (msOfDay: number, offsetMinutes: number | null): FeelTime => ({ kind: 'time', msOfDay, offsetMinutes });
/** Null where the length is no exact number of milliseconds any more. Fractions of a millisecond are cut. */
export const daysDuration = (ms: number): FeelDaysDuration | null =>
  Number.isFinite(ms) && Math.abs(ms) <= longestMs ? { kind: 'days and time duration', ms: Math.trunc(ms) + 0 } : null;
export const monthsDuration = (months: number): FeelMonthsDuration | null =>
  Number.isFinite(months) && Math.abs(months) <= (maxYear + 1) * 24 ? { kind: 'years and months duration', months: Math.trunc(months) + 0 } : null;

/** The zone name in a text such as "2020-01-01T00:00:00@Europe/Berlin", null where there is none or it means UTC. */
export function namedZoneIn(text: string): string | null {
  const at = text.indexOf('@');
  if (at < 0 || !/\d{2}:\d{2}/.test(text.slice(0, at))) return null;
  const zone = text.slice(at + 1);
  return utcNames.has(zone) ? null : zone;
}
const utcNames = new Set(['UTC', 'Etc/UTC', 'Z', 'GMT', 'Etc/GMT']);

const datePattern = /^(-?\d{4})-(\d{2})-(\d{2})$/;
const timePattern = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2}|@(?:UTC|Etc\/UTC|Z|GMT|Etc\/GMT))?$/;

export function parseDate(text: string): FeelDate | null {
  const match = datePattern.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return isCivil(year, month, day) ? feelDate(daysFromCivil(year, month, day)) : null;
}

function parseOffset(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  if (text === 'Z' || text.startsWith('@')) return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))];
  if (hours > 14 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) + 0;
}

export function parseTime(text: string): FeelTime | null {
  const match = timePattern.exec(text);
  if (!match) return null;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const offset = parseOffset(match[5]);
  if (hour > 23 || minute > 59 || second > 59 || offset === undefined) return null;
  const ms = Number((match[4] ?? '').padEnd(3, '0').slice(0, 3));
  return feelTime(hour * msPerHour + minute * msPerMinute + second * 1_000 + ms, offset);
}

/** A date alone is its midnight. */
export function parseDateTime(text: string): FeelDateTime | null {
  const split = text.indexOf('T');
  const date = parseDate(split < 0 ? text : text.slice(0, split));
  if (date === null) return null;
  if (split < 0) return feelDateTime(date.day * msPerDay, null);
  const time = parseTime(text.slice(split + 1));
  return time && feelDateTime(date.day * msPerDay + time.msOfDay, time.offsetMinutes);
}

const monthsPattern = /^(-?)P(?:(\d{1,6})Y)?(?:(\d{1,7})M)?$/;
const daysPattern = /^(-?)P(?:(\d{1,8})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,10})M)?(?:(\d{1,12})(?:\.(\d{1,9}))?S)?)?$/;

export function parseDuration(text: string): FeelDuration | null {
  if (text.endsWith('P') || text.endsWith('T')) return null;
  const months = monthsPattern.exec(text);
  if (months) return monthsDuration((months[1] ? -1 : 1) * (Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0)));
  const days = daysPattern.exec(text);
  if (!days) return null;
  const ms = Number(days[2] ?? 0) * msPerDay + Number(days[3] ?? 0) * msPerHour + Number(days[4] ?? 0) * msPerMinute
    + Number(days[5] ?? 0) * 1_000 + Number((days[6] ?? '').padEnd(3, '0').slice(0, 3));
  return daysDuration(days[1] ? -ms : ms);
}

/** What stands behind @: a duration, time, date and time or date, by its form. */
export function parseTemporal(text: string): FeelDate | FeelTime | FeelDateTime | FeelDuration | null {
  if (/^-?P/.test(text)) return parseDuration(text);
  if (/^\d{2}:/.test(text)) return parseTime(text);
  return text.includes('T') ? parseDateTime(text) : parseDate(text);
}

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

export function formatDate(day: number): string {
  const c = civilFromDays(day);
  return `${c.year < 0 ? '-' : ''}${pad(Math.abs(c.year), 4)}-${pad(c.month)}-${pad(c.day)}`;
}

function formatOffset(minutes: number | null): string {
  if (minutes === null) return '';
  if (minutes === 0) return 'Z';
  const abs = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(abs / 60))}:${pad(abs % 60)}`;
}

function formatClock(msOfDay: number): string {
  const ms = msOfDay % 1_000;
  const s = Math.floor(msOfDay / 1_000);
  return `${pad(Math.floor(s / 3_600))}:${pad(Math.floor(s / 60) % 60)}:${pad(s % 60)}${ms ? `.${pad(ms, 3).replace(/0+$/, '')}` : ''}`;
}

export const formatTime = (t: FeelTime): string => formatClock(t.msOfDay) + formatOffset(t.offsetMinutes);

export function formatDateTime(dt: FeelDateTime): string {
  const day = Math.floor(dt.localMs / msPerDay);
  return `${formatDate(day)}T${formatClock(dt.localMs - day * msPerDay)}${formatOffset(dt.offsetMinutes)}`;
}

export function formatDuration(d: FeelDuration): string {
  if (d.kind === 'years and months duration') {
    const months = Math.abs(d.months);
    const [years, rest] = [Math.floor(months / 12), months % 12];
    return `${d.months < 0 ? '-' : ''}P${years ? `${years}Y` : ''}${rest || !years ? `${rest}M` : ''}`;
  }
  const abs = Math.abs(d.ms);
  if (abs === 0) return 'PT0S';
  const days = Math.floor(abs / msPerDay);
  const [hours, minutes] = [Math.floor(abs / msPerHour) % 24, Math.floor(abs / msPerMinute) % 60];
  const [seconds, ms] = [Math.floor(abs / 1_000) % 60, abs % 1_000];
  const s = seconds || ms ? `${seconds}${ms ? `.${pad(ms, 3).replace(/0+$/, '')}` : ''}S` : '';
  const clock = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${s}`;
  return `${d.ms < 0 ? '-' : ''}P${days ? `${days}D` : ''}${clock ? `T${clock}` : ''}`;
}

/** Milliseconds since 1970 of a date and time. */
export const instantMs = (dt: FeelDateTime): number => dt.localMs - (dt.offsetMinutes ?? 0) * msPerMinute;
/** A date at midnight, without an offset. */
export const midnight = (date: FeelDate): FeelDateTime => feelDateTime(date.day * msPerDay, null);
export const dateOf = (dt: FeelDateTime): FeelDate => feelDate(Math.floor(dt.localMs / msPerDay));
export const timeOf = (dt: FeelDateTime): FeelTime => feelTime(dt.localMs - Math.floor(dt.localMs / msPerDay) * msPerDay, dt.offsetMinutes);
export const combine = (date: FeelDate, time: FeelTime): FeelDateTime => feelDateTime(date.day * msPerDay + time.msOfDay, time.offsetMinutes);

/** What a temporal value is ordered by, inside its own kind. */
export function orderKey(value: FeelDate | FeelTime | FeelDateTime | FeelDuration): number {
  switch (value.kind) {
    case 'date': return value.day;
    case 'time': return value.msOfDay - (value.offsetMinutes ?? 0) * msPerMinute;
    case 'date and time': return instantMs(value);
    case 'days and time duration': return value.ms;
    case 'years and months duration': return value.months;
  }
}

const lastDay = daysFromCivil(maxYear, 12, 31);
const firstDay = daysFromCivil(-maxYear, 1, 1);
const dayInRange = (day: number): boolean => day >= firstDay && day <= lastDay;

/** A date, time or date and time moved by a duration; sign -1 moves back. Null where it leaves the calendar, or a time is moved by months. */
export function plusDuration<T extends FeelDate | FeelTime | FeelDateTime>(value: T, duration: FeelDuration, sign: 1 | -1): FeelDate | FeelTime | FeelDateTime | null {
  if (value.kind === 'time') {
    if (duration.kind !== 'days and time duration') return null;
    const moved = (value.msOfDay + sign * duration.ms) % msPerDay;
    return feelTime(moved < 0 ? moved + msPerDay : moved, value.offsetMinutes);
  }
  const localMs = value.kind === 'date' ? value.day * msPerDay : value.localMs;
  const day = Math.floor(localMs / msPerDay);
  const moved = duration.kind === 'days and time duration'
    ? localMs + sign * duration.ms
    : plusMonths(day, sign * duration.months) * msPerDay + (localMs - day * msPerDay);
  if (!dayInRange(Math.floor(moved / msPerDay))) return null;
  return value.kind === 'date' ? feelDate(Math.floor(moved / msPerDay)) : feelDateTime(moved, value.offsetMinutes);
}

/** Whole months between two days, as a duration. */
export const yearsAndMonths = (from: FeelDate, to: FeelDate): FeelMonthsDuration | null => monthsDuration(monthsBetween(from.day, to.day));

const split = (d: FeelDuration): Record<string, number> => {
  if (d.kind === 'years and months duration') return { years: Math.trunc(d.months / 12) + 0, months: (d.months % 12) + 0 };
  return {
    days: Math.trunc(d.ms / msPerDay) + 0, hours: (Math.trunc(d.ms / msPerHour) % 24) + 0,
    minutes: (Math.trunc(d.ms / msPerMinute) % 60) + 0, seconds: ((d.ms % msPerMinute) / 1_000) + 0,
  };
};

/** A property of a temporal value, undefined where it has none of that name. */
export function propertyOf(value: FeelDate | FeelTime | FeelDateTime | FeelDuration, name: string): FeelValue | undefined {
  if (value.kind === 'days and time duration' || value.kind === 'years and months duration') {
    const parts = split(value);
    return Object.hasOwn(parts, name) ? parts[name] : undefined;
  }
  const day = value.kind === 'date' ? value.day : value.kind === 'date and time' ? Math.floor(value.localMs / msPerDay) : null;
  const ms = value.kind === 'time' ? value.msOfDay : value.kind === 'date and time' ? value.localMs - Math.floor(value.localMs / msPerDay) * msPerDay : null;
  if (day !== null) {
    const civil = civilFromDays(day);
    if (name === 'year') return civil.year;
    if (name === 'month') return civil.month;
    if (name === 'day') return civil.day;
    if (name === 'weekday') return weekdayOf(day);
  }
  if (ms !== null) {
    if (name === 'hour') return Math.floor(ms / msPerHour);
    if (name === 'minute') return Math.floor(ms / msPerMinute) % 60;
    if (name === 'second') return (ms % msPerMinute) / 1_000;
    if (name === 'time offset' && value.kind !== 'date') return value.offsetMinutes === null ? null : daysDuration(value.offsetMinutes * msPerMinute);
    if (name === 'timezone') return null;
  }
  return undefined;
}

