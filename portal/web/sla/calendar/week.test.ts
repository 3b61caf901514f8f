import { describe, expect, it } from 'vitest';
import { barOf, nextWindow, pulled, reachingIn, weekMinutes, windowOf, withWindows } from './week.ts';

const office = { mon: [{ from: '08:00', to: '12:00' }], fri: [{ from: '22:00', to: '06:00' }] };

describe('the week of a calendar', () => {
  it.each([['08:00', '12:00', 480, 720], ['22:00', '06:00', 1320, 1800], ['00:00', '24:00', 0, 1440], ['18:00', '00:00', 1080, 1440], ['00:00', '23:59', 0, 1440]])('draws %s-%s from minute %i to %i', (from, to, begins, ends) => {
    expect(barOf({ from, to })).toEqual({ from: begins, to: ends });
  });
  it('writes bars as windows again', () => {
    for (const window of [{ from: '08:00', to: '12:00' }, { from: '22:00', to: '06:00' }, { from: '00:00', to: '24:00' }]) expect(windowOf(barOf(window))).toEqual(window);
  });
  it.each([
    ['later', { from: 480, to: 720 }, 'whole', 60, { from: 540, to: 780 }],
    ['into the night', { from: 1200, to: 1380 }, 'whole', 120, { from: 1320, to: 1500 }],
    ['no further than its day', { from: 480, to: 720 }, 'whole', 5000, { from: 1425, to: 1665 }],
    ['by its end over midnight', { from: 1320, to: 1380 }, 'to', 420, { from: 1320, to: 1800 }],
    ['by its end not past its own beginning a day later', { from: 480, to: 720 }, 'to', 5000, { from: 480, to: 1905 }],
    ['by its beginning not past its end', { from: 480, to: 720 }, 'from', 900, { from: 705, to: 720 }],
    ['in steps', { from: 480, to: 720 }, 'to', 8, { from: 480, to: 735 }],
  ] as const)('a window is pulled %s', (_, bar, part, by, expected) => expect(pulled(bar, part, by)).toEqual(expected));
  it('keeps windows in order, and no day without any', () => {
    expect(withWindows(office, 'mon', [{ from: '14:00', to: '18:00' }, { from: '08:00', to: '12:00' }])).toEqual({ ...office, mon: [{ from: '08:00', to: '12:00' }, { from: '14:00', to: '18:00' }] });
    expect(withWindows(office, 'mon', [])).toEqual({ fri: office.fri });
    expect(withWindows('24/7', 'mon', [{ from: '08:00', to: '12:00' }])).toEqual({ mon: office.mon });
  });
  it('offers room after what is there', () => {
    expect(nextWindow([])).toEqual({ from: '09:00', to: '17:00' });
    expect(nextWindow([{ from: '08:00', to: '12:00' }])).toEqual({ from: '13:00', to: '17:00' });
    expect(nextWindow([{ from: '13:00', to: '22:00' }])).toEqual({ from: '23:00', to: '24:00' });
  });
  it('knows what reaches in from the day before, from Sunday into Monday too', () => {
    expect(reachingIn(office, 'sat')).toEqual([{ from: 0, to: 360 }]);
    expect(reachingIn({ sun: [{ from: '22:00', to: '02:00' }] }, 'mon')).toEqual([{ from: 0, to: 120 }]);
    expect(reachingIn(office, 'mon')).toEqual([]);
  });
  it('counts its hours', () => {
    expect([weekMinutes(office), weekMinutes('24/7')]).toEqual([720, 10_080]);
  });
});
