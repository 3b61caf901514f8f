/**
 * The rows of runs' writes, sent inside a transaction: of one run with whatever stands there, and of many runs at once where each follows what stands
 * there. Both say the same about the rows; which one is taken is run.writer's.
 */
import type { ClientSession, Connection, mongo } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { Json } from '#domain/values';
import type { LogEntry } from '#domain/flow/kernel/kernel.types';
import { claimsOf } from '#domain/flow/lock/lock';
import { awaitedBy } from '#domain/flow/message/message';
import type { RunFence, RunWrite } from '#domain/flow/run.ports';
import { incidentMarksOf, nodesOf, phaseOf } from '#domain/flow/run.phase';
import type { ClockView } from '#domain/ticket/ticket.schema';
import { eventModel, retell } from '../audit/event.model.ts';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { toRow } from '../core/rows.ts';
import { ticketModels } from '../ticket/ticket.model.ts';
import { taskRows, ticketChange } from '../ticket/ticket.writer.ts';
import { lockModels, type LockClaimRow } from './lock.model.ts';
import { runEndingModel, type RunEndingRow } from './run-ending.model.ts';
import { runModels, type RunRow, type TokenLogRow } from './run.model.ts';

/** A write, and its clocks as people see them. */
export interface SeenWrite { write: RunWrite; clocks: readonly ClockView[] }

