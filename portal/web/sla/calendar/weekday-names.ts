/** Names of weekdays in the reader's language, Monday first. */
import type { Locale } from '#domain/values';
import { weekdays, type Weekday } from '#domain/sla/calendar.schema';
import { tagOf } from '../../shell/reader/reader.ts';

/** 1 January 2024 was a Monday. */
export const weekdayName = (day: Weekday, locale: Locale, width: 'short' | 'long' = 'long'): string =>
  new Intl.DateTimeFormat(tagOf(locale), { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));

/** A local date (YYYY-MM-DD, or MM-DD of every year) in the reader's language. */
export function dateText(date: string, locale: Locale): string {
  const isYearly = date.length === 5;
  const [year, month, day] = (isYearly ? `2024-${date}` : date).split('-').map(Number) as [number, number, number];
  return new Intl.DateTimeFormat(tagOf(locale), { day: 'numeric', month: 'short', timeZone: 'UTC', ...(isYearly ? {} : { year: 'numeric', weekday: 'short' }) }).format(Date.UTC(year, month - 1, day));
}
