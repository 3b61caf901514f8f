import { describe, expect, it } from 'vitest';
import { nextSending, periodBefore } from './subscription.schedule.ts';

const monday = { weekday: 1, time: '08:00', zone: 'Europe/Berlin', since: '2026-01-01T00:00:00.000Z' };

describe('a weekly report', () => {
  it('comes on its day at its time, where it is sent to', () => {
    expect(nextSending(monday, '2026-W48', '2026-11-25T12:00:00.000Z')).toEqual({ week: '2026-W49', dueAt: '2026-11-30T07:00:00.000Z' });
    expect(nextSending({ ...monday, zone: 'Asia/Shanghai' }, '2026-W48', '2026-11-25T12:00:00.000Z').dueAt).toBe('2026-11-30T00:00:00.000Z');
  });
  it('keeps its clock time over a change of the clocks', () => {
    expect(['2026-10-20', '2026-10-27'].map((day) => nextSending(monday, null, `${day}T12:00:00.000Z`).dueAt)).toEqual(['2026-10-19T06:00:00.000Z', '2026-10-26T07:00:00.000Z']);
    const sunday = { ...monday, weekday: 7, time: '02:30' };
    expect(nextSending(sunday, '2026-W42', '2026-10-24T12:00:00.000Z').dueAt, 'the first of an hour that comes twice').toBe('2026-10-25T00:30:00.000Z');
    expect(nextSending(sunday, '2026-W12', '2026-03-28T12:00:00.000Z').dueAt, 'later where there is no such hour').toBe('2026-03-29T01:30:00.000Z');
  });
  it('is late, once, when its time passed while nobody looked; of several weeks the newest', () => {
    expect(nextSending(monday, '2026-W47', '2026-11-25T12:00:00.000Z')).toEqual({ week: '2026-W48', dueAt: '2026-11-23T07:00:00.000Z' });
    expect(nextSending(monday, '2026-W40', '2026-11-23T06:59:59.000Z').week).toBe('2026-W47');
  });
  it('does not come for a time before it was made', () => expect(nextSending({ ...monday, since: '2026-11-24T09:00:00.000Z' }, null, '2026-11-25T12:00:00.000Z').week).toBe('2026-W49'));
  it('comes once a week though its day is moved', () => {
    expect(nextSending({ ...monday, weekday: 5, since: '2026-11-24T09:00:00.000Z' }, '2026-W48', '2026-11-25T12:00:00.000Z').week).toBe('2026-W49');
    expect(nextSending({ ...monday, weekday: 5, since: '2026-11-24T09:00:00.000Z' }, '2026-W47', '2026-11-25T12:00:00.000Z')).toEqual({ week: '2026-W48', dueAt: '2026-11-27T07:00:00.000Z' });
  });
  it('goes on over the turn of a year with 53 weeks', () => expect(nextSending(monday, '2026-W53', '2026-12-30T12:00:00.000Z')).toEqual({ week: '2027-W01', dueAt: '2027-01-04T07:00:00.000Z' }));
  it('is about whole weeks before its own', () => {
    expect(periodBefore('2026-W48', 1)).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(periodBefore('2027-W01', 12)).toEqual({ from: '2026-10-12', to: '2027-01-03' });
  });
});
