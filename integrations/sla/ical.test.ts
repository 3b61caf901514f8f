import { describe, expect, it } from 'vitest';
import { readICal } from './ical.ts';
import { icalLimits } from './ical.bounds.ts';

const event = (...lines: string[]): string => ['BEGIN:VEVENT', 'UID:e', 'SUMMARY:Closed', ...lines, 'END:VEVENT'].join('\r\n');
const file = (...events: string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
const read = (text: string, zone = 'Europe/Berlin') => readICal(text, zone, 2026);
const dates = (text: string, zone?: string): string[] => read(text, zone).closures.map(({ date, until, hours }) => `${date}${until ? `/${until}` : ''}${hours ? ` ${hours.from}-${hours.to}` : ''}`);

describe('an iCalendar file', () => {
  it.each([
    ['one whole day', event('DTSTART;VALUE=DATE:20261225'), ['2026-12-25']],
    ['its end is the day after the last', event('DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261227'), ['2026-12-25/2026-12-26']],
    ['hours in UTC', event('DTSTART:20261224T110000Z', 'DTEND:20261224T170000Z'), ['2026-12-24 12:00-18:00']],
    ['hours of another zone', event('DTSTART;TZID=America/New_York:20261224T080000', 'DTEND;TZID=America/New_York:20261224T120000'), ['2026-12-24 14:00-18:00']],
    ['hours without a zone', event('DTSTART:20261224T120000', 'DURATION:PT3H'), ['2026-12-24 12:00-15:00']],
    ['a zone nobody knows', event('DTSTART;TZID=Nowhere:20261224T120000', 'DTEND;TZID=Nowhere:20261224T130000'), ['2026-12-24 12:00-13:00']],
    ['hours over midnight', event('DTSTART:20261231T120000', 'DTEND:20270102T080000'), ['2026-12-31 12:00-24:00', '2027-01-01', '2027-01-02 00:00-08:00']],
    ['once a year, three times', event('DTSTART;VALUE=DATE:20251225', 'RRULE:FREQ=YEARLY;COUNT=3'), ['2025-12-25', '2026-12-25', '2027-12-25']],
    ['until a date, without one of them', event('DTSTART;VALUE=DATE:20251225', 'RRULE:FREQ=YEARLY;UNTIL=20280101', 'EXDATE;VALUE=DATE:20261225'), ['2025-12-25', '2027-12-25']],
    ['the fourth Thursday of November', event('DTSTART;VALUE=DATE:20261126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2'), ['2026-11-26', '2027-11-25']],
    ['the last Monday of May', event('DTSTART;VALUE=DATE:20260525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2'), ['2026-05-25', '2027-05-31']],
    ['one of a series moved', `${event('DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY;COUNT=2')}\r\n${event('RECURRENCE-ID;VALUE=DATE:20271225', 'DTSTART;VALUE=DATE:20271227')}`, ['2026-12-25', '2027-12-27']],
    ['29 February comes in leap years', event('DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY'), ['2028-02-29', '2032-02-29', '2036-02-29']],
  ])('closes: %s', (_, text, expected) => expect(dates(file(text))).toEqual(expected));

  it('is read with folded lines, other line ends, a byte order mark, and a name in any script', () => {
    const text = `\uFEFF${file('BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:2026\n 1225\nSUMMARY:圣\n  诞\\, عيد\nEND:VEVENT')}`;
    expect(read(text).closures).toEqual([{ date: '2026-12-25', name: { en: '圣 诞, عيد' } }]);
  });
  it('leaves out what closes nothing, and says how much that is', () => {
    const skipped = [event('STATUS:CANCELLED', 'DTSTART;VALUE=DATE:20261224'), event('DTSTART;VALUE=DATE:20261224', 'RRULE:FREQ=WEEKLY'), event('DTSTART:whenever'), event('DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20291225')];
    expect(read(file(event('DTSTART;VALUE=DATE:20261225'), ...skipped))).toMatchObject({ closures: [{ date: '2026-12-25' }], skipped: 4 });
  });
  it('expands a rule for the years around now only', () => {
    expect(dates(file(event('DTSTART;VALUE=DATE:19010101', 'RRULE:FREQ=YEARLY')))).toEqual(Array.from({ length: 12 }, (_, at) => `${2025 + at}-01-01`));
  });

  it.each([
    ['no calendar', 'hello', 'ICAL_INVALID'],
    ['a web page', '<!doctype html><title>Sign in</title>', 'ICAL_INVALID'],
    ['cut in the middle', file(event('DTSTART;VALUE=DATE:20261225')).slice(0, -20), 'ICAL_INVALID'],
    ['parts that end crosswise', file('BEGIN:VEVENT\r\nBEGIN:VALARM\r\nEND:VEVENT\r\nEND:VALARM'), 'ICAL_INVALID'],
    ['no event', file(), 'ICAL_EMPTY'],
    ['a line of 10 MB', file(`DESCRIPTION:${'x'.repeat(10_000_000)}`), 'ICAL_TOO_LARGE'],
    ['a long line', file(`DESCRIPTION:${'x'.repeat(icalLimits.lineCharacters)}`), 'ICAL_LINE_TOO_LONG'],
    ['a line folded without end', file(`DESCRIPTION:${'\r\n x'.repeat(icalLimits.lineCharacters)}`), 'ICAL_LINE_TOO_LONG'],
    ['parts within parts without end', file('BEGIN:VEVENT\r\n'.repeat(10_000)), 'ICAL_TOO_DEEP'],
    ['more events than anybody has holidays', file('BEGIN:VEVENT\nEND:VEVENT\n'.repeat(icalLimits.events + 1)), 'ICAL_TOO_MANY'],
    ['a million events', file('BEGIN:VEVENT\nEND:VEVENT\n'.repeat(1_000_000)), 'ICAL_TOO_LARGE'],
    ['more days than a calendar keeps', file(...Array.from({ length: 400 }, (_, at) => event(`DTSTART;VALUE=DATE:2026${String(1 + (at % 12)).padStart(2, '0')}01`, 'RRULE:FREQ=YEARLY'))), 'ICAL_TOO_MANY'],
  ])('with %s is refused', (_, text, code) => {
    const begun = performance.now();
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
  it.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=YEARLY;INTERVAL=1000000', 'FREQ=YEARLY;COUNT=999999999', 'FREQ=SECONDLY', 'FREQ=YEARLY;BYSETPOS=1;BYDAY=MO', 'FREQ=YEARLY;BYDAY=54MO', `FREQ=YEARLY;BYMONTHDAY=${Array.from({ length: 5_000 }, () => '1').join(',')}`,
  ])('with the rule %s costs next to nothing', (rule) => {
    const begun = performance.now();
    expect(read(file(event('DTSTART;VALUE=DATE:20261225'), event('DTSTART;VALUE=DATE:19000101', `RRULE:${rule.slice(0, 10_000)}`))).closures.length).toBeGreaterThan(0);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
