/** How the list of people is narrowed, as the address says it: `?section=people&q=ana&state=all&role=agent&team=network`. Pure. */
import { roleKeySchema, type RoleKey } from '#domain/identity/identity.schema';

import { viewOf } from '../../view/tabs.ts';

export const personStates = ['active', 'inactive', 'all'] as const;
export interface PeopleSearch { q?: string; state?: (typeof personStates)[number]; role?: RoleKey; team?: string; view?: string }

/** Reads any address, keeps only what it knows; the default state is left out. */
export function parsePeopleSearch(search: Readonly<Record<string, unknown>>): PeopleSearch {
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, 100) : typeof value === 'number' ? String(value) : undefined);
  const [q, team] = [text(search['q']), text(search['team'])];
  const state = personStates.find((known) => known === search['state'] && known !== 'active');
  const role = roleKeySchema.safeParse(search['role']).data;
  return { ...(q ? { q } : {}), ...(state ? { state } : {}), ...(role ? { role } : {}), ...(team ? { team } : {}), ...viewOf(search) };
}
