import { expect, it } from 'vitest';
import { problemOf } from '#domain/issue';
import { documentInputsSchema } from './document.form.ts';

const fine = { content: 'text', title: { en: 'Order' }, text: { en: 'Dear {name}' }, values: { name: 'Rita' } };
const against = (more: object) => documentInputsSchema.safeParse({ ...fine, ...more }).error?.issues.map((issue) => [issue.path.join('.'), problemOf(issue)]) ?? [];

it.each([
  ['no English title', { title: { zh: '订单' } }, 'title.en', { phrase: 'config.english' }], ['a text of blanks', { text: { en: '  ' } }, 'text.en', { phrase: 'config.english' }],
  ['a hole that nothing fills, in any language', { text: { en: 'x', ar: '{الاسم} {name}' } }, 'text', { phrase: 'config.holes', params: { names: ['{الاسم}'] } }], ['an open hole in its title', { title: { en: '{constructor}' } }, 'title', { phrase: 'config.holes' }],
  ['a title without end', { title: { en: 'x'.repeat(201) } }, 'title.en', { phrase: 'issue.long.characters' }], ['a text without end', { text: { en: 'x'.repeat(20_001) } }, 'text.en', { phrase: 'issue.long.characters' }],
  ['values without end', { values: { name: 'x'.repeat(100_001) } }, 'values', { phrase: 'issue.long.characters' }], ['a list without end', { values: { name: Array.from({ length: 1_001 }, () => 1) } }, 'values.name', { phrase: 'issue.long.entries' }],
  ['a language there is none of', { language: 'tlh' }, 'language', { phrase: 'issue.one-of' }], ['a reader there is none of', { readers: 'everybody' }, 'readers', { phrase: 'issue.one-of' }], ['a name of blanks', { name: ' ' }, 'name', { phrase: 'issue.short.character' }],
  ['a value under a name no hole has', { values: { name: 1, 'a b': 1 } }, 'values.a b', { phrase: 'issue.key' }],
])('a document with %s is not made', (_, more, path, problem) => expect(against(more)).toContainEqual([path, expect.objectContaining(problem)]));

it.each([fine, {}, { content: 'ticket' }, { ...fine, values: { name: null, more: [{ a: 1 }] } }])('a document is made of %j', (inputs) => expect(documentInputsSchema.safeParse(inputs).error?.issues).toBeUndefined());
