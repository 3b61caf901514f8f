/** One ticking clock for the whole page: every part that shows time asks it, so that figures never disagree. Ticks each 20 s and when the page is seen again. */
import { useSyncExternalStore } from 'react';

let nowMs = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
const tick = (): void => { nowMs = Date.now(); for (const listener of listeners) listener(); };

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) { timer = setInterval(tick, 20_000); document.addEventListener('visibilitychange', tick); nowMs = Date.now(); }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) { clearInterval(timer); timer = null; document.removeEventListener('visibilitychange', tick); }
  };
}
/** Milliseconds since 1970, renewed every 20 s. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => nowMs);
