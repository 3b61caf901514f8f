/** Messages nobody has waited for yet, as administrators see them: listed page by page without what they carry, and removed with their event, unless a run is being asked for them. */
import type { Connection, mongo } from 'mongoose';
import { keptMessageEvent, type KeptMessage } from '#domain/flow/message/kept-message';
import type { ActorRef } from '#domain/identity/identity.schema';
import { plusMs, type Instant } from '#domain/values';
import type { EventRepo } from '../audit/event.repo.ts';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { containing } from '../core/pattern.ts';
import { rememberedMs } from './message.repo.ts';
import { messageModel, type MessageRow } from './message.model.ts';

/** `taken`: a run has it, or is being asked for it at this moment. */
export type Removal = 'removed' | 'taken' | 'unknown';
export interface KeptMessageRepo {
  /** The oldest first. `q`: part of name or key, in any case. Throws REQUEST_INVALID for a cursor that is none. */
  list(search: { q?: string | undefined }, page: { cursor?: string | undefined; limit: number }): Promise<{ items: KeptMessage[]; next: string | null; total: number }>;
  /** Its id stays known for a week, so that its sender's next try does not bring it back. A second time it is unknown. */
  remove(id: string, mark: { by: ActorRef; reason: string; at: Instant; requestId: string }): Promise<Removal>;
}

const order: readonly SortKey[] = [{ field: 'at', order: 1 }, { field: '_id', order: 1 }];
const keptOf = ({ _id, name, key, by, at, expiresAt, data }: MessageRow): KeptMessage => ({ id: _id, name, key, by, at, expiresAt, bytes: Buffer.byteLength(data) });

export function createKeptMessageRepo(connection: Connection, events: Pick<EventRepo, 'append'>): KeptMessageRepo {
  const messages = messageModel(connection).collection as unknown as mongo.Collection<MessageRow>;
  const kept = { state: 'pending', kind: 'message' } as const;
  return {
    async list({ q }, { cursor, limit }) {
      const filter = { ...kept, ...(q === undefined || q === '' ? {} : { $or: [{ name: containing(q) }, { key: containing(q) }] }) };
      const [rows, total] = await Promise.all([
        messages.find((cursor === undefined ? filter : { $and: [filter, afterCursor(order, cursor)] }) as mongo.Filter<MessageRow>, { sort: sortOf(order), limit: limit + 1 }).toArray(),
        messages.countDocuments(filter as mongo.Filter<MessageRow>),
      ]);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map(keptOf), next: last === undefined ? null : cursorOf(order, last), total };
    },
    async remove(id, { by, reason, at, requestId }) {
      let row: MessageRow | null = null;
      await connection.transaction(async (session) => {
        row = await messages.findOneAndUpdate({ _id: id, ...kept, target: null }, { $set: { state: 'removed', lookAt: null, forgetAt: new Date(plusMs(at, rememberedMs)) } }, { session });
        if (row !== null) await events.append([keptMessageEvent(keptOf(row), { by, reason, at, requestId })], session);
      }, { writeConcern: { w: 'majority' } });
      if (row !== null) return 'removed';
      const there = await messages.findOne({ _id: id, kind: 'message' }, { projection: { state: 1 } });
      return there === null || there.state === 'removed' || there.state === 'expired' ? 'unknown' : 'taken';
    },
  };
}
