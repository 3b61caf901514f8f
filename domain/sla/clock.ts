/** Clock facts: what happened to a clock and in which state it is. Decides no instant in working time (due.ts does); safe in the workflow isolate. */
import type { Instant } from '../values.ts';
import { marksOf, withUnderivedLevels, type EscalationLevel, type LevelMark } from './escalation.ts';

/** response: first answer. nextResponse: answer to each later message. ola: a team's or segment's own. approval, step: one decision, one task. */
export const clockKinds = ['response', 'resolution', 'nextResponse', 'ola', 'approval', 'step'] as const;
export type ClockKind = (typeof clockKinds)[number];
export type ClockState = 'idle' | 'running' | 'paused' | 'met' | 'breached' | 'cancelled';

/** What peers silently disagree on, said openly. Defaults: `defaultSwitches`. */
export interface ClockSwitches {
  /** Which moment starts the clock. */
  countFrom: 'creation' | 'assignment';
  /** Time between solving and reopening: held, counted, or the clock begins anew. */
  onReopen: 'exclude' | 'include' | 'restart';
  /** A target in working days ends at the clock time it began, or when that day's work ends. */
  dayTarget: 'keepClockTime' | 'endOfWorkingDay';
  /** A breach that happened, after the target was relaxed: stays, or is judged anew. */
  pastBreach: 'stays' | 'follows';
}
export const defaultSwitches: ClockSwitches = { countFrom: 'creation', onReopen: 'exclude', dayTarget: 'keepClockTime', pastBreach: 'stays' };

/** `to` null: still held. `holdId` names who holds (ticket state, approval ...), so that one holder's end does not wake what another still holds. */
export interface ClockPause { from: Instant; to: Instant | null; reason: string; holdId: string }

/** Something that moved the deadline and is no pause; kept so that the clock can be explained. */
export type ClockChange =
  | { at: Instant; change: 'retarget'; from: string; to: string; fromPolicy: string; toPolicy: string; reason: string }
  | { at: Instant; change: 'reopen'; solvedAt: Instant; treatedAs: ClockSwitches['onReopen']; reason: string }
  | { at: Instant; change: 'cancel'; reason: string };

/** Plain JSON, owned by the newest run of the ticket. Due instants are derived from the rest and are null while unknown or paused. */
export interface ClockFacts {
  id: string;
  kind: ClockKind;
  policyId: string;
  /** Key of the calendar. */
  calendarId: string;
  /** PT4H = working time, P5D = working days. */
  target: string;
  /** Offset to due ("-PT30M") or share of the target ("75%"). */
  warn?: string;
  /** false: waiting for somebody else does not stop this clock. */
  isPausable: boolean;
  switches: ClockSwitches;
  state: ClockState;
  startedAt: Instant | null;
  pauses: ClockPause[];
  stoppedAt: Instant | null;
  /** The instant the deadline passed unmet, never the instant it was noticed. */
  breachedAt: Instant | null;
  warnedAt: Instant | null;
  dueAt: Instant | null;
  warnAt: Instant | null;
  changes: ClockChange[];
  /** Who hears of it when, and what of that has happened; absent without escalation. */
  chain?: readonly EscalationLevel[];
  levels?: readonly LevelMark[];
  /** Counts what moves deadlines; a derivation made for an older revision is dropped. */
  revision: number;
}

export type ClockEvent =
  | { type: 'start'; at: Instant }
  | { type: 'pause'; at: Instant; reason: string; holdId?: string }
  /** Without `holdId` every hold ends. */
  | { type: 'resume'; at: Instant; holdId?: string }
  | { type: 'stop'; at: Instant }
  | { type: 'reopen'; at: Instant; reason?: string }
  | { type: 'retarget'; at: Instant; target: string; warn?: string | null; policyId?: string; calendarId?: string; isPausable?: boolean; chain?: readonly EscalationLevel[] | null; reason?: string }
  | { type: 'cancel'; at: Instant; reason: string }
  /** The warning went out. */
  | { type: 'warned'; at: Instant }
  /** A level of the chain came, by its number from 0. */
  | { type: 'escalated'; at: Instant; level: number }
  /** Answer of due.ts, `at` the instant it was asked. */
  | { type: 'derived'; at: Instant; revision: number; dueAt: Instant | null; warnAt: Instant | null; breachedAt: Instant | null; levels?: readonly (Instant | null)[] };

export interface NewClock {
  id: string; kind: ClockKind; policyId: string; calendarId: string; target: string; warn?: string;
  /** Default: true, but false for a response clock (an answer waits for nobody else). */
  isPausable?: boolean;
  switches?: Partial<ClockSwitches>;
  chain?: readonly EscalationLevel[];
}

