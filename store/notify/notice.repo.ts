/** Notices: added once by key, claimed for sending by one at a time, settled with what became of the attempt, read by whom they are for. */
import type { Connection } from 'mongoose';
import type { Notice, NoticeFault, NoticeKind, NoticeState, ChannelName } from '#domain/notify/notice.schema';
import type { Instant, Locale } from '#domain/values';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { toRow } from '../core/rows.ts';
import { notifyModels, type NoticeRow } from './notice.model.ts';
import { prepareCollections } from '../core/prepare-collections.ts';

/** Who has a notice in hand: `token` is one attempt of one activity, `worker` names its process for people. */
export interface Sender { channel: ChannelName; token: string; worker: string }
/** What an attempt came to. */
export type Settlement =
  | { is: 'sent'; to: string; locale: Locale }
  | { is: 'again'; fault: NoticeFault; dueAt: Instant }
  | { is: 'refused' | 'suppressed'; fault: NoticeFault };
export interface NoticeQuery { recipient?: string | undefined; states?: readonly NoticeState[] | undefined; kinds?: readonly NoticeKind[] | undefined; ticketKey?: string | undefined; isUnread?: boolean | undefined }

export interface NoticeRepo {
  /** Adds those that are not there yet; answers how many that were. */
  add(notices: readonly Notice[]): Promise<number>;
  /** Takes the one that is due longest; null when none is. */
  claim(sender: Sender, now: Instant): Promise<Notice | null>;
  /** What others of the channel have in hand is free again: whoever had it went away, and nobody knows whether it arrived. Answers how many. */
  takeOver(sender: Sender, now: Instant): Promise<number>;
  /** Only while the sender still has it in hand: an attempt that was taken over settles nothing. Answers whether it did. */
  settle(id: string, sender: Sender, settlement: Settlement, now: Instant): Promise<boolean>;
  /** When the next one of a channel falls due; null when none waits. */
  nextDue(channel: ChannelName): Promise<Instant | null>;
  /** Channels with something that should have been sent before. */
  overdue(before: Instant): Promise<ChannelName[]>;
  byId(id: string): Promise<Notice | null>;
  /** The latest first. Throws REQUEST_INVALID for a cursor that is none. */
  list(query: NoticeQuery, page: { cursor?: string | undefined; limit: number }): Promise<{ items: Notice[]; next: string | null }>;
  unread(recipient: string, most: number): Promise<number>;
  /** Marks those of the person, or all of theirs, as read. */
  markRead(recipient: string, ids: readonly string[] | 'all', now: Instant): Promise<void>;
  ensureIndexes(): Promise<void>;
}

/** Attempts told one by one; of earlier ones only the number is kept. */
const keptAttempts = 50;
const keptMs = 400 * 86_400_000;
const order: readonly SortKey[] = [{ field: 'at', order: -1 }, { field: '_id', order: -1 }];

const noticeOf = ({ _id, sendingBy: _sendingBy, forgetAt: _forgetAt, ...rest }: NoticeRow): Notice => ({ id: _id, ...rest });
const rowOf = (notice: Notice): NoticeRow => ({ ...toRow(notice), sendingBy: null, forgetAt: new Date(Date.parse(notice.madeAt) + keptMs) });

/** The attempt under way, ended. */
const ended = (outcome: string, fault: NoticeFault | null, now: Instant): object => ({
  $map: { input: '$attempts', as: 'attempt', in: { $cond: [{ $eq: ['$$attempt.outcome', null] }, { $mergeObjects: ['$$attempt', { outcome, endedAt: now, fault: { $literal: fault } }] }, '$$attempt'] } },
});

function filterOf({ recipient, states, kinds, ticketKey, isUnread }: NoticeQuery): Record<string, unknown> {
  return {
    ...(recipient === undefined ? {} : { recipient }), ...(states === undefined ? {} : { state: { $in: [...states] } }), ...(kinds === undefined ? {} : { kind: { $in: [...kinds] } }),
    ...(ticketKey === undefined ? {} : { 'ticket.key': ticketKey }), ...(isUnread === true ? { readAt: null } : {}),
  };
}

