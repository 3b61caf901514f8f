/** What a webhook sends: the event as the audit tells it, and the ticket it is about as it stood when it was noted. docs/webhooks.md says it in words. */
import { z } from 'zod';
import { domainEventSchema, type DomainEvent } from '../audit/event.schema.ts';
import { instantSchema, type Instant } from '../values.ts';
import { priorities, type Ticket } from '../ticket/ticket.schema.ts';
import { testType } from './webhook.schema.ts';

const sentEventSchema = domainEventSchema.pick({ id: true, at: true, action: true, actor: true, onBehalfOf: true, refs: true, before: true, after: true, data: true });
/** `url`: its page in the portal. */
const sentTicketSchema = z.object({
  id: z.string(), key: z.string(), type: z.string(), title: z.string(), state: z.string(), category: z.string(), priority: z.enum(priorities), team: z.string().nullable(), assignee: z.string().nullable(), requester: z.string().nullable(), url: z.string(),
});

/** Message of an event. `type` is its action, `timestamp` when it happened. */
export const webhookEventBodySchema = z.object({ type: domainEventSchema.shape.action, timestamp: instantSchema, data: z.object({ event: sentEventSchema, ticket: sentTicketSchema.nullable() }) });
/** Message somebody sends to try a webhook. */
export const webhookTestBodySchema = z.object({ type: z.literal(testType), timestamp: instantSchema, data: z.object({ webhook: z.object({ id: z.string(), name: z.string() }), message: z.string() }) });
export type WebhookEventBody = z.infer<typeof webhookEventBodySchema>;
export type WebhookTestBody = z.infer<typeof webhookTestBodySchema>;

type SentTicket = Pick<Ticket, 'id' | 'key' | 'type' | 'title' | 'state' | 'category' | 'priority' | 'team' | 'assignee' | 'requester'>;

export function eventBody(event: DomainEvent, ticket: SentTicket | null, publicUrl: string): WebhookEventBody {
  const { id, at, action, actor, onBehalfOf, refs, before, after, data } = event;
  return {
    type: action, timestamp: at,
    data: { event: { id, at, action, actor, onBehalfOf, refs, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }), data }, ticket: ticket === null ? null : sentTicket(ticket, publicUrl) },
  };
}

const sentTicket = ({ id, key, type, title, state, category, priority, team, assignee, requester }: SentTicket, publicUrl: string): WebhookEventBody['data']['ticket'] =>
  ({ id, key, type, title, state, category, priority, team, assignee, requester, url: `${publicUrl}/tickets/${key}` });

export const testBody = (webhook: { id: string; name: string }, at: Instant): WebhookTestBody =>
  ({ type: testType, timestamp: at, data: { webhook: { id: webhook.id, name: webhook.name }, message: 'Somebody pressed "Send a test". Nothing happened.' } });
