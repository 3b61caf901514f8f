/** When a notice is tried again, and when it is given up. */
import { plusMs, type Instant } from '../values.ts';
import type { Notice, NoticeFault } from './notice.schema.ts';

export interface DeliveryPace {
  /** Milliseconds before the second attempt; each further one waits twice as long, up to `longestMs`. */
  firstMs: number; longestMs: number;
  /** Milliseconds after which a notice that could not be sent is given up. */
  giveUpMs: number;
}
/** As mail servers do it: half a minute, an hour at most, five days. */
export const usualPace: DeliveryPace = { firstMs: 30_000, longestMs: 3_600_000, giveUpMs: 5 * 86_400_000 };

/** The wait after so many failures. */
export const pauseMs = ({ firstMs, longestMs }: DeliveryPace, failures: number): number => Math.min(longestMs, firstMs * 2 ** Math.min(20, Math.max(0, failures - 1)));

/** What a failed attempt leads to: another one at `dueAt`, or the end with its reason. */
export function afterFailure({ madeAt, attempts, forgottenAttempts }: Pick<Notice, 'madeAt' | 'attempts' | 'forgottenAttempts'>, fault: NoticeFault, now: Instant, pace: DeliveryPace, endsAs: 'CHANNEL_GAVE_UP' | 'WEBHOOK_GAVE_UP' = 'CHANNEL_GAVE_UP'): { dueAt: Instant } | { fault: NoticeFault } {
  const dueAt = plusMs(now, pauseMs(pace, attempts.length + forgottenAttempts));
  if (Date.parse(dueAt) - Date.parse(madeAt) <= pace.giveUpMs) return { dueAt };
  return { fault: { code: endsAs, params: { days: Math.round(pace.giveUpMs / 86_400_000), reason: reasonIn(fault) } } };
}

/** What was said last, short enough for a sentence. */
export const reasonIn = ({ code, params }: NoticeFault): NonNullable<NoticeFault['params'][string]> => params['reason'] ?? params['status'] ?? code;
