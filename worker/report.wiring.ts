/** The worker's part in reports, put together: counting steps, and reports that are sent every week. */
import type { Connection } from '#store/core/connection';
import type { Logger } from 'pino';
import { createCalendarShelf } from '#activities/flow/calendar-shelf';
import { createReportActivities } from '#activities/report/report.activities';
import { countSteps } from '#activities/report/step-counter';
import type { ChannelName } from '#domain/notify/notice.schema';
import type { NoticeEngine } from '#domain/notify/notify.ports';
import type { AbsentLevels, ReportActivities, ReportEngine } from '#domain/report/report.ports';
import { createDocumentRepo } from '#store/document/document.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createNoticeFileRepo } from '#store/notify/notice-file.repo';
import { createNoticeRepo } from '#store/notify/notice.repo';
import { createNoticeRuleRepo } from '#store/notify/notice-rule.repo';
import { createStepTimesRepo } from '#store/report/step-times.repo';
import { createSubscriptionRepo } from '#store/report/subscription.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { startReportKeeper } from './report.keeper.ts';
import { startRounds, type Rounds } from './rounds.ts';

export function startReports({ connection, log }: { connection: Connection; log: Pick<Logger, 'warn'> }): Rounds {
  const calendars = createCalendarRepo(connection);
  const shelf = createCalendarShelf({ read: (key) => calendars.read(key), list: () => calendars.list(), nowMs: () => Date.now() });
  return startRounds(() => countSteps({ stepTimes: createStepTimesRepo(connection), calendars: shelf }), {
    everyMs: 3_000, firstAfterMs: 0, onFault: (fault) => log.warn({ fault: String(fault) }, 'steps could not be counted; tried again'),
  });
}

export interface WeeklyReportsOf {
  connection: Connection;
  /** What a person who is not signed in may report on. */
  levels: AbsentLevels;
  channel: ChannelName;
  notices: NoticeEngine;
  engine: ReportEngine;
  log: { warn(facts: Record<string, unknown>, message: string): void };
}

/** Activities of queue io, and the rounds that keep workflows informed, not yet started. */
export function wireWeeklyReports({ connection, levels, channel, notices, engine, log }: WeeklyReportsOf): { io: ReportActivities; start(): Rounds } {
  const subscriptions = createSubscriptionRepo(connection);
  return {
    io: createReportActivities({
      subscriptions, levels, channel, ring: notices.ring, people: createPersonRepo(connection), rules: createNoticeRuleRepo(connection), documents: createDocumentRepo(connection), files: createNoticeFileRepo(connection), notices: createNoticeRepo(connection),
    }),
    start: () => startReportKeeper({ subscriptions, engine, log, nowMs: () => Date.now() }),
  };
}
