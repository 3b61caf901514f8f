/** Mongo shapes of outgoing webhooks and of what is sent by them. */
import { Schema, type Connection } from 'mongoose';
import type { Webhook, WebhookDelivery } from '#domain/notify/webhook.schema';
import { modelOn } from '../core/model-on.ts';
import type { Row } from '../core/rows.ts';
import type { Sealed } from '../secret/secret.cipher.ts';

/** `secret`, and `former` as long as it signs too. */
export type WebhookRow = Row<Webhook> & { secret: Sealed; former: Sealed | null };
/** `sendingBy`: who has it in hand now. */
export type WebhookDeliveryRow = Row<WebhookDelivery> & { sendingBy: string | null; forgetAt: Date };

/** Loose on purpose: readers say lean<WebhookRow>(). */
interface LooseRow { _id: string; [field: string]: unknown }
const mixed = Schema.Types.Mixed;
const text = { type: String, required: true };
const maybe = { type: String, default: null };
const webhookSchema = new Schema<LooseRow>({
  _id: String, name: text, url: text, actions: { type: [String], required: true }, teams: { type: [String], default: [] }, ticketTypes: { type: [String], default: [] }, isEnabled: { type: Boolean, required: true },
  revision: { type: Number, required: true }, secretEnding: text, formerSecretUntil: maybe, madeBy: { type: mixed, required: true }, madeAt: text, changedAt: text,
  off: { type: mixed, default: null }, failingSince: maybe, takenAt: maybe, secret: { type: mixed, required: true }, former: { type: mixed, default: null },
}, { collection: 'webhooks', versionKey: false, minimize: false });

const deliverySchema = new Schema<LooseRow>({
  _id: String, webhook: text, message: text, type: text, subject: text, order: { type: Number, required: true }, ticket: { type: mixed, default: null }, at: text, madeAt: text, sinceAt: text, dueAt: maybe,
  tries: { type: Number, default: 0 }, state: text, fault: { type: mixed, default: null }, attempts: { type: [mixed], default: [] }, forgottenAttempts: { type: Number, default: 0 }, body: text,
  sendingBy: maybe, forgetAt: { type: Date, required: true },
}, { collection: 'webhookDeliveries', versionKey: false, minimize: false });
deliverySchema.index({ webhook: 1, state: 1, order: 1, _id: 1 });
deliverySchema.index({ webhook: 1, madeAt: -1, _id: -1 });
deliverySchema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 });

export const webhookModels = (connection: Connection) => ({ webhooks: modelOn(connection, 'Webhook', webhookSchema), deliveries: modelOn(connection, 'WebhookDelivery', deliverySchema) });
