/** What people say on tickets: added with its event in one transaction, read oldest first. */
import type { ClientSession, Connection } from 'mongoose';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { Comment } from '#domain/ticket/ticket.schema';
import type { EventRepo } from '../audit/event.repo.ts';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { fromRow, toRow } from '../core/rows.ts';
import { commentModel, type CommentRow } from './comment.model.ts';
import { prepareCollections } from '../core/prepare-collections.ts';

export interface CommentRepo {
  byId(id: string): Promise<Comment | null>;
  /** Adds a comment and its event. The same id again changes nothing and answers what stands there. `also` is done in the same transaction. */
  add(comment: Comment, event: DomainEvent, also?: (session: ClientSession) => Promise<void>): Promise<Comment>;
  /** Oldest first, or newest. Internal ones only with `hasInternal`. Throws REQUEST_INVALID for a cursor that is none. */
  ofTicket(ticketId: string, hasInternal: boolean, page: { cursor?: string; limit: number; isNewestFirst?: boolean }): Promise<{ items: Comment[]; next: string | null }>;
  removeOfTickets(ticketIds: readonly string[]): Promise<number>;
  ensureIndexes(): Promise<void>;
}

const inOrder = (order: 1 | -1): readonly SortKey[] => [{ field: 'at', order }, { field: '_id', order }];

export function createCommentRepo(connection: Connection, events: Pick<EventRepo, 'append'>): CommentRepo {
  const comments = commentModel(connection);
  const read = async (id: string): Promise<Comment | null> => {
    const row = await comments.findById(id).lean<CommentRow>().exec();
    return row === null ? null : fromRow<Comment>(row);
  };
  return {
    byId: read,
    async add(comment, event, also) {
      const known = await read(comment.id);
      if (known !== null) return known;
      await connection.transaction(async (session) => {
        await comments.collection.insertOne(toRow(comment) as never, { session });
        await events.append([event], session);
        await also?.(session);
      }, { writeConcern: { w: 'majority' } });
      return comment;
    },
    async ofTicket(ticketId, hasInternal, { cursor, limit, isNewestFirst = false }) {
      const order = inOrder(isNewestFirst ? -1 : 1);
      const filter = { ticket: ticketId, ...(hasInternal ? {} : { visibility: 'public' }) };
      const rows = await comments.find(cursor === undefined ? filter : { $and: [filter, afterCursor(order, cursor)] }).sort(sortOf(order)).limit(limit + 1).lean<CommentRow[]>().exec();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map((row) => fromRow<Comment>(row)), next: last === undefined ? null : cursorOf(order, last) };
    },
    removeOfTickets: async (ticketIds) => (await comments.deleteMany({ ticket: { $in: [...ticketIds] } }).exec()).deletedCount,
    ensureIndexes: () => prepareCollections([comments]),
  };
}
