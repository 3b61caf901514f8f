/**
 * Writes posts to the journal in batches: whatever arrives while one batch is on its way to disk goes into the next one. One writer per process, so
 * that storms of one group do not fight over its head; the answer to a post is given when its batch is on disk.
 */
import { CatalogueError } from '#domain/errors';
import type { AlarmJournal, AppendOutcome } from '#store/alarm/journal.repo';
import type { JournalPost } from '#store/alarm/journal.plan';
import { isMongoAway } from '#store/core/mongo-faults';

export interface JournalQueue {
  /** Resolves when everything of the post is durable. Throws SERVICE_UNAVAILABLE: nothing is claimed then. */
  append(post: JournalPost): Promise<{ changes: number }>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

interface Waiting { post: JournalPost; settle: (outcome: { changes: number }) => void; fail: (fault: unknown) => void }

/** Alarms of a batch: enough to share the cost of a flush to disk, little enough for one transaction. A larger post is a batch of its own. */
const batchAlarms = 1_000;
/** Alarms waiting at most; beyond this senders are asked to come again. */
const waitingAlarms = 50_000;

export function createJournalQueue(journal: Pick<AlarmJournal, 'append'>, onChanged: (groups: readonly string[]) => void): JournalQueue {
  let waiting: Waiting[] = [];
  let waitingCount = 0;
  let running: Promise<void> | null = null;

  function nextBatch(): Waiting[] {
    let count = 0;
    const end = waiting.findIndex(({ post }, at) => { count += post.alarms.length; return at > 0 && count > batchAlarms; });
    const batch = waiting.slice(0, end < 0 ? waiting.length : end);
    waiting = waiting.slice(batch.length);
    waitingCount -= batch.reduce((sum, { post }) => sum + post.alarms.length, 0);
    return batch;
  }

  function settle(batch: readonly Waiting[], { changes, groups }: AppendOutcome): void {
    onChanged(groups);
    for (const [at, { settle: done }] of batch.entries()) done({ changes: changes[at] ?? 0 });
  }

  async function write(batch: readonly Waiting[]): Promise<void> {
    try {
      settle(batch, await journal.append(batch.map(({ post }) => post)));
    } catch (thrown) {
      // One post that cannot be written must not take the others with it.
      if (batch.length === 1 || isMongoAway(thrown)) for (const { fail } of batch) fail(thrown);
      else for (const one of batch) await write([one]);
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) await write(nextBatch());
    running = null;
  }

  return {
    append(post) {
      if (waitingCount + post.alarms.length > waitingAlarms && waitingCount > 0) return Promise.reject(new CatalogueError('SERVICE_UNAVAILABLE', { service: 'alarm-journal' }));
      return new Promise<{ changes: number }>((resolve, reject) => {
        waiting.push({ post, settle: resolve, fail: reject });
        waitingCount += post.alarms.length;
        running ??= drain();
      }).catch((thrown: unknown) => {
        throw isMongoAway(thrown) ? new CatalogueError('SERVICE_UNAVAILABLE', { service: 'MongoDB' }) : thrown;
      });
    },
    idle: async () => { while (running) await running; },
  };
}
