/** Has feeds of holidays asked when their time has come. Several workers may run it: a lock for each feed keeps two from asking the same at once. */
import type { Logger } from 'pino';
import { createFeedAsker, type FeedDeps } from '#activities/sla/feed';
import type { LockRepo } from '#store/core/lock.repo';
import { instantOf } from '#domain/values';
import { startRounds } from './rounds.ts';

export interface FeedKeeperOf extends FeedDeps {
  locks: Pick<LockRepo, 'tryHold'>;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Default 2,000. */
  everyMs?: number;
}
export interface FeedKeeper { pass(): Promise<void>; stop(): Promise<void> }

/** Longer than a fetch may take. */
const askMs = 60_000;

export function startFeedKeeper(given: FeedKeeperOf): FeedKeeper {
  const { feeds, locks, log, nowMs, everyMs = 2_000 } = given;
  const ask = createFeedAsker(given);
  let isStopped = false;

  async function pass(): Promise<void> {
    for (const due of await feeds.due(instantOf(nowMs()))) {
      const release = isStopped ? null : await locks.tryHold(`feed/${due.feed.id}`, askMs, nowMs());
      if (release === null) continue;
      try {
        if (await ask(due)) log.info({ calendar: due.calendar, feed: due.feed.name }, 'a feed of holidays brought something new');
      } finally {
        await release();
      }
    }
  }

  const rounds = startRounds(pass, { everyMs, onFault: (fault) => log.warn({ fault: String(fault) }, 'asking feeds of holidays failed; tried again') });
  return {
    pass,
    async stop() {
      isStopped = true;
      await rounds.stop();
    },
  };
}
