/**
 * Expands the yearly rules holidays are written with: INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY, BYDAY (fourth Thursday, last Monday). Looks at one year
 * after the other within bounds, so that a rule that never comes (30 February) costs nothing. A rule of another kind is none.
 */
import { dateOfDay, dayNumber, dayOfDate, weekdayIndex } from '#domain/sla/calendar.days';

const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST'];
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Years counted from the first when COUNT has to be known. */
const mostYears = 300;

interface Rule { interval: number; count: number; untilDay: number; months: number[] | null; monthDays: number[] | null; weekdays: { nth: number; weekday: number }[] | null }

/** Day numbers from the first year to the last, in order; null where the rule is not of a kind that is known. The first day always counts. */
export function yearlyDates(text: string, first: number, years: { from: number; to: number }): number[] | null {
  const rule = parse(text);
  if (rule === null) return null;
  const [firstYear, firstMonth, firstDay] = partsOf(first);
  const found: number[] = [];
  let counted = 0;
  for (let year = firstYear; year <= Math.min(years.to, firstYear + mostYears) && counted < rule.count; year += rule.interval) {
    for (const day of daysOf(rule, year, firstMonth, firstDay)) {
      if (day < first || day > rule.untilDay || counted >= rule.count) continue;
      counted += 1;
      if (year >= years.from) found.push(day);
    }
  }
  return found;
}

function daysOf(rule: Rule, year: number, firstMonth: number, firstDay: number): number[] {
  if (rule.weekdays !== null && rule.months === null) return rule.weekdays.flatMap(({ nth, weekday }) => nthWeekday(dayNumber(year, 1, 1), dayNumber(year + 1, 1, 1), nth, weekday)).toSorted((a, b) => a - b);
  const days = (rule.months ?? [firstMonth]).flatMap((month) => {
    const [from, end] = [dayNumber(year, month, 1), dayNumber(year, month + 1, 1)];
    const dated = (rule.monthDays ?? (rule.weekdays === null ? [firstDay] : null))?.map((day) => (day > 0 ? from + day - 1 : end + day)).filter((day) => day >= from && day < end);
    if (rule.weekdays === null) return dated ?? [];
    const named = rule.weekdays.flatMap(({ nth, weekday }) => nthWeekday(from, end, nth, weekday));
    return dated === undefined || dated === null ? named : named.filter((day) => dated.includes(day));
  });
  return [...new Set(days)].toSorted((a, b) => a - b);
}

/** The n-th such weekday of a stretch of days, from its end where n is negative, all of them where it is 0. */
function nthWeekday(from: number, end: number, nth: number, weekday: number): number[] {
  const all: number[] = [];
  for (let day = from + ((weekday - weekdayIndex(from) + 7) % 7); day < end; day += 7) all.push(day);
  if (nth === 0) return all;
  const one = nth > 0 ? all[nth - 1] : all[all.length + nth];
  return one === undefined ? [] : [one];
}

function parse(text: string): Rule | null {
  const parts = new Map(text.toUpperCase().split(';').map((part) => part.split('=') as [string, string | undefined]));
  if (parts.get('FREQ') !== 'YEARLY' || [...parts.keys()].some((name) => !known.includes(name))) return null;
  const numbers = (name: string, most: number): number[] | null | undefined => {
    const given = parts.get(name);
    if (given === undefined) return null;
    const list = given.split(',').map(Number);
    return list.length <= 31 && list.every((number) => Number.isInteger(number) && number !== 0 && Math.abs(number) <= most) ? list : undefined;
  };
  const [months, monthDays, named] = [numbers('BYMONTH', 12), numbers('BYMONTHDAY', 31), namedDays(parts.get('BYDAY'))];
  const [interval, count] = [Number(parts.get('INTERVAL') ?? 1), Number(parts.get('COUNT') ?? Infinity)];
  if (months === undefined || monthDays === undefined || named === undefined || !(interval >= 1) || !Number.isInteger(interval) || !(count >= 1)) return null;
  const until = /^(\d{4})(\d{2})(\d{2})/.exec(parts.get('UNTIL') ?? '');
  return { interval, count, months, monthDays, weekdays: named, untilDay: until ? dayOfDate(`${until[1]}-${until[2]}-${until[3]}`) : Infinity };
}

/** Undefined: cannot be read. */
function namedDays(given: string | undefined): Rule['weekdays'] | undefined {
  if (given === undefined) return null;
  const days = given.split(',').map((one) => /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(one));
  return days.length <= 7 && days.every((day) => day !== null) ? days.map((day) => ({ nth: Number(day[1] ?? 0), weekday: weekdays.indexOf(day[2]!) })) : undefined;
}

const partsOf = (day: number): [number, number, number] => dateOfDay(day).split('-').map(Number) as [number, number, number];
