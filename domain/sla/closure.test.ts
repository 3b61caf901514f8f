import { describe, expect, it } from 'vitest';
import { week, workweek } from '#test/builders/sla.builder';
import { parseCalendar } from './calendar.check.ts';
import { closedDays, withClosures, type Closure } from './closure.ts';
import { workingBetween, workingCalendar } from './working-time.ts';

const office = workweek('08:00-12:00 13:00-17:00') as never;
const name = { en: 'Closed' };
const hours = (from: string, to: string, date = '2026-12-24'): Closure => ({ date, name, hours: { from, to } });

describe('closures from outside', () => {
  it.each([
    ['an afternoon', hours('12:00', '24:00'), [{ from: '08:00', to: '12:00' }]],
    ['hours within a window', hours('09:00', '10:00'), [{ from: '08:00', to: '09:00' }, { from: '10:00', to: '12:00' }, { from: '13:00', to: '17:00' }]],
    ['from the middle of one window into the next', hours('11:00', '14:00'), [{ from: '08:00', to: '11:00' }, { from: '14:00', to: '17:00' }]],
  ])('of %s leave the rest of the day', (_, closure, windows) => {
    expect(closedDays([closure], office, 'feed:x')).toEqual({ holidays: [], halfDays: [{ date: '2026-12-24', name, active: true, windows, source: 'feed:x' }] });
  });
  it('of all working hours are a holiday, of none nothing', () => {
    expect(closedDays([hours('07:00', '18:00')], office, 'feed:x')).toEqual({ holidays: [{ date: '2026-12-24', name, active: true, source: 'feed:x' }], halfDays: [] });
    expect(closedDays([hours('18:00', '20:00'), hours('08:00', '12:00', '2026-12-26')], office, 'feed:x')).toEqual({ holidays: [], halfDays: [] });
  });
  it('add up within a date', () => {
    expect(closedDays([hours('08:00', '10:00'), hours('15:00', '24:00')], office, 'feed:x').halfDays[0]?.windows).toEqual([{ from: '10:00', to: '12:00' }, { from: '13:00', to: '15:00' }]);
  });
  it('close the rest of a night until midnight with it, and leave of a whole day the rest', () => {
    const night = (closure: Closure) => closedDays([closure], week(['thu'], '22:00-06:00') as never, 's').halfDays[0]?.windows;
    expect(night(hours('23:00', '24:00'))).toEqual([{ from: '22:00', to: '23:00' }]);
    expect(night(hours('22:30', '23:00'))).toEqual([{ from: '22:00', to: '22:30' }, { from: '23:00', to: '06:00' }]);
    expect(closedDays([hours('12:00', '24:00')], '24/7', 's').halfDays[0]?.windows).toEqual([{ from: '00:00', to: '12:00' }]);
  });
  it('hold for every version, and give way to hours somebody wrote for that date', () => {
    const calendar = parseCalendar({ key: 'k', name: { en: 'k' }, zone: 'UTC', versions: [{ week: office }, { validFrom: '2026-12-01', week: office, halfDays: [{ date: '12-24', windows: [{ from: '08:00', to: '09:00' }] }] }] });
    const counted = workingCalendar(withClosures(calendar, [{ source: 'feed:x', closures: [hours('12:00', '24:00'), { date: '2026-11-26', until: '2026-11-27', name }] }]));
    const worked = (day: number, month: number): number => workingBetween(counted, Date.UTC(2026, month - 1, day), Date.UTC(2026, month - 1, day + 1)) / 3_600_000;
    expect([worked(25, 11), worked(26, 11), worked(27, 11), worked(24, 12)]).toEqual([8, 0, 0, 1]);
  });
});
