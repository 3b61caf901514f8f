/** Days of the calendar ("2026-11-22", of no zone) as each language writes them in a field, and as people type them. Pure. */
import type { Locale } from '#domain/values';
import { latinDigits, two } from './latin.ts';

/** How a field shows a day, as Ant Design writes shapes. Figures only: they are typed in every language, and read in one way only where the language orders them. */
export const dayShape = (locale: Locale): 'DD/MM/YYYY' | 'YYYY/MM/DD' => (locale === 'zh' ? 'YYYY/MM/DD' : 'DD/MM/YYYY');

const whole = (year: number, month: number, day: number): string | null => {
  const at = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? `${year}-${two(month)}-${two(day)}` : null;
};
const partsOf = (day: string): [year: number, month: number, day: number] | null => {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  return found && whole(Number(found[1]), Number(found[2]), Number(found[3])) !== null ? [Number(found[1]), Number(found[2]), Number(found[3])] : null;
};

/** "2026-11-22" as "22/11/2026", in Chinese "2026/11/22"; empty for what is no day. */
export function dayText(day: string, locale: Locale): string {
  const parts = partsOf(day);
  return parts === null ? '' : dayShape(locale).replace('YYYY', String(parts[0])).replace('MM', two(parts[1])).replace('DD', two(parts[2]));
}

/**
 * The day somebody typed: as the field shows it, with other marks between (22.11.2026, 22-11-2026, 2026年11月22日) or none (22112026), without zeros, in digits of other scripts, and always as 2026-11-22.
 * Null for what is no day, and for years of two figures: nobody knows the century.
 */
export function readDay(typed: string, locale: Locale): string | null {
  const text = latinDigits(typed).trim();
  const yearFirst = /^(\d{4})(?:\s*[-/.]\s*|\s*年\s*)(\d{1,2})(?:\s*[-/.]\s*|\s*月\s*)(\d{1,2})\s*日?$/.exec(text) ?? (locale === 'zh' ? /^(\d{4})(\d\d)(\d\d)$/.exec(text) : null);
  if (yearFirst) return whole(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const dayFirst = locale === 'zh' ? null : /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})$/.exec(text) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(text);
  return dayFirst ? whole(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1])) : null;
}

/** So many days or months on; a month without that day ends with its last. */
export function stepDay(day: string, by: { days: number } | { months: number }): string {
  const [year, month, date] = partsOf(day) ?? [1970, 1, 1];
  if ('days' in by) return new Date(Date.UTC(year, month - 1, date + by.days)).toISOString().slice(0, 10);
  const last = new Date(Date.UTC(year, month + by.months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + by.months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** A day as a picker counts with it: at noon here, where no change of the clocks reaches. */
export function dateOf(day: string): Date | null {
  const parts = partsOf(day);
  return parts === null ? null : new Date(parts[0], parts[1] - 1, parts[2], 12);
}
