/** Answers one question to the SLA calculator: turns what was asked into events of a clock, folds them, and derives its instants. Reading files is left to the caller. */
import { CatalogueError } from '../errors.ts';
import { epochMs, instantOf, type Instant } from '../values.ts';
import { applyClockEvent, isOpen, newClock, type ClockEvent, type ClockFacts, type ClockKind } from './clock.ts';
import { deriveDue } from './due.ts';
import { explainLine, localText, type ExplainLine } from './explain.ts';
import { heldMs, holdsOf } from './holds.ts';
import { parseTime, parseTimeMs, shortInstant } from './instant.parse.ts';
import type { Question } from './question.schema.ts';
import { workingBetween, type WorkingCalendar } from './working-time.ts';

/** Instants in UTC without needless milliseconds; null where there is none (held without end, not asked for). */
export interface QuestionAnswer {
  id: string | number | null;
  due: string | null;
  warn: string | null;
  escalate: string | null;
  /** Working seconds held by pauses. */
  holdSeconds: number;
  /** Working seconds counted until the stop, `now` or an open pause; null where none is given. */
  elapsedSeconds: number | null;
  breachedAt: string | null;
  explain: ExplainLine[];
}

/** The answer to a parsed question in its calendar. Throws catalogued errors (SLA_INSTANT_INVALID, SLA_DURATION_*, SLA_PAUSE_REVERSED, SLA_QUESTION_INVALID, SLA_HORIZON_REACHED). */
export function answerQuestion(question: Question, calendar: WorkingCalendar, ignoredKeys: readonly string[] = []): QuestionAnswer {
  const ignored = ignoredKeys.map((key) => explainLine('KEY_IGNORED', { key }));
  if (question.between != null) return answerBetween(question, question.between, calendar, ignored);
  const { kind, isChosen } = kindOf(question);
  const facts = foldQuestion(question, calendar, kind);
  const derived = deriveDue(facts, calendar, {
    mayCountBack: true,
    ...(question.escalate == null ? {} : { escalate: question.escalate }),
    ...(question.now == null ? {} : { asOf: parseTime(question.now, calendar.timeline, 'now') }),
  });
  return {
    id: question.id ?? null, due: short(derived.dueAt), warn: short(derived.warnAt), escalate: short(derived.escalateAt),
    holdSeconds: derived.holdSeconds, elapsedSeconds: derived.elapsedSeconds, breachedAt: short(derived.breachedAt),
    explain: [...ignored, ...(isChosen ? [explainLine('STOP_CHOSEN', { kind })] : []), ...derived.explain],
  };
}

const short = (instant: Instant | null): string | null => (instant === null ? null : shortInstant(instant));

function answerBetween(question: Question, [from, to]: readonly [string, string], calendar: WorkingCalendar, ignored: ExplainLine[]): QuestionAnswer {
  const fromMs = parseTimeMs(from, calendar.timeline, 'between.0');
  const toMs = parseTimeMs(to, calendar.timeline, 'between.1');
  const isForward = toMs > fromMs;
  const held = isForward ? heldMs(calendar, holdsOf(pausesOf(question, calendar), fromMs, toMs), toMs) : 0;
  const worked = workingBetween(calendar, fromMs, toMs);
  const line = isForward
    ? explainLine('BETWEEN', { from: localText(calendar, fromMs), to: localText(calendar, toMs), seconds: worked / 1000 })
    : explainLine('BETWEEN_REVERSED');
  return {
    id: question.id ?? null, due: null, warn: null, escalate: null, holdSeconds: held / 1000, elapsedSeconds: (worked - held) / 1000, breachedAt: null,
    explain: [...ignored, line],
  };
}

/** The clock asked about: as said, else the one whose stop is given, else (both or none) the resolution. */
function kindOf(question: Question): { kind: ClockKind; isChosen: boolean } {
  if (question.kind != null) return { kind: question.kind, isChosen: false };
  const { response, resolution } = question.stops ?? {};
  if (response != null && resolution == null) return { kind: 'response', isChosen: false };
  return { kind: 'resolution', isChosen: response != null && resolution != null };
}

