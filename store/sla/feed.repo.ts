/** Feeds whose time has come, and what came of asking them. What a feed brings counts at once, and has the open tickets of its calendar recounted. */
import type { Connection } from 'mongoose';
import { parseCalendar } from '#domain/sla/calendar.check';
import type { Instant } from '#domain/values';
import { slaModels, type CalendarRow, type FeedRow } from './sla.model.ts';
import { createRecountRepo } from './recount.repo.ts';

export interface FeedDue { calendar: string; zone: string; feed: FeedRow }
export type FeedNews = Partial<Omit<FeedRow, 'id' | 'name' | 'url'>>;

export interface FeedRepo {
  due(now: Instant): Promise<FeedDue[]>;
  /** False: nobody follows the feed any more. */
  tell(due: FeedDue, news: FeedNews, isChanged: boolean): Promise<boolean>;
}

const keeper = { kind: 'machine', id: 'holiday-feeds' } as const;

export function createFeedRepo(connection: Connection): FeedRepo {
  const { calendars } = slaModels(connection);
  const recounts = createRecountRepo(connection);
  return {
    async due(now) {
      const rows = await calendars.find({ 'feeds.nextAt': { $lte: now } }).lean<CalendarRow[]>().exec();
      return rows.flatMap((row) => {
        const { zone } = parseCalendar(row.calendar);
        return (row.feeds ?? []).filter(({ nextAt }) => nextAt <= now).map((feed) => ({ calendar: row._id, zone, feed }));
      });
    },
    tell: ({ calendar, feed }, news, isChanged) => connection.transaction(async (session) => {
      const change = Object.fromEntries(Object.entries(news).map(([name, value]) => [`feeds.$.${name}`, value]));
      const { matchedCount } = await calendars.collection.updateOne({ _id: calendar as never, 'feeds.id': feed.id }, { $set: change }, { session });
      if (matchedCount > 0 && isChanged) await recounts.ask(calendar, { at: news.triedAt ?? new Date().toISOString(), by: keeper }, session);
      return matchedCount > 0;
    }, { writeConcern: { w: 'majority' } }),
  };
}
