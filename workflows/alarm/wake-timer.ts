/** The one timer of a group: for the nearest instant at which convergence wants to look again, armed anew only when that moves. */
import { CancellationScope, sleep } from '@temporalio/workflow';

export interface WakeTimer {
  /** Null disarms. An instant that has passed wakes at once. */
  follow(at: number | null): void;
}

export function createWakeTimer(onDue: () => void): WakeTimer {
  let armed: { at: number; scope: CancellationScope } | null = null;
  return {
    follow(at) {
      if ((armed?.at ?? null) === at) return;
      armed?.scope.cancel();
      armed = null;
      if (at === null) return;
      const own = { at, scope: new CancellationScope() };
      armed = own;
      const rung = () => { if (armed === own) { armed = null; onDue(); } };
      void own.scope.run(() => sleep(Math.max(1, at - Date.now()))).then(rung, () => undefined);
    },
  };
}
