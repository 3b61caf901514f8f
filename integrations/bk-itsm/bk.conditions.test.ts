import { describe, expect, it } from 'vitest';
import { compileExpression, evaluate, isCompiled } from '#domain/flow/feel/feel';
import { always, when, type Raw } from '#test/builders/bk-process.builder';
import { isAlways, keysIn, quoted, translateCondition, type Resolve } from './bk.conditions.ts';

const typed: Readonly<Record<string, string>> = { n: 'INT', s: 'STRING', t: 'DATETIME', b: 'BOOLEAN', l: 'MULTISELECT', x: 'ANY' };
const resolve: Resolve = (key) => (Object.hasOwn(typed, key) ? { feel: key, type: typed[key]! } : { why: `"${key}" is unknown` });
const feelOf = (condition: Raw): string => { const read = translateCondition(condition, resolve); expect(read).toMatchObject({ ok: true }); return read.ok ? read.feel : ''; };
function holds(condition: Raw, vars: Raw): unknown {
  const compiled = compileExpression(feelOf(condition));
  if (!isCompiled(compiled)) throw new Error('not compiled');
  const value = evaluate(compiled, vars, { now: '2026-01-05T09:00:00.000Z' });
  return value.ok && value.value === true;
}
const leaf = (key: string, condition: string, value: unknown): Raw => ({ key, condition, value });
const group = (type: string, ...expressions: Raw[]): Raw => ({ type, expressions });

describe('comparisons', () => {
  it.each<[string, string, unknown, string]>([
    ['n', '==', '3', 'n = 3'], ['n', '!=', 3, 'n != 3'], ['n', '>=', '-1.5', 'n >= -1.5'], ['n', '<', 2, 'n < 2'], ['s', '==', 'a"b\\', 's = "a\\"b\\\\"'], ['s', '==', '', '(s = null or s = "")'], ['s', '!=', null, 'not(s = null or s = "")'],
    ['s', '>', 'a', 's > "a"'], ['t', '<=', '2026-01-05 09:30', 't <= "2026-01-05T09:30:00Z"'], ['b', '==', 'true', 'b = true'], ['b', '!=', false, 'b != false'], ['x', '==', true, 'x = true'], ['l', 'issuperset', 'a', 'l != null and list contains(l, "a")'],
  ])('%s %s %j', (key, condition, value, feel) => expect(feelOf(leaf(key, condition, value))).toBe(feel));

  it.each<[string, string, unknown, Raw, boolean]>([
    ['l', 'issuperset', 'a,b', { l: ['b', 'c', 'a'] }, true], ['l', 'issuperset', 'a,b', { l: ['a'] }, false], ['l', 'notissuperset', 'a,b', { l: ['a'] }, true], ['l', 'notissuperset', 'a', { l: null }, true], ['l', '==', 'a,b', { l: ['b', 'a'] }, true], ['l', '!=', 'a,b', { l: ['a'] }, true],
    ['l', '==', [], { l: null }, true], ['l', 'in', 'a,b', { l: ['a'] }, true], ['l', 'in', 'a', { l: ['a', 'z'] }, false], ['l', 'notin', 'a', { l: ['z'] }, true],
    ['s', 'in', 'a,b', { s: 'b' }, true], ['s', 'in', ['a', 'b'], { s: 'c' }, false], ['s', 'in', 'abc', { s: 'bc' }, true], ['s', 'notin', 'abc', { s: 'x' }, true], ['s', 'in', 'abc', { s: null }, false],
    ['s', 'startswith', 'ab', { s: 'abc' }, true], ['s', 'endswith', 'bc', { s: 'abc' }, true], ['s', 'contains', 'b', { s: 'abc' }, true], ['s', 'notcontains', 'b', { s: 'abc' }, false],
  ])('%s %s %j of %j is %s', (key, condition, value, vars, expected) => expect(holds(leaf(key, condition, value), vars)).toBe(expected));

  it.each<[string, Raw]>([['no number', leaf('n', '==', 'three')], ['an unknown comparison', leaf('s', '~=', 'x')], ['no comparison', leaf('s', '', 'x')], ['an unknown key', leaf('z', '==', 1)], ['nothing to compare with', leaf('n', '>', '')], ['an object', leaf('s', '==', { a: 1 })], ['an order of lists', leaf('l', '>', 'a')], ['depth', Array.from({ length: 20 }).reduce<Raw>((inner) => group('and', inner), leaf('n', '==', 1))]])('says why not: %s', (_, condition) => {
    expect(translateCondition(condition, resolve)).toMatchObject({ ok: false, why: expect.stringMatching(/./) as string });
    expect(quoted(condition).length).toBeGreaterThan(0);
  });
  it('writes no text into the formula that is more than a text', () => expect(holds(leaf('s', '==', '" or true or "'), { s: 'x' })).toBe(false));
});

describe('groups', () => {
  it('joins with and, or, and brackets where they are needed', () => {
    expect(feelOf(group('and', group('or', leaf('n', '==', 1), leaf('n', '==', 2)), group('and', leaf('s', '==', 'x'))))).toBe('(n = 1 or n = 2) and s = "x"');
    expect(feelOf(group('or', group('and', leaf('n', '>', 1), leaf('n', '<', 5)), leaf('s', '==', 'x')))).toBe('n > 1 and n < 5 or s = "x"');
  });
  it('knows what always holds, alone and among others', () => {
    expect([isAlways(always), isAlways({}), isAlways(when('n', '==', 1)), keysIn(group('and', always, leaf('n', '==', 1)))]).toEqual([true, true, false, ['n']]);
    expect([feelOf(group('and', always, leaf('n', '==', 1))), feelOf(group('or', always, leaf('n', '==', 1)))]).toEqual(['n = 1', 'true']);
  });
  it('passes over comparisons nobody filled in', () => expect(feelOf(group('and', leaf('', '', ''), leaf('n', '==', 1)))).toBe('n = 1'));
  it('reads a decision as its outcome', () => {
    const decided: Resolve = () => ({ feel: 'd', type: 'STRING', equals: (value) => (value === 'true' ? 'd.outcome = "approved"' : value === 'false' ? 'd.outcome = "rejected"' : null) });
    expect([translateCondition(leaf('r', '!=', 'false'), decided), translateCondition(leaf('r', '==', 'maybe'), decided)]).toEqual([{ ok: true, feel: 'not(d.outcome = "rejected")' }, { ok: false, why: expect.any(String) as string }]);
  });
});
