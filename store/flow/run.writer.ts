/**
 * The replacing write of a run: log, snapshot, ticket, tasks and events in one transaction. What was written from `fromSeq` on goes, what is said now
 * stays, and an older fence is refused. Writes of several runs that come at the same time share a transaction. When to write and what to do when
 * MongoDB is away is the run's.
 */
import type { Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { RunStanding, RunWrite } from '#domain/flow/run.ports';
import type { ClockView } from '#domain/ticket/ticket.schema';
import { confirmEvents } from '../audit/event.model.ts';
import { createSharedBatches, type BatchMember } from '../core/shared-batches.ts';
import { boundedTransaction } from './bounded-transaction.ts';
import { runModels } from './run.model.ts';
import { createRunRows, type SeenWrite } from './run.rows.ts';

export { fenceText } from './run.rows.ts';
export type Confirmation = { runId: string } & RunStanding;

export interface RunWriter {
  /** `clocks` are the write's clocks as people see them. Throws RUN_FENCE_STALE when a later write is there; gives up within `timeoutMs`. */
  write(write: RunWrite, clocks: readonly ClockView[], timeoutMs?: number): Promise<void>;
  /** Everything up to these numbers is committed history: events become readable for the outbox, and nothing replaces them any more. May be repeated. */
  confirm(confirmed: readonly Confirmation[]): Promise<void>;
}

/** A write that waits for its batch. `deadline` in milliseconds of the process. */
type Waiting = SeenWrite & { deadline: number };
/** Writes in one transaction at most. A state is 256 kB at most. */
const mostAtOnce = 40;

export function createRunWriter(connection: Connection): RunWriter {
  const { runs } = runModels(connection);
  const rows = createRunRows(connection);
  const leftOf = ({ deadline }: Waiting): number => deadline - performance.now();

  const alone = (seen: Waiting): Promise<void> => (leftOf(seen) <= 0
    ? Promise.reject(new CatalogueError('SERVICE_UNAVAILABLE', { service: 'MongoDB' }))
    : boundedTransaction(connection, leftOf(seen), (session) => rows.replace(session, seen)));

  /** What cannot be written together is written one by one, and keeps nobody waiting: a write that fails fails for its own run. */
  async function together(members: readonly BatchMember<Waiting>[]): Promise<void> {
    const seen = members.map(({ item }) => item).filter((item) => leftOf(item) > 0);
    try {
      if (seen.length < members.length) throw new RangeError('some have waited too long');
      await boundedTransaction(connection, Math.min(...seen.map(leftOf)), (session) => rows.follow(session, seen).catch(() => { throw new RangeError('not together'); }));
      for (const { resolve } of members) resolve();
    } catch {
      for (const { item, resolve, reject } of members) void alone(item).then(resolve, reject);
    }
  }
  const batches = createSharedBatches<Waiting>({ carryOut: together, keyOf: ({ write }) => write.ticketId, most: mostAtOnce });

  return {
    write: (write, clocks, timeoutMs = 1_800) => batches.add({ write, clocks, deadline: performance.now() + timeoutMs }),
    async confirm(confirmed) {
      if (confirmed.length === 0) return;
      // Events first: who reads that a run is confirmed finds its events so.
      await confirmEvents(connection, confirmed.map(({ runId, event }) => ({ origin: runId, seq: event })));
      await runs.collection.bulkWrite(confirmed.map(({ runId, seq, event }) => ({
        updateOne: { filter: { _id: runId as never }, update: [{ $set: {
          confirmedSeq: { $max: ['$confirmedSeq', seq] }, confirmedEvent: { $max: ['$confirmedEvent', event] },
          isTentative: { $or: [{ $gt: ['$seq', { $max: ['$confirmedSeq', seq] }] }, { $gt: ['$lastEvent', { $max: ['$confirmedEvent', event] }] }] },
        } }] },
      })), { ordered: false });
    },
  };
}
