/** Working calendars by key. */
import type { Connection } from 'mongoose';
import { parseCalendar } from '#domain/sla/calendar.check';
import type { Calendar } from '#domain/sla/calendar.schema';
import { slaModels, type CalendarRow } from './sla.model.ts';

export interface CalendarRepo {
  /** Throws SLA_CALENDAR_* when what is stored is no calendar. */
  read(key: string): Promise<Calendar | null>;
  list(): Promise<Calendar[]>;
  save(calendar: Calendar): Promise<void>;
  addMissing(calendar: Calendar): Promise<void>;
}

export function createCalendarRepo(connection: Connection): CalendarRepo {
  const { calendars } = slaModels(connection);
  return {
    async read(key) {
      const row = await calendars.findById(key).lean<CalendarRow>().exec();
      return row === null ? null : parseCalendar(row.calendar);
    },
    list: async () => (await calendars.find().sort({ _id: 1 }).lean<CalendarRow[]>().exec()).map((row) => parseCalendar(row.calendar)),
    save: async (calendar) => { await calendars.replaceOne({ _id: calendar.key }, { _id: calendar.key, calendar }, { upsert: true }); },
    addMissing: async (calendar) => { await calendars.updateOne({ _id: calendar.key }, { $setOnInsert: { calendar } }, { upsert: true }); },
  };
}
