/** Reads runs: for the overlay, for the seed, for the reconciler. Writing is run.writer's. */
import type { Connection } from 'mongoose';
import type { RunState } from '#domain/flow/kernel/kernel.types';
import type { RunStanding } from '#domain/flow/run.ports';
import { parseRunState } from '#domain/flow/kernel/kernel.state';
import { ticketModels } from '../ticket/ticket.model.ts';
import { runModels, type RunRow } from './run.model.ts';
import { prepareCollections } from '../core/prepare-collections.ts';

/** A run as it stands in MongoDB. `state` is the kernel's whole state after `seq`; above `confirmedSeq` it is tentative. */
export type RunRecord = Omit<RunRow, '_id' | 'state'> & { id: string; state: RunState };
/** What the reconciler compares, without the state. */
export type RunSummary = Omit<RunRow, '_id' | 'state'> & { id: string };

export interface RunRepo {
  read(runId: string): Promise<RunRecord | null>;
  /** Runs of a ticket itself, newest first; not those they have called. */
  ofTicket(ticketId: string): Promise<RunSummary[]>;
  /** Running runs with a workflow behind them, by id, after `afterId`. */
  running(afterId: string | null, limit: number): Promise<RunSummary[]>;
  /** Runs with something to confirm that wrote last before an instant, the longest waiting first, by what stands there now. */
  tentative(limit: number, before: string, except?: readonly string[]): Promise<RunSummary[]>;
  /** Up to where runs have written, of those that are there. */
  standings(runIds: readonly string[]): Promise<({ runId: string } & RunStanding)[]>;
  /** Of these runs, those that are over or lost. */
  over(runIds: readonly string[]): Promise<Set<string>>;
  /** Runs on a version that have not ended. */
  countRunning(flow: string, version: number): Promise<number>;
  /** Runs that have not ended, by flow and version: { incident: { "1": 3 } }. */
  runningByVersion(): Promise<Record<string, Record<string, number>>>;
  /** The workflow behind the run is gone: shown on the run and its ticket. */
  markLost(runId: string, lost: NonNullable<RunRow['lost']>): Promise<void>;
  ensureIndexes(): Promise<void>;
}

const withoutState = ({ _id, ...rest }: Omit<RunRow, 'state'>): RunSummary => ({ id: _id, ...rest });

export function createRunRepo(connection: Connection): RunRepo {
  const { runs, tokenLog } = runModels(connection);
  const summaries = { state: 0 } as const;
  return {
    async read(runId) {
      const row = await runs.findById(runId).lean<RunRow>().exec();
      if (row === null) return null;
      const { _id, state, ...rest } = row;
      return { id: _id, ...rest, state: parseRunState(JSON.parse(state)) };
    },
    ofTicket: async (ticketId) => (await runs.find({ ticket: ticketId, caller: { $exists: false } }, summaries).sort({ n: -1 }).lean<RunRow[]>().exec()).map(withoutState),
    running: async (afterId, limit) => (await runs.find({ status: 'running', isImported: false, ...(afterId === null ? {} : { _id: { $gt: afterId } }) }, summaries).sort({ _id: 1 }).limit(limit).lean<RunRow[]>().exec()).map(withoutState),
    tentative: async (limit, before, except = []) => (await runs.find({ isTentative: true, updatedAt: { $lt: before }, _id: { $nin: except } }, summaries).sort({ updatedAt: 1 }).limit(limit).lean<RunRow[]>().exec()).map(withoutState),
    standings: async (runIds) => (await runs.find({ _id: { $in: runIds } }, { seq: 1, lastEvent: 1 }).lean<Pick<RunRow, '_id' | 'seq' | 'lastEvent'>[]>().exec()).map(({ _id, seq, lastEvent }) => ({ runId: _id, seq, event: lastEvent })),
    over: async (runIds) => new Set((await runs.find({ _id: { $in: runIds }, $or: [{ status: { $ne: 'running' } }, { lost: { $ne: null } }] }, { _id: 1 }).lean<Pick<RunRow, '_id'>[]>().exec()).map(({ _id }) => _id)),
    countRunning: (flow, version) => runs.countDocuments({ 'definition.id': flow, 'definition.version': version, status: 'running' }).exec(),
    async runningByVersion() {
      const rows = await runs.aggregate<{ _id: { flow: string; version: number }; count: number }>([{ $match: { status: 'running' } }, { $group: { _id: { flow: '$definition.id', version: '$definition.version' }, count: { $sum: 1 } } }]).exec();
      const counts: Record<string, Record<string, number>> = {};
      for (const { _id: { flow, version }, count } of rows) (counts[flow] ??= {})[String(version)] = count;
      return counts;
    },
    async markLost(runId, lost) {
      const { matchedCount } = await runs.updateOne({ _id: runId, lost: null }, { $set: { lost, hasIncident: true, isTentative: false, phase: 'incident' } });
      if (matchedCount > 0) await ticketModels(connection).tickets.updateOne({ 'run.id': runId }, { $set: { 'run.hasIncident': true }, $inc: { revision: 1 } });
    },
    async ensureIndexes() {
      // From before runs could call others: it was unique.
      await runs.collection.dropIndex('ticket_1_n_-1').catch(() => undefined);
      await prepareCollections([runs, tokenLog]);
    },
  };
}
