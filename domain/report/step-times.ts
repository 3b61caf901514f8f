/** How long tokens stood at each step of a run, in working time, from its token log. A step that only holds others (a scope) has no time of its own. */
import { workingBetween, type WorkingCalendar } from '../sla/working-time.ts';
import { epochMs, type Instant } from '../values.ts';

/** A line of the token log, as far as it moves tokens. */
export interface TokenMove { at: Instant; type: string; token: string | null; node: string | null; isScope: boolean }
/** Working milliseconds, and how often it was left. */
export interface StepTime { node: string; workingMs: number; visits: number }

/** `moves` in the order of the log. A token that still stands somewhere counts nothing there. */
export function stepTimesOf(moves: readonly TokenMove[], calendar: WorkingCalendar): StepTime[] {
  const standing = new Map<string, { node: string; at: Instant; isScope: boolean }>();
  const times = new Map<string, StepTime>();
  for (const { type, token, node, at, isScope } of moves) {
    if (token === null) continue;
    const here = standing.get(token);
    if (type === 'enter' && node !== null) standing.set(token, { node, at, isScope: false });
    else if (type === 'wait' && here && isScope) here.isScope = true;
    else if (here && (type === 'leave' || type === 'consume' || type === 'cancel')) {
      standing.delete(token);
      if (here.isScope) continue;
      const time = times.get(here.node) ?? { node: here.node, workingMs: 0, visits: 0 };
      times.set(here.node, { ...time, workingMs: time.workingMs + workingBetween(calendar, epochMs(here.at), epochMs(at)), visits: time.visits + 1 });
    }
  }
  return [...times.values()];
}
