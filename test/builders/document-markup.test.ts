import { describe, expect, it } from 'vitest';
import { compileMarkup, pageOf, runMarkup } from '#integrations/renderers/pdf/markup';
import { levelsModel, sheetModel, ticketModel } from './document.builder.ts';

const t = (key: string): string => `<${key}>`;
const run = (source: string, view: object): string => runMarkup(compileMarkup(source), view as never, t);

describe('markup', () => {
  it('writes every value escaped, also what looks like markup or a template, and texts by their key', () => {
    expect(run('{{said}} {{t "a.b"}}', { said: `<b onload="x">{{key}} & 'q'</b>` })).toBe('&lt;b onload&#x3D;&quot;x&quot;&gt;{{key}} &amp; &#x27;q&#x27;&lt;/b&gt; &lt;a.b&gt;');
  });
  it.each([['{{missing}}'], ['{{constructor}}'], ['{{said.constructor.name}}'], ['{{__proto__.x}}'], ['{{toString}}']])('finds nothing that is not its own: %s', (source) => {
    expect(() => run(source, { said: { a: 'b' } })).toThrow();
  });
  it.each([['{{lookup this "said"}}'], ['{{log said}}'], ['{{#with said}}x{{/with}}'], ['{{shout said}}'], ['{{#shout said}}x{{/shout}}']])('has no other helpers: %s', (source) => {
    expect(() => run(source, { said: 'a' })).toThrow();
  });
  it('refuses a model that is none of the template', () => {
    expect(() => pageOf({ template: 'ticket', model: { key: 'INC-1' }, locale: 'en', zone: 'UTC', direction: 'ltr' })).toThrow('DOCUMENT_MODEL_INVALID');
  });
});

