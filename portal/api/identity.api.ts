/** Who am I, who is there. */
import { z } from 'zod';
import { actions, apiTokenDays, apiTokenSchema, lookSchema, personSchema, roleKeySchema, scopeSchema, teamSchema } from '#domain/identity/identity.schema';
import { noticeKindSchema } from '#domain/notify/notice.schema';
import { localeSchema, textSchema } from '#domain/values';
import { route } from './route.ts';

export const meSchema = z.object({
  person: personSchema, roles: z.array(z.object({ key: roleKeySchema, name: textSchema, scope: scopeSchema })), teams: z.array(z.string()),
  /** Actions allowed somewhere; the browser hides the rest. */
  actions: z.array(z.enum(actions)), csrfToken: z.string(), isDemo: z.boolean(), signOutUrl: z.string(),
});
export const personView = personSchema.pick({ id: true, name: true, username: true, email: true });
/** What is left out stays as it is. */
const preferences = z.object({ locale: localeSchema.optional(), look: lookSchema.optional(), unsubscribed: z.array(noticeKindSchema).max(50).optional() });
export const identityRoutes = {
  'me.read': route({ method: 'GET', path: '/api/me', summary: 'The signed-in person, roles and rights', access: 'signedIn', response: meSchema }),
  'me.prefer': route({ method: 'PUT', path: '/api/me/preferences', summary: 'The language and look of the signed-in person, and what they do not want to be told', access: 'session', body: preferences, response: preferences }),
  'people.list': route({ method: 'GET', path: '/api/people', summary: 'People by name, or those of some ids', access: 'directory.read', query: z.object({ q: z.string().max(100).default(''), /** "a,b": these instead of a search, also those who left. */ ids: z.string().max(2_000).optional() }), response: z.object({ items: z.array(personView) }) }),
  'teams.list': route({ method: 'GET', path: '/api/teams', summary: 'All teams', access: 'directory.read', response: z.object({ items: z.array(teamSchema) }) }),
  'apiTokens.list': route({ method: 'GET', path: '/api/api-tokens', summary: 'My tokens for machines, the newest first (never their values)', access: 'session', response: z.object({ items: z.array(apiTokenSchema) }) }),
  'apiTokens.make': route({
    method: 'POST', path: '/api/api-tokens', summary: 'Makes a token in my name; its value is answered this once', access: 'session', isShownOnce: true, errors: ['API_TOKEN_SCOPE', 'API_TOKEN_LIMIT'],
    body: apiTokenSchema.pick({ name: true, scopes: true }).extend({ days: z.number().int().min(1).max(apiTokenDays.most).default(apiTokenDays.default) }), example: { body: { name: 'Nightly export', scopes: ['ticket.read'], days: 90 } },
    response: z.object({ token: apiTokenSchema, value: z.string() }),
  }),
  'apiTokens.revoke': route({ method: 'DELETE', path: '/api/api-tokens/:id', summary: 'Ends a token of mine at once', access: 'session', params: z.object({ id: z.string().max(100) }), response: z.object({ revoked: z.literal(true) }) }),
};
