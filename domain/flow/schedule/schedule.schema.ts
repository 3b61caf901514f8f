/** When a flow begins by itself, as its start says it: every so often, on days of the week or the month, or by a line of cron. Which instants that is, schedule.instants.ts works out. */
import { z } from 'zod';
import { phrase, type Phrase } from '../../message.ts';
import { durationMs } from '../kernel/kernel.duration.ts';
import { parseCron } from './schedule.cron.ts';

export const scheduleModes = ['every', 'week', 'month', 'cron'] as const;
export const scheduleDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const holidayRules = ['skip', 'move'] as const;
export const missedRules = ['last', 'all'] as const;
export const overlapRules = ['skip', 'start'] as const;
/** The shortest time between two firings, and how many times of day one schedule has. */
export const scheduleLimits = { leastMs: 60_000, times: 24, years: 10 } as const;

/** Half typed, its texts may be wrong; what is wrong with them is for `scheduleFault`. Times and dates are local to `zone`. */
export const scheduleSchema = z.strictObject({
  by: z.enum(scheduleModes),
  /** ISO duration, counted from `from`, else from the moment of publishing; clock changes do not touch it. */
  every: z.string().max(60).optional(),
  weekdays: z.array(z.enum(scheduleDays)).max(7).optional(),
  /** 1 to 31; -1 is the last day. A month without that day is passed over. */
  monthDays: z.array(z.number().int()).max(32).optional(),
  /** "08:00" */
  times: z.array(z.string().max(10)).max(scheduleLimits.times).optional(),
  cron: z.string().max(200).optional(),
  /** IANA zone. */
  zone: z.string().max(60).default('UTC'),
  /** Working calendar whose days without work are passed over, or whose next working day takes their firings. */
  calendar: z.string().max(100).optional(),
  holidays: z.enum(holidayRules).default('skip'),
  /** Nothing before, nothing after: "2026-01-05" or "2026-01-05T08:00". A date alone is included whole. */
  from: z.string().max(30).optional(), until: z.string().max(30).optional(),
  /** What is done about those that passed while nothing ran: the last of them, or all. */
  missed: z.enum(missedRules).default('last'),
  /** Where the ticket of the one before is still open: pass over, or open another. */
  overlap: z.enum(overlapRules).default('skip'),
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** Minutes since midnight, or null. */
export function minutesOf(time: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** A local date, with or without a time of day; null where there is no such date. */
export function localTimeOf(text: string): { date: string; minutes: number | null } | null {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::00)?)?$/.exec(text) ?? [];
  if (date === undefined || !isDate(date)) return null;
  const minutes = time === undefined ? null : minutesOf(time);
  return time !== undefined && minutes === null ? null : { date, minutes };
}
const isDate = (date: string): boolean => {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(date) && date >= '1900' && date < '2400';
};

export interface ScheduleFault { field: string; says: Phrase }

/** What is wrong with a schedule by itself; zones, calendars and whether it ever fires are not looked at. */
export function scheduleFault(given: Schedule): ScheduleFault | null {
  for (const field of ['from', 'until'] as const) {
    const text = given[field];
    if (text !== undefined && text !== '' && localTimeOf(text) === null) return fault(field, 'schedule.no-date');
  }
  switch (given.by) {
    case 'every': {
      const ms = durationMs(given.every ?? '');
      if (ms === null) return fault('every', 'flow.no-duration');
      if (ms < scheduleLimits.leastMs) return fault('every', 'schedule.too-often');
      return given.calendar && given.holidays === 'move' ? fault('holidays', 'schedule.no-move') : null;
    }
    case 'cron': {
      const read = parseCron(given.cron ?? '');
      return 'fault' in read ? { field: 'cron', says: phrase('schedule.no-cron', { part: read.fault }) } : null;
    }
    case 'week': return (given.weekdays ?? []).length === 0 ? fault('weekdays', 'schedule.no-day') : timesFault(given);
    case 'month': {
      const days = given.monthDays ?? [];
      if (days.length === 0) return fault('monthDays', 'schedule.no-day');
      return days.every((day) => day === -1 || (day >= 1 && day <= 31)) ? timesFault(given) : fault('monthDays', 'schedule.no-month-day');
    }
  }
}

function timesFault({ times = [] }: Schedule): ScheduleFault | null {
  return times.length > 0 && times.every((time) => minutesOf(time) !== null) ? null : fault('times', 'schedule.no-time');
}
const fault = (field: string, key: 'schedule.no-date' | 'flow.no-duration' | 'schedule.too-often' | 'schedule.no-move' | 'schedule.no-day' | 'schedule.no-month-day' | 'schedule.no-time'): ScheduleFault => ({ field, says: phrase(key) });
