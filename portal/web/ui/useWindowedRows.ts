/** Which rows of a long list of equal rows are drawn, for the scroll position of the page's one scroll. */
import { useLayoutEffect, useState, type RefObject } from 'react';

export interface RowWindow { from: number; to: number }

/** Rows [from, to) with `spare` rows around what is seen. Pure. */
export function windowOf(scrollTop: number, viewHeight: number, listTop: number, rowHeight: number, count: number, spare: number): RowWindow {
  const first = Math.floor((scrollTop - listTop) / rowHeight);
  const last = Math.ceil((scrollTop + viewHeight - listTop) / rowHeight);
  const from = Math.max(0, Math.min(count, first - spare));
  return { from, to: Math.max(from, Math.min(count, last + spare)) };
}

export function useWindowedRows(list: RefObject<HTMLElement | null>, rowHeight: number, count: number): RowWindow {
  const [shown, setShown] = useState<RowWindow>({ from: 0, to: Math.min(count, 60) });
  useLayoutEffect(() => {
    const scroll = document.getElementById('page');
    if (!scroll) return undefined;
    const look = (): void => {
      const top = list.current ? list.current.getBoundingClientRect().top - scroll.getBoundingClientRect().top + scroll.scrollTop : 0;
      const next = windowOf(scroll.scrollTop, scroll.clientHeight, top, rowHeight, count, 12);
      setShown((was) => (was.from === next.from && was.to === next.to ? was : next));
    };
    look();
    scroll.addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => { scroll.removeEventListener('scroll', look); removeEventListener('resize', look); };
  }, [count, list, rowHeight]);
  return shown;
}
