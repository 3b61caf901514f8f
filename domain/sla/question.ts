/** Answers one question to the SLA calculator: folds what was asked into a clock and derives its instants. Reading files is left to the caller. */
import { CatalogueError } from '../errors.ts';
import { phrase } from '../message.ts';
import type { Instant } from '../values.ts';
import { applyClockEvent, newClock, type ClockKind } from './clock.ts';
import { deriveDue } from './due.ts';
import { localText } from './explain.ts';
import { explainLine, type ExplainLine } from './explain.words.ts';
import { heldMs, holdsOf } from './holds.ts';
import { parseTime, parseTimeMs, shortInstant } from './instant.parse.ts';
import { foldHappenings, pausesOf } from './question.events.ts';
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
  const { facts, unmoved } = foldQuestion(question, calendar, kind);
  const derived = deriveDue(facts, calendar, {
    mayCountBack: true,
    ...(question.escalate == null ? {} : { escalate: question.escalate }),
    ...(question.now == null ? {} : { asOf: parseTime(question.now, calendar.timeline, 'now') }),
  });
  return {
    id: question.id ?? null, due: short(derived.dueAt), warn: short(derived.warnAt), escalate: short(derived.escalateAt),
    holdSeconds: derived.holdSeconds, elapsedSeconds: derived.elapsedSeconds, breachedAt: short(derived.breachedAt),
    explain: [...ignored, ...(isChosen ? [explainLine('STOP_CHOSEN', { kind })] : []), ...unmoved, ...derived.explain],
  };
}

const short = (instant: Instant | null): string | null => (instant === null ? null : shortInstant(instant));

function answerBetween(question: Question, between: NonNullable<Question['between']>, calendar: WorkingCalendar, ignored: ExplainLine[]): QuestionAnswer {
  const fromMs = parseTimeMs(between.from, calendar.timeline, 'between.from');
  const toMs = parseTimeMs(between.to, calendar.timeline, 'between.to');
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

function foldQuestion(question: Question, calendar: WorkingCalendar, kind: ClockKind): ReturnType<typeof foldHappenings> {
  if (question.start == null || question.target == null) {
    throw new CatalogueError('SLA_QUESTION_INVALID', { path: question.start == null ? 'start' : 'target', reason: phrase('question.needed') });
  }
  const { pauses, ...switches } = question.policy ?? {};
  const clock = newClock({
    id: String(question.id ?? 'asked'), kind, policyId: 'asked', calendarId: calendar.calendar.key, target: question.target,
    ...(question.warn == null ? {} : { warn: question.warn }), isPausable: pauses ?? true, switches,
  });
  const start = parseTime(question.start, calendar.timeline, 'start');
  return foldHappenings(applyClockEvent(clock, { type: 'start', at: start }), question, calendar, start);
}
