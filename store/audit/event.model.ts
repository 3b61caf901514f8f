/** Mongo shape of events, and how a run or a group puts its own there: by number, so that what was tentative can be replaced. */
import { Schema, type ClientSession, type Connection } from 'mongoose';
import { eventActions, type DomainEvent } from '#domain/audit/event.schema';
import { canonicalJson } from '#domain/flow/file/flow.canonical';
import { modelOn } from '../core/model-on.ts';
import { fromRow, type Row } from '../core/rows.ts';

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

/**
 * Removes what one origin has said tentatively from its first of these events on, inside the caller's transaction; answers those that are to be put there.
 * What is confirmed stays: a write that had landed and comes again leaves it out. Throws when it would say a confirmed event differently, or not at all.
 */
export async function retell(connection: Connection, session: ClientSession, { origin, fromSeq, events }: { origin: string; fromSeq: number; events: readonly DomainEvent[] }): Promise<DomainEvent[]> {
  const { collection } = eventModel(connection);
  await collection.deleteMany({ origin, seq: { $gte: fromSeq }, isConfirmed: false }, { session });
  const confirmed = (await collection.find({ origin, seq: { $gte: fromSeq } }, { session }).toArray()) as unknown as EventRow[];
  const said = new Map(events.map((event) => [event.id, event]));
  for (const row of confirmed) {
    const event = said.get(row._id);
    if (event === undefined || asSaid(fromRow<DomainEvent>(row)) !== asSaid(event)) throw new Error(`a confirmed event would be said differently: ${row._id}`);
    said.delete(row._id);
  }
  return [...said.values()];
}

/** What an event says, whatever became of it since. */
const asSaid = (event: DomainEvent): string => canonicalJson({ ...event, isConfirmed: undefined, outboxSeq: undefined });

/** Confirms the events of origins up to a number each: from now on they are append-only, and outbox and notices may read them. */
export async function confirmEvents(connection: Connection, upTo: readonly { origin: string; seq: number }[]): Promise<void> {
  await eventModel(connection).collection.bulkWrite(upTo.map(({ origin, seq }) => ({
    updateMany: { filter: { origin, seq: { $lte: seq }, isConfirmed: false }, update: { $set: { isConfirmed: true } } },
  })), { ordered: false });
}
