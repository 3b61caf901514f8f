/** Who waits for messages, as runs have written it: the other side of the correlation table. What a run waits for stands in its row, written with everything else in one write. */
import type { Connection, mongo } from 'mongoose';
import { awaitedBy, messageLimits, type AwaitedMessage } from '#domain/flow/message/message';
import { parseRunState } from '#domain/flow/kernel/kernel.state';
import type { MessageTarget } from './message.model.ts';
import { runModels, type RunRow, type TokenLogRow } from './run.model.ts';

/** A run that has written since somebody looked for messages it waits for. */
export interface BegunWait { run: string; fence: string; waits: AwaitedMessage[] }

export interface MessageWaitRepo {
  /** The run that has waited longest for it, but for those that refused it and have not written since, and those named. */
  longestFor(message: { name: string; key: string | null }, refused: readonly MessageTarget[], except: readonly string[]): Promise<MessageTarget | null>;
  /** Runs that wait for this name without a key, at most one more than a signal is told to. */
  allFor(name: string): Promise<string[]>;
  begun(limit: number): Promise<BegunWait[]>;
  /** The run's row as it stands. */
  standing(run: string): Promise<BegunWait | null>;
  /** Everything this row waits for has been looked for; not where the run has written since. */
  looked(wait: Pick<BegunWait, 'run' | 'fence'>): Promise<void>;
  /** Whether the run's log says that it took an input of this id. */
  hasTaken(run: string, input: string): Promise<boolean>;
  /** Says of runs that were written before runs said what they wait for; answers how many. */
  fillIn(): Promise<number>;
}

/** A lost run, and one from a seed, has nobody behind it that could answer. */
const answering = { status: 'running' as const, isImported: false, lost: null };

export function createMessageWaitRepo(connection: Connection): MessageWaitRepo {
  const models = runModels(connection);
  const runs = models.runs.collection as unknown as mongo.Collection<RunRow>;
  const tokenLog = models.tokenLog.collection as unknown as mongo.Collection<TokenLogRow>;
  const projection = { fence: 1, awaits: 1 } as const;
  const waitOf = ({ _id, fence, awaits }: Pick<RunRow, '_id' | 'fence' | 'awaits'>): BegunWait => ({ run: _id, fence, waits: awaits ?? [] });

  return {
    async longestFor({ name, key }, refused, except) {
      const [found] = await runs.aggregate<Pick<RunRow, '_id' | 'fence'>>([
        { $match: { ...answering, ...(except.length > 0 ? { _id: { $nin: [...except] } } : {}), awaits: { $elemMatch: { name, key: { $in: [null, key] } } }, ...(refused.length > 0 ? { $nor: refused.map(({ run, fence }) => ({ _id: run, fence })) } : {}) } },
        { $project: { fence: 1, since: { $min: { $map: { input: { $filter: { input: '$awaits', as: 'one', cond: { $and: [{ $eq: ['$$one.name', { $literal: name }] }, { $in: ['$$one.key', [null, { $literal: key }]] }] } } }, as: 'one', in: '$$one.since' } } } } },
        { $sort: { since: 1, _id: 1 } }, { $limit: 1 },
      ]).toArray();
      return found === undefined ? null : { run: found._id, fence: found.fence };
    },
    allFor: async (name) => (await runs.find({ ...answering, awaits: { $elemMatch: { name, key: null } } }, { projection: { _id: 1 }, sort: { _id: 1 }, limit: messageLimits.told + 1 }).toArray()).map(({ _id }) => _id),
    begun: async (limit) => (await runs.find({ hasUnlookedWaits: true }, { projection, sort: { updatedAt: 1 }, limit }).toArray()).map(waitOf),
    async standing(run) {
      const row = await runs.findOne({ _id: run }, { projection });
      return row && waitOf(row);
    },
    async looked({ run, fence }) { await runs.updateOne({ _id: run, fence }, { $set: { hasUnlookedWaits: false } }); },
    hasTaken: async (run, input) => await tokenLog.countDocuments({ run, cause: input }, { limit: 1 }) > 0,
    async fillIn() {
      let filled = 0;
      for await (const row of runs.find({ ...answering, awaits: { $exists: false } }, { projection: { fence: 1, state: 1 } })) {
        const awaits = awaitedIn(row.state);
        if (awaits === null) continue;
        const { modifiedCount } = await runs.updateOne({ _id: row._id, fence: row.fence, awaits: { $exists: false } }, { $set: { awaits, hasUnlookedWaits: awaits.length > 0 } });
        filled += modifiedCount;
      }
      return filled;
    },
  };
}

/** Null: it cannot be read, which is told where the run is read. */
function awaitedIn(state: string): AwaitedMessage[] | null {
  try {
    return awaitedBy(parseRunState(JSON.parse(state)));
  } catch {
    return null;
  }
}
