/** Heartbeats of an activity while it works: when its worker goes away they stop, and another takes it over within seconds. */
import { Context } from '@temporalio/activity';

const beatMs = 1_000;

export async function withBeats<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
