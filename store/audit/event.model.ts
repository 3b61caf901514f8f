/** Mongo shape of events, and how a run or a group puts its own there: by number, so that what was tentative can be replaced. */
import { Schema, type ClientSession, type Connection } from 'mongoose';
import { eventActions, type DomainEvent } from '#domain/audit/event.schema';
import { modelOn } from '../core/model-on.ts';
import type { Row } from '../core/rows.ts';

export type EventRow = Row<DomainEvent>;
const ref = { kind: String, id: String };
const actor = { kind: String, id: String, name: String };
/** Loose on purpose: mongoose's types cannot follow JSON inside JSON; readers say lean<EventRow>(). */
interface LooseRow { _id: string; [field: string]: unknown }
const eventSchema = new Schema<LooseRow>({
  _id: String, at: { type: String, required: true }, action: { type: String, enum: eventActions, required: true }, actor: { type: actor, required: true, _id: false },
  onBehalfOf: { type: Schema.Types.Mixed, default: null }, refs: { type: [new Schema(ref, { _id: false })], default: [] },
  before: { type: Schema.Types.Mixed }, after: { type: Schema.Types.Mixed }, data: { type: Schema.Types.Mixed, default: {} },
  origin: { type: String, required: true }, seq: { type: Number, required: true }, isConfirmed: { type: Boolean, required: true },
}, { collection: 'events', versionKey: false, minimize: false });
eventSchema.index({ origin: 1, seq: 1 });
/** Timeline of a thing. */
eventSchema.index({ 'refs.kind': 1, 'refs.id': 1, at: 1, _id: 1 });
/** Audit, newest first; of one who did it, of what was done. */
eventSchema.index({ at: -1, _id: -1 });
eventSchema.index({ 'actor.id': 1, at: -1, _id: -1 });
eventSchema.index({ action: 1, at: -1, _id: -1 });

export const eventModel = (connection: Connection) => modelOn(connection, 'DomainEvent', eventSchema);

/** Removes what one origin has said tentatively from number `fromSeq` on, inside the caller's transaction. Confirmed events are never touched: an attempt to say one of them differently fails on its id. */
export async function removeTentative(connection: Connection, session: ClientSession, { origin, fromSeq }: { origin: string; fromSeq: number }): Promise<void> {
  await eventModel(connection).collection.deleteMany({ origin, seq: { $gte: fromSeq }, isConfirmed: false }, { session });
}

/** Confirms the events of origins up to a number each: from now on they are append-only, and outbox and notices may read them. */
export async function confirmEvents(connection: Connection, upTo: readonly { origin: string; seq: number }[]): Promise<void> {
  await eventModel(connection).collection.bulkWrite(upTo.map(({ origin, seq }) => ({
    updateMany: { filter: { origin, seq: { $lte: seq }, isConfirmed: false }, update: { $set: { isConfirmed: true } } },
  })), { ordered: false });
}
