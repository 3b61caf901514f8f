import { describe, expect, it } from 'vitest';
import { afterFailure, pauseMs, usualPace } from './delivery.ts';
import type { Attempt } from './notice.schema.ts';

const madeAt = '2026-11-27T10:00:00.000Z';
const tried = (times: number, now: string, forgotten = 0) => afterFailure({ madeAt, attempts: Array.from({ length: times }, () => ({}) as Attempt), forgottenAttempts: forgotten }, { code: 'CHANNEL_UNAVAILABLE', params: { reason: '451 later' } }, now, usualPace);

describe('a notice that could not be sent', () => {
  it('is tried again after half a minute, then after twice as long each time, an hour at most', () => {
    expect([1, 2, 3, 4, 20, 500].map((failures) => pauseMs(usualPace, failures) / 1_000)).toEqual([30, 60, 120, 240, 3_600, 3_600]);
    expect(tried(1, madeAt)).toEqual({ dueAt: '2026-11-27T10:00:30.000Z' });
    expect(tried(1, madeAt, 50)).toEqual({ dueAt: '2026-11-27T11:00:00.000Z' });
  });
  it('is given up after five days, with the last answer', () => {
    expect(tried(90, '2026-12-02T09:00:00.000Z')).toEqual({ dueAt: '2026-12-02T10:00:00.000Z' });
    expect(tried(90, '2026-12-02T09:30:00.000Z')).toEqual({ fault: { code: 'CHANNEL_GAVE_UP', params: { days: 5, reason: '451 later' } } });
  });
});
