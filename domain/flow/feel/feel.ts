/**
 * FEEL, the expression language of flows: the one door to it. Compiles once, checks for the designer, evaluates with counted limits, and gives plain JSON.
 * Pure: no clock but the caller's, no Intl, no code generation; the same text and variables give the same result, warnings and steps in every runtime.
 * Money is whole minor units (cents): numbers are binary doubles, as in JSON.
 */
import { fillMessage, phrase } from '../../message.ts';
import type { Instant, Json } from '../../values.ts';
import { takes, usageOf } from './builtins/builtin.ts';
import { builtins } from './builtins/index.ts';
import { boundsOf, type RawFinding } from './feel.bounds.ts';
import { feelErrors, type FeelCode } from './feel.errors.ts';
import { Evaluation } from './feel.evaluate.ts';
import { FeelFault, type FaultParams } from './feel.fault.ts';
import { decodeFeel, encodeFeel, nullBecause } from './feel.json.ts';
import { feelLimits, type FeelLimits } from './feel.limits.ts';
import { Meter } from './feel.meter.ts';
import { namesOf, type Names } from './feel.names.ts';
import { parseFeel, type ExpressionKind } from './feel.parse.ts';
import { Variables } from './feel.scope.ts';
import { childrenOf, type FeelNode } from './feel.syntax.ts';
import { instantMs, parseDateTime, parseTemporal } from './feel.temporal.ts';
import { aTypeNamed, declaredType, mismatchIn, typeNamed, typeOfNode, type DeclaredType } from './feel.types.ts';
import { place, worded, type FeelPlace, type FeelWarning } from './feel.warnings.ts';

export { decodeFeel, encodeFeel, feelTag, nullBecause } from './feel.json.ts';
export { feelLimits, type FeelLimits } from './feel.limits.ts';
export type { FeelValue } from './feel.values.ts';
export type { FeelCode } from './feel.errors.ts';
export type { ExpressionKind } from './feel.parse.ts';
export type { FeelPlace, FeelWarning } from './feel.warnings.ts';

/** An expression that was read and found bounded. Holds functions of this module only; keep the text, not this, in states. */
export interface Compiled {
  readonly text: string;
  readonly kind: ExpressionKind;
  /** Names taken from outside, in the order they are met. */
  readonly variables: readonly string[];
  readonly root: FeelNode;
}

/** One thing to mend or to know, for the designer. Errors forbid publishing. */
export interface FeelFinding {
  code: FeelCode;
  severity: 'error' | 'warning' | 'info';
  message: string;
  fix: string;
  at: FeelPlace;
  params: FaultParams;
}

export type Evaluated =
  | { ok: true; value: Json; warnings: FeelWarning[]; steps: number }
  | { ok: false; code: FeelCode; at: FeelPlace | null; message: string; fix: string; params: FaultParams; steps: number };

export interface CompileOptions {
  /** `expression` gives a value; `unaryTests` is the cell of a decision table and tests the variable "?". Default `expression`. */
  kind?: ExpressionKind;
  /** Variables whose names hold signs such as - or +; without this "a-b" is a minus b. */
  names?: readonly string[];
  limits?: Partial<FeelLimits>;
}

const cacheSize = 500;
const cache = new Map<string, Compiled>();

/** Reads an expression, or says why it cannot be used: what is wrong in it, and what could run without bound. Remembers the last 500. */
export function compileExpression(text: string, options: CompileOptions = {}): Compiled | FeelFinding[] {
  const { kind = 'expression', names = [] } = options;
  const limits = { ...feelLimits, ...options.limits };
  const key = JSON.stringify([kind, text, names.filter((name) => !/^\w+$/.test(name)), options.limits ?? null]);
  const known = cache.get(key);
  if (known) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  const parsed = parse(text, kind, names, limits);
  if (Array.isArray(parsed)) return parsed;
  const unbounded = boundsOf(parsed, limits);
  if (unbounded.length > 0) return unbounded.map((raw) => finding(raw, text));
  const compiled: Compiled = { text, kind, variables: namesOf(parsed).outer.map((name) => name.name), root: parsed };
  cache.set(key, compiled);
  const oldest = cache.keys().next();
  if (cache.size > cacheSize && !oldest.done) cache.delete(oldest.value);
  return compiled;
}

/** Narrows the answer of compileExpression. */
export const isCompiled = (answer: Compiled | FeelFinding[]): answer is Compiled => !Array.isArray(answer);

/** The variables an expression names; the others need not be passed. */
export const variablesOf = (compiled: Compiled): readonly string[] => compiled.variables;

/**
 * Evaluates on the caller's clock. `vars` are JSON, tagged where JSON lacks the value; only named ones are read. Never throws for what an expression or
 * its data do: a stopped evaluation says why and where. A null result leaves its reason in `warnings`.
 */
export function evaluate(compiled: Compiled, vars: Readonly<Record<string, unknown>>, at: { now: Instant; limits?: Partial<FeelLimits> }): Evaluated {
  const now = parseDateTime(at.now);
  if (!now) throw new RangeError(`not an instant: ${at.now}`);
  const limits = { ...feelLimits, ...at.limits };
  const meter = new Meter(limits, instantMs(now));
  try {
    let decoded = 0;
    const account = { limits, charge: (values: number) => { if ((decoded += values) % 16 === 0) meter.charge(1); } };
    const value = new Evaluation(meter).value(compiled.root, new Variables(vars, (raw) => decodeFeel(raw, account)));
    return { ok: true, value: encodeFeel(value, limits), warnings: meter.warnings.map((warning) => worded(warning, compiled.text)), steps: meter.steps };
  } catch (fault) {
    if (!(fault instanceof FeelFault)) throw fault;
    const entry = feelErrors[fault.code];
    return {
      ok: false, code: fault.code, at: place(compiled.text, fault.offset ?? meter.at), params: fault.params, steps: meter.steps,
      message: fillMessage(entry.message, fault.params), fix: fillMessage(entry.hint, fault.params),
    };
  }
}

