/** Texts are whole: every key that code builds at run time exists, every hole of a plural is in each form, and no component says a word of its own. */
import { describe, expect, it } from 'vitest';
import ts from 'typescript';
import { actions } from '#domain/identity/identity.schema';
import { severities } from '#domain/alarm/alarm.schema';
import { eventFamilies } from '#domain/audit/event.families';
import { errorCatalogue } from '#domain/errors';
import { findingTexts } from '#domain/flow/finding.texts';
import { fillMessage } from '#domain/message';
import { phrases } from '#domain/phrases';
import { objectKinds } from '#domain/object/object.schema';
import { priorities } from '#domain/ticket/ticket.schema';
import { menu } from '../frame/menu.ts';
import { categories, mines, sorts } from '../../ticket/list/filters.ts';
import { markStates } from '../../ui/StateMark.tsx';
import { englishKeys, wholeEnglish } from './whole.ts';
import { loadTexts, textsOf } from './texts.ts';

const texts = textsOf('en');
const built = [
  ...menu.map((entry) => entry.label), ...categories.map((category) => `category.${category}`), ...sorts.map((sort) => `sort.${sort}`), ...mines.map((mine) => `filter.mine.${mine}`), ...markStates.map((state) => `state.${state}`),
  ...severities.map((severity) => `state.${severity}`), ...priorities.map((priority) => `priority.${priority}`), ...objectKinds.map((kind) => `object.kind.${kind}`), ...[1, 2, 3, 4].map((impact) => `object.impact.${impact}`),
  ...eventFamilies.map((family) => `events.family.${family}`),
  ...['response', 'resolution'].map((kind) => `clock.${kind}`), ...['flow', 'clock', 'timer', 'activity', 'machine'].map((id) => `actor.${id}`),
];

describe('texts', () => {
  it.each(built)('know %s, which is built at run time', (key) => expect(texts.knows(key)).toBe(true));
  it('fill holes and keep unknown ones visible', () => {
    expect(texts.t('next.waitingFor', { who: 'Ana' })).toBe('Waiting for Ana');
    expect(texts.t('next.waitingFor')).toBe('Waiting for {who}');
  });
  it('choose the plural form by count', () => {
    expect(texts.t('tickets.total', { count: 1 })).toBe('1 ticket');
    expect(texts.t('tickets.total', { count: 7 })).toBe('7 tickets');
  });
  it.each(['zh', 'ar'] as const)('come in %s, with lists told as they are there', async (locale) => {
    const own = await loadTexts[locale]();
    expect(own.t('menu.home')).not.toBe(texts.t('menu.home'));
    expect([texts.list(['a', 'b']), own.list(['a', 'b'])]).toEqual(['a, b', { zh: 'a、b', ar: 'a، b' }[locale]]);
  });
  it('leave no doubled full stop behind a text that ends its own sentence', () => expect(fillMessage('无法处理：{reason}。', { reason: '没有响应。' })).toBe('无法处理：没有响应。'));
  it('take the reader\'s language of data, English where it is missing', () => {
    expect(textsOf('zh').say({ en: 'Open', zh: '打开' })).toBe('打开');
    expect(textsOf('ar').say({ en: 'Open', zh: '打开' })).toBe('Open');
    expect(texts.say(null)).toBe('');
  });
  it('never use exclamation marks or "successfully"', () => {
    for (const key of englishKeys) for (const count of [1, 2]) expect(`${key}: ${wholeEnglish.template(key, count)}`).not.toMatch(/!|successfully/i);
  });
});

describe('what domain tells', () => {
  const holes = (template: string): string[] => [...template.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]!);
  it.each(Object.keys(errorCatalogue))('error %s has a text and a hint', (code) => expect([`fault.${code}`, `fault.${code}.hint`].every(texts.knows)).toBe(true));
  it.each(Object.entries(findingTexts))('finding %s has a text and what to do', (code, { message, fix }) => {
    expect([`finding.${code}`, `finding.${code}.fix`].every(wholeEnglish.knows)).toBe(true);
    const params = Object.fromEntries(holes(`${message} ${fix}`).map((name) => [name, 'x']));
    expect(wholeEnglish.tell({ code, params, message: '', fix: '' })).toEqual({ message: fillMessage(message, params), fix: fillMessage(fix, params) });
    expect(texts.tell({ code, params, message: 'as it came', fix: 'too' })).toEqual({ message: 'as it came', fix: 'too' });
  });
  it.each(Object.keys(phrases))('phrase %s has a text', (key) => expect(texts.knows(`phrase.${key}`)).toBe(true));
  it('is put together from code, parameters, frame, names and phrases in the reader\'s language', async () => {
    const told = { code: 'FEEL_WRONG_TYPE', frame: 'frame.step', params: { node: { en: 'Repair', zh: '维修' }, line: 1, column: 5, actual: { phrase: 'feel.a', params: { type: { phrase: 'feel.type.string' } } }, expected: 'b' }, message: 'as it came', fix: '' };
    expect(texts.tell(told).message).toBe('"Repair": This gives a string; b is needed. (line 1, column 5)');
    expect((await loadTexts.zh()).tell(told).message).toBe('“维修”（第 1 行第 5 列）：结果为文本，需要b。');
  });
  it('stays as it came where the code is not known or came without its parameters', () => {
    expect(texts.tell({ code: 'of-a-plug-in', params: {}, message: 'As it came.', fix: 'Do it.' })).toEqual({ message: 'As it came.', fix: 'Do it.' });
    expect(texts.tell({ code: 'FORM_REQUIRED', message: 'Cause is needed.', hint: 'Fill it in.' })).toEqual({ message: 'Cause is needed.', fix: 'Fill it in.' });
  });
});

declare global { interface ImportMeta { glob(pattern: string | string[], options: { query: string; eager: true; import: string }): Record<string, string> } }
const sources = import.meta.glob('../../**/*.tsx', { query: '?raw', eager: true, import: 'default' });
const spoken = ['title', 'aria-label', 'placeholder', 'label', 'alt', 'okText', 'cancelText', 'description', 'tooltip'];

/** Words a component says itself: text between tags, and texts of attributes that people read. */
function literals(name: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{L}{2,}/u.test(node.text)) found.push(node.text.trim());
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer) && spoken.includes(node.name.getText()) && /\p{L}{2,}/u.test(node.initializer.text)) found.push(`${node.name.getText()}="${node.initializer.text}"`);
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteral(node.expression) && !ts.isJsxAttribute(node.parent) && /\p{L}{2,}/u.test(node.expression.text)) found.push(node.expression.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

describe('components', () => {
  it('finds a word a component would say itself', () => {
    expect(literals('a.tsx', '<p title="Hello there">Some words {"more words"} {x}</p>')).toEqual(['title="Hello there"', 'Some words', 'more words']);
    expect(literals('a.tsx', '<p className="css">, {t("a.b")}: 5 </p>')).toEqual([]);
  });
  it.each(Object.entries(sources))('%s says nothing that is not keyed', (name, source) => expect(literals(name, source)).toEqual([]));
  it.each(Object.entries(sources))('%s puts nobody\'s text in as HTML', (_, source) => expect(source).not.toMatch(/dangerouslySetInnerHTML|innerHTML/));
  it('know every right they ask for', () => expect(menu.flatMap((entry) => [...entry.needs]).every((need) => actions.includes(need))).toBe(true));
});
