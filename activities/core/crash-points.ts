/**
 * Named places where a test of faults ends this process from outside: the process stands still there until it is killed. Costs nothing and does nothing
 * unless a folder is named at start-up, which only test/chaos does. What is killed, and when, is decided there.
 */
import { renameSync } from 'node:fs';
import { join } from 'node:path';

export const crashPoints = {
  'run-written': "inside a run's local activity, after its write",
  'parked-written': 'inside the activity of a parked write, after its write and its confirmation, before its end is told',
  'group-written': "inside an alarm group's local activity, after its write",
  'effect-performed': 'inside the activity that called the outside world, before its result is told',
  'ticket-opened': "inside the activity that opened an alarm's ticket, before its result is told",
  'alarm-journalled': 'after the journal took an alarm, before its sender is answered',
  'alarm-answered': 'after the sender was answered, before the bell is rung',
} as const;
export type CrashPoint = keyof typeof crashPoints;

/** Stands still at the point when a file of its name lies in the folder; the file is renamed to `<point>.<pid>`, which says who stands there. */
export type ReachPoint = (point: CrashPoint) => void;

/** An answer written to a loopback socket has left after this. */
const answerLeavesMs = 30;

/** Goes on after this when nobody kills it. */
const standStillMs = 15_000;

/** Null, so that nothing is wrapped, when no folder is given. */
export function openCrashPoints(folder: string | undefined): ReachPoint | null {
  if (folder === undefined || folder === '') return null;
  return (point) => {
    try {
      renameSync(join(folder, point), join(folder, `${point}.${process.pid}`));
    } catch {
      return;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, standStillMs);
  };
}

/** The same activities; those named reach their point after they have done their work. */
export function withCrashPoints<A extends object>(activities: A, reach: ReachPoint | null, after: Partial<Record<string, CrashPoint>>): A {
  if (reach === null) return activities;
  const wrapped = Object.entries(activities).map(([name, perform]) => {
    const point = after[name];
    if (point === undefined || typeof perform !== 'function') return [name, perform] as const;
    return [name, async (...args: unknown[]): Promise<unknown> => {
      const result: unknown = await (perform as (...given: unknown[]) => Promise<unknown>)(...args);
      reach(point);
      return result;
    }] as const;
  });
  return Object.fromEntries(wrapped) as A;
}

/** The same engine; before each bell, and again once what was answered has left the process, the two points of alarms are reached. */
export function withCrashPointsBeforeBells<E extends { ring(group: string): Promise<void> }>(engine: E, reach: ReachPoint | null): E {
  if (reach === null) return engine;
  return {
    ...engine,
    async ring(group) {
      reach('alarm-journalled');
      await new Promise((resolve) => { setTimeout(resolve, answerLeavesMs); });
      reach('alarm-answered');
      await engine.ring(group);
    },
  };
}
