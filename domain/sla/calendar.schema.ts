/** The shape of a calendar file: when people work. What contradicts itself in one is refused by calendar.check.ts; counting is left to working-time.ts. */
import { z } from 'zod';
import { says } from '../issue.ts';
import { textSchema } from '../values.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const weekdaySchema = z.enum(weekdays);
export type Weekday = z.infer<typeof weekdaySchema>;

const timeOfDay = String.raw`(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?`;

export const windowSchema = z.strictObject({
  from: z.string().regex(new RegExp(`^${timeOfDay}$`), says('calendar.time')).describe('Opening, local time HH:MM or HH:MM:SS.'),
  to: z.string().regex(new RegExp(`^(?:${timeOfDay}|24:00(?::00)?)$`), says('calendar.closing'))
    .describe('Closing, local time. Earlier than `from`: the window reaches into the next day and still belongs to the day it begins on. 24:00 is midnight; 23:59 and 23:59:59 are read as 24:00, so that no second is lost.'),
}).describe('A stretch of working time within a day.');
export type Window = z.infer<typeof windowSchema>;

const windowsSchema = z.array(windowSchema).max(48);
const datePattern = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const dateSchema = z.string().regex(new RegExp(`^${datePattern}$`), says('calendar.date'));
const anyDateSchema = z.string().regex(new RegExp(`^(?:${datePattern}|(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))$`), says('calendar.any-date'));

const specialDay = {
  date: anyDateSchema.describe('YYYY-MM-DD for one date, MM-DD for every year.'),
  until: anyDateSchema.optional().describe('Last day of a range, written like `date`. Default: the one day.'),
  name: textSchema.optional().describe('Shown in explanations.'),
  active: z.boolean().default(true).describe('false keeps the entry without effect.'),
  source: z.string().max(200).optional().describe('Where the entry was taken from, such as "pack:DE-BY" or "file:holidays.ics". Default: written by hand.'),
};

export const holidaySchema = z.strictObject(specialDay).describe('Days without work.');
export const halfDaySchema = z.strictObject({ ...specialDay, windows: windowsSchema.min(1) }).describe('Days with windows of their own instead of those of the week.');
export const makeUpDaySchema = z.strictObject({
  ...specialDay,
  like: weekdaySchema.optional().describe('Works like this weekday.'),
  windows: windowsSchema.min(1).optional().describe('Or works in these windows.'),
}).refine((day) => (day.like === undefined) !== (day.windows === undefined), { message: says('calendar.like-or-windows'), path: ['like'] })
  .describe('Days that are worked although the week or a holiday says otherwise (调休).');

const weekSchema = z.union([
  z.literal('24/7').describe('Every hour of every day.'),
  z.strictObject(Object.fromEntries(weekdays.map((day) => [day, windowsSchema.optional()])) as Record<Weekday, z.ZodOptional<typeof windowsSchema>>),
]).describe('Working windows by weekday; a weekday left out is not worked.');

export const calendarVersionSchema = z.strictObject({
  validFrom: dateSchema.optional().describe('First local date this version holds for. Left out: from the beginning. The earliest version also holds for the time before it.'),
  week: weekSchema,
  holidays: z.array(holidaySchema).max(2000).default([]),
  halfDays: z.array(halfDaySchema).max(2000).default([]).describe('A half day wins over a holiday of the same date.'),
  makeUpDays: z.array(makeUpDaySchema).max(2000).default([]).describe('A make-up day wins over half days and holidays of the same date.'),
});

/** A calendar as people write it. `zone` is an IANA name; all times and dates in it are local to that zone. */
export const calendarSchema = z.strictObject({
  $schema: z.string().optional(),
  formatVersion: z.literal(1).default(1),
  key: z.string().regex(/^\S{1,64}$/, says('calendar.key')).describe('Name in policies and files.'),
  name: textSchema,
  zone: z.string().min(1).max(64).describe('IANA time zone, such as Europe/Berlin.'),
  versions: z.array(calendarVersionSchema).min(1).max(200).describe('Working time by the date from which it holds.'),
});
export type Calendar = z.infer<typeof calendarSchema>;
export type CalendarInput = z.input<typeof calendarSchema>;
export type CalendarVersion = z.infer<typeof calendarVersionSchema>;
export type Holiday = z.infer<typeof holidaySchema>;

/** What people send of an edit (calendar.edit.ts). Loose on purpose: what is wrong is said by the check of the whole calendar, with its code. */
export const calendarEditSchema = z.object({
  name: textSchema,
  zone: z.string().max(64),
  /** First local date the edit holds for. Null: from the beginning, which only the first version of a calendar may. */
  validFrom: z.string().max(10).nullable(),
  version: z.object({ week: z.unknown(), holidays: z.array(z.unknown()).max(2000), halfDays: z.array(z.unknown()).max(2000), makeUpDays: z.array(z.unknown()).max(2000) }),
});
export type CalendarEdit = z.infer<typeof calendarEditSchema>;

/** The published JSON Schema of the calendar file, as the text of docs/schemas/calendar.schema.json. */
export function generateCalendarSchema(): string {
  const schema = z.toJSONSchema(calendarSchema, { io: 'input', target: 'draft-2020-12', reused: 'inline' });
  return `${JSON.stringify({ $schema: schema.$schema, title: 'Signalbox calendar', ...schema }, null, 2)}\n`;
}
