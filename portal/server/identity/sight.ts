/** What somebody would see with some roles and teams: their actor is made as at a request of theirs, and asked with the same two functions. Nothing is written. */
import type { Actor, RoleAssignment } from '#domain/identity/identity.schema';
import { actionsOf, filterFor } from '#domain/identity/rights';
import type { ResponseOf } from '#api/routes';
import type { AccountRepo } from '#store/identity/account.repo';
import type { RoleRepo } from '#store/identity/role.repo';
import type { StandIns } from '#store/identity/stand-in.repo';
import type { TeamRepo } from '#store/identity/team.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import { rolesInForce } from './actors.ts';
import type { Reach } from './reach.ts';
import { namedRoles } from './role.gifts.ts';

export interface SightDeps {
  /** Null where the directory gives roles. */
  accounts: Pick<AccountRepo, 'read'> | null;
  roles: Pick<RoleRepo, 'list'>; teams: Pick<TeamRepo, 'list'>; tickets: Pick<TicketRepo, 'list' | 'count'>; standIns: Pick<StandIns, 'standsInFor'>; reach: Pick<Reach, 'of'>;
}
/** Roles and memberships as they would be; teams somebody leads or manages are theirs besides. */
export interface Imagined { teams: readonly string[]; assignments: readonly RoleAssignment[] }
export interface Sight { of(person: string, imagined: Imagined, asker: Actor): Promise<ResponseOf<'directory.sight'>> }

const shown = 10;

export function createSight({ accounts, roles, teams, tickets, standIns, reach }: SightDeps): Sight {
  async function actorOf(person: string, { teams: joined, assignments }: Imagined): Promise<Actor> {
    const [allTeams, allRoles, named, standsInFor] = await Promise.all([teams.list(), roles.list(), namedRoles(accounts, person, assignments), standIns.standsInFor(person)]);
    const own = allTeams.filter(({ id, lead, manager }) => joined.includes(id) || lead === person || manager === person).map(({ id }) => id);
    return { person, name: person, teams: own, roles: await reach.of(rolesInForce(named, assignments, own, allRoles)), ...(standsInFor.length > 0 ? { standsInFor } : {}) };
  }
  return {
    async of(person, imagined, asker) {
      const actor = await actorOf(person, imagined);
      const [theirs, askers] = [filterFor(actor, 'ticket.read'), filterFor(asker, 'ticket.read')];
      const [count, page] = await Promise.all([
        theirs === 'none' ? 0 : tickets.count({ rights: theirs }),
        // Whoever manages people may not read every ticket themselves.
        theirs === 'none' || askers === 'none' ? { items: [] } : tickets.list({ sort: 'updated', rights: { $and: [theirs, askers] } }, { limit: shown }),
      ]);
      return {
        roles: actor.roles.map(({ key, name, scope }) => ({ key, name: name ?? { en: key }, scope })), actions: actionsOf(actor),
        tickets: { count, items: page.items.map(({ key, title, type, team, object }) => ({ key, title, type, team, object })) },
      };
    },
  };
}
