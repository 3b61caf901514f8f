/**
 * Looks texts up by key, fills parameters, picks plural forms. A feature keeps its English texts in its own file and joins them here with one line;
 * another language is one more file of the same keys (missing keys fall back to English), so translating touches no component.
 */
import { inLanguage, type Locale, type Text } from '#domain/values';
import { alarmEn } from './en/alarm.ts';
import { eventEn } from './en/event.ts';
import { flowEn } from './en/flow.ts';
import { settingsEn } from './en/settings.ts';
import { shellEn } from './en/shell.ts';
import { ticketEn } from './en/ticket.ts';
import { workEn } from './en/work.ts';

const en = { ...shellEn, ...workEn, ...ticketEn, ...alarmEn, ...settingsEn, ...eventEn, ...flowEn };
export type TextKey = keyof typeof en;

/** A text with plural forms; `count` chooses. Forms as in Intl.PluralRules. */
export interface PluralText { zero?: string; one?: string; two?: string; few?: string; many?: string; other: string }
export type TextParams = Readonly<Record<string, string | number>>;
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
  /** A text that is data ({en, zh, ar}). */
  say(text: Text | null | undefined): string;
}

const fill = (template: string, params: TextParams): string => template.replace(/\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole));

/** Texts of a language. Pure; made once per language. */
export function textsOf(locale: Locale): Texts {
  const plural = new Intl.PluralRules(locale);
  const template = (key: TextKey, count?: number): string => {
    const entry: Entry = tables[locale][key] ?? en[key];
    if (typeof entry === 'string') return entry;
    return entry[plural.select(count ?? 0)] ?? entry.other;
  };
  return {
    locale,
    template,
    t: (key, params = {}) => fill(template(key, typeof params['count'] === 'number' ? params['count'] : undefined), params),
    knows: (key): key is TextKey => Object.hasOwn(en, key),
    say: (text) => (text ? inLanguage(text, locale) : ''),
  };
}
