/** Reports people have sent to them every week. Their owner writes what they want, the worker what became of it; a change and the event that tells of it are one transaction. */
import type { ClientSession, Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { ReportOutcome, ReportSubscription, ReportSubscriptionFacts, Sending } from '#domain/report/subscription.schema';
import { plusMs, type Instant } from '#domain/values';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { fromRow, toRow } from '../core/rows.ts';
import { directoryModels } from '../identity/directory.model.ts';
import { subscriptionModel, type SubscriptionRow } from './subscription.model.ts';
import { containing } from '../core/pattern.ts';

export interface OwnedSubscription { subscription: ReportSubscription; ownerName: string; isOwnerActive: boolean }
/** `text`: part of the owner's name. `only`: of people who are switched off, or those that are paused. */
export interface SubscriptionPage { text: string | null; only: 'inactive' | 'paused' | null; cursor: string | null; limit: number }

type Alongside = (session: ClientSession, before: ReportSubscription, after: ReportSubscription) => Promise<void>;
export interface SubscriptionRepo {
  /** The earliest made first. */
  ofOwner(owner: string): Promise<ReportSubscription[]>;
  /** Everybody's, by their owner's name. Throws REQUEST_INVALID for a cursor that is none. */
  page(asked: SubscriptionPage): Promise<{ items: OwnedSubscription[]; next: string | null }>;
  read(id: string): Promise<ReportSubscription | null>;
  /** Throws REPORT_SUBSCRIPTIONS_TOO_MANY. */
  add(subscription: ReportSubscription, most: number, alongside: Alongside): Promise<void>;
  /** Null: it is gone, or another's. Throws REVISION_CONFLICT. */
  change(id: string, owner: string, revision: number, facts: ReportSubscriptionFacts, now: Instant, alongside: Alongside): Promise<ReportSubscription | null>;
  /** Null: it was not there. */
  remove(id: string, owner: string, alongside: Alongside): Promise<ReportSubscription | null>;
  /** The worker's: what its workflow waits for. */
  plan(id: string, sending: Sending & { revision: number }): Promise<void>;
  /** The worker's: what became of a week. A settled week stays as it is. Answers whether it was written. */
  settle(id: string, outcome: ReportOutcome): Promise<boolean>;
  /** Ids of those whose workflow has not heard of their last change, or let their time pass by so many milliseconds. */
  unheard(now: Instant, lateMs: number): Promise<string[]>;
}

const byOwner: readonly SortKey[] = [{ field: 'ownerName', order: 1 }, { field: 'madeAt', order: 1 }, { field: '_id', order: 1 }];
const majority = { writeConcern: { w: 'majority' } } as const;
const most = 500;
const subscriptionOf = ({ plan: _plan, ...row }: SubscriptionRow): ReportSubscription => fromRow<ReportSubscription>(row);
/** What was to come at another time does not come late for it. */
const isMoved = (one: ReportSubscriptionFacts, other: ReportSubscriptionFacts): boolean => one.weekday !== other.weekday || one.time !== other.time || one.zone !== other.zone || (one.isPaused && !other.isPaused);

export function createSubscriptionRepo(connection: Connection): SubscriptionRepo {
  const subscriptions = subscriptionModel(connection);
  const { people } = directoryModels(connection);
  const find = async (filter: Record<string, unknown>, session: ClientSession | null = null): Promise<ReportSubscription | null> => {
    const row = await subscriptions.findOne(filter).session(session).lean<SubscriptionRow>().exec();
    return row && subscriptionOf(row);
  };
  return {
    ofOwner: async (owner) => (await subscriptions.find({ owner }).sort({ madeAt: 1, _id: 1 }).lean<SubscriptionRow[]>().exec()).map(subscriptionOf),
    async page({ text, only, cursor, limit }) {
      const narrowed = [
        ...(text === null ? [] : [{ ownerName: containing(text) }]),
        ...(only === 'inactive' ? [{ isOwnerActive: false }] : only === 'paused' ? [{ isPaused: true }] : []), ...(cursor === null ? [] : [afterCursor(byOwner, cursor)]),
      ];
      const rows = await subscriptions.aggregate<SubscriptionRow & Omit<OwnedSubscription, 'subscription'>>([
        { $lookup: { from: people.collection.name, localField: 'owner', foreignField: '_id', as: 'person' } },
        { $set: { ownerName: { $ifNull: [{ $first: '$person.name' }, '$owner'] }, isOwnerActive: { $ifNull: [{ $first: '$person.isActive' }, false] } } }, { $unset: 'person' },
        { $match: narrowed.length === 0 ? {} : { $and: narrowed } }, { $sort: sortOf(byOwner) }, { $limit: limit + 1 },
      ]).exec();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map(({ ownerName, isOwnerActive, ...row }) => ({ subscription: subscriptionOf(row), ownerName, isOwnerActive })), next: last === undefined ? null : cursorOf(byOwner, last) };
    },
    read: (id) => find({ _id: id }),
    async add(subscription, atMost, alongside) {
      await connection.transaction(async (session) => {
        if (await subscriptions.countDocuments({ owner: subscription.owner }, { session }) >= atMost) throw new CatalogueError('REPORT_SUBSCRIPTIONS_TOO_MANY', { limit: atMost });
        await subscriptions.collection.insertOne({ ...toRow(subscription), plan: null } as never, { session, ignoreUndefined: true });
        await alongside(session, subscription, subscription);
      }, majority);
    },
    change: (id, owner, revision, facts, now, alongside) => connection.transaction(async (session) => {
      const before = await find({ _id: id, owner }, session);
      if (before === null) return null;
      if (before.revision !== revision) throw new CatalogueError('REVISION_CONFLICT');
      const set = { ...facts, changedAt: now, ...(isMoved(before, facts) ? { since: now } : {}) };
      const row = await subscriptions.findOneAndUpdate({ _id: id, revision }, { $set: set, $inc: { revision: 1 } }, { session, returnDocument: 'after' }).lean<SubscriptionRow>().exec();
      if (row === null) throw new CatalogueError('REVISION_CONFLICT');
      await alongside(session, before, subscriptionOf(row));
      return subscriptionOf(row);
    }, majority),
    remove: (id, owner, alongside) => connection.transaction(async (session) => {
      const before = await find({ _id: id, owner }, session);
      if (before === null) return null;
      await subscriptions.deleteOne({ _id: id }, { session });
      await alongside(session, before, before);
      return before;
    }, majority),
    plan: async (id, sending) => { await subscriptions.updateOne({ _id: id }, { $set: { plan: sending } }).exec(); },
    async settle(id, outcome) {
      const { modifiedCount } = await subscriptions.updateOne({ _id: id, $or: [{ last: null }, { 'last.week': { $lt: outcome.week } }, { 'last.week': outcome.week, 'last.is': 'delayed' }] }, { $set: { last: outcome } }).exec();
      return modifiedCount === 1;
    },
    async unheard(now, lateMs) {
      const late = plusMs(now, -lateMs);
      const rows = await subscriptions.find({
        isPaused: false, $or: [{ plan: null }, { $expr: { $ne: ['$plan.revision', '$revision'] } }, { 'plan.dueAt': { $lt: late }, $nor: [{ 'last.is': 'delayed', 'last.againAt': { $gte: late } }] }],
      }, { _id: 1 }).limit(most).lean<{ _id: string }[]>().exec();
      return rows.map(({ _id }) => _id);
    },
  };
}
