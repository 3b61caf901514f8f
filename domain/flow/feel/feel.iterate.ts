/** Runs the iterators of for, some and every: their product, the first one slowest, later ones seeing earlier ones. Bounds the number of rounds. */
import { typeOf, isDate, isList, isRange, type FeelRange, type FeelValue } from './feel.values.ts';
import { feelDate } from './feel.temporal.ts';
import type { Meter } from './feel.meter.ts';
import { Frame, type Scope } from './feel.scope.ts';
import type { FeelNode, Iterator } from './feel.syntax.ts';

/** Calls `round` for each combination until it gives false. False when something to iterate over is null or no list: the whole is null then. */
export function eachRound(
  iterators: readonly Iterator[], outer: Scope, evaluation: { value: (node: FeelNode, scope: Scope) => FeelValue }, meter: Meter, round: (scope: Scope) => boolean,
): boolean {
  let rounds = 0;
  let isOpen = true;
  const run = (index: number, scope: Scope): boolean => {
    const iterator = iterators[index];
    if (!iterator) {
      rounds += 1;
      meter.rounds(rounds);
      isOpen = round(scope);
      return true;
    }
    const from = evaluation.value(iterator.from, scope);
    const items = iterator.to ? ends(from, evaluation.value(iterator.to, scope), iterator.at, meter) : listed(from, iterator.at, meter);
    if (items === null) return false;
    for (let i = 0; i < items.length && isOpen; i += 1) {
      meter.at = iterator.at;
      meter.charge(1);
      if (!run(index + 1, new Frame(new Map([[iterator.name, items[i] ?? null]]), scope))) return false;
    }
    return true;
  };
  return run(0, outer);
}

function listed(value: FeelValue, at: number, meter: Meter): readonly FeelValue[] | null {
  if (isList(value)) return value;
  if (isRange(value)) return spread(value, at, meter);
  return value === null ? meter.nothing('INVALID_TYPE', { operator: 'in', left: 'list', right: 'null' }, at) : [value];
}

const ends = (from: FeelValue, to: FeelValue, at: number, meter: Meter): readonly FeelValue[] | null =>
  spread({ kind: 'range', start: from, end: to, startIncluded: true, endIncluded: true }, at, meter);

/** The whole numbers, or the days, of a range; downwards when it starts above its end. */
function spread(of: FeelRange, at: number, meter: Meter): FeelValue[] | null {
  const isDays = isDate(of.start) && isDate(of.end);
  const start = isDate(of.start) ? of.start.day : of.start;
  const end = isDate(of.end) ? of.end.day : of.end;
  if (typeof start !== 'number' || typeof end !== 'number' || isDate(of.start) !== isDate(of.end)) {
    return meter.nothing('INVALID_TYPE', { operator: '..', left: typeOf(of.start), right: typeOf(of.end) }, at);
  }
  const step = start <= end ? 1 : -1;
  const first = of.startIncluded ? start : start + step;
  const count = Math.max(0, Math.floor(Math.abs(end - first)) + 1 - (step * (end - first) < 0 ? Infinity : 0));
  const isLastOut = !of.endIncluded && count > 0 && first + step * (count - 1) === end;
  meter.at = at;
  meter.rounds(count);
  const size = count - (isLastOut ? 1 : 0);
  return Array.from({ length: size }, (_, i) => (isDays ? feelDate(first + step * i) : first + step * i));
}
