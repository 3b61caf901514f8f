/**
 * When a clock is due: `due = addWorking(start, target + sum of working(pause))`, and what follows from it: breach, time elapsed and held.
 * Facts come from clock.ts, working time from working-time.ts, warning and escalation from due.offsets.ts; nothing is decided about notices.
 */
import { CatalogueError } from '../errors.ts';
import { epochMs, instantOf, type Instant } from '../values.ts';
import { applyClockEvent, type ClockFacts } from './clock.ts';
import { explainDue } from './due.explain.ts';
import { escalationAt, inWorkingTime, warningAt, type Warning } from './due.offsets.ts';
import { parseOffset, parseTarget } from './duration.ts';
import type { ExplainLine } from './explain.words.ts';
import { heldMs, heldUp, holdsOf, type HeldUp, type Hold } from './holds.ts';
import { addWorkingDays } from './working-days.ts';
import { addWorking, workingBetween, type WorkingCalendar } from './working-time.ts';

export interface DeriveOptions {
  /** The instant to look from. Default: the stop, or unknown. */
  asOf?: Instant;
  /** Offset of one escalation ("PT10H", "-PT1H", "150%"). */
  escalate?: string;
  /** Working-day targets may count back: a calculator's question. */
  mayCountBack?: boolean;
  /** false leaves `explain` empty (bulk work). */
  isExplained?: boolean;
}

export interface DerivedDue {
  /** Null: not started, cancelled, or held with time left. */
  dueAt: Instant | null;
  warnAt: Instant | null;
  escalateAt: Instant | null;
  /** When the deadline passed unmet, as far as the facts and `asOf` tell. */
  breachedAt: Instant | null;
  /** Working seconds held. */
  holdSeconds: number;
  /** Working seconds counted until the stop, `asOf` or the open hold; null where none of them is known. */
  elapsedSeconds: number | null;
  /** Working seconds until due, negative after it; null where `elapsedSeconds` is. */
  remainingSeconds: number | null;
  explain: ExplainLine[];
}

/** Everything between the questions of `deriveDue`, in milliseconds; read by the explanation. */
export interface Reckoning {
  startMs: number; stopMs: number | null; asOfMs: number | null; holds: Hold[];
  due: HeldUp;
  warn: Warning | null;
  escalateMs: number | null;
  heldMs: number;
}

/** Derives a clock's instants in its calendar. Throws SLA_DURATION_* for an unusable target or offset and SLA_HORIZON_REACHED. */
export function deriveDue(facts: ClockFacts, calendar: WorkingCalendar, options: DeriveOptions = {}): DerivedDue {
  const isExplained = options.isExplained ?? true;
  if (facts.startedAt === null || facts.state === 'cancelled') {
    const none = { dueAt: null, warnAt: null, escalateAt: null, breachedAt: facts.breachedAt, holdSeconds: 0, elapsedSeconds: null, remainingSeconds: null };
    return { ...none, explain: isExplained ? explainDue(facts, calendar, null, none, options) : [] };
  }
  const reckoning = reckon(facts, calendar, facts.startedAt, options);
  const { startMs, stopMs, asOfMs, due, warn, escalateMs } = reckoning;
  const dueMs = due.openHold === null ? due.atMs : null;
  const lookMs = stopMs ?? due.openHold?.fromMs ?? asOfMs;
  const elapsedMs = lookMs === null ? null : workingBetween(calendar, startMs, lookMs) - heldMs(calendar, reckoning.holds, lookMs);
  const derived = {
    dueAt: dueMs === null ? null : instantOf(dueMs),
    warnAt: warn === null || warn.atMs === null ? null : instantOf(warn.atMs),
    escalateAt: escalateMs === null ? null : instantOf(escalateMs),
    breachedAt: breachOf(facts, dueMs, stopMs, asOfMs),
    holdSeconds: reckoning.heldMs / 1000,
    elapsedSeconds: elapsedMs === null ? null : elapsedMs / 1000,
    remainingSeconds: lookMs === null ? null : remainingMs(calendar, reckoning, lookMs) / 1000,
  };
  return { ...derived, explain: isExplained ? explainDue(facts, calendar, reckoning, derived, options) : [] };
}

