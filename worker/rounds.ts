/** Does something again and again, with a pause after each time, until it is stopped. */

export interface Rounds {
  /** No further round begins; resolves when none is under way. */
  stop(): Promise<void>;
}

export interface RoundsOf {
  everyMs: number;
  /** Milliseconds before the first. Default `everyMs`. */
  firstAfterMs?: number;
  /** What a round was rejected with; the next one comes all the same. */
  onFault(fault: unknown): void;
}

export function startRounds(round: () => Promise<unknown>, { everyMs, firstAfterMs = everyMs, onFault }: RoundsOf): Rounds {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<unknown> = Promise.resolve();
  const next = (afterMs: number): void => {
    if (isStopped) return;
    timer = setTimeout(() => { current = round().catch(onFault).finally(() => next(everyMs)); }, afterMs);
  };
  next(firstAfterMs);
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
