/** In which order views stand, whether an address is still what a view remembers, and who may change one. Pure. */
import type { Actor } from '../identity/identity.schema.ts';
import { can } from '../identity/rights.ts';
import { viewAside, type SavedView, type ViewSearch } from './view.schema.ts';

/** Those named in `order` first, in that order; the others after them as they came. */
export function ordered<T extends { id: string }>(views: readonly T[], order: readonly string[]): T[] {
  const place = new Map(order.map((id, at) => [id, at]));
  return views.map((view, at) => ({ view, at: place.get(view.id) ?? order.length + at })).sort((a, b) => a.at - b.at).map(({ view }) => view);
}

/** The ids after one of them moved by so many places; as they were when it cannot. */
export function moved(ids: readonly string[], id: string, by: number): string[] {
  const at = ids.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return [...ids];
  const next = ids.filter((other) => other !== id);
  next.splice(to, 0, id);
  return next;
}

/** The filters of an address: without what says only how the list is looked at, and as texts. */
export const filtersOf = (search: Readonly<Record<string, unknown>>): ViewSearch =>
  Object.fromEntries(Object.entries(search).filter(([name, value]) => !viewAside.some((aside) => aside === name) && value !== undefined && value !== null && value !== '').map(([name, value]) => [name, String(value)]));

export function isSameSearch(one: ViewSearch, other: ViewSearch): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** Who divides a team's work may also give the team its views. */
export const mayShareWith = (actor: Actor, team: string): boolean => can(actor, 'task.assign', { team, object: null });
/** Its owner's, and a shared one also of those who may share with its team. */
export const mayChange = (actor: Actor, view: Pick<SavedView, 'owner' | 'team'>): boolean => view.owner === actor.person || (view.team !== null && mayShareWith(actor, view.team));
export const maySee = (actor: Actor, view: Pick<SavedView, 'owner' | 'team'>): boolean => view.team !== null && actor.teams.includes(view.team) ? true : mayChange(actor, view);
