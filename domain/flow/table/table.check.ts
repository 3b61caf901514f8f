/** What is wrong with a decision table as it is written, and what is likely to be: cases without a rule, with several, and rules that are never reached. */
import type { MessageParams } from '../../message.ts';
import type { Json } from '../../values.ts';
import { canonicalJson } from '../file/flow.canonical.ts';
import { compileExpression, evaluate, isCompiled } from '../feel/feel.ts';
import type { FindingCode } from '../finding.texts.ts';
import { gapsIn, overlapsIn, pastIn } from './table.cases.ts';
import { columnOf, type Column } from './table.cover.ts';
import { isAnything, isBlank, listOf, rulesNamed, tableLimits, type DecisionTable } from './table.schema.ts';

/** `field` is a JSON pointer into the table. */
export interface TableFinding { code: FindingCode; severity: 'error' | 'warning' | 'info'; field: string; params: MessageParams }
const found = (code: FindingCode, severity: TableFinding['severity'], field: string, params: MessageParams = {}): TableFinding => ({ code, severity, field, params });

/** Of each kind of case so many are named; that there are more is said. */
const named = 10;

export function checkTable(table: DecisionTable): TableFinding[] {
  const count = table.rules.length * (table.inputs.length + table.outputs.length);
  if (count > tableLimits.cells) return [found('table-size', 'error', '/rules', { count, limit: tableLimits.cells })];
  const shape = [...columnsWrong(table), ...table.rules.flatMap((_, at) => ruleWrong(table, at)), ...valuesWrong(table)];
  return shape.some(({ code }) => code === 'table-cells') ? shape : [...shape, ...casesWrong(table)];
}

function columnsWrong({ hitPolicy, aggregation = 'list', outputs, rules }: DecisionTable): TableFinding[] {
  const twice = outputs.findIndex(({ name }, at) => outputs.findIndex((other) => other.name === name) < at);
  const isUnordered = (hitPolicy === 'priority' || hitPolicy === 'outputOrder') && outputs.every(({ values }) => isBlank(values));
  const isAggregated = aggregation !== 'list' && (hitPolicy !== 'collect' || (aggregation !== 'count' && outputs.length > 1));
  return [
    ...(twice < 0 ? [] : [found('table-output-twice', 'error', `/outputs/${twice}/name`, { output: outputs[twice]!.name })]),
    ...(isUnordered ? [found('table-order', 'error', '/outputs/0/values')] : []),
    ...(isAggregated ? [found('table-aggregate', 'error', '/aggregation')] : []),
    ...(rules.length === 0 && outputs.every((output) => isBlank(output.default)) ? [found('table-empty', 'warning', '/rules')] : []),
  ];
}

function ruleWrong({ inputs, outputs, rules }: DecisionTable, at: number): TableFinding[] {
  const rule = rules[at]!;
  if (rule.tests.length !== inputs.length || rule.outputs.length !== outputs.length) return [found('table-cells', 'error', `/rules/${at}`, { rule: at + 1 })];
  return outputs.flatMap(({ name }, column) => (isAnything(rule.outputs[column]) ? [found('table-output-empty', 'error', `/rules/${at}/outputs/${column}`, { rule: at + 1, output: name })] : []));
}

/** Values that are written down and not among those there may be; what has to be computed is looked at when it is decided. */
function valuesWrong({ outputs, rules }: DecisionTable): TableFinding[] {
  return outputs.flatMap(({ name, values }, column) => {
    if (isBlank(values)) return [];
    const allowed = constantOf(listOf(values));
    if (!Array.isArray(allowed)) return [found('table-values', 'error', `/outputs/${column}/values`, { output: name })];
    const known = new Set(allowed.map(canonicalJson));
    return rules.flatMap(({ outputs: cells }, at) => {
      const value = isAnything(cells[column]) ? undefined : constantOf(cells[column]!);
      return value === undefined || known.has(canonicalJson(value)) ? [] : [found('table-value', 'error', `/rules/${at}/outputs/${column}`, { rule: at + 1, value: cells[column]!.slice(0, 60), output: name, allowed: values.slice(0, 200) })];
    });
  });
}

/** The value of what reads no variables and no clock; undefined for anything else. */
function constantOf(text: string): Json | undefined {
  const compiled = compileExpression(text);
  if (!isCompiled(compiled) || compiled.variables.length > 0 || /\b(?:now|today)\b/.test(text)) return undefined;
  const result = evaluate(compiled, {}, { now: '2000-01-01T00:00:00.000Z' });
  return result.ok ? result.value : undefined;
}

function casesWrong(table: DecisionTable): TableFinding[] {
  const { inputs, rules, outputs, hitPolicy } = table;
  if (rules.length === 0 || inputs.length === 0) return [];
  const columns = inputs.map(({ values }, at) => columnOf(rules.map(({ tests }) => tests[at]), values));
  const unread = inputs.filter((_, at) => columns[at] === null).map(({ expression }) => expression);
  if (unread.length > 0) return [found('table-unchecked', 'info', '/rules', { inputs: unread.join(', ').slice(0, 200) })];
  const known = columns as Column[];
  const isSpared = outputs.some((output) => !isBlank(output.default));
  return [
    ...(isSpared ? [] : gaps(known, inputs.map(({ expression }) => expression))),
    ...(hitPolicy === 'unique' || hitPolicy === 'any' ? overlaps(table, known) : []),
    ...(hitPolicy === 'first' ? pastIn(known).map(([rule, before]) => found('table-masked', 'warning', `/rules/${rule}`, { rule: rule + 1, before: before + 1 })) : []),
  ];
}

function gaps(columns: readonly Column[], inputs: readonly string[]): TableFinding[] {
  const { gaps: cases, isCut } = gapsIn(columns, named);
  const told = cases.map((values) => found('table-gap', 'warning', '/rules', { values: toldAs(values, inputs) }));
  if (!isCut) return told;
  return [...told, found(cases.length === 0 ? 'table-too-many' : 'table-gaps-cut', 'info', '/rules')];
}

function overlaps({ rules, hitPolicy, inputs }: DecisionTable, columns: readonly Column[]): TableFinding[] {
  const isHarmless = (one: number, other: number): boolean => hitPolicy === 'any' && canonicalJson(rules[one]!.outputs.map((text) => text.trim())) === canonicalJson(rules[other]!.outputs.map((text) => text.trim()));
  const pairs = overlapsIn(columns).filter(({ rules: [one, other] }) => !isHarmless(one, other));
  const told = pairs.slice(0, named).map(({ rules: pair, values }) => found('table-overlap', 'warning', `/rules/${pair[1]}`, { rules: rulesNamed(pair), values: toldAs(values, inputs.map(({ expression }) => expression)) }));
  return pairs.length > named ? [...told, found('table-more', 'info', '/rules', { count: pairs.length - named })] : told;
}

const toldAs = (values: readonly string[], inputs: readonly string[]): string => values.map((value, at) => `${inputs[at]!.slice(0, 40)}: ${value}`).join('; ').slice(0, 300);
