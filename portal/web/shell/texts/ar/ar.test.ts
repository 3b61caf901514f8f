/** Arabic is whole: every English key, the same holes, all six forms of a number, and nothing left in English but names and code. */
import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/texts/entry';
import { wholeEn as english } from '../whole.ts';
import { ar } from './index.ts';

const en: Record<string, Entry> = english;
const table: Record<string, Entry> = ar;
const entries = Object.entries(table);
const formsOf = (entry: Entry): Record<string, string> => (typeof entry === 'string' ? { other: entry } : { ...entry });
const holesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]!);
const holes = (entry: Entry): string[] => [...new Set(Object.values(formsOf(entry)).flatMap(holesOf))].sort();

/** Said the same in both languages. */
const same = {
  'app.name': 'the product\'s name', 'actor.machine': 'the product\'s name', 'phrase.word.by.machine': 'the product\'s name', 'talk.sendKey': 'keys of a keyboard',
  'alarms.moreLabels': 'a sign and a number', 'finding.setting-unknown.fix': 'a hole', 'language.en': 'a language by its own name', 'language.zh': 'a language by its own name', 'language.ar': 'a language by its own name', 'clock.aria': 'two holes', 'filter.level': 'two holes', 'talk.asTask': 'two holes', 'phrase.flow.field': 'a hole', 'finding.key-unknown.fix': 'a hole', 'phrase.feel.type.null': 'a word of FEEL',
  'fault.COMPONENT_MISSING.hint': 'a hole', 'fault.FORM_KEYWORD_REFUSED.hint': 'a hole', 'fault.FORM_PATTERN.hint': 'a hole',
} as const;

/** Latin words that Arabic sentences carry: products, formats, keys. Settings are all capitals (KEYCLOAK_URL). Anything of code stands between isolates or quotes. */
const latin = new Set(['Signalbox', 'Temporal', 'MongoDB', 'English', 'SNMP', 'JSON', 'FEEL', 'ASCII', 'IANA', 'Node', 'Ctrl', 'Enter', 'Authorization', 'Basic', 'loopback', 'null', 'iCalendar', 'JPEG', 'WebP', 'HEIC', 'Word', 'Excel', 'PowerPoint', 'Outlook', 'Office', 'HTML', 'gzip', 'bzip']);
const settings = /\b(SIGNALBOX_[A-Z_]+|MONGODB_URI|KEYCLOAK_URL|PUBLIC_URL|PORT)(?![A-Za-z_])/g;
/** What is left when holes, isolates, quoted words and code are taken out. */
const spoken = (text: string): string => text.replace(/\u2068[^\u2069]*\u2069/g, ' ').replace(/\{\w+\}/g, ' ').replace(/"[^"]*"|`[^`]*`/g, ' ').replace(settings, ' ');

/** Keys with a form of which something is true. */
const where = (isTrue: (text: string) => boolean): string[] => entries.filter(([, entry]) => Object.values(formsOf(entry)).some(isTrue)).map(([key]) => key);
const foreignIn = (text: string): string[] => spoken(text).match(/[A-Za-z]{4,}/g)?.filter((word) => !latin.has(word)) ?? [];
/** What a form leaves out of what English shows. The forms of none, one and two may say the number in a word. */
const missingIn = (key: string, form: string, text: string): string[] =>
  holes(en[key]!).filter((hole) => !holesOf(text).includes(hole) && !(['zero', 'one', 'two'].includes(form) && hole === 'count') && !(form === 'zero' && hole === 'first'));
const plurals = entries.flatMap(([key, entry]) => (typeof entry === 'string' ? [] : [[key, formsOf(entry)] as const]));

describe('Arabic', () => {
  it('has every English key and no other', () => expect(Object.keys(table).sort()).toEqual(Object.keys(en).sort()));
  it('has the holes of the English texts', () => {
    for (const [key, entry] of entries) expect([key, ...holes(entry)]).toEqual([key, ...holes(en[key]!)]);
  });
  it('has plural forms wherever English has them', () => expect(Object.keys(en).filter((key) => typeof en[key] !== 'string' && typeof table[key] === 'string')).toEqual([]));
  it('has all six forms of a number, each with what it must show', () => {
    for (const [key, forms] of plurals) expect([key, ...Object.keys(forms).sort()]).toEqual([key, 'few', 'many', 'one', 'other', 'two', 'zero']);
    expect(plurals.flatMap(([key, forms]) => Object.entries(forms).flatMap(([form, text]) => (text === '' ? [key] : missingIn(key, form, text).map((hole) => `${key}.${form}: ${hole}`))))).toEqual([]);
  });
  it('is read where no count is handed in: a fault without its parameters is not told as "none"', () => {
    expect(plurals.filter(([key, forms]) => key.startsWith('fault.') && !forms['zero']!.includes('{count}')).map(([key]) => key)).toEqual([]);
  });
  it('leaves nothing in English', () => expect(entries.filter(([key, entry]) => JSON.stringify(entry) === JSON.stringify(en[key])).map(([key]) => key).sort()).toEqual(Object.keys(same).sort()));
  it('has no Latin words but names and code', () => expect(where((text) => foreignIn(text).length > 0)).toEqual([]));
  it('has Arabic punctuation, closed isolates and no other direction marks', () => {
    expect(where((text) => /[,;?]|!/.test(spoken(text)))).toEqual([]);
    expect(where((text) => /[\u200e\u200f\u202a-\u202e\u2066\u2067]/.test(text))).toEqual([]);
    expect(where((text) => /[\u2068\u2069]/.test(text.replace(/\u2068[^\u2068\u2069]*\u2069/g, '')))).toEqual([]);
  });
});
