/** Has approvals that wait told once more, and rings when one is to be sent. One worker at a time looks, so that two do not read every approval twice; twice would note them once. */
import type { ApprovalReminder } from '#activities/notify/approval-reminder';
import type { LockRepo } from '#store/core/lock.repo';
import { startRounds, type Rounds } from './rounds.ts';

export interface ReminderOf {
  reminder: ApprovalReminder;
  /** Rejects when Temporal is away; what was noted is rung for again as overdue. */
  ring(): Promise<void>;
  locks: Pick<LockRepo, 'tryHold'>;
  log: { warn(facts: Record<string, unknown>, message: string): void };
  nowMs(): number;
  /** Milliseconds between two looks. Default 60,000. */
  everyMs?: number;
}

const heldMs = 5_000;

export function startReminder({ reminder, ring, locks, log, nowMs, everyMs = 60_000 }: ReminderOf): Rounds {
  async function round(): Promise<void> {
    const release = await locks.tryHold('notices/reminder', heldMs, nowMs());
    if (release === null) return;
    try {
      if (await reminder.round()) await ring();
    } finally {
      await release();
    }
  }
  return startRounds(round, { everyMs, firstAfterMs: 0, onFault: (fault) => log.warn({ fault: String(fault) }, 'approvals that wait could not be told again; tried again') });
}
