import { expect, test } from 'vitest';
import { addInput, addOutput, addRule, changeColumn, moveRule, removeColumn, removeRule, setCell, whole } from './table-edits.ts';

const table = whole({ inputs: [{ expression: 'a', values: '1, 2' }, { expression: 'b' }], outputs: [{ name: 'y' }], rules: [{ tests: ['1', '2'], outputs: ['"one"'], annotation: 'first' }, { tests: ['3', '4'], outputs: ['"two"'] }] });
const outputs = (of: typeof table): string[] => of.rules.map((rule) => rule.outputs.join());

test('rules come, go and move, and keep their cells', () => {
  expect(addRule(table, 1).rules[1]).toEqual({ tests: ['-', '-'], outputs: [''] });
  expect(outputs(moveRule(table, 0, 1))).toEqual(['"two"', '"one"']);
  expect(moveRule(table, 0, -1)).toBe(table);
  expect(moveRule(table, 1, 1)).toBe(table);
  expect(outputs(removeRule(table, 0))).toEqual(['"two"']);
});

test('a column comes and goes with a cell of every rule', () => {
  expect(addInput(table).rules.map(({ tests }) => tests)).toEqual([['1', '2', '-'], ['3', '4', '-']]);
  expect(addOutput(addOutput(table)).outputs.map(({ name }) => name)).toEqual(['y', 'output2', 'output3']);
  expect(removeColumn(table, 'inputs', 0)).toMatchObject({ inputs: [{ expression: 'b' }], rules: [{ tests: ['2'], annotation: 'first' }, { tests: ['4'] }] });
});

test('a cell that was missing is there once it is written', () => {
  const short = { ...table, rules: [{ tests: [], outputs: [] }] };
  expect(setCell(short, 'inputs', 0, 1, '> 5').rules[0]).toEqual({ tests: ['', '> 5'], outputs: [] });
  expect(changeColumn(table, 'inputs', 0, { values: undefined }).inputs[0]).toEqual({ expression: 'a' });
});
