/** Webhooks and their deliveries as the API tells them: faults with the catalogue's words. */
import { errorShape, type ErrorCode } from '#domain/errors';
import type { NoticeFault } from '#domain/notify/notice.schema';
import type { Webhook, WebhookDelivery } from '#domain/notify/webhook.schema';
import type { WebhookDeliveryRow, WebhookDeliveryView, WebhookView } from '#api/webhook.api';
import type { DeliveryCounts } from '#store/notify/webhook-delivery.repo';

function told(fault: NoticeFault): NoticeFault & { message: string; hint: string } {
  const { message, hint } = errorShape(fault.code as ErrorCode, fault.params);
  return { ...fault, message, hint };
}
const toldOrNone = (fault: NoticeFault | null) => (fault === null ? null : told(fault));
const attemptView = (attempt: WebhookDelivery['attempts'][number]) => ({ ...attempt, fault: toldOrNone(attempt.fault) });

export const webhookView = (webhook: Webhook, { waiting, failed }: DeliveryCounts = { waiting: 0, failed: 0 }): WebhookView =>
  ({ ...webhook, off: webhook.off === null ? null : { ...webhook.off, fault: told(webhook.off.fault) }, waiting, failed });

export function deliveryRow({ id, webhook, message, type, ticket, at, madeAt, dueAt, state, fault, attempts, forgottenAttempts }: WebhookDelivery): WebhookDeliveryRow {
  const last = attempts.at(-1);
  return { id, webhook, message, type, ticket, at, madeAt, dueAt, state, fault: toldOrNone(fault), attempted: attempts.length + forgottenAttempts, last: last === undefined ? null : attemptView(last) };
}

export const deliveryView = (delivery: WebhookDelivery): WebhookDeliveryView => ({ ...deliveryRow(delivery), attempts: delivery.attempts.map(attemptView), forgottenAttempts: delivery.forgottenAttempts, body: delivery.body });