export interface RunRows {
  /** Replaces whatever a run has written from `fromSeq` and `fromEvent` on. Throws RUN_FENCE_STALE when a later write is there. */
  replace(session: ClientSession, seen: SeenWrite): Promise<void>;
  /**
   * The same for several runs in a handful of commands, where each write begins right after what stands there. Throws when one of them does not (an
   * attempt is to be replaced, a later write is there): the transaction is then to be given up, and each written by itself.
   */
  follow(session: ClientSession, seen: readonly SeenWrite[]): Promise<void>;
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** Text that sorts like the fence it is made from. */
export const fenceText = (fence: RunFence): string =>
  `${digits(fence.continuation, 6)}.${digits(fence.historyLength, 8)}.${digits(fence.startedAtMs, 15)}.${digits(fence.write, 10)}`;

/** The fence of such a text. */
export function fenceOf(text: string): RunFence {
  const [continuation = 0, historyLength = 0, startedAtMs = 0, write = 0] = text.split('.').map(Number);
  return { continuation, historyLength, startedAtMs, write };
}

const asStored = (data: Json | undefined): string | null => (data === undefined ? null : JSON.stringify(data));
const logRow = (runId: string, { data, ...entry }: LogEntry): TokenLogRow => ({ _id: `${runId}#${entry.seq}`, run: runId, ...entry, data: asStored(data) });

/** Nothing of the run was ever written, as far as its workflow knows. */
const isFirst = (write: RunWrite): boolean => write.isOpening && write.fromSeq === 1 && write.fromEvent === 1;

/** Longer than anybody may take an ending back. */
const endingKeptMs = 24 * 3_600_000;
function endingRows({ runId, toSeq, at, ending, isImported = false }: RunWrite): RunEndingRow[] {
  return ending === undefined || isImported ? [] : [{ _id: runId, seq: toSeq, by: ending.by.id, at: ending.at, text: JSON.stringify(ending), forgetAt: new Date(Date.parse(at) + endingKeptMs) }];
}

/** A run that never asked for a lock has none to tell of. */
const hasLocks = ({ snapshot, isImported }: RunWrite): boolean => snapshot.state.locks !== undefined && isImported !== true;
const claimRows = ({ runId, ticketId, ticket, snapshot, fence }: RunWrite): LockClaimRow[] =>
  claimsOf(snapshot.state).map((claim) => ({ _id: `${runId}#${claim.claim}`, run: runId, ticket: ticketId, ticketKey: ticket.key, ...claim, fence: fenceText(fence) }));

/** What the run's row becomes. */
function rowUpdate(write: RunWrite) {
  const { snapshot, ticket, at } = write;
  const awaits = awaitedBy(snapshot.state);
  return {
    $set: {
      definition: snapshot.state.definition, status: snapshot.state.status, seq: write.toSeq, lastEvent: write.toEvent, fence: fenceText(write.fence), state: JSON.stringify(snapshot.state),
      hasIncident: Object.keys(snapshot.state.incidents).length > 0, updatedAt: at, endedAt: snapshot.state.endedAt, isImported: write.isImported ?? false, lost: null, isTentative: true,
      awaits, hasUnlookedWaits: awaits.length > 0 && write.isImported !== true,
      ...(hasLocks(write) ? { hasUnlookedLocks: true } : {}),
      phase: phaseOf(snapshot.state), nodes: nodesOf(snapshot.state), incidents: incidentMarksOf(snapshot.state),
    },
    $setOnInsert: { confirmedSeq: 0, confirmedEvent: 0, ticket: write.ticketId, ticketKey: ticket.key, n: write.n, isDemo: ticket.isDemo, startedAt: at, ...(write.caller === undefined ? {} : { caller: write.caller }) },
  };
}

export function createRunRows(connection: Connection): RunRows {
  const models = runModels(connection);
  // The driver's collections: what a write says was made here and needs no casting.
  const runs = models.runs.collection as unknown as mongo.Collection<RunRow>;
  const tokenLog = models.tokenLog.collection as unknown as mongo.Collection<TokenLogRow>;
  const tickets = ticketModels(connection).tickets.collection;
  const tasks = ticketModels(connection).tasks.collection;
  const events = eventModel(connection).collection;
  const claims = lockModels(connection).claims.collection as unknown as mongo.Collection<LockClaimRow>;
  const endings = runEndingModel(connection).collection;

  /** Claims the run's row for this fence and answers what stood there before. */
  async function claim(session: ClientSession, write: RunWrite): Promise<Pick<RunRow, 'seq' | 'lastEvent'> | null> {
    try {
      return await runs.findOneAndUpdate({ _id: write.runId, fence: { $lte: fenceText(write.fence) } }, rowUpdate(write), { session, upsert: true, returnDocument: 'before', projection: { seq: 1, lastEvent: 1 }, ignoreUndefined: true });
    } catch (fault) {
      if (isDuplicateKey(fault)) throw new CatalogueError('RUN_FENCE_STALE', { run: write.runId });
      throw fault;
    }
  }

  /** `mayHaveTasks`: those of them that may have tasks which are not open any more. */
  async function fill(session: ClientSession, seen: readonly SeenWrite[], mayHaveTasks: readonly RunWrite[]): Promise<void> {
    const options = { session, ignoreUndefined: true } as const;
    const entries = seen.flatMap(({ write }) => write.log.map((entry) => logRow(write.runId, entry)));
    if (entries.length > 0) await tokenLog.insertMany(entries, options);
    const told = seen.flatMap(({ write }) => write.events.map(toRow));
    if (told.length > 0) await events.insertMany(told as never[], options);
    await tickets.bulkWrite(seen.map(({ write, clocks }) => ({ updateOne: ticketChange(write, clocks) })) as never, options);
    const open = new Map(seen.map(({ write }) => [write.runId, taskRows(write)]));
    const changes = [
      ...mayHaveTasks.map(({ runId }) => ({ deleteMany: { filter: { run: runId, _id: { $nin: (open.get(runId) ?? []).map((row) => row._id) } } } })),
      ...[...open.values()].flat().map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } })),
    ];
    if (changes.length > 0) await tasks.bulkWrite(changes as never, options);
    const locking = seen.map(({ write }) => write).filter(hasLocks).map((write) => ({ run: write.runId, rows: claimRows(write) }));
    if (locking.length > 0) await claims.bulkWrite(locking.flatMap(({ run, rows }) => [
      { deleteMany: { filter: { run, _id: { $nin: rows.map((row) => row._id) } } } }, ...rows.map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } })),
    ]) as never, options);
    const ended = seen.flatMap(({ write }) => endingRows(write));
    if (ended.length > 0) await endings.bulkWrite(ended.map((row) => ({ replaceOne: { filter: { _id: row._id as never }, replacement: row as never, upsert: true } })), options);
  }

  return {
    async replace(session, seen) {
      const { write } = seen;
      const before = await claim(session, write);
      if (before !== null && before.seq >= write.fromSeq) await tokenLog.deleteMany({ run: write.runId, seq: { $gte: write.fromSeq } }, { session });
      const events = before !== null && before.lastEvent >= write.fromEvent ? await retell(connection, session, { origin: write.runId, fromSeq: write.fromEvent, events: write.events }) : write.events;
      await fill(session, [{ ...seen, write: { ...write, events } }], [write]);
    },
    async follow(session, seen) {
      const { matchedCount, upsertedCount } = await runs.bulkWrite(seen.map(({ write }) => ({ updateOne: {
        // Nothing sorts before the empty fence: a row that is there is not matched, and making it a second time fails.
        filter: isFirst(write) ? { _id: write.runId, fence: { $lt: '' } } : { _id: write.runId, fence: { $lt: fenceText(write.fence) }, seq: write.fromSeq - 1, lastEvent: write.fromEvent - 1 },
        update: rowUpdate(write), upsert: isFirst(write),
      } })), { session, ignoreUndefined: true });
      if (matchedCount + upsertedCount !== seen.length) throw new RangeError('a write does not follow what stands there');
      await fill(session, seen, seen.map(({ write }) => write).filter((write) => !isFirst(write)));
    },
  };
}
