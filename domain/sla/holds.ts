/** What the pauses of a clock do to an instant: holds as disjoint stretches, and deadlines moved by those that began in time. */
import { epochMs } from '../values.ts';
import type { ClockPause } from './clock.ts';
import { addWorking, workingBetween, type WorkingCalendar } from './working-time.ts';

/** A stretch in which nobody counted; `toMs` null: still held. */
export interface Hold { fromMs: number; toMs: number | null }

/** Pauses as disjoint holds in order, cut at start and stop: what two holders hold at once is held once. */
export function holdsOf(pauses: readonly ClockPause[], startMs: number, stopMs: number | null): Hold[] {
  const cut = pauses
    .map((pause): Hold => {
      const toMs = pause.to === null ? stopMs : Math.min(epochMs(pause.to), stopMs ?? Infinity);
      return { fromMs: Math.max(epochMs(pause.from), startMs), toMs };
    })
    .filter((hold) => hold.toMs === null || hold.toMs > hold.fromMs)
    .sort((a, b) => a.fromMs - b.fromMs);
  const holds: Hold[] = [];
  for (const hold of cut) {
    const last = holds[holds.length - 1];
    if (last === undefined || (last.toMs !== null && last.toMs < hold.fromMs)) holds.push(hold);
    else if (last.toMs !== null) last.toMs = hold.toMs === null ? null : Math.max(last.toMs, hold.toMs);
  }
  return holds;
}

/** An instant moved on by the first `counted` holds. `openHold` is set when a hold without end comes in time: then there is no instant yet, `atMs` is where it would be. */
export interface HeldUp { atMs: number; counted: number; openHold: Hold | null }

/** An instant moved on by every hold that began at it or before. */
export function heldUp(calendar: WorkingCalendar, atMs: number, holds: readonly Hold[]): HeldUp {
  let moved = atMs;
  let counted = 0;
  for (const hold of holds) {
    if (hold.fromMs > moved) break;
    if (hold.toMs === null) return { atMs: moved, counted, openHold: hold };
    moved = addWorking(calendar, moved, workingBetween(calendar, hold.fromMs, hold.toMs));
    counted++;
  }
  return { atMs: moved, counted, openHold: null };
}

/** Working milliseconds held before `untilMs` (null: all that ended). */
export const heldMs = (calendar: WorkingCalendar, holds: readonly Hold[], untilMs: number | null): number =>
  holds.reduce((sum, hold) => {
    const end = Math.min(hold.toMs ?? untilMs ?? hold.fromMs, untilMs ?? Infinity);
    return sum + workingBetween(calendar, hold.fromMs, end);
  }, 0);
