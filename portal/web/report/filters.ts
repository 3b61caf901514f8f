/** What the service levels are about, as the address says it: `?from=2026-11-02&to=2026-11-29&team=network&type=incident&priority=P1,P2&promise=response`. Reads any address, keeps only what it knows. */
import type { QueryOf } from '#api/routes';
import { promises, type PromiseKind } from '#domain/report/levels.schema';
import { priorities } from '#domain/ticket/ticket.schema';

export interface LevelFilters {
  /** Days of the reader. Absent: the twelve weeks that end with this one. */
  from?: string; to?: string;
  team?: string; type?: string;
  /** Some of the priorities, comma between. */
  priority?: string;
  promise?: PromiseKind;
  /** What of the weekly reports is open: "list", "new", or the id of one. */
  weekly?: string;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' && value.length <= 100 ? value.trim() : undefined);
function dayOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && /^2[01]\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : undefined;
}
function someOf(value: unknown): string | undefined {
  const asked = (textOf(value) ?? '').split(',');
  const kept = priorities.filter((priority) => asked.includes(priority));
  return kept.length > 0 && kept.length < priorities.length ? kept.join(',') : undefined;
}

export function parseLevelFilters(search: Readonly<Record<string, unknown>>): LevelFilters {
  const filters = {
    from: dayOf(search['from']), to: dayOf(search['to']), team: textOf(search['team']), type: textOf(search['type']), priority: someOf(search['priority']),
    promise: promises.find((promise) => promise === search['promise']), weekly: textOf(search['weekly']),
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

/** What the API is asked for; days and weeks are the reader's. */
export const queryOf = ({ weekly: _weekly, ...filters }: LevelFilters, zone: string): QueryOf<'serviceLevels.read'> => ({ ...filters, zone });
/** Whether anything but the choice of the promise narrows the figures. */
export const isNarrowed = ({ promise: _promise, weekly: _weekly, ...rest }: LevelFilters): boolean => Object.keys(rest).length > 0;
/** The zone this browser is in. */
export const readerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'Etc/UTC';
