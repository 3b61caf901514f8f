/** Wakes the delivery of webhooks over the Temporal client. */
import type { Client } from '@temporalio/client';
import { CatalogueError } from '#domain/errors';
import { flowQueue } from '#domain/flow/executor.queues';
import { webhookWorkflowId, type WebhookEngine, type WebhookInput } from '#domain/notify/webhook.ports';
import { deliverWebhookType, webhookBell, webhookHurry } from '#workflows/notify/deliver-webhook.messages';
import { faultOf } from './engine.failures.ts';

/** `timeoutMs`: longest wait for an answer. Default 10,000. `settings` for tests: handed to deliveries that are started. */
export function createWebhookEngine(client: Client, { timeoutMs = 10_000, settings }: { timeoutMs?: number; settings?: WebhookInput['settings'] } = {}): WebhookEngine {
  const tell = (signal: typeof webhookBell | typeof webhookHurry) => async (webhook: string): Promise<void> => {
    const args: [WebhookInput] = [{ webhook, ...(settings === undefined ? {} : { settings }) }];
    try {
      await client.withDeadline(Date.now() + timeoutMs, () => client.workflow.signalWithStart(deliverWebhookType, { workflowId: webhookWorkflowId(webhook), taskQueue: flowQueue, args, signal, signalArgs: [] }));
    } catch (thrown) {
      const fault = faultOf(thrown);
      throw fault.is === 'failed' ? fault.error : new CatalogueError('SERVICE_UNAVAILABLE', { service: 'Temporal' });
    }
  };
  return { ring: tell(webhookBell), hurry: tell(webhookHurry) };
}
