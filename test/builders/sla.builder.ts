/** Calendars for tests and benches, among them those the published SLA scenarios are told in. */
import { parseCalendar } from '#domain/sla/calendar.check';
import type { CalendarInput } from '#domain/sla/calendar.schema';
import { workingCalendar, type WorkingCalendar } from '#domain/sla/working-time';

type VersionInput = CalendarInput['versions'][number];
export type WeekInput = VersionInput['week'];

const weekdaysOnly = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** "08:00-13:00 14:00-18:00" on each of the days. */
export const week = (days: readonly string[], windows: string): WeekInput =>
  Object.fromEntries(days.map((day) => [day, windows.split(' ').map((text) => ({ from: text.split('-')[0]!, to: text.split('-')[1]! }))])) as WeekInput;
export const workweek = (windows: string): WeekInput => week(weekdaysOnly, windows);
export const everyDay = (windows: string): WeekInput => week([...weekdaysOnly, 'sat', 'sun'], windows);

/** A calendar of one version. */
export const calendarOf = (zone: string, weekly: WeekInput, special: Omit<VersionInput, 'week'> = {}, key = 'scenario'): WorkingCalendar =>
  workingCalendar(parseCalendar({ key, name: { en: key }, zone, versions: [{ week: weekly, ...special }] }));

const feasts = { holidays: ['01-01', '05-01', '12-24', '12-25', '12-26', '12-31'].map((date) => ({ date })) };

export const scenarioCalendars = {
  A: calendarOf('UTC', { ...(week(['tue', 'wed', 'thu', 'fri'], '08:30-19:00') as object), ...(week(['mon'], '10:30-19:00') as object) } as WeekInput, {}, 'A'),
  B: calendarOf('UTC', workweek('08:00-20:00'), {}, 'B'),
  C: calendarOf('Europe/Berlin', workweek('08:00-13:00 14:00-18:00'), feasts, 'C'),
  D: calendarOf('Europe/Berlin', workweek('08:00-18:00'), feasts, 'D'),
  E: calendarOf('Europe/Berlin', everyDay('09:00-18:00'), {}, 'E'),
  F: calendarOf('Europe/Berlin', workweek('09:00-17:00'), {}, 'F'),
  G: calendarOf('UTC', workweek('10:00-18:00'), {}, 'G'),
  H: calendarOf('UTC', workweek('09:00-17:00'), {}, 'H'),
  I: calendarOf('Asia/Shanghai', workweek('08:00-12:00 14:00-18:00'), {}, 'I'),
  '8-18': calendarOf('UTC', workweek('08:00-18:00'), {}, '8-18'),
  '24/7': calendarOf('UTC', '24/7', {}, '24/7'),
  '24/7 Berlin': calendarOf('Europe/Berlin', '24/7', feasts, '24/7-Berlin'),
  '23:59': calendarOf('UTC', everyDay('00:00-23:59'), {}, '23:59'),
  F26: calendarOf('Europe/Berlin', workweek('09:00-17:00'), { holidays: [{ date: '2015-09-22' }, { date: '2015-09-23', active: false }, { date: '2015-09-24', active: false }] }, 'F26'),
  G30: calendarOf('UTC', workweek('10:00-18:00'), { holidays: [{ date: '2025-09-04' }, { date: '2025-09-05' }] }, 'G30'),
  I36: calendarOf('Asia/Shanghai', workweek('08:00-12:00 14:00-18:00'), {
    holidays: [{ date: '2024-10-01', until: '2024-10-07', name: { en: 'National Day', zh: '国庆节' } }], makeUpDays: [{ date: '2024-10-12', like: 'fri' }],
  }, 'I36'),
} satisfies Record<string, WorkingCalendar>;
export type ScenarioCalendar = keyof typeof scenarioCalendars;
