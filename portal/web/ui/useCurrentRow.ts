/** The current row of a list, moved by j and k: it holds the keyboard's focus and is in sight, on every list alike. */
import { useRef, useState, type FocusEvent, type RefObject } from 'react';

export interface CurrentRow<E extends HTMLElement> {
  current: string | null;
  setCurrent(id: string | null): void;
  /** The element the rows lie in. */
  list: RefObject<E | null>;
  /** Moves by rows, down when positive. */
  move(by: number): void;
  /** Spread onto each row: where its focus goes first is its first link or button. */
  rowProps(id: string): { 'data-row-id': string; 'data-current': boolean; 'aria-current': true | undefined; onMouseDown(): void; onFocus(event: FocusEvent): void };
}

/** Which row is next: from the current one while it is drawn, else from the first one in sight; -1 without rows. Pure. */
export function nextRow(at: number, by: number, count: number, firstInSight: number): number {
  if (count === 0) return -1;
  return Math.max(0, Math.min(count - 1, at < 0 ? firstInSight : at + by));
}

export function useCurrentRow<E extends HTMLElement>(ids: readonly string[]): CurrentRow<E> {
  const [current, setCurrent] = useState<string | null>(null);
  const list = useRef<E>(null);
  const drawn = (): HTMLElement[] => [...list.current?.querySelectorAll<HTMLElement>('[data-row-id]') ?? []];
  const move = (by: number): void => {
    const rows = drawn();
    const now = rows.some((row) => row.dataset['rowId'] === current) ? ids.indexOf(current ?? '') : -1;
    const top = list.current?.closest('main')?.getBoundingClientRect().top ?? 0;
    const seen = rows.find((row) => row.getBoundingClientRect().top >= top) ?? rows[0];
    const next = ids[nextRow(now, by, ids.length, Math.max(0, ids.indexOf(seen?.dataset['rowId'] ?? '')))];
    if (next === undefined) return;
    setCurrent(next);
    const row = rows.find((one) => one.dataset['rowId'] === next);
    row?.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  };
  return {
    current, setCurrent, list, move,
    rowProps: (id) => ({ 'data-row-id': id, 'data-current': id === current, 'aria-current': id === current ? true : undefined, onMouseDown: () => setCurrent(id), onFocus: () => setCurrent(id) }),
  };
}
