import { describe, expect, it } from 'vitest';
import { periodOf } from './report.period.ts';

/** Friday. */
const now = Date.parse('2026-11-27T10:00:00.000Z');

describe('the period of a report', () => {
  it('is the twelve weeks that end with this one, when nothing else is asked', () => {
    const period = periodOf({ zone: 'Europe/Berlin' }, now);
    expect(period).toMatchObject({ from: '2026-09-07', to: '2026-11-27', fromAt: '2026-09-06T22:00:00.000Z', toAt: '2026-11-27T23:00:00.000Z' });
    expect(period.weeks).toHaveLength(12);
    expect(period.weeks).toEqual(period.line);
  });
  it('has days and weeks of its zone, with 23 and 25 hours where the clocks change', () => {
    const { weeks, fromAt, toAt } = periodOf({ from: '2026-10-25', to: '2026-10-25', zone: 'Europe/Berlin' }, now);
    expect([fromAt, toAt]).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
    expect(weeks).toEqual([{ week: '2026-10-19', fromAt, toAt }]);
    expect(periodOf({ from: '2026-10-25', to: '2026-10-25', zone: 'Asia/Shanghai' }, now).fromAt).toBe('2026-10-24T16:00:00.000Z');
  });
  it('cuts its first and last week, and shows a line of twelve weeks whatever it begins with', () => {
    const { weeks, line } = periodOf({ from: '2026-11-18', to: '2026-11-24', zone: 'Etc/UTC' }, now);
    expect(weeks).toEqual([
      { week: '2026-11-16', fromAt: '2026-11-18T00:00:00.000Z', toAt: '2026-11-23T00:00:00.000Z' }, { week: '2026-11-23', fromAt: '2026-11-23T00:00:00.000Z', toAt: '2026-11-25T00:00:00.000Z' },
    ]);
    expect([line.length, line[0]!.week, line.at(-2)!.fromAt, line.at(-1)!.toAt]).toEqual([12, '2026-09-07', '2026-11-16T00:00:00.000Z', '2026-11-25T00:00:00.000Z']);
  });
  it.each([
    [{ zone: 'Nowhere/Else' }, 'REPORT_ZONE_UNKNOWN'], [{ zone: '' }, 'REPORT_ZONE_UNKNOWN'], [{ zone: 'Etc/UTC', from: '2026-02-30' }, 'REPORT_DATE_UNKNOWN'], [{ zone: 'Etc/UTC', to: '1066-10-14' }, 'REPORT_DATE_UNKNOWN'],
    [{ zone: 'Etc/UTC', from: 'last week' }, 'REPORT_DATE_UNKNOWN'], [{ zone: 'Etc/UTC', from: '2026-11-02', to: '2026-11-01' }, 'REPORT_PERIOD_REVERSED'], [{ zone: 'Etc/UTC', from: '2020-01-01' }, 'REPORT_PERIOD_LONG'],
  ])('is refused: %j', (query, code) => {
    expect(() => periodOf(query, now)).toThrow(expect.objectContaining({ code }));
  });
});
