/** Asks feeds of holidays whose time has come. One that fails keeps what it brought last, says why, and is asked again after a pause that doubles. */
import { CatalogueError, codeOf, errorShape } from '#domain/errors';
import type { Closure } from '#domain/sla/closure';
import { pauseAfter } from '#domain/sla/feed.schema';
import { instantOf, plusMs, type Instant } from '#domain/values';
import type { FeedDue, FeedNews, FeedRepo } from '#store/sla/feed.repo';

export interface FeedDeps {
  feeds: FeedRepo;
  /** Throws ADDRESS_*, HTTP_*, FEED_REDIRECTED, ICAL_TOO_LARGE. */
  fetch(asked: { url: string; etag: string | null; lastModified: string | null }): Promise<{ isChanged: false } | { isChanged: true; text: string; etag: string | null; lastModified: string | null }>;
  /** Throws ICAL_*. */
  read(text: string, zone: string): { closures: Closure[]; skipped: number };
  nowMs(): number;
}

/** Asks one feed and writes what came of it. Answers whether its days changed. Rejects when MongoDB is away. */
export function createFeedAsker({ feeds, fetch, read, nowMs }: FeedDeps): (due: FeedDue) => Promise<boolean> {
  const answerOf = async ({ zone, feed }: FeedDue): Promise<{ news: FeedNews; isChanged: boolean }> => {
    const answer = await fetch(feed);
    const at = instantOf(nowMs());
    const good = { triedAt: at, fetchedAt: at, fault: null, faults: 0, nextAt: plusMs(at, pauseAfter(0)) };
    if (!answer.isChanged) return { news: good, isChanged: false };
    const { closures, skipped } = read(answer.text, zone);
    const isChanged = JSON.stringify(closures) !== JSON.stringify(feed.closures);
    return { isChanged, news: { ...good, closures, skipped, etag: answer.etag, lastModified: answer.lastModified, ...(isChanged ? { changedAt: at } : {}) } };
  };
  return async (due) => {
    const found = await answerOf(due).catch((fault: unknown) => ({ news: failed(due, fault, instantOf(nowMs())), isChanged: false }));
    return await feeds.tell(due, found.news, found.isChanged) && found.isChanged;
  };
}

function failed({ feed }: FeedDue, fault: unknown, at: Instant): FeedNews {
  const { code, params } = fault instanceof CatalogueError ? fault : { code: codeOf(fault) ?? 'INTERNAL', params: {} };
  const faults = feed.faults + 1;
  return { triedAt: at, fault: { code, params, message: errorShape(code, params).message }, faults, nextAt: plusMs(at, pauseAfter(faults)) };
}
