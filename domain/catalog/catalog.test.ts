import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../identity/identity.schema.ts';
import type { Json } from '../values.ts';
import { parseFlowText } from '../flow/file/flow.file.ts';
import { checkItem } from './catalog.check.ts';
import { itemContentSchema, type ItemContent } from './catalog.schema.ts';
import { foundBy, isVisibleTo } from './catalog.visible.ts';
import { answersTold, checkAnswers, descriptionOf, objectOf, subjectOf } from './request.ts';
import { asksForRequest, withRequestForm } from './request.form.ts';

const seed = JSON.parse(readFileSync(new URL('../../seed/catalog.json', import.meta.url), 'utf8')) as { categories: { key: string }[]; items: ({ key: string } & Record<string, unknown>)[] };
const items = new Map(seed.items.map(({ key, ...content }) => [key, itemContentSchema.parse(content)]));
const item = (key: string): ItemContent => items.get(key)!;
const known = { ticketTypes: ['request', 'incident'], categories: seed.categories.map(({ key }) => key), teams: ['network', 'service-desk', 'applications'] };
const actor = (change: Partial<Actor>): Actor => ({ person: 'rosa', name: 'Rosa', teams: [], roles: [], ...change });
const now = '2026-03-02T08:00:00.000Z';

describe('the shipped catalogue', () => {
  it.each([...items.keys()])('%s can be published', (key) => expect(checkItem(item(key), known)).toEqual([]));
  it('has every text in three languages', () => {
    for (const content of items.values()) for (const text of [content.name, content.about]) expect(Object.keys(text).sort()).toEqual(['ar', 'en', 'zh']);
    const titles = [...JSON.stringify(seed).matchAll(/"x-(?:title|description)":(\{[^}]*\})/g)].map((found) => Object.keys(JSON.parse(found[1]!) as object).sort().join());
    expect([...new Set(titles)]).toEqual(['ar,en,zh']);
  });
});

describe('what must be mended before publishing', () => {
  it.each<[string, Partial<ItemContent>, string]>([
    ['a kind of ticket nobody has', { ticketType: 'wish' }, 'CATALOG_TYPE_UNKNOWN /ticketType'],
    ['a category nobody made', { category: 'attic' }, 'CATALOG_CATEGORY_UNKNOWN /category'],
    ['a team that is not there', { team: 'ghosts' }, 'CATALOG_TEAM_UNKNOWN /team'],
    ['eyes that are not there', { visibility: { teams: ['ghosts'], roles: [] } }, 'CATALOG_TEAM_UNKNOWN /visibility/teams'],
    ['a field the form lacks', { objectField: 'system2' }, 'CATALOG_FIELD_UNKNOWN /objectField'],
    ['a title that is no FEEL', { subject: 'item +' }, 'FEEL_SYNTAX /subject'],
    ['a form without fields', { form: { schema: { type: 'string' }, ui: {} } }, 'CATALOG_FORM_FIELDS /form/schema'],
    ['a condition that is no FEEL', { form: { schema: { type: 'object', properties: { system: { type: 'string', 'x-when': 'if' } } }, ui: {} }, subject: null }, 'FEEL_SYNTAX /form/schema/properties/system/x-when'],
  ])('is %s', (_, change, expected) => expect(checkItem({ ...item('system-access'), ...change }, known).map(({ code, path }) => `${code} ${path}`)).toContain(expected));
  it('is no item of another shape: languages nobody reads, keys nobody knows', () => {
    expect(itemContentSchema.safeParse({ ...item('new-laptop'), name: { en: 'Laptop', fr: 'Portable' } }).success).toBe(false);
    expect(itemContentSchema.safeParse({ ...item('new-laptop'), price: 3 }).success).toBe(false);
    expect(itemContentSchema.safeParse({ ...item('new-laptop'), name: { en: 'x'.repeat(500) } }).success).toBe(false);
  });
});

describe('who sees an item', () => {
  it('is everybody where nobody is named', () => expect(isVisibleTo({ teams: [], roles: [] }, actor({}))).toBe(true));
  it('is whoever is in a team or has a role', () => {
    const visibility = { teams: ['network'], roles: ['manager' as const] };
    expect([isVisibleTo(visibility, actor({ teams: ['network'] })), isVisibleTo(visibility, actor({ roles: [{ key: 'manager', scope: { teams: [], ticketTypes: [], services: [], deviceGroups: [] } }] })), isVisibleTo(visibility, actor({ teams: ['applications'] }))]).toEqual([true, true, false]);
  });
});

