/** FEEL's functions that make, convert and read dates, times, durations, numbers and texts. now() and today() read the caller's clock and nothing else. */
import { civilFromDays, dayOfYear, daysFromCivil, isCivil, msPerDay, weekdayOf, weekOfYear } from '../feel.calendar.ts';
import { equals } from '../feel.compare.ts';
import type { Meter } from '../feel.meter.ts';
import { asText } from '../feel.print.ts';
import { combine, dateOf, feelDate, feelDateTime, feelTime, midnight, namedZoneIn, parseDate, parseDateTime, parseDuration, parseTemporal, parseTime, timeOf, yearsAndMonths } from '../feel.temporal.ts';
import { isDate, isDateTime, isDaysDuration, isTime, typeOf, type FeelDate, type FeelDateTime, type FeelTime, type FeelValue } from '../feel.values.ts';
import { builtin, overload, type Builtin } from './builtin.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

function parsed(name: string, parse: (text: string) => FeelValue) {
  return (meter: Meter, from: string): FeelValue => {
    const value = from.length > 100 ? null : parse(from);
    if (value !== null) return value;
    const zone = namedZoneIn(from.slice(0, 100));
    if (zone !== null) return meter.nothing('NAMED_ZONE', { zone });
    return meter.nothing('INVALID_ARGUMENTS', { name, usage: `${name}("...")`, given: JSON.stringify(from.slice(0, 60)) });
  };
}

function dateFrom(meter: Meter, year: number, month: number, day: number): FeelValue {
  return isCivil(year, month, day) ? feelDate(daysFromCivil(year, month, day)) : meter.nothing('OUT_OF_RANGE', { value: `${year}, ${month}, ${day}` });
}

function timeFrom(meter: Meter, hour: number, minute: number, second: number, offset?: FeelValue): FeelValue {
  const isClock = Number.isInteger(hour) && Number.isInteger(minute) && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  const offsetMinutes = isDaysDuration(offset ?? null) ? (offset as { ms: number }).ms / 60_000 : null;
  if (!isClock || (offsetMinutes !== null && (!Number.isInteger(offsetMinutes) || Math.abs(offsetMinutes) > 14 * 60))) {
    return meter.nothing('OUT_OF_RANGE', { value: `${hour}, ${minute}, ${second}` });
  }
  return feelTime((hour * 60 + minute) * 60_000 + Math.trunc(second * 1_000), offsetMinutes);
}

const convertDate = (_: Meter, from: FeelDate | FeelDateTime): FeelValue => (isDateTime(from) ? dateOf(from) : from);
const dayOf = (value: FeelDate | FeelDateTime): number => (isDateTime(value) ? dateOf(value).day : value.day);

/** Reads a number whose text may use other separators. "1.000,5" with "." and "," is 1000.5. */
function numberFrom(meter: Meter, from: string, grouping?: string, decimal?: string): FeelValue {
  const usage = 'number(from, grouping separator, decimal separator)';
  const separators = (grouping === undefined || [' ', ',', '.'].includes(grouping)) && (decimal === undefined || decimal === '.' || decimal === ',') && (grouping === undefined || grouping !== decimal);
  if (from.length > 400) return meter.nothing('INVALID_ARGUMENTS', { name: 'number', usage, given: 'string' });
  const plain = (grouping === undefined ? from : from.split(grouping).join('')).replace(decimal === ',' ? ',' : '.', '.');
  const value = separators && /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(value) ? value + 0 : meter.nothing('INVALID_ARGUMENTS', { name: 'number', usage, given: JSON.stringify(from.slice(0, 60)) });
}

export const timeBuiltins: readonly Builtin[] = [
  builtin('date', overload('from: string', parsed('date', parseDate)), overload('from: days', convertDate), overload('year: number, month: number, day: number', dateFrom)),
  builtin('time',
    overload('from: string', parsed('time', parseTime)),
    overload('from: time', (_: Meter, from: FeelTime) => from),
    overload('from: days', (_: Meter, from: FeelDate | FeelDateTime) => (isDateTime(from) ? timeOf(from) : feelTime(0, 0))),
    overload('hour: number, minute: number, second: number, offset: duration?', timeFrom)),
  builtin('date and time',
    overload('from: string', parsed('date and time', parseDateTime)),
    overload('from: days', (_: Meter, from: FeelDate | FeelDateTime) => (isDate(from) ? midnight(from) : from)),
    overload('date: days, time: time', (_: Meter, date: FeelDate | FeelDateTime, time: FeelTime) => combine(feelDate(dayOf(date)), time))),
  builtin('duration', overload('from: string', parsed('duration', parseDuration)), overload('from: duration', (_: Meter, from: FeelValue) => from)),
  builtin('years and months duration', overload('from: days, to: days', (_: Meter, from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime) => yearsAndMonths(feelDate(dayOf(from)), feelDate(dayOf(to))))),
  builtin('@', overload('string: string', parsed('@', parseTemporal))),
  builtin('now', overload('', (meter: Meter) => feelDateTime(meter.nowMs, 0))),
  builtin('today', overload('', (meter: Meter) => feelDate(Math.floor(meter.nowMs / msPerDay)))),
  builtin('day of year', overload('date: days', (_: Meter, date: FeelDate | FeelDateTime) => dayOfYear(dayOf(date)))),
  builtin('day of week', overload('date: days', (_: Meter, date: FeelDate | FeelDateTime) => weekdays[weekdayOf(dayOf(date)) - 1] ?? null)),
  builtin('month of year', overload('date: days', (_: Meter, date: FeelDate | FeelDateTime) => months[civilFromDays(dayOf(date)).month - 1] ?? null)),
  builtin('week of year', overload('date: days', (_: Meter, date: FeelDate | FeelDateTime) => weekOfYear(dayOf(date)))),
  builtin('last day of month', overload('date: days', (_: Meter, date: FeelDate | FeelDateTime) => {
    const { year, month } = civilFromDays(dayOf(date));
    return civilFromDays(daysFromCivil(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - 1).day;
  })),
  builtin('number', overload('from: string, grouping separator: string?, decimal separator: string?', numberFrom), overload('from: number', (_: Meter, from: number) => from)),
  builtin('string', overload('from: some', (meter: Meter, from: FeelValue) => asText(from, meter)), overload('from: any', () => null)),
  builtin('not', overload('negand: boolean', (_: Meter, negand: boolean) => !negand), overload('negand: any', (meter: Meter, negand: FeelValue) =>
    (negand === null ? null : meter.nothing('INVALID_ARGUMENTS', { name: 'not', usage: 'not(boolean)', given: typeOf(negand) })))),
  builtin('is', overload('value1: any, value2: any', isSame)),
];

/** The same value of the same type; dates and times must also show the same offset. */
function isSame(meter: Meter, a: FeelValue, b: FeelValue): FeelValue {
  if (typeOf(a) !== typeOf(b)) return false;
  if ((isTime(a) && isTime(b)) || (isDateTime(a) && isDateTime(b))) return a.offsetMinutes === b.offsetMinutes && equals(a, b, meter) === true;
  return equals(a, b, meter) === true;
}
