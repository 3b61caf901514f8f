/** FEEL's functions on ranges: how two of them, or a point and a range, lie to each other. */
import { includes, order } from '../feel.compare.ts';
import type { Meter } from '../feel.meter.ts';
import { parseTemporal } from '../feel.temporal.ts';
import { unescapeText } from '../feel.text.ts';
import { isRange, range, typeOf, type FeelRange, type FeelValue } from '../feel.values.ts';
import { builtin, overload, type Builtin } from './builtin.ts';

type Relation = (a: FeelRange, b: FeelRange, compare: (x: FeelValue, y: FeelValue) => number) => boolean;

/** A point is the range that holds only it. */
const asRange = (value: FeelValue): FeelRange => (isRange(value) ? value : range(value, value, true, true));
class NotOrdered extends Error {}

function relation(name: string, [first, second]: [string, string], holds: Relation, accepts: (a: FeelValue, b: FeelValue) => boolean): Builtin {
  return builtin(name, overload(`${first}: some, ${second}: some`, (meter: Meter, a: FeelValue, b: FeelValue) => {
    if (!accepts(a, b)) return meter.nothing('INVALID_ARGUMENTS', { name, usage: `${name}(${first}, ${second})`, given: `${typeOf(a)}, ${typeOf(b)}` });
    try {
      return holds(asRange(a), asRange(b), (x, y) => {
        const compared = order(x, y, meter);
        if (compared === null) throw new NotOrdered();
        return compared;
      });
    } catch (thrown) {
      if (thrown instanceof NotOrdered) return meter.nothing('NOT_COMPARABLE', { left: typeOf(a), right: typeOf(b) });
      throw thrown;
    }
  }));
}

type Compare = (x: FeelValue, y: FeelValue) => number;
/** Ends are compared with open ends beyond all values. */
const startOrder = (a: FeelRange, b: FeelRange, compare: Compare): number => {
  if (a.start === null || b.start === null) return Number(b.start === null) - Number(a.start === null);
  return compare(a.start, b.start) || Number(b.startIncluded) - Number(a.startIncluded);
};
const endOrder = (a: FeelRange, b: FeelRange, compare: Compare): number => {
  if (a.end === null || b.end === null) return Number(a.end === null) - Number(b.end === null);
  return compare(a.end, b.end) || Number(a.endIncluded) - Number(b.endIncluded);
};
const before: Relation = (a, b, compare) => {
  if (a.end === null || b.start === null) return false;
  const compared = compare(a.end, b.start);
  return compared < 0 || (compared === 0 && !(a.endIncluded && b.startIncluded));
};
const meets: Relation = (a, b, compare) => a.end !== null && b.start !== null && compare(a.end, b.start) === 0 && a.endIncluded && b.startIncluded;
const overlaps: Relation = (a, b, compare) => !before(a, b, compare) && !before(b, a, compare);
const overlapsBefore: Relation = (a, b, compare) => overlaps(a, b, compare) && startOrder(a, b, compare) < 0 && endOrder(a, b, compare) < 0;
const finishes: Relation = (a, b, compare) => endOrder(a, b, compare) === 0 && startOrder(a, b, compare) >= 0;
const starts: Relation = (a, b, compare) => startOrder(a, b, compare) === 0 && endOrder(a, b, compare) <= 0;
const during: Relation = (a, b, compare) => startOrder(a, b, compare) >= 0 && endOrder(a, b, compare) <= 0;
const swapped = (of: Relation): Relation => (a, b, compare) => of(b, a, compare);

const any = (): boolean => true;
const bothRanges = (a: FeelValue, b: FeelValue): boolean => isRange(a) && isRange(b);
const pointOrRangeFirst = (_: FeelValue, b: FeelValue): boolean => isRange(b);
const rangeFirst = (a: FeelValue): boolean => isRange(a);
const bothOrNeither = (a: FeelValue, b: FeelValue): boolean => isRange(a) === isRange(b);

/** range("[1..5)") from a text; the ends are numbers, "texts", @"dates" or plain dates and durations, and may be missing. */
function rangeFrom(meter: Meter, from: string): FeelValue {
  meter.charge(from.length);
  const fail = (): null => meter.nothing('INVALID_ARGUMENTS', { name: 'range', usage: 'range("[1..5]")', given: JSON.stringify(from.slice(0, 60)) });
  const text = from.trim();
  const inner = text.slice(1, -1);
  const dots = inner.startsWith('"') ? inner.indexOf('..', inner.indexOf('"', 1)) : inner.indexOf('..');
  if (!/^[[(\]]/.test(text) || !/[\])[]$/.test(text) || dots < 0) return fail();
  const start = endFrom(inner.slice(0, dots));
  const end = endFrom(inner.slice(dots + 2));
  if (start === undefined || end === undefined || (start === null && end === null)) return fail();
  if (start !== null && end !== null && !((order(start, end, meter) ?? 1) <= 0)) return fail();
  return range(start, end, text.startsWith('[') && start !== null, text.endsWith(']') && end !== null);
}

function endFrom(raw: string): FeelValue | undefined {
  const text = raw.trim();
  if (text === '' || text === 'null') return null;
  if (/^-?(\d+(\.\d+)?|\.\d+)$/.test(text)) return Number(text) + 0;
  const call = /^(?:@|date\(|time\(|date and time\(|duration\()\s*("[^"]*")\s*\)?$/.exec(text);
  if (call?.[1]) return parseTemporal(unescapeText(call[1])) ?? undefined;
  if (/^"(?:[^"\\]|\\.)*"$/.test(text)) return unescapeText(text);
  return parseTemporal(text) ?? undefined;
}

export const rangeBuiltins: readonly Builtin[] = [
  builtin('range', overload('from: string', rangeFrom)),
  relation('before', ['a', 'b'], before, any),
  relation('after', ['a', 'b'], swapped(before), any),
  relation('meets', ['range1', 'range2'], meets, bothRanges),
  relation('met by', ['range1', 'range2'], swapped(meets), bothRanges),
  relation('overlaps', ['range1', 'range2'], overlaps, bothRanges),
  relation('overlaps before', ['range1', 'range2'], overlapsBefore, bothRanges),
  relation('overlaps after', ['range1', 'range2'], swapped(overlapsBefore), bothRanges),
  relation('finishes', ['a', 'range'], finishes, pointOrRangeFirst),
  relation('finished by', ['range', 'b'], swapped(finishes), rangeFirst),
  builtin('includes', overload('range: range, value: some', (meter: Meter, container: FeelRange, value: FeelValue) =>
    includes(container, value, meter) ?? meter.nothing('NOT_COMPARABLE', { left: typeOf(container.start ?? container.end), right: typeOf(value) }))),
  relation('during', ['a', 'range'], during, pointOrRangeFirst),
  relation('starts', ['a', 'range'], starts, pointOrRangeFirst),
  relation('started by', ['range', 'b'], swapped(starts), rangeFirst),
  relation('coincides', ['a', 'b'], (a, b, compare) => startOrder(a, b, compare) === 0 && endOrder(a, b, compare) === 0, bothOrNeither),
];