/** The facts with their deadlines as seen at an instant: what an activity answers to the run. */
export function withDeadlines(facts: ClockFacts, calendar: WorkingCalendar, at: Instant): ClockFacts {
  const { dueAt, warnAt, breachedAt } = deriveDue(facts, calendar, { asOf: at, isExplained: false });
  const levels = facts.chain?.map((level) => levelInstant(facts, calendar, level.at));
  return applyClockEvent(facts, { type: 'derived', at, revision: facts.revision, dueAt, warnAt, breachedAt, ...(levels === undefined ? {} : { levels }) });
}

/** When a level of escalation stands: in working time, never at night. Null: held, or its offset cannot be read, which keeps no other level from coming. */
function levelInstant(facts: ClockFacts, calendar: WorkingCalendar, offset: string): Instant | null {
  try {
    const { escalateAt } = deriveDue(facts, calendar, { escalate: offset, isExplained: false });
    return escalateAt === null ? null : instantOf(inWorkingTime(calendar, epochMs(escalateAt)));
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    return null;
  }
}

function reckon(facts: ClockFacts, calendar: WorkingCalendar, startedAt: Instant, options: DeriveOptions): Reckoning {
  const startMs = epochMs(startedAt);
  const stopMs = facts.stoppedAt === null ? null : epochMs(facts.stoppedAt);
  const asOfMs = options.asOf === undefined ? null : epochMs(options.asOf);
  const holds = holdsOf(facts.pauses, startMs, stopMs);
  const unheldMs = unheldDue(facts, calendar, startMs, options.mayCountBack ?? false);
  const due = heldUp(calendar, unheldMs, holds);
  const reached = { startMs, unheldMs, due, holds };
  return {
    startMs, stopMs, asOfMs, holds, due,
    warn: facts.warn === undefined ? null : warningAt(calendar, reached, parseOffset(facts.warn, 'warn')),
    escalateMs: options.escalate === undefined ? null : escalationAt(calendar, reached, parseOffset(options.escalate, 'escalate')),
    heldMs: heldMs(calendar, holds, stopMs ?? asOfMs),
  };
}

/** Where the target ends when nothing is held: working days first, then working time. */
function unheldDue(facts: ClockFacts, calendar: WorkingCalendar, startMs: number, mayCountBack: boolean): number {
  const { sign, days, ms } = parseTarget(facts.target, mayCountBack);
  const afterDays = days === 0 && ms > 0 ? startMs : addDays(calendar, facts, startMs, sign * days, facts.target.includes('D'));
  return addWorking(calendar, afterDays, ms);
}

const addDays = (calendar: WorkingCalendar, facts: ClockFacts, fromMs: number, days: number, isDayTarget: boolean): number =>
  isDayTarget ? addWorkingDays(calendar, fromMs, days, facts.switches.dayTarget) : fromMs;

/** A stop at due is in time. A clock not stopped has breached once due has come, as of `asOf` or of the latest fact. */
function breachOf(facts: ClockFacts, dueMs: number | null, stopMs: number | null, asOfMs: number | null): Instant | null {
  if (facts.breachedAt !== null && facts.switches.pastBreach === 'stays') return facts.breachedAt;
  if (dueMs === null) return null;
  const dueAt = instantOf(dueMs);
  const isPast = stopMs !== null ? dueMs < stopMs : (asOfMs !== null && dueMs <= asOfMs) || dueAt < latestFact(facts);
  return isPast ? dueAt : null;
}

/** Instants compare as text. */
function latestFact(facts: ClockFacts): Instant {
  let latest = '';
  for (const { from, to } of facts.pauses) latest = [latest, from, to ?? from].reduce((a, b) => (a > b ? a : b));
  for (const { at } of facts.changes) latest = latest > at ? latest : at;
  return latest;
}

/** Working time left, holds after `lookMs` left out: those known later do not count yet. */
function remainingMs(calendar: WorkingCalendar, { due, holds }: Reckoning, lookMs: number): number {
  if (due.atMs >= lookMs) {
    const heldLater = heldMs(calendar, holds.slice(0, due.counted), null) - heldMs(calendar, holds.slice(0, due.counted), lookMs);
    return workingBetween(calendar, lookMs, due.atMs) - heldLater;
  }
  return -(workingBetween(calendar, due.atMs, lookMs) - heldMs(calendar, holds.slice(due.counted).map((hold) => ({ ...hold, fromMs: Math.max(hold.fromMs, due.atMs) })), lookMs));
}
