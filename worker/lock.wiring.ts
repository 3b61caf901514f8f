/** Wires the table of locks and its rounds to MongoDB and Temporal. */
import type { Logger } from 'pino';
import { createLockTable, type LockTable, type LockTableDeps } from '#activities/flow/lock-table';
import type { Connection } from '#store/core/connection';
import { createLockRepo } from '#store/flow/lock.repo';
import { startLockKeeper, type LockKeeper } from './lock-keeper.ts';

export interface LockWiringOf { connection: Connection; engine: LockTableDeps['engine']; inspector: LockTableDeps['inspector']; log: Pick<Logger, 'warn'>; everyMs?: number }

export function wireLocks({ connection, engine, inspector, log, ...pace }: LockWiringOf): { table: LockTable; start(): LockKeeper } {
  const nowMs = (): number => Date.now();
  const locks = createLockRepo(connection);
  const table = createLockTable({ locks, engine, inspector, nowMs });
  return { table, start: () => startLockKeeper({ table, locks, log, nowMs, ...pace }) };
}
