/**
 * Compares what runs hold with what MongoDB says of them, every minute and at the start, and heals: a run that differs is asked to write again, one
 * without a workflow is reported and its long work cancelled, and one whose row is gone (a database restored from yesterday) writes row, ticket and tasks again. One whose write still waits is left to it, and told with
 * what the write last failed with. A called run whose caller is gone and could not say so is told to leave. Looks closely at what was written since the last pass or is still tentative, and at some of the others in turn.
 */
import type { Logger } from 'pino';
import { isCall } from '#domain/flow/call/call.request';
import type { RunState } from '#domain/flow/kernel/kernel.types';
import { isWork } from '#domain/flow/work/work';
import type { RunInspector } from '#integrations/engine/inspector';
import type { RunRepo, RunSummary } from '#store/flow/run.repo';

export interface ReconcilerOf {
  runs: Pick<RunRepo, 'running' | 'read' | 'markLost' | 'over'>;
  inspector: RunInspector;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Default 60,000. */
  everyMs?: number;
  /** A run that was written more recently is left alone: its workflow task may not be over. Default 5,000. */
  settledMs?: number;
  /** Quiet runs compared closely in one pass, beside those that changed. Default 50. */
  inTurn?: number;
}

export interface ReconcilerReport { compared: number; poked: string[]; lost: string[]; unanswered: string[]; parked: string[]; /** Called runs that nobody waits for. */ left: string[] }

export interface Reconciler {
  /** One pass now. */
  pass(): Promise<ReconcilerReport>;
  stop(): Promise<void>;
}

const pageSize = 500;

/** What is wrong between an open run and its row; null: nothing. */
export async function differenceOf(row: RunSummary, { runs, inspector }: Pick<ReconcilerOf, 'runs' | 'inspector'>): Promise<'differs' | 'unanswered' | 'parked' | null> {
  const held = await inspector.snapshot(row.id);
  if (held?.book == null) return 'unanswered';
  if (held.shell.isParked) return 'parked';
  if (held.book.isDirty) return null;
  if (held.book.state.seq !== row.seq || held.book.writtenEvent !== row.lastEvent) return 'differs';
  const stored = await runs.read(row.id);
  return stored !== null && stored.seq === row.seq && !isSameState(stored.state, held.book.state) ? 'differs' : null;
}

/** A refusal is remembered by the run and not written: no difference anybody reads. */
const isSameState = (stored: object, held: object): boolean => JSON.stringify({ ...stored, recent: [] }) === JSON.stringify({ ...held, recent: [] });

/** Long work of a run goes on by itself; once the run is gone nobody waits for it. */
const worksOf = (state: RunState): string[] => Object.values(state.subscriptions).flatMap((wait) => (wait.kind === 'activity' && !isCall(wait.request) && isWork(wait.request) ? [wait.effect] : []));

const continuationOf = (row: RunSummary): number => Number(row.fence.split('.')[0]);

export function startReconciler(given: ReconcilerOf): Reconciler {
  const { runs, inspector, log, everyMs = 60_000, settledMs = 5_000, inTurn = 50 } = given;
  let isStopped = false;
  let current: Promise<unknown> = Promise.resolve();
  let lastPass = new Date(0).toISOString();
  /** Where the turn of the quiet ones stands. */
  let turn = '';

  async function close(row: RunSummary, report: ReconcilerReport): Promise<void> {
    const status = await inspector.status(row.id);
    const now = await runs.read(row.id);
    if (status === 'running' || now === null || now.status !== 'running' || now.lost !== null) return;
    // First, so that work that could not be cancelled now is at the next pass.
    for (const effect of worksOf(now.state)) await inspector.cancelWork(row.id, effect);
    await runs.markLost(row.id, { code: 'RUN_LOST', ended: status, at: new Date().toISOString() });
    report.lost.push(row.id);
  }

  /** MongoDB answers, and the write still waits: for its next try, or because each one fails. */
  async function tell(id: string, report: ReconcilerReport): Promise<void> {
    report.parked.push(id);
    log.warn({ run: id, waitsFor: await inspector.pending(id) }, 'a write of a run has not landed yet');
  }

  async function compare(row: RunSummary, report: ReconcilerReport): Promise<void> {
    report.compared += 1;
    const difference = await differenceOf(row, given);
    if (difference === 'unanswered') report.unanswered.push(row.id);
    if (difference === 'parked') await tell(row.id, report);
    if (difference !== 'differs') return;
    await inspector.poke(row.id, { continuation: continuationOf(row) + 1, isMissing: false });
    report.poked.push(row.id);
  }

  /** A run that is open and has no running row: it has just begun or ended, or its row is gone. */
  async function restore(id: string, report: ReconcilerReport): Promise<void> {
    if (await runs.read(id) !== null) return;
    const held = await inspector.snapshot(id);
    if (held?.shell.isParked) return tell(id, report);
    if (!held?.book?.isOpened || await runs.read(id) !== null) return;
    await inspector.poke(id, { continuation: held.shell.continuation + 1, isMissing: true });
    report.poked.push(id);
  }

  async function leave(id: string, report: ReconcilerReport): Promise<void> {
    await inspector.leave(id);
    report.left.push(id);
  }

  async function pass(): Promise<ReconcilerReport> {
    const report: ReconcilerReport = { compared: 0, poked: [], lost: [], unanswered: [], parked: [], left: [] };
    const open = await inspector.open();
    const since = lastPass;
    const quiet: RunSummary[] = [];
    const rowless = new Set(open);
    lastPass = new Date(Date.now() - settledMs).toISOString();
    for (let after: string | null = null; !isStopped;) {
      const page: RunSummary[] = await runs.running(after, pageSize);
      const over = await runs.over([...new Set(page.flatMap(({ caller }) => caller ?? []))]);
      for (const row of page) {
        if (isStopped) return report;
        rowless.delete(row.id);
        if (Date.now() - Date.parse(row.updatedAt) < settledMs) continue;
        if (!open.has(row.id)) await close(row, report);
        else if (row.caller !== undefined && over.has(row.caller)) await leave(row.id, report);
        else if (row.updatedAt >= since || row.seq > row.confirmedSeq) await compare(row, report);
        else if (row.id > turn && quiet.length < inTurn) quiet.push(row);
      }
      if (page.length < pageSize) break;
      after = page.at(-1)!.id;
    }
    for (const row of quiet) if (!isStopped) await compare(row, report);
    for (const id of rowless) if (!isStopped) await restore(id, report);
    turn = quiet.length < inTurn ? '' : quiet.at(-1)!.id;
    if (report.poked.length + report.lost.length + report.unanswered.length + report.left.length > 0) log.warn(report, 'runs differ from what is stored');
    return report;
  }

  const look = (): void => { current = current.then(() => (isStopped ? undefined : pass())).catch((fault: unknown) => log.error({ fault }, 'reconciling failed; tried again later')); };
  const timer = setInterval(look, everyMs);
  look();
  return {
    pass,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await current;
    },
  };
}
