/** Where warnings and escalations stand: a span before or after the deadline as holds left it, or a share of the target used up. The deadline itself is reckoned in due.ts. */
import type { DueOffset, WorkingSpan } from './duration.ts';
import { heldUp, type HeldUp, type Hold } from './holds.ts';
import { addWorkingDays } from './working-days.ts';
import { addWorking, isWorking, subtractWorking, workFrom, workingBetween, type WorkingCalendar } from './working-time.ts';

/** A clock's deadline and what led to it, in milliseconds. `unheldMs` is where the target would end without holds, `due` where it ends with them. */
export interface DueReached { startMs: number; unheldMs: number; due: HeldUp; holds: readonly Hold[] }

/**
 * `atMs` null: it would not come before due, so there is none. `isAtStart`: it would come before anybody works on it, and was put to where work begins.
 * `given`: a run gives it earlier, from the deadline as it stood before the hold from `heldFromMs` moved it; null: it does not.
 */
export interface Warning { atMs: number | null; isAtStart: boolean; given: { atMs: number; heldFromMs: number } | null }

/** The warning. Null while held without end. Throws SLA_HORIZON_REACHED. */
export function warningAt(calendar: WorkingCalendar, reached: DueReached, offset: DueOffset): Warning | null {
  const asked = offsetAt(calendar, reached, offset);
  if (asked === null) return null;
  if (isWrittenAfter(offset)) return { atMs: asked, isAtStart: false, given: null };
  const atMs = placed(calendar, reached, asked);
  if (reached.due.openHold === null && atMs >= reached.due.atMs) return { atMs: null, isAtStart: false, given: null };
  return { atMs, isAtStart: notBeforeStart(calendar, reached, asked) !== asked, given: givenBefore(calendar, reached, offset, atMs) };
}

/** A run knows only the holds that have begun: it warns from the deadline as they left it. At a share both are the same. */
function givenBefore(calendar: WorkingCalendar, reached: DueReached, offset: DueOffset, atMs: number): Warning['given'] {
  if (offset.by === 'share') return null;
  let dueMs = reached.unheldMs;
  for (const hold of reached.holds.slice(0, reached.due.counted)) {
    const givenMs = placed(calendar, reached, beforeDue(calendar, dueMs, offset.span));
    if (givenMs < hold.fromMs) return givenMs < atMs ? { atMs: givenMs, heldFromMs: hold.fromMs } : null;
    dueMs = heldUp(calendar, dueMs, [hold]).atMs;
  }
  return null;
}

/** The escalation. Null while held without end. Throws SLA_HORIZON_REACHED. */
export function escalationAt(calendar: WorkingCalendar, reached: DueReached, offset: DueOffset): number | null {
  const asked = offsetAt(calendar, reached, offset);
  return asked === null || isWrittenAfter(offset) ? asked : notBeforeStart(calendar, reached, asked);
}

/** After due, and at a share, a hold in between moves it on; before due the deadline has taken up all holds. */
function offsetAt(calendar: WorkingCalendar, { startMs, unheldMs, due, holds }: DueReached, offset: DueOffset): number | null {
  if (offset.by === 'share') {
    const used = Math.round(workingBetween(calendar, startMs, unheldMs) * offset.share);
    return ended(heldUp(calendar, addWorking(calendar, startMs, used), holds));
  }
  if (due.openHold !== null) return null;
  const { sign, days, ms } = offset.span;
  if (sign === -1) return beforeDue(calendar, due.atMs, offset.span);
  return ended(heldUp(calendar, addWorking(calendar, addWorkingDays(calendar, due.atMs, days), ms), holds.slice(due.counted)));
}

const beforeDue = (calendar: WorkingCalendar, dueMs: number, { days, ms }: WorkingSpan): number =>
  subtractWorking(calendar, addWorkingDays(calendar, dueMs, -days), ms);

const ended = (moved: HeldUp): number | null => (moved.openHold === null ? moved.atMs : null);

const isWrittenAfter = (offset: DueOffset): boolean => offset.by === 'span' && offset.span.sign === 1;

/** A question that counts days back has its deadline before its start; then the start bounds nothing. */
const notBeforeStart = (calendar: WorkingCalendar, { startMs, unheldMs }: DueReached, atMs: number): number =>
  unheldMs >= startMs && atMs < startMs ? workFrom(calendar, startMs) : atMs;

/** Where a warning may stand: not before the start, not at night. */
function placed(calendar: WorkingCalendar, reached: DueReached, askedMs: number): number {
  return inWorkingTime(calendar, notBeforeStart(calendar, reached, askedMs));
}

/** The instant itself in working time and at closing, else where work begins next. */
export const inWorkingTime = (calendar: WorkingCalendar, atMs: number): number => (isAtNight(calendar, atMs) ? workFrom(calendar, atMs) : atMs);

/** Closing itself is still day. */
const isAtNight = (calendar: WorkingCalendar, atMs: number): boolean => !isWorking(calendar, atMs) && !isWorking(calendar, atMs - 1);
