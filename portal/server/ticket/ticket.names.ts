/** Names for ids, asked in bulk: people, teams, roles, states of ticket types. Teams, roles and types change rarely and are kept a few seconds. */
import type { Text } from '#domain/values';
import type { Team } from '#domain/identity/identity.schema';
import type { TicketType } from '#domain/ticket/ticket.schema';
import type { DirectoryPerson, PersonRepo } from '#store/identity/person.repo';
import type { RoleRepo } from '#store/identity/role.repo';
import type { TeamRepo } from '#store/identity/team.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';

export interface Names {
  people: ReadonlyMap<string, DirectoryPerson>;
  teams: ReadonlyMap<string, Team>;
  types: ReadonlyMap<string, TicketType>;
  person(id: string | null | undefined): string | null;
  team(id: string | null): Text | null;
  role(key: string): Text;
  state(type: string, state: string): Text;
}
export interface NameBook {
  /** The names of these people, and of all teams, roles and types. Unknown and missing ids are passed over. */
  of(people: readonly (string | null | undefined)[]): Promise<Names>;
  types(): Promise<ReadonlyMap<string, TicketType>>;
}
const freshMs = 5_000;

export function createNameBook(deps: { people: Pick<PersonRepo, 'readMany'>; teams: Pick<TeamRepo, 'list'>; roles: Pick<RoleRepo, 'list'>; types: Pick<TicketTypeRepo, 'list'> }, nowMs: () => number): NameBook {
  const kept = <T>(read: () => Promise<T>): (() => Promise<T>) => {
    let last: { atMs: number; value: Promise<T> } | null = null;
    return () => {
      if (last === null || nowMs() - last.atMs > freshMs) {
        const value = read();
        last = { atMs: nowMs(), value };
        value.catch(() => { last = null; });
      }
      return last.value;
    };
  };
  const teams = kept(async () => new Map((await deps.teams.list()).map((team) => [team.id, team])));
  const roles = kept(async () => new Map((await deps.roles.list()).map(({ key, name }) => [key, name])));
  const types = kept(async () => new Map((await deps.types.list()).map((type) => [type.key, type])));
  return {
    types,
    async of(ids) {
      const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string' && id !== ''))];
      const [found, teamsById, typesByKey, rolesByKey] = await Promise.all([wanted.length > 0 ? deps.people.readMany(wanted) : [], teams(), types(), roles()]);
      const people = new Map(found.map((person) => [person.id, person]));
      return {
        people, teams: teamsById, types: typesByKey,
        person: (id) => (id ? people.get(id)?.name ?? null : null),
        team: (id) => (id === null ? null : teamsById.get(id)?.name ?? null),
        role: (key) => rolesByKey.get(key) ?? { en: key },
        state: (type, state) => typesByKey.get(type)?.states.find((known) => known.key === state)?.name ?? { en: state },
      };
    },
  };
}
