/** Outgoing webhooks with their secrets, sealed at rest and given out for signing only. A change and the event that tells of it are one transaction. */
import type { ClientSession, Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { NoticeFault } from '#domain/notify/notice.schema';
import type { Webhook, WebhookFacts } from '#domain/notify/webhook.schema';
import type { Instant } from '#domain/values';
import { fromRow, toRow } from '../core/rows.ts';
import { createSecretCipher } from '../secret/secret.cipher.ts';
import { webhookModels, type WebhookRow } from './webhook.model.ts';

type Alongside = (session: ClientSession, webhook: Webhook) => Promise<void>;
export interface WebhookRepo {
  /** By name. */
  list(): Promise<Webhook[]>;
  /** Those that are switched on. */
  enabled(): Promise<Webhook[]>;
  read(id: string): Promise<Webhook | null>;
  /** Throws WEBHOOK_TOO_MANY. */
  add(webhook: Webhook, secret: string, most: number, alongside: Alongside): Promise<void>;
  /** Switching it on forgets why it was off. Null: it is gone. Throws REVISION_CONFLICT. */
  change(id: string, revision: number, facts: WebhookFacts, now: Instant, alongside: Alongside): Promise<Webhook | null>;
  /** The secret before it signs too until `formerUntil`. Null: it is gone. */
  renewSecret(id: string, secret: string, formerUntil: Instant, now: Instant, alongside: Alongside): Promise<Webhook | null>;
  /** With everything that was sent by it. Null: it was not there. */
  remove(id: string, alongside: Alongside): Promise<Webhook | null>;
  /** What signs now, the newest first. Throws WEBHOOK_SECRET_LOST. */
  secrets(id: string, now: Instant): Promise<string[]>;
  /** Something was taken, or not; answers the webhook as it stands then. */
  noteTaken(id: string, now: Instant): Promise<void>;
  noteFailure(id: string, now: Instant): Promise<Webhook | null>;
  /** Unless it is off already. */
  switchOff(id: string, fault: NoticeFault, now: Instant, alongside: Alongside): Promise<void>;
}

const majority = { writeConcern: { w: 'majority' } } as const;
const sealName = (id: string): string => `webhook/${id}`;
const endingOf = (secret: string): string => secret.slice(-4);
const webhookOf = ({ secret: _secret, former: _former, ...row }: WebhookRow): Webhook => fromRow<Webhook>(row);

/** `dataKey`: 32 bytes in hexadecimal. */
export function createWebhookRepo(connection: Connection, dataKey: string): WebhookRepo {
  const { webhooks, deliveries } = webhookModels(connection);
  const cipher = createSecretCipher(dataKey);
  const listed = async (filter: object): Promise<Webhook[]> => (await webhooks.find(filter).sort({ name: 1, _id: 1 }).lean<WebhookRow[]>().exec()).map(webhookOf);
  const changed = (filter: { _id: string } & Record<string, unknown>, set: object, alongside: Alongside): Promise<Webhook | null> => connection.transaction(async (session) => {
    const row = await webhooks.findOneAndUpdate(filter, { $set: set, $inc: { revision: 1 } }, { session, returnDocument: 'after' }).lean<WebhookRow>().exec();
    if (row === null) return null;
    const webhook = webhookOf(row);
    await alongside(session, webhook);
    return webhook;
  }, majority);
  const opened = (id: string, sealed: WebhookRow['secret']): string => {
    try { return cipher.open(sealName(id), sealed); } catch { throw new CatalogueError('WEBHOOK_SECRET_LOST', {}); }
  };
  return {
    list: () => listed({}),
    enabled: () => listed({ isEnabled: true }),
    async read(id) {
      const row = await webhooks.findById(id).lean<WebhookRow>().exec();
      return row && webhookOf(row);
    },
    async add(webhook, secret, most, alongside) {
      await connection.transaction(async (session) => {
        if (await webhooks.countDocuments({}, { session }) >= most) throw new CatalogueError('WEBHOOK_TOO_MANY', { limit: most });
        await webhooks.collection.insertOne({ ...toRow(webhook), secret: cipher.seal(sealName(webhook.id), secret), former: null } as never, { session });
        await alongside(session, webhook);
      }, majority);
    },
    async change(id, revision, facts, now, alongside) {
      const webhook = await changed({ _id: id, revision }, { ...facts, changedAt: now, ...(facts.isEnabled ? { off: null, failingSince: null } : {}) }, alongside);
      if (webhook === null && await webhooks.exists({ _id: id })) throw new CatalogueError('REVISION_CONFLICT');
      return webhook;
    },
    async renewSecret(id, secret, formerUntil, now, alongside) {
      const row = await webhooks.findById(id).lean<WebhookRow>().exec();
      return row && changed({ _id: id, revision: row.revision }, { secret: cipher.seal(sealName(id), secret), former: row.secret, secretEnding: endingOf(secret), formerSecretUntil: formerUntil, changedAt: now }, alongside);
    },
    remove: (id, alongside) => connection.transaction(async (session) => {
      const row = await webhooks.findByIdAndDelete(id, { session }).lean<WebhookRow>().exec();
      if (row === null) return null;
      await deliveries.deleteMany({ webhook: id }, { session });
      await alongside(session, webhookOf(row));
      return webhookOf(row);
    }, majority),
    async secrets(id, now) {
      const row = await webhooks.findById(id).lean<WebhookRow>().exec();
      if (row === null) throw new CatalogueError('WEBHOOK_SECRET_LOST', {});
      const hasFormer = row.former !== null && row.formerSecretUntil !== null && row.formerSecretUntil > now;
      return [opened(id, row.secret), ...(hasFormer ? [opened(id, row.former!)] : [])];
    },
    noteTaken: async (id, now) => { await webhooks.updateOne({ _id: id }, { $set: { takenAt: now, failingSince: null } }); },
    async noteFailure(id, now) {
      await webhooks.updateOne({ _id: id, failingSince: null }, { $set: { failingSince: now } });
      const row = await webhooks.findById(id).lean<WebhookRow>().exec();
      return row && webhookOf(row);
    },
    switchOff: async (id, fault, now, alongside) => { await changed({ _id: id, isEnabled: true }, { isEnabled: false, off: { at: now, fault } }, alongside); },
  };
}
