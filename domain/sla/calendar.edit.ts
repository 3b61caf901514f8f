/** An edit of a calendar: a version of its own from a date on, or the mending of the one that begins there. What lies before that date stays as it was. */
import { CatalogueError, errorDetail, type ErrorDetail } from '../errors.ts';
import { epochMs, type Instant } from '../values.ts';
import { checkCalendar } from './calendar.check.ts';
import { calendarVersionSchema, type Calendar, type CalendarEdit } from './calendar.schema.ts';
import { byDate } from './calendar.version.ts';
import { dateOfDay } from './calendar.days.ts';
import { DAY_MS } from './duration.ts';
import { isKnownZone, zoneTimeline } from './zone-timeline.ts';

/**
 * The calendar with the edit: the version of the same date is replaced, any other stays. Name and zone hold for all versions. Throws SLA_CALENDAR_* with
 * every fault as details; paths are those of the edit (`week.mon.0`, `holidays.3`, `zone`).
 */
export function editCalendar(key: string, before: Calendar | null, edit: CalendarEdit): Calendar {
  const edited = { ...edit.version, ...(edit.validFrom === null ? {} : { validFrom: edit.validFrom }) };
  const others = (before?.versions ?? []).filter((version) => (version.validFrom ?? null) !== edit.validFrom);
  const checked = checkCalendar({ formatVersion: 1, key, name: edit.name, zone: edit.zone, versions: [edited, ...others] });
  if ('faults' in checked) {
    const details = checked.faults.map(ofEdit);
    throw new CatalogueError(details[0]!.code, details[0]!.params, details);
  }
  return { ...checked.calendar, versions: checked.calendar.versions.toSorted(byDate) };
}

/** The local date of an instant in a zone; in UTC where the zone is not known. */
export function dateIn(zone: string, at: Instant): string {
  const ms = epochMs(at);
  return dateOfDay(Math.floor((isKnownZone(zone) ? zoneTimeline(zone).toLocalMs(ms) : ms) / DAY_MS));
}

/** Whether two calendars count alike and are called alike. */
export const isSameCalendar = (one: Calendar, other: Calendar): boolean => JSON.stringify(plain(one)) === JSON.stringify(plain(other));

const plain = ({ key, name, zone, versions }: Calendar) => ({ key, name: [name.en, name.zh ?? '', name.ar ?? ''], zone, versions: versions.map((version) => calendarVersionSchema.parse(version)).toSorted(byDate) });

/** The edited version is the first of those checked. */
function ofEdit(fault: ErrorDetail): ErrorDetail {
  const short = (path: string): string => path.replace(/^versions\.0\.?/, '');
  const params = Object.fromEntries(Object.entries(fault.params ?? {}).map(([name, value]) => [name, typeof value === 'string' && (name === 'path' || name === 'other') ? short(value) : value]));
  return errorDetail(fault.code as Parameters<typeof errorDetail>[0], short(fault.path), params);
}
