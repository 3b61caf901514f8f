/** How the lines of an explanation are told: each a code with parameters (for programs and translation), and its sentence in a language. Knows no calendar, so the browser tells them too. */
import { inLanguage, type Json, type Locale, type Text } from '../values.ts';
import { dayOfDate, weekdayIndex } from './calendar.days.ts';
import { explainTexts, type ExplainCode } from './explain.texts.ts';

export type ExplainParams = Record<string, string | number | Text>;
/** Instants are in parameters named `at`; `local`, `from`, `to`, `date` are local to the calendar's zone; durations are `seconds`. */
export interface ExplainLine { code: ExplainCode; params: ExplainParams; text: string }

/** A line with its English text. */
export const explainLine = (code: ExplainCode, params: ExplainParams = {}): ExplainLine => ({ code, params, text: explainText({ code, params }, 'en') });

/** The sentence of a line in a language. */
export function explainText(line: Pick<ExplainLine, 'code' | 'params'>, locale: Locale): string {
  return inLanguage(explainTexts[line.code], locale).replace(/\{(\w+)(?:\|(\w+))?\}/g, (_, name: string, form: string | undefined) => {
    const given = line.params[name] ?? '';
    const value = typeof given === 'object' ? inLanguage(given, locale) : given;
    if (form === 'span') return spanText(Number(value), locale);
    if (form === 'local' || form === 'date') return `${weekdayNames[locale][weekdayIndex(dayOfDate(String(value).slice(0, 10)))]!} ${value}`;
    if (name === 'name' || name === 'reason') return value === '' ? '' : ` (${value})`;
    return String(value);
  });
}

/** The sentence of a line that came over the wire, in a language; null where its code is none of an explanation. */
export function explainWire(line: { code: string; params: Readonly<Record<string, Json>> }, locale: Locale): string | null {
  return Object.hasOwn(explainTexts, line.code) ? explainText({ code: line.code as ExplainCode, params: line.params as ExplainParams }, locale) : null;
}

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
