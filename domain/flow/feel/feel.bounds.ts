/** What can be told of an expression without running it: loops over too much, functions that call themselves, patterns and zones that are refused. */
import { builtins } from './builtins/index.ts';
import type { FeelCode } from './feel.errors.ts';
import type { FaultParams } from './feel.fault.ts';
import type { FeelLimits } from './feel.limits.ts';
import { mentions } from './feel.parse.ts';
import { childrenOf, type FeelNode, type Iterator } from './feel.syntax.ts';
import { namedZoneIn } from './feel.temporal.ts';
import { compilePattern } from './pattern/pattern.match.ts';
import { PatternRefusal } from './pattern/pattern.syntax.ts';

export interface RawFinding { code: FeelCode; params: FaultParams; at: number }
type Call = Extract<FeelNode, { kind: 'call' }>;

/** Everything that must be refused however the variables are set. */
export function boundsOf(root: FeelNode, limits: FeelLimits): RawFinding[] {
  const findings: RawFinding[] = [];
  const walk = (node: FeelNode, rounds: number): void => {
    if (node.kind === 'for' || node.kind === 'some' || node.kind === 'every') {
      const product = node.iterators.reduce((total, iterator) => total * knownRounds(iterator), 1);
      if (product > limits.iterations) findings.push({ code: 'FEEL_UNBOUNDED', params: { count: product, limit: limits.iterations }, at: node.at });
      else if (rounds * product > limits.steps) findings.push({ code: 'FEEL_UNBOUNDED', params: { count: rounds * product, limit: limits.steps }, at: node.at });
      else {
        for (const iterator of node.iterators) for (const end of [iterator.from, ...(iterator.to ? [iterator.to] : [])]) walk(end, rounds);
        walk(node.body, rounds * Math.max(1, product));
      }
      return;
    }
    if (node.kind === 'context') findings.push(...recursionIn(node));
    if (node.kind === 'call') findings.push(...callFindings(node));
    for (const child of childrenOf(node)) walk(child, rounds);
  };
  walk(root, 1);
  return findings;
}

/** Rounds of an iterator whose ends are written down; 1 where they come from data, which the evaluation bounds itself. */
function knownRounds(iterator: Iterator): number {
  const from = iterator.from;
  if (iterator.to) return between(from, iterator.to);
  if (from.kind === 'range') return between(from.start, from.end);
  return from.kind === 'list' ? from.items.length : 1;
}

function between(from: FeelNode, to: FeelNode): number {
  const [low, high] = [constantOf(from), constantOf(to)];
  return low === null || high === null ? 1 : Math.floor(Math.abs(high - low)) + 1;
}

function constantOf(node: FeelNode): number | null {
  if (node.kind === 'literal') return typeof node.value === 'number' ? node.value : null;
  if (node.kind === 'negate') {
    const of = constantOf(node.of);
    return of === null ? null : -of;
  }
  if (node.kind !== 'arithmetic') return null;
  return node.rest.reduce((left: number | null, { op, right }) => {
    const value = constantOf(right);
    if (left === null || value === null) return null;
    switch (op) {
      case '+': return left + value;
      case '-': return left - value;
      case '*': return left * value;
      case '/': return value === 0 ? null : left / value;
      case '**': return left ** value;
    }
  }, constantOf(node.first));
}

/** Entries of one context whose functions lead back to themselves. */
function recursionIn(context: Extract<FeelNode, { kind: 'context' }>): RawFinding[] {
  const uses = new Map(context.entries.map(({ key, value }) => {
    const bodies = functionBodies(value);
    return [key, context.entries.map((entry) => entry.key).filter((name) => bodies.some((body) => mentions(body, name)))];
  }));
  const reaches = (from: string, target: string, seen: Set<string>): boolean => (uses.get(from) ?? []).some((next) => {
    if (next === target) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(next, target, seen);
  });
  return context.entries.filter(({ key }) => reaches(key, key, new Set())).slice(0, 1)
    .map(({ key, value }) => ({ code: 'FEEL_RECURSION', params: { name: key }, at: value.at }));
}

const functionBodies = (node: FeelNode): FeelNode[] => [...(node.kind === 'function' ? [node.body] : []), ...childrenOf(node).flatMap(functionBodies)];

const timeMakers = new Set(['date and time', 'time', 'date', '@']);

function callFindings(call: Call): RawFinding[] {
  const { callee } = call;
  if (callee.kind !== 'name') return [];
  const args = [...call.positional, ...(call.named ?? []).map((arg) => arg.value)];
  if (args.some((arg) => arg.kind === 'name' && arg.name === callee.name)) return selfCall(callee.name, call);
  if (timeMakers.has(callee.name)) {
    return args.flatMap((arg): RawFinding[] => {
      const zone = textOf(arg) === null ? null : namedZoneIn(textOf(arg) ?? '');
      return zone === null ? [] : [{ code: 'FEEL_NAMED_ZONE', params: { zone }, at: arg.at }];
    });
  }
  const pattern = patternOf(call, callee.name);
  return pattern ? patternFindings(pattern.source, pattern.flags, pattern.at) : [];
}

/** f(f) hands a function to itself, the other way to call itself. FEEL's own functions may share their name with a variable: count(count). */
const selfCall = (name: string, call: Call): RawFinding[] => (builtins.has(name) ? [] : [{ code: 'FEEL_RECURSION', params: { name }, at: call.at }]);

const textOf = (node: FeelNode | undefined): string | null => (node?.kind === 'literal' && typeof node.value === 'string' ? node.value : null);

function patternOf(call: Call, name: string): { source: string; flags: string; at: number } | null {
  const named = (key: string): FeelNode | undefined => call.named?.find((arg) => arg.name === key)?.value;
  const node = name === 'split' ? call.positional[1] ?? named('delimiter') : name === 'matches' || name === 'replace' ? call.positional[1] ?? named('pattern') : undefined;
  const source = textOf(node);
  if (source === null || !node) return null;
  return { source, flags: textOf(call.positional[name === 'matches' ? 2 : 3] ?? named('flags')) ?? '', at: node.at };
}

function patternFindings(source: string, flags: string, at: number): RawFinding[] {
  try {
    compilePattern(source, flags);
    return [];
  } catch (refusal) {
    if (!(refusal instanceof PatternRefusal)) throw refusal;
    return [{ code: 'FEEL_PATTERN_REFUSED', params: { pattern: source.slice(0, 80), problem: refusal.problem }, at }];
  }
}
