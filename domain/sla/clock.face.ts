/** What a clock chip says: which clock of several, how much of its time is left, in which tone. Due instants and working seconds come from the server. */
import type { ClockView } from '../ticket/ticket.schema.ts';

export type ClockTone = 'calm' | 'near' | 'late' | 'paused' | 'met' | 'missed' | 'idle';
export interface ClockFace {
  tone: ClockTone;
  /** Share of the target still left, 0 to 1: how much of the ring is drawn. */
  share: number;
  /** Working seconds to show: left, or (negative) late by. Null where there is nothing to count. */
  seconds: number | null;
}
const nearShare = 0.25;

export function clockFace(clock: ClockView): ClockFace {
  const left = clock.remainingSeconds;
  const whole = left === null ? 0 : clock.elapsedSeconds + Math.max(0, left);
  const share = left === null || whole <= 0 ? 0 : Math.min(1, Math.max(0, left / whole));
  switch (clock.state) {
    case 'met': return { tone: 'met', share: 1, seconds: null };
    case 'idle': case 'cancelled': return { tone: 'idle', share: 0, seconds: null };
    case 'paused': return { tone: clock.breachedAt !== null ? 'late' : 'paused', share, seconds: left };
    case 'breached': return { tone: clock.stoppedAt !== null ? 'missed' : 'late', share: 0, seconds: left };
    case 'running': return { tone: left !== null && left < 0 ? 'late' : share < nearShare ? 'near' : 'calm', share, seconds: left };
  }
}

/** The clock worth showing in one place: one that still counts, the least time left first; then a paused one; else none. */
export function pressingClock(clocks: readonly ClockView[]): ClockView | null {
  const left = (clock: ClockView): number => clock.remainingSeconds ?? Number.POSITIVE_INFINITY;
  const counting = clocks.filter((clock) => clock.stoppedAt === null && (clock.state === 'running' || clock.state === 'breached')).sort((a, b) => left(a) - left(b));
  return counting[0] ?? clocks.find((clock) => clock.state === 'paused') ?? null;
}
