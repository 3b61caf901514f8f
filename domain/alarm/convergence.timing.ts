/** Decides when a group must look again: Alertmanager's grid of flushes, computed instead of ticked, so that a group at rest costs no timer. */
import type { GroupState, GroupTiming } from './convergence.types.ts';

/** How many fire now. */
export const firingCount = (state: GroupState): number => Object.values(state.firing).reduce((sum, count) => sum + count, 0);

/** Whether a flush now would say something that the last one did not. */
export function hasNews(state: GroupState): boolean {
  if (state.sent === null) return firingCount(state) > 0;
  if (firingCount(state) === 0) return state.sent.isFiring;
  return !state.sent.isFiring || state.unsentNew > 0 || state.unsentResolved > 0 || state.isSeverityUnsent;
}

/** First instant of the grid anchor + k * interval (k >= 1) that is not before `from`. */
export function gridAt(anchor: number, intervalMs: number, from: number): number {
  return anchor + Math.max(1, Math.ceil((from - anchor) / intervalMs)) * intervalMs;
}

/** When the next flush is due; null when there is nothing it could say. */
export function nextFlushAt(state: GroupState, timing: GroupTiming): number | null {
  if (state.phase === 'pending') return state.waitUntil;
  if (state.phase !== 'firing' || state.anchorAt === null) return null;
  if (hasNews(state)) return gridAt(state.anchorAt, timing.intervalMs, state.newsAt ?? state.anchorAt);
  return state.sent ? gridAt(state.anchorAt, timing.intervalMs, state.sent.at + timing.repeatMs) : null;
}

/** When the group must be stepped again without news from outside; null: never. */
export function nextWakeAt(state: GroupState, timing: GroupTiming): number | null {
  if (state.action) return state.action.dueAt;
  const due = [nextFlushAt(state, timing), state.confirmAt, state.phase === 'recovered' ? state.closeAt : null].filter((at) => at !== null);
  return due.length > 0 ? Math.min(...due) : null;
}