/** An idle clock. */
export const newClock = ({ isPausable, switches, ...given }: NewClock): ClockFacts => ({
  ...given, isPausable: isPausable ?? pausesByDefault(given.kind), switches: { ...defaultSwitches, ...switches },
  state: 'idle', startedAt: null, pauses: [], stoppedAt: null, breachedAt: null, warnedAt: null, dueAt: null, warnAt: null, changes: [], revision: 0,
  ...(given.chain === undefined ? {} : { levels: marksOf({ chain: given.chain }) }),
});

/** Whether a clock of this kind waits while the ticket waits, when its policy does not say. */
export const pausesByDefault = (kind: ClockKind): boolean => kind !== 'response' && kind !== 'nextResponse';

/** True while anybody holds the clock. */
export const isHeld = (facts: ClockFacts): boolean => facts.pauses.some((pause) => pause.to === null);

/** True while time counts or is held: started, and neither stopped nor cancelled. */
export const isOpen = (facts: ClockFacts): boolean => facts.startedAt !== null && facts.stoppedAt === null && facts.state !== 'cancelled';

/** The facts after an event. An event that has no meaning in this state (a second start, a resume without pause) returns the same object. */
export function applyClockEvent(facts: ClockFacts, event: ClockEvent): ClockFacts {
  switch (event.type) {
    case 'start': return start(facts, event.at);
    case 'pause': return pause(facts, event);
    case 'resume': return resume(facts, event);
    case 'stop': return stop(facts, event.at);
    case 'reopen': return reopen(facts, event);
    case 'retarget': return retarget(facts, event);
    case 'cancel': return cancel(facts, event);
    case 'warned': return facts.warnedAt === null && isOpen(facts) ? { ...facts, warnedAt: event.at } : facts;
    case 'escalated': return escalated(facts, event);
    case 'derived': return derived(facts, event);
  }
}

/** A first start counts; a next response starts again with each message that finds the last one answered. */
function start(facts: ClockFacts, at: Instant): ClockFacts {
  const isNextRound = facts.kind === 'nextResponse' && facts.stoppedAt !== null;
  if (facts.state !== 'idle' && !isNextRound) return facts;
  return moved(withUnderivedLevels({ ...facts, startedAt: at, pauses: [], stoppedAt: null, breachedAt: null, warnedAt: null, changes: [] }, true));
}

function pause(facts: ClockFacts, event: Extract<ClockEvent, { type: 'pause' }>): ClockFacts {
  const holdId = event.holdId ?? '';
  if (!facts.isPausable || !isOpen(facts) || facts.pauses.some((held) => held.to === null && held.holdId === holdId)) return facts;
  const opened: ClockPause = { from: notBefore(event.at, facts.startedAt), to: null, reason: event.reason, holdId };
  return moved({ ...noticeBreach(facts, event.at), pauses: [...facts.pauses, opened] });
}

function resume(facts: ClockFacts, event: { at: Instant; holdId?: string }): ClockFacts {
  const ends = (held: ClockPause): boolean => held.to === null && (event.holdId === undefined || held.holdId === event.holdId);
  if (!isOpen(facts) || !facts.pauses.some(ends)) return facts;
  return moved({ ...facts, pauses: facts.pauses.map((held) => (ends(held) ? { ...held, to: notBefore(event.at, held.from) } : held)) });
}

/** The first stop counts: closing a solved ticket changes nothing. */
function stop(facts: ClockFacts, at: Instant): ClockFacts {
  if (!isOpen(facts)) return facts;
  const stoppedAt = notBefore(at, facts.startedAt);
  const seen = noticeBreach(facts, stoppedAt);
  const pauses = seen.pauses.map((held) => (held.to === null ? { ...held, to: notBefore(stoppedAt, held.from) } : held));
  return { ...moved({ ...seen, pauses, stoppedAt }), dueAt: isHeld(facts) ? null : seen.dueAt };
}

function reopen(facts: ClockFacts, event: { at: Instant; reason?: string }): ClockFacts {
  if (facts.stoppedAt === null || facts.startedAt === null || facts.state === 'cancelled') return facts;
  const solvedAt = facts.stoppedAt;
  const at = notBefore(event.at, solvedAt);
  const treatedAs = facts.switches.onReopen;
  const changes: ClockChange[] = [...facts.changes, { at, change: 'reopen', solvedAt, treatedAs, reason: event.reason ?? '' }];
  const again = { ...facts, stoppedAt: null, changes };
  if (treatedAs === 'restart') return moved(withUnderivedLevels({ ...again, startedAt: at, pauses: [], warnedAt: null }, true));
  if (treatedAs === 'include') return moved(again);
  return moved({ ...again, pauses: [...facts.pauses, { from: solvedAt, to: at, reason: 'solved', holdId: 'solved' }] });
}

