/**
 * Looks texts up by key, fills parameters, picks plural forms. A feature keeps its English texts in its own file and joins them here with one line;
 * another language is one more file of the same keys (missing keys fall back to English), so translating touches no component.
 */
import { inLanguage, type Locale, type Text } from '#domain/values';
import { fillMessage, type MessageParams, type Voice } from '#domain/message';
import { alarmEn } from './en/alarm.ts';
import { faultEn, findingEn, phraseEn } from './en/derived.ts';
import { eventEn } from './en/event.ts';
import { flowEn } from './en/flow.ts';
import { settingsEn } from './en/settings.ts';
import { shellEn } from './en/shell.ts';
import { ticketEn } from './en/ticket.ts';
import { workEn } from './en/work.ts';

const en = { ...faultEn, ...findingEn, ...phraseEn, ...shellEn, ...workEn, ...ticketEn, ...alarmEn, ...settingsEn, ...eventEn, ...flowEn };
export type TextKey = keyof typeof en;
export const textKeys = Object.keys(en) as TextKey[];

/** A text with plural forms; `count` chooses. Forms as in Intl.PluralRules. */
export interface PluralText { zero?: string; one?: string; two?: string; few?: string; many?: string; other: string }
export type TextParams = MessageParams;

/** A finding, an error or one of its details, as the API tells it: with its code, and in English. */
export interface Told { code: string; params?: MessageParams | undefined; frame?: string | undefined; message: string; fix?: string | undefined; hint?: string | undefined }
type Entry = string | PluralText;
type Table = Readonly<Partial<Record<TextKey, Entry>>>;

const tables: Record<Locale, Table> = { en, zh: {}, ar: {} };

export interface Texts {
  locale: Locale;
  /** The text of a key with `{name}` filled from params. */
  t(key: TextKey, params?: TextParams): string;
  /** The same, unfilled: for sentences whose holes are components. */
  template(key: TextKey, count?: number): string;
  /** Whether a key made at run time ("event." + action) is known. */
  knows(key: string): key is TextKey;
  /** What happened and what to do about it, put together from code and parameters in the reader's language; as it came where the code is not known or its parameters are missing. */
  tell(told: Told): { message: string; fix: string };
  /** A text that is data ({en, zh, ar}). */
  say(text: Text | null | undefined): string;
}

/** Texts of a language. Pure; made once per language. */
export function textsOf(locale: Locale): Texts {
  const plural = new Intl.PluralRules(locale);
  const template = (key: TextKey, count?: number): string => {
    const entry: Entry = tables[locale][key] ?? en[key];
    if (typeof entry === 'string') return entry;
    return entry[plural.select(count ?? 0)] ?? entry.other;
  };
  const knows = (key: string): key is TextKey => Object.hasOwn(en, key);
  const say = (text: Text | null | undefined): string => (text ? inLanguage(text, locale) : '');
  const voice: Voice = { phrase: (key) => { const known = `phrase.${key}`; return knows(known) ? template(known) : undefined; }, say };
  const t: Texts['t'] = (key, params = {}) => fillMessage(template(key, typeof params['count'] === 'number' ? params['count'] : undefined), params, voice);
  /** Null where the code is not known, or where it came without what its text needs. */
  const told = (keys: readonly string[], params: MessageParams | undefined): string | null => {
    const key = keys.find(knows);
    return key === undefined || (params === undefined && /\{\w+\}/.test(template(key))) ? null : t(key, params);
  };
  return {
    locale, template, t, knows, say,
    tell: ({ code, params, frame, message, fix, hint }) => {
      const own = told([`finding.${code}`, `fault.${code}`], params);
      const framed = own === null || frame === undefined ? own : told([`phrase.${frame}`], { ...params, message: own });
      return { message: framed ?? message, fix: told([`finding.${code}.fix`, `fault.${code}.hint`], params) ?? fix ?? hint ?? '' };
    },
  };
}
