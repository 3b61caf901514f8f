/** When a weekly report comes, and which days it is about. One for a week at most, however its day is moved; what was missed comes once, late. */
import { DateTime } from 'luxon';
import { epochMs, instantOf, type Instant } from '../values.ts';
import type { ReportSubscriptionFacts, Sending } from './subscription.schema.ts';

export interface SendingOf extends Pick<ReportSubscriptionFacts, 'weekday' | 'time' | 'zone'> { since: Instant }

/** Twelve: a week already settled lies in the future only where somebody moved the day or the zone. */
const mostAhead = 12;

/** The next one after `settled`, the last week that is done: late when its time has passed. Of several that were missed only the newest. */
export function nextSending(given: SendingOf, settled: string | null, now: Instant): Sending {
  const monday = DateTime.fromMillis(epochMs(now), { zone: given.zone }).startOf('week');
  const isOpen = ({ week }: Sending): boolean => settled === null || week > settled;
  const missed = [0, -1].map((weeks) => sendingIn(monday.plus({ weeks }), given)).find(({ dueAt }) => dueAt <= now);
  if (missed !== undefined && isOpen(missed) && missed.dueAt >= given.since) return missed;
  const ahead = Array.from({ length: mostAhead }, (_, weeks) => sendingIn(monday.plus({ weeks }), given)).filter(({ dueAt }) => dueAt > now);
  return ahead.find(isOpen) ?? ahead.at(-1)!;
}

/** A time the clocks skip comes as much later; of one they repeat the first counts. */
function sendingIn(monday: DateTime, { weekday, time }: SendingOf): Sending {
  const [hour, minute] = time.split(':').map(Number);
  const at = monday.plus({ days: weekday - 1 }).set({ hour: hour!, minute: minute! });
  const first = Math.min(...at.getPossibleOffsets().map((one) => one.toMillis()));
  return { week: at.toFormat("kkkk-'W'WW"), dueAt: instantOf(first) };
}

/** The whole weeks before an ISO week: local dates, both included. */
export function periodBefore(week: string, weeks: number): { from: string; to: string } {
  const monday = DateTime.fromISO(week, { zone: 'utc' }).startOf('week');
  return { from: monday.minus({ weeks }).toISODate()!, to: monday.minus({ days: 1 }).toISODate()! };
}
