/** Roles: their names for everybody who chooses one; what each may do, who has it, own ones written down, and what somebody would see, for who manages people. */
import { z } from 'zod';
import { personEditSchema, roleUseKinds } from '#domain/identity/directory';
import { actions, actorRefSchema, roleKeySchema, roleSchema, scopeSchema } from '#domain/identity/identity.schema';
import { roleEditSchema } from '#domain/identity/role-edit';
import { managedObjectSchema } from '#domain/object/object.schema';
import { ticketSchema } from '#domain/ticket/ticket.schema';
import { instantSchema, textSchema } from '#domain/values';
import { pageOf, pageQuery, route } from './route.ts';

/** `holders`: active people the directory gives it, or the identity provider named it for. */
export const roleView = roleSchema.extend({ isShipped: z.boolean(), holders: z.number().int(), revision: z.number().int(), changedAt: instantSchema.nullable(), changedBy: actorRefSchema.nullable() });
export type RoleView = z.infer<typeof roleView>;
/** `scopes`: where it holds, one for each time it is given; null: where it holds by default. Empty: named by the identity provider only. */
export const roleHolder = z.object({ id: z.string(), name: z.string(), isActive: z.boolean(), scopes: z.array(scopeSchema.nullable()) });
export type RoleHolder = z.infer<typeof roleHolder>;
export const roleUsesView = z.object({ count: z.number().int(), items: z.array(z.object({ kind: z.enum(roleUseKinds), id: z.string(), name: textSchema, ticket: z.object({ key: z.string(), title: z.string() }).nullable() })) });
/** `tickets.count`: all the person could read; `items`: the newest ten of those that the reader may read too. */
export const sightView = z.object({
  roles: z.array(z.object({ key: roleKeySchema, name: textSchema, scope: scopeSchema })), actions: z.array(z.enum(actions)),
  tickets: z.object({ count: z.number().int(), items: z.array(ticketSchema.pick({ key: true, title: true, type: true, team: true, object: true })) }),
});
export type SightView = z.infer<typeof sightView>;
const scopeObject = managedObjectSchema.pick({ id: true, kind: true, name: true, title: true });

const byKey = z.object({ key: roleKeySchema });
const revision = z.number().int().min(0);

export const roleRoutes = {
  'roles.list': route({ method: 'GET', path: '/api/roles', summary: 'All roles by name', access: 'directory.read', response: z.object({ items: z.array(z.object({ key: roleKeySchema, name: textSchema })) }) }),
  'directory.roles': route({ method: 'GET', path: '/api/directory/roles', summary: 'All roles with what each may do and how many people have it', access: 'directory.manage', response: z.object({ items: z.array(roleView) }) }),
  'directory.roleHolders': route({ method: 'GET', path: '/api/directory/roles/:key/holders', summary: 'Who has a role, and where it holds for them', access: 'directory.manage', errors: ['NOT_FOUND'], params: byKey, query: z.object(pageQuery), response: pageOf(roleHolder) }),
  'directory.saveRole': route({
    method: 'PUT', path: '/api/directory/roles/:key', summary: 'Saves a role of the installation; revision 0 makes one. Counts within seconds', access: 'directory.manage', errors: ['FIELD_INVALID', 'ROLE_SHIPPED', 'ROLE_BEYOND_WRITER', 'ROLE_STALE', 'ROLE_KEY_TAKEN', 'NOT_FOUND'],
    params: byKey, body: z.object({ revision, role: roleEditSchema }), response: z.object({ revision: z.number().int() }),
    example: { params: { key: 'night-desk' }, body: { revision: 0, role: { name: { en: 'Night desk' }, actions: ['ticket.read', 'ticket.comment', 'alarm.read', 'alarm.acknowledge'], ownOnly: [], defaultScope: 'memberTeams' } } },
  }),
  'directory.roleUses': route({ method: 'GET', path: '/api/directory/roles/:key/uses', summary: 'Where a role is named: people who have it, open tasks, flows, the catalogue', access: 'directory.manage', errors: ['NOT_FOUND'], params: byKey, response: roleUsesView }),
  'directory.removeRole': route({ method: 'DELETE', path: '/api/directory/roles/:key', summary: 'Removes a role of the installation that nobody has and nothing names', access: 'directory.manage', errors: ['ROLE_SHIPPED', 'ROLE_USED', 'ROLE_STALE', 'NOT_FOUND'], params: byKey, query: z.object({ revision: z.coerce.number().int() }), response: z.object({ removed: z.literal(true) }) }),
  'directory.scopeObjects': route({ method: 'GET', path: '/api/directory/scope-objects', summary: 'Services and device groups a scope can name', access: 'directory.manage', response: z.object({ services: z.array(scopeObject), deviceGroups: z.array(scopeObject) }) }),
  'directory.sight': route({
    method: 'POST', path: '/api/directory/people/:id/sight', summary: 'What somebody would see with these roles and teams: rights, and tickets in reach. Nothing is written', access: 'directory.manage',
    params: z.object({ id: z.string().min(1).max(100) }), body: personEditSchema.pick({ teams: true, assignments: true }), response: sightView,
    example: { params: { id: 'ana.silva' }, body: { teams: ['network'], assignments: [{ role: 'agent', scope: null }] } },
  }),
};
