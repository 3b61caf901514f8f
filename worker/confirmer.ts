/**
 * Confirms what runs have written, from outside of them: asks each run with a tentative write up to where its committed history has written, and
 * says so in MongoDB, many at once. Runs that have completed are asked for together. Nothing of it stands in any history.
 */
import type { Logger } from 'pino';
import type { RunInspector } from '#integrations/engine/inspector';
import type { RunRepo, RunSummary } from '#store/flow/run.repo';
import type { Confirmation, RunWriter } from '#store/flow/run.writer';

export interface ConfirmerOf {
  runs: Pick<RunRepo, 'tentative' | 'read'>;
  writer: Pick<RunWriter, 'confirm'>;
  inspector: Pick<RunInspector, 'standing' | 'completed'>;
  log: Pick<Logger, 'warn' | 'error'>;
  /** Default 500. */
  everyMs?: number;
  /** A run that wrote more recently is left alone: it may be about to write again, and what just ended is not listed yet. Default 1,000. */
  settledMs?: number;
  /** Runs asked at the same time. Default 8. */
  width?: number;
}
export interface Confirmer {
  /** One pass now; answers how many runs were confirmed. */
  pass(): Promise<number>;
  stop(): Promise<void>;
}

const batch = 200;
/** A run nobody answered for is asked again after this, twice as long each time, up to a minute. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

export function startConfirmer({ runs, writer, inspector, log, everyMs = 500, settledMs = 1_000, width = 8 }: ConfirmerOf): Confirmer {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const unanswered = new Map<string, { until: number; pauseMs: number }>();

  async function standingOf(row: RunSummary, completed: ReadonlySet<string>): Promise<Confirmation | null> {
    if (completed.has(row.id)) {
      // Read again: what stood there before the run completed may have been an attempt that came to nothing.
      const now = await runs.read(row.id);
      return now === null ? null : { runId: row.id, seq: now.seq, event: now.lastEvent };
    }
    const standing = await inspector.standing(row.id);
    return standing === null ? null : { runId: row.id, ...standing };
  }

  function pauseFor(id: string): void {
    const pauseMs = Math.min(longestPauseMs, (unanswered.get(id)?.pauseMs ?? firstPauseMs / 2) * 2);
    unanswered.set(id, { until: Date.now() + pauseMs, pauseMs });
  }

  async function pass(): Promise<number> {
    const waiting = await runs.tentative(batch, new Date(Date.now() - settledMs).toISOString(), [...unanswered].filter(([, { until }]) => until > Date.now()).map(([id]) => id));
    const completed = await inspector.completed(waiting.filter(({ status }) => status !== 'running').map(({ id }) => id));
    const found: Confirmation[] = [];
    await Promise.all(Array.from({ length: width }, async () => {
      for (let row = waiting.shift(); row !== undefined && !isStopped; row = waiting.shift()) {
        const standing = await standingOf(row, completed);
        if (standing === null) pauseFor(row.id);
        else {
          unanswered.delete(row.id);
          found.push(standing);
        }
      }
    }));
    await writer.confirm(found);
    return found.length;
  }

  const look = async (): Promise<void> => {
    try {
      await pass();
    } catch (fault) {
      log.warn({ fault: String(fault) }, 'what runs have written could not be confirmed; tried again');
    }
    if (!isStopped) timer = setTimeout(() => { current = look(); }, everyMs);
  };
  let current: Promise<void> = look();
  return {
    pass,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
