/** A transaction with an end: within so many milliseconds it has committed, failed, or is given up and can no longer commit a later step. */
import type { ClientSession, Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';

const labelled = (fault: unknown, label: string): boolean =>
  typeof fault === 'object' && fault !== null && 'hasErrorLabel' in fault && typeof fault.hasErrorLabel === 'function' && (fault.hasErrorLabel(label) as boolean);

/**
 * Runs `work` again on transient conflicts while there is time (the driver's own helper would go on for two minutes). Throws SERVICE_UNAVAILABLE when
 * time is up; the attempt under way stops at its next step, but a commit already sent may still land: callers must be idempotent.
 */
export async function boundedTransaction(connection: Connection, timeoutMs: number, work: (session: ClientSession) => Promise<void>): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  const giveUp = { isDue: false };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      giveUp.isDue = true;
      reject(new CatalogueError('SERVICE_UNAVAILABLE', { service: 'MongoDB' }));
    }, timeoutMs);
  });
  try {
    await Promise.race([attempts(connection, work, () => giveUp.isDue || performance.now() > deadline), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function attempts(connection: Connection, work: (session: ClientSession) => Promise<void>, isOver: () => boolean): Promise<void> {
  const session = await connection.startSession();
  try {
    for (;;) {
      try {
        session.startTransaction({ writeConcern: { w: 'majority' } });
        await work(session);
        if (isOver()) throw new CatalogueError('SERVICE_UNAVAILABLE', { service: 'MongoDB' });
        await session.commitTransaction();
        return;
      } catch (fault) {
        if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
        const mayTryAgain = labelled(fault, 'TransientTransactionError') || labelled(fault, 'UnknownTransactionCommitResult');
        if (!mayTryAgain || isOver()) throw fault;
      }
    }
  } finally {
    await session.endSession().catch(() => undefined);
  }
}
