/**
 * The table of locks that runs share. A lock is one row, so that granting it is one conditional change; who waits for it stands in rows the runs have written. What is
 * granted when is the keeper's (activities/flow/lock-table).
 */
import type { Connection, mongo } from 'mongoose';
import { lockLimits } from '#domain/flow/lock/lock';
import type { Instant } from '#domain/values';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { lockModels, type LockClaimRow, type LockHolder, type LockRow } from './lock.model.ts';
import { runModels, type RunRow } from './run.model.ts';

export type { LockHolder };
export type LockClaim = Omit<LockClaimRow, '_id'>;
export interface StoredLock { lock: string; holder: LockHolder | null; lookAt: Instant | null }
/** A lock with who holds it and who waits, the longest first; `waitingCount` of all of them. */
export interface LockQueue { lock: string; holder: (LockHolder & { heldSince: Instant | null }) | null; waiting: LockClaim[]; waitingCount: number }
/** A claim of a run with who holds its lock, and how many are before it. */
export interface ClaimStanding extends LockClaim { holder: LockHolder | null; before: number }
/** A run that has written since somebody looked at its locks. */
export interface UnlookedRun { run: string; fence: string; seq: number; confirmedSeq: number; /** As its row says, which may be about to be replaced. */ isOver: boolean }

export interface LockRepo {
  read(lock: string): Promise<StoredLock | null>;
  /** Gives a free lock to a claim. False: it is not free. */
  grant(lock: string, holder: LockHolder, lookAt: Instant): Promise<boolean>;
  delivered(lock: string, grant: string, lookAt: Instant | null): Promise<void>;
  /** Takes it from this grant and no later one; true when it did. `lookAt`: when somebody else passes it on, in case whoever released it is gone by then. */
  release(lock: string, grant: string, lookAt: Instant): Promise<boolean>;
  rest(lock: string, grant: string, lookAt: Instant | null): Promise<void>;
  /** Somebody has come to wait for a lock that nobody looks at. */
  watch(lock: string, lookAt: Instant): Promise<void>;
  /** A free lock nobody waits for is no row. */
  forget(lock: string): Promise<void>;
  heldBy(run: string): Promise<StoredLock[]>;
  /** Ids of locks somebody has to look at. */
  due(now: Instant, limit: number): Promise<string[]>;
  claimsOf(run: string): Promise<LockClaim[]>;
  claim(run: string, claim: string): Promise<LockClaim | null>;
  /** Who has waited longest. */
  next(lock: string): Promise<LockClaim | null>;
  /** Claims asked for by these of one run, or by runs it has called by these effects. */
  behind(held: Pick<LockClaim, 'run' | 'claim' | 'effects'>): Promise<LockClaim[]>;
  /** A claim its run knows nothing of as it stood by this fence; `fence` null: however it stands. */
  drop(claim: Pick<LockClaim, 'run' | 'claim'>, fence: string | null): Promise<void>;
  unlooked(limit: number, except: readonly string[]): Promise<UnlookedRun[]>;
  standing(run: string): Promise<UnlookedRun | null>;
  /** Everything that follows from this row has been done; not where the run has written since. */
  looked(run: Pick<UnlookedRun, 'run' | 'fence'>): Promise<void>;
  /** Locks that are held or waited for, by name, and how many there are. */
  queues(limit: number): Promise<{ items: LockQueue[]; total: number }>;
  standingsOf(run: string): Promise<ClaimStanding[]>;
}

const majority = { writeConcern: { w: 'majority' } } as const;
const lockOf = ({ _id, holder, lookAt }: LockRow): StoredLock => ({ lock: _id, holder, lookAt });
const claimOf = ({ _id: _, ...claim }: LockClaimRow): LockClaim => claim;
const unlookedOf = ({ _id, fence, seq, confirmedSeq, status }: Pick<RunRow, '_id' | 'fence' | 'seq' | 'confirmedSeq' | 'status'>): UnlookedRun => ({ run: _id, fence, seq, confirmedSeq, isOver: status !== 'running' });

