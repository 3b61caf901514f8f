/** Turns local times of one zone into instants and back, with every clock change of the zone. Which times are worked is left to day-plan.ts. */
import { IANAZone } from 'luxon';
import { CatalogueError } from '../errors.ts';
import { DAY_MS } from './duration.ts';

/** From `atMs` on, clocks show `afterMs` more than UTC; before, `beforeMs`. */
export interface ZoneChange { atMs: number; beforeMs: number; afterMs: number }

/** Local times are milliseconds since 1970-01-01 00:00 as if the local clock were UTC. */
export interface ZoneTimeline {
  readonly zone: string;
  toLocalMs(instantMs: number): number;
  /**
   * The first instant whose local time is `localMs` or later. A time that happens twice is its first occurrence. A time that a clock change leaves
   * out is, by `inGap`, the change itself ('edge': where a window begins or ends) or as much later as the clocks jumped ('forward': 02:05 becomes 03:05).
   */
  toInstantMs(localMs: number, inGap: 'edge' | 'forward'): number;
  changesBetween(fromMs: number, toMs: number): ZoneChange[];
}

/** Instants outside these years are refused rather than answered wrongly. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2400;

interface Span { fromMs: number; offsetMs: number }

const timelines = new Map<string, ZoneTimeline>();

/** The timeline of an IANA zone. Zones and their years are looked at once and kept: a zone's table does not change while a process runs. Throws SLA_CALENDAR_ZONE_UNKNOWN. */
export function zoneTimeline(zone: string): ZoneTimeline {
  let timeline = timelines.get(zone);
  if (timeline === undefined) timelines.set(zone, (timeline = timelineOf(zone, zoneOf(zone))));
  return timeline;
}

function timelineOf(zone: string, iana: IANAZone): ZoneTimeline {
  const byYear = new Map<number, Span[]>();
  const spansOf = (ms: number): Span[] => {
    const year = yearOf(ms);
    let spans = byYear.get(year);
    if (spans === undefined) byYear.set(year, (spans = spansOfYear(iana, year)));
    return spans;
  };
  const offsetMs = (instantMs: number): number => {
    const spans = spansOf(instantMs);
    let at = spans.length - 1;
    while (at > 0 && spans[at]!.fromMs > instantMs) at--;
    return spans[at]!.offsetMs;
  };
  return {
    zone,
    toLocalMs: (instantMs) => instantMs + offsetMs(instantMs),
    toInstantMs(localMs, inGap) {
      const spans = spansOf(localMs);
      for (let i = 0; i < spans.length; i++) {
        const instant = localMs - spans[i]!.offsetMs;
        const next = spans[i + 1];
        if (next !== undefined && instant >= next.fromMs) continue;
        if (instant >= spans[i]!.fromMs || i === 0) return instant;
        return inGap === 'edge' ? spans[i]!.fromMs : localMs - spans[i - 1]!.offsetMs;
      }
      return localMs - spans[spans.length - 1]!.offsetMs;
    },
    changesBetween(fromMs, toMs) {
      const changes: ZoneChange[] = [];
      for (let year = yearOf(fromMs); year <= yearOf(toMs); year++) {
        const spans = spansOf(Date.UTC(year, 6, 1));
        spans.forEach((span, i) => {
          const before = spans[i - 1];
          if (before !== undefined && yearOf(span.fromMs) === year && span.fromMs > fromMs && span.fromMs <= toMs) {
            changes.push({ atMs: span.fromMs, beforeMs: before.offsetMs, afterMs: span.offsetMs });
          }
        });
      }
      return changes;
    },
  };
}

/** True for an IANA zone name this machine's time zone data knows. */
export const isKnownZone = (zone: string): boolean => /^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone) && IANAZone.isValidZone(zone);

/** UTC year of a time in milliseconds. */
export const yearOf = (ms: number): number => new Date(ms).getUTCFullYear();

function zoneOf(zone: string): IANAZone {
  if (!isKnownZone(zone)) throw new CatalogueError('SLA_CALENDAR_ZONE_UNKNOWN', { zone });
  return IANAZone.create(zone);
}

/** Offsets over a UTC year and three days around it, so that local times near New Year find theirs. Sampled daily; a change is then found to the second. */
function spansOfYear(zone: IANAZone, year: number): Span[] {
  const offsetAt = (ms: number): number => Math.round(zone.offset(ms) * 60_000);
  const fromMs = Date.UTC(year, 0, 1) - 3 * DAY_MS;
  const toMs = Date.UTC(year + 1, 0, 1) + 3 * DAY_MS;
  const spans: Span[] = [{ fromMs, offsetMs: offsetAt(fromMs) }];
  let offset = spans[0]!.offsetMs;
  for (let ms = fromMs + DAY_MS; ms <= toMs; ms += DAY_MS) {
    const next = offsetAt(ms);
    if (next === offset) continue;
    let low = ms - DAY_MS;
    let high = ms;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (offsetAt(middle) === offset) low = middle;
      else high = middle;
    }
    spans.push({ fromMs: high, offsetMs: next });
    offset = next;
  }
  return spans;
}
