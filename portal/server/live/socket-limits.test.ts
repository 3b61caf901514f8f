import { describe, expect, it } from 'vitest';
import { createSocketLimits, roomsPerSocket } from './socket-limits.ts';

const setUp = () => {
  let now = 0;
  return { limits: createSocketLimits(() => now), pass: (ms: number) => { now += ms; } };
};
const instantly = () => Promise.resolve();

describe('what one socket may ask', () => {
  it('is so many joins at once and so many a second, and the lookup of a refused one is not made', async () => {
    const { limits, pass } = setUp();
    let looked = 0;
    const join = async () => { looked += 1; };
    const ask = async (count: number) => (await Promise.allSettled(Array.from({ length: count }, () => limits.enter(0, join)))).filter(({ status }) => status === 'rejected').length;
    await ask(50); await ask(30);
    expect(await ask(20)).toBe(20);
    expect(looked).toBe(80);
    await expect(limits.enter(0, join)).rejects.toMatchObject({ code: 'RATE_LIMITED', params: { seconds: 1 } });
    pass(1_000);
    expect(await ask(30)).toBe(10);
    pass(3_600_000);
    await ask(50);
    expect(await ask(50)).toBe(20);
  });

  it('is so many rooms, those on their way counted', async () => {
    const { limits } = setUp();
    let open: () => void = () => undefined;
    const slow = new Promise<void>((done) => { open = done; });
    const waiting = Promise.all(Array.from({ length: 10 }, () => limits.enter(roomsPerSocket - 10, () => slow)));
    await expect(limits.enter(roomsPerSocket - 10, instantly)).rejects.toMatchObject({ code: 'ROOMS_TOO_MANY', params: { limit: roomsPerSocket } });
    open();
    await waiting;
    await limits.enter(roomsPerSocket - 1, instantly);
    await expect(limits.enter(roomsPerSocket, instantly)).rejects.toMatchObject({ code: 'ROOMS_TOO_MANY' });
  });

  it('frees the place of a join that was refused', async () => {
    const { limits } = setUp();
    for (let n = 0; n < 70; n += 1) await expect(limits.enter(roomsPerSocket - 1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('is no flood of messages', () => {
    const { limits, pass } = setUp();
    expect(Array.from({ length: 400 }, limits.hear).every(Boolean)).toBe(true);
    expect(limits.hear()).toBe(false);
    pass(1_000);
    expect(Array.from({ length: 101 }, limits.hear).filter(Boolean)).toHaveLength(100);
  });
});