describe('the search of the catalogue', () => {
  const all = [...items.values()];
  const found = (typed: string): string[] => foundBy(all, typed).map(({ name }) => name.en);
  it('finds by the beginning of a word, in any language, names first', () => {
    expect(found('lap')).toEqual(['New laptop']);
    expect(found('pass')).toEqual([]);
    expect(found('权限')).toEqual(['Access to a system']);
    expect(found('حاسوب')).toEqual(['New laptop']);
    expect(found('  ')).toHaveLength(all.length);
  });
  it('finds by further words', () => expect(found('permission')).toEqual(['Access to a system']));
  it('finds one Chinese character', () => expect(found('电')).toContain('New laptop'));
});

describe('a request', () => {
  const answers = { system: 'payments', level: 'write', reason: 'Month-end' };
  it('is checked by its form, conditions and computed values', () => {
    expect(checkAnswers(item('system-access'), answers)).toEqual({ ok: true, data: answers });
    expect(checkAnswers(item('system-access'), { system: 'payments', level: 'write' })).toMatchObject({ ok: false, details: [{ code: 'FORM_REQUIRED', path: '/reason', params: { field: { zh: '用途' } } }] });
    expect(checkAnswers(item('system-access'), { system: 'payments', level: 'read', isTemporary: true, from: '2026-03-10', until: '2026-03-01' })).toMatchObject({ details: [{ code: 'FORM_TOO_SMALL', path: '/days' }] });
    expect(checkAnswers(item('new-laptop'), { model: 'light', quantity: 2, total: 1 })).toMatchObject({ details: [{ code: 'FORM_COMPUTED_CHANGED', path: '/total' }] });
  });
  it('is called in the language of who asks, with choices as they were shown', () => {
    expect([subjectOf(item('system-access'), answers, 'en', now), subjectOf(item('system-access'), answers, 'zh', now), subjectOf(item('system-access'), answers, 'ar', now)]).toEqual(['Access to a system: Payments', '系统访问权限: 支付', 'صلاحية الوصول إلى نظام: المدفوعات']);
    expect(subjectOf({ ...item('system-access'), subject: 'null' }, answers, 'en', now)).toBe('Access to a system');
    expect(subjectOf(item('report-problem'), { what: `a\n${'x'.repeat(600)}` }, 'en', now)).toHaveLength(500);
  });
  it('names its object and its description', () => {
    expect([objectOf(item('system-access'), answers), objectOf(item('new-laptop'), {}), descriptionOf(item('report-problem'), { details: 'Blue smoke' }), descriptionOf(item('new-laptop'), {})]).toEqual(['payments', null, 'Blue smoke', '']);
  });
  it('is told by the titles of its form, without what is hidden or empty', () => {
    expect(answersTold(item('system-access').form.schema, { ...answers, isTemporary: false, from: '2026-01-01', extra: 1 }).map(({ name, title, shown }) => [name, title.en, typeof shown === 'string' ? shown : shown.ar])).toEqual([
      ['system', 'Which system?', 'المدفوعات'], ['level', 'What do you need to do?', 'تعديل البيانات'], ['reason', 'What for?', 'Month-end'], ['isTemporary', 'Only for some time', 'false'], ['from', 'from', '2026-01-01'], ['extra', 'extra', '1'],
    ]);
  });
});

describe('the form of a correction', () => {
  const parsed = parseFlowText(readFileSync(new URL('../../seed/flows/service-request.flow.json', import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error('the shipped flow cannot be read');
  it('is the item\'s own, in place of what stands for it; what it is about stays', () => {
    expect(asksForRequest(parsed.file)).toBe(true);
    const { request, fulfilment } = withRequestForm(parsed.file, item('system-access'), { system: 'payments' }).forms;
    const fields = request!.schema['properties'] as Record<string, { title: string; properties: Record<string, Record<string, Json>> }>;
    expect(fields['answers']).toMatchObject({ title: 'Your request', properties: { system: { const: 'payments', readOnly: true }, level: { type: 'string' }, days: { 'x-computed': expect.any(String) } } });
    expect(request!.ui).toMatchObject({ answers: { 'ui:title': '', reason: { 'ui:widget': 'textarea' } } });
    expect(fulfilment).toBe(parsed.file.forms['fulfilment']);
  });
});
