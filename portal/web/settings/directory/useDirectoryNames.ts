/** Names to choose from: roles, teams and ticket types, in the reader's language. */
import { useRoleNames, type RoleNames } from '../../identity/useRoleNames.ts';
import { useRead } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';

export interface Choice { value: string; label: string }
export interface DirectoryNames { roles: RoleNames['choices']; teams: Choice[]; types: Choice[]; team(id: string): string; role: RoleNames['role']; type(key: string): string }
/** The label of a choice, or its id where it is not there any more. */
export const labelIn = (choices: readonly Choice[], value: string): string => choices.find((choice) => choice.value === value)?.label ?? value;

export function useDirectoryNames(): DirectoryNames {
  const { say } = useTexts();
  const { choices: roles, role } = useRoleNames();
  const teams = (useRead('teams.list', {}, { staleMs: 30_000 }).data?.items ?? []).map(({ id, name }) => ({ value: id, label: say(name) }));
  const types = (useRead('ticketTypes.list', {}, { staleMs: 300_000 }).data?.items ?? []).map(({ key, name }) => ({ value: key, label: say(name) }));
  return { roles, teams, types, role, team: (id) => labelIn(teams, id), type: (key) => labelIn(types, key) };
}
