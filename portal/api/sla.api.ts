/** Service levels: as they are stored with what is wrong in them, edits, and which one a ticket would get. */
import { z } from 'zod';
import { messageParamsSchema } from '#domain/message.schema';
import { actorRefSchema } from '#domain/identity/identity.schema';
import { clockKinds } from '#domain/sla/clock';
import { policyConditionsSchema, slaPolicySchema } from '#domain/sla/sla.policy';
import { priorities } from '#domain/ticket/ticket.schema';
import { instantSchema, jsonSchema, textSchema } from '#domain/values';
import { route } from './route.ts';

const findingSchema = z.object({ path: z.string(), code: z.string(), params: messageParamsSchema.optional(), message: z.string() });
const byId = z.object({ id: z.string().min(1).max(64) });
const policyView = slaPolicySchema.extend({ findings: z.array(findingSchema), revision: z.number().int(), changedAt: instantSchema.nullable(), changedBy: actorRefSchema.nullable() });
const conditionNames = z.enum(Object.keys(policyConditionsSchema.shape) as [keyof typeof policyConditionsSchema.shape]);

/** What one clock of the SLA found would say. `fault`: its calendar gives no answer. */
const whichClock = z.object({
  kind: z.enum(clockKinds), target: z.string(), warn: z.string().nullable(), pauses: z.boolean(), calendarId: z.string(), calendarName: textSchema.nullable(), countFrom: z.enum(['creation', 'assignment']),
  dueAt: instantSchema.nullable(), warnAt: instantSchema.nullable(), explain: z.array(z.object({ code: z.string(), params: z.record(z.string(), jsonSchema), text: z.string() })),
  fault: findingSchema.omit({ path: true }).nullable(),
});
/** `choice` null: the ticket gets no SLA. */
export const whichView = z.object({
  asked: z.object({ ticketType: z.string(), priority: z.enum(priorities), team: z.string().nullable(), start: instantSchema }),
  choice: z.object({ id: z.string(), name: textSchema, because: z.array(conditionNames), isLastResort: z.boolean(), passedOver: z.array(z.object({ id: z.string(), name: textSchema })) }).nullable(),
  clocks: z.array(whichClock),
});
/** Loose: what is wrong is said by the check of the SLA, with its code. */
const anyPolicy = z.record(z.string(), z.unknown());

export const slaRoutes = {
  'slaPolicies.list': route({ method: 'GET', path: '/api/sla-policies', summary: 'Service levels with their clocks, and what is wrong in how they are stored', access: 'settings.manage', response: z.object({ items: z.array(policyView) }) }),
  'slaPolicies.which': route({
    method: 'GET', path: '/api/sla-policies/which', summary: 'Which service level a ticket would get and why, and when its clocks would be due: of a ticket that is there, or of a type, priority and team', access: 'settings.manage', errors: ['TICKET_TYPE_UNKNOWN', 'NOT_FOUND'],
    query: z.object({ ticket: z.string().max(20).optional(), type: z.string().max(50).optional(), priority: z.enum(priorities).optional(), team: z.string().max(100).optional(), start: instantSchema.optional() }), response: whichView,
    example: { query: { type: 'incident', priority: 'P2', start: '2026-12-24T09:00:00.000Z' } },
  }),
  'slaPolicies.save': route({
    method: 'PUT', path: '/api/sla-policies/:id', summary: 'Saves a service level for tickets opened from now on; revision 0 makes one', access: 'settings.manage',
    errors: ['SLA_POLICY_INVALID', 'SLA_POLICY_CATCHES_ALL', 'SLA_POLICY_CLOCK_TWICE', 'SLA_WARNING_NEVER', 'SLA_POLICY_STALE', 'SLA_POLICY_ID_TAKEN', 'CALENDAR_UNKNOWN', 'NOT_FOUND'], params: byId, body: z.object({ revision: z.number().int().min(0), policy: anyPolicy }), response: z.object({ revision: z.number().int() }),
    example: { body: { revision: 0, policy: { name: { en: 'Incident P1' }, appliesTo: { ticketType: ['incident'], priority: ['P1'] }, clocks: [{ kind: 'response', target: 'PT15M', warn: '75%', calendarId: 'always' }] } } },
  }),
  'slaPolicies.remove': route({ method: 'DELETE', path: '/api/sla-policies/:id', summary: 'Removes a service level; open tickets keep what they were promised', access: 'settings.manage', errors: ['SLA_POLICY_STALE', 'NOT_FOUND'], params: byId, query: z.object({ revision: z.coerce.number().int() }), response: z.object({ removed: z.literal(true) }) }),
};
