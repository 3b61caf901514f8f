/**
 * The replacing write of a run: log, snapshot, ticket, tasks and events in one transaction. What was written from `fromSeq` on goes, what is said now
 * stays, and an older fence is refused. When to write and what to do when MongoDB is away is the run's.
 */
import type { ClientSession, Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { Json } from '#domain/values';
import type { LogEntry } from '#domain/flow/kernel/kernel.types';
import type { RunFence, RunWrite } from '#domain/flow/run.ports';
import type { ClockView } from '#domain/ticket/ticket.schema';
import { confirmEvents, replaceEvents } from '../audit/event.model.ts';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { writeTasks, writeTicket } from '../ticket/ticket.writer.ts';
import { boundedTransaction } from './bounded-transaction.ts';
import { runModels, type RunRow, type TokenLogRow } from './run.model.ts';

export interface RunWriter {
  /** `clocks` are the write's clocks as people see them. Throws RUN_FENCE_STALE when a later write is there; gives up within `timeoutMs`. */
  write(write: RunWrite, clocks: readonly ClockView[], timeoutMs?: number): Promise<void>;
  /** Everything up to these numbers is committed history. */
  confirm(confirmed: { runId: string; seq: number; event: number }, timeoutMs?: number): Promise<void>;
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
      hasIncident: Object.keys(snapshot.state.incidents).length > 0, updatedAt: at, endedAt: snapshot.state.endedAt, isImported: write.isImported ?? false, lost: null,
    };
    try {
      const before = await runs.collection.findOneAndUpdate({ _id: write.runId as never, fence: { $lte: fence } }, {
        $set: change, $max: { confirmedSeq: write.confirmedSeq, confirmedEvent: write.confirmedEvent },
        $setOnInsert: { ticket: write.ticketId, ticketKey: ticket.key, n: write.n, isDemo: ticket.isDemo, startedAt: at },
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
        if (before !== null && write.confirmedEvent > before.confirmedEvent) await confirmEvents(connection, session, { origin: write.runId, seq: write.confirmedEvent });
        await replaceEvents(connection, session, { origin: write.runId, fromSeq: write.fromEvent, events: write.events, mayExist: before !== null && before.lastEvent >= write.fromEvent });
        await writeTicket(connection, session, write, clocks);
        await writeTasks(connection, session, write);
      });
    },
    async confirm({ runId, seq, event }, timeoutMs = 5_000) {
      await boundedTransaction(connection, timeoutMs, async (session) => {
        await runs.collection.updateOne({ _id: runId as never }, { $max: { confirmedSeq: seq, confirmedEvent: event } }, { session });
        await confirmEvents(connection, session, { origin: runId, seq: event });
      });
    },
  };
}
