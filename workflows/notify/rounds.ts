/**
 * What every delivery does: sends what is due in rounds, waits for the next attempt that falls due, and is over when nothing is left; the next bell starts it
 * anew. A round is one activity: when its worker goes away, its heartbeats do, and another worker takes the round over within seconds.
 */
import { condition, setHandler, workflowInfo, type ActivityOptions, type SignalDefinition } from '@temporalio/workflow';
import { epochMs, ioQueue } from '#workflows/core';
import type { DeliveryRound } from '#domain/notify/notify.ports';

export const roundOptions: ActivityOptions = { taskQueue: ioQueue, startToCloseTimeout: '2 minutes', heartbeatTimeout: '5 seconds', retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '20 seconds' } };

/** Temporal ends an execution at 10,000 signals or 51,200 events; a round is six to eleven of them. */
const mostRounds = 500;
const mostHistory = 8_000;

export interface RoundsOf {
  bell: SignalDefinition;
  /** Somebody wants it tried now, also where the receiver was away. */
  hurry?: SignalDefinition;
  /** Rounds in a row that found the receiver away, carried over. */
  failures: number;
  maxRounds?: number | undefined;
  round(failures: number): Promise<DeliveryRound>;
  /** Starts anew with what is carried over; never comes back. */
  continueWith(failures: number): Promise<never>;
}

export async function deliverInRounds({ bell, hurry, failures: carried, maxRounds = mostRounds, round, continueWith }: RoundsOf): Promise<void> {
  let isRung = false;
  let isHurried = false;
  let failures = carried;
  setHandler(bell, () => { isRung = true; });
  if (hurry !== undefined) setHandler(hurry, () => { isHurried = true; });

  for (let rounds = 1; ; rounds += 1) {
    if (isHurried) failures = 0;
    [isRung, isHurried] = [false, false];
    const { againAt, isAway } = await round(failures);
    failures = isAway ? failures + 1 : 0;
    if (rounds >= maxRounds || workflowInfo().historyLength >= mostHistory) await continueWith(failures);
    if (againAt === null && !isRung && !isHurried) return;
    // A server that is away is not asked again because somebody rings.
    if (againAt !== null) await condition(() => isHurried || (isRung && !isAway), Math.max(1, epochMs(againAt) - Date.now()));
  }
}