/** Before something moves the deadline, a clock that ran out unmet is noted as breached: nobody was there to fire its timer. */
function foldQuestion(question: Question, calendar: WorkingCalendar, kind: ClockKind): ClockFacts {
  if (question.start == null || question.target == null) {
    throw new CatalogueError('SLA_QUESTION_INVALID', { path: question.start == null ? 'start' : 'target', reason: 'needed, unless "between" is asked' });
  }
  const { pauses, ...switches } = question.policy ?? {};
  const clock = newClock({
    id: String(question.id ?? 'asked'), kind, policyId: 'asked', calendarId: calendar.calendar.key, target: question.target,
    ...(question.warn == null ? {} : { warn: question.warn }), isPausable: pauses ?? true, switches,
  });
  const start = parseTime(question.start, calendar.timeline, 'start');
  const events = eventsOf(question, calendar, kind, start);
  return events.reduce((facts, event) => {
    const movesDeadline = event.type === 'retarget' || event.type === 'reopen';
    return applyClockEvent(movesDeadline ? notedBreach(facts, calendar, event.at) : facts, event);
  }, applyClockEvent(clock, { type: 'start', at: start }));
}

function notedBreach(facts: ClockFacts, calendar: WorkingCalendar, at: Instant): ClockFacts {
  const { dueAt, breachedAt } = deriveDue(facts, calendar, { mayCountBack: true, isExplained: false });
  const ranOut = breachedAt ?? (dueAt !== null && dueAt < at && isOpen(facts) ? dueAt : null);
  if (ranOut === null) return facts;
  return applyClockEvent(facts, { type: 'derived', at, revision: facts.revision, dueAt, warnAt: null, breachedAt: ranOut });
}

function pausesOf(question: Question, calendar: WorkingCalendar): ClockFacts['pauses'] {
  return (question.pauses ?? []).map((pause, i) => {
    const [from, to, reason] = Array.isArray(pause) ? pause : [pause.from, pause.to ?? null, pause.reason ?? undefined];
    const fromMs = parseTimeMs(from, calendar.timeline, `pauses.${i}`);
    const toMs = to === null ? null : parseTimeMs(to, calendar.timeline, `pauses.${i}`);
    if (toMs !== null && toMs < fromMs) throw new CatalogueError('SLA_PAUSE_REVERSED', { from, to: String(to) });
    return { from: instantOf(fromMs), to: toMs === null ? null : instantOf(toMs), reason: reason ?? '', holdId: `pause-${i + 1}` };
  });
}

/** Everything that happened after the start, in order; what is said to have happened before it happened at it. Of one instant, a hold ends before the next begins. */
function eventsOf(question: Question, calendar: WorkingCalendar, kind: ClockKind, start: Instant): ClockEvent[] {
  const atOrAfterStart = (at: Instant): Instant => (at < start ? start : at);
  const pauses = pausesOf(question, calendar).filter((pause) => pause.to === null || epochMs(pause.to) > epochMs(atOrAfterStart(pause.from)));
  const events: ClockEvent[] = pauses.flatMap((pause): ClockEvent[] => [
    { type: 'pause', at: atOrAfterStart(pause.from), reason: pause.reason, holdId: pause.holdId },
    ...(pause.to === null ? [] : [{ type: 'resume' as const, at: pause.to, holdId: pause.holdId }]),
  ]);
  const { response, resolution } = question.stops ?? {};
  const stops: ClockEvent[] = [kind === 'response' ? response : null, resolution]
    .flatMap((text) => (text == null ? [] : [{ type: 'stop' as const, at: atOrAfterStart(parseTime(text, calendar.timeline, 'stops')) }]));
  const asked = (question.events ?? []).flatMap((event, i) => askedEvent(event, i, atOrAfterStart(parseTime(event.at, calendar.timeline, `events.${i}.at`)), kind));
  const rank = (event: ClockEvent): number => (event.type === 'resume' ? 0 : 1);
  return [...events, ...stops, ...asked].sort((a, b) => (a.at === b.at ? rank(a) - rank(b) : a.at < b.at ? -1 : 1));
}

const eventHold = 'event';

/** A resolution ends every clock; a response ends a response clock only. */
function askedEvent(event: NonNullable<Question['events']>[number], index: number, at: Instant, kind: ClockKind): ClockEvent[] {
  const reason = event.reason ?? '';
  switch (event.type) {
    case 'pause': return [{ type: 'pause', at, reason, holdId: eventHold }];
    case 'resume': return [{ type: 'resume', at, holdId: eventHold }];
    case 'response': return kind === 'response' || kind === 'nextResponse' ? [{ type: 'stop', at }] : [];
    case 'resolution':
    case 'stop': return [{ type: 'stop', at }];
    case 'reopen': return [{ type: 'reopen', at, reason }];
    case 'cancel': return [{ type: 'cancel', at, reason }];
    case 'target':
      if (event.target == null) throw new CatalogueError('SLA_QUESTION_INVALID', { path: `events.${index}.target`, reason: 'needed: the new target' });
      return [{ type: 'retarget', at, target: event.target, reason, ...(event.warn == null ? {} : { warn: event.warn }) }];
  }
}