/** What a log shows of an evaluation: the value, or a null that carries its reason. */
export function loggedValue(evaluated: Evaluated): Json {
  if (!evaluated.ok) return nullBecause(evaluated.code);
  const reason = evaluated.warnings.at(-1);
  return evaluated.value === null && reason ? nullBecause(reason.code, reason.params) : evaluated.value;
}

export interface CheckOptions extends CompileOptions {
  /** What exists here, by name. Types: boolean, number, string, date, time, date and time, days and time duration, years and months duration, list, context; others count as any. Absent: names are not checked. */
  variables?: Readonly<Record<string, string>>;
  /** What the place needs. Default any. */
  expects?: 'boolean' | 'list' | 'number' | 'string' | 'any';
}

/** Every finding on an expression, in reading order; empty when it may be published. */
export function checkExpression(text: string, options: CheckOptions = {}): FeelFinding[] {
  const { kind = 'expression', variables, expects = 'any' } = options;
  const limits = { ...feelLimits, ...options.limits };
  const parsed = parse(text, kind, options.names ?? Object.keys(variables ?? {}), limits);
  if (Array.isArray(parsed)) return parsed;
  const names = namesOf(parsed);
  const types = new Map(Object.entries(variables ?? {}).map(([name, type]): [string, DeclaredType] => [name, declaredType(type)]));
  const actual = typeOfNode(parsed, types);
  const findings: (RawFinding & { severity?: 'warning' })[] = [
    ...boundsOf(parsed, limits), ...literalFindings(parsed), ...callFindings(names), ...(variables ? unknownNames(names, types) : []), ...mismatches(parsed, types),
    ...(kind === 'expression' && expects !== 'any' && actual !== 'any' && actual !== expects
      ? [{ code: 'FEEL_WRONG_TYPE' as const, params: { actual: actual === 'null' ? typeNamed('null') : aTypeNamed(actual), expected: aTypeNamed(expects) }, at: parsed.at }] : []),
  ];
  return findings.sort((a, b) => a.at - b.at).map((raw) => finding(raw, text, raw.severity));
}

function parse(text: string, kind: ExpressionKind, names: readonly string[], limits: FeelLimits): FeelNode | FeelFinding[] {
  try {
    return parseFeel(text, kind, names, limits);
  } catch (fault) {
    if (!(fault instanceof FeelFault)) throw fault;
    return [finding({ code: fault.code, params: fault.params, at: fault.offset ?? 0 }, text)];
  }
}

function finding(raw: RawFinding, text: string, severity: FeelFinding['severity'] = 'error'): FeelFinding {
  const entry = feelErrors[raw.code];
  return { code: raw.code, severity, message: fillMessage(entry.message, raw.params), fix: fillMessage(entry.hint, raw.params), at: place(text, raw.at), params: raw.params };
}

function callFindings(names: Names): RawFinding[] {
  return names.calls.flatMap(({ name, at, node, isMaybeEntry }): RawFinding[] => {
    const fn = builtins.get(name);
    if (!fn) return isMaybeEntry ? [] : [{ code: 'FEEL_UNKNOWN_FUNCTION', params: { name }, at }];
    const isTaken = takes(fn, node.positional.length, node.named?.map((arg) => arg.name) ?? null);
    return isTaken ? [] : [{ code: 'FEEL_ARGUMENTS', params: { name, usage: usageOf(fn) }, at }];
  });
}

const unknownNames = (names: Names, types: ReadonlyMap<string, DeclaredType>): RawFinding[] => names.outer
  .filter(({ name, isMaybeEntry }) => !isMaybeEntry && !types.has(name) && !builtins.has(name))
  .map(({ name, at }) => ({ code: 'FEEL_UNKNOWN_VARIABLE', params: { name }, at }));

const timeMakers = new Set(['date', 'time', 'date and time', 'duration']);

/** date("2026-13-01") and the like: written down, and never a date. */
function literalFindings(node: FeelNode): RawFinding[] {
  const inner = childrenOf(node).flatMap(literalFindings);
  if (node.kind !== 'call' || node.callee.kind !== 'name' || !timeMakers.has(node.callee.name)) return inner;
  const [only] = node.positional;
  if (node.positional.length !== 1 || only?.kind !== 'literal' || typeof only.value !== 'string' || only.value.includes('@')) return inner;
  const value = parseTemporal(only.value);
  return value === null ? [...inner, { code: 'FEEL_LITERAL', params: { text: only.value.slice(0, 60) }, at: only.at }] : inner;
}

function mismatches(node: FeelNode, types: ReadonlyMap<string, DeclaredType>): (RawFinding & { severity: 'warning' })[] {
  const here = mismatchIn(node, types);
  return [
    ...(here ? [{ code: 'FEEL_WRONG_TYPE' as const, severity: 'warning' as const, at: here.at, params: { actual: phrase('feel.apart', { left: typeNamed(here.left), right: typeNamed(here.right) }), expected: phrase('feel.one-type') } }] : []),
    ...childrenOf(node).flatMap((child) => mismatches(child, types)),
  ];
}
