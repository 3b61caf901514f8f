/** Which events the page shows, as the address says it: `?person=ana.silva&family=ticket,task&subject=INC-7&from=2026-11-01&to=2026-11-27`. Reads any address, keeps only what it knows. */
import type { QueryOf } from '#api/routes';
import { eventFamilies } from '#domain/audit/event.families';
import { viewOf } from '../view/tabs.ts';

export interface EventFilters {
  /** Person id. */
  person?: string;
  /** Some of the families, comma between. */
  family?: string;
  /** A ticket's key, or "<kind>:<id>". */
  subject?: string;
  /** Days of the reader, both counted in. */
  from?: string; to?: string;
  /** The saved view it began with; says nothing about what is listed. */
  view?: string;
}
const textOf = (value: unknown, most: number): string | undefined => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > most ? undefined : text;
};
const dayOf = (value: unknown): string | undefined => {
  const text = textOf(value, 10);
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : undefined;
};

export function parseEventFilters(search: Readonly<Record<string, unknown>>): EventFilters {
  const asked = (textOf(search['family'], 100) ?? '').split(',');
  const families = eventFamilies.filter((family) => asked.includes(family));
  const filters: EventFilters = {
    person: textOf(search['person'], 100), family: families.length > 0 && families.length < eventFamilies.length ? families.join(',') : undefined,
    subject: textOf(search['subject'], 220), from: dayOf(search['from']), to: dayOf(search['to']), ...viewOf(search),
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

/** Midnight at which a day of the reader begins, so many days later. */
function beginOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** What the API is asked for, list and file alike. */
export const searchOf = ({ person, family, subject, from, to }: EventFilters): Omit<QueryOf<'events.list'>, 'cursor' | 'limit'> => ({
  ...(person ? { actor: person } : {}), ...(family ? { family } : {}), ...(subject ? { subject } : {}), ...(from ? { from: beginOf(from, 0) } : {}), ...(to ? { to: beginOf(to, 1) } : {}),
});
export const isNarrowed = (filters: EventFilters): boolean => Object.keys(filters).some((name) => name !== 'view');
