/** What stands in the document of a ticket: what its page shows, as of an instant, for one reader. In no language yet but for what people wrote. */
import { z } from 'zod';
import { domainEventSchema } from '../audit/event.schema.ts';
import { flowFileSchema } from '../flow/flow.schema.ts';
import { clockViewSchema, commentSchema, priorities, ticketStateSchema } from '../ticket/ticket.schema.ts';
import { instantSchema, jsonSchema, textSchema } from '../values.ts';

/** Roles of people on a ticket, in the order they are told. */
export const ticketRoles = ['assignee', 'requester', 'owner', 'team'] as const;

export const ticketDocumentSchema = z.object({
  key: z.string(), title: z.string(), description: z.string(), address: z.string(),
  typeName: textSchema, stateName: textSchema, stateNames: z.record(z.string(), textSchema), category: ticketStateSchema.shape.category, priority: z.enum(priorities),
  isFiring: z.boolean(), isStopped: z.boolean(),
  openedAt: instantSchema, updatedAt: instantSchema, resolvedAt: instantSchema.nullable(), closedAt: instantSchema.nullable(),
  /** Null: nobody has that role; roles that mean nothing on this ticket are left out. */
  people: z.array(z.object({ role: z.enum(ticketRoles), name: textSchema.nullable() })),
  object: z.object({ name: z.string(), title: textSchema.nullable(), kind: z.string(), impact: z.number().int().nullable() }).nullable(),
  fields: z.array(z.object({ title: z.string(), value: jsonSchema })),
  clocks: z.array(clockViewSchema),
  /** Null without a run, or for who may not follow it. */
  flow: z.object({
    file: flowFileSchema, version: z.number().int(), n: z.number().int(), status: z.string(),
    tokens: z.array(z.object({ node: z.string(), waitsFor: z.string().nullable() })), visitedNodes: z.record(z.string(), z.number()), visitedEdges: z.record(z.string(), z.number()), incidents: z.array(z.object({ node: z.string().nullable() })),
  }).nullable(),
  /** Both oldest first, and the newest of them where there are more than fit. */
  comments: z.array(commentSchema), events: z.array(domainEventSchema),
  /** Those that are there still, oldest first. */
  files: z.array(z.object({ name: z.string(), size: z.number().int(), sha256: z.string(), isInternal: z.boolean() })).default([]),
  /** Whether earlier ones were left out. */
  isCut: z.object({ comments: z.boolean(), events: z.boolean() }),
  /** Whether what only colleagues read is in it. */
  hasInternal: z.boolean(),
  madeAt: instantSchema,
  /** Null: a flow has it made. */
  madeFor: z.string().nullable(),
});
export type TicketDocument = z.infer<typeof ticketDocumentSchema>;
