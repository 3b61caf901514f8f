/** Reads and adds events. Adding is idempotent by id; nothing here changes or removes one. What runs say tentatively is replaced in event.model.ts. */
import type { ClientSession, Connection } from 'mongoose';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { ObjectRef } from '#domain/object/object.schema';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { fromRow, toRow } from '../core/rows.ts';
import { eventModel, type EventRow } from './event.model.ts';

export interface EventPage { items: DomainEvent[]; next: string | null }

export interface EventRepo {
  /** Adds events; those that are there already stay as they are. */
  append(events: readonly DomainEvent[], session?: ClientSession): Promise<void>;
  /** Events that point at the thing, oldest first. `cursor` is the `next` of the page before. Throws REQUEST_INVALID for one that is none. */
  timeline(ref: ObjectRef, page: { cursor?: string | undefined; limit: number }): Promise<EventPage>;
  /** Everything, newest first. */
  latest(page: { cursor?: string | undefined; limit: number }): Promise<EventPage>;
  ensureIndexes(): Promise<void>;
}

const inOrder = (order: 1 | -1): readonly SortKey[] => [{ field: 'at', order }, { field: '_id', order }];

export function createEventRepo(connection: Connection): EventRepo {
  const events = eventModel(connection);
  async function page(filter: Record<string, unknown>, keys: readonly SortKey[], { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<EventPage> {
    const rows = await events.collection.find({ ...filter, ...(cursor ? afterCursor(keys, cursor) : {}) }).sort(sortOf(keys)).limit(limit + 1).toArray() as unknown as EventRow[];
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items: rows.slice(0, limit).map((row) => fromRow<DomainEvent>(row)), next: last === undefined ? null : cursorOf(keys, last) };
  }
  return {
    async append(added, session) {
      if (added.length === 0) return;
      try {
        await events.collection.insertMany(added.map(toRow) as never[], { ordered: false, ignoreUndefined: true, ...(session ? { session } : {}) });
      } catch (fault) {
        if (session || !isDuplicateKey(fault)) throw fault;
      }
    },
    timeline: (ref, wanted) => page({ refs: { $elemMatch: { kind: ref.kind, id: ref.id } } }, inOrder(1), wanted),
    latest: (wanted) => page({}, inOrder(-1), wanted),
    ensureIndexes: async () => { await events.createCollection(); await events.createIndexes(); },
  };
}
