/** The directory for who manages it: people with what they hold, teams with where they are used. Reading names only is `people.list` and `teams.list`. */
import { z } from 'zod';
import { holdingKinds, personEditSchema, teamEditSchema, teamUseKinds } from '#domain/identity/directory';
import { actorRefSchema, roleKeySchema } from '#domain/identity/identity.schema';
import { instantSchema, textSchema } from '#domain/values';
import { pageOf, pageQuery, route } from './route.ts';

const person = z.object({ id: z.string(), name: z.string() });
const marks = { revision: z.number().int(), changedAt: instantSchema.nullable(), changedBy: actorRefSchema.nullable() };
/** `roles`: what the directory gives; where the identity provider names roles, it says where they hold. `isFromProvider`: came with a first sign-in. */
export const personRow = z.object({ id: z.string(), name: z.string(), username: z.string(), email: z.string(), isActive: z.boolean(), isFromProvider: z.boolean(), roles: z.array(roleKeySchema), teams: z.array(z.string()) });
/** `namedRoles`: those the identity provider named last; null where the directory gives roles, or the person never came. `leads`: teams as lead or manager. */
export const personView = z.object({
  id: z.string(), person: personEditSchema.extend({ email: z.string(), username: z.string(), name: z.string() }), managerName: z.string().nullable(), isActive: z.boolean(), isFromProvider: z.boolean(), isMe: z.boolean(),
  rolesFrom: z.enum(['directory', 'provider']), namedRoles: z.array(z.string()).nullable(), leads: z.array(z.string()), reports: z.array(person), ...marks,
});
export type PersonView = z.infer<typeof personView>;
const heldOf = <K extends readonly [string, ...string[]]>(kinds: K) => z.object({ count: z.number().int(), items: z.array(z.object({ kind: z.enum(kinds), id: z.string(), name: textSchema, ticket: z.object({ key: z.string(), title: z.string() }).nullable() })) });
export const holdingsView = heldOf(holdingKinds);
export const teamUsesView = heldOf(teamUseKinds);
export const teamView = teamEditSchema.extend({ id: z.string(), name: textSchema, people: z.array(person.extend({ isActive: z.boolean() })), ...marks });
export type TeamView = z.infer<typeof teamView>;

const byId = z.object({ id: z.string().min(1).max(100) });
const revision = z.number().int().min(0);
/** What was given, and tasks that could not be: the code says why. */
const givenView = z.object({ tasks: z.number().int(), left: z.array(z.object({ id: z.string(), ticket: z.string(), title: z.string(), code: z.string() })) });
const editErrors = ['FIELD_INVALID', 'PERSON_USERNAME_TAKEN', 'PERSON_ZONE_UNKNOWN', 'PERSON_MANAGER_CIRCLE', 'PERSON_GONE', 'TEAM_UNKNOWN', 'TICKET_TYPE_UNKNOWN', 'ROLE_UNKNOWN', 'SCOPE_OBJECT_UNKNOWN', 'SCOPE_TOO_WIDE', 'ROLE_BEYOND_GIVER', 'ADMINISTRATOR_LAST', 'PERSON_STALE', 'PERSON_ID_TAKEN', 'NOT_FOUND'] as const;
const giveErrors = ['PERSON_GONE', 'PERSON_GIVE_SELF', 'ABSENCE_CIRCLE', 'NOT_FOUND'] as const;

