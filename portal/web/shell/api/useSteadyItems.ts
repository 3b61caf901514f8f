/** Rows that stay where they stand while a list is read anew: gone ones go, changed ones change in place, new ones wait, except where they only follow the last. */
import { useMemo, useState } from 'react';
import { mergeStable } from '../../ui/stable-list.ts';

export interface SteadyItems<T> { rows: readonly T[]; waiting: number; show: () => void }

/** What is shown of `fresh`, and how many of it wait. `ids`: the rows shown, in their order; null: none yet. Pure. */
export function steadyOf<T extends { id: string }>(fresh: readonly T[], ids: readonly string[] | null): { rows: readonly T[]; waiting: number } {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const shown = (ids ?? []).flatMap((id) => byId.get(id) ?? []);
  // Nothing can jump in an empty list.
  if (shown.length === 0) return { rows: fresh, waiting: 0 };
  const known = new Set(shown.map(({ id }) => id));
  const last = fresh.findLastIndex(({ id }) => known.has(id));
  const merged = mergeStable(shown, fresh.slice(0, last + 1), true);
  return { rows: [...merged.rows, ...fresh.slice(last + 1)], waiting: merged.waiting.length };
}

/** `place` names what is listed: another list begins anew. */
export function useSteadyItems<T extends { id: string }>(fresh: readonly T[] | undefined, place: string): SteadyItems<T> {
  const [shown, setShown] = useState<{ place: string; ids: readonly string[] } | null>(null);
  const ids = shown?.place === place ? shown.ids : null;
  const kept = useMemo(() => steadyOf(fresh ?? [], ids), [fresh, ids]);
  // What went keeps its place: taken back, it stands where it stood.
  const added = kept.rows.map(({ id }) => id).filter((id) => !ids?.includes(id));
  if (fresh && added.length > 0) setShown({ place, ids: kept.rows.length === added.length ? added : [...ids ?? [], ...added] });
  return { rows: kept.rows, waiting: kept.waiting, show: () => setShown({ place, ids: (fresh ?? []).map(({ id }) => id) }) };
}
