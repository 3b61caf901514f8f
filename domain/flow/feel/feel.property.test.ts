import fc from 'fast-check';
import { evaluate as feelin } from 'feelin';
import { describe, expect, it } from 'vitest';
import { checkExpression, compileExpression, decodeFeel, encodeFeel, evaluate, feelLimits, isCompiled } from './feel.ts';
import { builtins } from './builtins/index.ts';

const now = '2026-03-01T08:30:00.000Z';
const names = [...builtins.keys()].filter((name) => name !== '@');
const pieces = [
  ...names, 'a', 'b', 'l', 'c', 't', '?', 'item', 'partial', 'for', 'some', 'every', 'in', 'return', 'satisfies', 'if', 'then', 'else', 'function', 'external', 'between', 'and', 'or', 'not', 'instance of', 'list<number>', 'null', 'true', 'false',
  '(', ')', '[', ']', '{', '}', ',', ':', '.', '..', '+', '-', '*', '/', '**', '=', '!=', '<', '<=', '>', '>=', '@', '"', '"x"', '"^(a+)+$"', '@"2026-01-01"', '@"PT1H"', '1', '0', '2.5', '1e308', '//', '/*', '*/', '\n', '\u202e', '\ud83d', '__proto__', 'constructor', '`',
];
const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(' '));

/** Expressions that read well, over every construct and function. */
const wellFormed = fc.letrec<{ e: string }>((tie) => {
  const e = tie('e');
  const two = fc.tuple(e, e);
  return {
    e: fc.oneof({ maxDepth: 5, depthSize: 'small' },
      fc.constantFrom('1', '0', '-3', '2.5', 'null', 'true', 'false', '"a"', '"é😀"', 'a', 'b', 'l', 'c', 't', 'c.k', 'missing', '[]', '{}', '@"2026-02-28"', '@"10:00:00Z"', '@"2026-02-28T10:00:00+02:00"', '@"PT1H"', '@"P1M"', '[1..5]', '(1..3]', 'now()', 'today()', '1e308'),
      fc.tuple(e, fc.constantFrom('+', '-', '*', '/', '**', '=', '!=', '<', '<=', '>', '>=', 'and', 'or'), e).map(([x, op, y]) => `(${x}) ${op} (${y})`),
      two.map(([x, y]) => `(${x})[${y}]`), two.map(([x, y]) => `[${x}, ${y}]`), two.map(([x, y]) => `{k: ${x}, m: ${y}}`), e.map((x) => `(${x}).k`),
      two.map(([x, y]) => `for i in ${x} return ${y}`), two.map(([x, y]) => `for i in ${x}, j in ${y} return [i, j, partial]`), two.map(([x, y]) => `some i in ${x} satisfies ${y}`), two.map(([x, y]) => `every i in ${x} satisfies i = ${y}`),
      fc.tuple(e, e, e).map(([x, y, z]) => `if ${x} then ${y} else ${z}`), fc.tuple(e, e, e).map(([x, y, z]) => `(${x}) between (${y}) and (${z})`), two.map(([x, y]) => `(${x}) in (${y})`), e.map((x) => `(${x}) instance of number`),
      two.map(([x, y]) => `(function(p) ${x})(${y})`), fc.tuple(fc.constantFrom(...names), fc.array(e, { maxLength: 4 })).map(([name, args]) => `${name}(${args.join(', ')})`)),
  };
}).e;

const vars = fc.record({ a: fc.jsonValue({ maxDepth: 3 }), b: fc.double(), l: fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 30 }), c: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), t: fc.string(), '?': fc.jsonValue({ maxDepth: 2 }) });

function settles(text: string, scope: Record<string, unknown>, kind: 'expression' | 'unaryTests'): boolean {
  const compiled = compileExpression(text, { kind });
  const findings = checkExpression(text, { kind, variables: { a: 'any', b: 'number', l: 'list', c: 'context', t: 'string' } });
  if (!isCompiled(compiled)) {
    expect(findings.length).toBeGreaterThan(0);
    return false;
  }
  const first = evaluate(compiled, scope, { now });
  expect(evaluate(compiled, scope, { now })).toEqual(first);
  expect(first.steps).toBeLessThanOrEqual(feelLimits.steps + 1);
  if (first.ok) expect(encodeFeel(decodeFeel(first.value))).toEqual(first.value);
  return true;
}

