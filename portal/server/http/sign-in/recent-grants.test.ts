import type { Grant } from 'keycloak-connect';
import { describe, expect, it } from 'vitest';
import { createRecentGrants } from './recent-grants.ts';

describe('grants of a moment ago', () => {
  const world = (most?: number) => {
    const clock = { now: 0, asked: 0 };
    const grants = createRecentGrants({ nowMs: () => clock.now, keepMs: 100, ...(most === undefined ? {} : { most }) });
    const ask = (token: string, answer: () => Promise<Grant> = () => Promise.resolve({ token } as unknown as Grant)) => grants.of(token, () => { clock.asked += 1; return answer(); });
    return { clock, ask };
  };

  it('are not checked again for a while', async () => {
    const { clock, ask } = world();
    expect(await ask('a')).toBe(await ask('a'));
    expect(clock.asked).toBe(1);
    clock.now = 99;
    await ask('a');
    expect(clock.asked).toBe(1);
    clock.now = 100;
    await ask('a');
    expect(clock.asked).toBe(2);
  });
  it('are one for each token', async () => {
    const { clock, ask } = world();
    expect(await Promise.all([ask('a'), ask('b')])).toEqual([{ token: 'a' }, { token: 'b' }]);
    expect(clock.asked).toBe(2);
  });
  it('are not kept when they failed', async () => {
    const { clock, ask } = world();
    await expect(ask('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    await expect(ask('a')).resolves.toEqual({ token: 'a' });
    expect(clock.asked).toBe(2);
  });
  it('are so many at most, the oldest go', async () => {
    const { clock, ask } = world(2);
    for (const token of ['a', 'b', 'c', 'c', 'b']) await ask(token);
    expect(clock.asked).toBe(3);
    await ask('a');
    expect(clock.asked).toBe(4);
  });
});
