import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { instantOf } from '#domain/values';
import { createInstants } from './run.instants.ts';

describe('instants of a run', () => {
  const engine = Date.parse('2026-11-22T10:00:00.000Z');
  beforeEach(() => { vi.useFakeTimers(); vi.setSystemTime(engine); });
  afterEach(() => { vi.useRealTimers(); });

  it('are those the news brought, whenever the workflow task began that took them in', () => {
    const given = instantOf(engine - 9_700);
    const first = createInstants(true).of(given);
    vi.setSystemTime(engine + 10_000);
    expect([first, createInstants(true).of(given)]).toEqual([given, given]);
  });
  it('never go back', () => {
    const instants = createInstants(true);
    instants.of(instantOf(engine - 1_000));
    expect(instants.of(instantOf(engine - 5_000))).toBe(instantOf(engine - 1_000));
    expect(instants.latest()).toBe(instantOf(engine - 1_000));
  });
  it.each([['an hour ahead', instantOf(engine + 3_600_000)], ['an hour behind', instantOf(engine - 3_600_000)], ['no instant', 'yesterday'], ['missing', undefined], ['null', null]])('are the engine\'s when what was brought is %s', (_, given) => {
    expect(createInstants(true).of(given)).toBe(instantOf(engine));
  });
  it('are the engine\'s for a run from before the patch', () => {
    expect(createInstants(false).of(instantOf(engine - 1_000))).toBe(instantOf(engine));
  });
});
