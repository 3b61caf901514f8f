/** Sends hints to sockets, each at most once in a short while: many changes of one thing within it are one hint with the newest revision. */
import type { Actor } from '#domain/identity/identity.schema';
import type { Changed } from '#api/live.api';
import type { Hint } from './hints.ts';

export interface Listener { actor: Actor; send(changed: Changed): void }
export interface HintSender {
  push(hints: readonly Hint[]): void;
  /** Tells who has just joined a room of the newest hint that went there lately: what they list may have been read just before it. */
  recall(room: string, listener: Listener): void;
  stop(): void;
}

/** Longer than a page takes from its first reading to its rooms. Of a storm the newest are kept. */
const recalled = { ms: 10_000, most: 5_000 };

/** `listenersOf` answers who listens to a room now; a room that ends with `:*` means all rooms of that kind, with the name of the joined one. */
export function createHintSender(listenersOf: (room: string) => Iterable<{ room: string; listener: Listener }>, windowMs = 50): HintSender {
  const waiting = new Map<string, Hint>();
  /** What was sent, the newest last. */
  const sent = new Map<string, { hint: Hint; at: number }>();
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    timer = null;
    const hints = [...waiting.values()];
    const at = performance.now();
    for (const [key, hint] of waiting) { sent.delete(key); sent.set(key, { hint, at }); }
    for (const [key, old] of sent) { if (sent.size <= recalled.most && at - old.at < recalled.ms) break; sent.delete(key); }
    waiting.clear();
    for (const hint of hints) {
      for (const { room, listener } of listenersOf(hint.room)) {
        if (hint.isFor(listener.actor)) listener.send({ room, what: hint.what, id: hint.id, revision: hint.revision });
      }
    }
  };
  return {
    push(hints) {
      for (const hint of hints) {
        const key = `${hint.room} ${hint.what} ${hint.id}`;
        // Hints with the same words may be for different people (roles, teams): the one that is sent is for all of them.
        const before = waiting.get(key);
        waiting.set(key, before ? { ...hint, revision: Math.max(hint.revision ?? 0, before.revision ?? 0) || null, isFor: (actor) => hint.isFor(actor) || before.isFor(actor) } : hint);
      }
      if (waiting.size > 0) timer ??= setTimeout(flush, windowMs);
    },
    recall(room, listener) {
      const since = performance.now() - recalled.ms;
      const isOf = (wanted: string): boolean => (wanted.endsWith(':*') ? room.startsWith(wanted.slice(0, -1)) : room === wanted);
      const newest = [...sent.values()].findLast(({ hint, at }) => at > since && isOf(hint.room) && hint.isFor(listener.actor))?.hint;
      if (newest) listener.send({ room, what: newest.what, id: newest.id, revision: newest.revision });
    },
    stop: () => { if (timer) clearTimeout(timer); },
  };
}
