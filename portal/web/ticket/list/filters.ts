/** Which tickets the list shows, as the address says it: `?category=open,waiting&team=network&sort=due`. Reads any address, keeps only what it knows. */
import type { QueryOf } from '#api/routes';
import { levelStates, promises, type PromiseKind } from '#domain/report/levels.schema';
import { priorities } from '#domain/ticket/ticket.schema';
import { viewOf } from '../../view/tabs.ts';

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
  type?: string; team?: string;
  /** A person's id, or "-": nobody. */
  assignee?: string;
  /** Due until the reader's midnight, or overdue. */
  due?: 'today';
  mine?: (typeof mines)[number];
  /** Opened from this instant on, and before that one: reports lead here. */
  openedFrom?: string; openedTo?: string;
  /** Some of the states a promise comes to; whose promise, else the worse of both. */
  level?: string; promise?: PromiseKind;
  /** Whole minutes of working time: from, and before. */
  tookFrom?: string; tookTo?: string;
  /** "<flow>/<step>" of a ticket that is over. */
  step?: string;
  /** Only what reports count. */
  reported?: 'yes';
  sort?: (typeof sorts)[number];
  /** The saved view it began with; says nothing about what is listed. */
  view?: string;
  /** Key of the ticket that stands beside the list; says nothing about what is listed. */
  peek?: string;
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
const instantOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
};
/** A ticket's key, however it was typed. */
export const keyOf = (value: unknown): string | undefined => (typeof value === 'string' && /^[A-Z]{2,5}-\d{1,9}$/i.test(value) ? value.toUpperCase() : undefined);
const minutesOf = (value: unknown): string | undefined => (/^\d{1,7}$/.test(String(value)) ? String(value) : undefined);
/** Unlike other lists, all of them is not everything: tickets without a promise have none. */
const levelsOf = (value: unknown): string | undefined => {
  const asked = (textOf(value) ?? '').split(',');
  return levelStates.filter((state) => asked.includes(state)).join(',') || undefined;
};

/** The filters of an address; what is unknown or the default is left out, so that equal lists have equal addresses. */
export function parseFilters(search: Readonly<Record<string, unknown>>): TicketFilters {
  const category = search['category'] === 'all' ? 'all' : someOf(categories, search['category']);
  const sort = oneOf(sorts, search['sort']);
  const filters: TicketFilters = {
    q: textOf(search['q']), category: category === unfinished.join(',') ? undefined : category, priority: someOf(priorities, search['priority']),
    type: textOf(search['type']), team: textOf(search['team']), assignee: textOf(search['assignee']), mine: oneOf(mines, search['mine']), due: oneOf(['today'] as const, search['due']),
    openedFrom: instantOf(search['openedFrom']), openedTo: instantOf(search['openedTo']), level: levelsOf(search['level']), promise: oneOf(promises, search['promise']),
    tookFrom: minutesOf(search['tookFrom']), tookTo: minutesOf(search['tookTo']), step: textOf(search['step']), reported: oneOf(['yes'] as const, search['reported']), sort: sort === 'updated' ? undefined : sort, ...viewOf(search), peek: keyOf(search['peek']),
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

/** The categories chosen; all of them for 'all'. */
export const categoriesOf = (filters: TicketFilters): readonly Category[] =>
  filters.category === undefined ? unfinished : filters.category === 'all' ? categories : categories.filter((category) => filters.category!.split(',').includes(category));

/** Where the reader's day ends. */
const midnightAfter = (now: Date): string => new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).toISOString();

/** What the API is asked for. */
export function queryOf(filters: TicketFilters): QueryOf<'tickets.list'> {
  const { category: _category, sort, due, view: _view, peek: _peek, ...rest } = filters;
  const chosen = categoriesOf(filters);
  return { ...rest, ...(due ? { dueTo: midnightAfter(new Date()) } : {}), sort: sort ?? 'updated', limit: 50, ...(chosen.length === categories.length ? {} : { category: chosen.join(',') }) };
}

/** Adds or removes one value of a list-valued filter, back to "absent" when nothing is left. */
export function toggled(list: string | undefined, value: string): string | undefined {
  const values = list ? list.split(',') : [];
  const next = values.includes(value) ? values.filter((item) => item !== value) : [...values, value];
  return next.length > 0 ? next.join(',') : undefined;
}
/** Whether anything narrows the list beyond its default. */
export const isNarrowed = (filters: TicketFilters): boolean => Object.keys(filters).some((name) => !['sort', 'view', 'peek'].includes(name));
/** Some filters anew; undefined takes one out. */
export type FilterChange = { [Name in keyof TicketFilters]?: TicketFilters[Name] | undefined };
