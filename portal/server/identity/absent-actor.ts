/** Who somebody is while they are not signed in: what the identity provider last said of them, or, of somebody who never came, what the directory says. */
import type { Actor } from '#domain/identity/identity.schema';
import { CatalogueError } from '#domain/errors';
import type { DirectoryPerson } from '#store/identity/person.repo';
import type { RoleRepo } from '#store/identity/role.repo';
import type { StandIns } from '#store/identity/stand-in.repo';
import type { TeamRepo } from '#store/identity/team.repo';
import type { Accounts } from './accounts.ts';
import { rolesInForce, type Actors } from './actors.ts';
import type { Reach } from './reach.ts';

export interface AbsentActorOf { accounts: Pick<Accounts, 'of'>; actors: Pick<Actors, 'of'>; teams: Pick<TeamRepo, 'ofPerson'>; roles: Pick<RoleRepo, 'list'>; standIns: Pick<StandIns, 'standsInFor'>; reach: Pick<Reach, 'of'> }

/** Throws ACCOUNT_INACTIVE. */
export const createAbsentActor = ({ accounts, actors, teams, roles, standIns, reach }: AbsentActorOf) => async (person: DirectoryPerson): Promise<Actor> => {
  if (!person.isActive) throw new CatalogueError('ACCOUNT_INACTIVE', { account: person.username });
  const facts = await accounts.of(person.id);
  if (facts !== null) return actors.of(facts);
  const [own, list, standsInFor] = await Promise.all([teams.ofPerson(person.id), roles.list(), standIns.standsInFor(person.id)]);
  const ids = own.map(({ id }) => id);
  return { person: person.id, name: person.name, teams: ids, roles: await reach.of(rolesInForce(person.assignments.map(({ role }) => role), person.assignments, ids, list)), ...(standsInFor.length > 0 ? { standsInFor } : {}) };
};
