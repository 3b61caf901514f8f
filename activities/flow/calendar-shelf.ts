/** Working calendars kept ready for counting: preparing one is dear, so it is prepared again only when it has changed, and looked up again only after a second (a recount waits for twice that). */
import { CatalogueError } from '#domain/errors';
import type { Calendar } from '#domain/sla/calendar.schema';
import { workingCalendar, type WorkingCalendar } from '#domain/sla/working-time';

export interface CalendarShelf {
  /** Throws CALENDAR_UNKNOWN. An empty key takes the first calendar there is. */
  take(key: string): Promise<WorkingCalendar>;
}

export interface ShelfOf { read(key: string): Promise<Calendar | null>; list(): Promise<Calendar[]>; nowMs(): number; keepMs?: number }

export function createCalendarShelf({ read, list, nowMs, keepMs = 1_000 }: ShelfOf): CalendarShelf {
  const kept = new Map<string, { until: number; text: string; calendar: WorkingCalendar }>();
  return {
    async take(key) {
      const known = kept.get(key);
      if (known !== undefined && known.until > nowMs()) return known.calendar;
      const calendar = key === '' ? ((await list())[0] ?? null) : await read(key);
      if (calendar === null) throw new CatalogueError('CALENDAR_UNKNOWN', { calendar: key });
      const text = JSON.stringify(calendar);
      const made = known?.text === text ? known.calendar : workingCalendar(calendar);
      kept.set(key, { until: nowMs() + keepMs, text, calendar: made });
      return made;
    },
  };
}
