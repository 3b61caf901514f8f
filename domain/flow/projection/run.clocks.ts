/** What happens to a ticket's clocks when its run moves on. Due instants are derived elsewhere; safe in the workflow isolate. */
import type { Instant } from '../../values.ts';
import { applyClockEvent, isHeld, isOpen, type ClockFacts } from '../../sla/clock.ts';
import { adoptDerived, enterState, reachedDeadlines } from '../../sla/clock.deadline.ts';
import type { Priority } from '../../ticket/ticket.schema.ts';
import type { RunStatus } from '../kernel/kernel.types.ts';
import type { RunContext, RunTicketPatch } from '../run.ports.ts';

type Context = Pick<RunContext, 'clockStates' | 'targets'>;

/** Clocks at the start of a run: idle ones that count from creation start when the ticket was opened, those of a former run go on. */
export function startClocks(clocks: readonly ClockFacts[], openedAt: Instant): ClockFacts[] {
  return clocks.map((clock) => (clock.state === 'idle' && clock.switches.countFrom === 'creation' ? applyClockEvent(clock, { type: 'start', at: openedAt }) : clock));
}

/** Somebody took the ticket up: response clocks are met, clocks that count from assignment start. */
export function takeUp(clocks: readonly ClockFacts[], at: Instant): ClockFacts[] {
  return clocks.map((clock) => {
    if (clock.kind === 'response' || clock.kind === 'nextResponse') return applyClockEvent(clock, { type: 'stop', at });
    return clock.state === 'idle' && clock.switches.countFrom === 'assignment' ? applyClockEvent(clock, { type: 'start', at }) : clock;
  });
}

/** Clocks after the ticket changed state or priority. `state` null before: it has just been opened, and its state is entered whichever it is. */
export function followTicket(clocks: readonly ClockFacts[], before: { state: string | null; priority: Priority }, after: RunTicketPatch, context: Context, at: Instant): ClockFacts[] {
  const moved = (facts: ClockFacts): ClockFacts => (before.priority === after.priority ? facts : retarget(facts, after, context, at));
  const meaning = before.state === after.state ? undefined : context.clockStates[after.state];
  const clock = meaning?.category === 'cancelled' ? 'cancelled' : meaning?.clock;
  const entered = (facts: ClockFacts): ClockFacts => (clock === undefined ? facts : enterState(facts, { at, clock, reason: meaning?.pauseReason ?? after.state }));
  // A clock that stopped with the former run takes a new target only when it goes on.
  return clocks.map((facts) => (before.state === null ? moved(entered(facts)) : entered(moved(facts))));
}

function retarget(clock: ClockFacts, after: RunTicketPatch, context: Context, at: Instant): ClockFacts {
  const target = context.targets[clockSlot(clock)]?.[after.priority];
  return target === undefined ? clock : applyClockEvent(clock, { type: 'retarget', at, ...target, reason: after.priority });
}

/** What a clock stands for whichever policy it came from: kind, and scope where it has one. Two clocks of a ticket never share it. */
export const clockSlot = (clock: Pick<ClockFacts, 'id' | 'kind'>): string => clock.id.slice(clock.id.lastIndexOf(`/${clock.kind}`) + 1);

/** A reopened ticket goes on with the clocks it had; only those its policy gained since are new. */
export const withFormerClocks = (fresh: readonly ClockFacts[], former: readonly ClockFacts[]): ClockFacts[] =>
  [...former, ...fresh.filter((clock) => !former.some((known) => clockSlot(known) === clockSlot(clock)))];

/** True for a clock whose deadlines are not known and would be armed. */
export const isUnderived = (clock: ClockFacts): boolean => isOpen(clock) && !isHeld(clock) && clock.dueAt === null;

/** Clocks of a run whose deadlines are to be derived. */
export const underivedClocks = (status: RunStatus, clocks: readonly ClockFacts[]): ClockFacts[] => (status === 'running' ? clocks.filter(isUnderived) : []);

/** Clocks of a run whose deadlines follow from their calendar now: known or not. */
export const derivableClocks = (status: RunStatus, clocks: readonly ClockFacts[]): ClockFacts[] => (status === 'running' ? clocks.filter((clock) => isOpen(clock) && !isHeld(clock)) : []);

/** Clocks with what an activity derived; deadlines passed by now are noted as warned or breached, each at its own instant. */
export function settleClocks(clocks: readonly ClockFacts[], derived: readonly ClockFacts[], at: Instant): ClockFacts[] {
  return passDeadlines(adoptDerived(clocks, derived, at), at);
}

/** Warnings and breaches reached by `at`, noted on the clocks. */
export function passDeadlines(clocks: readonly ClockFacts[], at: Instant): ClockFacts[] {
  return reachedDeadlines(clocks, at).reduce((all, deadline) => all.map((clock) => {
    if (clock.id !== deadline.clockId) return clock;
    if (deadline.what === 'level') return applyClockEvent(clock, { type: 'escalated', at: deadline.at, level: deadline.level });
    if (deadline.what === 'warn') return applyClockEvent(clock, { type: 'warned', at: deadline.at });
    return applyClockEvent(clock, { type: 'derived', at, revision: clock.revision, dueAt: clock.dueAt, warnAt: clock.warnAt, breachedAt: deadline.at });
  }), [...clocks]);
}
