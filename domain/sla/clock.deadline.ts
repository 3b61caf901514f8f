/** What a ticket's clocks do together: which deadline is next, and what a change of the ticket's state means to them. Safe in the workflow isolate. */
import type { Instant } from '../values.ts';
import { waitingLevels } from './escalation.ts';
import { applyClockEvent, isHeld, isOpen, type ClockEvent, type ClockFacts } from './clock.ts';

/** What a ticket state means to clocks; `cancelled` for merged tickets and switched-off SLAs. */
export type TicketClockState = 'running' | 'paused' | 'stopped' | 'cancelled';

/** `level`: which one of the clock's chain, from 0. */
export type Deadline = { at: Instant; clockId: string } & ({ what: 'warn' | 'due' } | { what: 'level'; level: number });

/** Name of the hold a ticket's state puts on its clocks. */
export const stateHold = 'ticket-state';

/** The next instant at which something has to happen, over all clocks: one workflow timer is enough. Null: nothing is armed (idle, held, stopped, breached, cancelled, not yet derived). */
export function nearestDeadline(clocks: readonly ClockFacts[]): Deadline | null {
  let nearest: Deadline | null = null;
  for (const clock of clocks) {
    for (const own of [deadlineOf(clock), levelOf(clock)]) if (own !== null && (nearest === null || own.at < nearest.at)) nearest = own;
  }
  return nearest;
}

/** Warnings and breaches reached at `at`, each as the fact to record; breach time is the deadline, however late the timer fires. Notices are the caller's. */
export function reachedDeadlines(clocks: readonly ClockFacts[], at: Instant): Deadline[] {
  return clocks.flatMap((clock) => [...reachedOf(clock, at), ...(isEscalating(clock) ? waitingLevels(clock).filter((level) => level.at <= at).map((level): Deadline => ({ ...level, clockId: clock.id, what: 'level' })) : [])]);
}

function reachedOf(clock: ClockFacts, at: Instant): Deadline[] {
  if (!isArmed(clock) || clock.dueAt === null) return [];
  const isDue = clock.dueAt <= at;
  const isWarned = clock.warnedAt !== null || clock.warnAt === null || clock.warnAt > at || isDue;
  return [
    ...(isWarned ? [] : [{ at: clock.warnAt!, clockId: clock.id, what: 'warn' as const }]),
    ...(isDue ? [{ at: clock.dueAt, clockId: clock.id, what: 'due' as const }] : []),
  ];
}

/**
 * What a ticket entering a state does to one clock, in order. Running ends the state's hold and reopens a stopped clock; paused holds;
 * stopped ends the clock (a response clock too: a solved ticket was answered). Other holders' holds stay.
 */
export function eventsForState(facts: ClockFacts, entered: { at: Instant; clock: TicketClockState; reason?: string }): ClockEvent[] {
  const { at, clock, reason = '' } = entered;
  switch (clock) {
    case 'stopped': return [{ type: 'stop', at }];
    case 'cancelled': return [{ type: 'cancel', at, reason }];
    case 'running': return [...reopening(facts, at, reason), { type: 'resume', at, holdId: stateHold }];
    case 'paused': return [...reopening(facts, at, reason), { type: 'pause', at, reason, holdId: stateHold }];
  }
}

/** `eventsForState` applied. */
export const enterState = (facts: ClockFacts, entered: { at: Instant; clock: TicketClockState; reason?: string }): ClockFacts =>
  eventsForState(facts, entered).reduce(applyClockEvent, facts);

/** Current facts with the due instants an activity derived; a derivation of older facts changes nothing and its clock stays to be derived again. */
export function adoptDerived(current: readonly ClockFacts[], derived: readonly ClockFacts[], at: Instant): ClockFacts[] {
  const byId = new Map(derived.map((clock) => [clock.id, clock]));
  return current.map((clock) => {
    const answer = byId.get(clock.id);
    if (answer === undefined) return clock;
    return applyClockEvent(clock, { type: 'derived', at, revision: answer.revision, dueAt: answer.dueAt, warnAt: answer.warnAt, breachedAt: answer.breachedAt, ...(answer.levels === undefined ? {} : { levels: answer.levels.map((level) => level.at) }) });
  });
}

/** A reply or a solution is not undone by the next state change: only a resolution, an OLA, an approval or a step reopens with the ticket. */
const reopening = (facts: ClockFacts, at: Instant, reason: string): ClockEvent[] =>
  facts.stoppedAt !== null && facts.kind !== 'response' && facts.kind !== 'nextResponse' ? [{ type: 'reopen', at, reason }] : [];

const isArmed = (clock: ClockFacts): boolean => isOpen(clock) && !isHeld(clock) && clock.breachedAt === null;

/** A breach ends warning and waiting for due; the levels after it are still to come. */
const isEscalating = (clock: ClockFacts): boolean => isOpen(clock) && !isHeld(clock);

function levelOf(clock: ClockFacts): Deadline | null {
  const [next] = isEscalating(clock) ? waitingLevels(clock) : [];
  return next === undefined ? null : { ...next, clockId: clock.id, what: 'level' };
}

function deadlineOf(clock: ClockFacts): Deadline | null {
  if (!isArmed(clock) || clock.dueAt === null) return null;
  if (clock.warnedAt === null && clock.warnAt !== null && clock.warnAt < clock.dueAt) return { at: clock.warnAt, clockId: clock.id, what: 'warn' };
  return { at: clock.dueAt, clockId: clock.id, what: 'due' };
}
