/** The stretch of time a report is about: local dates and weeks of a zone, turned into instants. Knows no tickets. */
import { DateTime, IANAZone } from 'luxon';
import { CatalogueError } from '../errors.ts';
import { instantOf, type Instant } from '../values.ts';

/** What is asked for: dates (YYYY-MM-DD, both included) of an IANA zone. Default: the twelve weeks that end with this one. */
export interface PeriodQuery { from?: string | undefined; to?: string | undefined; zone: string }

/** `week` is the Monday it begins on; `fromAt` on and before `toAt`, cut at the ends of the period. */
export interface ReportWeek { week: string; fromAt: Instant; toAt: Instant }

export interface ReportPeriod {
  from: string; to: string; zone: string;
  /** The first instant, and the first one after it. */
  fromAt: Instant; toAt: Instant;
  /** Every week of the period, the earliest first. */
  weeks: ReportWeek[];
  /** The `lineWeeks` weeks that end with the period, whole at their beginning: they may begin before it. */
  line: ReportWeek[];
}

export const lineWeeks = 12;
/** Two years. */
export const mostWeeks = 106;

/** Throws REPORT_ZONE_UNKNOWN, REPORT_DATE_UNKNOWN, REPORT_PERIOD_REVERSED, REPORT_PERIOD_LONG. */
export function periodOf({ from, to, zone }: PeriodQuery, nowMs: number): ReportPeriod {
  if (!IANAZone.isValidZone(zone)) throw new CatalogueError('REPORT_ZONE_UNKNOWN', { zone });
  const last = to === undefined ? DateTime.fromMillis(nowMs, { zone }).startOf('day') : dayOf(to, zone);
  const first = from === undefined ? last.startOf('week').minus({ weeks: lineWeeks - 1 }) : dayOf(from, zone);
  if (last < first) throw new CatalogueError('REPORT_PERIOD_REVERSED', { from: first.toISODate()!, to: last.toISODate()! });
  const [begin, end] = [first.startOf('day'), last.plus({ days: 1 }).startOf('day')];
  const count = Math.round(last.startOf('week').diff(first.startOf('week'), 'weeks').weeks) + 1;
  if (count > mostWeeks) throw new CatalogueError('REPORT_PERIOD_LONG', { weeks: mostWeeks });
  const weeksFrom = (monday: DateTime, length: number): ReportWeek[] => Array.from({ length }, (_, at) => {
    const [starts, ends] = [monday.plus({ weeks: at }), monday.plus({ weeks: at + 1 })];
    return { week: starts.toISODate()!, fromAt: atOf(starts), toAt: atOf(ends < end ? ends : end) };
  });
  const weeks = weeksFrom(first.startOf('week'), count).map((week, at) => (at === 0 ? { ...week, fromAt: atOf(begin) } : week));
  return { from: first.toISODate()!, to: last.toISODate()!, zone, fromAt: atOf(begin), toAt: atOf(end), weeks, line: weeksFrom(last.startOf('week').minus({ weeks: lineWeeks - 1 }), lineWeeks) };
}

const atOf = (day: DateTime): Instant => instantOf(day.toMillis());

function dayOf(date: string, zone: string): DateTime {
  const day = /^\d{4}-\d\d-\d\d$/.test(date) ? DateTime.fromISO(date, { zone }) : null;
  if (!day?.isValid || day.year < 2000 || day.year > 2200) throw new CatalogueError('REPORT_DATE_UNKNOWN', { date: date.slice(0, 40) });
  return day.startOf('day');
}
