import { describe, expect, test } from 'vitest';
import type { Json } from '../../values.ts';
import { compileExpression, evaluate, isCompiled, type ExpressionKind } from '../feel/feel.ts';
import { checkTable } from './table.check.ts';
import { decide, type Answered, type TableFeel } from './table.decide.ts';
import { tableSchema, type DecisionTable } from './table.schema.ts';

const now = '2026-03-02T08:00:00.000Z';

function feelOn(vars: Record<string, Json>): TableFeel {
  const run = (text: string, kind: ExpressionKind, given: Record<string, Json>): Answered => {
    const compiled = compileExpression(text, { kind });
    if (!isCompiled(compiled)) return { ok: false, code: 'FLOW_EXPRESSION_FAILED', params: {} };
    const result = evaluate(compiled, given, { now });
    return result.ok ? { ok: true, value: result.value, steps: result.steps } : { ok: false, code: 'FLOW_EXPRESSION_FAILED', params: {} };
  };
  return { expression: (text, _what, given) => run(text, 'expression', { ...vars, ...given }), tests: (text, value) => run(text, 'unaryTests', { ...vars, '?': value }) };
}

/** Rules as "test -> output", one input x. */
const table = (hitPolicy: DecisionTable['hitPolicy'], rules: string[], more: Partial<DecisionTable> = {}): DecisionTable => tableSchema.parse({
  hitPolicy, inputs: [{ expression: 'x' }], outputs: [{ name: 'y' }], rules: rules.map((rule) => { const [one, other] = rule.split(' -> '); return { tests: [one], outputs: [other] }; }), ...more,
});
const told = (one: DecisionTable, x: Json): unknown => { const decided = decide(one, feelOn({ x })); return decided.ok ? decided.value : [decided.code, decided.params['rules']]; };
const ordered = { outputs: [{ name: 'y', values: '"high", "middle", "low"' }] };
const steps = ['> 1 -> "low"', '> 5 -> "high"', '> 3 -> "middle"', '> 4 -> "low"'];
const sums = ['> 1 -> 10', '> 5 -> 30', '> 3 -> 10'];

describe('each hit policy of DMN 1.3', () => {
  test.each<[string, DecisionTable, Json, unknown]>([
    ['unique: the one that holds', table('unique', ['< 5 -> "a"', '>= 5 -> "b"']), 7, 'b'],
    ['unique: two are named', table('unique', ['< 5 -> 1', '> 9 -> 2', '> 2 -> 3']), 3, ['TABLE_HITS_SEVERAL', '1, 3']],
    ['any: they say the same', table('any', ['< 5 -> "a"', '> 2 -> "a"']), 3, 'a'],
    ['any: they differ', table('any', ['< 5 -> 1', '> 2 -> 2']), 3, ['TABLE_HITS_DIFFER', '1, 2']],
    ['priority: the first of the values', table('priority', steps, ordered), 6, 'high'],
    ['first: the first that holds', table('first', steps), 6, 'low'],
    ['rule order', table('ruleOrder', steps, ordered), 6, ['low', 'high', 'middle', 'low']],
    ['output order', table('outputOrder', steps, ordered), 6, ['high', 'middle', 'low', 'low']],
    ['collect', table('collect', sums), 6, [10, 30, 10]],
    ['collect, sum', table('collect', sums, { aggregation: 'sum' }), 6, 50],
    ['collect, least', table('collect', sums, { aggregation: 'min' }), 6, 10],
    ['collect, greatest', table('collect', sums, { aggregation: 'max' }), 6, 30],
    ['collect, how many', table('collect', sums, { aggregation: 'count' }), 4, 2],
    ['what cannot be added up', table('collect', ['- -> 1', '- -> "a"'], { aggregation: 'sum' }), 4, ['TABLE_NOT_AGGREGATED', '1, 2']],
    ['no rule', table('collect', sums), 0, ['TABLE_NO_HIT', undefined]],
    ['no rule, a default as it is written', table('collect', sums, { outputs: [{ name: 'y', default: '[]' }] }), 0, []],
    ['null is told apart from anything', table('first', ['null -> "none"', '- -> "some"']), null, 'none'],
    ['a test that is neither true nor false does not hold', table('first', ['> 1 -> "more"', '- -> "other"']), 'text', 'other'],
    ['a value that is not among the output\'s', table('first', ['- -> "odd"'], ordered), 1, ['TABLE_OUTPUT_NOT_ALLOWED', '1']],
  ])('%s', (_name, one, x, expected) => expect(told(one, x)).toEqual(expected));

  test('several outputs are a context, or a list of contexts', () => {
    const two = { outputs: [{ name: 'y' }, { name: 'z', default: '0' }], rules: [{ tests: ['> 1'], outputs: ['"a"', 'x * 2'] }] };
    expect(told(table('unique', [], two), 4)).toEqual({ y: 'a', z: 8 });
    expect(told(table('ruleOrder', [], two), 4)).toEqual([{ y: 'a', z: 8 }]);
    expect(told(table('unique', [], two), 0)).toEqual({ y: null, z: 0 });
  });

  test('what costs too much over all cells is stopped', () => {
    const rules = Array.from({ length: 80 }, () => 'count(for i in 1..9000 return i) = ? -> 1');
    expect(told(table('first', rules), 0)).toEqual(['TABLE_TOO_COSTLY', undefined]);
  });
});

