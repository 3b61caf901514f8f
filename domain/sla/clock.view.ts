/** A clock as people see it: its facts beside what is derived as of an instant. Wording of the chips is left to the page. */
import type { Instant } from '../values.ts';
import type { ClockView } from '../ticket/ticket.schema.ts';
import type { ClockFacts } from './clock.ts';
import { deriveDue } from './due.ts';
import type { WorkingCalendar } from './working-time.ts';

/** The view of a clock as of an instant. Seconds are working seconds. */
export function clockView(facts: ClockFacts, calendar: WorkingCalendar, asOf: Instant, isExplained = true): ClockView {
  const derived = deriveDue(facts, calendar, { asOf, isExplained });
  const held = facts.pauses.findLast((pause) => pause.to === null);
  return {
    id: facts.id, kind: facts.kind, state: facts.state === 'running' && derived.breachedAt !== null ? 'breached' : facts.state, target: facts.target,
    startedAt: facts.startedAt, dueAt: derived.dueAt, warnAt: derived.warnAt, stoppedAt: facts.stoppedAt, breachedAt: derived.breachedAt,
    pauseReason: held === undefined || held.reason === '' ? null : { en: held.reason },
    holdSeconds: derived.holdSeconds, elapsedSeconds: derived.elapsedSeconds ?? 0, remainingSeconds: derived.remainingSeconds,
    calendarId: facts.calendarId, policyId: facts.policyId, asOf,
    explain: derived.explain.map((line) => ({ code: line.code, params: { ...line.params }, text: line.text })),
  };
}
