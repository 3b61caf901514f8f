/** The keys every list knows: j and k walk it, "/" goes to its search. Enter opens, because the current row's link or button has the focus. */
import { useRef, type RefObject } from 'react';
import type { InputRef } from 'antd';
import { useCurrentRow, type CurrentRow } from './useCurrentRow.ts';
import { useKeys } from './useKeys.ts';

export interface ListKeys<E extends HTMLElement> extends CurrentRow<E> { search: RefObject<InputRef | null> }

/** `more`: keys of this list beside those. */
export function useListKeys<E extends HTMLElement>(ids: readonly string[], more: (keys: CurrentRow<E>) => Readonly<Record<string, (event: KeyboardEvent) => void>> = () => ({})): ListKeys<E> {
  const keys = useCurrentRow<E>(ids);
  const search = useRef<InputRef>(null);
  useKeys({ j: () => keys.move(1), k: () => keys.move(-1), '/': () => search.current?.focus(), ...more(keys) });
  return { ...keys, search };
}
