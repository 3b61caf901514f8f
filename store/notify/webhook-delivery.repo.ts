/** What is sent by webhooks: added once for an event, claimed by one sender at a time, settled with what became of the attempt, kept a while to be looked at and sent again. */
import type { Connection } from 'mongoose';
import type { NoticeFault } from '#domain/notify/notice.schema';
import type { OpenDelivery } from '#domain/notify/webhook.pace';
import { testType, webhookLimits, type DeliveryState, type WebhookDelivery } from '#domain/notify/webhook.schema';
import type { Instant } from '#domain/values';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { toRow } from '../core/rows.ts';
import { webhookModels, type WebhookDeliveryRow } from './webhook.model.ts';

/** Who has a delivery in hand: `token` is one attempt of one activity, `worker` names its process for people. */
export interface DeliverySender { token: string; worker: string }
/** What was answered; null for no answer. */
export interface Answered { status: number | null; head: string | null }
export type DeliverySettlement = Answered & ({ is: 'sent' } | { is: 'again'; fault: NoticeFault; dueAt: Instant } | { is: 'refused'; fault: NoticeFault });
export interface DeliveryCounts { waiting: number; failed: number }

export interface WebhookDeliveryRepo {
  /** Adds those that are not there yet. */
  add(deliveries: readonly WebhookDelivery[]): Promise<void>;
  /** What waits or is in hand, in the order of the outbox; of one that is off, tests only. The first `openAtOnce` of them. */
  open(webhook: string, isEnabled: boolean): Promise<OpenDelivery[]>;
  /** Null when somebody else has it, or it is not due. */
  claim(id: string, sender: DeliverySender, now: Instant): Promise<WebhookDelivery | null>;
  /** What others have in hand is free again: whoever had it went away, and nobody knows whether it arrived. */
  takeOver(webhook: string, sender: DeliverySender, now: Instant): Promise<void>;
  /** Only while the sender still has it in hand. */
  settle(id: string, sender: DeliverySender, settlement: DeliverySettlement, now: Instant): Promise<void>;
  /** Sent once more under the same id. False: it is not there, or waits already. */
  again(webhook: string, id: string, now: Instant): Promise<boolean>;
  /** What waits for a later attempt is due now. */
  hurry(webhook: string, now: Instant): Promise<void>;
  read(webhook: string, id: string): Promise<WebhookDelivery | null>;
  /** The latest first. Throws REQUEST_INVALID for a cursor that is none. */
  list(of: { webhook: string; state?: DeliveryState | undefined }, page: { cursor?: string | undefined; limit: number }): Promise<{ items: WebhookDelivery[]; next: string | null }>;
  /** By webhook, of these; one of which nothing waits or failed is not named. */
  counts(webhooks: readonly string[]): Promise<ReadonlyMap<string, DeliveryCounts>>;
}

/** Open ones that are looked at together. */
const openAtOnce = 1_000;
/** Attempts told one by one; of earlier ones only the number is kept. */
const keptAttempts = 50;
const keptMs = webhookLimits.keptDays * 86_400_000;
const order: readonly SortKey[] = [{ field: 'madeAt', order: -1 }, { field: '_id', order: -1 }];

const deliveryOf = ({ _id, sendingBy: _sendingBy, forgetAt: _forgetAt, ...rest }: WebhookDeliveryRow): WebhookDelivery => ({ id: _id, ...rest });
/** The attempt under way, ended. */
const ended = (outcome: string, fault: NoticeFault | null, { status, head }: Answered, now: Instant): object => ({
  $map: { input: '$attempts', as: 'attempt', in: { $cond: [{ $eq: ['$$attempt.outcome', null] }, { $mergeObjects: ['$$attempt', { outcome, endedAt: now, fault: { $literal: fault }, status, head: { $literal: head } }] }, '$$attempt'] } },
});
const stateAfter = { sent: 'sent', again: 'queued', refused: 'failed' } as const;

