import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readOneAtATime } from './reading.ts';

describe('reading anew on hints', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });
  const slowRead = () => {
    const open: (() => void)[] = [];
    return { read: vi.fn(() => new Promise<void>((done) => { open.push(done); })), answer: () => { open.shift()?.(); return vi.advanceTimersByTimeAsync(0); } };
  };

  it('makes one reading of many hints within a moment', async () => {
    const { read } = slowRead();
    const reading = readOneAtATime(read, 150);
    for (let hint = 0; hint < 10; hint++) reading.hint();
    await vi.advanceTimersByTimeAsync(150);
    expect(read).toHaveBeenCalledTimes(1);
  });
  it('is not starved by hints that come faster than answers: each reading ends, and one more follows the last', async () => {
    const { read, answer } = slowRead();
    const reading = readOneAtATime(read, 150);
    reading.hint();
    await vi.advanceTimersByTimeAsync(150);
    for (let hint = 0; hint < 20; hint++) { reading.hint(); await vi.advanceTimersByTimeAsync(100); }
    expect(read).toHaveBeenCalledTimes(1);
    await answer();
    await vi.advanceTimersByTimeAsync(150);
    expect(read).toHaveBeenCalledTimes(2);
    await answer();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(read).toHaveBeenCalledTimes(2);
  });
  it('goes on after a reading that failed', async () => {
    const read = vi.fn(() => Promise.reject(new Error('away')));
    const reading = readOneAtATime(read, 10);
    reading.hint();
    await vi.advanceTimersByTimeAsync(10);
    reading.hint();
    await vi.advanceTimersByTimeAsync(10);
    expect(read).toHaveBeenCalledTimes(2);
  });
  it('reads nothing more once stopped', async () => {
    const { read, answer } = slowRead();
    const reading = readOneAtATime(read, 10);
    reading.hint();
    await vi.advanceTimersByTimeAsync(10);
    reading.hint();
    reading.stop();
    await answer();
    await vi.advanceTimersByTimeAsync(100);
    expect(read).toHaveBeenCalledTimes(1);
  });
});
