/** Special days as the page lists, adds and takes out. Pure. */
import { closedDays, type Closure, type HalfDay } from '#domain/sla/closure';
import type { CalendarVersion, Holiday } from '#domain/sla/calendar.schema';
import type { SpecialKind, Version } from './draft.ts';

export type MakeUpDay = CalendarVersion['makeUpDays'][number];
export type SpecialDay = Holiday | HalfDay | MakeUpDay;
/** One day with where it stands in its list, for faults and for changing it. */
export interface ListedDay { kind: SpecialKind; at: number; day: SpecialDay }

export const specialKinds: readonly SpecialKind[] = ['holidays', 'halfDays', 'makeUpDays'];

/** All of them in the order of the calendar; every year's first. */
export function listed(version: Version): ListedDay[] {
  const all = specialKinds.flatMap((kind) => version[kind].map((day, at): ListedDay => ({ kind, at, day })));
  return all.toSorted((a, b) => a.day.date.length - b.day.date.length || a.day.date.localeCompare(b.day.date));
}

/** Whether a day is over on a date; one of every year never is. */
export const isPast = ({ day }: ListedDay, today: string): boolean => day.date.length === 10 && (day.until ?? day.date) < today;

export const without = (version: Version, { kind, at }: Pick<ListedDay, 'kind' | 'at'>): Version => ({ ...version, [kind]: version[kind].filter((_, index) => index !== at) });
export const withDay = (version: Version, kind: SpecialKind, day: SpecialDay): Version => ({ ...version, [kind]: [...version[kind], day] });
export const changed = (version: Version, { kind, at }: Pick<ListedDay, 'kind' | 'at'>, change: Partial<SpecialDay>): Version =>
  ({ ...version, [kind]: version[kind].map((day, index) => (index === at ? { ...day, ...change } : day)) });
export const withoutSource = (version: Version, source: string): Version => specialKinds.reduce<Version>((next, kind) => ({ ...next, [kind]: (next[kind] as SpecialDay[]).filter((day) => day.source !== source) }), version);

/** Days from a pack or a file; what the same source brought before goes first. Dates that are there already, and closed alike, are not doubled. */
export function withClosedDays(version: Version, closures: readonly Closure[], source: string): Version {
  const base = withoutSource(version, source);
  const { holidays, halfDays } = closedDays(closures, version.week, source);
  const known = new Set([...base.holidays, ...base.halfDays].map(({ date }) => date));
  const isNew = ({ date }: { date: string }): boolean => !known.has(date) && !known.has(date.slice(5));
  return { ...base, holidays: [...base.holidays, ...holidays.filter(isNew)], halfDays: [...base.halfDays, ...halfDays.filter(isNew)] };
}

/** Sources of the days of a version, each with how many it brought. */
export function sourcesOf(version: Version): { source: string; days: number }[] {
  const counts = new Map<string, number>();
  for (const { day } of listed(version)) if (day.source !== undefined) counts.set(day.source, (counts.get(day.source) ?? 0) + 1);
  return [...counts].map(([source, days]) => ({ source, days }));
}
