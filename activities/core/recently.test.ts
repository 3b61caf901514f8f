import { describe, expect, it } from 'vitest';
import { recently } from './recently.ts';

describe('a read that is kept for a moment', () => {
  it('asks once in that moment, by key, and again after it', async () => {
    let now = 0;
    const asked: string[] = [];
    const read = recently(async (key: string) => { asked.push(key); return `${key}${asked.length}`; }, { keepMs: 1_000, nowMs: () => now });
    expect([await read('a'), await read('a'), await read('b')]).toEqual(['a1', 'a1', 'b2']);
    now = 1_000;
    expect(await read('a')).toBe('a3');
  });
  it('keeps no failure', async () => {
    let isAway = true;
    const read = recently(async () => { if (isAway) throw new Error('away'); return 1; }, { keepMs: 1_000, nowMs: () => 0 });
    await expect(read()).rejects.toThrow('away');
    isAway = false;
    expect(await read()).toBe(1);
  });
});
