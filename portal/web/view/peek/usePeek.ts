/** What stands beside a list, as the address says it: opened, walked with the current row, closed. On a phone it is the thing's own page. */
import { useCallback, useEffect } from 'react';
import type { CurrentRow } from '../../ui/useCurrentRow.ts';
import { useIsPhone } from '../../ui/useMedia.ts';

/** `id`: what stands beside the list; null: nothing. `toggle`: the current row beside the list, or nothing any more. */
export interface PeekPlace { id: string | null; open(id: string): void; close(): void; toggle(): void }

export interface PeekOf<Search extends { peek?: string }> {
  /** What the address says. */
  search: Search;
  keys: Pick<CurrentRow<HTMLElement>, 'current' | 'setCurrent' | 'move'>;
  /** Goes to an address of the list. Must be the same function from one drawing to the next, as `openPage`. */
  go(search: Search, isInstead?: boolean): void;
  /** Goes to the thing's own page. */
  openPage(id: string, isInstead?: boolean): void;
}

export function usePeek<Search extends { peek?: string }>({ search, keys, go, openPage }: PeekOf<Search>): PeekPlace {
  const isPhone = useIsPhone();
  const { peek } = search;
  const { current, setCurrent, move } = keys;
  useEffect(() => {
    if (peek === undefined) return;
    if (isPhone) openPage(peek, true);
    // What the address names comes first; from then on it follows the row one is at.
    else if (current === null) setCurrent(peek);
    else if (current !== peek) go({ ...search, peek: current }, true);
  }, [peek, isPhone, current, setCurrent, go, search, openPage]);
  const id = peek === undefined || isPhone ? null : peek;
  const open = useCallback((chosen: string) => { setCurrent(chosen); if (isPhone) openPage(chosen); else go({ ...search, peek: chosen }); }, [setCurrent, isPhone, openPage, go, search]);
  const close = useCallback(() => { const { peek: _peek, ...rest } = search; go(rest as Search); }, [search, go]);
  const toggle = (): void => { if (current === null) move(1); else if (id !== null) close(); else open(current); };
  return { id, open, close, toggle };
}
