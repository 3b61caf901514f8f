/** Which role a new one is copied from, as the address says it: `/settings/roles/new?from=agent`. Pure. */
import { roleKeySchema, type RoleKey } from '#domain/identity/identity.schema';

export interface RoleSearch { from?: RoleKey }
export function parseRoleSearch(search: Readonly<Record<string, unknown>>): RoleSearch {
  const from = roleKeySchema.safeParse(search['from']).data;
  return from === undefined ? {} : { from };
}
