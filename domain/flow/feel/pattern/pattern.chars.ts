/** Sets of characters as ranges of code points, and whether two sets share one. */

export type CharRange = readonly [low: number, high: number];

export const digitRanges: readonly CharRange[] = [[48, 57]];
export const wordRanges: readonly CharRange[] = [[48, 57], [65, 90], [95, 95], [97, 122]];
export const spaceRanges: readonly CharRange[] = [[9, 13], [32, 32], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000], [0xfeff, 0xfeff]];

/** Every code point that is in none of the ranges. */
export function negated(ranges: readonly CharRange[]): CharRange[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const result: CharRange[] = [];
  let next = 0;
  for (const [low, high] of sorted) {
    if (low > next) result.push([next, low - 1]);
    next = Math.max(next, high + 1);
  }
  if (next <= 0x10ffff) result.push([next, 0x10ffff]);
  return result;
}

export const rangesOverlap = (a: readonly CharRange[], b: readonly CharRange[]): boolean =>
  a.some(([low, high]) => b.some(([otherLow, otherHigh]) => low <= otherHigh && otherLow <= high));

export const inRanges = (ranges: readonly CharRange[], code: number): boolean => ranges.some(([low, high]) => code >= low && code <= high);

/** A test for one Unicode property such as L, Lu, Nd or Script=Greek; null where there is none. The engine is asked about one character at a time. */
export function propertyTest(name: string): ((char: string) => boolean) | null {
  if (!/^[A-Za-z_=]{1,40}$/.test(name)) return null;
  try {
    const one = new RegExp(`^\\p{${name}}$`, 'u');
    return (char) => one.test(char);
  } catch {
    return null;
  }
}
