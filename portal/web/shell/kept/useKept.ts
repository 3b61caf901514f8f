/** React's door to kept text: like useState, but what was typed is there again after a reload. Call `clear` when it was sent. */
import { createContext, use, useCallback, useEffect, useRef, useState } from 'react';
import type { KeptStore } from './kept.ts';

const nothing: KeptStore = { read: () => null, write: () => undefined, clear: () => undefined };
export const KeptContext = createContext<KeptStore>(nothing);

/** `key` names the place: "comment.INC-7.public". A changed key shows that place's text. */
export function useKeptText(key: string): [text: string, setText: (text: string) => void, clear: () => void] {
  const [value, setValue, clear] = useKept<string>(key, '');
  return [value, setValue, clear];
}

/** The same for a form's values; anything that survives JSON. */
export function useKept<T>(key: string, initial: T): [value: T, setValue: (value: T) => void, clear: () => void] {
  const store = use(KeptContext);
  const start = useRef(initial);
  const read = useCallback((): T => {
    const text = store.read(key);
    if (text === null) return start.current;
    try { return JSON.parse(text) as T; } catch { return start.current; }
  }, [store, key]);
  const [held, setHeld] = useState<{ key: string; value: T }>(() => ({ key, value: read() }));
  const value = held.key === key ? held.value : read();
  useEffect(() => { if (held.key !== key) setHeld({ key, value: read() }); }, [held.key, key, read]);
  const setValue = useCallback((next: T) => {
    setHeld({ key, value: next });
    if (next === '' || next === start.current) store.clear(key);
    else store.write(key, JSON.stringify(next));
  }, [store, key]);
  const clear = useCallback(() => { setHeld({ key, value: start.current }); store.clear(key); }, [store, key]);
  return [value, setValue, clear];
}
