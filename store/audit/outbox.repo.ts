/**
 * The outbox: confirmed events in one lasting order, for readers that must miss none and see none twice (webhooks, analytics, notices).
 * Events are confirmed out of order and by many writers, so a reader cannot follow their own time or number: one sequencer gives each confirmed event
 * the next number of the outbox, and readers keep the number they are at.
 */
import { Schema, type Connection } from 'mongoose';
import type { DomainEvent } from '#domain/audit/event.schema';
import { createCounterRepo } from '../core/counter.repo.ts';
import type { LockRepo } from '../core/lock.repo.ts';
import { modelOn } from '../core/model-on.ts';
import { fromRow } from '../core/rows.ts';
import { eventModel, type EventRow } from './event.model.ts';

interface CursorRow { _id: string; seq: number }
const cursorSchema = new Schema<CursorRow>({ _id: String, seq: { type: Number, required: true } }, { collection: 'outboxCursors', versionKey: false });

export interface OutboxRepo {
  /** Numbers confirmed events that have none yet; one process at a time does it. Answers how many; 0 also when another process is at it. */
  sequence(limit: number, nowMs: number): Promise<number>;
  /** A reader that never read begins at the end: what happened before is not news. Nothing for one that has begun. */
  begin(reader: string): Promise<void>;
  /** Whether there is anything the reader has not dealt with. */
  hasNews(reader: string): Promise<boolean>;
  /** The next events for a reader, in outbox order. */
  read(reader: string, limit: number): Promise<{ outboxSeq: number; event: DomainEvent }[]>;
  /** The reader has dealt with everything up to this number. Never moves back. */
  advance(reader: string, outboxSeq: number): Promise<void>;
  ensureIndexes(): Promise<void>;
}

export function createOutboxRepo(connection: Connection, locks: LockRepo): OutboxRepo {
  const { collection } = eventModel(connection);
  const cursors = modelOn(connection, 'OutboxCursor', cursorSchema);
  const counters = createCounterRepo(connection);
  /** Where readers were when they were last looked up here; they may have moved on since, never back. */
  const places = new Map<string, number>();
  const placeOf = async (reader: string): Promise<number> => {
    const place = (await cursors.findById(reader).lean<CursorRow>().exec())?.seq ?? 0;
    places.set(reader, place);
    return place;
  };
  const isBeyond = async (place: number): Promise<boolean> => (await collection.findOne({ outboxSeq: { $gt: place } }, { projection: { _id: 1 } })) !== null;
  const waiting = { isConfirmed: true, outboxSeq: { $exists: false } };
  return {
    async sequence(limit, nowMs) {
      // Asked every moment, and mostly nothing waits: looking costs a read, the lock two writes.
      if (await collection.findOne(waiting, { projection: { _id: 1 } }) === null) return 0;
      const release = await locks.tryHold('outbox/sequencer', 10_000, nowMs);
      if (!release) return 0;
      try {
        const rows = await collection.find(waiting, { projection: { _id: 1 } }).sort({ at: 1, _id: 1 }).limit(limit).toArray();
        if (rows.length === 0) return 0;
        const last = await counters.next('outbox', rows.length);
        const first = last - rows.length + 1;
        // Ordered: a reader never sees a number whose predecessor is still to be written by this batch.
        await collection.bulkWrite(rows.map((row, index) => ({ updateOne: { filter: { _id: row._id, outboxSeq: { $exists: false } }, update: { $set: { outboxSeq: first + index } } } })), { ordered: true });
        return rows.length;
      } finally {
        await release();
      }
    },
    async begin(reader) {
      const last = await collection.findOne({ outboxSeq: { $exists: true } }, { sort: { outboxSeq: -1 }, projection: { outboxSeq: 1 } });
      await cursors.updateOne({ _id: reader }, { $setOnInsert: { seq: Number(last?.['outboxSeq'] ?? 0) } }, { upsert: true });
    },
    async hasNews(reader) {
      const known = places.get(reader);
      // A place of before finds at least what one of now finds.
      if (known !== undefined && !await isBeyond(known)) return false;
      return isBeyond(await placeOf(reader));
    },
    async read(reader, limit) {
      const at = await placeOf(reader);
      const rows = await collection.find({ outboxSeq: { $gt: at } }).sort({ outboxSeq: 1 }).limit(limit).toArray() as unknown as (EventRow & { outboxSeq: number })[];
      return rows.map(({ outboxSeq, ...row }) => ({ outboxSeq, event: fromRow<DomainEvent>(row as EventRow) }));
    },
    advance: async (reader, outboxSeq) => { await cursors.updateOne({ _id: reader }, { $max: { seq: outboxSeq } }, { upsert: true }); },
    async ensureIndexes() {
      await collection.createIndex({ outboxSeq: 1 }, { unique: true, partialFilterExpression: { outboxSeq: { $type: 'number' } } });
      await collection.createIndex({ isConfirmed: 1, outboxSeq: 1, at: 1 });
    },
  };
}
