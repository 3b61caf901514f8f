/** Roles of an installation's own: what may be written down of one, and how actions are grouped where people read them. Pure; who may edit is the rights' matter. */
import { z } from 'zod';
import { says } from '../issue.ts';
import { textSchema } from '../values.ts';
import { actions, roleKeys, roleSchema, type Action, type Role, type RoleKey } from './identity.schema.ts';

export const isShippedRole = (key: RoleKey): boolean => (roleKeys as readonly string[]).includes(key);

/**
 * A key somebody writes down: lower-case letters, digits and dashes. Never one that identity providers give to everybody (Keycloak's own begin with
 * "default-roles-" or have an underscore): whoever signed in would have the role.
 */
export const ownRoleKeySchema = z.string().regex(/^(?!default-roles-)[a-z][a-z0-9-]{1,39}$/, says('form.key'));

/** Actions on things that are somebody's: a role can have them for own things only. */
export const ownableActions = ['ticket.read', 'ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'ticket.link', 'task.read', 'task.act', 'task.assign', 'run.read', 'run.repair'] as const satisfies readonly Action[];

/** Every action, by area and in the order it is read. */
export const actionAreas = {
  tickets: ['ticket.read', 'ticket.create', 'ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'ticket.link', 'file.remove'],
  work: ['task.read', 'task.act', 'task.assign'],
  alarms: ['alarm.read', 'alarm.acknowledge', 'deadLetter.read', 'source.manage'],
  flows: ['flow.read', 'flow.edit', 'flow.publish', 'run.read', 'run.repair', 'message.send'],
  objects: ['object.read', 'object.readTechnical', 'object.edit'],
  insight: ['report.read', 'event.read'],
  people: ['directory.read', 'absence.edit', 'directory.manage'],
  installation: ['catalog.edit', 'settings.manage', 'demo.clear'],
} as const satisfies Record<string, readonly Action[]>;
export type ActionArea = keyof typeof actionAreas;

const short = z.string().max(100);
/** What an administrator writes down of an own role. */
export const roleEditSchema = z.strictObject({
  name: textSchema.extend({ en: z.string().trim().min(1).max(100), zh: short.optional(), ar: short.optional() }),
  actions: z.array(z.enum(actions)).min(1).max(actions.length), ownOnly: z.array(z.enum(ownableActions)).max(ownableActions.length), defaultScope: roleSchema.shape.defaultScope.unwrap(),
});
export type RoleEdit = z.infer<typeof roleEditSchema>;

/** Each action once and in order; own things only of what it may do at all. */
export function tidyRole({ name, actions: chosen, ownOnly, defaultScope }: RoleEdit): RoleEdit {
  return { name, actions: actions.filter((action) => chosen.includes(action)), ownOnly: ownableActions.filter((action) => ownOnly.includes(action) && chosen.includes(action)), defaultScope };
}

/** What holders of the role may do more after an edit; `before` null: the role is new. A wider default lets all of it hold in more places. */
export function gainedActions(before: Pick<Role, 'actions' | 'ownOnly' | 'defaultScope'> | null, after: Pick<Role, 'actions' | 'ownOnly' | 'defaultScope'>): Action[] {
  const isWider = before === null || (before.defaultScope === 'memberTeams' && after.defaultScope === 'everywhere');
  return after.actions.filter((action) => isWider || !before.actions.includes(action) || (before.ownOnly.includes(action) && !after.ownOnly.includes(action)));
}

/** Finds a role in a flow or item kept as JSON text: in quotes after a key that takes roles, or as a text inside an expression. */
export const roleInFile = (role: RoleKey): RegExp => new RegExp(`"roles?"\\s*:\\s*(\\[[^\\]]*)?"${role}"|\\\\"${role}\\\\"`);