export function createNoticeRepo(connection: Connection): NoticeRepo {
  const { notices } = notifyModels(connection);
  const { collection } = notices;
  return {
    async add(added) {
      if (added.length === 0) return 0;
      try {
        return (await collection.insertMany(added.map(rowOf) as never[], { ordered: false, ignoreUndefined: true })).insertedCount;
      } catch (fault) {
        if (!isDuplicateKey(fault)) throw fault;
        return (fault as { insertedCount?: number }).insertedCount ?? 0;
      }
    },
    async claim({ channel, token, worker }, now) {
      const attempt = { at: now, worker, outcome: null, endedAt: null, fault: null };
      const row = await collection.findOneAndUpdate({ channel, state: 'queued', dueAt: { $lte: now } }, [{ $set: {
        state: 'sending', sendingBy: token, attempts: { $slice: [{ $concatArrays: ['$attempts', [{ $literal: attempt }]] }, -keptAttempts] },
        forgottenAttempts: { $add: ['$forgottenAttempts', { $cond: [{ $gte: [{ $size: '$attempts' }, keptAttempts] }, 1, 0] }] },
      } }], { sort: { dueAt: 1, _id: 1 }, returnDocument: 'after' });
      return row === null ? null : noticeOf(row as unknown as NoticeRow);
    },
    async takeOver({ channel, token }, now) {
      const { modifiedCount } = await collection.updateMany({ channel, state: 'sending', sendingBy: { $ne: token } }, [{ $set: { state: 'queued', sendingBy: null, dueAt: now, attempts: ended('lost', null, now) } }]);
      return modifiedCount;
    },
    async settle(id, { token }, settlement, now) {
      const { is } = settlement;
      const state = is === 'again' ? 'queued' : is === 'refused' ? 'failed' : is;
      const fault = is === 'sent' ? null : settlement.fault;
      const change = {
        state, sendingBy: null, dueAt: is === 'again' ? settlement.dueAt : null, fault: { $literal: is === 'again' ? null : fault },
        attempts: ended(is === 'suppressed' ? 'refused' : is, fault, now), ...(is === 'sent' ? { sent: { at: now, to: { $literal: settlement.to }, locale: settlement.locale } } : {}),
      };
      const { modifiedCount } = await collection.updateOne({ _id: id as never, state: 'sending', sendingBy: token }, [{ $set: change }]);
      return modifiedCount === 1;
    },
    async nextDue(channel) {
      const row = await collection.findOne({ channel, state: 'queued' }, { sort: { dueAt: 1 }, projection: { dueAt: 1 } });
      return (row?.['dueAt'] as Instant | undefined) ?? null;
    },
    overdue: async (before) => await collection.distinct('channel', { state: { $in: ['queued', 'sending'] }, dueAt: { $lt: before } }) as ChannelName[],
    async byId(id) {
      const row = await notices.findById(id).lean<NoticeRow>().exec();
      return row === null ? null : noticeOf(row);
    },
    async list(query, { cursor, limit }) {
      const filter = filterOf(query);
      const rows = await notices.find(cursor === undefined ? filter : { $and: [filter, afterCursor(order, cursor)] }).sort(sortOf(order)).limit(limit + 1).lean<NoticeRow[]>().exec();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map(noticeOf), next: last === undefined ? null : cursorOf(order, last) };
    },
    unread: (recipient, most) => collection.countDocuments({ recipient, readAt: null, state: { $ne: 'suppressed' } }, { limit: most }),
    async markRead(recipient, ids, now) {
      await collection.updateMany({ recipient, readAt: null, ...(ids === 'all' ? {} : { _id: { $in: [...ids] as never[] } }) }, { $set: { readAt: now } });
    },
    ensureIndexes: () => prepareCollections([notices]),
  };
}
