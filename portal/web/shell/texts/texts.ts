/**
 * Looks texts up by key, fills parameters, picks plural forms. A feature keeps its English texts in its own file and joins them here with one line;
 * another language is a folder with the same files of the same keys, fetched only by who reads it, so translating touches no component.
 */
import { wordsIn, type Locale, type Words } from '#domain/values';
import { fillMessage, phraseOf, sayParam, type MessageParams, type Phrase, type Voice } from '#domain/message';
import { worded } from '#domain/vocabularies';
import type { Entry } from '#domain/texts/entry';
import { clockEn } from '#domain/texts/en/clock';
import { eventEn } from '#domain/texts/en/event';
import type { FindingKey } from '#domain/texts/english.findings';
import { faultEn, phraseEn } from '#domain/texts/english';
import { absenceEn } from './en/absence.ts';
import { alarmEn } from './en/alarm.ts';
import { auditEn } from './en/audit.ts';
import { calendarEn } from './en/calendar.ts';
import { policyEn } from './en/policy.ts';
import { apiEn } from './en/api.ts';
import { dateEn } from './en/date.ts';
import { documentEn } from './en/document.ts';
import { catalogEn } from './en/catalog.ts';
import { directoryEn } from './en/directory.ts';
import { flowEn } from './en/flow.ts';
import { runsEn } from './en/runs.ts';
import { rolesEn } from './en/roles.ts';
import { reportEn } from './en/report.ts';
import { notifyEn } from './en/notify.ts';
import { pluginEn } from './en/plugin.ts';
import { settingsEn } from './en/settings.ts';
import { shellEn } from './en/shell.ts';
import { secretEn } from './en/secret.ts';
import { startEn } from './en/start.ts';
import { sourceEn } from './en/source.ts';
import { ticketEn } from './en/ticket.ts';
import { fileEn } from './en/file.ts';
import { listEn } from './en/list.ts';
import { viewEn } from './en/view.ts';
import { webhookEn } from './en/webhook.ts';
import { weeklyEn } from './en/weekly.ts';
import { workEn } from './en/work.ts';

export const en = { ...faultEn, ...phraseEn, ...clockEn, ...shellEn, ...workEn, ...ticketEn, ...alarmEn, ...settingsEn, ...sourceEn, ...secretEn, ...auditEn, ...eventEn, ...flowEn, ...documentEn, ...apiEn, ...calendarEn, ...policyEn, ...reportEn, ...notifyEn, ...catalogEn, ...absenceEn, ...directoryEn, ...rolesEn, ...pluginEn, ...viewEn, ...fileEn, ...listEn, ...dateEn, ...webhookEn, ...weeklyEn, ...runsEn, ...startEn };
export type TextKey = keyof typeof en;
export const textKeys = Object.keys(en) as TextKey[];

export type TextParams = MessageParams;

/** A finding, an error or one of its details, as the API tells it: with its code, and in English. */
export interface Told { code: string; params?: MessageParams | undefined; frame?: string | undefined; message: string; fix?: string | undefined; hint?: string | undefined }
/** Findings on flows bring their English along; other languages have them in their tables. */
export type Table = Readonly<Record<TextKey, Entry>> & Readonly<Partial<Record<FindingKey, Entry>>>;

/** The texts of a language; those of others than English come in a file of their own. Rejects when it cannot be fetched. */
export const loadTexts: Readonly<Record<Locale, () => Promise<Texts>>> = {
  en: async () => textsOf('en'),
  zh: async () => textsOf('zh', (await import('./zh/index.ts')).zh),
  ar: async () => textsOf('ar', (await import('./ar/index.ts')).ar),
};

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
  /** A word or half sentence of ours, as a parameter or beside its English. */
  sayPhrase(phrase: Phrase): string;
  /** Names one after the other, with the comma of the language. */
  list(items: readonly string[]): string;
  /** A text that is data: {en, zh, ar}, or as somebody wrote it. */
  say(words: Words | null | undefined): string;
}

/** Texts of a language, from its table. Pure; made once per language. */
export function textsOf(locale: Locale, table: Table = en): Texts {
  const plural = new Intl.PluralRules(locale);
  const template = (key: TextKey, count?: number): string => {
    const entry = table[key];
    if (typeof entry === 'string') return entry;
    return entry[plural.select(count ?? 0)] ?? entry.other;
  };
  const knows = (key: string): key is TextKey => Object.hasOwn(table, key);
  const say = (words: Words | null | undefined): string => (words ? wordsIn(words, locale) : '');
  const voice: Voice = { phrase: phraseOf((key) => (knows(key) ? template(key) : undefined)), say };
  const t: Texts['t'] = (key, params = {}) => fillMessage(template(key, typeof params['count'] === 'number' ? params['count'] : undefined), params, voice);
  /** Null where the code is not known, or where it came without what its text needs. */
  const told = (keys: readonly string[], params: MessageParams | undefined): string | null => {
    const key = keys.find(knows);
    return key === undefined || (params === undefined && /\{\w+\}/.test(template(key))) ? null : t(key, params);
  };
  return {
    locale, template, t, knows, say, sayPhrase: (phrase) => sayParam(phrase, voice), list: (items) => items.join(template('phrase.list.comma')),
    tell: ({ code, params: given, frame, message, fix, hint }) => {
      const params = given && worded(code, given);
      const own = told([`finding.${code}`, `fault.${code}`], params);
      const framed = own === null || frame === undefined ? own : told([`phrase.${frame}`], { ...params, message: own });
      return { message: framed ?? message, fix: told([`finding.${code}.fix`, `fault.${code}.hint`], params) ?? fix ?? hint ?? '' };
    },
  };
}
