/**
 * The table of locks runs share. What a run asks for and holds stands in rows written with everything else of the run; a free lock goes to whoever has waited longest, by
 * one conditional change of its row, and then the run is told. It is free again when a run's confirmed write no longer has the claim, or its workflow is over. Whoever
 * finds a grant that was not told tells it by the same id, so it may be a worker that began and another that ends it.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CatalogueError } from '#domain/errors';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { isSameRing, newestOf, ringFrom, ringText } from '#domain/flow/lock/lock';
import type { RunFence, RunStanding } from '#domain/flow/run.ports';
import { epochMs, instantOf, type Instant } from '#domain/values';
import type { LockClaim, LockHolder, LockRepo, UnlookedRun } from '#store/flow/lock.repo';
import { fenceOf } from '#store/flow/run.writer';

export interface LockTableDeps {
  locks: LockRepo;
  engine: Pick<FlowEngine, 'tellLock'>;
  inspector: {
    /** Whether the write with this fence, up to here, is committed history. */
    isCommitted(runId: string, fence: RunFence, upTo: Pick<RunStanding, 'seq'>): Promise<boolean>;
    /** `running` while its workflow is open. Null: there is none. */
    status(runId: string): Promise<string | null>;
  };
  nowMs(): number;
}

export interface LockTable {
  /** Does what follows from a run's write: frees what it has left, grants what it asks for. False: its write is not confirmed yet, and nobody answered. */
  serve(run: UnlookedRun): Promise<boolean>;
  /** Tells a grant that was not told, looks whether a holder that others wait for is alive, and for circles. */
  look(lock: string): Promise<void>;
}

/** A grant that was not heard of for so long is told again. */
const tellingMs = 12_000;
/** A lock that was freed and has not been passed on for so long is passed on by whoever looks. */
const passingMs = 2_000;
/** A holder others wait for is looked at after a quarter of the time it has held, within these. */
const lookMs = { least: 5_000, most: 60_000 };
/** How often, and after which pauses, a run that says it has ended is looked at until it has. */
const closingLooks = 5;
const closingMs = 40;
/** Claims passed over in one go because their runs did not take the lock; the next ones come when it is looked at again. */
const mostRefused = 50;

export function createLockTable({ locks, engine, inspector, nowMs }: LockTableDeps): LockTable {
  const later = (ms: number): Instant => instantOf(nowMs() + ms);
  const nextLook = ({ at }: LockHolder): Instant => later(Math.min(lookMs.most, Math.max(lookMs.least, (nowMs() - epochMs(at)) / 4)));

  /** False: the run has definitely not taken it, and it is free for the next. Throws where nobody knows. */
  async function tell(lock: string, holder: LockHolder): Promise<boolean> {
    const { run, claim, since, grant, fence } = holder;
    try {
      const { answer } = await engine.tellLock(run, { id: `lock/${grant}`, claim, since, is: 'granted' });
      if (answer.accepted) {
        await locks.delivered(lock, grant, nextLook(holder));
        return true;
      }
      // What stood there was out of date: it asks again with its next write.
      await locks.drop({ run, claim }, fence);
    } catch (thrown) {
      if (!isOver(thrown)) throw thrown;
      await locks.drop({ run, claim }, null);
    }
    await locks.release(lock, grant, later(passingMs));
    return false;
  }

  /** A free lock goes to whoever is next. */
  async function pass(lock: string): Promise<void> {
    for (let refused = 0; refused < mostRefused; refused += 1) {
      const next = await locks.next(lock);
      if (next === null) { await locks.forget(lock); return; }
      const { run, ticketKey, claim, since, fence } = next;
      const holder: LockHolder = { run, ticketKey, claim, since, fence, grant: randomUUID(), at: later(0), isDelivered: false };
      if (!await locks.grant(lock, holder, later(tellingMs))) { await locks.watch(lock, later(lookMs.least)); return; }
      if (await tell(lock, holder)) return;
    }
  }

  /** Whether what stands in the run's row is committed history; only then has it really left what it no longer has. */
  async function isConfirmed({ run, fence, seq, confirmedSeq, isOver: hasEnded }: UnlookedRun): Promise<boolean> {
    if (confirmedSeq >= seq) return true;
    if (hasEnded ? !await isClosed(run) : !await inspector.isCommitted(run, fenceOf(fence), { seq })) return false;
    return (await locks.standing(run))?.fence === fence;
  }

  /** It closes right after it has written its end. Asking what it holds would have a worker replay it. */
  async function isClosed(run: string): Promise<boolean> {
    for (let looks = 1; await inspector.status(run) === 'running'; looks += 1) {
      if (looks >= closingLooks) return false;
      await pause(closingMs);
    }
    return true;
  }

  /** Circles are looked for twice: a claim that was there both times has waited all the while. */
  async function breakRing(claim: LockClaim): Promise<void> {
    const seek = () => ringFrom(claim, {
      async holder(lock) {
        const row = await locks.read(lock);
        const held = row?.holder?.isDelivered ? await locks.claim(row.holder.run, row.holder.claim) : null;
        return held?.phase === 'held' ? held : null;
      },
      behind: (held) => locks.behind(held),
    });
    const ring = await seek();
    if (ring === null) return;
    const again = await seek();
    if (again === null || !isSameRing(ring, again)) return;
    const newest = newestOf(again);
    const from = again.indexOf(newest);
    const told = ringText([...again.slice(from), ...again.slice(0, from)]);
    await engine.tellLock(newest.run, { id: `lock/ring/${randomUUID()}`, claim: newest.claim, since: newest.since, is: 'ring', ring: told }).catch((thrown: unknown) => { if (!isOver(thrown)) throw thrown; });
  }

  return {
    async serve(run) {
      const [claims, held] = [await locks.claimsOf(run.run), await locks.heldBy(run.run)];
      const left = held.filter(({ holder }) => !claims.some(({ claim }) => claim === holder!.claim));
      if (left.length > 0 && !await isConfirmed(run)) return false;
      const free = new Set(claims.filter(({ phase }) => phase === 'asked').map(({ lock }) => lock));
      for (const { lock, holder } of left) if (await locks.release(lock, holder!.grant, later(passingMs))) free.add(lock);
      for (const lock of free) await pass(lock);
      for (const claim of claims) if (claim.phase === 'asked') await breakRing(claim);
      await locks.looked(run);
      return true;
    },
    async look(lock) {
      const row = await locks.read(lock);
      if (row === null || row.lookAt === null || row.lookAt > later(0)) return;
      const { holder } = row;
      if (holder === null) { await pass(lock); return; }
      if (!holder.isDelivered) {
        await locks.rest(lock, holder.grant, later(tellingMs));
        if (!await tell(lock, holder)) await pass(lock);
        return;
      }
      const next = await locks.next(lock);
      await locks.rest(lock, holder.grant, next === null ? null : nextLook(holder));
      if (next === null) return;
      if (await inspector.status(holder.run) === 'running') { await breakRing(next); return; }
      await locks.drop(holder, null);
      if (await locks.release(lock, holder.grant, later(passingMs))) await pass(lock);
    },
  };
}

const isOver = (thrown: unknown): boolean => thrown instanceof CatalogueError && ['RUN_OVER', 'RUN_UNKNOWN'].includes(thrown.code);
