/** FEEL's functions on lists. Every one charges for the elements it touches before it touches them. */
import { arithmetic, finite } from '../feel.arithmetic.ts';
import { equals, isTemporal, order } from '../feel.compare.ts';
import { FeelFault } from '../feel.fault.ts';
import type { Meter } from '../feel.meter.ts';
import { isFunction, isList, typeOf, type FeelFunction, type FeelValue } from '../feel.values.ts';
import { builtin, overload, type Builtin } from './builtin.ts';

/** Functions that take either one list or several values: min([1, 2]) and min(1, 2). Without any argument they give null. */
function ofList(name: string, run: (meter: Meter, list: readonly FeelValue[]) => FeelValue): Builtin {
  return builtin(name, overload('list: list', (meter: Meter, list: FeelValue[]) => {
    meter.list(list.length);
    return run(meter, list);
  }), overload('...list: any', (meter: Meter, ...list: FeelValue[]) => {
    meter.list(list.length);
    return list.length === 0 || (list.length === 1 && list[0] === null) ? meter.nothing('INVALID_ARGUMENTS', { name, usage: `${name}(list)`, given: 'nothing' }) : run(meter, list);
  }));
}

const isNumbers = (list: readonly FeelValue[]): list is readonly number[] => list.every((item) => typeof item === 'number');
const wrongItems = (meter: Meter, name: string, wanted: 'numbers' | 'numbers-or-durations' | 'one-ordered-type' | 'booleans' | 'two-numbers'): null => meter.nothing('INVALID_ARGUMENTS', { name, usage: `list-of-${wanted}`, given: 'other-values' });

function ofNumbers(name: string, empty: FeelValue, run: (list: readonly number[], meter: Meter) => FeelValue): Builtin {
  return ofList(name, (meter, list) => (!isNumbers(list) ? wrongItems(meter, name, 'numbers') : list.length === 0 ? empty : run(list, meter)));
}

/** Adds without the drift of adding in a row (Neumaier), so that the sum of ten times 0.1 is 1. */
export function exactSum(list: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const n of list) {
    const next = sum + n;
    lost += Math.abs(sum) >= Math.abs(n) ? sum - next + n : n - next + sum;
    sum = next;
  }
  return Number.isFinite(lost) ? sum + lost : sum;
}

function sum(meter: Meter, list: readonly FeelValue[]): FeelValue {
  if (list.length === 0) return null;
  if (isNumbers(list)) return finite(exactSum(list), meter);
  if (list.every((item) => isTemporal(item) && item.kind.endsWith('duration'))) {
    return list.slice(1).reduce((total: FeelValue, item) => (total === null ? null : arithmetic('+', total, item, meter)), list[0] ?? null);
  }
  return wrongItems(meter, 'sum', 'numbers-or-durations');
}

function extreme(name: string, sign: 1 | -1): Builtin {
  return ofList(name, (meter, list) => {
    let best: FeelValue = list[0] ?? null;
    for (const item of list) {
      const compared = order(item, best, meter);
      if (compared === null) return wrongItems(meter, name, 'one-ordered-type');
      if (compared * sign > 0) best = item;
    }
    return best;
  });
}

/** true wins in `any`, false in `all`; an element that is neither makes the rest unknown. */
function logical(name: string, winner: boolean): Builtin {
  return ofList(name, (meter, list) => {
    if (list.some((item) => item === winner)) return winner;
    return list.every((item) => item === !winner) ? !winner : wrongItems(meter, name, 'booleans');
  });
}

function distinct(meter: Meter, list: readonly FeelValue[]): FeelValue[] {
  const seen = new Set<FeelValue>();
  const found: FeelValue[] = [];
  for (const item of list) {
    meter.charge(1);
    if (item === null || typeof item !== 'object') {
      if (seen.has(item)) continue;
      seen.add(item);
    } else if (found.some((other) => equals(other, item, meter) === true)) continue;
    found.push(item);
  }
  return found;
}

function flattened(meter: Meter, list: readonly FeelValue[], out: FeelValue[], depth: number): FeelValue[] {
  if (depth > meter.limits.valueDepth) throw new FeelFault('FEEL_VALUE_TOO_DEEP', { limit: meter.limits.valueDepth }, meter.at);
  for (const item of list) {
    if (isList(item)) flattened(meter, item, out, depth + 1);
    else {
      out.push(item);
      if (out.length > meter.limits.listItems) meter.list(out.length);
      meter.charge(1);
    }
  }
  return out;
}

/** Index from 0 of a position that counts from 1, or from the end when negative; null outside 1..size. */
function indexAt(position: number, size: number): number | null {
  const whole = Math.trunc(position);
  if (whole === 0 || Math.abs(whole) > size) return null;
  return whole < 0 ? size + whole : whole - 1;
}

const noPosition = (meter: Meter, position: number): null => meter.nothing('INDEX_OUT_OF_RANGE', { index: String(position) });

/** A merge sort of our own: engines call a comparison in different orders and numbers, and the count of steps must not depend on them. */
function mergeSorted(list: readonly FeelValue[], isBefore: (a: FeelValue, b: FeelValue) => boolean, meter: Meter): FeelValue[] {
  if (list.length <= 1) return list.slice();
  const middle = list.length >> 1;
  const left = mergeSorted(list.slice(0, middle), isBefore, meter);
  const right = mergeSorted(list.slice(middle), isBefore, meter);
  const merged: FeelValue[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    meter.charge(1);
    const [a, b] = [left[l] ?? null, right[r] ?? null];
    if (isBefore(b, a) && !isBefore(a, b)) {
      merged.push(b);
      r += 1;
    } else {
      merged.push(a);
      l += 1;
    }
  }
  return [...merged, ...left.slice(l), ...right.slice(r)];
}

