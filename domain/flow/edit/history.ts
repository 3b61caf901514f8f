/** Undo and redo over whole files. Changes of the same `gesture` (typing in one field, one drag) are one step back. */

export interface History<T> { past: readonly T[]; present: T; future: readonly T[]; gesture: string | null }

const depth = 200;

export const historyOf = <T>(present: T): History<T> => ({ past: [], present, future: [], gesture: null });

/** Takes a change. The same object changes nothing; a repeated gesture replaces the present without another step. */
export function change<T>(history: History<T>, next: T, gesture: string | null = null): History<T> {
  if (next === history.present) return history;
  if (gesture !== null && gesture === history.gesture) return { ...history, present: next, future: [] };
  return { past: [...history.past, history.present].slice(-depth), present: next, future: [], gesture };
}

/** One step back; nothing to undo changes nothing. */
export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], gesture: null };
}

/** One step forward again. */
export function redo<T>(history: History<T>): History<T> {
  const [after, ...rest] = history.future;
  if (after === undefined) return history;
  return { past: [...history.past, history.present], present: after, future: rest, gesture: null };
}
