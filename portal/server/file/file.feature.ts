/** Files put together: records and bytes, the look at them, their routes, and who clears up. One line in features.ts; `desk` is for the features files are added by. */
import type { FileLimits } from '#domain/file/file.schema';
import { createEventRepo } from '#store/audit/event.repo';
import type { Connection } from '#store/core/connection';
import { createLockRepo } from '#store/core/lock.repo';
import { createBytesRepo } from '#store/file/bytes.repo';
import { createFileRepo } from '#store/file/file.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import type { Handlers } from '../http/handler.ts';
import type { Log } from '../http/log.ts';
import { createFileDesk, type FileDesk } from './file.desk.ts';
import { createFileIntake } from './file.intake.ts';
import { createFileRoutes } from './file.routes.ts';
import { createFileSweeper, type FileSweeper } from './file.sweeper.ts';

export function createFileFeature({ connection, limits, log, nowMs }: { connection: Connection; limits: FileLimits; log: Log; nowMs: () => number }): { handlers: Handlers; desk: FileDesk; sweeper: FileSweeper } {
  const [files, bytes, tickets] = [createFileRepo(connection, createEventRepo(connection)), createBytesRepo(connection), createTicketRepo(connection)];
  const desk = createFileDesk({ files, tickets, limits, nowMs });
  return {
    desk, handlers: createFileRoutes({ desk, take: createFileIntake({ files, bytes, limits, nowMs }), files, bytes, tickets, nowMs }),
    sweeper: createFileSweeper({ files, bytes, locks: createLockRepo(connection), log, nowMs }),
  };
}