export function createLockRepo(connection: Connection): LockRepo {
  const models = lockModels(connection);
  const locks = models.locks.collection as unknown as mongo.Collection<LockRow>;
  const claims = models.claims.collection as unknown as mongo.Collection<LockClaimRow>;
  const runs = runModels(connection).runs.collection as unknown as mongo.Collection<RunRow>;
  const projection = { fence: 1, seq: 1, confirmedSeq: 1, status: 1 } as const;
  const byTurn = { since: 1, _id: 1 } as const;
  const asked = 'asked' as const;

  async function queueOf(lock: string): Promise<LockQueue> {
    const [row, waiting, waitingCount] = await Promise.all([locks.findOne({ _id: lock }), claims.find({ lock, phase: asked }, { sort: byTurn, limit: lockLimits.waiting + 1 }).toArray(), claims.countDocuments({ lock, phase: asked })]);
    const holder = row?.holder ?? null;
    const held = holder === null ? null : await claims.findOne({ _id: `${holder.run}#${holder.claim}` });
    const isHolders = (one: LockClaimRow): boolean => holder !== null && one.run === holder.run && one.claim === holder.claim;
    return { lock, holder: holder && { ...holder, heldSince: held?.heldSince ?? null }, waiting: waiting.filter((one) => !isHolders(one)).slice(0, lockLimits.waiting).map(claimOf), waitingCount: waitingCount - Number(waiting.some(isHolders)) };
  }

  return {
    async read(lock) {
      const row = await locks.findOne({ _id: lock });
      return row && lockOf(row);
    },
    async grant(lock, holder, lookAt) {
      try {
        const { modifiedCount, upsertedCount } = await locks.updateOne({ _id: lock, holder: null }, { $set: { holder, lookAt } }, { upsert: true, ...majority });
        return modifiedCount + upsertedCount > 0;
      } catch (fault) {
        if (isDuplicateKey(fault)) return false;
        throw fault;
      }
    },
    async delivered(lock, grant, lookAt) { await locks.updateOne({ _id: lock, 'holder.grant': grant }, { $set: { 'holder.isDelivered': true, lookAt } }); },
    async release(lock, grant, lookAt) { return (await locks.updateOne({ _id: lock, 'holder.grant': grant }, { $set: { holder: null, lookAt } }, majority)).modifiedCount > 0; },
    async rest(lock, grant, lookAt) { await locks.updateOne({ _id: lock, 'holder.grant': grant }, { $set: { lookAt } }); },
    async watch(lock, lookAt) { await locks.updateOne({ _id: lock, holder: { $ne: null }, lookAt: null }, { $set: { lookAt } }); },
    async forget(lock) { await locks.deleteOne({ _id: lock, holder: null }); },
    heldBy: async (run) => (await locks.find({ 'holder.run': run }).toArray()).map(lockOf),
    due: async (now, limit) => (await locks.find({ lookAt: { $lte: now, $gt: '' } }, { sort: { lookAt: 1 }, limit, projection: { _id: 1 } }).toArray()).map(({ _id }) => _id),
    claimsOf: async (run) => (await claims.find({ run }, { limit: lockLimits.claims }).toArray()).map(claimOf),
    async claim(run, claim) {
      const row = await claims.findOne({ _id: `${run}#${claim}` });
      return row && claimOf(row);
    },
    async next(lock) {
      const row = await claims.findOne({ lock, phase: asked }, { sort: byTurn });
      return row && claimOf(row);
    },
    async behind({ run, claim, effects }) {
      const called = effects.map((effect) => `${run}/c/${effect}`);
      const below = called.flatMap((id) => [{ run: id }, { run: { $gte: `${id}/`, $lt: `${id}0` } }]);
      return (await claims.find({ phase: asked, $or: [{ run, inside: claim }, ...below] }, { limit: lockLimits.ring }).toArray()).map(claimOf);
    },
    async drop({ run, claim }, fence) { await claims.deleteOne({ _id: `${run}#${claim}`, ...(fence === null ? {} : { fence }) }); },
    unlooked: async (limit, except) => (await runs.find({ hasUnlookedLocks: true, ...(except.length > 0 ? { _id: { $nin: [...except] } } : {}) }, { projection, sort: { updatedAt: 1 }, limit }).toArray()).map(unlookedOf),
    async standing(run) {
      const row = await runs.findOne({ _id: run }, { projection });
      return row && unlookedOf(row);
    },
    async looked({ run, fence }) { await runs.updateOne({ _id: run, fence }, { $set: { hasUnlookedLocks: false } }); },
    async queues(limit) {
      const [held, waited] = await Promise.all([locks.distinct('_id', { holder: { $ne: null } }), claims.distinct('lock', { phase: asked })]);
      const all = [...new Set([...held, ...waited])].sort();
      return { items: await Promise.all(all.slice(0, limit).map(queueOf)), total: all.length };
    },
    async standingsOf(run) {
      const own = await claims.find({ run }, { sort: byTurn, limit: lockLimits.waiting }).toArray();
      return Promise.all(own.map(async (claim): Promise<ClaimStanding> => {
        const [row, before] = await Promise.all([locks.findOne({ _id: claim.lock }), claim.phase === 'held' ? 0 : claims.countDocuments({ lock: claim.lock, phase: asked, $or: [{ since: { $lt: claim.since } }, { since: claim.since, _id: { $lt: claim._id } }] })]);
        return { ...claimOf(claim), holder: row?.holder ?? null, before };
      }));
    },
  };
}
