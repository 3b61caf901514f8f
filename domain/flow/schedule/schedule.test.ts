/** The instants of schedules: days, times, zones and their clock changes, days off, and lines of cron. */
import { describe, expect, it, test } from 'vitest';
import { calendarOf, workweek } from '#test/builders/sla.builder';
import { parseCron } from './schedule.cron.ts';
import { planSchedule } from './schedule.instants.ts';
import { scheduleFault, scheduleSchema, type Schedule } from './schedule.schema.ts';

const ms = (text: string): number => Date.parse(text);
const iso = (at: number): string => new Date(at).toISOString().slice(0, 16);
const given = (schedule: object): Schedule => scheduleSchema.parse(schedule);
const since = ms('2026-01-01T00:00:00Z');
const next = (schedule: object, after: string, count = 3, calendar: Parameters<typeof planSchedule>[0]['calendar'] = null): string[] => planSchedule({ schedule: given(schedule), sinceMs: since, calendar }).next(ms(after), count).map(iso);

describe('the instants of a schedule', () => {
  it('come on the days of the week at the times of its zone', () => {
    expect(next({ by: 'week', weekdays: ['mon', 'thu'], times: ['08:00', '16:30'], zone: 'Europe/Berlin' }, '2026-03-02T07:00:00Z', 4)).toEqual(['2026-03-02T15:30', '2026-03-05T07:00', '2026-03-05T15:30', '2026-03-09T07:00']);
  });
  it('come on days of the month that month has, the last one by -1', () => {
    expect(next({ by: 'month', monthDays: [31], times: ['09:00'] }, '2026-01-31T09:00:00Z')).toEqual(['2026-03-31T09:00', '2026-05-31T09:00', '2026-07-31T09:00']);
    expect(next({ by: 'month', monthDays: [-1], times: ['09:00'] }, '2028-01-31T09:00:00Z', 2)).toEqual(['2028-02-29T09:00', '2028-03-31T09:00']);
  });
  it('count a duration from the beginning, else from the moment of publishing, across clock changes', () => {
    expect(next({ by: 'every', every: 'P1D', from: '2026-03-28T12:00', zone: 'Europe/Berlin' }, '2026-03-01T00:00:00Z')).toEqual(['2026-03-28T11:00', '2026-03-29T11:00', '2026-03-30T11:00']);
    expect(next({ by: 'every', every: 'PT90M' }, '2026-01-01T00:00:00Z', 2)).toEqual(['2026-01-01T01:30', '2026-01-01T03:00']);
  });
  it('come an hour later where the clocks leave the time out, and once where they repeat it', () => {
    const nightly = { by: 'week', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], times: ['02:30'], zone: 'Europe/Berlin' };
    // 29 March 2026 has no 02:30: it is 03:30 summer time. 25 October 2026 has two: the first, still summer time.
    expect(next(nightly, '2026-03-28T01:30:00Z')).toEqual(['2026-03-29T01:30', '2026-03-30T00:30', '2026-03-31T00:30']);
    expect(next(nightly, '2026-10-24T00:30:00Z')).toEqual(['2026-10-25T00:30', '2026-10-26T01:30', '2026-10-27T01:30']);
    expect(next({ ...nightly, times: ['02:30', '03:30'] }, '2026-03-28T12:00:00Z', 2)).toEqual(['2026-03-29T01:30', '2026-03-30T00:30']);
  });
  it('begin and end where the schedule says, the last day included', () => {
    const daily = { by: 'cron', cron: '0 8 * * *', from: '2026-05-02', until: '2026-05-04' };
    expect(next(daily, '2026-01-01T00:00:00Z', 9)).toEqual(['2026-05-02T08:00', '2026-05-03T08:00', '2026-05-04T08:00']);
    expect(next(daily, '2026-05-04T08:00:00Z')).toEqual([]);
    expect(next({ ...daily, from: '2027-01-01', until: '2026-01-01' }, '2026-01-01T00:00:00Z')).toEqual([]);
  });
  it('pass days off over, or move to the next working day, once', () => {
    const office = calendarOf('UTC', workweek('09:00-17:00'), { holidays: [{ date: '2026-05-01' }] } as never);
    const daily = { by: 'cron', cron: '0 8 * * *', calendar: 'office' };
    expect(next(daily, '2026-04-30T00:00:00Z', 3, office)).toEqual(['2026-04-30T08:00', '2026-05-04T08:00', '2026-05-05T08:00']);
    expect(next({ by: 'month', monthDays: [1], times: ['08:00'], calendar: 'office', holidays: 'move' }, '2026-04-30T00:00:00Z', 2, office)).toEqual(['2026-05-04T08:00', '2026-06-01T08:00']);
    expect(next({ by: 'every', every: 'PT6H', from: '2026-04-30', calendar: 'office' }, '2026-04-30T12:00:00Z', 2, office)).toEqual(['2026-04-30T18:00', '2026-05-04T00:00']);
  });
  it('are found backwards as forwards, over years in no time', () => {
    const minutely = planSchedule({ schedule: given({ by: 'every', every: 'PT1M' }), sinceMs: since });
    expect(iso(minutely.lastBetween(since, ms('2029-01-01T00:00:30Z'))!)).toBe('2029-01-01T00:00');
    expect(minutely.lastBetween(ms('2026-02-01T00:00:00Z'), ms('2026-02-01T00:00:59Z'))).toBeNull();
    expect(minutely.between(since, since + 600_000, 4).map(iso)).toEqual(['2026-01-01T00:01', '2026-01-01T00:02', '2026-01-01T00:03', '2026-01-01T00:04']);
    const leap = planSchedule({ schedule: given({ by: 'cron', cron: '0 0 29 2 *' }), sinceMs: since });
    expect([leap.next(since, 1).map(iso), leap.lastBetween(ms('2020-01-01T00:00:00Z'), since)].flat()).toEqual(['2028-02-29T00:00', ms('2024-02-29T00:00:00Z')]);
    expect(next({ by: 'cron', cron: '0 0 30 2 *' }, '2026-01-01T00:00:00Z')).toEqual([]);
  });
});

