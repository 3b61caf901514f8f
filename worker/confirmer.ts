/**
 * Confirms what runs have written, from outside of them: looks in the history of each run with a tentative write whether the workflow task that made it is
 * there, and says so in MongoDB, many at once. Runs that have completed are asked for together. Nothing of it stands in any history.
 */
import type { Logger } from 'pino';
import type { RunStanding } from '#domain/flow/run.ports';
import type { RunInspector } from '#integrations/engine/inspector';
import type { RunRepo, RunSummary } from '#store/flow/run.repo';
import { fenceOf, type Confirmation, type RunWriter } from '#store/flow/run.writer';

export interface ConfirmerOf {
  runs: Pick<RunRepo, 'tentative' | 'standings'>;
  writer: Pick<RunWriter, 'confirm'>;
  inspector: Pick<RunInspector, 'isCommitted' | 'completed'>;
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
/** A run that has ended and is not listed as completed yet is not looked at before this: the list confirms many at once. */
const listedMs = 10_000;
/** A run whose write is not committed yet is looked at again after this, twice as long each time, up to a minute. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

export function startConfirmer({ runs, writer, inspector, log, everyMs = 500, settledMs = 1_000, width = 8 }: ConfirmerOf): Confirmer {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const unanswered = new Map<string, { until: number; pauseMs: number }>();

  /** Of those that Temporal lists as completed. Read again now: what stood there before they completed may have been an attempt that came to nothing. */
  async function completedOf(rows: readonly RunSummary[]): Promise<Confirmation[]> {
    const completed = await inspector.completed(rows.map(({ id }) => id));
    return completed.size === 0 ? [] : runs.standings([...completed]);
  }

  /** Up to where it is confirmed: what stands in the row, where the history has the task that wrote it. */
  async function standingOf({ id, seq, lastEvent, fence }: RunSummary): Promise<RunStanding | null> {
    return await inspector.isCommitted(id, fenceOf(fence), { seq, event: lastEvent }) ? { seq, event: lastEvent } : null;
  }

  function pauseFor(id: string): void {
    const pauseMs = Math.min(longestPauseMs, (unanswered.get(id)?.pauseMs ?? firstPauseMs / 2) * 2);
    unanswered.set(id, { until: Date.now() + pauseMs, pauseMs });
  }

  async function pass(): Promise<number> {
    const waiting = await runs.tentative(batch, new Date(Date.now() - settledMs).toISOString(), [...unanswered].filter(([, { until }]) => until > Date.now()).map(([id]) => id));
    const found = await completedOf(waiting.filter(({ status }) => status !== 'running'));
    const completed = new Set(found.map(({ runId }) => runId));
    for (const id of completed) unanswered.delete(id);
    const isAwaited = ({ status, updatedAt }: RunSummary): boolean => status !== 'running' && Date.now() - Date.parse(updatedAt) < listedMs;
    const rest = waiting.filter(({ id }) => !completed.has(id));
    for (const row of rest.filter(isAwaited)) pauseFor(row.id);
    const asked = rest.filter((row) => !isAwaited(row));
    await Promise.all(Array.from({ length: width }, async () => {
      for (let row = asked.shift(); row !== undefined && !isStopped; row = asked.shift()) {
        const standing = await standingOf(row);
        if (standing === null) pauseFor(row.id);
        else {
          unanswered.delete(row.id);
          found.push({ runId: row.id, ...standing });
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
