import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startRounds } from './rounds.ts';

describe('rounds', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it('come again after their pause, also after one that failed, and never two at once', async () => {
    let [begun, under] = [0, 0];
    const faults: unknown[] = [];
    const rounds = startRounds(async () => {
      begun += 1;
      under += 1;
      expect(under).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 250));
      under -= 1;
      if (begun === 2) throw new Error('the second');
    }, { everyMs: 100, onFault: (fault) => faults.push(String(fault)) });
    await vi.advanceTimersByTimeAsync(99);
    expect(begun).toBe(0);
    await vi.advanceTimersByTimeAsync(351 * 3);
    expect([begun, faults]).toEqual([4, ['Error: the second']]);
    await vi.advanceTimersByTimeAsync(250);
    await rounds.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(begun).toBe(4);
  });

  it('wait for the one under way when they are stopped', async () => {
    let isDone = false;
    const rounds = startRounds(async () => { await new Promise((resolve) => setTimeout(resolve, 500)); isDone = true; }, { everyMs: 1_000, firstAfterMs: 0, onFault: () => undefined });
    await vi.advanceTimersByTimeAsync(1);
    const stopped = rounds.stop().then(() => isDone);
    await vi.advanceTimersByTimeAsync(500);
    expect(await stopped).toBe(true);
  });
});
