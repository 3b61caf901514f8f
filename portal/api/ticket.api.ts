/** Tickets, their conversation, timeline, clocks and the overlay of their run. */
import { z } from 'zod';
import { messageParamsSchema } from '#domain/message.schema';
import { instantSchema, jsonSchema, textSchema } from '#domain/values';
import { commentSchema, priorities, ticketSchema, ticketTypeSchema } from '#domain/ticket/ticket.schema';
import type { Action } from '#domain/identity/identity.schema';
import { domainEventSchema } from '#domain/audit/event.schema';
import { flowFileSchema } from '#domain/flow/flow.schema';
import { managedObjectSchema } from '#domain/object/object.schema';
import { personView } from './identity.api.ts';
import { taskViewSchema } from './task.api.ts';
import { pageOf, pageQuery, route } from './route.ts';

/** A managed object as people choose and name it. `labels` and `endpoints` (how machines know and reach it) are absent for those who have no business with them. */
export const objectViewSchema = managedObjectSchema.partial({ labels: true, endpoints: true });
/** A row of the list: the ticket without description and explanations, with names resolved. */
export const ticketRow = ticketSchema.omit({ description: true }).extend({ assigneeName: z.string().nullable(), requesterName: z.string().nullable(), teamName: textSchema.nullable(), stateName: textSchema });
export const waitView = z.object({ kind: z.enum(['task', 'approval']), name: textSchema, names: z.array(textSchema), since: instantSchema });
/** Rights that are about one ticket: its page asks for them there, not anywhere. */
export const ticketRights = ['ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'run.read', 'run.repair'] as const satisfies readonly Action[];
export const ticketView = ticketSchema.extend({
  assigneeName: z.string().nullable(), requesterName: z.string().nullable(), teamName: textSchema.nullable(), stateName: textSchema,
  people: z.array(personView), objectView: objectViewSchema.nullable(),
  /** Name of the flow the run follows; null without a run, or when its definition is gone. */
  flowName: textSchema.nullable(),
  /** Open tasks the reader may see; `isMine` on those asked of the reader. */
  tasks: z.array(taskViewSchema),
  /** Open tasks of others that the reader may not open: only what is asked, of whom (names of people, teams, roles), since when. */
  waits: z.array(waitView),
  /** What the run could not do and a person must mend; empty for those without run.read. `canSkip`: the step may be passed over. */
  incidents: z.array(z.object({ id: z.string(), node: z.string().nullable(), name: textSchema.nullable(), code: z.string(), /** Absent for who may not read the flow: then the message is RUN_STEP_STOPPED's. */ params: messageParamsSchema.optional(), message: z.string(), at: instantSchema, canSkip: z.boolean() })),
  /** What the reader may do to this ticket; whether it can be done now (a run that is over is not withdrawn) is the ticket's state. */
  can: z.array(z.enum(ticketRights)),
});
export const tokenView = z.object({ id: z.string(), node: z.string(), scope: z.string(), waitsFor: z.string().nullable(), since: instantSchema });
/** The drawing with tokens: the pinned definition, where tokens stand, which edges and nodes were visited. */
export const overlaySchema = z.object({
  run: z.string(), n: z.number().int(), status: z.string(), seq: z.number().int(), version: z.number().int(), file: flowFileSchema,
  tokens: z.array(tokenView), visitedNodes: z.record(z.string(), z.number().int()), visitedEdges: z.record(z.string(), z.number().int()),
  incidents: z.array(z.object({ id: z.string(), node: z.string().nullable(), code: z.string(), message: z.string(), at: instantSchema })),
  /** Every run of the ticket, the newest first. */
  runs: z.array(z.object({ n: z.number().int(), status: z.string(), startedAt: instantSchema })),
});
export const logLineView = z.object({ seq: z.number().int(), at: instantSchema, type: z.string(), token: z.string().nullable(), node: z.string().nullable(), scope: z.string().nullable(), edge: z.string().nullable(), cause: z.string(), by: z.unknown(), data: jsonSchema.optional() });
const byKey = z.object({ key: z.string().regex(/^[A-Z]{2,5}-\d{1,9}$/) });

export const ticketRoutes = {
  'tickets.list': route({
    method: 'GET', path: '/api/tickets', summary: 'Tickets, newest change first', access: 'ticket.read',
    query: z.object({
      ...pageQuery, q: z.string().max(200).optional(), category: z.string().max(100).optional(), type: z.string().optional(), team: z.string().optional(),
      priority: z.string().optional(), assignee: z.string().optional(), mine: z.enum(['assigned', 'requested', 'team']).optional(), sort: z.enum(['updated', 'opened', 'priority', 'due']).default('updated'),
    }),
    response: pageOf(ticketRow),
  }),
  'tickets.read': route({ method: 'GET', path: '/api/tickets/:key', summary: 'One ticket', access: 'ticket.read', params: byKey, response: ticketView }),
  'tickets.open': route({
    method: 'POST', path: '/api/tickets', summary: 'Opens a ticket and starts its flow', access: 'ticket.create',
    body: z.object({ type: z.string(), title: z.string().min(1).max(500), description: z.string().max(20_000).default(''), priority: z.enum(priorities).optional(), object: z.string().nullable().default(null), fields: z.record(z.string(), jsonSchema).default({}) }),
    response: z.object({ id: z.string(), key: z.string() }),
  }),
  'tickets.cancel': route({ method: 'POST', path: '/api/tickets/:key/cancel', summary: 'Withdraws the ticket with a reason', access: 'ticket.cancel', params: byKey, body: z.object({ reason: z.string().min(1).max(2000) }), response: z.object({ accepted: z.literal(true) }) }),
  'tickets.timeline': route({ method: 'GET', path: '/api/tickets/:key/timeline', summary: 'What happened, oldest first', access: 'ticket.read', params: byKey, query: z.object({ ...pageQuery }), response: pageOf(domainEventSchema) }),
  'tickets.overlay': route({ method: 'GET', path: '/api/tickets/:key/overlay', summary: 'The drawing with its tokens', access: 'run.read', params: byKey, query: z.object({ run: z.coerce.number().int().optional() }), response: overlaySchema }),
  'tickets.log': route({ method: 'GET', path: '/api/tickets/:key/log', summary: 'The token log of a run, from its first line or from its last', access: 'run.read', params: byKey, query: z.object({ ...pageQuery, run: z.coerce.number().int().optional(), order: z.enum(['oldest', 'newest']).default('oldest') }), response: pageOf(logLineView) }),
  'incidents.mend': route({
    method: 'POST', path: '/api/tickets/:key/incidents/:incident', summary: 'Tries the step of an incident again, or passes it over', access: 'run.repair',
    params: byKey.extend({ incident: z.string().min(1).max(100) }), body: z.object({ action: z.enum(['retry', 'skip']) }),
    /** `shown`: false when it is done but MongoDB is away, so pages follow later. */
    response: z.object({ accepted: z.literal(true), shown: z.boolean() }),
  }),
  'comments.list': route({ method: 'GET', path: '/api/tickets/:key/comments', summary: 'The conversation, oldest first', access: 'ticket.read', params: byKey, query: z.object({ ...pageQuery }), response: pageOf(commentSchema) }),
  'comments.add': route({ method: 'POST', path: '/api/tickets/:key/comments', summary: 'Says something on a ticket', access: 'ticket.comment', params: byKey, body: z.object({ visibility: z.enum(['public', 'internal']), text: z.string().min(1).max(20_000) }), response: commentSchema }),
  'ticketTypes.list': route({ method: 'GET', path: '/api/ticket-types', summary: 'Ticket types', access: 'signedIn', response: z.object({ items: z.array(ticketTypeSchema.extend({ /** Null while its flow is not published. */ flowName: textSchema.nullable() })) }) }),
  'objects.list': route({ method: 'GET', path: '/api/objects', summary: 'Managed objects by name', access: 'object.read', query: z.object({ q: z.string().max(100).default('') }), response: z.object({ items: z.array(objectViewSchema) }) }),
};
