/** Where in the portal the service levels of a filter are. */
import type { LevelsFilter } from './subscription.schema.ts';

/** With its days written out: they stand though it is opened later. */
export function levelsPath(filter: { [Name in keyof LevelsFilter]: LevelsFilter[Name] | undefined }, { from, to }: { from: string; to: string }): string {
  const { team, type, priority, promise } = filter;
  const parts = Object.entries({ from, to, team, type, priority, promise }).flatMap(([name, value]) => (value ? [`${name}=${encodeURIComponent(value)}`] : []));
  return `/insight/service-levels?${parts.join('&')}`;
}
