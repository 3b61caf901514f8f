/** Which runs and incidents are listed, as the address says it: `?q=INC-7&flow=incident&version=3&step=repair&phase=incident,suspended&age=P1D`. Reads any address, keeps only what it knows. */
import { runPhases } from '#domain/flow/run.phase';
import type { QueryOf } from '#api/routes';
import { viewOf } from '../../view/tabs.ts';

export const ages = ['PT1H', 'P1D', 'P7D', 'P30D'] as const;
export const sorts = ['updated', 'started', 'oldest'] as const;
/** What both lists are narrowed by. */
export interface SharedFilters {
  q?: string; flow?: string;
  /** Of a flow only. */
  version?: number; step?: string;
  age?: (typeof ages)[number];
  view?: string;
}
export interface RunFilters extends SharedFilters { /** Some of the phases, comma between. */ phase?: string; sort?: (typeof sorts)[number] }
export interface IncidentFilters extends SharedFilters { code?: string }

type Search = Readonly<Record<string, unknown>>;
const textOf = (value: unknown, most: number): string | undefined => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trimStart() : '';
  return text === '' || text.length > most ? undefined : text;
};
const known = <T extends object>(filters: T): T => Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as T;

function sharedOf(search: Search): { [Name in keyof SharedFilters]: SharedFilters[Name] | undefined } {
  const flow = textOf(search['flow'], 100);
  const version = Number(search['version']);
  return {
    q: textOf(search['q'], 200), flow, version: flow !== undefined && Number.isSafeInteger(version) && version > 0 && version <= 1_000_000 ? version : undefined,
    step: flow === undefined ? undefined : textOf(search['step'], 100), age: ages.find((age) => age === search['age']), ...viewOf(search),
  };
}

export function parseRunFilters(search: Search): RunFilters {
  const asked = (textOf(search['phase'], 100) ?? '').split(',');
  const phases = runPhases.filter((phase) => asked.includes(phase));
  return known({ ...sharedOf(search), phase: phases.length > 0 && phases.length < runPhases.length ? phases.join(',') : undefined, sort: sorts.find((sort) => sort === search['sort'] && sort !== 'updated') }) as RunFilters;
}
export const parseIncidentFilters = (search: Search): IncidentFilters => known({ ...sharedOf(search), code: textOf(search['code'], 100) }) as IncidentFilters;

const askedOf = ({ q, flow, version, step, age }: SharedFilters): QueryOf<'runs.counts'> => known({ q: q?.trim() || undefined, flow, version, step, age }) as QueryOf<'runs.counts'>;
export const countsQuery = (filters: RunFilters): QueryOf<'runs.counts'> => askedOf(filters);
export const runsQuery = (filters: RunFilters): QueryOf<'runs.list'> => ({ ...askedOf(filters), ...known({ phase: filters.phase, sort: filters.sort }) }) as QueryOf<'runs.list'>;
export const incidentsQuery = (filters: IncidentFilters): QueryOf<'incidents.list'> => ({ ...askedOf(filters), ...known({ code: filters.code }) }) as QueryOf<'incidents.list'>;
/** The order narrows nothing. */
export const isNarrowed = (filters: RunFilters | IncidentFilters): boolean => Object.keys(filters).some((name) => name !== 'view' && name !== 'sort');
