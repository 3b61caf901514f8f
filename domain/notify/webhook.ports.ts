/** The doors of webhooks: how their delivery is woken, and what the workflow that delivers them asks of the world. Implemented in integrations/engine and activities/notify. */
import type { DeliveryRound } from './notify.ports.ts';

/** `webhooks/<id>`: workflow id of a webhook's delivery. */
export const webhookWorkflowId = (webhook: string): string => `webhooks/${webhook}`;

export interface WebhookEngine {
  /** Wakes the delivery of a webhook, starting it when there is none. Carries nothing: what is to be sent stands in MongoDB. Rejects when Temporal is away. */
  ring(webhook: string): Promise<void>;
  /** The same for a person: also a receiver that was away is tried now. */
  hurry(webhook: string): Promise<void>;
}

/** Workflow input of deliverWebhook; `failures` is carried over continue-as-new. */
export interface WebhookInput { webhook: string; failures?: number; settings?: { maxRounds?: number } }

/** Ordinary activity of queue io. */
export interface WebhookActivities {
  /** Sends what is due, until nothing is or a while has passed. `failures`: rounds in a row that found the receiver away. Repeating it sends again only what no one knows to have arrived. */
  deliverWebhook(call: { webhook: string; failures: number }): Promise<DeliveryRound>;
}
