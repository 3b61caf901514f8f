/** An edit that is being made of a calendar: what it began from, and what was changed. Kept until it is saved or dropped. Pure. */
import type { ResponseOf } from '#api/routes';
import type { CalendarEdit, CalendarVersion } from '#domain/sla/calendar.schema';
import { versionOn } from '#domain/sla/calendar.version';
import type { Text } from '#domain/values';

export type CalendarView = ResponseOf<'calendars.read'>;
export type SpecialKind = 'holidays' | 'halfDays' | 'makeUpDays';
export type Version = Pick<CalendarVersion, 'week' | SpecialKind>;

/** `revision` is the saved one it began from, 0 for a new calendar; `key` is chosen for a new one. */
export interface Draft { revision: number; key: string; name: Text; zone: string; validFrom: string | null; version: Version }

const partsOf = ({ week, holidays, halfDays, makeUpDays }: CalendarVersion): Version => ({ week, holidays, halfDays, makeUpDays });

/** Begins with the version that holds on the date; what is saved holds from the date on. */
export function draftOf({ calendar, revision }: Pick<CalendarView, 'calendar' | 'revision'>, validFrom: string | null): Draft {
  return { revision, key: calendar.key, name: calendar.name, zone: calendar.zone, validFrom, version: partsOf(versionOn(calendar, validFrom ?? '')) };
}

export const newDraft = (zone: string): Draft => ({
  revision: 0, key: '', name: { en: '' }, zone, validFrom: null,
  version: { week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ from: '09:00', to: '17:00' }]])), holidays: [], halfDays: [], makeUpDays: [] },
});

/** Languages left empty are none. */
export function editOf({ name: { en, zh, ar }, zone, validFrom, version }: Draft): CalendarEdit {
  return { name: { en: en.trim() || '-', ...(zh?.trim() ? { zh: zh.trim() } : {}), ...(ar?.trim() ? { ar: ar.trim() } : {}) }, zone, validFrom, version };
}

export const isSameDraft = (one: Draft, other: Draft): boolean => JSON.stringify(editOf(one)) === JSON.stringify(editOf(other));

/** A key made of a name, for who does not want to think of one. */
export const keyOf = (name: string): string => name.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 64);

/** Where the version of a date begins: that of the draft, among those saved. */
export const hasVersionFrom = ({ calendar }: Pick<CalendarView, 'calendar'>, validFrom: string | null): boolean => calendar.versions.some((version) => (version.validFrom ?? null) === validFrom);