describe('a line of cron', () => {
  test.each([
    ['*/20 8-9 * * mon-fri', '2026-01-02T09:30:00Z', ['2026-01-02T09:40', '2026-01-05T08:00', '2026-01-05T08:20']],
    ['0 0 1,15 * sun', '2026-01-01T00:00:00Z', ['2026-01-04T00:00', '2026-01-11T00:00', '2026-01-15T00:00']],
    ['5 4 * jan 7', '2026-01-01T00:00:00Z', ['2026-01-04T04:05', '2026-01-11T04:05', '2026-01-18T04:05']],
    ['@weekly', '2026-01-01T00:00:00Z', ['2026-01-04T00:00', '2026-01-11T00:00', '2026-01-18T00:00']],
    ['30/15 0 * * *', '2026-01-01T00:00:00Z', ['2026-01-01T00:30', '2026-01-01T00:45', '2026-01-02T00:30']],
  ])('%s', (cron, after, expected) => { expect(next({ by: 'cron', cron }, after)).toEqual(expected); });
  test.each(['', '* * * *', '60 * * * *', '* * 0 * *', '5-1 * * * *', '*/0 * * * *', '* * * * mo', '1-2-3 * * * *', '* * L * *', '@reboot', '* * * * * *'])('"%s" is refused, with what nobody knows', (cron) => {
    expect(parseCron(cron)).toHaveProperty('fault');
  });
});

test.each([
  [{ by: 'every', every: 'PT1S' }, 'every'], [{ by: 'every', every: 'P1Y' }, 'every'], [{ by: 'every', every: 'PT1H', calendar: 'x', holidays: 'move' }, 'holidays'], [{ by: 'week', times: ['08:00'] }, 'weekdays'],
  [{ by: 'week', weekdays: ['mon'], times: ['8:00'] }, 'times'], [{ by: 'week', weekdays: ['mon'], times: [] }, 'times'], [{ by: 'month', monthDays: [0], times: ['08:00'] }, 'monthDays'], [{ by: 'cron', cron: 'daily' }, 'cron'],
  [{ by: 'every', every: 'PT1H', from: '2026-02-30' }, 'from'], [{ by: 'every', every: 'PT1H', until: 'soon' }, 'until'],
])('a schedule with a fault names it and never comes: %j', (schedule, field) => {
  expect(scheduleFault(given(schedule))?.field).toBe(field);
  expect(next(schedule, '2026-01-01T00:00:00Z')).toEqual([]);
});