function sort(meter: Meter, list: FeelValue[], precedes?: FeelFunction): FeelValue {
  meter.list(list.length);
  if (precedes) return mergeSorted(list, (a, b) => precedes.call([a, b]) === true, meter);
  const first = list[0] ?? null;
  if (list.some((item) => order(item, first, meter) === null)) return list.length === 0 ? [] : wrongItems(meter, 'sort', 'one-ordered-type');
  return mergeSorted(list, (a, b) => (order(a, b, meter) ?? 0) < 0, meter);
}

function replaceAt(meter: Meter, list: FeelValue[], where: FeelValue, item: FeelValue): FeelValue {
  meter.list(list.length);
  if (typeof where === 'number') {
    const index = indexAt(where, list.length);
    return index === null ? noPosition(meter, where) : list.map((old, i) => (i === index ? item : old));
  }
  if (!isFunction(where)) return meter.nothing('INVALID_ARGUMENTS', { name: 'list replace', usage: 'list replace(list, position, newItem)', given: typeOf(where) });
  return list.map((old) => (where.call([old, item]) === true ? item : old));
}

export const listBuiltins: readonly Builtin[] = [
  builtin('list contains', overload('list: list, element: any', (meter: Meter, list: FeelValue[], element: FeelValue) => {
    meter.list(list.length);
    return list.some((item) => equals(item, element, meter) === true);
  })),
  builtin('list replace', overload('list: list, position: some, newItem: any', replaceAt), overload('list: list, match: some, newItem: any', replaceAt)),
  builtin('count', overload('list: list', (_: Meter, list: FeelValue[]) => list.length)),
  extreme('min', -1),
  extreme('max', 1),
  ofList('sum', sum),
  ofNumbers('mean', null, (list, meter) => finite(exactSum(list) / list.length, meter)),
  ofNumbers('product', null, (list, meter) => finite(list.reduce((a, b) => a * b, 1), meter)),
  ofNumbers('median', null, (list) => {
    const sorted = [...list].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? (sorted[middle] ?? null) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  }),
  ofNumbers('stddev', null, (list, meter) => {
    if (list.length < 2) return wrongItems(meter, 'stddev', 'two-numbers');
    const mean = exactSum(list) / list.length;
    return finite(Math.sqrt(exactSum(list.map((n) => (n - mean) ** 2)) / (list.length - 1)), meter);
  }),
  ofNumbers('mode', [], (list) => {
    const counts = new Map<number, number>();
    for (const n of list) counts.set(n, (counts.get(n) ?? 0) + 1);
    const most = [...counts.values()].reduce((a, b) => Math.max(a, b), 0);
    return [...counts].filter(([, count]) => count === most).map(([n]) => n).sort((a, b) => a - b);
  }),
  logical('all', false),
  logical('any', true),
  builtin('sublist', overload('list: list, start position: number, length: number?', sublist), overload('list: list, start: number, length: number?', sublist)),
  builtin('append', overload('list: list, ...item: any', (meter: Meter, list: FeelValue[], ...items: FeelValue[]) => {
    meter.list(list.length + items.length);
    return [...list, ...items];
  })),
  builtin('concatenate', overload('...list: any', (meter: Meter, ...lists: FeelValue[]) => concatenated(meter, lists))),
  builtin('union', overload('...list: any', (meter: Meter, ...lists: FeelValue[]) => distinct(meter, concatenated(meter, lists)))),
  builtin('insert before', overload('list: list, position: number, newItem: any', (meter: Meter, list: FeelValue[], position: number, item: FeelValue) => {
    meter.list(list.length + 1);
    const index = position === list.length + 1 ? list.length : indexAt(position, list.length);
    return index === null ? noPosition(meter, position) : [...list.slice(0, index), item, ...list.slice(index)];
  })),
  builtin('remove', overload('list: list, position: number', (meter: Meter, list: FeelValue[], position: number) => {
    meter.list(list.length);
    const index = indexAt(position, list.length);
    return index === null ? noPosition(meter, position) : [...list.slice(0, index), ...list.slice(index + 1)];
  })),
  builtin('reverse', overload('list: list', (meter: Meter, list: FeelValue[]) => {
    meter.list(list.length);
    return list.slice().reverse();
  })),
  builtin('index of', overload('list: list, match: any', (meter: Meter, list: FeelValue[], match: FeelValue) => {
    meter.list(list.length);
    return list.flatMap((item, i) => (equals(item, match, meter) === true ? [i + 1] : []));
  })),
  builtin('distinct values', overload('list: list', (meter: Meter, list: FeelValue[]) => distinct(meter, list))),
  builtin('flatten', overload('list: list', (meter: Meter, list: FeelValue[]) => flattened(meter, list, [], 0))),
  builtin('sort', overload('list: list, precedes: function?', sort)),
];

function sublist(meter: Meter, list: FeelValue[], start: number, length?: number): FeelValue {
  meter.list(list.length);
  const index = indexAt(start, list.length);
  if (index === null) return noPosition(meter, start);
  return list.slice(index, length === undefined ? undefined : index + Math.max(0, Math.trunc(length)));
}

function concatenated(meter: Meter, lists: readonly FeelValue[]): FeelValue[] {
  meter.list(lists.reduce((total: number, list) => total + (isList(list) ? list.length : 1), 0));
  return lists.flatMap((list) => (isList(list) ? list : [list]));
}
