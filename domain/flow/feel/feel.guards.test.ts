import { describe, expect, it } from 'vitest';
import { checkExpression, compileExpression, evaluate, feelLimits, isCompiled, loggedValue, type FeelLimits } from './feel.ts';

const now = '2026-03-01T08:30:00.000Z';
const list = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

function run(text: string, vars: Record<string, unknown> = {}, limits?: Partial<FeelLimits>) {
  const compiled = compileExpression(text);
  if (!isCompiled(compiled)) throw new Error(compiled.map((f) => f.code).join());
  return evaluate(compiled, vars, { now, limits });
}
const refusal = (text: string): string[] => {
  const compiled = compileExpression(text);
  return isCompiled(compiled) ? [] : compiled.map((f) => f.code);
};

describe('expressions that are refused before they run', () => {
  it.each<[string, string, string]>([
    ['a text that is too long', '1 + '.repeat(1_000) + '1', 'FEEL_TOO_LONG'],
    ['brackets nested too deep', `${'('.repeat(65)}1${')'.repeat(65)}`, 'FEEL_TOO_DEEP'],
    ['contexts nested too deep, which the grammar alone takes seconds for', '{a:'.repeat(1_333), 'FEEL_TOO_DEEP'],
    ['conditions nested too deep', `${'if a then ('.repeat(40)}1${') else 2'.repeat(40)}`, 'FEEL_TOO_DEEP'],
    ['functions nested too deep without brackets', `${'for a in b return '.repeat(70)}1`, 'FEEL_TOO_DEEP'],
    ['a range that is too long', 'for i in 1..10001 return i', 'FEEL_UNBOUNDED'],
    ['a calculated range that is too long', 'for i in 1..10 ** 9 return i', 'FEEL_UNBOUNDED'],
    ['a range in brackets that is too long', 'some i in [1..1000000] satisfies i < 0', 'FEEL_UNBOUNDED'],
    ['a product that is too large', 'for a in 1..101, b in 1..100 return a * b', 'FEEL_UNBOUNDED'],
    ['loops inside loops', 'for a in 1..1000 return for b in 1..1000 return a * b', 'FEEL_UNBOUNDED'],
    ['a function that calls itself', '{f: function(n) f(n + 1)}.f(1)', 'FEEL_RECURSION'],
    ['functions that call each other', '{f: function(n) g(n), g: function(n) f(n)}.f(1)', 'FEEL_RECURSION'],
    ['a function that is handed itself', '(function(f) f(f))(function(f) f(f))', 'FEEL_RECURSION'],
    ['code from outside', 'function(x) external {java: {class: "java.lang.Runtime"}}', 'FEEL_EXTERNAL_FUNCTION'],
    ['a named zone', '@"2020-01-01T00:00:00@Europe/Berlin"', 'FEEL_NAMED_ZONE'],
    ['a named zone in a call', 'date and time("2020-01-01T00:00:00@Asia/Shanghai")', 'FEEL_NAMED_ZONE'],
    ['a named zone in a time', 'time("10:00:00@Europe/Berlin")', 'FEEL_NAMED_ZONE'],
    ['a literal that is no date', '@"2020-13-01"', 'FEEL_LITERAL'],
    ['a repetition in a repetition', 'matches("aaa", "^(a+)+$")', 'FEEL_PATTERN_REFUSED'],
    ['the same alternative twice', 'matches(x, "^(a|a)*$")', 'FEEL_PATTERN_REFUSED'],
    ['alternatives that begin the same', 'replace(x, "(a|ab)*c", "")', 'FEEL_PATTERN_REFUSED'],
    ['a reference back', 'matches(x, "(a)\\\\1")', 'FEEL_PATTERN_REFUSED'],
    ['a repetition in a repetition, by name', 'matches(input: x, pattern: "(x*)*")', 'FEEL_PATTERN_REFUSED'],
    ['a dangerous delimiter', 'split(x, "(,+)+")', 'FEEL_PATTERN_REFUSED'],
    ['nothing', '   ', 'FEEL_SYNTAX'],
    ['half a condition', 'if a then b', 'FEEL_SYNTAX'],
    ['an unknown sign', 'a == b', 'FEEL_SYNTAX'],
    ['a number beyond numbers', '1e999', 'FEEL_SYNTAX'],
  ])('%s', (_, text, code) => {
    expect(refusal(text)).toContain(code);
    expect(checkExpression(text).map((f) => f.code)).toContain(code);
  });

  it('keeps what only looks deep: long sums, long else-if chains, long lists of conditions', () => {
    expect(run(Array.from({ length: 500 }, () => '1').join(' + '))).toMatchObject({ ok: true, value: 500 });
    expect(run(`${Array.from({ length: 100 }, (_, i) => `if n = ${i} then ${i} else `).join('')}-1`, { n: 99 })).toMatchObject({ value: 99 });
    expect(run(Array.from({ length: 300 }, () => 'true').join(' and '))).toMatchObject({ value: true });
  });
});

