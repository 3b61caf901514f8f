/**
 * Which cases the cells of one column take, as far as that can be told from their text: plain values and ranges of one type. The values of a column are
 * parted into cases at every value that is written down: the values themselves, and what lies before, between and behind them. A cell is a set of cases, as bits.
 */
import { compileExpression, encodeFeel, isCompiled } from '../feel/feel.ts';
import type { FeelNode } from '../feel/feel.syntax.ts';
import { isTemporal } from '../feel/feel.compare.ts';
import { orderKey, parseTemporal } from '../feel/feel.temporal.ts';
import { typeOf, type FeelValue } from '../feel/feel.values.ts';
import { isAnything } from './table.schema.ts';

/** `tests`: the cases each rule takes; `domain`: those that may come, without null, which is bit 0. `tell` writes a case as a cell would. */
export interface Column { tests: bigint[]; domain: bigint; cases: number; tell(cases: bigint): string }

type Key = number | string;
interface Point { type: string; key: Key; text: string }
type Test = { op: '=' | '!=' | '<' | '<=' | '>' | '>='; at: Point | null } | { low: Point; high: Point; takesLow: boolean; takesHigh: boolean };
interface Cell { tests: Test[]; isNegated: boolean }

/** Null where the column has a cell that cannot be told, or values of several types. */
export function columnOf(cells: readonly (string | undefined)[], values: string | undefined): Column | null {
  const read = [values, ...cells].map((text) => (isAnything(text) ? 'any' as const : cellOf(text!)));
  if (read.includes(null)) return null;
  const points = pointsOf(read.flatMap((cell) => (cell === 'any' || cell === null ? [] : cell.tests)));
  if (points === null) return null;
  const all = (1n << BigInt(2 * points.length + 2)) - 1n;
  const taken = read.map((cell) => (cell === 'any' || cell === null ? all : casesOf(cell, points, all)));
  const possible = all & ~1n & ~emptyCases(points);
  return { tests: taken.slice(1), domain: taken[0]! & possible, cases: 2 * points.length + 2, tell: (cases) => told(cases & ~1n, points) };
}

function cellOf(text: string): Cell | null {
  const compiled = compileExpression(text, { kind: 'unaryTests' });
  if (!isCompiled(compiled) || compiled.root.kind !== 'unary tests') return null;
  const tests = compiled.root.tests.map(testOf);
  return tests.every((test) => test !== null) ? { tests, isNegated: compiled.root.isNegated } : null;
}

function testOf(node: FeelNode): Test | null {
  if (node.kind === 'literal' && node.value === null) return { op: '=', at: null };
  if (node.kind === 'test') { const at = pointOf(node.value); return at && { op: node.op, at }; }
  if (node.kind === 'range') {
    const [low, high] = [pointOf(node.start), pointOf(node.end)];
    return low && high && { low, high, takesLow: node.startIncluded, takesHigh: node.endIncluded };
  }
  const at = pointOf(node);
  return at && { op: '=', at };
}

function pointOf(node: FeelNode): Point | null {
  const value = valueOf(node);
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'string') return { type: typeof value, key: value, text: JSON.stringify(value) };
  if (typeof value === 'boolean') return { type: 'boolean', key: Number(value), text: String(value) };
  return isTemporal(value) ? { type: typeOf(value), key: orderKey(value), text: `@${JSON.stringify((encodeFeel(value) as { value: string }).value)}` } : null;
}

const timeMakers = new Set(['date', 'time', 'date and time', 'duration']);
/** What is written down; undefined for what would have to be computed. */
function valueOf(node: FeelNode): FeelValue | undefined {
  if (node.kind === 'literal') return node.value;
  if (node.kind === 'negate') { const of = valueOf(node.of); return typeof of === 'number' ? -of : undefined; }
  if (node.kind !== 'call' || node.callee.kind !== 'name' || !timeMakers.has(node.callee.name) || node.positional.length !== 1) return undefined;
  const [only] = node.positional;
  const value = only?.kind === 'literal' && typeof only.value === 'string' ? parseTemporal(only.value) : null;
  return value !== null && (typeOf(value) === node.callee.name || (node.callee.name === 'duration' && typeOf(value).endsWith('duration'))) ? value : undefined;
}

/** Every value of a column in its order; null where they are of several types. */
function pointsOf(tests: readonly Test[]): Point[] | null {
  const given = tests.flatMap((test) => ('op' in test ? [test.at] : [test.low, test.high])).filter((point) => point !== null);
  if (new Set(given.map(({ type }) => type)).size > 1) return null;
  if (given[0]?.type === 'boolean') return [{ type: 'boolean', key: 0, text: 'false' }, { type: 'boolean', key: 1, text: 'true' }];
  const found = new Map(given.map((point) => [point.key, point]));
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

const bit = (at: number): bigint => 1n << BigInt(at);
const below = (at: number): bigint => (bit(at) - 1n) & ~1n;

function casesOf({ tests, isNegated }: Cell, points: readonly Point[], all: bigint): bigint {
  const place = (point: Point): number => 2 + 2 * points.findIndex(({ key }) => key === point.key);
  const one = (test: Test): bigint => {
    if (!('op' in test)) {
      const [low, high] = [place(test.low), place(test.high)];
      return low > high ? 0n : (below(high) | (test.takesHigh ? bit(high) : 0n)) & ~below(low) & ~(test.takesLow ? 0n : bit(low)) & ~1n;
    }
    if (test.at === null) return 1n;
    const at = place(test.at);
    switch (test.op) {
      case '=': return bit(at);
      case '!=': return all & ~bit(at);
      case '<': return below(at);
      case '<=': return below(at) | bit(at);
      case '>': return all & ~below(at) & ~bit(at) & ~1n;
      case '>=': return all & ~below(at) & ~1n;
    }
  };
  const taken = tests.reduce((sum, test) => sum | one(test), 0n);
  // A range says neither yes nor no to null, and neither does what is made of it.
  return isNegated ? all & ~taken & ~(tests.some((test) => !('op' in test) || !['=', '!='].includes(test.op)) ? 1n : 0n) : taken;
}

/** Between true and false there is nothing, and neither between two days that follow each other. */
function emptyCases(points: readonly Point[]): bigint {
  const [first] = points;
  if (first?.type === 'boolean') return bit(1) | bit(3) | bit(5);
  if (first?.type !== 'date') return 0n;
  return points.slice(1).reduce((sum, point, at) => (Number(point.key) - Number(points[at]!.key) === 1 ? sum | bit(3 + 2 * at) : sum), 0n);
}

function told(cases: bigint, points: readonly Point[]): string {
  if (points.length === 0) return '-';
  let at = 1;
  while ((cases & bit(at)) === 0n && at < 2 * points.length + 2) at += 1;
  if (at % 2 === 0) return points[at / 2 - 1]?.text ?? '-';
  if (points[0]!.type === 'string') return `not(${points.map(({ text }) => text).join(', ').slice(0, 120)})`;
  const [before, behind] = [points[(at - 3) / 2], points[(at - 1) / 2]];
  return before && behind ? `]${before.text}..${behind.text}[` : before ? `> ${before.text}` : `< ${behind!.text}`;
}
