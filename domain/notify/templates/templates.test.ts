import { describe, expect, it } from 'vitest';
import { locales } from '../../values.ts';
import { noticeKinds } from '../notice.schema.ts';
import { noticeTemplates } from './index.ts';
import type { EveryLanguage } from './template.ts';
import { noticeWords } from './words.ts';

const holesOf = (text: string): string[] => [...new Set([...text.matchAll(/\{\{(?:#if )?(\w+)\}\}/g)].map((hole) => hole[1]!).filter((hole) => hole !== 'else'))].sort();
const textsOf = (kind: (typeof noticeKinds)[number]): EveryLanguage[] => { const { subject, title, lines, action } = noticeTemplates[kind]; return [subject, title, ...lines, action]; };
const all = [...noticeKinds.flatMap((kind) => textsOf(kind).map((text) => [kind, text] as const)), ...Object.entries(noticeWords).map(([key, text]) => [key, text as EveryLanguage] as const)];

describe('what notices say', () => {
  it.each(all)('%s stands in every language, each its own', (_, text) => {
    for (const locale of locales) expect(text[locale].trim()).not.toBe('');
    if (/[a-z]{3,}/i.test(text.en.replace(/\{\{[^}]*\}\}/g, ''))) expect(new Set(locales.map((locale) => text[locale])).size).toBe(3);
  });
  it.each(all)('%s has the same holes in every language', (_, text) => {
    for (const locale of ['zh', 'ar'] as const) expect(holesOf(text[locale])).toEqual(holesOf(text.en));
  });
  it.each(noticeKinds)('%s has an example for each of its holes, and for what it quotes', (kind) => {
    const { example, quote } = noticeTemplates[kind];
    const asked = [...textsOf(kind).flatMap((text) => holesOf(text.en)), ...(quote === undefined ? [] : [quote])];
    expect(asked.filter((hole) => !Object.hasOwn(example, hole))).toEqual([]);
  });
});
