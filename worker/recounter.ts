/** Carries out recounts of open tickets that somebody asked for by changing a calendar. Several workers may run it: a lock for each step keeps two from doing the same at once; another goes on where one died. */
import type { Logger } from 'pino';
import { createRecountStepper, type RecountDeps } from '#activities/sla/recount';
import type { LockRepo } from '#store/core/lock.repo';
import type { RecountRepo } from '#store/sla/recount.repo';
import type { RecountRow } from '#store/sla/sla.model';
import { instantOf } from '#domain/values';
import { startRounds } from './rounds.ts';

export interface RecounterOf extends RecountDeps {
  recounts: Pick<RecountRepo, 'advance' | 'open'>;
  locks: Pick<LockRepo, 'tryHold'>;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Default 2,000. */
  everyMs?: number;
}
export interface Recounter {
  /** Does what is to be done now. */
  pass(): Promise<void>;
  stop(): Promise<void>;
}

/** A step takes far less; a worker that dies in one holds the next up for so long. */
const stepMs = 10_000;

export function startRecounter(given: RecounterOf): Recounter {
  const { recounts, locks, log, nowMs, everyMs = 2_000 } = given;
  const step = createRecountStepper(given);
  let isStopped = false;

  async function carryOut(row: RecountRow): Promise<void> {
    for (let next: RecountRow | null = row; next !== null && !isStopped;) {
      const release = await locks.tryHold(`recount/${row._id}`, stepMs, nowMs());
      if (release === null) return;
      try {
        next = await step(next);
      } finally {
        await release();
      }
    }
  }

  async function pass(): Promise<void> {
    for (const row of await recounts.open(instantOf(nowMs()))) if (!isStopped) await carryOut(row);
  }

  const rounds = startRounds(pass, { everyMs, onFault: (fault) => log.warn({ fault: String(fault) }, 'recounting open tickets failed; tried again') });
  return {
    pass,
    async stop() {
      isStopped = true;
      await rounds.stop();
    },
  };
}
