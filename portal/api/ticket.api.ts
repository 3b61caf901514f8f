/** Tickets, their conversation, timeline, clocks and the overlay of their run. */
import { z } from 'zod';
import { says } from '#domain/issue';
import { messageParamsSchema } from '#domain/message.schema';
import { instantSchema, jsonSchema, localeSchema, textSchema } from '#domain/values';
import { commentSchema, priorities, ticketSchema, ticketTypeSchema } from '#domain/ticket/ticket.schema';
import { linkRelations } from '#domain/ticket/link';
import { actorRefSchema, type Action } from '#domain/identity/identity.schema';
import { fileIdSchema, mostFilesNamed } from '#domain/file/file.schema';
import { domainEventSchema } from '#domain/audit/event.schema';
import { flowFileSchema } from '#domain/flow/flow.schema';
import { promises } from '#domain/report/levels.schema';
import { managedObjectSchema } from '#domain/object/object.schema';
import { personView } from './identity.api.ts';
import { taskViewSchema } from './task.api.ts';
import { fileViewSchema } from './file.api.ts';
import { ticketKeySchema } from './ticket.key.ts';
import { variableEditsSchema } from './run.variables.ts';
import { engineFaults, pageOf, pageQuery, route, streamedSchema } from './route.ts';

/** A managed object as people choose and name it. `labels` and `endpoints` (how machines know and reach it) are absent for those who have no business with them. */
export const objectViewSchema = managedObjectSchema.partial({ labels: true, endpoints: true });
/** A row of the list: the ticket without description and explanations, with names resolved. */
export const ticketRow = ticketSchema.omit({ description: true }).extend({ assigneeName: z.string().nullable(), requesterName: z.string().nullable(), teamName: textSchema.nullable(), stateName: textSchema });
export const waitView = z.object({ kind: z.enum(['task', 'approval']), name: textSchema, names: z.array(textSchema), since: instantSchema });
/** A step the run could not do. `params` are absent for who may not read the flow: then the message is RUN_STEP_STOPPED's. `canSkip`: the step may be passed over. */
export const incidentView = z.object({ id: z.string(), node: z.string().nullable(), name: textSchema.nullable(), code: z.string(), params: messageParamsSchema.optional(), message: z.string(), at: instantSchema, canSkip: z.boolean(), /** Codes of errors that are caught around the step: it can be handed on as one of them. */ errors: z.array(z.string()) });
export type IncidentView = z.infer<typeof incidentView>;
/** Rights that are about one ticket: its page asks for them there, not anywhere. */
export const ticketRights = ['ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'ticket.link', 'run.read', 'run.repair'] as const satisfies readonly Action[];
export const ticketView = ticketSchema.extend({
  assigneeName: z.string().nullable(), requesterName: z.string().nullable(), teamName: textSchema.nullable(), stateName: textSchema,
  people: z.array(personView), objectView: objectViewSchema.nullable(),
  /** Name of the flow the run follows; null without a run, or when its definition is gone. */
  flowName: textSchema.nullable(),
  /** Open tasks the reader may see; `isMine` on those asked of the reader. */
  tasks: z.array(taskViewSchema),
  /** Open tasks of others that the reader may not open: only what is asked, of whom (names of people, teams, roles), since when. */
  waits: z.array(waitView),
  /** What the run could not do and a person must mend; empty for those without run.read. */
  incidents: z.array(incidentView),
  /** The form the ticket's fields are the answers to: its catalogue item's as it was then, else its type's. Null where neither has one. */
  form: z.object({ name: textSchema, schema: z.record(z.string(), jsonSchema) }).nullable(),
  /** Open approvals nobody can decide now: who was asked has left or is away with nobody to stand in. */
  unreachable: z.array(z.object({ task: z.string(), name: textSchema, who: z.string(), why: z.enum(['none', 'circle', 'left']) })),
  /** Until when the reader, who ended it, may take that back; null: they may not, or not any more. */
  takeBackUntil: instantSchema.nullable(),
  /** What the reader may do to this ticket, and `alarm.read` where they may read its alarm group; whether it can be done now (a run that is over is not withdrawn) is the ticket's state. */
  can: z.array(z.enum([...ticketRights, 'alarm.read'])),
});
export const tokenView = z.object({ id: z.string(), node: z.string(), scope: z.string(), waitsFor: z.string().nullable(), since: instantSchema });
/**
 * A lock of a run that it shares with others: `asked` (it waits), `held`, or `idle` (the run is suspended). `holder`: the ticket whose run holds it, where it is not this one; `before`: how many
 * wait longer.
 */
export const runLockView = z.object({ lock: z.string(), node: z.string(), phase: z.enum(['asked', 'held', 'idle']), since: instantSchema, heldSince: instantSchema.nullable(), holder: z.object({ key: z.string(), since: instantSchema }).nullable(), before: z.number().int() });
export type RunLockView = z.infer<typeof runLockView>;
/** The drawing with tokens: the pinned definition, where tokens stand, which edges and nodes were visited. */
export const overlaySchema = z.object({
  run: z.string(), n: z.number().int(), status: z.string(), seq: z.number().int(), version: z.number().int(), file: flowFileSchema,
  /** Of `file` as it is kept; and whether that was made from `version` for this ticket alone. */
  sha256: z.string(), isChanged: z.boolean(),
  tokens: z.array(tokenView), visitedNodes: z.record(z.string(), z.number().int()), visitedEdges: z.record(z.string(), z.number().int()),
  incidents: z.array(incidentView), locks: z.array(runLockView),
  /** Steps that are being done several times. `item` is absent for who may not read what the run computed. */
  repeated: z.array(z.object({ token: z.string(), node: z.string(), total: z.number().int().nullable(), done: z.number().int(), mayAdd: z.boolean(), instances: z.array(z.object({ scope: z.string(), index: z.number().int(), item: jsonSchema.optional() })) })),
  /** Whether the reader may change this run, and mend its incidents now: of the ticket's latest run, while it goes on and is not suspended. */
  mayRepair: z.boolean(), mayMend: z.boolean(),
  /** By whose word it stands still; `held`: what came meanwhile. */
  suspended: z.object({ at: instantSchema, by: actorRefSchema, reason: z.string(), held: z.number().int() }).nullable(),
  /** Every run of the ticket, the newest first. */
  runs: z.array(z.object({ n: z.number().int(), status: z.string(), startedAt: instantSchema })),
});
export const logLineView = z.object({ seq: z.number().int(), at: instantSchema, type: z.string(), token: z.string().nullable(), node: z.string().nullable(), scope: z.string().nullable(), edge: z.string().nullable(), cause: z.string(), by: z.unknown(), data: jsonSchema.optional() });
const byKey = z.object({ key: ticketKeySchema });
const storyOrder = z.enum(['oldest', 'newest']).default('oldest');
/** `shown` false: it is opened, and can be read a moment later. */
export const openedTicketSchema = z.object({ id: z.string(), key: z.string(), shown: z.boolean() });
const exampleKey = { key: 'INC-1001' };
/** Files that were sent, by id. */
const filesNamed = z.array(fileIdSchema).max(mostFilesNamed).default([]);
const fileFaults = ['FILE_UNKNOWN', 'FILES_TOO_MANY', 'FILES_TICKET_FULL'] as const;
/** A message with its files. */
export const commentView = commentSchema.extend({ files: z.array(fileViewSchema) });
export type CommentView = z.infer<typeof commentView>;

/** `relation`: what the other ticket is to this one. */
export const ticketLinkView = z.object({ relation: z.enum(linkRelations), at: instantSchema, ticket: ticketSchema.pick({ key: true, title: true, category: true }).extend({ stateName: textSchema }) });

const ticketFilter = {
  q: z.string().max(200).optional(), category: z.string().max(100).optional(), type: z.string().optional(),
  /** Ids, comma between; "-": of no team. */
  team: z.string().optional(),
  priority: z.string().optional(), /** A person's id; "-": of nobody. */ assignee: z.string().optional(),
  /** Of those with an open clock: due before this instant, or overdue. */
  dueTo: instantSchema.optional(),
  /** Opened from this instant on, and before that one. */
  openedFrom: instantSchema.optional(), openedTo: instantSchema.optional(),
  /** By what the promises have come to, comma between; about one promise, or (default) the worse of both. */
  level: z.string().max(100).optional(), promise: z.enum(promises).optional(),
  /** Whole minutes of working time a promise that is decided took: from, and before. */
  tookFrom: z.coerce.number().int().min(0).optional(), tookTo: z.coerce.number().int().min(0).optional(),
  /** "<flow>/<step>" that a ticket which is over went through. */
  step: z.string().max(200).optional(),
  /** "yes": only tickets whose reports the reader may read, as reports count them. */
  reported: z.literal('yes').optional(),
  mine: z.enum(['assigned', 'requested', 'team']).optional(), sort: z.enum(['updated', 'opened', 'priority', 'due']).default('updated'),
};
/** Tickets of a file that are named one by one, at most. */
export const namedInFile = 200;

export const ticketRoutes = {
  'tickets.list': route({
    method: 'GET', path: '/api/tickets', summary: 'Tickets, newest change first', access: 'ticket.read',
    query: z.object({
      ...pageQuery, ...ticketFilter,
    }),
    response: pageOf(ticketRow),
  }),
  'tickets.export': route({
    method: 'GET', path: '/api/tickets/export', summary: 'The same as a file for spreadsheets, or those of some keys', access: 'ticket.read', errors: ['TICKETS_TOO_MANY'],
    query: z.object({ ...ticketFilter, /** Of names that are data: states, teams. */ locale: localeSchema.default('en'), /** Keys, comma between: of those that match, these. */ keys: z.string().max(namedInFile * 16).regex(/^[A-Z]{2,5}-\d{1,9}(,[A-Z]{2,5}-\d{1,9})*$/).optional() }), response: streamedSchema, media: ['text/csv'],
  }),
  'tickets.read': route({ method: 'GET', path: '/api/tickets/:key', summary: 'One ticket', access: 'ticket.read', example: { params: exampleKey }, params: byKey, response: ticketView }),
  'tickets.open': route({
    method: 'POST', path: '/api/tickets', summary: 'Opens a ticket and starts its flow', access: 'ticket.create', errors: [...engineFaults, 'TICKET_TYPE_UNKNOWN', 'TICKET_BY_CATALOG', 'TICKET_FIELDS_INVALID', 'TICKET_OBJECT_UNKNOWN', 'TICKET_FLOW_UNPUBLISHED', ...fileFaults],
    example: { body: { type: 'incident', title: 'The printer on the third floor is out of toner', priority: 'P4', object: null, fields: {} } },
    body: z.object({ type: z.string(), title: z.string().min(1).max(500), description: z.string().max(20_000).default(''), priority: z.enum(priorities).optional(), object: z.string().nullable().default(null), fields: z.record(z.string(), jsonSchema).default({}), files: filesNamed }),
    response: openedTicketSchema,
  }),
  'tickets.cancel': route({ method: 'POST', path: '/api/tickets/:key/cancel', summary: 'Withdraws the ticket with a reason', access: 'ticket.cancel', errors: [...engineFaults, 'TICKET_OVER'], example: { params: exampleKey, body: { reason: 'It works again.' } }, params: byKey, body: z.object({ reason: z.string().min(1).max(2000) }), response: z.object({ accepted: z.literal(true), /** Until when it may be taken back by `tickets.takeBack`; null: not. */ takeBackUntil: instantSchema.nullable() }) }),
  'tickets.takeBack': route({
    method: 'POST', path: '/api/tickets/:key/take-back', summary: 'Takes back how the ticket ended, for five minutes and by who ended it: it goes on where it stood', access: 'ticket.read', errors: [...engineFaults, 'TICKET_END_STANDS', 'FLOW_VERSION_UNKNOWN', 'FLOW_DEFINITION_CHANGED'], example: { params: exampleKey }, params: byKey,
    /** `shown`: false when it is done but MongoDB is away, so pages follow later. */
    response: z.object({ accepted: z.literal(true), shown: z.boolean() }),
  }),
  'tickets.timeline': route({ method: 'GET', path: '/api/tickets/:key/timeline', summary: 'What happened, oldest first unless asked otherwise', access: 'ticket.read', example: { params: exampleKey }, params: byKey, query: z.object({ ...pageQuery, order: storyOrder }), response: pageOf(domainEventSchema) }),
  'tickets.overlay': route({ method: 'GET', path: '/api/tickets/:key/overlay', summary: 'The drawing with its tokens', access: 'run.read', example: { params: exampleKey }, params: byKey, query: z.object({ run: z.coerce.number().int().optional() }), response: overlaySchema }),
  'tickets.log': route({ method: 'GET', path: '/api/tickets/:key/log', summary: 'The token log of a run, from its first line or from its last', access: 'run.read', example: { params: exampleKey }, params: byKey, query: z.object({ ...pageQuery, run: z.coerce.number().int().optional(), order: z.enum(['oldest', 'newest']).default('oldest') }), response: pageOf(logLineView) }),
  'incidents.mend': route({
    method: 'POST', path: '/api/tickets/:key/incidents/:incident', summary: 'Tries the step of an incident again, passes it over, or hands it on as an error that is caught around it', access: 'run.repair', errors: [...engineFaults, 'TICKET_OVER', 'INCIDENT_GONE', 'INCIDENT_NOT_SKIPPABLE', 'INCIDENT_NOT_CAUGHT', 'RUN_VARIABLE_NOT_EDITABLE', 'RUN_VARIABLE_TYPE'], example: { params: { ...exampleKey, incident: 'i1' } },
    params: byKey.extend({ incident: z.string().min(1).max(100) }), body: z.discriminatedUnion('action', [z.object({ action: z.literal('retry'), /** Variables set before the step is tried again, by name; of those `runs.variables` calls editable. */ edits: variableEditsSchema.optional() }), z.object({ action: z.literal('skip') }), z.object({ action: z.literal('throw'), code: z.string().min(1).max(100) })]),
    /** `shown`: false when it is done but MongoDB is away, so pages follow later. */
    response: z.object({ accepted: z.literal(true), shown: z.boolean() }),
  }),
  'instances.change': route({
    method: 'POST', path: '/api/tickets/:key/instances/:token', summary: 'One more of a step that is done several times, or one that is under way ended', access: 'run.repair', errors: [...engineFaults, 'TICKET_OVER', 'INSTANCE_GONE', 'INSTANCE_NOT_ADDABLE', 'FLOW_REPEAT_TOO_MANY'], example: { params: { ...exampleKey, token: 't3' }, body: { action: 'add', item: 'web-03' } },
    params: byKey.extend({ token: z.string().min(1).max(100) }), body: z.discriminatedUnion('action', [z.object({ action: z.literal('add'), /** What it is done for, where it is done for each of a list. */ item: jsonSchema.default(null) }), z.object({ action: z.literal('cancel'), scope: z.string().min(1).max(100) })]),
    /** `shown`: false when it is done but MongoDB is away, so pages follow later. */
    response: z.object({ accepted: z.literal(true), shown: z.boolean() }),
  }),
  'ticketLinks.list': route({ method: 'GET', path: '/api/tickets/:key/links', summary: 'Tickets it is linked with, as far as the reader may read them; the oldest link first', access: 'ticket.read', example: { params: exampleKey }, params: byKey, response: z.object({ items: z.array(ticketLinkView) }) }),
  'ticketLinks.add': route({
    method: 'POST', path: '/api/tickets/:key/links', summary: 'Links it with another one that the caller may read. "relation" is what the other is to this one; the link is told from both', access: 'ticket.link', errors: ['TICKET_LINK_UNKNOWN', 'TICKET_LINK_SELF', 'TICKET_LINK_THERE', 'TICKET_LINKS_TOO_MANY'],
    example: { params: exampleKey, body: { ticket: 'INC-1002', relation: 'causedBy' } }, params: byKey, body: z.object({ ticket: ticketKeySchema, relation: z.enum(linkRelations) }), response: ticketLinkView,
  }),
  'ticketLinks.remove': route({ method: 'DELETE', path: '/api/tickets/:key/links/:relation/:other', summary: 'Removes a link, from whichever side it was made', access: 'ticket.link', errors: ['NOT_FOUND'], example: { params: { ...exampleKey, relation: 'causedBy', other: 'INC-1002' } }, params: byKey.extend({ relation: z.enum(linkRelations), other: ticketKeySchema }), response: z.object({ removed: z.literal(true) }) }),
  'comments.list': route({ method: 'GET', path: '/api/tickets/:key/comments', summary: 'The conversation, oldest first unless asked otherwise', access: 'ticket.read', example: { params: exampleKey }, params: byKey, query: z.object({ ...pageQuery, order: storyOrder }), response: pageOf(commentView) }),
  'comments.add': route({ method: 'POST', path: '/api/tickets/:key/comments', summary: 'Says something on a ticket, with files or without', access: 'ticket.comment', errors: fileFaults, example: { params: exampleKey, body: { visibility: 'public', text: 'A technician is on the way.' } }, params: byKey, body: z.object({ visibility: z.enum(['public', 'internal']), /** Empty only with files. */ text: z.string().max(20_000), files: filesNamed }).refine(({ text, files }) => text !== '' || files.length > 0, { path: ['text'], message: says('issue.missing') }), response: commentView }),
  'ticketTypes.list': route({ method: 'GET', path: '/api/ticket-types', summary: 'Ticket types', access: 'signedIn', response: z.object({ items: z.array(ticketTypeSchema.extend({ /** Null while its flow is not published. */ flowName: textSchema.nullable() })) }) }),
  'objects.list': route({ method: 'GET', path: '/api/objects', summary: 'Managed objects by name', access: 'object.read', query: z.object({ q: z.string().max(100).default('') }), response: z.object({ items: z.array(objectViewSchema) }) }),
};
