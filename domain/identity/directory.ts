/** Edits of the directory: what may be written down of a person or a team, and which edits would leave nobody in charge. Pure; who may edit is the rights' matter. */
import { z } from 'zod';
import { says } from '../issue.ts';
import { escaped } from '../pattern.ts';
import { localeSchema, textSchema } from '../values.ts';
import { personSchema, roleAssignmentSchema, type RoleAssignment, type Scope } from './identity.schema.ts';

const strangerPrefix = 'idp-';
/** Whether the directory got the person from the identity provider, at their first sign-in. */
export const isFromProvider = (id: string): boolean => id.startsWith(strangerPrefix);
/** Person id of somebody the directory did not know before they came; `hash`: of the identity provider's own id of the account. */
export const providerId = (hash: string): string => strangerPrefix + hash.slice(0, 32);

/** An id somebody writes down: letters, digits, dots and dashes; never one the identity provider's people have. */
export const ownIdSchema = z.string().regex(/^(?!idp-)[a-z0-9][a-z0-9._-]{0,63}$/, says('form.id'));

/** What an administrator writes down of a person. `teams`: those they are a member of. */
export const personEditSchema = z.strictObject({
  username: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._@+-]{0,99}$/u, says('form.account')), name: z.string().trim().min(1).max(500), email: z.union([z.literal(''), z.email().max(320)]),
  locale: localeSchema, zone: z.string().min(1).max(60), manager: personSchema.shape.manager.unwrap(),
  teams: z.array(z.string().max(100)).max(200), assignments: z.array(roleAssignmentSchema).max(100),
});
export type PersonEdit = z.infer<typeof personEditSchema>;

/** The same of a team. */
export const teamEditSchema = z.strictObject({ name: textSchema.extend({ en: z.string().trim().min(1).max(100), zh: z.string().max(100).optional(), ar: z.string().max(100).optional() }), members: z.array(z.string().max(100)).max(5_000), lead: z.string().max(100).nullable(), manager: z.string().max(100).nullable() });
export type TeamEdit = z.infer<typeof teamEditSchema>;

/** Kinds of what somebody holds, in the order they are told. `approval`: asked of them by name; `task`: claimed by them, or asked by name. */
export const holdingKinds = ['ticket', 'task', 'approval', 'apiToken', 'teamLead', 'teamManager', 'report', 'object'] as const;
export type HoldingKind = (typeof holdingKinds)[number];
/** Kinds of places that name a team. */
export const teamUseKinds = ['ticket', 'task', 'object', 'alarmSource', 'slaPolicy', 'flow', 'catalogItem', 'ticketType', 'role'] as const;
export type TeamUseKind = (typeof teamUseKinds)[number];
/** Kinds of places that name a role. `person`: has it, switched off or not. */
export const roleUseKinds = ['person', 'task', 'flow', 'catalogItem'] as const;
export type RoleUseKind = (typeof roleUseKinds)[number];

/** The people from the person up to the manager, when that manager is led by the person; else null. `managerOf` gives the line manager, null at the top. */
export function circleOfManagers(person: string, manager: string | null, managerOf: (person: string) => string | null): string[] | null {
  const chain = [person];
  for (let current = manager; current !== null; current = managerOf(current)) {
    if (current === person) return chain;
    // A circle somebody else made long ago is not this edit's.
    if (chain.includes(current)) return null;
    chain.push(current);
  }
  return null;
}

const isEverywhere = (scope: Scope | null): boolean => scope === null || Object.values(scope).every((names: readonly string[]) => names.length === 0);
/** Whether somebody may do everything everywhere by these. A scoped administrator could not let others in. */
export const isWholeAdministrator = ({ isActive, assignments }: { isActive: boolean; assignments: readonly RoleAssignment[] }): boolean =>
  isActive && assignments.some(({ role, scope }) => role === 'administrator' && isEverywhere(scope));

/** Finds a team in a flow or item kept as JSON text: in quotes after a key that takes teams, or as a text inside an expression. */
export function teamInFile(team: string): RegExp {
  const id = escaped(team);
  return new RegExp(`"teams?"\\s*:\\s*(\\[[^\\]]*)?"${id}"|\\\\"${id}\\\\"`);
}
