/** Which version of a calendar holds on a date. Knows no zone, so the browser asks too. */
import type { Calendar, CalendarVersion } from './calendar.schema.ts';

/** Order of versions by the date from which they hold; one without a date is the first. */
export const byDate = (a: Pick<CalendarVersion, 'validFrom'>, b: Pick<CalendarVersion, 'validFrom'>): number => (a.validFrom ?? '').localeCompare(b.validFrom ?? '');

/** The version that holds on a local date (YYYY-MM-DD; empty: the beginning). The earliest one also holds before its date. */
export function versionOn(calendar: Pick<Calendar, 'versions'>, date: string): CalendarVersion {
  const sorted = calendar.versions.toSorted(byDate);
  return sorted.findLast((version) => (version.validFrom ?? '') <= date) ?? sorted[0]!;
}
