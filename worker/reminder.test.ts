import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startReminder, type ReminderOf } from './reminder.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** A reminder whose looks find this; how often it looked, rang and warned. */
function reminding(found: boolean[], more: Partial<ReminderOf> = {}) {
  const seen = { looks: 0, rung: 0, warned: [] as string[], freed: 0 };
  const rounds = startReminder({
    reminder: { round: async () => { seen.looks += 1; return found.shift() ?? false; } }, ring: async () => { seen.rung += 1; },
    locks: { tryHold: async () => async () => { seen.freed += 1; } }, log: { warn: (_, message) => { seen.warned.push(message); } }, nowMs: () => Date.now(), ...more,
  });
  return { rounds, seen };
}

it('has approvals that wait told once more, a minute apart, and rings when one is to be sent', async () => {
  const { rounds, seen } = reminding([false, true]);
  await vi.advanceTimersByTimeAsync(130_000);
  await rounds.stop();
  expect(seen).toEqual({ looks: 3, rung: 1, warned: [], freed: 3 });
});
it('leaves the looking to whoever is at it', async () => {
  const { rounds, seen } = reminding([true], { locks: { tryHold: async () => null } });
  await vi.advanceTimersByTimeAsync(61_000);
  await rounds.stop();
  expect(seen).toMatchObject({ looks: 0, rung: 0 });
});
it('gives the lock back and looks again when nobody could be woken', async () => {
  const { rounds, seen } = reminding([true], { ring: async () => { throw new Error('Temporal is away'); } });
  await vi.advanceTimersByTimeAsync(61_000);
  await rounds.stop();
  expect(seen).toMatchObject({ looks: 2, freed: 2, warned: ['approvals that wait could not be told again; tried again'] });
});
