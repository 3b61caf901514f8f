/** Reads and adds events. Adding is idempotent by id; nothing here changes or removes one. What runs say tentatively is replaced in event.model.ts. */
import type { ClientSession, Connection } from 'mongoose';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { ObjectRef } from '#domain/object/object.schema';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { fromRow, toRow } from '../core/rows.ts';
import { eventModel, type EventRow } from './event.model.ts';

export interface EventPage { items: DomainEvent[]; next: string | null }

export interface EventRepo {
  /** Adds events; those that are there already stay as they are. */
  append(events: readonly DomainEvent[], session?: ClientSession): Promise<void>;
  /** Events that point at the thing, oldest first. `cursor` is the `next` of the page before. */
  timeline(ref: ObjectRef, page: { cursor?: string | undefined; limit: number }): Promise<EventPage>;
  /** Everything, newest first. */
  latest(page: { cursor?: string | undefined; limit: number }): Promise<EventPage>;
  ensureIndexes(): Promise<void>;
}

const encodeCursor = (event: DomainEvent): string => Buffer.from(JSON.stringify([event.at, event.id])).toString('base64url');
/** Null for text that is no cursor of ours: the first page is answered then. */
function decodeCursor(cursor: string | undefined): [at: string, id: string] | null {
  if (!cursor) return null;
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    return typeof at === 'string' && typeof id === 'string' ? [at, id] : null;
  } catch {
    return null;
  }
}

export function createEventRepo(connection: Connection): EventRepo {
  const events = eventModel(connection);
  async function page(filter: Record<string, unknown>, direction: 1 | -1, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<EventPage> {
    const from = decodeCursor(cursor);
    const beyond = direction === 1 ? '$gt' : '$lt';
    const after = from ? { $or: [{ at: { [beyond]: from[0] } }, { at: from[0], _id: { [beyond]: from[1] } }] } : {};
    const rows = await events.collection.find({ ...filter, ...after }).sort({ at: direction, _id: direction }).limit(limit + 1).toArray() as unknown as EventRow[];
    const items = rows.slice(0, limit).map((row) => fromRow<DomainEvent>(row));
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? encodeCursor(last) : null };
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
    timeline: (ref, wanted) => page({ refs: { $elemMatch: { kind: ref.kind, id: ref.id } } }, 1, wanted),
    latest: (wanted) => page({}, -1, wanted),
    ensureIndexes: async () => { await events.createCollection(); await events.createIndexes(); },
  };
}
