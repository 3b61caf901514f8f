import { describe, expect, it } from 'vitest';
import { missingFields } from './missing.ts';
import { computedUi, schemaInLanguage, uiInLanguage } from './words.ts';

describe('forms in the reader\'s language', () => {
  const schema = { type: 'object', properties: { answer: { type: 'string', title: 'Your answer', 'x-title': { en: 'Your answer', zh: '您的回答' } } }, oneOf: [{ const: 1, title: 'One', 'x-title': { en: 'One', zh: '一' } }] };
  it('take the titles of the language', () => expect(schemaInLanguage(schema, 'zh')).toEqual({ type: 'object', properties: { answer: { type: 'string', title: '您的回答' } }, oneOf: [{ const: 1, title: '一' }] }));
  it('fall back to English', () => expect(schemaInLanguage(schema, 'ar')).toMatchObject({ properties: { answer: { title: 'Your answer' } } }));
  it('say placeholders and help of the UI schema, at any level, and leave everything else', () => expect(uiInLanguage({ a: { 'ui:placeholder': { en: 'Phone', zh: '电话' }, 'ui:widget': 'textarea' }, 'ui:order': ['a'] }, 'zh')).toEqual({ a: { 'ui:placeholder': '电话', 'ui:widget': 'textarea' }, 'ui:order': ['a'] }));
  it('show computed fields, also those of groups, as what nobody types', () => {
    const live = { type: 'object', properties: { sum: { type: 'number', 'x-computed': '1' }, group: { type: 'object', properties: { days: { type: 'number', 'x-computed': '2' } } }, plain: { type: 'string' } } };
    expect(computedUi(live, { sum: { 'ui:help': 'x' } })).toEqual({ sum: { 'ui:help': 'x', 'ui:widget': 'computed' }, group: { days: { 'ui:widget': 'computed' } } });
  });
});
describe('fields an answer needs', () => {
  it('count blanks and empty lists as missing, zero and false as given', () => expect(missingFields(['a', 'b', 'c', 'd', 'e', 'toString'], { a: ' ', b: 0, c: false, d: [] })).toEqual(['a', 'd', 'e', 'toString']));
});