export function createWebhookDeliveryRepo(connection: Connection): WebhookDeliveryRepo {
  const { deliveries } = webhookModels(connection);
  const { collection } = deliveries;
  return {
    async add(added) {
      if (added.length === 0) return;
      try {
        await collection.insertMany(added.map((delivery) => ({ ...toRow(delivery), sendingBy: null, forgetAt: new Date(Date.parse(delivery.madeAt) + keptMs) })) as never[], { ordered: false });
      } catch (fault) {
        if (!isDuplicateKey(fault)) throw fault;
      }
    },
    async open(webhook, isEnabled) {
      const rows = await deliveries.find({ webhook, state: { $in: ['queued', 'sending'] }, ...(isEnabled ? {} : { type: testType }) }, { subject: 1, state: 1, dueAt: 1 }).sort({ order: 1, _id: 1 }).limit(openAtOnce).lean<WebhookDeliveryRow[]>().exec();
      return rows.map(({ _id, subject, state, dueAt }) => ({ id: _id, subject, state, dueAt }));
    },
    async claim(id, { token, worker }, now) {
      const attempt = { at: now, worker, outcome: null, endedAt: null, fault: null, status: null, head: null };
      const row = await collection.findOneAndUpdate({ _id: id as never, state: 'queued', dueAt: { $lte: now } }, [{ $set: {
        state: 'sending', sendingBy: token, tries: { $add: ['$tries', 1] }, attempts: { $slice: [{ $concatArrays: ['$attempts', [{ $literal: attempt }]] }, -keptAttempts] },
        forgottenAttempts: { $add: ['$forgottenAttempts', { $cond: [{ $gte: [{ $size: '$attempts' }, keptAttempts] }, 1, 0] }] },
      } }], { returnDocument: 'after' });
      return row === null ? null : deliveryOf(row as unknown as WebhookDeliveryRow);
    },
    async takeOver(webhook, { token }, now) {
      await collection.updateMany({ webhook, state: 'sending', sendingBy: { $ne: token } }, [{ $set: { state: 'queued', sendingBy: null, dueAt: now, attempts: ended('lost', null, { status: null, head: null }, now) } }]);
    },
    async settle(id, { token }, settlement, now) {
      const { is } = settlement;
      const fault = is === 'sent' ? null : settlement.fault;
      await collection.updateOne({ _id: id as never, state: 'sending', sendingBy: token }, [{ $set: {
        state: stateAfter[is], sendingBy: null, dueAt: is === 'again' ? settlement.dueAt : null, fault: { $literal: is === 'again' ? null : fault }, attempts: ended(is, fault, settlement, now),
      } }]);
    },
    async again(webhook, id, now) {
      const { modifiedCount } = await collection.updateOne({ _id: id as never, webhook, state: { $in: ['sent', 'failed'] } }, { $set: { state: 'queued', dueAt: now, sinceAt: now, tries: 0, fault: null, forgetAt: new Date(Date.parse(now) + keptMs) } });
      return modifiedCount === 1;
    },
    hurry: async (webhook, now) => { await collection.updateMany({ webhook, state: 'queued', dueAt: { $gt: now } }, { $set: { dueAt: now } }); },
    async read(webhook, id) {
      const row = await deliveries.findOne({ _id: id, webhook }).lean<WebhookDeliveryRow>().exec();
      return row && deliveryOf(row);
    },
    async list({ webhook, state }, { cursor, limit }) {
      const filter = { webhook, ...(state === undefined ? {} : { state }) };
      const rows = await deliveries.find(cursor === undefined ? filter : { $and: [filter, afterCursor(order, cursor)] }).sort(sortOf(order)).limit(limit + 1).lean<WebhookDeliveryRow[]>().exec();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map(deliveryOf), next: last === undefined ? null : cursorOf(order, last) };
    },
    async counts(webhooks) {
      const rows = await collection.aggregate<{ _id: { webhook: string; isFailed: boolean }; count: number }>([
        { $match: { webhook: { $in: [...webhooks] }, state: { $in: ['queued', 'sending', 'failed'] } } }, { $group: { _id: { webhook: '$webhook', isFailed: { $eq: ['$state', 'failed'] } }, count: { $sum: 1 } } },
      ]).toArray();
      const counts = new Map<string, DeliveryCounts>();
      for (const { _id: { webhook, isFailed }, count } of rows) counts.set(webhook, { ...(counts.get(webhook) ?? { waiting: 0, failed: 0 }), [isFailed ? 'failed' : 'waiting']: count });
      return counts;
    },
  };
}
