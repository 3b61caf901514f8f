/** Finds the level of escalation that comes next on a clock: to whom, when, and in how much working time. None while the clock is held: no instant stands then. */
import { epochMs, type Instant } from '../values.ts';
import type { ClockFacts } from './clock.ts';
import { waitingLevels } from './escalation.ts';
import type { NextLevel } from './next-level.schema.ts';
import { workingBetween, type WorkingCalendar } from './working-time.ts';

/** Null: no level waits, or the clock counts no more. */
export function nextLevelOf(facts: ClockFacts, calendar: WorkingCalendar, asOf: Instant): NextLevel | null {
  const next = facts.state === 'running' || facts.state === 'breached' ? waitingLevels(facts).find(({ at }) => at > asOf) : undefined;
  const level = next === undefined ? undefined : facts.chain?.[next.level];
  if (next === undefined || level === undefined || facts.stoppedAt !== null) return null;
  return { level: next.level + 1, to: level.to, person: level.person, at: next.at, workingSeconds: Math.floor(workingBetween(calendar, epochMs(asOf), epochMs(next.at)) / 1_000) };
}
