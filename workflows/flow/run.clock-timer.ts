/** The one timer of a run's clocks: for the nearest warning or due instant of all of them, armed again whenever that moves. */
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Instant } from '#domain/values';
import type { ClockFacts } from '#domain/sla/clock';
import { epochMs, nearestDeadline } from '#workflows/core';

export interface ClockTimer {
  /** Arms, moves or disarms. Null: the run has ended, nothing is armed any more. */
  follow(clocks: readonly ClockFacts[] | null): void;
}

/** `reached` is called with the deadline when it has come; a timer that fires too early finds nothing reached and is armed again by the next `follow`. */
export function createClockTimer(reached: (due: Instant) => void): ClockTimer {
  let armed: { at: Instant; scope: CancellationScope } | null = null;

  function arm(at: Instant): void {
    const scope = new CancellationScope();
    const own = { at, scope };
    armed = own;
    void scope.run(() => sleep(Math.max(0, epochMs(at) - Date.now()))).then(() => {
      if (armed !== own) return;
      armed = null;
      reached(at);
    }, (thrown: unknown) => {
      if (!isCancellation(thrown) && armed === own) armed = null;
    });
  }

  return {
    follow(clocks) {
      const at = clocks === null ? null : (nearestDeadline(clocks)?.at ?? null);
      if (armed?.at === at) return;
      armed?.scope.cancel();
      armed = null;
      if (at !== null) arm(at);
    },
  };
}
