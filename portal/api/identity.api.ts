/** Who am I, who is there. */
import { z } from 'zod';
import { actions, personSchema, roleKeys, scopeSchema, teamSchema } from '#domain/identity/identity.schema';
import { route } from './route.ts';

export const meSchema = z.object({
  person: personSchema, roles: z.array(z.object({ key: z.enum(roleKeys), scope: scopeSchema })), teams: z.array(z.string()),
  /** Actions allowed somewhere; the browser hides the rest. */
  actions: z.array(z.enum(actions)), csrfToken: z.string(), isDemo: z.boolean(), signOutUrl: z.string(),
});
export const personView = personSchema.pick({ id: true, name: true, username: true, email: true });
export const identityRoutes = {
  'me.read': route({ method: 'GET', path: '/api/me', summary: 'The signed-in person, roles and rights', access: 'signedIn', response: meSchema }),
  'people.list': route({ method: 'GET', path: '/api/people', summary: 'People by name, or those of some ids', access: 'directory.read', query: z.object({ q: z.string().max(100).default(''), /** "a,b": these instead of a search, also those who left. */ ids: z.string().max(2_000).optional() }), response: z.object({ items: z.array(personView) }) }),
  'teams.list': route({ method: 'GET', path: '/api/teams', summary: 'All teams', access: 'directory.read', response: z.object({ items: z.array(teamSchema) }) }),
};
