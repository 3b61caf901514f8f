/** Keeps the newest of a conversation in sight: opens at it on wide screens, follows while the reader is there, and counts what came while they read further up. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Within this many pixels of its end the page counts as being there. */
const nearPx = 120;
const pageOf = (): HTMLElement | null => document.getElementById('page');
const isAtEndOf = (page: HTMLElement): boolean => page.scrollHeight - page.scrollTop - page.clientHeight < nearPx;

export interface Newest {
  /** Messages that came below what the reader sees. */
  unseen: number;
  show(): void;
}

/** `said` counts messages, `length` everything listed; both only grow. Nothing happens before `isReady`. */
export function useNewest({ said, length, isReady, opensAtEnd }: { said: number; length: number; isReady: boolean; opensAtEnd: boolean }): Newest {
  const [seen, setSeen] = useState(said);
  const isAtEnd = useRef(opensAtEnd);
  const isOpened = useRef(false);
  const latest = useRef(said);
  useEffect(() => { latest.current = said; }, [said]);
  const show = useCallback(() => {
    const page = pageOf();
    if (!page) return;
    page.scrollTop = page.scrollHeight;
    isAtEnd.current = true;
    setSeen(latest.current);
  }, []);
  useEffect(() => {
    const page = pageOf();
    if (!page) return undefined;
    const look = (): void => {
      isAtEnd.current = isAtEndOf(page);
      if (isAtEnd.current) setSeen(latest.current);
    };
    page.addEventListener('scroll', look, { passive: true });
    return () => page.removeEventListener('scroll', look);
  }, []);
  useLayoutEffect(() => {
    const page = pageOf();
    if (!isReady || !page) return;
    const isFirst = !isOpened.current;
    isOpened.current = true;
    if (isFirst && !opensAtEnd) { isAtEnd.current = isAtEndOf(page); setSeen(said); return; }
    if (isAtEnd.current) { page.scrollTop = page.scrollHeight; setSeen(said); }
  }, [isReady, opensAtEnd, length, said]);
  return { unseen: isReady && isOpened.current ? Math.max(0, said - seen) : 0, show };
}
