/**
 * The replacing write of a run: log, snapshot, ticket, tasks and events in one transaction. What was written from `fromSeq` on goes, what is said now
 * stays, and an older fence is refused. Writes of several runs that come at the same time share a transaction. When to write and what to do when
 * MongoDB is away is the run's.
 */
import type { Connection } from 'mongoose';
import { CatalogueError, codeOf } from '#domain/errors';
import type { RunStanding, RunWrite } from '#domain/flow/run.ports';
import type { ClockView } from '#domain/ticket/ticket.schema';
import { confirmEvents } from '../audit/event.model.ts';
import { isMongoFault } from '../core/mongo-faults.ts';
import { createSharedBatches, type BatchMember } from '../core/shared-batches.ts';
import { boundedTransaction } from './bounded-transaction.ts';
import { runModels } from './run.model.ts';
import { createRunRows, type SeenWrite } from './run.rows.ts';

export { fenceOf, fenceText } from './run.rows.ts';
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
/** A write with less time left than this is made by itself: a transaction has no more time than the most hurried of its writes. */
const hurriedMs = 200;

export interface RunWriterOptions {
  /** Told of a fault of ours because of which writes could not share a transaction; each is made by itself then. Default: nobody. */
  onFault?: (fault: unknown) => void;
}

export function createRunWriter(connection: Connection, { onFault = () => undefined }: RunWriterOptions = {}): RunWriter {
  const { runs } = runModels(connection);
  const rows = createRunRows(connection);
  const leftOf = ({ deadline }: Waiting): number => deadline - performance.now();

  /** Not waited for: a write that fails fails for its own run, and keeps nobody waiting. One whose time is up is not tried. */
  function alone({ item, resolve, reject }: BatchMember<Waiting>): void {
    if (leftOf(item) <= 0) reject(new CatalogueError('SERVICE_UNAVAILABLE', { service: 'MongoDB' }));
    else void boundedTransaction(connection, leftOf(item), (session) => rows.replace(session, item)).then(resolve, reject);
  }

  /** What cannot be written together is written one by one. */
  async function together(members: readonly BatchMember<Waiting>[]): Promise<void> {
    const seen = members.map(({ item }) => item);
    try {
      await boundedTransaction(connection, Math.min(...seen.map(leftOf)), (session) => rows.follow(session, seen).catch(apart));
      for (const { resolve } of members) resolve();
    } catch (fault) {
      if (!isExpected(fault)) onFault(fault);
      members.forEach(alone);
    }
  }

  /** One that has waited too long, or nearly so, costs the others nothing. */
  async function carryOut(members: readonly BatchMember<Waiting>[]): Promise<void> {
    const [hurried, timely] = [members.filter(({ item }) => leftOf(item) < hurriedMs), members.filter(({ item }) => leftOf(item) >= hurriedMs)];
    hurried.forEach(alone);
    if (timely.length > 0) await together(timely);
  }
  const batches = createSharedBatches<Waiting>({ carryOut, keyOf: ({ write }) => write.ticketId, most: mostAtOnce });

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

/** Whatever MongoDB says of writes that share a transaction, they are not tried together again: the same would come. */
function apart(fault: unknown): never {
  throw isMongoFault(fault) ? new RangeError('not together', { cause: fault }) : fault;
}

/** Time was up, MongoDB refused, or a write does not follow what stands there. */
const isExpected = (fault: unknown): boolean => fault instanceof RangeError || isMongoFault(fault) || codeOf(fault) === 'SERVICE_UNAVAILABLE';
