/** Whose tasks or approvals are listed, which of them and in which order, as the address says it: `?scope=team&q=uplink&priority=P1,P2&sort=newest&task=<id>`. Reads any address, keeps only what it knows. */
import { inboxSorts, type InboxSort } from '#domain/ticket/inbox';
import type { QueryOf } from '#api/routes';
import { priorities } from '#domain/ticket/ticket.schema';
import { viewOf } from '../view/tabs.ts';

export interface TaskFilters {
  q?: string;
  /** Comma between. */
  priority?: string;
  sort?: Exclude<InboxSort, 'oldest'>;
  /** The saved view it began with. */
  view?: string;
}
export interface WorkFilters extends TaskFilters {
  scope?: 'team';
  /** Id of the task that stands open. */
  task?: string;
}

export function parseTaskFilters(search: Readonly<Record<string, unknown>>): TaskFilters {
  const textOf = (name: string): string => (typeof search[name] === 'string' || typeof search[name] === 'number' ? String(search[name]).trimStart().slice(0, 200) : '');
  const named = textOf('priority').split(',');
  const priority = priorities.filter((known) => named.includes(known)).join(',');
  const sort = inboxSorts.find((known) => known === search['sort']);
  const q = textOf('q');
  return { ...(q ? { q } : {}), ...(priority ? { priority } : {}), ...(sort && sort !== 'oldest' ? { sort } : {}), ...viewOf(search) };
}

export function parseWork(search: Readonly<Record<string, unknown>>): WorkFilters {
  const task = typeof search['task'] === 'string' ? search['task'].slice(0, 300) : '';
  return { ...(search['scope'] === 'team' ? { scope: 'team' as const } : {}), ...parseTaskFilters(search), ...(task ? { task } : {}) };
}
/** What a saved view keeps: not which task is open. */
export const parseWorkView = (search: Readonly<Record<string, unknown>>): WorkFilters => {
  const { task: _task, ...kept } = parseWork(search);
  return kept;
};

/** What the API is asked for. */
export const queryOf = ({ q, priority, sort }: TaskFilters): Pick<QueryOf<'inbox.list'>, 'q' | 'priority' | 'sort'> => ({ ...(q?.trim() ? { q: q.trim() } : {}), ...(priority ? { priority } : {}), ...(sort ? { sort } : {}) });
export const isNarrowed = ({ q, priority }: TaskFilters): boolean => Boolean(q?.trim()) || Boolean(priority);
