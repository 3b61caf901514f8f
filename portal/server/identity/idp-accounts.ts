/** The accounts of the embedded sign-in: the active people of the directory, by the gravest of their roles. */
import { byRoleKey, roleKeys, type RoleKey } from '#domain/identity/identity.schema';
import { inLanguage, type Locale } from '#domain/values';
import { shippedRoles } from '#domain/identity/roles';
import type { DirectoryPerson, PersonRepo } from '#store/identity/person.repo';
import type { RoleRepo } from '#store/identity/role.repo';
import type { TeamRepo } from '#store/identity/team.repo';

export interface Account { id: string; username: string; name: string; email: string; locale: string; roles: RoleKey[]; group: { key: string; title: string }; note: string; isMain: boolean }

const rolesOf = (person: DirectoryPerson): RoleKey[] => [...new Set(person.assignments.map(({ role }) => role))].sort(byRoleKey);
const gravest = (roles: readonly RoleKey[]): RoleKey => roleKeys.findLast((key) => roles.includes(key)) ?? roles[0] ?? 'requester';

export function createIdpAccounts(deps: { people: PersonRepo; roles: RoleRepo; teams: TeamRepo }) {
  return {
    async list(locale: Locale): Promise<Account[]> {
      const [people, roles, teams] = await Promise.all([deps.people.search('', 200), deps.roles.list(), deps.teams.list()]);
      const names = new Map((roles.length > 0 ? roles : shippedRoles).map((role) => [role.key, inLanguage(role.name, locale)]));
      const accounts = people.map((person) => {
        const key = gravest(rolesOf(person));
        const own = teams.filter((team) => team.members.includes(person.id) || team.manager === person.id || team.lead === person.id).map((team) => inLanguage(team.name, locale));
        return { ...plain(person), group: { key, title: names.get(key) ?? key }, note: own.length > 0 ? own.join(', ') : person.email, isMain: person.isDemoAccount };
      });
      return accounts.sort((a, b) => byRoleKey(a.group.key, b.group.key) || (a.username < b.username ? -1 : 1));
    },
    async find(id: string): Promise<Account | null> {
      const person = await deps.people.read(id);
      return person?.isActive ? { ...plain(person), group: { key: gravest(rolesOf(person)), title: '' }, note: '', isMain: person.isDemoAccount } : null;
    },
  };
}

const plain = (person: DirectoryPerson) => ({ id: person.id, username: person.username, name: person.name, email: person.email, locale: person.locale, roles: rolesOf(person) });
