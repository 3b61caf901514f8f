/** When two FEEL values are equal and which comes first, in three-valued logic: null means they cannot be compared. */
import { FeelFault } from './feel.fault.ts';
import type { Meter } from './feel.meter.ts';
import { orderKey } from './feel.temporal.ts';
import { isContext, isList, isRange, isUnequal, range, typeOf, type FeelRange, type FeelTemporal, type FeelValue } from './feel.values.ts';

const temporalKinds = new Set<string>(['date', 'time', 'date and time', 'days and time duration', 'years and months duration']);
export const isTemporal = (value: FeelValue): value is FeelTemporal => temporalKinds.has(typeOf(value));

/** True, false, or null for values of different types. Null equals only null. Lists and contexts are compared deeply, one step an element. */
export function equals(a: FeelValue, b: FeelValue, meter: Meter, depth = 0): boolean | null {
  meter.charge(1);
  if (a === null || b === null) return a === b;
  const type = typeOf(a);
  if (type !== typeOf(b)) return null;
  if (depth > meter.limits.valueDepth) throw new FeelFault('FEEL_VALUE_TOO_DEEP', { limit: meter.limits.valueDepth }, meter.at);
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, i) => equals(item, b[i] ?? null, meter, depth + 1) === true);
  }
  if (isContext(a) && isContext(b)) {
    if (a.size !== b.size) return false;
    for (const [key, value] of a) {
      const other = b.get(key);
      if (other === undefined || equals(value, other, meter, depth + 1) !== true) return false;
    }
    return true;
  }
  if (isRange(a) && isRange(b)) {
    return a.startIncluded === b.startIncluded && a.endIncluded === b.endIncluded
      && equals(a.start, b.start, meter, depth + 1) === true && equals(a.end, b.end, meter, depth + 1) === true;
  }
  if (isTemporal(a) && isTemporal(b)) return orderKey(a) === orderKey(b);
  if (typeof a === 'string' && typeof b === 'string') {
    meter.charge(Math.min(a.length, b.length) >> 6);
    return a === b;
  }
  if (typeof a === 'object') return null;
  return a === b;
}

/** Negative, 0 or positive; null where there is no order between them. Numbers, texts and temporal values of one kind have one. */
export function order(a: FeelValue, b: FeelValue, meter: Meter): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a - b || 0;
  if (typeof a === 'string' && typeof b === 'string') {
    meter.charge(Math.min(a.length, b.length) >> 6);
    return a < b ? -1 : a > b ? 1 : 0;
  }
  if (isTemporal(a) && isTemporal(b) && a.kind === b.kind) return orderKey(a) - orderKey(b);
  return null;
}

export type OrderOp = '<' | '<=' | '>' | '>=';
export function holds(op: OrderOp, compared: number): boolean {
  switch (op) {
    case '<': return compared < 0;
    case '<=': return compared <= 0;
    case '>': return compared > 0;
    case '>=': return compared >= 0;
  }
}

/** Whether a range holds a point, or all of another range. Null where they cannot be compared. */
export function includes(container: FeelRange, value: FeelValue, meter: Meter): boolean | null {
  if (value === null || (container.start === null && container.end === null)) return null;
  if (isRange(value)) {
    const starts = container.start === null ? true : value.start === null ? false : endpoint(container.start, value.start, container.startIncluded || !value.startIncluded, meter);
    const ends = container.end === null ? true : value.end === null ? false : endpoint(value.end, container.end, container.endIncluded || !value.endIncluded, meter);
    return both(starts, ends);
  }
  const low = container.start === null ? true : endpoint(container.start, value, container.startIncluded, meter);
  const high = container.end === null ? true : endpoint(value, container.end, container.endIncluded, meter);
  return both(low, high);
}

function endpoint(low: FeelValue, high: FeelValue, mayTouch: boolean, meter: Meter): boolean | null {
  const compared = order(low, high, meter);
  return compared === null ? null : mayTouch ? compared <= 0 : compared < 0;
}

const both = (a: boolean | null, b: boolean | null): boolean | null => (a === false || b === false ? false : a === null || b === null ? null : true);

/** The range a one-sided test such as `< 5` stands for. */
export const rangeOf = (op: OrderOp, value: FeelValue): FeelRange =>
  op === '<' || op === '<=' ? range(null, value, false, op === '<=') : range(value, null, op === '>=', false);

/** Whether a value passes one test of `in (...)`: a range holds it, a list has it, or it equals the test. */
export function passes(test: FeelValue, value: FeelValue, meter: Meter): boolean | null {
  if (isUnequal(test)) {
    const same = equals(test.value, value, meter);
    return same === null ? null : !same;
  }
  if (isRange(test) && !isRange(value)) return includes(test, value, meter);
  if (isList(test)) {
    if (isList(value) && equals(test, value, meter) === true) return true;
    let unknown = false;
    for (const item of test) {
      const result = isList(item) ? equals(item, value, meter) : passes(item, value, meter);
      if (result === true) return true;
      if (result === null && (isRange(item) || isUnequal(item))) unknown = true;
    }
    return unknown ? null : false;
  }
  return equals(test, value, meter) ?? false;
}
