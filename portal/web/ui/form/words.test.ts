import { describe, expect, it } from 'vitest';
import { missingFields, schemaInLanguage } from './words.ts';

describe('forms in the reader\'s language', () => {
  const schema = { type: 'object', properties: { answer: { type: 'string', title: 'Your answer', 'x-title': { en: 'Your answer', zh: '您的回答' } } }, oneOf: [{ const: 1, title: 'One', 'x-title': { en: 'One', zh: '一' } }] };
  it('take the titles of the language', () => expect(schemaInLanguage(schema, 'zh')).toEqual({ type: 'object', properties: { answer: { type: 'string', title: '您的回答' } }, oneOf: [{ const: 1, title: '一' }] }));
  it('fall back to English', () => expect(schemaInLanguage(schema, 'ar')).toMatchObject({ properties: { answer: { title: 'Your answer' } } }));
});
describe('fields an answer needs', () => {
  it('count blanks and empty lists as missing, zero and false as given', () => expect(missingFields(['a', 'b', 'c', 'd', 'e', 'toString'], { a: ' ', b: 0, c: false, d: [] })).toEqual(['a', 'd', 'e', 'toString']));
});