const codes = (one: DecisionTable): string[] => checkTable(one).map(({ code, field, params }) => `${code} ${field} ${String(params['values'] ?? params['rules'] ?? params['rule'] ?? '')}`.trim());

describe('gaps, overlaps and rules that are never reached', () => {
  test.each<[string, DecisionTable, string[]]>([
    ['nothing between whole numbers is a gap of numbers', table('unique', ['[1..5] -> 1', '[6..9] -> 2', '< 1 -> 3', '> 9 -> 4']), ['table-gap /rules x: ]5..6[']],
    ['days follow each other', table('unique', ['< @"2026-01-02" -> 1', '>= @"2026-01-02" -> 2']), []],
    ['every day but one', table('unique', ['<= date("2026-01-01") -> 1', '>= date("2026-01-03") -> 2']), ['table-gap /rules x: ]@"2026-01-01"..@"2026-01-03"[']],
    ['true without false', table('unique', ['true -> 1']), ['table-gap /rules x: false']],
    ['texts', table('unique', ['"a" -> 1', '"b" -> 2']), ['table-gap /rules x: not("a", "b")']],
    ['allowed texts', table('unique', ['"a" -> 1', 'not("a") -> 2'], { inputs: [{ expression: 'x', values: '"a", "b", "c"' }] }), []],
    ['a touching end', table('unique', ['<= 5 -> 1', '>= 5 -> 2']), ['table-overlap /rules/1 1, 2'.replace('1, 2', 'x: 5')]],
    ['any that says the same', table('any', ['<= 5 -> 1', '>= 5 -> 1']), []],
    ['first: hidden behind another', table('first', ['> 1 -> 1', '> 5 -> 2', '- -> 3']), ['table-masked /rules/1 2']],
    ['what has to be computed', table('unique', ['> limit -> 1']), ['table-unchecked /rules']],
    ['values of two types', table('unique', ['1 -> 1', '"a" -> 2']), ['table-unchecked /rules']],
    ['a default spares the gap', table('unique', ['1 -> 1'], { outputs: [{ name: 'y', default: '0' }] }), []],
    ['by value without values', table('priority', ['- -> 1']), ['table-order /outputs/0/values']],
    ['an odd value', table('first', ['- -> "odd"'], ordered), ['table-value /rules/0/outputs/0 1']],
    ['an empty output', table('first', ['- -> ']), ['table-output-empty /rules/0/outputs/0 1']],
    ['added up without being collected', table('first', ['- -> 1'], { aggregation: 'sum' }), ['table-aggregate /aggregation']],
    ['too many cells', table('first', [], { inputs: Array.from({ length: 20 }, () => ({ expression: 'x' })), rules: Array.from({ length: 300 }, () => ({ tests: [], outputs: [] })) }), ['table-size /rules']],
    ['other cells than columns', table('first', [], { rules: [{ tests: [], outputs: ['1'] }] }), ['table-cells /rules/0 1']],
  ])('%s', (_name, one, expected) => expect(codes(one)).toEqual(expected));

  test('of many gaps the first are named, and that there may be more is said', () => {
    const rules = Array.from({ length: 12 }, (_, at) => ({ tests: [`${at}`, `${at}`], outputs: ['1'] }));
    const found = codes(table('first', [], { inputs: [{ expression: 'x' }, { expression: 'z' }], rules })).map((text) => text.split(' ')[0]);
    expect(found).toEqual([...Array.from({ length: 10 }, () => 'table-gap'), 'table-gaps-cut']);
  });
});
