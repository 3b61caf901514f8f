/** The five operators on numbers, texts, dates and durations. What has no meaning gives null and says why. */
import { isTemporal } from './feel.compare.ts';
import { msPerDay } from './feel.calendar.ts';
import type { Meter } from './feel.meter.ts';
import type { ArithmeticOp } from './feel.syntax.ts';
import { daysDuration, instantMs, midnight, monthsDuration, orderKey, plusDuration } from './feel.temporal.ts';
import { isDate, isDateTime, isDaysDuration, isDuration, isList, isMonthsDuration, isTime, typeOf, type FeelDuration, type FeelValue } from './feel.values.ts';

/** Powers, logarithms and the like differ in the last digits between JavaScript engines; 15 digits are the same everywhere. */
export const stableDigits = (n: number): number => (Number.isInteger(n) && Math.abs(n) <= Number.MAX_SAFE_INTEGER ? n : Number(n.toPrecision(15)));

/** A number a FEEL value may be; null with a warning for what overflowed. */
export const finite = (n: number, meter: Meter): FeelValue => (Number.isFinite(n) ? n + 0 : meter.nothing('OUT_OF_RANGE', { value: String(n) }));

const outside = (value: FeelValue, meter: Meter): FeelValue => value ?? meter.nothing('OUT_OF_RANGE', { value: 'date-or-duration' });
const single = (value: FeelValue): FeelValue => (isList(value) && value.length === 1 ? (value[0] ?? null) : value);
const scaled = (duration: FeelDuration, by: number): FeelValue =>
  (duration.kind === 'days and time duration' ? daysDuration(duration.ms * by) : monthsDuration(duration.months * by));

export function arithmetic(op: ArithmeticOp, leftRaw: FeelValue, rightRaw: FeelValue, meter: Meter): FeelValue {
  const left = single(leftRaw);
  const right = single(rightRaw);
  if (typeof left === 'number' && typeof right === 'number') return numbers(op, left, right, meter);
  if (op === '+' && typeof left === 'string' && typeof right === 'string') {
    meter.chars(left.length + right.length);
    return left + right;
  }
  if (op === '*' && isDuration(left) && typeof right === 'number') return outside(scaled(left, right), meter);
  if (op === '*' && typeof left === 'number' && isDuration(right)) return outside(scaled(right, left), meter);
  if (op === '/' && isDuration(left)) {
    if (typeof right === 'number') return right === 0 ? meter.nothing('DIVISION_BY_ZERO') : outside(divided(left, right), meter);
    if (isDuration(right) && right.kind === left.kind) return orderKey(right) === 0 ? meter.nothing('DIVISION_BY_ZERO') : finite(orderKey(left) / orderKey(right), meter);
  }
  if ((op === '+' || op === '-') && isTemporal(left) && isTemporal(right)) {
    const result = op === '+' ? added(left, right) : subtracted(left, right);
    if (result !== undefined) return outside(result, meter);
  }
  return meter.nothing('INVALID_TYPE', { operator: op, left: typeOf(left), right: typeOf(right) });
}

const divided = (left: FeelDuration, by: number): FeelValue =>
  (left.kind === 'days and time duration' ? daysDuration(left.ms / by) : monthsDuration(left.months / by));

function numbers(op: ArithmeticOp, a: number, b: number, meter: Meter): FeelValue {
  switch (op) {
    case '+': return finite(a + b, meter);
    case '-': return finite(a - b, meter);
    case '*': return finite(a * b, meter);
    case '/': return b === 0 ? meter.nothing('DIVISION_BY_ZERO') : finite(a / b, meter);
    case '**': return Number.isFinite(a ** b) ? finite(stableDigits(a ** b), meter) : meter.nothing('OUT_OF_RANGE', { value: `${a} ** ${b}` });
  }
}

/** undefined: these two kinds cannot be added. null: they can, but the result is no date any more. */
function added(a: FeelValue, b: FeelValue): FeelValue | undefined {
  if (isDuration(a) && !isDuration(b)) return added(b, a);
  if ((isDate(a) || isTime(a) || isDateTime(a)) && isDuration(b)) return isTime(a) && isMonthsDuration(b) ? undefined : plusDuration(a, b, 1);
  if (isDaysDuration(a) && isDaysDuration(b)) return daysDuration(a.ms + b.ms);
  if (isMonthsDuration(a) && isMonthsDuration(b)) return monthsDuration(a.months + b.months);
  return undefined;
}

function subtracted(a: FeelValue, b: FeelValue): FeelValue | undefined {
  if ((isDate(a) || isTime(a) || isDateTime(a)) && isDuration(b)) return isTime(a) && isMonthsDuration(b) ? undefined : plusDuration(a, b, -1);
  if (isDaysDuration(a) && isDaysDuration(b)) return daysDuration(a.ms - b.ms);
  if (isMonthsDuration(a) && isMonthsDuration(b)) return monthsDuration(a.months - b.months);
  if (isDate(a) && isDate(b)) return daysDuration((a.day - b.day) * msPerDay);
  if (isTime(a) && isTime(b)) return daysDuration(orderKey(a) - orderKey(b));
  if ((isDate(a) || isDateTime(a)) && (isDate(b) || isDateTime(b))) {
    return daysDuration(instantMs(isDate(a) ? midnight(a) : a) - instantMs(isDate(b) ? midnight(b) : b));
  }
  return undefined;
}

export function negated(value: FeelValue, meter: Meter): FeelValue {
  const of = single(value);
  if (typeof of === 'number') return -of + 0;
  if (isDuration(of)) return scaled(of, -1);
  return meter.nothing('INVALID_TYPE', { operator: '-', left: 'nothing', right: typeOf(of) });
}
