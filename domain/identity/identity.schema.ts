/** People, teams, roles and the actor of a request. A person may exist here without ever having signed in. */
import { z } from 'zod';
import { noticeKindSchema } from '../notify/notice.schema.ts';
import { instantSchema, localeSchema, textSchema, type Text } from '../values.ts';

/** Roles that ship with Signalbox, from the one with the least rights on. An installation has roles of its own beside them. */
export const roleKeys = ['requester', 'agent', 'processOwner', 'manager', 'administrator'] as const;
/** Key of a shipped role or of an own one; with an identity provider, also the name of the role its tokens carry. */
export const roleKeySchema = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/);
export type RoleKey = z.infer<typeof roleKeySchema>;
/** In the order roles are told: the shipped ones, then the others by key. */
export function byRoleKey(one: RoleKey, other: RoleKey): number {
  const place = (key: RoleKey): number => { const at = (roleKeys as readonly string[]).indexOf(key); return at < 0 ? roleKeys.length : at; };
  return place(one) - place(other) || (one < other ? -1 : Number(one > other));
}

export const lookSchema = z.enum(['system', 'light', 'dark']);
export type Look = z.infer<typeof lookSchema>;

/** `id` is stable and ours ("ana.silva"); `username` is the IdP's preferred_username. */
export const personSchema = z.object({
  id: z.string().min(1).max(100),
  username: z.string().min(1).max(100),
  name: z.string().min(1).max(500),
  email: z.string().max(320),
  locale: localeSchema.default('en'),
  /** How the portal looks to this person; system = as their device does. */
  look: lookSchema.default('system'),
  zone: z.string().default('Etc/UTC'),
  /** Person id of the line manager. */
  manager: z.string().nullable().default(null),
  isActive: z.boolean().default(true),
  /** Kinds of notices this person does not want. */
  unsubscribed: z.array(noticeKindSchema).default([]),
});
export type Person = z.infer<typeof personSchema>;

export const teamSchema = z.object({
  id: z.string().min(1).max(100),
  name: textSchema,
  members: z.array(z.string()),
  /** Person ids. The lead answers for unowned objects; the manager approves repairs. */
  lead: z.string().nullable(),
  manager: z.string().nullable(),
});
export type Team = z.infer<typeof teamSchema>;

/** Every action somebody can be allowed. `can` and `filterFor` (rights.ts) answer for all of them. */
export const actions = [
  'ticket.read', 'ticket.create', 'ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'ticket.link', 'file.remove',
  'task.read', 'task.act', 'task.assign',
  'flow.read', 'flow.edit', 'flow.publish',
  'run.read', 'run.repair', 'message.send',
  'alarm.read', 'alarm.acknowledge', 'deadLetter.read', 'source.manage',
  'object.read', 'object.readTechnical', 'object.edit', 'directory.read', 'event.read', 'report.read', 'demo.clear', 'settings.manage', 'catalog.edit', 'absence.edit', 'directory.manage',
] as const;
export type Action = (typeof actions)[number];

/**
 * Where a role's actions hold: in one of these teams, and for one of these ticket types, and for what lies below one of these services, and below one of
 * these device groups. An empty list does not narrow. Services and device groups are ids of objects; what lies below them says the registry (reach.ts).
 */
export const scopeSchema = z.object({
  teams: z.array(z.string()).default([]),
  ticketTypes: z.array(z.string()).default([]),
  services: z.array(z.string().max(100)).max(200).default([]),
  deviceGroups: z.array(z.string().max(100)).max(200).default([]),
});
export type Scope = z.infer<typeof scopeSchema>;

/** A role is data: which actions, and of those which only on one's own things. */
export const roleSchema = z.object({
  key: roleKeySchema,
  name: textSchema,
  actions: z.array(z.enum(actions)),
  ownOnly: z.array(z.enum(actions)).default([]),
  /** Where the role holds for somebody whose directory entry names no scope for it: everywhere, or in the teams they are a member of. */
  defaultScope: z.enum(['everywhere', 'memberTeams']).default('memberTeams'),
});
export type Role = z.infer<typeof roleSchema>;

/** A role given to a person by the directory, with where it holds. Several of one role add up. */
export const roleAssignmentSchema = z.object({ role: roleKeySchema, scope: scopeSchema.nullable().default(null) });
export type RoleAssignment = z.infer<typeof roleAssignmentSchema>;

/** Who does something, with what it takes to decide rights. Built by the server at sign-in; never from the browser's word. */
export interface Actor {
  person: string;
  name: string;
  /**
   * `actions` and `ownOnly` are the role's own at the time of the request; absent, the shipped role of that key counts. `objects`: ids of those the
   * scope's services and device groups mean now; absent where it names none.
   */
  roles: { key: RoleKey; name?: Text; scope: Scope; actions?: readonly Action[]; ownOnly?: readonly Action[]; objects?: ReadonlySet<string> }[];
  teams: string[];
  /** People who are away and whose decisions this person may take now (absence.ts). Absent: nobody. */
  standsInFor?: readonly string[];
}

/** Days a token may last. */
export const apiTokenDays = { default: 90, most: 365 } as const;
export const apiTokenPrefix = 'sbx_';

/** A token a machine acts with in a person's name, without its value. `scopes`: of the person's rights, those it may use. */
export const apiTokenSchema = z.object({
  id: z.string(),
  /** Person id. */
  person: z.string(),
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(actions)).min(1).max(actions.length),
  /** The last characters of the value, by which its owner knows it again. */
  ending: z.string(),
  madeAt: instantSchema,
  expiresAt: instantSchema,
  /** Exact to a minute; null: never used. */
  usedAt: instantSchema.nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** The short form of an actor inside logs, events and kernel inputs. `machine` for alarms, timers, repairs. */
export const actorRefSchema = z.object({ kind: z.enum(['person', 'machine']), id: z.string(), name: z.string().optional() });
export type ActorRef = z.infer<typeof actorRefSchema>;
