import { describe, expect, it } from 'vitest';
import type { FormSchema } from './form.ts';
import { checkForm } from './form.ts';
import { liveForm, validateLive, withHidden } from './form.live.ts';

const title = (en: string, zh: string) => ({ title: en, 'x-title': { en, zh } });
const schema: FormSchema = {
  type: 'object', required: ['model', 'quantity', 'purpose'], additionalProperties: false,
  properties: {
    model: { type: 'string', enum: ['light', 'heavy'], ...title('Model', '型号') },
    purpose: { type: 'string', minLength: 1, 'x-when': 'model = "heavy"', ...title('Purpose', '用途') },
    quantity: { type: 'integer', minimum: 1, ...title('Quantity', '数量') },
    total: { type: 'number', 'x-computed': 'price * quantity', ...title('Total', '合计') },
    price: { type: 'number', 'x-computed': 'if model = "heavy" then 2400 else if model = "light" then 900 else null' },
    reason: { type: 'string', minLength: 1, 'x-required-when': 'total > 2000', ...title('Reason', '理由') },
    place: { type: 'object', properties: { isRemote: { type: 'boolean' }, city: { type: 'string', 'x-when': 'isRemote = true', 'x-required-when': 'quantity > 1' } } },
  },
};
const codes = (data: unknown): string[] => { const answer = validateLive(schema, data); return answer.ok ? [] : answer.details.map(({ code, path }) => `${code} ${path}`); };

describe('a form that answers to what is typed', () => {
  it('hides a field until its condition holds, and does not need it till then', () => {
    const light = liveForm(schema, { model: 'light', quantity: 1, purpose: 'kept elsewhere' });
    expect(Object.keys((light.schema as { properties: object }).properties)).not.toContain('purpose');
    expect(light.data).toEqual({ model: 'light', quantity: 1, price: 900, total: 900 });
    expect(codes({ model: 'heavy', quantity: 1, reason: 'x' })).toEqual(['FORM_REQUIRED /purpose']);
  });
  it('computes a field from others, also from computed ones, whatever order they are written in', () => {
    expect(liveForm(schema, { model: 'heavy', quantity: 3, purpose: 'video' }).data).toMatchObject({ price: 2400, total: 7200 });
    expect(liveForm(schema, { quantity: 3 }).data).toEqual({ quantity: 3 });
  });
  it('needs a field while a condition holds', () => {
    expect(codes({ model: 'light', quantity: 2 })).toEqual([]);
    expect(codes({ model: 'light', quantity: 3 })).toEqual(['FORM_REQUIRED /reason']);
  });
  it('refuses a computed value that is another one, at its field and with its title, and takes the right one', () => {
    const answer = validateLive(schema, { model: 'light', quantity: 1, total: 1 });
    expect(answer).toMatchObject({ ok: false, details: [{ code: 'FORM_COMPUTED_CHANGED', path: '/total', params: { field: { en: 'Total', zh: '合计' } } }] });
    expect(validateLive(schema, { model: 'light', quantity: 1, total: 900, price: 900 })).toMatchObject({ ok: true, data: { total: 900 } });
    expect(codes({ quantity: 1, model: 'x', total: 5 })).toEqual(['FORM_COMPUTED_CHANGED /total', 'FORM_CHOICE /model']);
  });
  it('sees the fields around a group, and keeps groups apart', () => {
    expect(liveForm(schema, { quantity: 1, place: { city: 'Kiel' } }).data).toMatchObject({ place: {} });
    expect(codes({ model: 'light', quantity: 2, place: { isRemote: true } })).toEqual(['FORM_REQUIRED /place/city']);
  });
  it('leaves a form without expressions as it is', () => {
    const plain: FormSchema = { type: 'object', properties: { a: { type: 'string' } } };
    const data = { a: 'x' };
    expect(liveForm(plain, data)).toEqual({ schema: plain, data, computed: new Map() });
    expect(liveForm(plain, data).schema).toBe(plain);
  });
  it('stands hostile data: wrong types, deep nesting, names of JavaScript', () => {
    expect(codes({ model: ['light'], quantity: '1', purpose: {}, place: [] })).toEqual(expect.arrayContaining(['FORM_CHOICE /model', 'FORM_TYPE /quantity', 'FORM_TYPE /place']));
    expect(codes(JSON.parse('{"__proto__":{"x":1}}'))).toEqual(['FORM_NAME_REFUSED /__proto__']);
    let deep: unknown = 'x';
    for (let level = 0; level < 90; level += 1) deep = { deep };
    expect(codes(deep)[0]).toMatch(/^FORM_DATA_TOO_DEEP/);
    expect(codes(null)).toEqual(['FORM_TYPE ']);
  });
  it('gives dates as the text a field holds', () => {
    const dated: FormSchema = { type: 'object', properties: { from: { type: 'string', format: 'date' }, until: { type: 'string', format: 'date', 'x-computed': 'date(from) + duration("P30D")' }, days: { type: 'number', 'x-computed': '(date(until) - date(from)).days' } } };
    expect(liveForm(dated, { from: '2026-03-01' }).data).toEqual({ from: '2026-03-01', until: '2026-03-31', days: 30 });
    expect(liveForm(dated, { from: 'soon' }).data).toEqual({ from: 'soon' });
  });
  it('gives back what was typed when a hidden field is shown again', () => {
    const before = { model: 'heavy', purpose: 'video', quantity: 1 };
    const light = withHidden(schema, before, { ...before, model: 'light' });
    const typed = withHidden(schema, light, { model: 'light', quantity: 4 });
    expect(typed).toEqual({ purpose: 'video', model: 'light', quantity: 4 });
    expect(liveForm(schema, withHidden(schema, typed, { model: 'heavy', quantity: 4 })).data).toMatchObject({ purpose: 'video' });
  });
});

describe('the check of such a form', () => {
  const found = (properties: Record<string, FormSchema>): string[] => checkForm({ type: 'object', properties: properties as never }).map(({ code, path }) => `${code} ${path}`);
  it('finds nothing wrong with a right one', () => expect(checkForm(schema)).toEqual([]));
  it.each<[string, Record<string, FormSchema>, string]>([
    ['what is no FEEL', { a: { type: 'string', 'x-when': 'if' } }, 'FEEL_SYNTAX /properties/a/x-when'],
    ['a field nobody has', { a: { type: 'string', 'x-when': 'nothing = 1' } }, 'FEEL_UNKNOWN_VARIABLE /properties/a/x-when'],
    ['a condition that is none', { a: { type: 'string', 'x-required-when': '1 + 1' } }, 'FEEL_WRONG_TYPE /properties/a/x-required-when'],
    ['the clock', { a: { type: 'string', 'x-computed': 'today()' } }, 'FORM_EXPRESSION_CLOCK /properties/a/x-computed'],
    ['a circle', { a: { type: 'number', 'x-computed': 'b + 1' }, b: { type: 'number', 'x-computed': 'a + 1' } }, 'FORM_EXPRESSION_CIRCLE /properties/a'],
    ['a condition where nobody reads it', { a: { type: 'array', items: { type: 'object', properties: { b: { type: 'string', 'x-when': 'true' } } } } }, 'FORM_EXPRESSION_PLACE /properties/a/items/properties/b/x-when'],
    ['no text', { a: { type: 'string', 'x-when': true } }, 'FORM_SCHEMA_SHAPE /properties/a/x-when'],
  ])('finds %s', (_, properties, expected) => expect(found(properties)).toContain(expected));
});
