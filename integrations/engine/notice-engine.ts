/** Wakes the delivery of channels over the Temporal client. */
import type { Client } from '@temporalio/client';
import { CatalogueError } from '#domain/errors';
import { flowQueue } from '#domain/flow/executor.queues';
import { deliveryWorkflowId, type DeliveryInput, type NoticeEngine } from '#domain/notify/notify.ports';
import { deliverNoticesType, noticeBell } from '#workflows/notify/deliver-notices.messages';
import { faultOf } from './engine.failures.ts';

/** `timeoutMs`: longest wait for an answer. Default 10,000. `settings` for tests: handed to deliveries that are started. */
export function createNoticeEngine(client: Client, { timeoutMs = 10_000, settings }: { timeoutMs?: number; settings?: DeliveryInput['settings'] } = {}): NoticeEngine {
  return {
    async ring(channel) {
      const args: [DeliveryInput] = [{ channel, ...(settings === undefined ? {} : { settings }) }];
      try {
        await client.withDeadline(Date.now() + timeoutMs, () => client.workflow.signalWithStart(deliverNoticesType, { workflowId: deliveryWorkflowId(channel), taskQueue: flowQueue, args, signal: noticeBell, signalArgs: [] }));
      } catch (thrown) {
        const fault = faultOf(thrown);
        throw fault.is === 'failed' ? fault.error : new CatalogueError('SERVICE_UNAVAILABLE', { service: 'Temporal' });
      }
    },
  };
}
