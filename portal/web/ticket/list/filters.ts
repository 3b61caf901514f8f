/** Which tickets the list shows, as the address says it: `?category=open,waiting&team=network&sort=due`. Reads any address, keeps only what it knows. */
import type { QueryOf } from '#api/routes';
import { priorities } from '#domain/ticket/ticket.schema';

export const categories = ['open', 'waiting', 'recovered', 'resolved', 'closed', 'cancelled'] as const;
export const sorts = ['updated', 'opened', 'priority', 'due'] as const;
export const mines = ['assigned', 'requested', 'team'] as const;
/** Not finished: what is listed when the address says nothing about state. */
export const unfinished: readonly Category[] = ['open', 'waiting', 'recovered'];
export type Category = (typeof categories)[number];

export interface TicketFilters {
  q?: string;
  /** 'all', or some of the categories. Absent: the unfinished ones. */
  category?: string;
  priority?: string;
  type?: string; team?: string; assignee?: string;
  mine?: (typeof mines)[number];
  sort?: (typeof sorts)[number];
}
const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > 200 ? undefined : text;
};
const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined => known.find((item) => item === value);
const someOf = (known: readonly string[], value: unknown): string | undefined => {
  const asked = (textOf(value) ?? '').split(',');
  const kept = known.filter((item) => asked.includes(item));
  return kept.length > 0 && kept.length < known.length ? kept.join(',') : undefined;
};

/** The filters of an address; what is unknown or the default is left out, so that equal lists have equal addresses. */
export function parseFilters(search: Readonly<Record<string, unknown>>): TicketFilters {
  const category = search['category'] === 'all' ? 'all' : someOf(categories, search['category']);
  const sort = oneOf(sorts, search['sort']);
  const filters: TicketFilters = {
    q: textOf(search['q']), category: category === unfinished.join(',') ? undefined : category, priority: someOf(priorities, search['priority']),
    type: textOf(search['type']), team: textOf(search['team']), assignee: textOf(search['assignee']), mine: oneOf(mines, search['mine']), sort: sort === 'updated' ? undefined : sort,
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

/** The categories chosen; all of them for 'all'. */
export const categoriesOf = (filters: TicketFilters): readonly Category[] =>
  filters.category === undefined ? unfinished : filters.category === 'all' ? categories : categories.filter((category) => filters.category!.split(',').includes(category));

/** What the API is asked for. */
export function queryOf(filters: TicketFilters): QueryOf<'tickets.list'> {
  const { category: _category, sort, ...rest } = filters;
  const chosen = categoriesOf(filters);
  return { ...rest, sort: sort ?? 'updated', limit: 50, ...(chosen.length === categories.length ? {} : { category: chosen.join(',') }) };
}

/** Adds or removes one value of a list-valued filter, back to "absent" when nothing is left. */
export function toggled(list: string | undefined, value: string): string | undefined {
  const values = list ? list.split(',') : [];
  const next = values.includes(value) ? values.filter((item) => item !== value) : [...values, value];
  return next.length > 0 ? next.join(',') : undefined;
}
/** Whether anything narrows the list beyond its default. */
export const isNarrowed = (filters: TicketFilters): boolean => Object.keys(filters).some((name) => name !== 'sort');
