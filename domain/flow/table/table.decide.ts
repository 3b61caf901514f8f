/** Decides by a table: which rules hold, whether its hit policy allows that, and what comes of it. Pure; how FEEL is evaluated, and on what, is handed in. */
import type { MessageParams } from '../../message.ts';
import type { Json } from '../../values.ts';
import { canonicalJson } from '../file/flow.canonical.ts';
import { isAnything, isBlank, listOf, rulesNamed, type DecisionTable } from './table.schema.ts';

/** A value, or a stop that somebody has to mend: a code of the catalogue with its parameters. */
export type Answered = { ok: true; value: Json; steps: number } | Stopped;
export interface Stopped { ok: false; code: string; params: MessageParams }

/** `what` names the cell in faults ("rules.2.tests.0"); `steps` is what the evaluation may cost at most, undefined where the usual limit holds. */
export interface TableFeel {
  expression(text: string, what: string, given: Readonly<Record<string, Json>>): Answered;
  tests(text: string, value: Json, what: string): Answered;
}

/** `hits`: the rules that hold, from 0, in their order. None where the defaults were taken. */
export type Decided = { ok: true; value: Json; hits: number[] } | Stopped;
type Row = Record<string, Json>;

/** Steps of FEEL one decision may take, over all its cells. */
export const mostSteps = 500_000;

/** Whether one value comes of it, rather than a list. */
export const isSingleHit = ({ hitPolicy }: Pick<DecisionTable, 'hitPolicy'>): boolean => hitPolicy === 'unique' || hitPolicy === 'any' || hitPolicy === 'priority' || hitPolicy === 'first';

/**
 * The value of the output; of several, an object with each by its name. A list for policies with several hits, aggregated where that is asked.
 * No rule holds: the defaults as they are written, null where an output has none; TABLE_NO_HIT where none has.
 */
export function decide(table: DecisionTable, feel: TableFeel): Decided {
  try {
    const counted = counting(feel);
    const hits = hitsOf(table, counted, inputsOf(table, counted));
    if (hits.length === 0) return { ok: true, value: shaped(table, defaultsOf(table, counted)), hits };
    if (table.hitPolicy === 'unique' && hits.length > 1) throw new Stop('TABLE_HITS_SEVERAL', { rules: rulesNamed(hits) });
    return { ok: true, value: valueOf(table, counted, hits), hits };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return { ok: false, code: stop.code, params: stop.params };
  }
}

class Stop extends Error {
  readonly code: string;
  readonly params: MessageParams;
  constructor(code: string, params: MessageParams) { super(code); this.code = code; this.params = params; }
}

interface Counted {
  expression(text: string, what: string, given?: Readonly<Record<string, Json>>): Json;
  tests(text: string, value: Json, what: string): Json;
}

/** Adds up what the cells cost, and throws for what is stopped. */
function counting(feel: TableFeel): Counted {
  let steps = 0;
  const taken = (answered: Answered): Json => {
    if (!answered.ok) throw new Stop(answered.code, answered.params);
    steps += answered.steps;
    if (steps > mostSteps) throw new Stop('TABLE_TOO_COSTLY', { limit: mostSteps });
    return answered.value;
  };
  return { expression: (text, what, given = {}) => taken(feel.expression(text, what, given)), tests: (text, value, what) => taken(feel.tests(text, value, what)) };
}

function inputsOf({ inputs }: DecisionTable, feel: Counted): Json[] {
  return inputs.map(({ expression, values }, at) => {
    const value = feel.expression(expression, `inputs.${at}.expression`);
    if (!isAnything(values) && feel.tests(values!, value, `inputs.${at}.values`) !== true) throw new Stop('TABLE_INPUT_NOT_ALLOWED', { input: expression.slice(0, 100), actual: shown(value), allowed: values!.slice(0, 200) });
    return value;
  });
}

/** A test that gives neither true nor false does not hold. `first` looks no further than it must. */
function hitsOf({ rules, hitPolicy }: DecisionTable, feel: Counted, given: readonly Json[]): number[] {
  const hits: number[] = [];
  for (const [at, { tests }] of rules.entries()) {
    if (!given.every((value, column) => isAnything(tests[column]) || feel.tests(tests[column]!, value, `rules.${at}.tests.${column}`) === true)) continue;
    hits.push(at);
    if (hitPolicy === 'first') break;
  }
  return hits;
}