describe('evaluations that are stopped, always at the same step', () => {
  it.each<[name: string, text: string, vars: Record<string, unknown>, code: string, steps: number]>([
    ['rounds over data', 'for a in l return for b in l return a * b', { l: list(1_000) }, 'FEEL_STEPS', 100_001],
    ['a product of lists', 'for a in l, b in l return 1', { l: list(101) }, 'FEEL_TOO_MANY_ITERATIONS', 20_209],
    ['a range whose end is data', 'for i in 1..n return i', { n: 1e12 }, 'FEEL_TOO_MANY_ITERATIONS', 3],
    ['a range down into the depths', 'for i in n..1 return i', { n: 1e300 }, 'FEEL_TOO_MANY_ITERATIONS', 3],
    ['a filter in a filter', 'l[some x in l satisfies x > 1e9]', { l: list(2_000) }, 'FEEL_STEPS', 100_001],
    ['a text that doubles', 'for i in 1..30 return if i = 1 then "aaaaaaaa" else partial[-1] + partial[-1]', {}, 'FEEL_TEXT_TOO_LONG', 2_478],
    ['a text that grows by replacing', 'replace(t, "a", t)', { t: 'a'.repeat(300) }, 'FEEL_TEXT_TOO_LONG', 132],
    ['a text joined from a list', 'string join(for i in 1..1000 return t, "")', { t: 'x'.repeat(100) }, 'FEEL_TEXT_TOO_LONG', 3_005],
    ['a text written from a list', 'string(for i in 1..5000 return t)', { t: 'x'.repeat(50) }, 'FEEL_TEXT_TOO_LONG', 12_431],
    ['a list appended to itself', 'for i in 1..30 return if i = 1 then [1, 2, 3, 4] else concatenate(partial[-1], partial[-1])', {}, 'FEEL_LIST_TOO_LONG', 16_719],
    ['a list flattened beyond its bound', 'flatten([l, l])', { l: list(6_000) }, 'FEEL_LIST_TOO_LONG', 10_381],
    ['a list that is too long to come in', 'count(l)', { l: list(10_001) }, 'FEEL_LIST_TOO_LONG', 2],
    ['a text that is too long to come in', 'string length(t)', { t: 'x'.repeat(70_000) }, 'FEEL_TEXT_TOO_LONG', 2],
    ['a value nested too deep to come in', 'd', { d: JSON.parse('['.repeat(100) + ']'.repeat(100)) }, 'FEEL_VALUE_TOO_DEEP', 5],
    ['a result that is a tree of shared parts', 'for i in 1..40 return [partial, partial]', {}, 'FEEL_RESULT_TOO_LARGE', 315],
    ['functions handed around without end', 'for f in [function(l, x) l[1](l, x)] return f([f], 1)', {}, 'FEEL_CALL_DEPTH', 458],
    ['equality of many large lists', 'list contains(for i in 1..200 return l, m)', { l: list(900), m: [...list(899), -1] }, 'FEEL_STEPS', 100_001],
    ['a sort that compares by searching', 'sort(l, function(a, b) list contains(l, a))', { l: list(1_000) }, 'FEEL_STEPS', 100_001],
    ['a pattern over a long text', 'matches(t, "x(?=.*;)")', { t: 'x'.repeat(65_000) }, 'FEEL_STEPS', 100_001],
    ['a pattern that comes as data', 'matches(t, p)', { t: 'aaaa', p: '^(a+)+$' }, 'FEEL_PATTERN_REFUSED', 4],
    ['distinct values of many contexts', 'distinct values(for i in l return {a: i})', { l: list(2_000) }, 'FEEL_STEPS', 100_001],
  ])('%s', (_, text, vars, code, steps) => {
    const first = run(text, vars);
    expect(first).toMatchObject({ ok: false, code });
    expect(first.steps).toBe(steps);
    expect(run(text, vars)).toEqual(first);
    if (!first.ok) {
      expect(first.at).toMatchObject({ line: 1 });
      expect(first.message).not.toContain('{');
      expect(first.fix.length).toBeGreaterThan(10);
    }
  });

  it('refuses a function as a result', () => {
    expect(run('function(x) x')).toMatchObject({ ok: false, code: 'FEEL_RESULT_NOT_DATA' });
  });

  it('takes limits from the caller', () => {
    expect(run('for i in 1..100 return i', {}, { steps: 50 })).toMatchObject({ ok: false, code: 'FEEL_STEPS', steps: 51, params: { limit: 50 } });
    expect(feelLimits.steps).toBe(100_000);
  });

  it('counts the same steps whatever else is in scope', () => {
    const crowd = Object.fromEntries(list(500).map((i) => [`v${i}`, { deep: list(50) }]));
    expect(run('a + 1', { a: 1, ...crowd }).steps).toBe(run('a + 1', { a: 1 }).steps);
  });

  it('reads no variable it does not name', () => {
    const vars = { a: 1, get trap(): never { throw new Error('was read'); } };
    expect(run('a + 1', vars)).toMatchObject({ ok: true, value: 2 });
  });
});

