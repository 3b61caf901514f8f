/** Which delivery of a webhook is next, when it is tried again, and when the webhook is hopeless. Order is kept by subject: what comes later of a ticket waits for what came before. */
import { epochMs, instantOf, type Instant } from '../values.ts';
import type { DeliveryPace } from './delivery.ts';
import type { Webhook, WebhookDelivery } from './webhook.schema.ts';

/** Five seconds, then twice as long each time up to three hours, for three days. */
export const webhookPace: DeliveryPace = { firstMs: 5_000, longestMs: 3 * 3_600_000, giveUpMs: 3 * 86_400_000 };

/** Failures in a row, over all of its messages, after which a receiver counts as away: the rest waits. */
export const awayAfter = 5;

export type OpenDelivery = Pick<WebhookDelivery, 'id' | 'subject' | 'state' | 'dueAt'>;

/** The first of each subject. `open` is in the order of the outbox. */
function heads<D extends OpenDelivery>(open: readonly D[]): D[] {
  const bySubject = new Map<string, D>();
  for (const delivery of open) if (!bySubject.has(delivery.subject)) bySubject.set(delivery.subject, delivery);
  return [...bySubject.values()];
}

/** The one to send now; null when none is due, or those that are wait for one that is in hand. */
export const nextOf = <D extends OpenDelivery>(open: readonly D[], now: Instant): D | null =>
  heads(open).find(({ state, dueAt }) => state === 'queued' && dueAt !== null && epochMs(dueAt) <= epochMs(now)) ?? null;

/** When the next one falls due; null when nothing waits. */
export function nextDueAt(open: readonly OpenDelivery[]): Instant | null {
  const due = heads(open).flatMap(({ dueAt }) => (dueAt === null ? [] : [epochMs(dueAt)]));
  return due.length === 0 ? null : instantOf(Math.min(...due));
}

/** Whether nothing was taken for as long as a delivery is tried. */
export const isHopeless = ({ failingSince }: Pick<Webhook, 'failingSince'>, now: Instant, { giveUpMs }: DeliveryPace): boolean => failingSince !== null && epochMs(now) - epochMs(failingSince) >= giveUpMs;
