/** Locks of one run as its pages show them: what it holds, what it waits for, who has it. */
import type { RunLockView } from '#api/ticket.api';
import type { ClaimStanding } from '#store/flow/lock.repo';

/** Who may not read what the run computed is told the name of the lock alone. */
export const presentLocks = (claims: readonly ClaimStanding[], isInsider: boolean): RunLockView[] => claims.map(({ lock, name, node, phase, since, heldSince, holder, before, run, claim }) => {
  const isOwn = holder !== null && holder.run === run && holder.claim === claim;
  return { lock: isInsider ? lock : name, node, phase, since, heldSince, holder: holder === null || isOwn ? null : { key: holder.ticketKey, since: holder.at }, before };
});
