/** Working calendars by key, with the feeds they follow. What clocks count in is the calendar with what its feeds brought; what people edit is the calendar alone. */
import { randomUUID } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { ActorRef } from '#domain/identity/identity.schema';
import { parseCalendar } from '#domain/sla/calendar.check';
import { withClosures } from '#domain/sla/closure';
import type { Calendar } from '#domain/sla/calendar.schema';
import type { Feed, FeedInput } from '#domain/sla/feed.schema';
import type { Instant } from '#domain/values';
import { slaModels, type CalendarRow, type FeedRow } from './sla.model.ts';

/** A calendar as people wrote it. `counted` is with its feeds. */
export interface StoredCalendar { calendar: Calendar; counted: Calendar; revision: number; changedAt: Instant | null; changedBy: ActorRef | null; feeds: FeedRow[] }
export interface CalendarSave { calendar: Calendar; revision: number; at: Instant; by: ActorRef }
/** Runs inside the transaction of a write: the event, the recount. */
export type Alongside = (session: ClientSession) => Promise<void>;

export interface CalendarRepo {
  /** With feeds. Throws SLA_CALENDAR_* when what is stored is no calendar. */
  read(key: string): Promise<Calendar | null>;
  list(): Promise<Calendar[]>;
  stored(key: string): Promise<StoredCalendar | null>;
  allStored(): Promise<StoredCalendar[]>;
  save(calendar: Calendar): Promise<void>;
  addMissing(calendar: Calendar): Promise<void>;
  /** `revision` is the one the edit began with, 0 for a new calendar. Answers the new one. Throws CALENDAR_STALE, CALENDAR_KEY_TAKEN. */
  edit(save: CalendarSave, alongside: Alongside): Promise<number>;
  /** Throws CALENDAR_STALE. */
  remove(key: string, revision: number, alongside: Alongside): Promise<void>;
  /** Asked at once. False: there is no such calendar. */
  addFeed(key: string, feed: FeedInput, at: Instant, alongside: Alongside): Promise<string | null>;
  removeFeed(key: string, id: string, alongside: Alongside): Promise<boolean>;
  /** Has a feed asked now instead of when its time comes. */
  hurryFeed(key: string, id: string, at: Instant): Promise<boolean>;
}

export const feedSource = ({ id }: Pick<Feed, 'id'>): string => `feed:${id}`;

export function createCalendarRepo(connection: Connection): CalendarRepo {
  const { calendars } = slaModels(connection);
  const one = (key: string) => calendars.findById(key).lean<CalendarRow>().exec();
  const all = () => calendars.find().sort({ _id: 1 }).lean<CalendarRow[]>().exec();
  const rows = calendars.collection as unknown as { updateOne(filter: object, update: object, options: { session: ClientSession }): Promise<{ matchedCount: number; modifiedCount: number }> };

  async function stale(key: string, session: ClientSession): Promise<CatalogueError> {
    const standing = await calendars.findById(key).session(session).lean<CalendarRow>().exec();
    return standing === null ? new CatalogueError('NOT_FOUND', { what: 'calendar' }) : new CatalogueError('CALENDAR_STALE', { by: standing.changedBy?.name ?? standing.changedBy?.id ?? 'somebody' });
  }

  const inOne = <T>(work: (session: ClientSession) => Promise<T>): Promise<T> => connection.transaction(work, { writeConcern: { w: 'majority' } }) as Promise<T>;

  return {
    async read(key) {
      const row = await one(key);
      return row === null ? null : storedOf(row).counted;
    },
    list: async () => (await all()).map((row) => storedOf(row).counted),
    async stored(key) {
      const row = await one(key);
      return row === null ? null : storedOf(row);
    },
    allStored: async () => (await all()).map(storedOf),
    save: async (calendar) => { await calendars.updateOne({ _id: calendar.key }, { $set: { calendar }, $inc: { revision: 1 } }, { upsert: true }); },
    addMissing: async (calendar) => { await calendars.updateOne({ _id: calendar.key }, { $setOnInsert: { calendar, revision: 1 } }, { upsert: true }); },
    edit: ({ calendar, revision, at, by }, alongside) => inOne(async (session) => {
      const change = { calendar, revision: revision + 1, changedAt: at, changedBy: by };
      if (revision === 0) {
        if (await calendars.findById(calendar.key).session(session).lean().exec() !== null) throw new CatalogueError('CALENDAR_KEY_TAKEN', { calendar: calendar.key });
        await calendars.create([{ _id: calendar.key, ...change }], { session });
      } else if ((await rows.updateOne(standing(calendar.key, revision), { $set: change }, { session })).matchedCount === 0) throw await stale(calendar.key, session);
      await alongside(session);
      return revision + 1;
    }),
    remove: (key, revision, alongside) => inOne(async (session) => {
      const { deletedCount } = await calendars.deleteOne(standing(key, revision), { session });
      if (deletedCount === 0) throw await stale(key, session);
      await alongside(session);
    }),
    addFeed: (key, { name, url }, at, alongside) => inOne(async (session) => {
      const feed: FeedRow = { id: randomUUID(), name, url, triedAt: null, fetchedAt: null, changedAt: null, nextAt: at, fault: null, faults: 0, skipped: 0, etag: null, lastModified: null, closures: [] };
      if ((await rows.updateOne({ _id: key }, { $push: { feeds: feed } }, { session })).matchedCount === 0) return null;
      await alongside(session);
      return feed.id;
    }),
    removeFeed: (key, id, alongside) => inOne(async (session) => {
      if ((await rows.updateOne({ _id: key, 'feeds.id': id }, { $pull: { feeds: { id } } }, { session })).modifiedCount === 0) return false;
      await alongside(session);
      return true;
    }),
    hurryFeed: async (key, id, at) => (await calendars.collection.updateOne({ _id: key as never, 'feeds.id': id }, { $set: { 'feeds.$.nextAt': at } })).matchedCount > 0,
  };
}

/** A row from before revisions is of the first. */
const standing = (key: string, revision: number): object => ({ _id: key, revision: revision === 1 ? { $in: [1, null] } : revision });

function storedOf(row: CalendarRow): StoredCalendar {
  const [calendar, feeds] = [parseCalendar(row.calendar), row.feeds ?? []];
  const counted = withClosures(calendar, feeds.map((feed) => ({ source: feedSource(feed), closures: feed.closures })));
  return { calendar, counted, revision: row.revision ?? 1, changedAt: row.changedAt ?? null, changedBy: row.changedBy ?? null, feeds };
}
