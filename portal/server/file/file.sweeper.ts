/** Clears up after files: what belonged to nothing for a day, and bytes no file took or that were removed. One portal at a time does it. */
import { looseForMs } from '#domain/file/file.schema';
import type { LockRepo } from '#store/core/lock.repo';
import type { BytesRepo } from '#store/file/bytes.repo';
import type { FileRepo } from '#store/file/file.repo';
import { describe } from '../http/error-answer.ts';
import type { Log } from '../http/log.ts';

export interface FileSweeper { start(): void; stop(): Promise<void> }
export interface FileSweeperDeps { files: Pick<FileRepo, 'sweepLoose'>; bytes: Pick<BytesRepo, 'sweep'>; locks: LockRepo; log: Log; nowMs: () => number; everyMs?: number }

/** `everyMs`: default a minute. */
export function createFileSweeper({ files, bytes, locks, log, nowMs, everyMs = 60_000 }: FileSweeperDeps): FileSweeper {
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let work: Promise<void> = Promise.resolve();
  async function sweep(): Promise<void> {
    const release = await locks.tryHold('files.sweep', 10 * 60_000, nowMs());
    if (release === null) return;
    try {
      const now = new Date(nowMs());
      while (!isStopped && await files.sweepLoose(new Date(nowMs() - looseForMs), now) > 0) { /* more may wait */ }
      while (!isStopped && await bytes.sweep(new Date(nowMs())) > 0) { /* more may wait */ }
    } finally {
      await release();
    }
  }
  const round = async (): Promise<void> => {
    await sweep().catch((fault: unknown) => log.warn({ fault: describe(fault) }, 'files could not be cleared up; trying again'));
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
