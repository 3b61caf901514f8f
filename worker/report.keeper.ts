/** Has workflows of weekly reports hear of what they have not heard of: the portal could not tell them because Temporal was away, or one let its time pass by. */
import type { ReportEngine } from '#domain/report/report.ports';
import { instantOf } from '#domain/values';
import type { SubscriptionRepo } from '#store/report/subscription.repo';
import { startRounds, type Rounds } from './rounds.ts';

export interface ReportKeeperOf {
  subscriptions: Pick<SubscriptionRepo, 'unheard'>;
  engine: ReportEngine;
  log: { warn(facts: Record<string, unknown>, message: string): void };
  nowMs(): number;
  /** Milliseconds between two looks, and after which one is late. Defaults 60,000 and 300,000: making one takes its time. */
  everyMs?: number; lateMs?: number;
}

export function startReportKeeper({ subscriptions, engine, log, nowMs, everyMs = 60_000, lateMs = 300_000 }: ReportKeeperOf): Rounds {
  async function round(): Promise<void> {
    for (const id of await subscriptions.unheard(instantOf(nowMs()), lateMs)) await engine.tell(id);
  }
  return startRounds(round, { everyMs, firstAfterMs: 0, onFault: (fault) => log.warn({ fault: String(fault) }, 'weekly reports could not be woken; tried again') });
}
