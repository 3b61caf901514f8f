/** The audit: who did what, when, to what, for whom; as a list and as a file. */
import { z } from 'zod';
import { domainEventSchema } from '#domain/audit/event.schema';
import { instantSchema, textSchema } from '#domain/values';
import { pageOf, pageQuery, route, streamedSchema } from './route.ts';

/** Kinds of things an event can be about and be looked for by. */
export const subjectKinds = ['ticket', 'flow', 'alarmGroup', 'alarmSource', 'person'] as const;
/** `id` as its page's address has it: a ticket's is its key. `name` is null for what is gone. */
export const subjectView = z.object({ kind: z.enum(subjectKinds), id: z.string(), name: textSchema.nullable() });
export type SubjectView = z.infer<typeof subjectView>;

export const eventView = domainEventSchema.extend({
  subjects: z.array(subjectView),
  /** Key of the type of its ticket, for the names of states. */
  ticketType: z.string().nullable(),
  /** The request it was made in; null for what a flow, a clock or monitoring did by itself. */
  requestId: z.string().nullable(),
});
export type EventView = z.infer<typeof eventView>;

const filter = {
  /** Person id: what they did themselves. */
  actor: z.string().max(100).optional(),
  /** One or more of the families, comma between. */
  family: z.string().max(100).optional(),
  /** A ticket's key, or "<kind>:<id>". */
  subject: z.string().max(220).optional(),
  /** From this instant on, and before that one. */
  from: instantSchema.optional(), to: instantSchema.optional(),
};
export const auditRoutes = {
  'events.list': route({ method: 'GET', path: '/api/events', summary: 'What happened, the newest first; of things the reader may read. A page may hold fewer than asked for and yet go on', access: 'event.read', query: z.object({ ...pageQuery, ...filter }), response: pageOf(eventView) }),
  'events.export': route({ method: 'GET', path: '/api/events/export', summary: 'The same as a file', access: 'event.read', query: z.object({ ...filter, format: z.enum(['csv', 'json']).default('csv') }), response: streamedSchema, media: ['text/csv', 'application/json'], fileShapes: { 'application/json': z.object({ events: z.array(eventView) }) } }),
};