export const directoryRoutes = {
  'directory.people': route({
    method: 'GET', path: '/api/directory/people', summary: 'Everybody in the directory by name, also who is switched off; searched and narrowed', access: 'directory.manage',
    query: z.object({ ...pageQuery, q: z.string().max(100).default(''), state: z.enum(['active', 'inactive', 'all']).default('active'), role: roleKeySchema.optional(), team: z.string().max(100).optional() }), response: pageOf(personRow),
  }),
  'directory.person': route({ method: 'GET', path: '/api/directory/people/:id', summary: 'One person as the directory has them', access: 'directory.manage', errors: ['NOT_FOUND'], params: byId, response: personView }),
  'directory.savePerson': route({
    method: 'PUT', path: '/api/directory/people/:id', summary: 'Saves what the directory says of a person; revision 0 adds somebody. Roles count within seconds', access: 'directory.manage', errors: editErrors,
    params: byId, body: z.object({ revision, person: personEditSchema }), response: z.object({ revision: z.number().int() }),
    example: { params: { id: 'nora.lind' }, body: { revision: 0, person: { username: 'nora.lind', name: 'Nora Lind', email: 'nora.lind@example.com', locale: 'en', zone: 'Europe/Oslo', manager: null, teams: ['network'], assignments: [{ role: 'agent', scope: null }] } } },
  }),
  'directory.holdings': route({ method: 'GET', path: '/api/directory/people/:id/holdings', summary: 'What somebody holds: open tickets, tasks, approvals, API tokens, teams they lead, people they manage, objects', access: 'directory.manage', errors: ['NOT_FOUND'], params: byId, response: holdingsView }),
  'directory.give': route({ method: 'POST', path: '/api/directory/people/:id/give', summary: 'Gives what somebody holds to somebody else; approvals come to them as to a substitute', access: 'directory.manage', errors: giveErrors, params: byId, body: z.object({ to: z.string().max(100) }), response: givenView }),
  'directory.switchOff': route({
    method: 'POST', path: '/api/directory/people/:id/switch-off', summary: 'Switches somebody off: no sign-in, their API tokens end; what they hold may be given to somebody', access: 'directory.manage', errors: [...giveErrors, 'ADMINISTRATOR_LAST', 'PERSON_STALE'],
    params: byId, body: z.object({ revision: z.number().int().min(1), giveTo: z.string().max(100).nullable() }), response: givenView.extend({ tokens: z.number().int() }),
  }),
  'directory.switchOn': route({ method: 'POST', path: '/api/directory/people/:id/switch-on', summary: 'Lets somebody in again who was switched off', access: 'directory.manage', errors: ['ROLE_BEYOND_GIVER', 'PERSON_STALE', 'NOT_FOUND'], params: byId, body: z.object({ revision: z.number().int().min(1) }), response: z.object({ revision: z.number().int() }) }),
  'directory.teams': route({ method: 'GET', path: '/api/directory/teams', summary: 'All teams with the names of their people', access: 'directory.manage', response: z.object({ items: z.array(teamView) }) }),
  'directory.saveTeam': route({
    method: 'PUT', path: '/api/directory/teams/:id', summary: 'Saves a team; revision 0 makes one', access: 'directory.manage', errors: ['FIELD_INVALID', 'PERSON_GONE', 'ROLE_BEYOND_GIVER', 'TEAM_STALE', 'TEAM_ID_TAKEN', 'NOT_FOUND'], params: byId, body: z.object({ revision, team: teamEditSchema }), response: z.object({ revision: z.number().int() }),
    example: { params: { id: 'facilities' }, body: { revision: 0, team: { name: { en: 'Facilities' }, members: [], lead: null, manager: null } } },
  }),
  'directory.teamUses': route({ method: 'GET', path: '/api/directory/teams/:id/uses', summary: 'Where a team is named: open tickets and tasks, objects, alarm sources, service levels, flows, the catalogue, scopes of roles', access: 'directory.manage', errors: ['NOT_FOUND'], params: byId, response: teamUsesView }),
  'directory.removeTeam': route({ method: 'DELETE', path: '/api/directory/teams/:id', summary: 'Removes a team nothing names any more', access: 'directory.manage', errors: ['TEAM_USED', 'TEAM_STALE', 'NOT_FOUND'], params: byId, query: z.object({ revision: z.coerce.number().int() }), response: z.object({ removed: z.literal(true) }) }),
};
