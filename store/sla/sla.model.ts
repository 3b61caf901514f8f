/** Mongo shapes of calendars, SLA policies and recounts. What is inside is checked by domain/sla whenever it is read. */
import { Schema, type Connection } from 'mongoose';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { Closure } from '#domain/sla/closure';
import type { Feed } from '#domain/sla/feed.schema';
import type { Recount } from '#domain/sla/recount.schema';
import type { Instant } from '#domain/values';
import { modelOn } from '../core/model-on.ts';

/** What a feed brought, and how it is asked the next time. */
export interface FeedRow extends Omit<Feed, 'days'> { etag: string | null; lastModified: string | null; closures: Closure[] }

export interface CalendarRow {
  /** The calendar's key. */
  _id: string;
  /** The calendar file as it was written. */
  calendar: unknown;
  /** Counts what people saved. Rows from before have none: that is 1. */
  revision?: number;
  changedAt?: Instant; changedBy?: ActorRef;
  feeds?: FeedRow[];
}
export interface SlaPolicyRow { _id: string; policy: unknown; revision?: number; changedAt?: Instant; changedBy?: ActorRef }
/** One for each calendar that was ever changed. */
export interface RecountRow extends Omit<Recount, 'calendar'> {
  _id: string;
  /** Not before this: by then nobody counts with what they had read before. */
  notBefore: Instant;
  /** Every open ticket is looked at until a whole pass finds nothing to move: who wrote meanwhile may have counted with the calendar before. */
  pass: number; hasMovedInPass: boolean;
  /** Ticket id up to which this pass has looked. */
  cursor: string;
}

const mixed = { type: Schema.Types.Mixed, required: true };
const loose = Schema.Types.Mixed;
const calendarSchema = new Schema<CalendarRow>({ _id: String, calendar: mixed, revision: Number, changedAt: String, changedBy: loose, feeds: { type: [loose], default: undefined } } as never, { collection: 'calendars', versionKey: false, minimize: false });
calendarSchema.index({ 'feeds.nextAt': 1 }, { sparse: true });
const policySchema = new Schema<SlaPolicyRow>({ _id: String, policy: mixed, revision: Number, changedAt: String, changedBy: loose } as never, { collection: 'slaPolicies', versionKey: false, minimize: false });
const recountSchema = new Schema<RecountRow>({ _id: String } as never, { collection: 'calendarRecounts', versionKey: false, minimize: false, strict: false });
recountSchema.index({ state: 1, notBefore: 1 });

export const slaModels = (connection: Connection) => ({
  calendars: modelOn(connection, 'Calendar', calendarSchema),
  policies: modelOn(connection, 'SlaPolicy', policySchema),
  recounts: modelOn(connection, 'CalendarRecount', recountSchema),
});
