/** Wires recounts of open tickets and feeds of holidays to MongoDB, Temporal and the world. */
import type { Logger } from 'pino';
import type { AddressPolicy } from '#integrations/executors/address';
import { createFeedFetch } from '#integrations/sla/feed.fetch';
import { readICal } from '#integrations/sla/ical';
import type { RunInspector } from '#integrations/engine/inspector';
import { faultOf } from '#integrations/engine/engine.failures';
import type { Connection } from '#store/core/connection';
import { createLockRepo } from '#store/core/lock.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createClockRowRepo } from '#store/sla/clock-row.repo';
import { createFeedRepo } from '#store/sla/feed.repo';
import { createRecountRepo } from '#store/sla/recount.repo';
import { startFeedKeeper, type FeedKeeper } from './feed-keeper.ts';
import { startRecounter, type Recounter } from './recounter.ts';

export interface SlaWiringOf { connection: Connection; inspector: Pick<RunInspector, 'poke'>; log: Pick<Logger, 'info' | 'warn'>; everyMs?: number; batch?: number }

export function startRecounts({ connection, inspector, log, ...pace }: SlaWiringOf): Recounter {
  return startRecounter({
    recounts: createRecountRepo(connection), rows: createClockRowRepo(connection), calendars: createCalendarRepo(connection), locks: createLockRepo(connection), log, nowMs: () => Date.now(), ...pace,
    // A run that is asked to write again derives its clocks with the calendars as they are now.
    tell: (runId) => inspector.poke(runId, { continuation: 0, isMissing: false }).then(() => true, (thrown: unknown) => {
      if (faultOf(thrown).is === 'gone') return false;
      throw thrown;
    }),
  });
}

export interface FeedWiringOf { connection: Connection; addresses: AddressPolicy; log: Pick<Logger, 'info' | 'warn'>; everyMs?: number }

export function startFeeds({ connection, addresses, log, ...pace }: FeedWiringOf): FeedKeeper {
  return startFeedKeeper({
    feeds: createFeedRepo(connection), fetch: createFeedFetch(addresses), read: (text, zone) => readICal(text, zone, new Date().getUTCFullYear()), locks: createLockRepo(connection), log, nowMs: () => Date.now(), ...pace,
  });
}
