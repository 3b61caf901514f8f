/** Sends hints to sockets, each at most once in a short while: many changes of one thing within it are one hint with the newest revision. */
import type { Actor } from '#domain/identity/identity.schema';
import type { Changed } from '#api/live.api';
import type { Hint } from './hints.ts';

export interface Listener { actor: Actor; send(changed: Changed): void }
export interface HintSender { push(hints: readonly Hint[]): void; stop(): void }

/** `listenersOf` answers who listens to a room now; a room that ends with `:*` means all rooms of that kind, with the name of the joined one. */
export function createHintSender(listenersOf: (room: string) => Iterable<{ room: string; listener: Listener }>, windowMs = 50): HintSender {
  const waiting = new Map<string, Hint>();
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    timer = null;
    const hints = [...waiting.values()];
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
    stop: () => { if (timer) clearTimeout(timer); },
  };
}
