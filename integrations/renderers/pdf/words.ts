/** How a document speaks: texts by key with plural forms, texts that are data, instants and days in one zone, lengths of time. */
import { fillMessage, phraseOf, sayParam, type MessageParams, type Phrase, type Voice } from '#domain/message';
import { worded } from '#domain/vocabularies';
import type { ToldFault } from '#domain/audit/story';
import { sizeText } from '#domain/file/file.size';
import { inLanguage, type Instant, type Locale, type Text } from '#domain/values';
import type { Entry } from '#domain/texts/entry';
import { clockEn } from '#domain/texts/en/clock';
import { eventEn } from '#domain/texts/en/event';
import { faultEn, phraseEn } from '#domain/texts/english';
import { clockZh } from '#domain/texts/zh/clock';
import { eventZh } from '#domain/texts/zh/event';
import { faultZh } from '#domain/texts/zh/fault';
import { phraseZh } from '#domain/texts/zh/phrase';
import { clockAr } from '#domain/texts/ar/clock';
import { eventAr } from '#domain/texts/ar/event';
import { faultAr } from '#domain/texts/ar/fault';
import { phraseAr } from '#domain/texts/ar/phrase';

/** What every template may say beside its own texts: clocks, lengths of time, what happened. */
const shared = { en: { ...faultEn, ...phraseEn, ...clockEn, ...eventEn }, zh: { ...faultZh, ...phraseZh, ...clockZh, ...eventZh }, ar: { ...faultAr, ...phraseAr, ...clockAr, ...eventAr } } satisfies Record<Locale, Readonly<Record<string, Entry>>>;
export type SharedKey = keyof typeof shared.en;

export interface Words<K extends string = SharedKey> {
  locale: Locale;
  /** The text of a key with `{name}` filled. Throws RangeError for a key without a text: a template that asks for one is wrong. */
  t(key: K, params?: MessageParams): string;
  /** The same, cut at its holes: texts and names of holes by turns. For sentences some of whose words stand out. */
  pieces(key: K): { text: string; hole: string }[];
  knows(key: string): key is K;
  say(text: Text | null | undefined): string;
  sayPhrase(phrase: Phrase): string;
  /** What went wrong, by code and parameters; as it came where the code is not known or its parameters are missing. */
  tell(told: ToldFault): string;
  list(items: readonly string[]): string;
  /** "Sun, 22 Nov 2026, 10:42:05 CET". */
  full(at: Instant): string;
  /** "22 Nov 2026, 10:42". */
  time(at: Instant): string;
  /** "Sun, 22 Nov 2026". */
  day(at: Instant): string;
  /** "10:42". */
  clock(at: Instant): string;
  /** "38.2 kB". */
  bytes(size: number): string;
}

/** Arabic with Latin digits, as on screen. */
const tags: Record<Locale, string> = { en: 'en-GB', zh: 'zh-CN', ar: 'ar-u-nu-latn' };
const shapes = {
  full: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'short' },
  time: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** `own`: the texts of the template in this language. */
export function createWords<K extends string>(locale: Locale, zone: string, own: Readonly<Record<K, Entry>>): Words<K | SharedKey> {
  const table: Readonly<Record<string, Entry>> = { ...shared[locale], ...own };
  const plural = new Intl.PluralRules(tags[locale]);
  const format = (shape: keyof typeof shapes): ((at: Instant) => string) => {
    const made = new Intl.DateTimeFormat(tags[locale], { ...shapes[shape], timeZone: zone });
    return (at) => made.format(Date.parse(at));
  };
  const template = (key: string, count?: number): string => {
    const entry = Object.hasOwn(table, key) ? table[key] : undefined;
    if (entry === undefined) throw new RangeError(`no text ${key}`);
    return typeof entry === 'string' ? entry : entry[plural.select(count ?? 0)] ?? entry.other;
  };
  const say = (text: Text | null | undefined): string => (text ? inLanguage(text, locale) : '');
  const voice: Voice = { phrase: phraseOf((key) => (Object.hasOwn(table, key) ? template(key) : undefined)), say };
  return {
    locale, say, knows: (key): key is K | SharedKey => Object.hasOwn(table, key),
    t: (key, params = {}) => fillMessage(template(key, typeof params['count'] === 'number' ? params['count'] : undefined), params, voice),
    pieces: (key) => template(key).split(/(\{\w+\})/g).filter((piece) => piece !== '').map((piece) => (/^\{\w+\}$/.test(piece) ? { text: '', hole: piece.slice(1, -1) } : { text: piece, hole: '' })),
    sayPhrase: (phrase) => sayParam(phrase, voice),
    tell: ({ code, params, message }) => (params !== undefined && Object.hasOwn(table, `fault.${code}`) ? fillMessage(template(`fault.${code}`), worded(code, params), voice) : message),
    list: (items) => items.join(template('phrase.list.comma')),
    full: format('full'), time: format('time'), day: format('day'), clock: format('clock'), bytes: (size) => sizeText(size, tags[locale]),
  };
}