describe('any expression, any data', () => {
  it('settles the same way twice: token soup', () => {
    fc.assert(fc.property(soup, vars, fc.constantFrom('expression' as const, 'unaryTests' as const), (text, scope, kind) => { settles(text, scope, kind); }), { numRuns: 3_000 });
  });
  it('settles the same way twice: well-formed expressions', () => {
    let compiled = 0;
    fc.assert(fc.property(wellFormed, vars, (text, scope) => {
      if (settles(text, scope, 'expression')) compiled += 1;
    }), { numRuns: 2_000 });
    expect(compiled).toBeGreaterThan(1_000);
  });
  it('settles with noise for text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => { settles(text, {}, 'expression'); }), { numRuns: 2_000 });
  });
});

/** feelin is the second opinion on everything both define the same way; where DMN and feelin part, feel.semantics.test.ts has the row. */
describe('feelin agrees', () => {
  const number = fc.letrec<{ n: string; b: string; l: string }>((tie) => ({
    n: fc.oneof({ maxDepth: 4 }, fc.integer({ min: -9, max: 9 }).map((n) => (n < 0 ? `(${n})` : String(n))), fc.constantFrom('x', 'y', 'c.k'),
      fc.tuple(tie('n'), fc.constantFrom('+', '-', '*'), tie('n')).map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(tie('b'), tie('n'), tie('n')).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
      tie('l').map((l) => `count(${l})`), tie('l').map((l) => `(${l})[1]`), tie('n').map((n) => `abs(${n})`), fc.tuple(tie('n'), tie('n')).map(([a, b]) => `max([${a}, ${b}])`)),
    b: fc.oneof({ maxDepth: 4 }, fc.constantFrom('true', 'false'),
      fc.tuple(tie('n'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), tie('n')).map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(tie('b'), fc.constantFrom('and', 'or'), tie('b')).map(([a, op, b]) => `(${a} ${op} ${b})`), tie('b').map((b) => `not(${b})`),
      fc.tuple(tie('n'), tie('l')).map(([n, l]) => `list contains(${l}, ${n})`),
      fc.tuple(fc.constantFrom('some', 'every'), tie('n')).map(([q, n]) => `(${q} i in 1..4 satisfies i > ${n})`)),
    l: fc.oneof({ maxDepth: 4 }, fc.constantFrom('l', '[1, 2, 3]', '[]'),
      fc.tuple(tie('n'), tie('n')).map(([a, b]) => `[${a}, ${b}]`), tie('n').map((n) => `(for i in 1..3 return i + ${n})`), fc.tuple(tie('l'), tie('n')).map(([l, n]) => `((${l})[item > ${n}])`),
      fc.tuple(tie('l'), tie('l')).map(([a, b]) => `concatenate(${a}, ${b})`), tie('l').map((l) => `reverse(${l})`), tie('l').map((l) => `distinct values(${l})`)),
  }));
  it('on numbers, logic and lists', () => {
    const scope = { x: 3, y: -2, c: { k: 5 }, l: [4, 1, 4] };
    let compared = 0;
    fc.assert(fc.property(fc.oneof(number.n, number.b, number.l), (text) => {
      const compiled = compileExpression(text);
      if (!isCompiled(compiled)) throw new Error(`${text}: ${compiled[0]?.message}`);
      const ours = evaluate(compiled, scope, { now });
      if (!ours.ok || ours.warnings.length > 0) return;
      compared += 1;
      expect({ text, value: ours.value }).toEqual({ text, value: normal(feelin(text, scope).value) });
    }), { numRuns: 2_000 });
    expect(compared).toBeGreaterThan(1_000);
  });
  const normal = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_, v: unknown) => (Object.is(v, -0) ? 0 : v)));

  it.each([
    'date("2026-01-31") + duration("P1M")', 'date("2024-02-29") - duration("P1Y")', '@"2026-03-01" - @"2026-02-01"', '@"2026-01-01T10:00:00Z" + duration("PT25H")', '@"23:30:00" + duration("PT1H")',
    'duration("PT90M")', 'duration("P14M")', 'date and time(@"2026-01-01", @"10:00:00")', 'time(10, 30, 0)', 'duration("PT1H") - duration("PT90M")', 'duration("P1Y") + duration("P3M")',
  ])('on %s', (text) => {
    const compiled = compileExpression(`string(${text})`);
    if (!isCompiled(compiled)) throw new Error(text);
    const ours = evaluate(compiled, {}, { now });
    expect(ours.ok && ours.value).toBe(feelin(`string(${text})`, {}).value);
  });
});
