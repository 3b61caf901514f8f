/**
 * The calendar a picker counts with and speaks: plain dates here, names from the same source as every other date of the portal, and what is typed read by our own rules.
 * With it no library of dates comes along, nor its languages.
 */
import type generatePicker from 'antd/es/date-picker/generatePicker';
import { localeSchema, type Locale } from '#domain/values';
import { dayOf } from './days.ts';
import { tagOf } from '../../shell/reader/reader.ts';
import { readClock } from './clock.ts';
import { dateOf, dayShape, dayText, readDay } from './day.ts';
import { two } from './latin.ts';

type Calendar = Parameters<typeof generatePicker<Date>>[0];

/** Ant Design names its languages "ar_EG", "zh_CN", "en_GB". */
const localeOf = (name: string): Locale => localeSchema.catch('en').parse(name.slice(0, 2));
/** Sunday is 0: Monday as the portal's weeks begin, Saturday where Arabic is read. */
export const weekStart = (locale: Locale): number => (locale === 'ar' ? 6 : 1);

const moved = (date: Date, change: (copy: Date) => void): Date => { const copy = new Date(date); change(copy); return copy; };
/** A month without that day ends with its last. */
const inMonth = (date: Date, year: number, month: number): Date => moved(date, (copy) => {
  copy.setDate(1);
  copy.setFullYear(year, month);
  copy.setDate(Math.min(date.getDate(), new Date(copy.getFullYear(), copy.getMonth() + 1, 0).getDate()));
});
const weekFirst = (locale: Locale, date: Date): Date => moved(date, (copy) => copy.setDate(date.getDate() - ((date.getDay() - weekStart(locale) + 7) % 7)));
/** 1 January 2023 was a Sunday. */
const named = (locale: Locale, count: number, shape: Intl.DateTimeFormatOptions, at: (index: number) => number): string[] =>
  Array.from({ length: count }, (_, index) => new Intl.DateTimeFormat(tagOf(locale), { ...shape, timeZone: 'UTC' }).format(at(index)));
/** Sunday first. One letter in Arabic, as calendars there have them; the short names of others fit. */
export const weekdayNames = (locale: Locale): string[] => named(locale, 7, { weekday: locale === 'en' ? 'short' : 'narrow' }, (index) => Date.UTC(2023, 0, 1 + index));
export const monthNames = (locale: Locale): string[] => named(locale, 12, { month: 'short' }, (index) => Date.UTC(2023, index, 15));

function formatted(locale: Locale, date: Date, shape: string): string {
  // The days of a month carry it as their title.
  if (shape === 'YYYY-MM-DD') return dayText(dayOf(date.getTime()), locale);
  return shape.replace(/YYYY|MMMM|MMM|MM|DD|D|HH|mm/g, (token) => ({
    YYYY: String(date.getFullYear()).padStart(4, '0'), MMMM: monthNames(locale)[date.getMonth()], MMM: monthNames(locale)[date.getMonth()], MM: two(date.getMonth() + 1),
    DD: two(date.getDate()), D: String(date.getDate()), HH: two(date.getHours()), mm: two(date.getMinutes()),
  })[token] ?? token);
}
/** While somebody types only what is whole counts: "1/1/2026" may be on its way to "1/12/2026". The field reads what is looser when it is left. */
function whole(locale: Locale, text: string, shapes: readonly string[]): Date | null {
  if (shapes.includes('HH:mm')) return readClock(text) === text ? clockDate(text) : null;
  const day = shapes.includes(dayShape(locale)) ? readDay(text, locale) : null;
  return day !== null && (text === day || text === dayText(day, locale)) ? dateOf(day) : null;
}
/** A time of day as a picker counts with it. */
export const clockDate = (time: string): Date => new Date(2023, 0, 1, Number(time.slice(0, 2)), Number(time.slice(3, 5)));

export const calendar: Calendar = {
  getNow: () => new Date(), getFixedDate: (day) => dateOf(day) ?? new Date(NaN), getEndDate: (date) => moved(date, (copy) => copy.setMonth(date.getMonth() + 1, 0)),
  getWeekDay: (date) => date.getDay(), getYear: (date) => date.getFullYear(), getMonth: (date) => date.getMonth(), getDate: (date) => date.getDate(),
  getHour: (date) => date.getHours(), getMinute: (date) => date.getMinutes(), getSecond: (date) => date.getSeconds(), getMillisecond: (date) => date.getMilliseconds(),
  addYear: (date, by) => inMonth(date, date.getFullYear() + by, date.getMonth()), addMonth: (date, by) => inMonth(date, date.getFullYear(), date.getMonth() + by), addDate: (date, by) => moved(date, (copy) => copy.setDate(date.getDate() + by)),
  setYear: (date, year) => inMonth(date, year, date.getMonth()), setMonth: (date, month) => inMonth(date, date.getFullYear(), month), setDate: (date, day) => moved(date, (copy) => copy.setDate(day)),
  setHour: (date, hour) => moved(date, (copy) => copy.setHours(hour)), setMinute: (date, minute) => moved(date, (copy) => copy.setMinutes(minute)),
  setSecond: (date, second) => moved(date, (copy) => copy.setSeconds(second)), setMillisecond: (date, ms) => moved(date, (copy) => copy.setMilliseconds(ms)),
  isAfter: (one, other) => one.getTime() > other.getTime(), isValidate: (date) => !Number.isNaN(date.getTime()),
  locale: {
    getWeekFirstDay: (name) => weekStart(localeOf(name)), getWeekFirstDate: (name, date) => weekFirst(localeOf(name), date),
    getWeek: (name, date) => Math.round((weekFirst(localeOf(name), date).getTime() - weekFirst(localeOf(name), new Date(date.getFullYear(), 0, 1)).getTime()) / 604_800_000) + 1,
    getShortWeekDays: (name) => weekdayNames(localeOf(name)), getShortMonths: (name) => monthNames(localeOf(name)),
    format: (name, date, shape) => formatted(localeOf(name), date, shape), parse: (name, text, shapes) => whole(localeOf(name), text, shapes),
  },
};
