/** Tickets and ticket types. What a ticket's flow decides reaches it only through the run's writer. */
import { z } from 'zod';
import { nextLevelSchema } from '../sla/next-level.schema.ts';
import { instantSchema, jsonSchema, textSchema } from '../values.ts';
import { catalogRefSchema } from '../catalog/catalog.schema.ts';
import { objectRefSchema } from '../object/object.schema.ts';
import { actorRefSchema } from '../identity/identity.schema.ts';

/** What a ticket state means to clocks: running counts, paused holds, stopped ends. */
export const clockStates = ['running', 'paused', 'stopped'] as const;
export const ticketStateSchema = z.object({
  key: z.string(), name: textSchema, clock: z.enum(clockStates),
  /** Category for lists: open, waiting, recovered, resolved, closed, cancelled. */
  category: z.enum(['open', 'waiting', 'recovered', 'resolved', 'closed', 'cancelled']),
  /** Why clocks are paused in this state, shown on the chip. */
  pauseReason: textSchema.optional(),
});
export type TicketState = z.infer<typeof ticketStateSchema>;

/** A ticket type is data: "incident" has prefix INC, fields, states, its flow and the first handler. */
export const ticketTypeSchema = z.object({
  key: z.string().min(1).max(50), name: textSchema, prefix: z.string().regex(/^[A-Z]{2,5}$/),
  states: z.array(ticketStateSchema).min(1), initialState: z.string(),
  /** Form (JSON Schema + UI schema) of the type's fields, used when a person opens one. */
  form: z.object({ schema: z.record(z.string(), jsonSchema), ui: z.record(z.string(), jsonSchema).default({}) }),
  flow: z.string(),
  firstHandler: z.object({ by: z.enum(['team', 'objectTeam']), team: z.string() }),
  slaPolicies: z.array(z.string()).default([]),
  /** Tickets of it are asked for by items of the catalogue only. Default false. */
  isCatalogOnly: z.boolean().optional(),
});
export type TicketType = z.infer<typeof ticketTypeSchema>;

export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof priorities)[number];
/** The more urgent of two. */
export const graverPriority = (one: Priority, other: Priority): Priority => (priorities.indexOf(one) <= priorities.indexOf(other) ? one : other);

/** The state of a clock as shown; facts and arithmetic are in domain/sla. */
export const clockViewSchema = z.object({
  id: z.string(), kind: z.string(), state: z.enum(['idle', 'running', 'paused', 'met', 'breached', 'cancelled']),
  target: z.string(), startedAt: instantSchema.nullable(), dueAt: instantSchema.nullable(), warnAt: instantSchema.nullable(),
  stoppedAt: instantSchema.nullable(), breachedAt: instantSchema.nullable(), pauseReason: textSchema.nullable(),
  holdSeconds: z.number(), elapsedSeconds: z.number(), calendarId: z.string(), policyId: z.string(),
  /** Working seconds left when `asOf` was computed (negative after due). */
  remainingSeconds: z.number().nullable(), asOf: instantSchema,
  explain: z.array(z.object({ code: z.string(), params: z.record(z.string(), jsonSchema), text: z.string() })).default([]),
  /** The level of escalation that comes next, as of `asOf`; absent where it was not looked for. */
  next: nextLevelSchema.nullish(),
});
export type ClockView = z.infer<typeof clockViewSchema>;

export const ticketSchema = z.object({
  id: z.string(), key: z.string(), type: z.string(),
  title: z.string().min(1).max(500), description: z.string().max(20_000).default(''),
  state: z.string(), category: ticketStateSchema.shape.category, priority: z.enum(priorities),
  team: z.string().nullable(), assignee: z.string().nullable(), requester: z.string().nullable(), openedBy: actorRefSchema,
  object: objectRefSchema.nullable(), refs: z.array(objectRefSchema).default([]), watchers: z.array(z.string()).default([]),
  /** Everybody a task or approval of the ticket ever asked, by person, team and role; only grows. Who was asked may read the ticket (rights). */
  askedPeople: z.array(z.string()).default([]), askedTeams: z.array(z.string()).default([]), askedRoles: z.array(z.string()).default([]),
  fields: z.record(z.string(), jsonSchema).default({}),
  /** The catalogue item it was asked for by, and so the form its fields are the answers to; null or absent: the form of its type. */
  catalog: catalogRefSchema.nullish(),
  /** Set while an alarm group stands behind the ticket. */
  alarm: z.object({ group: z.string(), episode: z.number().int(), isFiring: z.boolean(), recoveredAt: instantSchema.nullable() }).nullable().default(null),
  clocks: z.array(clockViewSchema).default([]),
  run: z.object({ id: z.string(), n: z.number().int(), flow: z.string(), version: z.number().int(), status: z.string(), hasIncident: z.boolean().default(false) }).nullable(),
  openedAt: instantSchema, updatedAt: instantSchema, resolvedAt: instantSchema.nullable(), closedAt: instantSchema.nullable(),
  /** True for seed history: finished through the kernel on a virtual clock, no Temporal run behind it. */
  isImported: z.boolean().default(false), isDemo: z.boolean().default(false),
  revision: z.number().int(),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** What people say on a ticket. Public is seen by the requester; internal by agents only. Authored in the portal, not by the run. */
export const commentSchema = z.object({
  id: z.string(), ticket: z.string(), at: instantSchema, by: actorRefSchema, visibility: z.enum(['public', 'internal']),
  /** Empty where only files were sent. */
  text: z.string().max(20_000),
});
export type Comment = z.infer<typeof commentSchema>;
