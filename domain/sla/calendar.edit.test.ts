import { describe, expect, it } from 'vitest';
import { week, workweek } from '#test/builders/sla.builder';
import { parseCalendar } from './calendar.check.ts';
import { dateIn, editCalendar, isSameCalendar } from './calendar.edit.ts';
import { versionOn } from './calendar.version.ts';
import type { CalendarEdit } from './calendar.schema.ts';

const office = workweek('08:00-18:00');
const calendar = parseCalendar({ key: 'office', name: { en: 'Office' }, zone: 'Europe/Berlin', versions: [{ week: office }, { validFrom: '2027-01-01', week: workweek('09:00-17:00') }] });
const edit = (version: Partial<CalendarEdit['version']> & { week: unknown }, validFrom: string | null = '2026-12-01', zone = 'Europe/Berlin'): CalendarEdit =>
  ({ name: { en: 'Office' }, zone, validFrom, version: { holidays: [], halfDays: [], makeUpDays: [], ...version } });

describe('an edit of a calendar', () => {
  it('is a version from its date on; those before and after stay as they were', () => {
    const edited = editCalendar('office', calendar, edit({ week: week(['mon'], '22:00-06:00') }));
    expect(edited.versions.map(({ validFrom }) => validFrom ?? null)).toEqual([null, '2026-12-01', '2027-01-01']);
    expect(versionOn(edited, '2026-11-30')).toEqual(calendar.versions[0]);
    expect(versionOn(edited, '2026-12-31').week).toEqual(week(['mon'], '22:00-06:00'));
    expect(versionOn(edited, '2027-06-01')).toEqual(calendar.versions[1]);
  });
  it('mends the version of the same date', () => {
    const edited = editCalendar('office', calendar, edit({ week: '24/7' }, '2027-01-01'));
    expect(edited.versions.map(({ validFrom, week: of }) => [validFrom ?? null, of === '24/7'])).toEqual([[null, false], ['2027-01-01', true]]);
  });
  it('makes a calendar where there was none', () => {
    expect(editCalendar('fresh', null, edit({ week: '24/7' }, null))).toMatchObject({ key: 'fresh', versions: [{ week: '24/7' }] });
  });
  it.each([
    ['no window', edit({ week: {} }), 'SLA_CALENDAR_EMPTY', 'week'],
    ['an unknown zone', edit({ week: office }, null, 'Mars/Base'), 'SLA_CALENDAR_ZONE_UNKNOWN', 'zone'],
    ['windows that overlap', edit({ week: { mon: [{ from: '08:00', to: '12:00' }, { from: '11:00', to: '13:00' }] } }), 'SLA_CALENDAR_WINDOWS_OVERLAP', 'week.mon.1'],
    ['a date that is none', edit({ week: office, holidays: [{ date: '2026-02-30' }] }), 'SLA_CALENDAR_DATE_INVALID', 'holidays.0'],
    ['a date of effect that is none', edit({ week: office }, '2026-02-30'), 'SLA_CALENDAR_DATE_INVALID', 'validFrom'],
    ['an hour that is none', edit({ week: { mon: [{ from: '8', to: '12:00' }] } }), 'SLA_CALENDAR_INVALID', 'week.mon.0.from'],
  ])('with %s is refused at its field', (_, wrong, code, path) => {
    try {
      editCalendar('office', calendar, wrong);
      expect.unreachable();
    } catch (thrown) {
      expect(thrown).toMatchObject({ code, details: [expect.objectContaining({ code, path })] });
    }
  });
  it('that says what stands there already is the same calendar', () => {
    expect(isSameCalendar(calendar, editCalendar('office', calendar, edit({ week: workweek('09:00-17:00') }, '2027-01-01')))).toBe(true);
    expect(isSameCalendar(calendar, editCalendar('office', calendar, edit({ week: workweek('09:00-17:30') }, '2027-01-01')))).toBe(false);
  });
  it.each([['Pacific/Auckland', '2026-11-28'], ['America/Los_Angeles', '2026-11-27'], ['Nowhere/None', '2026-11-27']])('in %s begins on its own date', (zone, date) => {
    expect(dateIn(zone, '2026-11-27T22:00:00.000Z')).toBe(date);
  });
});
