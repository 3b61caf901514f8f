/** A notice as a letter: subject, title, what happened, what is asked. Every channel that is read shows this; how it looks is the channel's. */
import Handlebars from 'handlebars';
import { CatalogueError } from '#domain/errors';
import { product } from '#domain/product';
import type { NoticeParam } from '#domain/notify/notice.schema';
import { noticeTemplates } from '#domain/notify/templates/index';
import type { EveryLanguage } from '#domain/notify/templates/template';
import { isNoticeWord, noticeWords, type NoticeWord } from '#domain/notify/templates/words';
import { inLanguage, type Instant, type Locale } from '#domain/values';
import type { NoticeMessage } from './channel.kind.ts';

export interface Letter {
  locale: Locale; dir: 'ltr' | 'rtl';
  subject: string; title: string; lines: string[];
  /** What somebody wrote. */
  quote: string | null;
  facts: { name: string; value: string }[];
  /** The one thing to do, and the page of the portal where it is another one. */
  action: { label: string; url: string };
  also: { label: string; url: string } | null;
  /** Small print: how long a link works, why one gets this. */
  notes: string[];
  settings: { label: string; url: string };
}

const longestSubject = 200;
const longestQuote = 2_000;
const compiled = new Map<string, HandlebarsTemplateDelegate>();

/** Holes that templates came to have later: a notice from before says nothing there. */
const since = { behalf: null };

/** `areFilesLeftOut`: its files do not come with it, which it says. Throws NOTICE_TEMPLATE_DATA. */
export function letterOf(message: NoticeMessage, locale: Locale, { areFilesLeftOut = false }: { areFilesLeftOut?: boolean } = {}): Letter {
  const template = noticeTemplates[message.kind];
  try {
    const told: Record<string, string | null> = { ...since, ...Object.fromEntries(Object.entries(message.params).map(([name, param]) => [name, sayParam(param, message.zone, locale)])) };
    const fill = (text: EveryLanguage): string => filled(text[locale], Object.fromEntries(Object.entries(told).map(([name, value]) => [name, isolated(value, locale)])));
    const word = (key: NoticeWord, holes: Record<string, string> = {}): string => filled(noticeWords[key][locale], holes);
    const quote = template.quote === undefined ? null : told[template.quote] ?? null;
    const { approve } = message;
    return {
      locale, dir: locale === 'ar' ? 'rtl' : 'ltr',
      subject: oneLine(fill(template.subject)), title: oneLine(fill(template.title)), lines: [...template.lines.map(fill).filter((line) => line.trim() !== ''), ...(areFilesLeftOut ? [word('files.leftOut')] : [])],
      quote: quote === null || quote.trim() === '' ? null : cut(quote, longestQuote),
      facts: [{ name: word('fact.ticket'), value: [told['key'], told['title']].filter((part) => part != null && part !== '').join(' · ') }, { name: word('fact.priority'), value: told['priority'] ?? '' }].filter(({ value }) => value !== ''),
      action: { label: template.action[locale], url: approve?.url ?? message.url },
      also: approve === null ? null : { label: word('action.portal'), url: message.url },
      notes: [...(approve === null ? [] : [word('link.expires', { until: sayInstant(approve.until, message.zone, locale) })]), word('foot.why', { product })],
      settings: { label: word('foot.settings'), url: message.settingsUrl },
    };
  } catch (fault) {
    throw new CatalogueError('NOTICE_TEMPLATE_DATA', { reason: fault instanceof Error ? fault.message.slice(0, 200) : String(fault) });
  }
}

function filled(template: string, holes: Record<string, string | null>): string {
  let make = compiled.get(template);
  if (make === undefined) compiled.set(template, (make = Handlebars.compile(template, { noEscape: true, strict: true, knownHelpersOnly: true, knownHelpers: { if: true } })));
  return make(holes);
}

/** One parameter in the reader's language. Throws RangeError for an instant that is none, or a word that is unknown. */
function sayParam(param: NoticeParam, zone: string, locale: Locale): string | null {
  if (param === null) return null;
  if (typeof param !== 'object') return plain(String(param));
  if ('at' in param) return sayInstant(param.at, zone, locale);
  if ('word' in param) {
    if (!isNoticeWord(param.word)) throw new RangeError(`the word "${param.word}" is unknown`);
    return noticeWords[param.word][locale];
  }
  return plain(inLanguage(param, locale));
}

const tags = { en: 'en-GB', zh: 'zh-CN', ar: 'ar-EG-u-nu-latn' } as const;
function sayInstant(at: Instant, zone: string, locale: Locale): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  try {
    return new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: zone }).format(new Date(at));
  } catch {
    return new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: 'Etc/UTC' }).format(new Date(at));
  }
}

/** What people wrote keeps its lines and loses signs nobody sees that could end a header or turn a text around. */
const unseen = new RegExp('[\\u0000-\\u0008\\u000B-\\u001F\\u007F\\u0085\\u2028-\\u202E\\u2066-\\u2069\\uFEFF]', 'g');
const plain = (text: string): string => text.replace(/\r\n?/g, '\n').replace(unseen, '');
/** A name or title from another script keeps its own direction inside an Arabic sentence. */
const isolated = (text: string | null, locale: Locale): string | null => (text === null || text === '' || locale !== 'ar' ? text : `\u2068${text}\u2069`);
const cut = (text: string, most: number): string => (text.length > most ? `${[...text].slice(0, most - 1).join('')}…` : text);
const oneLine = (text: string): string => cut(text.replace(/\s+/g, ' ').trim(), longestSubject);
