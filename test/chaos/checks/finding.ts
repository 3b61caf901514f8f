/** What a check found wrong: which promise, where, what. */

export interface Finding { promise: string; where: string; what: string }
/** Collects findings of one promise. */
export type Tell = (where: string, what: string) => void;

export const tellInto = (findings: Finding[], promise: string): Tell => (where, what) => { findings.push({ promise, where, what }); };

/** First place where two JSON values differ, as "path: a, b"; null when they are equal. */
export function firstDifference(left: unknown, right: unknown, path = ''): string | null {
  if (Object.is(left, right)) return null;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return `${path || 'value'}: ${shown(left)}, ${shown(right)}`;
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  for (const name of names) {
    const difference = firstDifference((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name], path ? `${path}.${name}` : name);
    if (difference) return difference;
  }
  return null;
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 160));

/** Values that occur more than once. */
export const doubled = <T>(list: readonly T[]): T[] => [...new Set(list.filter((one, at) => list.indexOf(one) !== at))];

/** True for 1, 2, 3 ... in order. */
export const isGapless = (numbers: readonly number[]): boolean => numbers.every((number, at) => number === at + 1);
