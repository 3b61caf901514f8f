/**
 * Keeps deliveries going: lets a clerk note what new events tell, wakes the deliveries with something to send, and wakes again those with something that should
 * have been sent and was not, because a bell was lost or Temporal was away. Several workers may do so at once; one at a time notes.
 */
import type { OutboxReader } from '#activities/audit/outbox-reader';
import { instantOf, type Instant } from '#domain/values';
import type { LockRepo } from '#store/core/lock.repo';

/** `Key` names a delivery: a channel, a webhook. */
export interface NotifierOf<Key> {
  /** What is noted and sent: "notices". Names the lock, and stands in the log. */
  what: string;
  clerk: OutboxReader<Key>;
  /** Deliveries with something that was due before. */
  overdue(before: Instant): Promise<readonly Key[]>;
  /** Rejects when Temporal is away. */
  ring(key: Key): Promise<void>;
  locks: Pick<LockRepo, 'tryHold'>;
  log: { warn(facts: Record<string, unknown>, message: string): void };
  nowMs(): number;
}
export interface NotifierOptions {
  /** Milliseconds between two looks at the outbox, between two looks for what is overdue, and after which something is. Defaults 500, 15,000, 15,000. */
  everyMs?: number; sweepMs?: number; overdueMs?: number;
}
export interface Notifier { start(): void; /** Resolves when nothing is under way. */ stop(): Promise<void> }

const heldMs = 5_000;

export function createNotifier<Key>({ what, clerk, overdue, ring, locks, log, nowMs }: NotifierOf<Key>, { everyMs = 500, sweepMs = 15_000, overdueMs = 15_000 }: NotifierOptions = {}): Notifier {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let hasBegun = false;
  let sweptMs = 0;
  let work: Promise<void> = Promise.resolve();

  async function note(): Promise<boolean> {
    if (!hasBegun) await clerk.begin();
    hasBegun = true;
    if (!await clerk.hasNews()) return false;
    const release = await locks.tryHold(`${what}/clerk`, heldMs, nowMs());
    if (release === null) return false;
    try {
      const { read, due } = await clerk.round();
      for (const key of due) await ring(key);
      return read > 0;
    } finally {
      await release();
    }
  }
  async function sweep(): Promise<void> {
    if (nowMs() - sweptMs < sweepMs) return;
    sweptMs = nowMs();
    for (const late of await overdue(instantOf(nowMs() - overdueMs))) await ring(late);
  }
  async function look(): Promise<void> {
    let hasMore = false;
    try {
      hasMore = await note();
      await sweep();
    } catch (fault) {
      log.warn({ fault: String(fault) }, `${what} could not be noted or woken; tried again`);
    }
    if (!isStopped) timer = setTimeout(() => { work = look(); }, hasMore ? 0 : everyMs);
  }
  return {
    start: () => { work = look(); },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await work;
    },
  };
}
