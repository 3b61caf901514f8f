/** Decides which managed object an alarm is about, by its labels. Reading the registry is left to the activity. */
import type { ManagedObject } from '../object/object.schema.ts';
import { labelOf } from './grouping.ts';

/** Labels that name a thing, the most exact first. */
export const namingLabels = ['device', 'instance', 'host', 'hostname', 'node', 'service', 'application', 'job'] as const;

/** What to look for in the registry. A port after a host name ("srv1:9100") is tried with and without. */
export function objectClues(labels: Record<string, string>): { label: string; values: string[] }[] {
  return namingLabels.flatMap((label) => {
    const value = labelOf(labels, label);
    if (value === '') return [];
    const host = /^(.+):\d{1,5}$/.exec(value)?.[1];
    return [{ label, values: host ? [value, host] : [value] }];
  });
}

/** The best of the objects found: by the first clue it answers, by its label before its name; then by graver impact, then by id. Null when none fits. */
export function affectedObject(clues: readonly { label: string; values: string[] }[], found: readonly ManagedObject[]): ManagedObject | null {
  const fit = (object: ManagedObject): number => {
    const at = clues.findIndex(({ label, values }) => values.includes(labelOf(object.labels, label)) || values.includes(object.name) || values.includes(object.id));
    if (at < 0) return Infinity;
    const clue = clues[at];
    return at * 2 + (clue && clue.values.includes(labelOf(object.labels, clue.label)) ? 0 : 1);
  };
  const ranked = found.map((object) => ({ object, rank: fit(object) })).filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank || a.object.impact - b.object.impact || (a.object.id < b.object.id ? -1 : 1));
  return ranked[0]?.object ?? null;
}

/** Labels all of these alarms agree on. Of none: none. */
export function commonLabels(all: readonly Record<string, string>[]): Record<string, string> {
  const [first, ...rest] = all;
  if (!first) return {};
  return Object.fromEntries(Object.entries(first).filter(([name, value]) => rest.every((labels) => labelOf(labels, name) === value)));
}
