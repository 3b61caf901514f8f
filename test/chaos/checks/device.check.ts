/** Repairs as the device counted them: each was decided by a run, none that a run calls done is missing; doubles are counted, not forbidden. */
import type { DeviceState } from '#cli/demo/device.server';
import type { LogEntry } from '#domain/flow/kernel/kernel.types';
import type { Tell } from './finding.ts';

export interface RepairCount { keys: number; calls: number; repeatedKeys: number; mostCallsOfOneKey: number }

export function checkDevice(tell: Tell, repairs: DeviceState['repairs'], logs: ReadonlyMap<string, readonly LogEntry[]>): RepairCount {
  const field = (entry: LogEntry, name: string): unknown => (entry.data as Record<string, unknown> | undefined)?.[name];
  const keysOf = (action: string): Set<string> => new Set([...logs].flatMap(([run, log]) => log.filter((entry) => entry.type === 'activity' && field(entry, 'action') === action && field(entry, 'activity') === 'http').map((entry) => `${run}/${String(field(entry, 'effect'))}`)));
  const started = keysOf('started');
  const done = keysOf('done');
  const counted = new Set(repairs.map(({ key }) => key));
  for (const key of counted) if (!started.has(key)) tell(key, 'the device was repaired under a key that stands in no log');
  for (const key of done) if (!counted.has(key)) tell(key, 'stands in the log as done and never reached the device');
  const times = repairs.map((repair) => repair.times);
  return { keys: counted.size, calls: times.reduce((sum, one) => sum + one, 0), repeatedKeys: times.filter((one) => one > 1).length, mostCallsOfOneKey: Math.max(0, ...times) };
}
