import { describe, expect, it } from 'vitest';
import { dayOf, dayStart, lastDay } from './days.ts';

describe('days of an absence', () => {
  it('begin at midnight here and are read back as the same day', () => expect(dayOf(dayStart('2026-03-29')!)).toBe('2026-03-29'));
  it('end when the next one begins, over the end of a month', () => expect([dayOf(dayStart('2026-02-28', 1)!), dayOf(lastDay(dayStart('2026-02-28', 1)!))]).toEqual(['2026-03-01', '2026-02-28']));
  it.each(['', 'tomorrow', '2026-3-1'])('are not %j', (day) => expect(dayStart(day)).toBeNull());
});
