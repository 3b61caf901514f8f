/** Reports put together: one line in features.ts. */
import type { Connection } from '#store/core/connection';
import type { ReportEngine } from '#domain/report/report.ports';
import { createEventRepo } from '#store/audit/event.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createNoticeRepo } from '#store/notify/notice.repo';
import { createServiceLevelsRepo } from '#store/report/levels.repo';
import { createSubscriptionRepo } from '#store/report/subscription.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { DocumentDesk } from '../document/document.desk.ts';
import type { Handlers } from '../http/handler.ts';
import type { Log } from '../http/log.ts';
import { createLevelsReader, type LevelsReader } from './levels.reader.ts';
import { createServiceLevelsRoutes } from './levels.routes.ts';
import { createSubscriptionRoutes } from './subscription.routes.ts';

export interface ReportFeatureOf { connection: Connection; desk: Pick<DocumentDesk, 'ask'>; engine: ReportEngine; log: Pick<Log, 'warn'>; publicUrl: string; nowMs: () => number }

export const levelsReaderOn = (connection: Connection, nowMs: () => number): LevelsReader =>
  createLevelsReader({ levels: createServiceLevelsRepo(connection), teams: createTeamRepo(connection), types: createTicketTypeRepo(connection), flows: createFlowVersionRepo(connection), nowMs });

export function createReportFeature({ connection, desk, engine, log, publicUrl, nowMs }: ReportFeatureOf): Handlers {
  const reader = levelsReaderOn(connection, nowMs);
  return {
    ...createServiceLevelsRoutes({ reader, desk, people: createPersonRepo(connection), publicUrl }),
    ...createSubscriptionRoutes({ subscriptions: createSubscriptionRepo(connection), notices: createNoticeRepo(connection), events: createEventRepo(connection), reader, engine, log, nowMs }),
  };
}
