/** The Chinese table is whole and Chinese: every key, every hole, nothing left in English that is not a name or code, punctuation of its own. */
import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/texts/entry';
import { englishKeys, wholeEnglish as english, type EnglishKey } from '../whole.ts';
import { zh } from './index.ts';

/** Every form of an English text. */
const formsOfEnglish = (key: EnglishKey): string[] => [...new Set([0, 1, 2].map((count) => english.template(key, count)))];
const formsOf = (entry: Entry): string[] => (typeof entry === 'string' ? [entry] : Object.values(entry));
const holes = (forms: readonly string[]): string[] => [...new Set(forms.flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]!)))].sort();
const entries = englishKeys.map((key): [EnglishKey, Entry] => [key, zh[key]]);

/** Texts that are the same in both languages, and why. */
const same: Partial<Record<EnglishKey, string>> = {
  'app.name': 'product name', 'actor.machine': 'product name', 'phrase.word.by.machine': 'product name', 'phrase.word.thing.sla': 'an abbreviation that is kept',
  'duration.minus': 'a sign', 'alarms.moreLabels': 'a sign', 'talk.sendKey': 'names of keys', 'phrase.form.amount.kilobytes': 'a unit',
  'fault.COMPONENT_MISSING.hint': 'a hole alone', 'fault.FORM_KEYWORD_REFUSED.hint': 'a hole alone', 'fault.FORM_PATTERN.hint': 'a hole alone', 'finding.key-unknown.fix': 'a hole alone', 'finding.setting-unknown.fix': 'a hole alone',
  'language.en': 'a language by its own name', 'language.zh': 'a language by its own name', 'language.ar': 'a language by its own name', 'docs.machine': 'the name of a file',
};
/** Texts made of code: constructs of FEEL, names of formats and types. */
const isCode = (key: EnglishKey): boolean => key.startsWith('phrase.feel.construct.') || key.startsWith('phrase.word.net.') || ['fault.FORM_FORMAT_UNKNOWN.hint', 'phrase.form.shape.type'].includes(key);
/** What Chinese sentences keep outside of quotes: products and standards, keys of the keyboard, settings, files, command lines, fields and example values. The longer first. */
const kept = [
  'Signalbox', 'Graylog', 'SNMP', 'JSON Schema', 'OpenAPI', 'openapi.json', 'JSON', 'FEEL', 'ASCII', 'IANA', 'Node', 'Ctrl+Enter', 'Enter', 'Ctrl-C', 'draft',
  'Authorization', 'Bearer <secret>', 'Bearer', 'Basic', 'content-type', 'application/json', 'live.api', 'http', 'null', 'true', 'false', '$schema', '$defs', 'properties',
  'SIGNALBOX_ALLOWED_LOOPBACK', 'SIGNALBOX_DATA_KEY', 'MONGODB_URI', 'PATH', 'MongoDB', 'SIGNALBOX_DATA', 'KEYCLOAK_URL', 'PUBLIC_URL', 'PORT', 'docs/settings.md', 'docs/schemas/calendar.schema.json', 'docs/examples/calendar-berlin.json', 'seed/', 'flowVersions', 'SIGNALBOX_DEMO=',
  'signalbox secret set', 'signalbox secret list', 'signalbox start', 'signalbox doctor', 'CHROME_BIN', 'Chromium', 'Chrome', 'worker', '--host', 'English', 'signalbox flow check', 'signalbox sla explain --help', '--calendars', 'npm run check', 'curl', 'validFrom', 'YYYY-MM-DD', 'Europe/Berlin', 'Asia/Shanghai', 'ticket.priority', 'approved', 'tries', 'result', 'iCalendar', 'BEGIN:VCALENDAR', 'iCal', 'Shift', 'Alt', 'Webhook', 'POST',
  'JPEG', 'WebP', 'HEIC', 'Word', 'Excel', 'PowerPoint', 'Outlook', 'Office', 'HTML', 'gzip', 'bzip2',
];
/** A text without its holes and without what stands in quotes or backquotes. */
const bare = (form: string): string => form.replace(/\{\w+\}/g, '').replace(/“[^”]*”|"[^"]*"|`[^`]*`/g, '');
const hasEnglish = (form: string): boolean => /[A-Za-z]{4,}/.test(kept.reduce((rest, code) => rest.replaceAll(code, ''), bare(form)));
/** Keys with a form of which something is true. */
const where = (isTrue: (form: string, key: EnglishKey) => boolean): EnglishKey[] => entries.filter(([key, entry]) => formsOf(entry).some((form) => isTrue(form, key))).map(([key]) => key);

describe('the Chinese table', () => {
  it('has the keys of the English one, and no other', () => expect(Object.keys(zh).sort()).toEqual([...englishKeys].sort()));
  it('has the holes of the English texts', () => {
    for (const [key, entry] of entries) expect([key, ...holes(formsOf(entry))]).toEqual([key, ...holes(formsOfEnglish(key))]);
  });
  it('has the one form Chinese has', () => expect(entries.filter(([, entry]) => typeof entry !== 'string' && Object.keys(entry).join() !== 'other')).toEqual([]));
  it('leaves nothing in English, except what is named here', () => expect(where((form, key) => formsOfEnglish(key).includes(form)).sort()).toEqual(Object.keys(same).sort()));
  it('keeps no English word outside of quotes, except names and code', () => {
    expect(where((form, key) => !isCode(key) && hasEnglish(form))).toEqual([]);
    expect(kept.filter((code) => where((form) => bare(form).includes(code)).length === 0)).toEqual([]);
  });
  it('is written with Chinese punctuation', () => {
    expect(where((form) => /\p{Script=Han}[,.;:?!()]|[,.;:?!]\p{Script=Han}/u.test(form))).toEqual([]);
    expect(where((form) => /[，。：；、]{2}|！|\p{Script=Han} +\p{Script=Han}|^ | $/u.test(form))).toEqual([]);
  });
  it('puts no full stop behind a phrase that stands inside a sentence', () => expect(where((form, key) => /^phrase\.(?!form\.instead\.)/.test(key) && form.endsWith('。'))).toEqual(['phrase.flow.remove-it', 'phrase.flow.did-you-mean']));
  it('sets Latin words and numbers apart from Chinese ones', () => expect(where((form) => /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u.test(form))).toEqual([]));
});
