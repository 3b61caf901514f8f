import { describe, expect, it } from 'vitest';
import { dateOf, dayText, readDay, stepDay } from './day.ts';

describe('a day in a field', () => {
  it.each([['en', '22/11/2026'], ['zh', '2026/11/22'], ['ar', '22/11/2026']] as const)('is shown to readers of %s as %s', (locale, text) => expect(dayText('2026-11-22', locale)).toBe(text));
  it.each(['', '2026-02-30', '2026-2-3', 'soon'])('is nothing where %j is none', (day) => expect(dayText(day, 'en')).toBe(''));
  it('is read as it is shown, in every language', () => {
    for (const locale of ['en', 'zh', 'ar'] as const) expect(readDay(dayText('2026-03-05', locale), locale)).toBe('2026-03-05');
  });
});

describe('a day somebody typed', () => {
  it.each([
    ['en', '2026-11-22'], ['zh', '2026-11-22'], ['ar', '2026-11-22'], ['en', ' 22/11/2026 '], ['en', '22.11.2026'], ['en', '22-11-2026'], ['en', '22 11 2026'], ['en', '22112026'],
    ['zh', '2026/11/22'], ['zh', '2026年11月22日'], ['zh', '20261122'], ['zh', '２０２６／１１／２２'.replaceAll('／', '/')], ['ar', '٢٢/١١/٢٠٢٦'], ['ar', '22\u200F/11\u200F/2026'], ['ar', '۲۲/۱۱/۲۰۲۶'],
  ] as const)('in %s as %j is 22 November 2026', (locale, typed) => expect(readDay(typed, locale)).toBe('2026-11-22'));
  it('may leave zeros out', () => {
    expect(readDay('5/3/2026', 'en')).toBe('2026-03-05');
    expect(readDay('2026/3/5', 'zh')).toBe('2026-03-05');
  });
  it.each([
    ['en', ''], ['en', '22/11'], ['en', '22/11/26'], ['en', '31/02/2026'], ['en', '11/22/2026'], ['en', '29/02/2027'], ['en', '22/11/20260'], ['en', 'tomorrow'], ['en', '2026-11-22T10:00'],
    ['zh', '22/11/2026'], ['zh', '2026/13/01'], ['zh', '2026年11月'], ['ar', '2026'], ['en', '01/01/0001'],
  ] as const)('in %s as %j is none', (locale, typed) => expect(readDay(typed, locale)).toBeNull());
});

describe('steps', () => {
  it('go over months and years', () => {
    expect(stepDay('2026-12-31', { days: 1 })).toBe('2027-01-01');
    expect(stepDay('2027-01-01', { days: -1 })).toBe('2026-12-31');
    expect(stepDay('2026-01-15', { months: -1 })).toBe('2025-12-15');
  });
  it('end with a month that is shorter', () => {
    expect(stepDay('2026-01-31', { months: 1 })).toBe('2026-02-28');
    expect(stepDay('2028-03-31', { months: -1 })).toBe('2028-02-29');
  });
  it('count from noon, in whatever zone', () => expect(dateOf('2026-03-29')?.getHours()).toBe(12));
});
