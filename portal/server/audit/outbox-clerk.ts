/** Gives confirmed events their number in the outbox, a batch every moment. Whoever reads the outbox keeps its own place. */
import type { OutboxRepo } from '#store/audit/outbox.repo';
import { describe } from '../http/error-answer.ts';
import type { Log } from '../http/log.ts';

export interface OutboxClerk { start(): void; stop(): Promise<void> }

const everyMs = 1_000;
const batch = 500;

export function createOutboxClerk({ outbox, log, nowMs }: { outbox: OutboxRepo; log: Log; nowMs: () => number }): OutboxClerk {
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let work: Promise<void> = Promise.resolve();
  const round = async () => {
    try {
      while (!isStopped && await outbox.sequence(batch, nowMs()) === batch) { /* more is waiting */ }
    } catch (fault) {
      log.warn({ fault: describe(fault) }, 'the outbox could not be numbered; trying again');
    }
    if (!isStopped) timer = setTimeout(() => { work = round(); }, everyMs);
  };
  return {
    start: () => { work = round(); },
    async stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
      await work;
    },
  };
}