describe('the page of a ticket', () => {
  const page = (change = {}, locale: 'en' | 'zh' | 'ar' = 'en'): string => pageOf({ template: 'ticket', model: ticketModel(change) as never, locale, zone: 'Europe/Berlin', direction: locale === 'ar' ? 'rtl' : 'ltr' });
  const bodyOf = (html: string): string => html.slice(html.indexOf('<body>')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

  it('asks for nothing from anywhere and says so itself', () => {
    const html = page();
    expect(html).toContain("default-src 'none'");
    expect([...html.matchAll(/url\((?!data:font\/woff2;base64,|#arrow)[^)]{0,60}/g)].map(([found]) => found)).toEqual([]);
    expect(html).not.toMatch(/<(script|img|link|iframe|object|embed)\b/i);
  });
  it('brings hostile text as text', () => {
    const title = '</style></bdi><script>alert(1)</script>{{key}}<img src=http://evil.example/x> \u202Eab \u0000 \uD800';
    const html = page({ title, description: title, comments: [{ id: 'c', ticket: 't', at: '2026-11-20T08:00:00.000Z', by: { kind: 'person', id: 'x', name: '<i>' }, visibility: 'public', text: title }] });
    expect(html).not.toMatch(/<script|<img|\u202E|\u0000/);
    expect(bodyOf(html)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{{key}}');
  });
  it('lists the files with size and checksum, and which are for colleagues', () => {
    const files = [{ name: 'screen 工单.png', size: 38_200, sha256: 'ab'.repeat(32), isInternal: false }, { name: '<b>.pdf', size: 5_000_000, sha256: 'cd'.repeat(32), isInternal: true }];
    const body = bodyOf(page({ files }));
    expect(body).toContain(`screen 工单.png 38.2 kB ${'abababababababab '.repeat(4).trim()}`);
    expect(body).toContain('&lt;b&gt;.pdf Internal 5 MB');
    expect(bodyOf(page())).not.toContain('SHA-256');
  });
  it('says the same in three languages, with the direction of each', () => {
    expect(page({}, 'zh')).toContain('<html lang="zh" dir="ltr">');
    expect(bodyOf(page({}, 'zh'))).toContain('时间线');
    expect(page({}, 'ar')).toContain('<html lang="ar" dir="rtl">');
    expect(bodyOf(page({}, 'ar'))).toContain('السجل الزمني');
  });
  it('explains clocks: target, due, used, on hold, and why then', () => {
    const text = bodyOf(page());
    for (const said of ['Resolution', '4 h', 'Paused: waiting for the requester', '20 Nov 2026, 14:00', '1 h 30 m', '45 m', 'Why then']) expect(text).toContain(said);
  });
  it('marks what only colleagues read, and says when earlier messages are left out', () => {
    const comments = [{ id: 'c', ticket: 't', at: '2026-11-20T08:00:00.000Z', by: { kind: 'person', id: 'ana', name: 'Ana' }, visibility: 'internal', text: 'Between us' }];
    const text = bodyOf(page({ comments, hasInternal: true, isCut: { comments: true, events: false } }));
    for (const said of ['Holds notes for colleagues', 'Internal', 'Between us', 'Only the newest messages are in this document. INC-1042 has the earlier ones.']) expect(text).toContain(said);
  });
  it('draws the flow with what was visited and where it is', () => {
    const html = page();
    expect(html).toMatch(/class="step here /);
    expect(html).toMatch(/class="way visited"/);
    expect(html).toContain('class="token"');
  });
  it('takes letters of the scripts that are written only', () => {
    const families = (html: string): string[] => [...new Set([...html.matchAll(/@font-face\{font-family:'([^']+)'/g)].map(([, name]) => name!))].sort();
    expect(families(page())).toEqual(['Noto Sans']);
    expect(families(page({ title: '核心交换机' }))).toEqual(['Noto Sans', 'Noto Sans SC']);
    expect(families(page({ title: 'العربية' }))).toEqual(['Noto Naskh Arabic', 'Noto Sans']);
  });
});

describe('the page of the service levels', () => {
  const page = (model = levelsModel(), locale: 'en' | 'zh' | 'ar' = 'en'): string => pageOf({ template: 'levels', model: model as never, locale, zone: 'Europe/Berlin', direction: locale === 'ar' ? 'rtl' : 'ltr' });
  const bodyOf = (html: string): string => html.slice(html.indexOf('<body>')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

  it('says what the page says: filter, figures, every table, definitions', () => {
    const text = bodyOf(page());
    for (const said of ['Tickets opened 16 Nov 2026 to 27 Nov 2026', 'Priorities: P1, P2.', 'Answered in time', '8 of 10', 'By week', 'By team', 'No team', 'Time to respond', 'Median 4 m', 'Where the time goes', 'Diagnose', 'gone', 'Twelve weeks', 'Made for Lea Fontaine', 'Breached: the due time passed first', 'Counted by: The worse of both promises']) expect(text).toContain(said);
  });
  it('has a bar for each row, as long as the others allow, from the right in Arabic', () => {
    const bar = (html: string) => [...html.slice(html.indexOf('class="card week"'), html.indexOf('class="card team"')).matchAll(/<rect x="([\d.]+)" y="0" width="([\d.]+)" height="10" class="(\w+)"/g)].map(([, x, width, tone]) => [tone, x, width]);
    expect(bar(page())).toEqual([['met', '0.00', '71.43'], ['breached', '71.43', '28.57'], ['open', '0.00', '14.29'], ['atRisk', '14.29', '42.86']]);
    expect(bar(page(levelsModel(), 'ar'))[0]).toEqual(['met', '28.57', '71.43']);
  });
  it('says so where nothing was promised, and draws nothing', () => {
    const text = bodyOf(page(levelsModel({ cells: [], minutes: [], steps: { tickets: 0, times: [] } })));
    expect(text).toContain('No promises in this period');
    expect(text).not.toContain('By week');
  });
  it.each([['zh', '按时响应', '术语说明'], ['ar', 'رُدّ عليها في الوقت', 'معاني الكلمات']] as const)('speaks %s', (locale, ...said) => { for (const one of said) expect(bodyOf(page(levelsModel(), locale))).toContain(one); });
  it('brings a hostile name as text', () => expect(page(levelsModel({}, { scope: { teams: [{ en: '<script>alert(1)</script>' }], types: [], priorities: [] } }))).not.toContain('<script'));
});

describe('the page of a letter of a flow', () => {
  const page = (change: Parameters<typeof sheetModel>[0] = {}, locale: 'en' | 'zh' | 'ar' = 'en'): string => pageOf({ template: 'sheet', model: sheetModel(change) as never, locale, zone: 'Europe/Berlin', direction: locale === 'ar' ? 'rtl' : 'ltr' });
  const bodyOf = (html: string): string => html.slice(html.indexOf('<body>')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

  it('has its markup as elements and its values as text in them', () => {
    const html = page();
    expect(html).toContain('<title>Order 7</title>');
    expect(html).toContain('<h2>What you ordered</h2>');
    expect(html).toMatch(/<span class="bold"><bdi class="given">Rita Gomez<\/bdi><\/span>/);
    expect(bodyOf(html)).toContain('what price more Laptop 900 — Bag — a, b one — first What Price Sum 940.5 Dates 20 Nov 2026, 09:10 2026-11-20 Yes');
    expect([...html.slice(html.indexOf('<body>')).matchAll(/<(table|ul|ol|hr|th|td)\b/g)].map(([, name]) => name).join(' ')).toBe('table th th th td td td td td td ul ol table th th td td hr');
  });
  it.each(['# no heading', '**no bold**', '| no | table |', '{name}', '<script>alert(1)</script>', '</style><b>', '{{t "app.name"}}', '- no list'])('never takes a value for markup: %s', (hostile) => {
    const plain = page({ text: 'x', title: 'x' });
    const html = page({ text: 'x {said}\n\n{said}', title: '{said}', values: { said: hostile } });
    const elements = (one: string): string[] => [...one.slice(one.indexOf('<body>')).matchAll(/<(\w+)/g)].map(([, name]) => name!);
    expect(new Set(elements(html))).toEqual(new Set(elements(plain)).add('bdi').add('span'));
    expect(bodyOf(html)).toContain(`x ${hostile.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/=/g, '&#x3D;')}`);
  });
  it('finds nothing that is not its own', () => expect(bodyOf(page({ text: '{constructor} {toString}', title: 'x', values: {} }))).toContain('— —'));
  it('says that it is for colleagues, in each language', () => {
    for (const [locale, said] of [['en', 'For colleagues.'], ['zh', '仅供同事阅读'], ['ar', 'للزملاء فقط']] as const) {
      expect(bodyOf(page({ isInternal: true }, locale))).toContain(said);
      expect(bodyOf(page({}, locale))).not.toContain(said);
    }
    expect(page({}, 'ar')).toContain('<html lang="ar" dir="rtl">');
  });
});
