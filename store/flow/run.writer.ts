/**
 * The replacing write of a run: log, snapshot, ticket, tasks and events in one transaction. What was written from `fromSeq` on goes, what is said now
 * stays, and an older fence is refused. When to write and what to do when MongoDB is away is the run's.
 */
import type { ClientSession, Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { Json } from '#domain/values';
import type { LogEntry } from '#domain/flow/kernel/kernel.types';
import type { RunFence, RunStanding, RunWrite } from '#domain/flow/run.ports';
import type { ClockView } from '#domain/ticket/ticket.schema';
import { confirmEvents, replaceEvents } from '../audit/event.model.ts';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { writeTasks, writeTicket } from '../ticket/ticket.writer.ts';
import { boundedTransaction } from './bounded-transaction.ts';
import { runModels, type RunRow, type TokenLogRow } from './run.model.ts';

export type Confirmation = { runId: string } & RunStanding;

export interface RunWriter {
  /** `clocks` are the write's clocks as people see them. Throws RUN_FENCE_STALE when a later write is there; gives up within `timeoutMs`. */
  write(write: RunWrite, clocks: readonly ClockView[], timeoutMs?: number): Promise<void>;
  /** Everything up to these numbers is committed history: events become readable for the outbox, and nothing replaces them any more. May be repeated. */
  confirm(confirmed: readonly Confirmation[]): Promise<void>;
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** Text that sorts like the fence it is made from. */
export const fenceText = (fence: RunFence): string =>
  `${digits(fence.continuation, 6)}.${digits(fence.historyLength, 8)}.${digits(fence.startedAtMs, 15)}.${digits(fence.write, 10)}`;

const asStored = (data: Json | undefined): string | null => (data === undefined ? null : JSON.stringify(data));
const logRow = (runId: string, { data, ...entry }: LogEntry): TokenLogRow => ({ _id: `${runId}#${entry.seq}`, run: runId, ...entry, data: asStored(data) });

export function createRunWriter(connection: Connection): RunWriter {
  const { runs, tokenLog } = runModels(connection);

  /** Claims the run's row for this fence and answers what stood there before. */
  async function claim(session: ClientSession, write: RunWrite): Promise<RunRow | null> {
    const { snapshot, ticket, at } = write;
    const fence = fenceText(write.fence);
    const change = {
      definition: snapshot.state.definition, status: snapshot.state.status, seq: write.toSeq, lastEvent: write.toEvent, fence, state: JSON.stringify(snapshot.state),
      hasIncident: Object.keys(snapshot.state.incidents).length > 0, updatedAt: at, endedAt: snapshot.state.endedAt, isImported: write.isImported ?? false, lost: null, isTentative: true,
    };
    try {
      const before = await runs.collection.findOneAndUpdate({ _id: write.runId as never, fence: { $lte: fence } }, {
        $set: change,
        $setOnInsert: { confirmedSeq: 0, confirmedEvent: 0, ticket: write.ticketId, ticketKey: ticket.key, n: write.n, isDemo: ticket.isDemo, startedAt: at },
      }, { session, upsert: true, returnDocument: 'before', ignoreUndefined: true });
      return before as RunRow | null;
    } catch (fault) {
      if (isDuplicateKey(fault)) throw new CatalogueError('RUN_FENCE_STALE', { run: write.runId });
      throw fault;
    }
  }

  return {
    async write(write, clocks, timeoutMs = 1_800) {
      await boundedTransaction(connection, timeoutMs, async (session) => {
        const before = await claim(session, write);
        if (before !== null && before.seq >= write.fromSeq) await tokenLog.collection.deleteMany({ run: write.runId, seq: { $gte: write.fromSeq } }, { session });
        if (write.log.length > 0) await tokenLog.collection.insertMany(write.log.map((entry) => logRow(write.runId, entry)) as never[], { session, ignoreUndefined: true });
        await replaceEvents(connection, session, { origin: write.runId, fromSeq: write.fromEvent, events: write.events, mayExist: before !== null && before.lastEvent >= write.fromEvent });
        await writeTicket(connection, session, write, clocks);
        await writeTasks(connection, session, write);
      });
    },
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
