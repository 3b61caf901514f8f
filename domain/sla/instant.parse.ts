/** Reads times people write: with Z or an offset they are instants, without they are local to a calendar's zone. */
import { CatalogueError } from '../errors.ts';
import { instantOf, type Instant } from '../values.ts';
import { dateOfDay, dayNumber } from './calendar.days.ts';
import { DAY_MS } from './duration.ts';
import { FIRST_YEAR, LAST_YEAR, type ZoneTimeline } from './zone-timeline.ts';

const timePattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * Milliseconds since 1970 of "2034-06-09T08:46:12Z", "2034-06-09 10:46+02:00", "2034-06-09T08:46:12.250" (local) or "2034-06-09" (local midnight).
 * A local time a clock change leaves out is as much later as the clocks jump; one that happens twice is its first occurrence. Throws SLA_INSTANT_INVALID.
 */
export function parseTimeMs(text: string, timeline: ZoneTimeline, path = 'time'): number {
  const refuse = (): never => { throw new CatalogueError('SLA_INSTANT_INVALID', { text, path }); };
  const parts = timePattern.exec(text.trim()) ?? refuse();
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part: string | undefined) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const fraction = Math.floor(Number(`0.${parts[7] ?? '0'}`) * 1000 + 1e-6);
  const date = dayNumber(year, month, day);
  const isRealDate = month >= 1 && month <= 12 && dateOfDay(date) === `${parts[1]}-${parts[2]}-${parts[3]}`;
  const sinceMidnight = ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
  const isRealTime = minute < 60 && second < 60 && sinceMidnight <= DAY_MS;
  if (!isRealDate || !isRealTime || year < FIRST_YEAR || year > LAST_YEAR) refuse();
  const localMs = date * DAY_MS + sinceMidnight;
  const zone = parts[8];
  if (zone === undefined) return timeline.toInstantMs(localMs, 'forward');
  const offset = zone.toUpperCase() === 'Z' ? 0 : offsetMinutes(zone);
  if (Math.abs(offset) > 18 * 60) refuse();
  return localMs - offset * 60_000;
}

/** An instant as the wire writes it where milliseconds are rarely there: "2034-06-09T09:16:12Z", "...12.250Z". */
export const shortInstant = (instant: Instant): string => (instant.endsWith('.000Z') ? `${instant.slice(0, -5)}Z` : instant);

/** `parseTimeMs` as instant. */
export const parseTime = (text: string, timeline: ZoneTimeline, path?: string): Instant => instantOf(parseTimeMs(text, timeline, path));

const offsetMinutes = (zone: string): number => {
  const digits = zone.slice(1).replace(':', '');
  const size = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return zone.startsWith('-') ? -size : size;
};
