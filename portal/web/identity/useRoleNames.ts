/** Names of roles, the installation's own among them, in the reader's language. */
import { byRoleKey, type RoleKey } from '#domain/identity/identity.schema';
import { shippedRoles } from '#domain/identity/roles';
import { useRead } from '../shell/api/read.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';

export interface RoleNames { choices: { value: RoleKey; label: string }[]; role(key: RoleKey): string }

/** Until the list is there, the shipped roles. */
export function useRoleNames(isEnabled = true): RoleNames {
  const { say } = useTexts();
  const known = useRead('roles.list', {}, { isEnabled, staleMs: 30_000 }).data?.items ?? shippedRoles;
  const choices = known.map(({ key, name }) => ({ value: key, label: say(name) })).sort((one, other) => byRoleKey(one.value, other.value));
  return { choices, role: (key) => choices.find(({ value }) => value === key)?.label ?? key };
}
