/**
 * What an edit of the directory gives people, held against what its author has: nobody can give away what they do not have. What somebody could do before
 * is no gift. The comparison is domain/identity/give-role.
 */
import { CatalogueError, errorDetail } from '#domain/errors';
import { missingToGive } from '#domain/identity/give-role';
import type { Actor, RoleAssignment, Team } from '#domain/identity/identity.schema';
import { phrase } from '#domain/message';
import type { AccountRepo } from '#store/identity/account.repo';
import type { DirectoryTurn } from '#store/identity/directory-edit.repo';
import { rolesInForce } from './actors.ts';
import type { Reach } from './reach.ts';

/** What decides which roles somebody has and where: teams are those they are in, lead or manage. */
export interface Standing { assignments: readonly RoleAssignment[]; teams: readonly string[] }
/** `before` null: all of it is given. */
export interface Given { person: { id: string; name: string }; before: Standing | null; after: Standing }
export interface Gifts {
  /** Throws ROLE_BEYOND_GIVER, told at the field. */
  demand(turn: Pick<DirectoryTurn, 'roles'>, giver: Actor, given: Given, path: string): Promise<void>;
}

export const isIn = (team: Team, person: string): boolean => team.members.includes(person) || team.lead === person || team.manager === person;
export const teamsOf = (teams: readonly Team[], person: string): string[] => teams.filter((team) => isIn(team, person)).map(({ id }) => id);
/** The names of roles that count for somebody: those the directory gives, or where an identity provider names them, those it named last. `accounts` null: the directory gives roles. */
export const namedRoles = async (accounts: Pick<AccountRepo, 'read'> | null, person: string, assignments: readonly RoleAssignment[]): Promise<string[]> =>
  (accounts === null ? assignments.map(({ role }) => role) : [...(await accounts.read(person))?.roles ?? []]);

export function createGifts({ accounts, reach }: { accounts: Pick<AccountRepo, 'read'> | null; reach: Pick<Reach, 'of'> }): Gifts {
  return {
    async demand(turn, giver, { person, before, after }, path) {
      const roles = (await turn.roles()).map(({ value }) => value);
      // What the identity provider does not name yet, it may name later.
      const named = [...await namedRoles(accounts, person.id, after.assignments), ...after.assignments.map(({ role }) => role)];
      const inForce = ({ assignments, teams }: Standing): Actor['roles'] => rolesInForce(named, assignments, teams, roles);
      const had = new Set(before === null ? [] : inForce(before).filter(({ key }) => accounts !== null || before.assignments.some(({ role }) => role === key)).map(sayOf));
      const gained = inForce(after).filter((role) => !had.has(sayOf(role)));
      for (const gift of await reach.of(gained)) {
        const action = missingToGive(giver, gift);
        if (action === null) continue;
        const params = { role: gift.name ?? gift.key, person: person.name, action: phrase(`right.${action}`) };
        throw new CatalogueError('ROLE_BEYOND_GIVER', params, [errorDetail('ROLE_BEYOND_GIVER', path, params)]);
      }
    },
  };
}

const sayOf = ({ key, scope }: Actor['roles'][number]): string => JSON.stringify([key, scope]);
