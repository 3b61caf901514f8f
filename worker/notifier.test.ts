import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNotifier, type NotifierOf } from './notifier.ts';

type Rounds = { read: number; due: string[] }[];

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** A notifier over these rounds; what it rang and when it held the lock. */
function notifier(rounds: Rounds, more: Partial<NotifierOf<string>> = {}) {
  const [rung, held]: [string[], string[]] = [[], []];
  const made = createNotifier<string>({
    what: 'notices', clerk: { begin: async () => undefined, hasNews: async () => rounds.length > 0, round: async () => rounds.shift() ?? { read: 0, due: [] } }, overdue: async () => [], ring: async (channel) => { rung.push(channel); },
    locks: { tryHold: async (name) => { held.push(name); return async () => undefined; } }, log: { warn: () => undefined }, nowMs: () => Date.now(), ...more,
  });
  return { made, rung, held };
}

describe('the notifier', () => {
  it('rings once for each delivery a round left something for, and goes on at once while there is more', async () => {
    const { made, rung } = notifier([{ read: 200, due: ['mail'] }, { read: 200, due: [] }, { read: 3, due: ['mail', 'mailbox'] }]);
    made.start();
    await vi.advanceTimersByTimeAsync(50);
    expect(rung).toEqual(['mail', 'mail', 'mailbox']);
    await made.stop();
  });
  it('holds no lock while nothing happens', async () => {
    const { made, held } = notifier([]);
    made.start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(held).toEqual([]);
    await made.stop();
  });
  it('leaves the noting to whoever is at it', async () => {
    const { made, rung } = notifier([{ read: 1, due: ['mail'] }], { locks: { tryHold: async () => null } });
    made.start();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(rung).toEqual([]);
    await made.stop();
  });
  it('rings again for what should have been sent long ago', async () => {
    const { made, rung } = notifier([], { overdue: async () => ['mail', 'mailbox'] });
    made.start();
    await vi.advanceTimersByTimeAsync(16_000);
    expect(rung).toEqual(['mail', 'mailbox', 'mail', 'mailbox']);
    await made.stop();
  });
  it('tries again after a fault, and says so', async () => {
    const warned: string[] = [];
    const { made, rung } = notifier([{ read: 1, due: ['mail'] }, { read: 1, due: ['mail'] }], { ring: async (channel) => { if (warned.length === 0) throw new Error(`${channel} is away`); rung.push(channel); }, log: { warn: (_, message) => { warned.push(message); } } });
    made.start();
    await vi.advanceTimersByTimeAsync(2_000);
    expect([warned.length, rung]).toEqual([1, ['mail']]);
    await made.stop();
  });
});