describe('a null says why', () => {
  it.each<[string, string, number]>([
    ['1 + missing', 'NO_VARIABLE_FOUND', 4], ['{a: 1}.b', 'NO_CONTEXT_ENTRY_FOUND', 7], ['"a".b', 'NO_PROPERTY_FOUND', 4], ['missing(1)', 'NO_FUNCTION_FOUND', 0], ['1 < "a"', 'NOT_COMPARABLE', 0], ['1 + "a"', 'INVALID_TYPE', 2],
    ['substring(1, 2)', 'INVALID_ARGUMENTS', 0], ['[1][5]', 'INDEX_OUT_OF_RANGE', 4], ['1 / 0', 'DIVISION_BY_ZERO', 2], ['10 ** 999', 'OUT_OF_RANGE', 3], ['if 1 then 2 else null', 'CONDITION_NOT_BOOLEAN', 3], ['date and time(z)', 'NAMED_ZONE', 0],
  ])('%s: %s', (text, code, offset) => {
    const result = run(text, { z: '2026-01-01T00:00:00@Europe/Berlin' });
    expect(result).toMatchObject({ ok: true, value: null });
    if (!result.ok) return;
    const warning = result.warnings.find((w) => w.code === code);
    expect(warning?.at).toEqual({ line: 1, column: offset + 1, offset });
    expect(warning?.message).not.toContain('{');
  });

  it('is logged with its reason', () => {
    expect(loggedValue(run('missing'))).toEqual({ '@feel': 'null', reason: 'NO_VARIABLE_FOUND', params: { name: 'missing' } });
    expect(loggedValue(run('1'))).toBe(1);
  });

  it('places a warning on its line', () => {
    const result = run('1 +\n  missing');
    expect(result.ok && result.warnings[0]?.at).toMatchObject({ line: 2, column: 3 });
  });

  it('keeps a hundred warnings at most', () => {
    const result = run('for i in 1..1000 return missing');
    expect(result.ok && result.warnings).toHaveLength(100);
  });
});

describe('what the designer is told', () => {
  const variables = { n: 'number', t: 'string', l: 'list', c: 'context', ok: 'boolean', d: 'date' };
  const found = (text: string, expects?: 'boolean' | 'list' | 'any') => checkExpression(text, { variables, expects }).map((f) => `${f.severity} ${f.code} ${f.at?.offset}`);
  it.each<[string, 'boolean' | 'list' | 'any', string[]]>([
    ['n > 3', 'boolean', []], ['n + 1', 'boolean', ['error FEEL_WRONG_TYPE 0']], ['l[x > 1]', 'list', []], ['m > 3', 'any', ['error FEEL_UNKNOWN_VARIABLE 0']], ['n + o', 'any', ['error FEEL_UNKNOWN_VARIABLE 4']], ['for i in l return i + k', 'any', ['error FEEL_UNKNOWN_VARIABLE 22']],
    ['some i in l satisfies i > n', 'boolean', []], ['{a: n, b: a + 1}.b', 'any', []], ['function(x) x + y', 'any', ['error FEEL_UNKNOWN_VARIABLE 16']], ['frobnicate(n)', 'any', ['error FEEL_UNKNOWN_FUNCTION 0']], ['substring(t)', 'any', ['error FEEL_ARGUMENTS 0']], ['substring(text: t)', 'any', ['error FEEL_ARGUMENTS 0']],
    ['n + t', 'any', ['warning FEEL_WRONG_TYPE 2']], ['n = t', 'boolean', ['warning FEEL_WRONG_TYPE 0']], ['n = null', 'boolean', []], ['date("2026-02-30")', 'any', ['error FEEL_LITERAL 5']], ['d + duration("P1D") > today()', 'boolean', []], ['if n > 1 then ok else not(ok)', 'boolean', []], ['c.whatever.deep', 'boolean', []], ['n +', 'any', ['error FEEL_SYNTAX 3']],
  ])('%s where %s is expected', (text, expects, findings) => {
    expect(found(text, expects)).toEqual(findings);
  });

  it('says what is wrong and what to do, in words', () => {
    for (const text of ['n +', 'if n then 1', '[1, 2', '"abc', "n = 'a'", 'n == 1', '{a 1}', '1 2', 'n in', 'for x in l', '@', ')', 'some x l']) {
      const [finding] = checkExpression(text, { variables });
      expect(finding?.code, text).toBe('FEEL_SYNTAX');
      expect(finding?.message, text).not.toMatch(/\{\w+\}|⚠|Expression\b|undefined/u);
      expect(finding?.at?.offset, text).toBeLessThanOrEqual(text.length);
    }
  });
});
