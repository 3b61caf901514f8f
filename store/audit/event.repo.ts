/** Reads and adds events. Adding is idempotent by id; nothing here changes or removes one. What runs say tentatively is replaced in event.model.ts. */
import type { ClientSession, Connection } from 'mongoose';
import type { DomainEvent, EventAction } from '#domain/audit/event.schema';
import type { Instant } from '#domain/values';
import type { ObjectRef } from '#domain/object/object.schema';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { fromRow, toRow } from '../core/rows.ts';
import { eventModel, type EventRow } from './event.model.ts';
import { prepareCollections } from '../core/prepare-collections.ts';

/** What is looked for; absent is everything. `from` on, and before `to`. */
export interface EventSearch { actor?: string | undefined; actions?: readonly EventAction[] | undefined; ref?: ObjectRef | undefined; from?: Instant | undefined; to?: Instant | undefined }
export interface EventPage { items: DomainEvent[]; next: string | null }

export interface EventRepo {
  /** Adds events; those that are there already stay as they are. */
  append(events: readonly DomainEvent[], session?: ClientSession): Promise<void>;
  /** Events that point at the thing, oldest first. `cursor` is the `next` of the page before. Throws REQUEST_INVALID for one that is none. */
  timeline(ref: ObjectRef, page: { cursor?: string | undefined; limit: number; isNewestFirst?: boolean }): Promise<EventPage>;
  /** Confirmed ones, newest first. */
  latest(page: { cursor?: string | undefined; limit: number }, search?: EventSearch): Promise<EventPage>;
  /** How many of them there are, counted up to `most`. */
  count(search: EventSearch, most: number): Promise<number>;
  ensureIndexes(): Promise<void>;
}

/** The cursor of `latest` after this event. */
export const eventCursor = ({ at, id }: DomainEvent): string => cursorOf(inOrder(-1), { at, _id: id });

const filterOf = ({ actor, actions, ref, from, to }: EventSearch): Record<string, unknown> => ({
  isConfirmed: true,
  ...(actor === undefined ? {} : { 'actor.id': actor }), ...(actions === undefined ? {} : { action: { $in: [...actions] } }), ...(ref === undefined ? {} : { refs: { $elemMatch: { kind: ref.kind, id: ref.id } } }),
  ...(from === undefined && to === undefined ? {} : { at: { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lt: to }) } }),
});
const inOrder = (order: 1 | -1): readonly SortKey[] => [{ field: 'at', order }, { field: '_id', order }];

export function createEventRepo(connection: Connection): EventRepo {
  const events = eventModel(connection);
  async function page(filter: Record<string, unknown>, keys: readonly SortKey[], { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<EventPage> {
    const rows = await events.collection.find(cursor ? { $and: [filter, afterCursor(keys, cursor)] } : filter).sort(sortOf(keys)).limit(limit + 1).toArray() as unknown as EventRow[];
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
    timeline: (ref, wanted) => page({ refs: { $elemMatch: { kind: ref.kind, id: ref.id } } }, inOrder(wanted.isNewestFirst ? -1 : 1), wanted),
    latest: (wanted, search = {}) => page(filterOf(search), inOrder(-1), wanted),
    count: (search, most) => events.collection.countDocuments(filterOf(search), { limit: most }),
    ensureIndexes: () => prepareCollections([events]),
  };
}
