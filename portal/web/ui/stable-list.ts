/** A list that never jumps under the pointer: what is shown stays where it is and is brought up to date in place; what is new waits to be asked for. */

export interface StableList<T> {
  rows: readonly T[];
  /** Ids of rows that would stand in the list but wait. */
  waiting: readonly string[];
}

/**
 * Merges a fresh first page into what is shown. `fresh` rows already shown replace theirs in place; others that stand before the last shown row, or
 * anywhere when `isWhole` (the page is the whole list), wait. Nothing is removed or moved.
 */
export function mergeStable<T extends { id: string }>(shown: readonly T[], fresh: readonly T[], isWhole: boolean): StableList<T> {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const known = new Set(shown.map((row) => row.id));
  const lastKnown = fresh.findLastIndex((row) => known.has(row.id));
  // A page without anything known stands before all that is shown: more is new than fits it.
  const end = isWhole || lastKnown < 0 ? fresh.length : lastKnown;
  const waiting = fresh.slice(0, end).filter((row) => !known.has(row.id)).map((row) => row.id);
  return { rows: shown.map((row) => byId.get(row.id) ?? row), waiting };
}
