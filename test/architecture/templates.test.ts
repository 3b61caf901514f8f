import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/texts/entry';
import { locales } from '#domain/values';
import { projectFolder } from '#embedded/project';
import { compileMarkup } from '#integrations/renderers/pdf/markup';
import { templates } from '#integrations/renderers/pdf/templates/index';
import { en } from '#web/shell/texts/texts.ts';
import { zh } from '#web/shell/texts/zh/index.ts';
import { ar } from '#web/shell/texts/ar/index.ts';
import { light } from '#web/shell/theme/palette.ts';
import { foldersIn, sourcesIn } from './sources.ts';

/** Why markup of a document may not go out as it is. */
function faultsOf(markup: string): string[] {
  const found: string[] = [];
  if (/\{\{\{|\{\{&/.test(markup)) found.push('a value that is not escaped');
  const bare = markup.replace(/\{\{!--[\s\S]*?--\}\}/g, '').replace(/\{\{[\s\S]*?\}\}/g, ' ');
  const words = bare.replace(/<[^>]*>/g, ' ').match(/\p{L}{2,}/gu);
  if (words) found.push(`words without a key: ${words.slice(0, 3).join(', ')}`);
  if (/\s(title|alt|aria-label|placeholder)="[^"]*\p{L}{2,}/u.test(bare)) found.push('words without a key in an attribute');
  if (/\s(style|on\w+|href|src)\s*=/i.test(bare)) found.push('an attribute that looks, does or fetches something');
  if (/<(script|style|link|img|iframe|object|embed|form|base|meta)\b/i.test(bare)) found.push('an element that does or fetches something');
  return found;
}

const holes = (entry: Entry): string[] => [...new Set((typeof entry === 'string' ? [entry] : Object.values(entry)).flatMap((form) => [...String(form).matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]!)))].sort();

describe('markup of documents', () => {
  it.each([
    ['<p>Hello {{name}}</p>', 'words without a key: Hello'], ['<p>{{{name}}}</p>', 'a value that is not escaped'], ['<p>{{& name}}</p>', 'a value that is not escaped'], ['<p title="More of it">{{name}}</p>', 'words without a key in an attribute'],
    ['<p style="color: red">{{name}}</p>', 'an attribute that looks, does or fetches something'], ['<a href="{{name}}">{{name}}</a>', 'an attribute that looks, does or fetches something'], ['<img>', 'an element that does or fetches something'], ['<p>{{t "a.b"}} · {{name}} 1</p>', undefined],
  ])('is refused where it may not go out: %s', (markup, fault) => expect(faultsOf(markup)[0]).toBe(fault));

  const markups = sourcesIn(['integrations/renderers'], /\.hbs$/);
  it.each(markups.map(({ path, text }) => [path, text]))('%s has every word by its key, every value escaped, and uses known helpers only', (_, text) => {
    expect(faultsOf(text)).toEqual([]);
    expect(() => compileMarkup(text)).not.toThrow();
  });
  it('asks for texts that are there', () => {
    for (const { path, text } of markups) {
      const texts = templates[basename(dirname(path)) as 'ticket'].texts.en;
      for (const [, key] of text.matchAll(/\{\{t "([^"]+)"/g)) expect([key, Object.hasOwn(texts, key!) || Object.hasOwn(en, key!)]).toEqual([key, true]);
    }
  });
  it('has a kind for each folder', () => expect(foldersIn('integrations/renderers/pdf/templates')).toEqual(Object.keys(templates).sort()));
});

describe.each(Object.values(templates).map((template) => [template.name, template] as const))('texts of the document %s', (_, { texts }) => {
  const screen: Record<string, Readonly<Record<string, Entry>>> = { en, zh, ar };
  it('are there in three languages, with the same holes', () => {
    for (const locale of locales) {
      expect(Object.keys(texts[locale]).sort()).toEqual(Object.keys(texts.en).sort());
      for (const [key, entry] of Object.entries(texts[locale])) expect([locale, key, ...holes(entry)]).toEqual([locale, key, ...holes(texts.en[key]!)]);
    }
  });
  it('say what the portal says where they share a key', () => {
    for (const locale of locales) for (const [key, entry] of Object.entries(texts[locale])) if (Object.hasOwn(en, key)) expect([key, entry]).toEqual([key, screen[locale]![key]]);
  });
  it('leave nothing in English but the name of the product', () => {
    for (const locale of ['zh', 'ar'] as const) expect(Object.keys(texts.en).filter((key) => JSON.stringify(texts[locale][key]) === JSON.stringify(texts.en[key]))).toEqual(['app.name']);
  });
});

describe('paper', () => {
  const css = readFileSync(join(projectFolder, 'integrations/renderers/pdf/paper.css'), 'utf8');
  const named = [...css.matchAll(/--([\w-]+): (#[0-9A-F]{6});/g)].map(([, name, value]) => [name!, value!] as const);
  it('has the colours of the portal by their names', () => {
    expect(named.length).toBeGreaterThan(20);
    for (const [name, value] of named) expect([name, value]).toEqual([name, light[name as keyof typeof light]]);
  });
  it('is the only place that names colours', () => {
    for (const { text } of sourcesIn(['integrations/renderers'], /\.css$/).filter(({ path }) => !path.endsWith('paper.css'))) expect(text).not.toMatch(/#[0-9a-f]{3,8}\b/i);
  });
});
