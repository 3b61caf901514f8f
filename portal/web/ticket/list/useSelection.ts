/** Which rows of a list are selected: one by one, or from the last one selected to this. What is not listed is not selected. */
import { useMemo, useState } from 'react';

export interface Selection {
  /** In the order of the list. */
  selected: readonly string[];
  has(id: string): boolean;
  /** Selects it or takes it out; with `isRange` everything from the last one touched to it. */
  toggle(id: string, isRange?: boolean): void;
  clear(): void;
}

/** The selection after a row was touched. `anchor`: the one touched before. At most `most`, the first ones. Pure. */
export function touched(ids: readonly string[], selected: ReadonlySet<string>, id: string, anchor: string | null, isRange: boolean, most: number): Set<string> {
  const next = new Set(selected);
  const [from, to] = [anchor === null ? -1 : ids.indexOf(anchor), ids.indexOf(id)];
  if (isRange && from >= 0 && to >= 0) for (const one of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one);
  else if (next.has(id)) next.delete(id);
  else next.add(id);
  return new Set([...next].slice(0, most));
}

export function useSelection(ids: readonly string[], most: number): Selection {
  const [held, setHeld] = useState<{ ids: ReadonlySet<string>; anchor: string | null }>({ ids: new Set(), anchor: null });
  const selected = useMemo(() => ids.filter((id) => held.ids.has(id)), [ids, held]);
  return {
    selected, has: (id) => held.ids.has(id),
    toggle: (id, isRange = false) => setHeld((was) => ({ ids: touched(ids, was.ids, id, was.anchor, isRange, most), anchor: id })),
    clear: () => setHeld({ ids: new Set(), anchor: null }),
  };
}
