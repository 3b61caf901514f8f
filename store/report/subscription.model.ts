/** Mongo shape of reports people have sent to them every week. */
import { Schema, type Connection } from 'mongoose';
import type { ReportSubscription, Sending } from '#domain/report/subscription.schema';
import { modelOn } from '../core/model-on.ts';
import type { Row } from '../core/rows.ts';

/** `last` and `plan` are the worker's, everything else is what its owner chose. `plan`: what its workflow waits for, and since which revision. */
export type SubscriptionRow = Row<ReportSubscription> & { plan: (Sending & { revision: number }) | null };

/** Loose on purpose: readers say lean<SubscriptionRow>(). */
interface LooseRow { _id: string; [field: string]: unknown }
const mixed = Schema.Types.Mixed;
const text = { type: String, required: true };
const subscriptionSchema = new Schema<LooseRow>({
  _id: String, owner: text, filter: { type: mixed, required: true }, weeks: { type: Number, required: true }, weekday: { type: Number, required: true }, time: text, zone: text, locale: text, formats: { type: [String], required: true },
  isPaused: { type: Boolean, required: true }, revision: { type: Number, required: true }, madeAt: text, changedAt: text, since: text, last: { type: mixed, default: null }, plan: { type: mixed, default: null },
}, { collection: 'reportSubscriptions', versionKey: false, minimize: false });
subscriptionSchema.index({ owner: 1, madeAt: 1 });
subscriptionSchema.index({ isPaused: 1, 'plan.dueAt': 1 });

export const subscriptionModel = (connection: Connection) => modelOn(connection, 'ReportSubscription', subscriptionSchema);
