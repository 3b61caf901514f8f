/** What a calendar file may say, what is refused and where, and how its days are counted. */
import { readFileSync } from 'node:fs';
import { Validator } from '@cfworker/json-schema';
import { describe, expect, it } from 'vitest';
import { CatalogueError, errorCatalogue } from '../errors.ts';
import { checkCalendar, parseCalendar } from './calendar.check.ts';
import { calendarSchema, generateCalendarSchema } from './calendar.schema.ts';
import { calendarOf, everyDay, scenarioCalendars, week, workweek, type WeekInput } from '#test/builders/sla.builder';
import { explainPath } from './explain.ts';
import { explainText, explainWire } from './explain.words.ts';
import { explainTexts } from './explain.texts.ts';
import { addWorkingDays } from './working-days.ts';
import { addWorking, isWorking, subtractWorking, windowsBetween, workingBetween, workingCalendar, type WorkingCalendar } from './working-time.ts';

const documented = (path: string): object => JSON.parse(readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8')) as object;
const [berlin, shanghai, always] = ['berlin', 'shanghai', '247'].map((name) => documented(`examples/calendar-${name}.json`)) as [object, object, object];
const published = documented('schemas/calendar.schema.json');

const version = (weekly: unknown, special: object = {}): unknown => ({ key: 'k', name: { en: 'k' }, zone: 'UTC', versions: [{ week: weekly, ...special }] });
const office = workweek('08:00-18:00');
const hours = (text: string): { from: string; to: string } => ({ from: text.split('-')[0]!, to: text.split('-')[1]! });
const ms = (text: string): number => Date.parse(text);
const iso = (value: number): string => new Date(value).toISOString().replace('.000Z', 'Z');
const plusHours = (calendar: WorkingCalendar, from: string, count: number): string => iso(addWorking(calendar, ms(from), count * 3_600_000));

describe('a calendar file', () => {
  it.each([
    ['no window at all', version({}), 'SLA_CALENDAR_EMPTY', 'versions.0.week'],
    ['only empty weekdays', version({ mon: [], fri: [] }), 'SLA_CALENDAR_EMPTY', 'versions.0.week'],
    ['an unknown zone', { ...(version(office) as object), zone: 'Europe/Atlantis' }, 'SLA_CALENDAR_ZONE_UNKNOWN', 'zone'],
    ['an offset instead of a zone', { ...(version(office) as object), zone: '+02:00' }, 'SLA_CALENDAR_ZONE_UNKNOWN', 'zone'],
    ['overlapping windows', version({ mon: [hours('08:00-12:00'), hours('11:00-13:00')] }), 'SLA_CALENDAR_WINDOWS_OVERLAP', 'versions.0.week.mon.1'],
    ['a night shift into the next morning', version({ mon: [hours('22:00-06:00')], tue: [hours('05:00-09:00')] }), 'SLA_CALENDAR_WINDOWS_OVERLAP', 'versions.0.week.tue.0'],
    ['a night shift of Sunday into Monday', version({ sun: [hours('22:00-06:00')], mon: [hours('05:00-09:00')] }), 'SLA_CALENDAR_WINDOWS_OVERLAP', 'versions.0.week.mon.0'],
    ['a window without length', version({ mon: [hours('08:00-08:00')] }), 'SLA_CALENDAR_WINDOW_EMPTY', 'versions.0.week.mon.0'],
    ['an hour of 25', version({ mon: [hours('08:00-25:00')] }), 'SLA_CALENDAR_INVALID', 'versions.0.week.mon.0.to'],
    ['an opening at 24:00', version({ mon: [hours('24:00-24:00')] }), 'SLA_CALENDAR_INVALID', 'versions.0.week.mon.0.from'],
    ['a weekday nobody has', version({ ...(office as object), moon: [] }), 'SLA_CALENDAR_INVALID', 'versions.0.week'],
    ['30 February', version(office, { holidays: [{ date: '2026-02-30' }] }), 'SLA_CALENDAR_DATE_INVALID', 'versions.0.holidays.0'],
    ['29 February of a common year', version(office, { holidays: [{ date: '2026-02-29' }] }), 'SLA_CALENDAR_DATE_INVALID', 'versions.0.holidays.0'],
    ['a range that ends before it begins', version(office, { holidays: [{ date: '2026-03-05', until: '2026-03-01' }] }), 'SLA_CALENDAR_DATE_RANGE', 'versions.0.holidays.0'],
    ['a range of two ways to write dates', version(office, { holidays: [{ date: '12-24', until: '2026-12-26' }] }), 'SLA_CALENDAR_DATE_RANGE', 'versions.0.holidays.0'],
    ['a range of years', version(office, { holidays: [{ date: '2026-01-01', until: '2030-01-01' }] }), 'SLA_CALENDAR_DATE_RANGE', 'versions.0.holidays.0'],
    ['one half day said twice', version(office, { halfDays: [{ date: '12-24', windows: [hours('08:00-12:00')] }, { date: '12-24', windows: [hours('08:00-13:00')] }] }), 'SLA_CALENDAR_DATE_TWICE', 'versions.0.halfDays.1'],
    ['a make-up day without hours', version(office, { makeUpDays: [{ date: '2026-01-03' }] }), 'SLA_CALENDAR_INVALID', 'versions.0.makeUpDays.0.like'],
    ['two versions of one date', { ...(version(office) as object), versions: [{ validFrom: '2026-01-01', week: office }, { validFrom: '2026-01-01', week: office }] }, 'SLA_CALENDAR_VERSION_TWICE', 'versions.1.validFrom'],
    ['no versions', { ...(version(office) as object), versions: [] }, 'SLA_CALENDAR_INVALID', 'versions'],
    ['something else', 'calendar', 'SLA_CALENDAR_INVALID', ''],
  ])('with %s is refused', (_, input, code, path) => {
    const result = checkCalendar(input);
    expect('faults' in result && result.faults[0]).toMatchObject({ code, path });
    expect(() => parseCalendar(input)).toThrow(CatalogueError);
    const { message } = 'faults' in result ? result.faults[0]! : { message: '' };
    expect(message).not.toMatch(/\{\w+\}/);
    expect(errorCatalogue[code]?.status).toBe(422);
  });

  it('names every fault at once', () => {
    const result = checkCalendar({ ...(version({ mon: [hours('08:00-08:00')] }, { holidays: [{ date: '02-31' }] }) as object), zone: 'Mars/Base' });
    expect('faults' in result && result.faults.map((fault) => fault.code)).toEqual(['SLA_CALENDAR_ZONE_UNKNOWN', 'SLA_CALENDAR_WINDOW_EMPTY', 'SLA_CALENDAR_DATE_INVALID']);
  });

  it('may list the same holiday twice', () => {
    expect('calendar' in checkCalendar(version(office, { holidays: [{ date: '12-25' }, { date: '12-24', until: '12-26' }] }))).toBe(true);
  });

  it.each([['berlin', berlin], ['shanghai', shanghai], ['always', always]])('of the documentation (%s) is accepted, by its published JSON Schema too', (_, example) => {
    expect('calendar' in checkCalendar(example)).toBe(true);
    expect(new Validator(published, '2020-12').validate(example).valid).toBe(true);
  });

  it('has a published JSON Schema that is the one in force and refuses what has the wrong shape', () => {
    expect(generateCalendarSchema()).toBe(`${JSON.stringify(published, null, 2)}\n`);
    const validator = new Validator(published, '2020-12');
    for (const wrong of [{ ...always, zone: 7 }, { ...always, versions: [] }, { ...always, hours: [] }, version({ mon: [hours('8:00-12:00')] })]) {
      expect(validator.validate(wrong).valid).toBe(false);
      expect(calendarSchema.safeParse(wrong).success).toBe(false);
    }
  });
});

describe('days of a calendar', () => {
  const night = calendarOf('Europe/Berlin', week(['mon', 'tue', 'wed', 'thu', 'fri'], '22:00-06:00'), { holidays: [{ date: '2026-01-07' }] });

  it('counts an overnight row as one window of the day it begins on', () => {
    expect(workingBetween(night, ms('2026-01-05T00:00:00+01:00'), ms('2026-01-06T12:00:00+01:00'))).toBe(8 * 3_600_000);
    expect(plusHours(night, '2026-01-05T23:00:00+01:00', 7)).toBe('2026-01-06T05:00:00Z');
    // Wednesday is a holiday: its own night is free, Tuesday's runs to its end.
    expect(plusHours(night, '2026-01-06T22:00:00+01:00', 8)).toBe('2026-01-07T05:00:00Z');
    expect(plusHours(night, '2026-01-06T22:00:00+01:00', 9)).toBe('2026-01-08T22:00:00Z');
    // Friday's night reaches into Saturday, and over New Year.
    expect(isWorking(night, ms('2026-01-10T05:59:59+01:00'))).toBe(true);
    expect(isWorking(night, ms('2026-01-10T06:00:00+01:00'))).toBe(false);
    expect(plusHours(night, '2025-12-31T22:00:00+01:00', 8)).toBe('2026-01-01T05:00:00Z');
  });

  it('counts time once where a night shift reaches into the early hours of a special day', () => {
    const calendar = calendarOf('UTC', week(['mon'], '22:00-06:00'), { halfDays: [{ date: '2026-01-06', windows: [hours('01:00-02:00'), hours('04:00-12:00')] }] });
    expect(workingBetween(calendar, ms('2026-01-05T00:00:00Z'), ms('2026-01-07T00:00:00Z'))).toBe(14 * 3_600_000);
    expect(plusHours(calendar, '2026-01-05T22:00:00Z', 9)).toBe('2026-01-06T07:00:00Z');
  });

  it('knows 24:00, and reads 23:59 and 23:59:59 as it', () => {
    for (const closing of ['24:00', '23:59', '23:59:59', '24:00:00']) {
      expect(workingBetween(calendarOf('UTC', everyDay(`00:00-${closing}`)), ms('2026-01-01T00:00:00Z'), ms('2026-01-31T00:00:00Z'))).toBe(30 * 86_400_000);
    }
  });

  it('a row to 00:00 ends at midnight', () => {
    expect(workingBetween(calendarOf('UTC', week(['mon'], '18:00-00:00')), ms('2026-01-05T00:00:00Z'), ms('2026-01-07T00:00:00Z'))).toBe(6 * 3_600_000);
  });

  it('24/7 is every second of the year, in a zone with summer time too', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Sao_Paulo']) {
      const calendar = calendarOf(zone, '24/7');
      expect(workingBetween(calendar, ms('2016-01-01T00:00:00Z'), ms('2021-01-01T00:00:00Z'))).toBe(ms('2021-01-01T00:00:00Z') - ms('2016-01-01T00:00:00Z'));
      expect(windowsBetween(calendar, ms('2016-01-01T00:00:00Z'), ms('2021-01-01T00:00:00Z'), 5).count).toBe(1);
    }
  });

  it('a make-up day wins over a half day, a half day over a holiday', () => {
    const special = { holidays: [{ date: '2026-01-05', until: '2026-01-07' }], halfDays: [{ date: '2026-01-06', windows: [hours('08:00-12:00')] }, { date: '2026-01-07', windows: [hours('08:00-12:00')] }], makeUpDays: [{ date: '2026-01-07', like: 'fri' as const }, { date: '2026-01-10', windows: [hours('10:00-11:00')] }] };
    const calendar = calendarOf('UTC', office, special);
    const worked = [5, 6, 7, 10, 11].map((day) => workingBetween(calendar, Date.UTC(2026, 0, day), Date.UTC(2026, 0, day + 1)) / 3_600_000);
    expect(worked).toEqual([0, 4, 10, 1, 0]);
  });

  it('a yearly range passes New Year, and 29 February comes in leap years', () => {
    const calendar = calendarOf('UTC', everyDay('08:00-18:00'), { holidays: [{ date: '12-24', until: '01-02' }, { date: '02-29' }] });
    expect([[2025, 12, 23], [2025, 12, 24], [2026, 1, 2], [2026, 1, 3], [2028, 2, 29]].map(([y, m, d]) => isWorking(calendar, Date.UTC(y!, m! - 1, d!, 12)))).toEqual([true, false, false, true, false]);
  });

  it('a version holds from its date on, and the first one before it too', () => {
    const calendar = workingCalendar(parseCalendar({ key: 'v', name: { en: 'v' }, zone: 'UTC', versions: [{ validFrom: '2026-07-01', week: everyDay('08:00-10:00') }, { validFrom: '2026-01-01', week: everyDay('08:00-12:00') }] }));
    expect([Date.UTC(2025, 5, 1), Date.UTC(2026, 5, 30), Date.UTC(2026, 6, 1)].map((day) => workingBetween(calendar, day, day + 86_400_000) / 3_600_000)).toEqual([4, 4, 2]);
  });

  it('without Monday does not miscount', () => {
    const calendar = calendarOf('UTC', week(['tue', 'wed', 'thu', 'fri', 'sat', 'sun'], '08:00-18:00'));
    expect(plusHours(calendar, '2026-01-04T17:00:00Z', 2)).toBe('2026-01-06T09:00:00Z');
    expect(iso(addWorkingDays(calendar, ms('2026-01-04T10:00:00Z'), 1))).toBe('2026-01-06T10:00:00Z');
  });

  it('that never works again ends in an error, not in a loop', () => {
    const closed = calendarOf('UTC', office, { holidays: [{ date: '01-01', until: '12-31' }] });
    for (const ask of [() => addWorking(closed, ms('2026-01-05T00:00:00Z'), 1), () => subtractWorking(closed, ms('2026-01-05T00:00:00Z'), 1), () => addWorkingDays(closed, ms('2026-01-05T00:00:00Z'), 1)]) {
      expect(ask).toThrow(/SLA_HORIZON_REACHED/);
    }
  });
});

