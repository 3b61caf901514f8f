/** Tells the story of one derivation: start, calendar, target, days and windows met, holds, changes, and what came out. Decides nothing. */
import { epochMs, instantOf } from '../values.ts';
import type { ClockFacts, ClockPause } from './clock.ts';
import type { DerivedDue, DeriveOptions, Reckoning } from './due.ts';
import { parseTarget } from './duration.ts';
import { explainPath, localText } from './explain.ts';
import { explainLine, type ExplainLine } from './explain.words.ts';
import { isWorking, windowsBetween, workingBetween, type WorkingCalendar } from './working-time.ts';

type Answers = Omit<DerivedDue, 'explain'>;

/** The lines of a derivation, in the order a person would tell them. `reckoning` null: not started, or cancelled. */
export function explainDue(facts: ClockFacts, calendar: WorkingCalendar, reckoning: Reckoning | null, answers: Answers, options: DeriveOptions): ExplainLine[] {
  if (reckoning === null) return facts.startedAt === null && facts.state !== 'cancelled' ? [explainLine('NOT_STARTED')] : changeLines(facts, calendar);
  const { startMs, due, stopMs } = reckoning;
  return [
    explainLine('CALENDAR', { calendar: calendar.calendar.key, zone: calendar.calendar.zone }),
    explainLine('STARTS', { ...moment(calendar, startMs), zone: calendar.calendar.zone }),
    ...openingLines(calendar, reckoning),
    ...targetLines(facts, options),
    ...(facts.isPausable ? [] : [explainLine('NO_PAUSING')]),
    ...explainPath(calendar, startMs, due.openHold?.fromMs ?? due.atMs),
    ...pauseLines(facts, calendar, reckoning),
    ...changeLines(facts, calendar),
    ...dueLines(calendar, reckoning, answers),
    ...warnLines(facts, calendar, reckoning),
    ...(options.escalate === undefined || reckoning.escalateMs === null ? []
      : [explainLine('ESCALATE', { ...moment(calendar, reckoning.escalateMs), offset: options.escalate })]),
    ...(stopMs === null ? [] : [stopLine(calendar, stopMs, answers)]),
    ...breachLines(calendar, answers),
  ];
}

const moment = (calendar: WorkingCalendar, atMs: number): { at: string; local: string } => ({ at: instantOf(atMs), local: localText(calendar, atMs) });

function openingLines(calendar: WorkingCalendar, { startMs, due }: Reckoning): ExplainLine[] {
  if (isWorking(calendar, startMs)) return [];
  const first = windowsBetween(calendar, startMs, Math.max(due.atMs, startMs), 1).windows[0];
  return first === undefined ? [] : [explainLine('START_OUTSIDE', moment(calendar, first.fromMs))];
}

function targetLines(facts: ClockFacts, options: DeriveOptions): ExplainLine[] {
  const { sign, days, ms } = parseTarget(facts.target, options.mayCountBack ?? false);
  const params = { target: facts.target, days: sign * days, seconds: ms / 1000 };
  if (!facts.target.includes('D')) return [explainLine('TARGET_TIME', { target: facts.target, seconds: params.seconds })];
  return [
    ms === 0 ? explainLine('TARGET_DAYS', { target: facts.target, days: params.days }) : explainLine('TARGET_DAYS_TIME', params),
    explainLine(facts.switches.dayTarget === 'endOfWorkingDay' ? 'DAY_ENDS_WITH_WORK' : 'DAY_KEEPS_CLOCK'),
  ];
}

function pauseLines(facts: ClockFacts, calendar: WorkingCalendar, { startMs, stopMs, due, heldMs, holds }: Reckoning): ExplainLine[] {
  const lines = facts.pauses.map((pause) => pauseLine(calendar, pause, startMs, stopMs));
  const late = holds.slice(due.counted).filter((hold) => hold !== due.openHold).map((hold) => explainLine('PAUSE_AFTER_DUE', { from: localText(calendar, hold.fromMs) }));
  return [...lines, ...late, ...(facts.pauses.length > 1 ? [explainLine('HOLD_TOTAL', { seconds: heldMs / 1000 })] : [])];
}

