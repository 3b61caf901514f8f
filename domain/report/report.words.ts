/** Says numbers, dates, times and texts of a report in a language. */
import { epochMs, inLanguage, type Instant, type Locale } from '../values.ts';
import { reportTexts, type ReportTextKey } from './levels.texts.ts';

/** Arabic with Latin digits, as the figures beside them. */
const tags: Record<Locale, string> = { en: 'en-GB', zh: 'zh-CN', ar: 'ar-u-nu-latn' };

export interface ReportWords {
  locale: Locale;
  t(key: ReportTextKey, params?: Readonly<Record<string, string | number>>): string;
  /** 1234 -> "1,234". */
  number(value: number): string;
  /** 65 -> "1 h 5 m". */
  minutes(value: number): string;
  /** A local date (YYYY-MM-DD). */
  date(date: string): string;
  /** The same without the year. */
  shortDate(date: string): string;
  instant(at: Instant, zone: string): string;
  list(items: readonly string[]): string;
}

export function reportWords(locale: Locale): ReportWords {
  const tag = tags[locale];
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const formatOf = (options: Intl.DateTimeFormatOptions): ((at: Instant) => string) => { const format = new Intl.DateTimeFormat(tag, options); return (at) => format.format(epochMs(at)); };
  const dates = formatOf({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const shortDates = formatOf({ day: 'numeric', month: 'short', timeZone: 'UTC' });
  const midnight = (date: string): Instant => `${date}T00:00:00.000Z`;
  const number = (value: number): string => numbers.format(value);
  const t: ReportWords['t'] = (key, params = {}) => inLanguage(reportTexts[key], locale).replace(/\{(\w+)\}/g, (hole, name: string) => { const value = params[name]; return value === undefined ? hole : typeof value === 'number' ? number(value) : value; });
  return {
    locale, t, number,
    minutes: (value) => {
      const [h, m] = [Math.floor(value / 60), value % 60];
      return h === 0 ? t('unit.m', { n: m }) : m === 0 ? t('unit.h', { n: h }) : t('unit.hm', { h, m });
    },
    date: (date) => dates(midnight(date)),
    shortDate: (date) => shortDates(midnight(date)),
    instant: (at, zone) => formatOf({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone, timeZoneName: 'short' })(at),
    list: (items) => items.join({ en: ', ', zh: '、', ar: '، ' }[locale]),
  };
}

/** A share in percent with one decimal, rounded down, so that only all of them are 100; null of nothing. */
export const percentOf = (part: number, whole: number): number | null => (whole === 0 ? null : Math.floor((part * 1000) / whole) / 10);
