/**
 * The rounds of the table of locks: does what follows from what runs have written, takes up grants that were not told, and looks after holders others wait for.
 * Several workers may run it: who grants a lock is decided by one conditional change. With nothing to do a round is two questions of an index each.
 */
import type { Logger } from 'pino';
import type { LockTable } from '#activities/flow/lock-table';
import { instantOf } from '#domain/values';
import type { LockRepo } from '#store/flow/lock.repo';
import { startRounds } from './rounds.ts';

export interface LockKeeperOf {
  table: LockTable;
  locks: Pick<LockRepo, 'unlooked' | 'due'>;
  log: Pick<Logger, 'warn'>;
  nowMs(): number;
  /** Default 250. */
  everyMs?: number;
  /** Runs and locks looked at in one round, at most, and at the same time. Default 200 and 8. */
  batch?: number; width?: number;
}
export interface LockKeeper { pass(): Promise<void>; stop(): Promise<void> }

/** A run nobody answered for is looked at again after this, twice as long each time, up to half a minute. */
const pauseMs = { first: 250, most: 30_000 };

export function startLockKeeper({ table, locks, log, nowMs, everyMs = 250, batch = 200, width = 8 }: LockKeeperOf): LockKeeper {
  let isStopped = false;
  const resting = new Map<string, { until: number; ms: number }>();

  /** One that fails leaves the others alone; it is looked at again. */
  async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    const left = [...items];
    const faults: unknown[] = [];
    await Promise.all(Array.from({ length: width }, async () => {
      for (let item = left.shift(); item !== undefined && !isStopped; item = left.shift()) await work(item).catch((fault: unknown) => { faults.push(fault); });
    }));
    if (faults.length > 0) log.warn({ count: faults.length, fault: String(faults[0]) }, 'locks could not be passed on; tried again');
  }

  function rest(run: string): void {
    const ms = Math.min(pauseMs.most, 2 * (resting.get(run)?.ms ?? pauseMs.first / 2));
    resting.set(run, { until: nowMs() + ms, ms });
  }

  async function pass(): Promise<void> {
    const except = [...resting].filter(([, { until }]) => until > nowMs()).map(([run]) => run);
    await each(await locks.unlooked(batch, except), async (run) => {
      const isDone = await table.serve(run).catch((fault: unknown) => { rest(run.run); throw fault; });
      if (isDone) resting.delete(run.run);
      else rest(run.run);
    });
    await each(await locks.due(instantOf(nowMs()), batch), (lock) => table.look(lock));
  }

  const rounds = startRounds(pass, { everyMs, onFault: (fault) => log.warn({ fault: String(fault) }, 'locks could not be looked through; tried again') });
  return {
    pass,
    async stop() {
      isStopped = true;
      await rounds.stop();
    },
  };
}
