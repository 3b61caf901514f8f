import { describe, expect, it } from 'vitest';
import { dayOf } from './days.ts';
import { calendar, monthNames, weekdayNames, weekStart } from './calendar.ts';
import { dateOf } from './day.ts';

const day = (text: string): Date => dateOf(text)!;
const said = (date: Date | null): string | null => (date === null ? null : dayOf(date.getTime()));

describe('the calendar of the pickers', () => {
  it('speaks as the other dates of the portal do, in Latin figures', () => {
    expect(monthNames('ar')[10]).toBe('نوفمبر');
    expect(monthNames('zh')[10]).toBe('11月');
    expect(weekdayNames('en')).toEqual(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']);
    expect(weekdayNames('zh')[0]).toBe('日');
    expect(calendar.locale.format('ar_EG', day('2026-11-22'), 'D MMMM YYYY')).toBe('22 نوفمبر 2026');
    expect(calendar.locale.format('zh_CN', day('2026-11-22'), 'YYYY年')).toBe('2026年');
    expect(calendar.locale.format('zh_CN', day('2026-11-22'), 'YYYY-MM-DD')).toBe('2026/11/22');
  });
  it('begins its weeks where the language does', () => {
    expect((['en', 'zh', 'ar'] as const).map(weekStart)).toEqual([1, 1, 6]);
    expect(said(calendar.locale.getWeekFirstDate('en_GB', day('2026-11-22')))).toBe('2026-11-16');
    expect(said(calendar.locale.getWeekFirstDate('ar_EG', day('2026-11-22')))).toBe('2026-11-21');
  });
  it('takes only what is whole while somebody types', () => {
    const typed = (text: string, name = 'en_GB', shape = 'DD/MM/YYYY') => said(calendar.locale.parse(name, text, [shape]));
    expect(typed('22/11/2026')).toBe('2026-11-22');
    expect(typed('2026-11-22')).toBe('2026-11-22');
    expect(typed('1/1/2026')).toBeNull();
    expect(typed('2026/1/1', 'zh_CN', 'YYYY/MM/DD')).toBeNull();
    expect(calendar.locale.parse('en_GB', '8', ['HH:mm'])).toBeNull();
    expect(calendar.locale.parse('en_GB', '08:30', ['HH:mm'])?.getHours()).toBe(8);
  });
  it('ends a month that is shorter with its last day', () => {
    expect(said(calendar.addMonth(day('2026-01-31'), 1))).toBe('2026-02-28');
    expect(said(calendar.addYear(day('2028-02-29'), 1))).toBe('2029-02-28');
    expect(said(calendar.setMonth(day('2026-03-31'), 3))).toBe('2026-04-30');
    expect(said(calendar.getEndDate(day('2026-02-03')))).toBe('2026-02-28');
  });
});
