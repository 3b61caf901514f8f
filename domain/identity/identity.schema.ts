/** People, teams, roles and the actor of a request. A person may exist here without ever having signed in. */
import { z } from 'zod';
import { textSchema } from '../values.ts';

export const roleKeys = ['requester', 'agent', 'processOwner', 'manager', 'administrator'] as const;
export type RoleKey = (typeof roleKeys)[number];

/** `id` is stable and ours ("ana.silva"); `username` is the IdP's preferred_username. */
export const personSchema = z.object({
  id: z.string().min(1).max(100),
  username: z.string().min(1).max(100),
  name: z.string().min(1).max(500),
  email: z.string().max(320),
  locale: z.enum(['en', 'zh', 'ar']).default('en'),
  zone: z.string().default('Etc/UTC'),
  /** Person id of the line manager. */
  manager: z.string().nullable().default(null),
  isActive: z.boolean().default(true),
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
  'ticket.read', 'ticket.create', 'ticket.comment', 'ticket.commentInternal', 'ticket.cancel',
  'task.read', 'task.act', 'task.assign',
  'flow.read', 'flow.edit', 'flow.publish',
  'run.read', 'run.repair',
  'alarm.read', 'alarm.acknowledge', 'deadLetter.read', 'source.manage',
  'object.read', 'object.readTechnical', 'object.edit', 'directory.read', 'event.read', 'demo.clear', 'settings.manage',
] as const;
export type Action = (typeof actions)[number];

/**
 * Where a role's actions hold. An empty list means everywhere. `own` narrows to what the actor opened, is asked about, or watches.
 * Team and ticket type are enforced now; service and deviceGroup are kept for later and must be empty.
 */
export const scopeSchema = z.object({
  teams: z.array(z.string()).default([]),
  ticketTypes: z.array(z.string()).default([]),
  services: z.array(z.string()).max(0).default([]),
  deviceGroups: z.array(z.string()).max(0).default([]),
});
export type Scope = z.infer<typeof scopeSchema>;

/** A role is data: which actions, and of those which only on one's own things. */
export const roleSchema = z.object({
  key: z.enum(roleKeys),
  name: textSchema,
  actions: z.array(z.enum(actions)),
  ownOnly: z.array(z.enum(actions)).default([]),
  /** Where the role holds for somebody whose directory entry names no scope for it: everywhere, or in the teams they are a member of. */
  defaultScope: z.enum(['everywhere', 'memberTeams']).default('memberTeams'),
});
export type Role = z.infer<typeof roleSchema>;

/** A role given to a person by the directory, with where it holds. Several of one role add up. */
export const roleAssignmentSchema = z.object({ role: z.enum(roleKeys), scope: scopeSchema.nullable().default(null) });
export type RoleAssignment = z.infer<typeof roleAssignmentSchema>;

/** Who does something, with what it takes to decide rights. Built by the server at sign-in; never from the browser's word. */
export interface Actor {
  person: string;
  name: string;
  /** `actions` and `ownOnly` are the role's own at the time of the request; absent, the shipped role of that key counts. */
  roles: { key: RoleKey; scope: Scope; actions?: readonly Action[]; ownOnly?: readonly Action[] }[];
  teams: string[];
}

/** The short form of an actor inside logs, events and kernel inputs. `machine` for alarms, timers, repairs. */
export const actorRefSchema = z.object({ kind: z.enum(['person', 'machine']), id: z.string(), name: z.string().optional() });
export type ActorRef = z.infer<typeof actorRefSchema>;
