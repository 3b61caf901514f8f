/**
 * One subscription to a weekly report: waits for its time, has it made and handed to the delivery of notices, week after week. It is over when nobody wants
 * it any more; a change that comes later starts it anew. When it comes next, and what stands in it, is asked of activities: time zones never run here.
 */
import { condition, continueAsNew, executeChild, isCancellation, ParentClosePolicy, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import { documentWorkflowId, epochMs, instantOf, ioQueue } from '#workflows/core';
import type { ReportActivities, ReportInput } from '#domain/report/report.ports';
import { makeDocumentType } from '../document/make-document.messages.ts';
import { reportChanged } from './mail-report.messages.ts';

/** Counting takes seconds; a worker that went away is noticed by its heartbeats. */
const { planReport, openReport, closeReport } = proxyActivities<ReportActivities>({ taskQueue: ioQueue, startToCloseTimeout: '2 minutes', heartbeatTimeout: '10 seconds', retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' } });

/** A week is some 25 events; Temporal ends an execution at 51,200. */
const mostRounds = 200;
const mostHistory = 8_000;
/** Before a document that could not be made is tried again: a browser is installed, a queue comes back. */
const usualPausesMs = [10 * 60_000, 3_600_000, 4 * 3_600_000];

export async function mailReport(input: ReportInput): Promise<void> {
  const { subscription, settings: { maxRounds = mostRounds, pausesMs = usualPausesMs } = {} } = input;
  let isChanged = false;
  setHandler(reportChanged, () => { isChanged = true; });

  /** At most so long; true when there is something new to look at. */
  const waitedInVain = (ms: number): Promise<boolean> => condition(() => isChanged, Math.max(1, ms));

  async function sendWeek(week: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const call = { subscription, week, now: instantOf(Date.now()) };
      const opened = await openReport(call);
      if (opened === null) return;
      if (opened.document !== null) await print(opened.document);
      const pauseMs = pausesMs[attempt - 1];
      const againAt = pauseMs === undefined ? null : instantOf(Date.now() + pauseMs);
      const { isSettled } = await closeReport({ ...call, ...opened, now: instantOf(Date.now()), againAt });
      // A change may be the remedy: it is looked at anew at once.
      if (isSettled || againAt === null || await waitedInVain(epochMs(againAt) - Date.now())) return;
    }
  }

  for (let rounds = 1; ; rounds += 1) {
    isChanged = false;
    const sending = await planReport({ subscription, now: instantOf(Date.now()) });
    if (sending === null && !isChanged) return;
    if (rounds > maxRounds || workflowInfo().historyLength >= mostHistory) await continueAsNew<typeof mailReport>(input);
    if (sending === null) continue;
    const waitMs = epochMs(sending.dueAt) - Date.now();
    if (waitMs > 0 && await waitedInVain(waitMs)) continue;
    await sendWeek(sending.week);
  }
}

/** As any document is made. What became of it stands in its row, whatever became of its workflow. */
async function print(document: string): Promise<void> {
  try {
    await executeChild(makeDocumentType, { workflowId: documentWorkflowId(document), args: [{ document }], parentClosePolicy: ParentClosePolicy.ABANDON });
  } catch (thrown) {
    if (isCancellation(thrown)) throw thrown;
  }
}
