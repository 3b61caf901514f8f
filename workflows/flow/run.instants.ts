/**
 * What time it is for a run: the instant its news brought with it (a command when it was given, a message when it was sent, an effect when it was done, a
 * timer when it was due), never earlier than the news before. History holds those, so a replay has them again; the start of a workflow task is not the
 * one that ran live when the task was given out a second time (docs/decisions/0081).
 */
import type { Instant } from '#domain/values';
import { epochMs, instantOf } from '#workflows/core';

/** News whose instant is further than this from the engine's clock are taken at the engine's: a portal with a wrong clock moves no deadline. */
const believedMs = 60_000;

export interface RunInstants {
  /** Instant of news that brought `given`; from here on also what `latest` answers. */
  of(given: Instant | null | undefined): Instant;
  /** Instant of the last news, for what follows from it. */
  latest(): Instant;
}

/** `isStamped` false for runs from before patch run-flow-told-from-outside: every instant is the workflow task's. */
export function createInstants(isStamped: boolean): RunInstants {
  let last: Instant | null = null;
  const engines = (): Instant => instantOf(Date.now());
  const isBelieved = (given: Instant): boolean => Math.abs(Date.parse(given) - Date.now()) <= believedMs;
  return {
    of(given) {
      if (!isStamped) return engines();
      const own = typeof given === 'string' && isBelieved(given) ? instantOf(epochMs(given)) : engines();
      last = last === null || own > last ? own : last;
      return last;
    },
    latest: () => last ?? engines(),
  };
}
