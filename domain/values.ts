/** The few value shapes every feature shares: JSON, instants, texts in three languages. Decides nothing else. */
import { z } from 'zod';

/** Any value that survives JSON.stringify and JSON.parse unchanged. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export const jsonSchema: z.ZodType<Json> = z.json() as z.ZodType<Json>;

/** Levels of nesting JSON from outside may have: far more than a form or a flow uses, far less than what exhausts the stack of those who walk through it. */
export const jsonLevels = 100;

/** Whether lists and objects lie in each other deeper than so many levels. Walks level by level, so that no depth is too much for it. */
export function isNestedDeeper(value: unknown, levels: number): boolean {
  let layer = [value].filter(isContainer);
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth === levels) return true;
    layer = layer.flatMap((one) => Object.values(one).filter(isContainer));
  }
  return false;
}
const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A point in time, ISO 8601 in UTC with milliseconds: "2026-11-22T08:46:12.000Z". Compares as text. */
export const instantSchema = z.iso.datetime({ offset: false, precision: 3 });
export type Instant = string;

/** Milliseconds since 1970 of an instant. Throws RangeError for text that is no instant. */
export function epochMs(instant: Instant): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`);
  return ms;
}

/** The instant of milliseconds since 1970. */
export const instantOf = (ms: number): Instant => new Date(ms).toISOString();

/** An instant moved by milliseconds (negative moves back). */
export const plusMs = (instant: Instant, ms: number): Instant => instantOf(epochMs(instant) + ms);

/** A text shown to people, by language. English is always there; a missing language falls back to it. */
export const textSchema = z.object({ en: z.string().min(1), zh: z.string().optional(), ar: z.string().optional() });
export type Text = z.infer<typeof textSchema>;
/** Languages people can read the portal in. */
export const localeSchema = z.enum(['en', 'zh', 'ar']);
export type Locale = z.infer<typeof localeSchema>;
export const locales = localeSchema.options;

/** The text in a language, English where the language is missing. */
export const inLanguage = (text: Text, locale: Locale): string => text[locale] ?? text.en;

/** What is said to people: the same for everybody, as somebody wrote it, or in each language. */
export const wordsSchema = z.union([z.string(), textSchema]);
export type Words = z.infer<typeof wordsSchema>;
export const wordsIn = (words: Words, locale: Locale): string => (typeof words === 'string' ? words : inLanguage(words, locale));
/** Each of the wordings, changed. */
export const eachWording = (words: Words, change: (text: string) => string): Words =>
  (typeof words === 'string' ? change(words) : { en: change(words.en), ...(words.zh === undefined ? {} : { zh: change(words.zh) }), ...(words.ar === undefined ? {} : { ar: change(words.ar) }) });