function defaultsOf({ outputs }: DecisionTable, feel: Counted): Row {
  if (outputs.every((output) => isBlank(output.default))) throw new Stop('TABLE_NO_HIT', {});
  return rowOf(outputs.map((output, at): [string, Json] => [output.name, isBlank(output.default) ? null : feel.expression(output.default, `outputs.${at}.default`)]));
}

function valueOf(table: DecisionTable, feel: Counted, hits: readonly number[]): Json {
  const allowed = allowedOf(table, feel);
  const rows = hits.map((rule): Hit => ({ rule, row: outputsOf(table, feel, rule, allowed) }));
  switch (table.hitPolicy) {
    case 'unique': case 'first': return shaped(table, rows[0]!.row);
    case 'any': return shaped(table, alike(rows));
    case 'priority': return shaped(table, ranked(table, rows, allowed)[0]!.row);
    case 'outputOrder': return ranked(table, rows, allowed).map(({ row }) => shaped(table, row));
    case 'ruleOrder': return rows.map(({ row }) => shaped(table, row));
    case 'collect': return collected(table, feel, rows);
  }
}

interface Hit { rule: number; row: Row }
/** The values of each output by their place in the order; null where any will do. */
type Allowed = (readonly string[] | null)[];

function allowedOf({ outputs }: DecisionTable, feel: Counted): Allowed {
  return outputs.map(({ values }, at) => {
    const list = isBlank(values) ? null : feel.expression(listOf(values), `outputs.${at}.values`);
    return Array.isArray(list) ? list.map(canonicalJson) : null;
  });
}

function outputsOf({ rules, outputs }: DecisionTable, feel: Counted, rule: number, allowed: Allowed): Row {
  return rowOf(outputs.map(({ name, values }, at): [string, Json] => {
    const text = rules[rule]!.outputs[at];
    const value = isAnything(text) ? null : feel.expression(text!, `rules.${rule}.outputs.${at}`);
    if (allowed[at] && !allowed[at].includes(canonicalJson(value))) throw new Stop('TABLE_OUTPUT_NOT_ALLOWED', { rules: rulesNamed([rule]), output: name, actual: shown(value), allowed: values!.slice(0, 200) });
    return [name, value];
  }));
}

function alike(rows: readonly Hit[]): Row {
  const [first] = rows.map(({ row }) => canonicalJson(row));
  if (rows.some(({ row }) => canonicalJson(row) !== first)) throw new Stop('TABLE_HITS_DIFFER', { rules: rulesNamed(rows.map(({ rule }) => rule)) });
  return rows[0]!.row;
}

/** By the place of the first output's value, then of the second's, and so on; the order of the rules where they are alike. */
function ranked({ outputs }: DecisionTable, rows: readonly Hit[], allowed: Allowed): Hit[] {
  const placeOf = ({ row }: Hit, at: number): number => allowed[at]?.indexOf(canonicalJson(row[outputs[at]!.name]!)) ?? 0;
  return rows.toSorted((one, other) => {
    for (const at of outputs.keys()) {
      const apart = placeOf(one, at) - placeOf(other, at);
      if (apart !== 0) return apart;
    }
    return one.rule - other.rule;
  });
}

/** Added up and compared as FEEL does; what it cannot add up or compare stops the decision. */
function collected(table: DecisionTable, feel: Counted, rows: readonly Hit[]): Json {
  const { aggregation = 'list', outputs } = table;
  if (aggregation === 'list') return rows.map(({ row }) => shaped(table, row));
  if (aggregation === 'count') return rows.length;
  return shaped(table, rowOf(outputs.map(({ name }): [string, Json] => {
    const values = rows.map(({ row }) => row[name]!);
    const value = feel.expression(`${aggregation}(values)`, `outputs.${name}`, { values });
    if (value === null) throw new Stop('TABLE_NOT_AGGREGATED', { how: aggregation, output: name, rules: rulesNamed(rows.map(({ rule }) => rule)), actual: shown(values) });
    return [name, value];
  })));
}

/** Names are checked where a table is read: none of them means anything else to an object. */
const rowOf = (entries: readonly (readonly [string, Json])[]): Row => Object.fromEntries(entries);
const shaped = ({ outputs }: DecisionTable, row: Row): Json => (outputs.length === 1 ? row[outputs[0]!.name]! : row);
const shown = (value: Json): string => JSON.stringify(value).slice(0, 100);
