/** Who am I, and who is there. */
import { actionsOf } from '#domain/identity/rights';
import type { PersonRepo } from '#store/identity/person.repo';
import type { TeamRepo } from '#store/identity/team.repo';
import type { Handlers } from '../http/handler.ts';
import type { Actors } from './actors.ts';

export interface IdentityRouteDeps { people: PersonRepo; teams: TeamRepo; actors: Actors; hasDemo: () => Promise<boolean> }

const listed = 50;

export function createIdentityRoutes({ people, teams, actors, hasDemo }: IdentityRouteDeps): Handlers {
  return {
    'me.read': async ({ actor, session }) => ({
      person: await actors.personOf(actor), roles: actor.roles.map(({ key, name, scope }) => ({ key, name: name ?? { en: key }, scope })), teams: actor.teams, actions: actionsOf(actor),
      csrfToken: session?.csrfToken ?? '', isDemo: await hasDemo(), signOutUrl: '/auth/logout',
    }),
    'me.prefer': async ({ actor, body }) => {
      await people.prefer(actor.person, body);
      return body;
    },
    'people.list': async ({ query }) => {
      const found = query.ids ? await people.readMany(query.ids.split(',').slice(0, listed)) : await people.search(query.q.trim(), listed);
      return { items: found.map(({ id, name, username, email }) => ({ id, name, username, email })) };
    },
    'teams.list': async () => ({ items: await teams.list() }),
  };
}
