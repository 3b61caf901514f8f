/** Decides which labels make an alarm's group and how the group is called. Ids are made of `groupText` by the store. */
import type { Alarm, AlarmSource } from './alarm.schema.ts';

/** Own label of that name, else "". Names come from outside: "constructor" must not find what every object has. */
export const labelOf = (labels: Record<string, string>, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? '') : '');

/** The values of the grouping labels, in order of name; a missing label groups as "". */
export const groupKeyOf = (alarm: Pick<Alarm, 'labels'>, groupBy: readonly string[]): [name: string, value: string][] =>
  [...new Set(groupBy)].sort().map((name) => [name, labelOf(alarm.labels, name)]);

/** One text per (source, grouping labels, values): the same for the same group, different for different ones. */
export const groupText = (source: string, key: readonly [string, string][]): string => JSON.stringify([source, key]);

/** What people read: the values of the key; without any, the name of the source. */
export function groupTitle(source: Pick<AlarmSource, 'name'>, key: readonly [string, string][]): string {
  const values = key.map(([, value]) => value).filter((value) => value !== '');
  return (values.length > 0 ? values.join(' · ') : source.name).slice(0, 300);
}
