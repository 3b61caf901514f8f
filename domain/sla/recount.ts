/** Clocks of a ticket after their calendar was edited: what is due when now, what that changes, and whether the ticket's run must hear of it before its timer. Facts are left to the run. */
import { CatalogueError } from '../errors.ts';
import { epochMs, type Instant } from '../values.ts';
import { isHeld, isOpen, type ClockFacts, type ClockKind } from './clock.ts';
import { nearestDeadline } from './clock.deadline.ts';
import { deriveDue, withDeadlines } from './due.ts';
import type { WorkingCalendar } from './working-time.ts';

export interface Recounted {
  /** All clocks of the ticket; of those in this calendar due, warning and levels are as it counts now. */
  clocks: ClockFacts[];
  hasMoved: boolean;
  /** Something is to happen before the timer the run has armed, or has happened already: it must look now. A timer that fires too early looks by itself. */
  isUrgent: boolean;
  /** Clocks for which the calendar gives no answer any more. They stay as they were. */
  unanswered: number;
}

/** Of the open clocks that run in this calendar: those whose deadlines follow from it. */
export const countsIn = (calendarId: string) => (facts: ClockFacts): boolean => facts.calendarId === calendarId && isOpen(facts) && !isHeld(facts);

/** The clocks of a ticket as they count in the calendar at an instant. */
export function recountClocks(clocks: readonly ClockFacts[], calendarId: string, calendar: WorkingCalendar, at: Instant): Recounted {
  const counts = countsIn(calendarId);
  let [unanswered, hasMoved, isJudgedAnew] = [0, false, false];
  const next = clocks.map((facts) => {
    if (!counts(facts)) return facts;
    const now = derivedOrNull(facts, calendar, at);
    if (now === null) unanswered += 1;
    if (now === null || !haveDeadlinesMoved(facts, now)) return facts;
    hasMoved = true;
    isJudgedAnew ||= now.breachedAt !== facts.breachedAt;
    return { ...facts, dueAt: now.dueAt, warnAt: now.warnAt, ...(now.levels === undefined ? {} : { levels: now.levels }) };
  });
  const [before, after] = [nearestDeadline(clocks), nearestDeadline(next)];
  return { clocks: next, hasMoved, unanswered, isUrgent: isJudgedAnew || (after !== null && (before === null || after.at < before.at)) };
}

type Deadlines = Pick<ClockFacts, 'dueAt' | 'warnAt' | 'levels'>;

/** Whether a derivation says another due, warning or level than the facts. */
export const haveDeadlinesMoved = (before: Deadlines, after: Deadlines): boolean =>
  before.dueAt !== after.dueAt || before.warnAt !== after.warnAt || (after.levels ?? []).some(({ at }, level) => at !== (before.levels?.[level]?.at ?? null));

function derivedOrNull(facts: ClockFacts, calendar: WorkingCalendar, at: Instant): ClockFacts | null {
  try {
    return withDeadlines(facts, calendar, at);
  } catch (thrown) {
    if (thrown instanceof CatalogueError) return null;
    throw thrown;
  }
}

/** What another calendar would mean to one open clock. */
export interface ClockImpact {
  clockId: string; kind: ClockKind; target: string;
  dueBefore: Instant | null; dueAfter: Instant | null;
  /** Milliseconds by which due moves on; negative: it comes earlier. */
  movesMs: number;
  /** Its target would be used up already, and is not today. */
  isNewlyBreached: boolean;
  /** It was warned of, or is past its warning, and would not be. */
  isNoLongerAtRisk: boolean;
}

/** Null: the clock does not count in working time now, or nothing changes for it. A breach that happened is no news. */
export function clockImpact(facts: ClockFacts, before: WorkingCalendar, after: WorkingCalendar, at: Instant): ClockImpact | null {
  if (!isOpen(facts) || isHeld(facts) || facts.breachedAt !== null) return null;
  const [today, then] = [answerOf(facts, before, at), answerOf(facts, after, at)];
  if (today.dueAt === then.dueAt) return null;
  const isPast = (dueAt: Instant | null): boolean => dueAt !== null && dueAt <= at;
  const isAtRisk = ({ dueAt, warnAt }: Answer): boolean => isPast(dueAt) || isPast(warnAt);
  return {
    clockId: facts.id, kind: facts.kind, target: facts.target, dueBefore: today.dueAt, dueAfter: then.dueAt,
    movesMs: today.dueAt === null || then.dueAt === null ? 0 : epochMs(then.dueAt) - epochMs(today.dueAt),
    isNewlyBreached: isPast(then.dueAt) && !isPast(today.dueAt), isNoLongerAtRisk: isAtRisk(today) && !isAtRisk(then),
  };
}

interface Answer { dueAt: Instant | null; warnAt: Instant | null }

function answerOf(facts: ClockFacts, calendar: WorkingCalendar, at: Instant): Answer {
  try {
    return deriveDue(facts, calendar, { asOf: at, isExplained: false });
  } catch (thrown) {
    if (thrown instanceof CatalogueError) return { dueAt: null, warnAt: null };
    throw thrown;
  }
}