describe('clock changes', () => {
  it.each([
    ['Berlin, an hour less on 29 March 2026', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 23],
    ['Berlin, an hour more on 25 October 2026', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 25],
    ['São Paulo, midnight does not exist on 4 November 2018', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-05T02:00:00Z', 23],
    ['Lord Howe, half an hour', 'Australia/Lord_Howe', '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z', 23.5],
    ['Apia, a day that never was', 'Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31T10:00:00Z', 24],
  ])('%s', (_, zone, from, to, expected) => {
    const calendar = calendarOf(zone, everyDay('00:00-24:00'));
    expect(workingBetween(calendar, ms(from), ms(to)) / 3_600_000).toBe(expected);
    expect(iso(addWorking(calendar, ms(from), expected * 3_600_000))).toBe(to);
  });

  it('a window that begins in the missing hour begins when it is over; one that ends in it ends when it begins', () => {
    const begins = calendarOf('Europe/Berlin', everyDay('02:30-10:00'));
    const ends = calendarOf('Europe/Berlin', everyDay('00:00-02:30'));
    const day: [number, number] = [ms('2026-03-28T23:00:00Z'), ms('2026-03-29T22:00:00Z')];
    expect(windowsBetween(begins, ...day, 9).windows.map((window) => [iso(window.fromMs), iso(window.toMs)])).toEqual([['2026-03-29T01:00:00Z', '2026-03-29T08:00:00Z']]);
    expect(windowsBetween(ends, ...day, 9).windows.map((window) => [iso(window.fromMs), iso(window.toMs)])).toEqual([['2026-03-28T23:00:00Z', '2026-03-29T01:00:00Z']]);
  });

  it('somebody works while the clock shows a time in the window, also just after the missing hour', () => {
    const short = calendarOf('Europe/Berlin', everyDay('02:45-03:15'));
    const day: [number, number] = [ms('2026-03-28T23:00:00Z'), ms('2026-03-29T22:00:00Z')];
    expect(windowsBetween(short, ...day, 9).windows.map((window) => [iso(window.fromMs), iso(window.toMs)])).toEqual([['2026-03-29T01:00:00Z', '2026-03-29T01:15:00Z']]);
  });

  it('windows that meet in the hour that comes twice neither overlap nor leave a gap', () => {
    const calendar = calendarOf('Europe/Berlin', { ...(everyDay('00:00-02:30 02:30-24:00') as object) } as WeekInput);
    expect(workingBetween(calendar, ms('2026-10-24T22:00:00Z'), ms('2026-10-25T23:00:00Z'))).toBe(25 * 3_600_000);
  });
});

describe('working days', () => {
  const { A } = scenarioCalendars;
  it.each([
    ['keeps the clock time', '2034-06-09T08:46:12Z', 5, 'keepClockTime', '2034-06-16T08:46:12Z'],
    ['keeps it before opening', '2034-06-06T07:00:00Z', 1, 'keepClockTime', '2034-06-07T07:00:00Z'],
    ['ends at closing when begun after closing', '2034-06-06T21:00:00Z', 1, 'keepClockTime', '2034-06-07T19:00:00Z'],
    ['begins a Saturday with Monday’s opening', '2034-06-10T15:00:00Z', 1, 'keepClockTime', '2034-06-13T10:30:00Z'],
    ['goes back over the weekend', '2034-06-12T12:00:00Z', -1, 'keepClockTime', '2034-06-09T12:00:00Z'],
    ['ends with the last day’s work', '2034-06-09T08:46:12Z', 5, 'endOfWorkingDay', '2034-06-16T19:00:00Z'],
    ['ends today with today’s work', '2034-06-09T08:46:12Z', 0, 'endOfWorkingDay', '2034-06-09T19:00:00Z'],
    ['changes nothing for no days', '2034-06-10T15:00:00Z', 0, 'keepClockTime', '2034-06-10T15:00:00Z'],
    ['crosses years', '2034-12-29T09:00:00Z', 300, 'keepClockTime', '2036-02-22T09:00:00Z'],
  ] as const)('%s', (_, from, days, end, expected) => {
    expect(iso(addWorkingDays(A, ms(from), days, end))).toBe(expected);
  });

  it('a night shift after midnight belongs to the day it began on', () => {
    const night = calendarOf('UTC', workweek('22:00-06:00'));
    expect(iso(addWorkingDays(night, ms('2026-01-10T02:00:00Z'), 1))).toBe('2026-01-13T02:00:00Z');
  });

  it.each([
    ['a date the zone left out', 'Pacific/Apia', '24/7', '2011-12-29T20:00:00Z', 1, '2011-12-30T20:00:00Z'],
    ['nor is it one of two', 'Pacific/Apia', '24/7', '2011-12-29T20:00:00Z', 2, '2011-12-31T20:00:00Z'],
    ['nor going back', 'Pacific/Apia', '24/7', '2011-12-31T20:00:00Z', -2, '2011-12-29T20:00:00Z'],
    ['a date whose only hours the clocks left out', 'Europe/Berlin', everyDay('02:10-02:50'), '2026-03-28T01:20:00Z', 1, '2026-03-30T00:20:00Z'],
    ['begun on such a date, the next one is the first', 'Europe/Berlin', everyDay('02:10-02:50'), '2026-03-29T10:00:00Z', 1, '2026-03-31T00:10:00Z'],
  ] as const)('%s is no working day', (_, zone, weekly, from, days, expected) => {
    expect(iso(addWorkingDays(calendarOf(zone, weekly), ms(from), days))).toBe(expected);
  });

  it('moves a clock time that does not exist on the day reached', () => {
    const calendar = calendarOf('Europe/Berlin', '24/7');
    expect(iso(addWorkingDays(calendar, ms('2022-03-26T01:05:12Z'), 1))).toBe('2022-03-27T01:05:12Z');
  });
});

describe('explanations', () => {
  it('have a sentence in every language for every code', () => {
    for (const code of Object.keys(explainTexts)) for (const locale of ['en', 'zh', 'ar'] as const) expect(explainWire({ code, params: {} }, locale), code).toMatch(/\S/);
    expect(Object.values(explainTexts).every((text) => text.en && text.zh && text.ar)).toBe(true);
    expect(explainWire({ code: 'SLA_HORIZON_REACHED', params: {} }, 'en')).toBeNull();
  });
  it('name a holiday in the language they are told in', () => {
    const calendar = workingCalendar(parseCalendar(version(office, { holidays: [{ date: '2026-05-01', name: { en: 'Labour Day', zh: '劳动节' } }] })));
    const line = explainPath(calendar, Date.UTC(2026, 4, 1), Date.UTC(2026, 4, 1, 12)).find(({ code }) => code === 'HOLIDAY')!;
    expect(line.text).toBe('Fri 2026-05-01 is a holiday (Labour Day).');
    expect(explainText(line, 'zh')).toBe('周五 2026-05-01 为节假日 (劳动节)。');
  });
});
