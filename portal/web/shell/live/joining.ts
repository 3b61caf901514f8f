/** When a room that could not be entered is asked for again. Pure. */
import type { ErrorShape } from '#domain/errors';

const slowlyMs = 60_000;
const longestMs = 30_000;

/**
 * Milliseconds after refusal number `refusals` (from 1); null when it will not change: the room is not there, or not for this person. `wasLeft`: they were in it
 * before, so what forbids it now may be lifted.
 */
export function joinAgainAfterMs({ code, family, params }: ErrorShape, refusals: number, wasLeft: boolean): number | null {
  if (code === 'RATE_LIMITED') return Number(params?.['seconds'] ?? 1) * 1_000;
  if (family === 'unavailable' || family === 'broken') return Math.min(longestMs, 1_000 * 2 ** (refusals - 1));
  // Other parts of the page may leave theirs.
  if (code === 'ROOMS_TOO_MANY' || wasLeft) return slowlyMs;
  return null;
}
/** After the server said that a room is no longer allowed, it is asked for slowly. */
export const joinAfterLeftMs = slowlyMs;
