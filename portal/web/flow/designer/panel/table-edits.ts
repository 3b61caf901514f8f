/** Edits of a decision table as it is drawn: rules and columns that come, go and move. Each gives a new table; cells of other rules stay where they are. */
import type { DecisionTable } from '#domain/flow/table/table.schema';

type Rule = DecisionTable['rules'][number];
export type ColumnKind = 'inputs' | 'outputs';

/** What may be missing in a draft is there, so that every column has a cell. */
export function whole(given: Partial<DecisionTable>): DecisionTable {
  const { hitPolicy = 'unique', inputs = [], outputs = [], rules = [], ...rest } = given;
  return { ...rest, hitPolicy, inputs, outputs, rules };
}

export function addRule(table: DecisionTable, at = table.rules.length): DecisionTable {
  const fresh: Rule = { tests: table.inputs.map(() => '-'), outputs: table.outputs.map(() => '') };
  return { ...table, rules: table.rules.toSpliced(at, 0, fresh) };
}
export const removeRule = (table: DecisionTable, at: number): DecisionTable => ({ ...table, rules: table.rules.toSpliced(at, 1) });

/** Past the first or the last place it stays. */
export function moveRule(table: DecisionTable, at: number, by: -1 | 1): DecisionTable {
  const rule = table.rules[at];
  if (!rule || at + by < 0 || at + by >= table.rules.length) return table;
  return { ...table, rules: table.rules.toSpliced(at, 1).toSpliced(at + by, 0, rule) };
}
export const changeRule = (table: DecisionTable, at: number, change: Partial<Rule>): DecisionTable => ({ ...table, rules: table.rules.map((rule, index) => (index === at ? { ...rule, ...change } : rule)) });

const cellsOf = { inputs: 'tests', outputs: 'outputs' } as const;
export function setCell(table: DecisionTable, kind: ColumnKind, rule: number, column: number, text: string): DecisionTable {
  const cells = table[kind].map((_, at) => (at === column ? text : table.rules[rule]?.[cellsOf[kind]][at] ?? ''));
  return changeRule(table, rule, { [cellsOf[kind]]: cells });
}

export function addInput(table: DecisionTable): DecisionTable {
  return { ...table, inputs: [...table.inputs, { expression: 'null' }], rules: table.rules.map((rule) => ({ ...rule, tests: [...table.inputs.map((_, at) => rule.tests[at] ?? '-'), '-'] })) };
}
export function addOutput(table: DecisionTable): DecisionTable {
  let number = table.outputs.length + 1;
  while (table.outputs.some(({ name }) => name === `output${number}`)) number += 1;
  return { ...table, outputs: [...table.outputs, { name: `output${number}` }], rules: table.rules.map((rule) => ({ ...rule, outputs: [...table.outputs.map((_, at) => rule.outputs[at] ?? ''), 'null'] })) };
}
export function removeColumn(table: DecisionTable, kind: ColumnKind, at: number): DecisionTable {
  return { ...table, [kind]: table[kind].toSpliced(at, 1), rules: table.rules.map((rule) => ({ ...rule, [cellsOf[kind]]: rule[cellsOf[kind]].toSpliced(at, 1) })) };
}
/** Emptied fields are left out. */
export function changeColumn<K extends ColumnKind>(table: DecisionTable, kind: K, at: number, change: Partial<DecisionTable[K][number]>): DecisionTable {
  const clean = (column: object): object => Object.fromEntries(Object.entries(column).filter(([, value]) => value !== undefined));
  return { ...table, [kind]: table[kind].map((column, index) => (index === at ? clean({ ...column, ...change }) : column)) };
}
