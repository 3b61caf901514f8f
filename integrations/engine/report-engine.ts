/** Tells the workflows of weekly reports of changes over the Temporal client. */
import type { Client } from '@temporalio/client';
import { CatalogueError } from '#domain/errors';
import { flowQueue } from '#domain/flow/executor.queues';
import { reportWorkflowId, type ReportEngine, type ReportInput } from '#domain/report/report.ports';
import { mailReportType, reportChanged } from '#workflows/report/mail-report.messages';
import { faultOf } from './engine.failures.ts';

/** `timeoutMs`: longest wait for an answer. Default 10,000. `settings` for tests: handed to workflows that are started. */
export function createReportEngine(client: Client, { timeoutMs = 10_000, settings }: { timeoutMs?: number; settings?: ReportInput['settings'] } = {}): ReportEngine {
  return {
    async tell(subscription) {
      const args: [ReportInput] = [{ subscription, ...(settings === undefined ? {} : { settings }) }];
      try {
        await client.withDeadline(Date.now() + timeoutMs, () => client.workflow.signalWithStart(mailReportType, { workflowId: reportWorkflowId(subscription), taskQueue: flowQueue, args, signal: reportChanged, signalArgs: [] }));
      } catch (thrown) {
        const fault = faultOf(thrown);
        throw fault.is === 'failed' ? fault.error : new CatalogueError('SERVICE_UNAVAILABLE', { service: 'Temporal' });
      }
    },
  };
}
