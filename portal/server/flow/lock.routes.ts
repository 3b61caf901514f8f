/** Shows administrators the table of locks, and takes one by force: the run is told, and the keeper passes the lock on when the run has written that. */
import { CatalogueError } from '#domain/errors';
import type { FlowEngine } from '#domain/flow/engine.ports';
import { lockLimits } from '#domain/flow/lock/lock';
import { notAllowed } from '#domain/identity/not-allowed';
import { can, wholeInstallation } from '#domain/identity/rights';
import type { Instant } from '#domain/values';
import type { LockView } from '#api/lock.api';
import type { LockQueue, LockRepo } from '#store/flow/lock.repo';
import type { Handlers } from '../http/handler.ts';
import { refOf } from '../ticket/open-ticket.ts';
import { runRef } from './run.doors.ts';

export interface LockRouteDeps { locks: Pick<LockRepo, 'queues' | 'read' | 'rest'>; engine: Pick<FlowEngine, 'tellLock'>; now(): Instant }

/** `run/<ticket>/<n>...` */
const numberOf = (id: string): number => Number(id.split('/')[2]);
const refOfRun = ({ run, ticketKey }: { run: string; ticketKey: string }): string => runRef({ id: run, ticketKey, n: numberOf(run) });

const presentQueue = ({ lock, holder, waiting, waitingCount }: LockQueue): LockView => ({
  lock, holder: holder && { run: refOfRun(holder), key: holder.ticketKey, since: holder.heldSince ?? holder.at, isTold: holder.isDelivered },
  waiting: waiting.map((claim) => ({ run: refOfRun(claim), key: claim.ticketKey, node: claim.node, since: claim.since })), waitingCount,
});

export const createLockRoutes = ({ locks, engine, now }: LockRouteDeps): Handlers => ({
  'locks.list': async () => {
    const { items, total } = await locks.queues(lockLimits.shown);
    return { items: items.map(presentQueue), total };
  },
  'locks.free': async ({ body: { lock, reason }, actor, requestId, idempotencyKey }) => {
    // It may be anybody's run: a role that holds in some places only is not enough.
    if (!can(actor, 'settings.manage', wholeInstallation)) throw notAllowed('settings.manage');
    const holder = (await locks.read(lock))?.holder;
    if (!holder) throw new CatalogueError('LOCK_FREE', { lock });
    const { run, claim, since, grant } = holder;
    try {
      const { answer } = await engine.tellLock(run, { id: `lock/free/${actor.person}/${idempotencyKey ?? requestId}`, claim, since, is: 'freed', reason, by: refOf(actor) });
      // A run that does not have it any more has left it already.
      if (!answer.accepted && answer.code !== 'LOCK_NOT_ASKED') throw new CatalogueError(answer.code, answer.params);
    } catch (thrown) {
      if (!(thrown instanceof CatalogueError) || !['RUN_OVER', 'RUN_UNKNOWN'].includes(thrown.code)) throw thrown;
      // The keeper finds it gone at its next round.
      await locks.rest(lock, grant, now());
    }
    return { accepted: true as const };
  },
});