function pauseLine(calendar: WorkingCalendar, pause: ClockPause, startMs: number, stopMs: number | null): ExplainLine {
  const fromMs = epochMs(pause.from);
  if (pause.to === null && stopMs === null) return explainLine('PAUSE_OPEN', { at: pause.from, from: localText(calendar, fromMs), reason: pause.reason });
  const toMs = pause.to === null ? stopMs! : epochMs(pause.to);
  const seconds = workingBetween(calendar, Math.max(fromMs, startMs), Math.min(toMs, stopMs ?? Infinity)) / 1000;
  return explainLine('PAUSE', { at: pause.from, from: localText(calendar, fromMs), to: localText(calendar, toMs), reason: pause.reason, seconds });
}

const reopenCodes = { exclude: 'REOPEN_EXCLUDE', include: 'REOPEN_INCLUDE', restart: 'REOPEN_RESTART' } as const;

function changeLines(facts: ClockFacts, calendar: WorkingCalendar): ExplainLine[] {
  return facts.changes.map((change) => {
    const when = moment(calendar, epochMs(change.at));
    if (change.change === 'retarget') return explainLine('RETARGET', { ...when, from: change.from, to: change.to, reason: change.reason });
    if (change.change === 'reopen') return explainLine(reopenCodes[change.treatedAs], { ...when, reason: change.reason });
    return explainLine('CANCELLED', { ...when, reason: change.reason });
  });
}

function dueLines(calendar: WorkingCalendar, { due, startMs }: Reckoning, answers: Answers): ExplainLine[] {
  if (due.openHold !== null) return [explainLine('DUE_SUSPENDED', { seconds: answers.remainingSeconds ?? 0 })];
  const isAtClosing = due.atMs > startMs && !isWorking(calendar, due.atMs) && isWorking(calendar, due.atMs - 1);
  return [explainLine('DUE', moment(calendar, due.atMs)), ...(isAtClosing ? [explainLine('DUE_AT_CLOSING')] : [])];
}

/** Of a warning that went out: when it did. Where it stands now is no news then, for due may have moved on since. */
function warnLines({ warn: offset, warnedAt }: ClockFacts, calendar: WorkingCalendar, { warn }: Reckoning): ExplainLine[] {
  if (offset === undefined) return [];
  if (warnedAt !== null) return [explainLine('WARNED', { ...moment(calendar, epochMs(warnedAt)), offset })];
  if (warn === null) return [];
  if (warn.atMs === null) return [explainLine('WARN_NEVER', { offset })];
  const line = explainLine(warn.isAtStart ? 'WARN_AT_START' : 'WARN', { ...moment(calendar, warn.atMs), offset });
  return warn.given === null ? [line] : [line, explainLine('WARN_GIVEN', { ...moment(calendar, warn.given.atMs), from: localText(calendar, warn.given.heldFromMs) })];
}

function stopLine(calendar: WorkingCalendar, stopMs: number, answers: Answers): ExplainLine {
  const left = answers.remainingSeconds ?? 0;
  const isInTime = answers.dueAt === null || stopMs <= epochMs(answers.dueAt);
  return explainLine(isInTime ? 'STOPPED_IN_TIME' : 'STOPPED_LATE', { ...moment(calendar, stopMs), seconds: Math.abs(left) });
}

function breachLines(calendar: WorkingCalendar, answers: Answers): ExplainLine[] {
  if (answers.breachedAt === null) return [];
  const when = moment(calendar, epochMs(answers.breachedAt));
  return [explainLine(answers.dueAt === null || answers.dueAt <= answers.breachedAt ? 'BREACHED' : 'BREACH_STAYS', when)];
}
