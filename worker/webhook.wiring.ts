/** Wires webhooks: the activity that sends them, the clerk that queues events for them, and what wakes both. */
import { hostname } from 'node:os';
import { createWebhookActivities } from '#activities/notify/webhook.activities';
import { createWebhookClerk } from '#activities/notify/webhook.clerk';
import type { DeliveryPace } from '#domain/notify/delivery';
import { nextDueAt } from '#domain/notify/webhook.pace';
import type { WebhookEngine } from '#domain/notify/webhook.ports';
import type { AddressPolicy } from '#integrations/executors/address';
import { createWebhookSend } from '#integrations/notify/webhook.send';
import { createAlarmGroupRepo } from '#store/alarm/group.repo';
import { createEventRepo } from '#store/audit/event.repo';
import { createOutboxRepo } from '#store/audit/outbox.repo';
import type { OpenedConnection } from '#store/core/connection';
import { createLockRepo } from '#store/core/lock.repo';
import { createWebhookDeliveryRepo } from '#store/notify/webhook-delivery.repo';
import { createWebhookRepo } from '#store/notify/webhook.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createNotifier, type Notifier, type NotifierOptions } from './notifier.ts';

export interface WebhookWiringOf {
  connection: OpenedConnection['connection'];
  engine: WebhookEngine;
  addresses: AddressPolicy;
  publicUrl: string; dataKey: string;
  log: { warn(facts: Record<string, unknown>, message: string): void; error(facts: object, message: string): void };
  pace?: DeliveryPace; timeoutMs?: number; notifier?: NotifierOptions;
}

/** Activities of queue io, and the notifier, not yet started. */
export function wireWebhooks({ connection, engine, addresses, publicUrl, dataKey, log, pace, timeoutMs, notifier = {} }: WebhookWiringOf): { io: object; notifier: Notifier } {
  const nowMs = () => Date.now();
  const [webhooks, deliveries, locks] = [createWebhookRepo(connection, dataKey), createWebhookDeliveryRepo(connection), createLockRepo(connection)];
  const clerk = createWebhookClerk({ outbox: createOutboxRepo(connection, locks), webhooks, deliveries, tickets: createTicketRepo(connection), groups: createAlarmGroupRepo(connection), publicUrl, log, nowMs });
  /** Tests of a webhook that is off wait too. */
  async function overdue(before: string): Promise<string[]> {
    const dueAt = await Promise.all((await webhooks.list()).map(async ({ id, isEnabled }) => ({ id, at: nextDueAt(await deliveries.open(id, isEnabled)) })));
    return dueAt.filter(({ at }) => at !== null && at < before).map(({ id }) => id);
  }
  return {
    io: createWebhookActivities({
      webhooks, deliveries, events: createEventRepo(connection), send: createWebhookSend(addresses, timeoutMs === undefined ? {} : { timeoutMs }), nowMs, worker: `${hostname()}/${process.pid}`, ...(pace === undefined ? {} : { pace }),
    }),
    notifier: createNotifier({ what: 'webhooks', clerk, overdue, ring: engine.ring, locks, log, nowMs }, notifier),
  };
}