/** Elapsed time and holds stay: only what is allowed changes. A hold ends only where the new policy does not know holding. */
function retarget(facts: ClockFacts, event: Extract<ClockEvent, { type: 'retarget' }>): ClockFacts {
  if (facts.stoppedAt !== null || facts.state === 'cancelled') return facts;
  const next: ClockFacts = {
    ...noticeBreach(facts, event.at), target: event.target, policyId: event.policyId ?? facts.policyId,
    calendarId: event.calendarId ?? facts.calendarId, isPausable: event.isPausable ?? facts.isPausable,
  };
  if (event.warn === null) delete next.warn;
  else if (event.warn !== undefined) next.warn = event.warn;
  if (event.chain === null) { delete next.chain; delete next.levels; } else if (event.chain !== undefined) next.chain = event.chain;
  const isSame = next.target === facts.target && next.policyId === facts.policyId && next.calendarId === facts.calendarId && next.warn === facts.warn && next.isPausable === facts.isPausable;
  if (isSame) return facts;
  if (facts.startedAt !== null) {
    next.changes = [...facts.changes, { at: event.at, change: 'retarget', from: facts.target, to: next.target, fromPolicy: facts.policyId, toPolicy: next.policyId, reason: event.reason ?? '' }];
  }
  const settled = moved(next);
  return next.isPausable ? settled : resume(settled, { at: event.at });
}

/** A disabled SLA or a merged ticket: nothing is armed any more, what happened stays readable. */
function cancel(facts: ClockFacts, event: { at: Instant; reason: string }): ClockFacts {
  if (facts.state === 'cancelled' || facts.stoppedAt !== null) return facts;
  const pauses = facts.pauses.map((held) => (held.to === null ? { ...held, to: notBefore(event.at, held.from) } : held));
  const changes: ClockChange[] = [...facts.changes, { at: event.at, change: 'cancel', reason: event.reason }];
  return { ...facts, pauses, changes, state: 'cancelled', dueAt: null, warnAt: null, revision: facts.revision + 1, ...(facts.chain === undefined ? {} : { levels: marksOf(facts) }) };
}

function derived(facts: ClockFacts, event: Extract<ClockEvent, { type: 'derived' }>): ClockFacts {
  if (event.revision !== facts.revision || facts.state === 'cancelled' || facts.startedAt === null) return facts;
  const staying = facts.switches.pastBreach === 'stays' ? facts.breachedAt : null;
  const warnMovedAhead = facts.warnedAt !== null && event.warnAt !== null && event.warnAt > event.at;
  const next = { ...facts, dueAt: event.dueAt, warnAt: event.warnAt, breachedAt: staying ?? event.breachedAt, warnedAt: warnMovedAhead ? null : facts.warnedAt };
  const levelled = facts.chain === undefined || event.levels === undefined ? next : { ...next, levels: marksOf(facts, event.levels) };
  return { ...levelled, state: stateOf(levelled) };
}

/** A level that was reached stays so, whatever moves the deadline later. */
function escalated(facts: ClockFacts, { at, level }: { at: Instant; level: number }): ClockFacts {
  if (!isOpen(facts) || facts.levels?.[level] === undefined || facts.levels[level].reachedAt !== null) return facts;
  return { ...facts, levels: facts.levels.map((mark, index) => (index === level ? { ...mark, reachedAt: at } : mark)) };
}

/** Facts whose deadlines have to be derived again. */
const moved = (facts: ClockFacts): ClockFacts => ({ ...withUnderivedLevels(facts), dueAt: null, warnAt: null, state: stateOf(facts), revision: facts.revision + 1 });

/** A deadline known to lie before an event passed unmet, whatever the event then changes. */
const noticeBreach = (facts: ClockFacts, at: Instant): ClockFacts =>
  facts.breachedAt === null && facts.dueAt !== null && !isHeld(facts) && at > facts.dueAt ? { ...facts, breachedAt: facts.dueAt } : facts;

function stateOf(facts: ClockFacts): ClockState {
  if (facts.startedAt === null) return 'idle';
  if (facts.breachedAt !== null) return 'breached';
  if (facts.stoppedAt !== null) return 'met';
  return isHeld(facts) ? 'paused' : 'running';
}

const notBefore = (at: Instant, earliest: Instant | null): Instant => (earliest !== null && at < earliest ? earliest : at);
