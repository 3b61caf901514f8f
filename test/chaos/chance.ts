/** Chance that can be repeated: the same seed gives the same numbers. What is done with them is the caller's. */

export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** Whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  isLikely(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
  /** A chance of its own for one part of the work, so that parts that take turns do not change each other's numbers. */
  of(part: string): Chance;
}

/** mulberry32 over a 32-bit seed. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next, between,
    isLikely: (share) => next() < share,
    pick: (from) => from[between(0, from.length - 1)]!,
    shuffled(list) {
      const copy = [...list];
      for (let at = copy.length - 1; at > 0; at -= 1) {
        const other = between(0, at);
        [copy[at], copy[other]] = [copy[other]!, copy[at]!];
      }
      return copy;
    },
    of: (part) => chance([...part].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619), (seed ^ 0x811c9dc5) >>> 0)),
  };
}
