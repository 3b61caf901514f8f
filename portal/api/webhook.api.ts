/** Outgoing webhooks: kept by who manages settings, with the log of what was sent and what receivers said. */
import { z } from 'zod';
import { deliveryStates, webhookDeliverySchema, webhookFactsSchema, webhookSchema } from '#domain/notify/webhook.schema';
import { noticeFaultSchema } from '#domain/notify/notice.schema';
import { pageOf, pageQuery, route } from './route.ts';

/** Why, in the catalogue's words beside its code. */
const toldFault = noticeFaultSchema.extend({ message: z.string(), hint: z.string() });
/** `waiting` and `failed`: deliveries in its log. */
export const webhookView = webhookSchema.extend({ off: webhookSchema.shape.off.unwrap().extend({ fault: toldFault }).nullable(), waiting: z.number().int(), failed: z.number().int() });
export type WebhookView = z.infer<typeof webhookView>;

const attemptView = webhookDeliverySchema.shape.attempts.element.extend({ fault: toldFault.nullable() });
/** `last`: the latest attempt; null before the first. */
export const webhookDeliveryRow = webhookDeliverySchema.pick({ id: true, webhook: true, message: true, type: true, ticket: true, at: true, madeAt: true, dueAt: true, state: true }).extend({ fault: toldFault.nullable(), attempted: z.number().int(), last: attemptView.nullable() });
export type WebhookDeliveryRow = z.infer<typeof webhookDeliveryRow>;
/** With every attempt that is still told, and what was sent. */
export const webhookDeliveryView = webhookDeliveryRow.extend({ attempts: z.array(attemptView), forgottenAttempts: z.number().int(), body: z.string() });
export type WebhookDeliveryView = z.infer<typeof webhookDeliveryView>;

const byId = z.object({ id: z.string().max(100) });
const byDelivery = z.object({ id: z.string().max(100), delivery: z.string().max(200) });
const addressFaults = ['WEBHOOK_ADDRESS_INSECURE', 'WEBHOOK_ADDRESS_REFUSED'] as const;
const exampleFacts = { name: 'Chat of the service desk', url: 'https://chat.example.org/hooks/7', actions: ['ticket.opened', 'ticket.stateChanged'], teams: [], ticketTypes: [], isEnabled: true };
/** `secret` is told this once. */
const withSecret = z.object({ webhook: webhookView, secret: z.string() });

export const webhookRoutes = {
  'webhooks.list': route({ method: 'GET', path: '/api/webhooks', summary: 'Webhooks with how they fare (never their secrets)', access: 'settings.manage', response: z.object({ items: z.array(webhookView), /** How many there may be. */ most: z.number().int() }) }),
  'webhooks.read': route({ method: 'GET', path: '/api/webhooks/:id', summary: 'One webhook', access: 'settings.manage', params: byId, response: webhookView }),
  'webhooks.make': route({
    method: 'POST', path: '/api/webhooks', summary: 'Makes a webhook. Its maker must be allowed to read everything it can carry. The secret is answered this once', access: 'settings.manage', errors: [...addressFaults, 'WEBHOOK_TOO_MANY'],
    body: webhookFactsSchema, example: { body: exampleFacts }, response: withSecret, isShownOnce: true,
  }),
  'webhooks.save': route({
    method: 'PUT', path: '/api/webhooks/:id', summary: 'Changes a webhook, switches it on or off; what waits is tried at once', access: 'settings.manage', errors: [...addressFaults, 'REVISION_CONFLICT'],
    params: byId, body: webhookFactsSchema.extend({ revision: z.number().int().positive() }), example: { body: { ...exampleFacts, revision: 1 } }, response: webhookView,
  }),
  'webhooks.remove': route({ method: 'DELETE', path: '/api/webhooks/:id', summary: 'Removes a webhook and its log; what waits is not sent any more', access: 'settings.manage', params: byId, response: z.object({ removed: z.literal(true) }) }),
  'webhooks.renewSecret': route({ method: 'POST', path: '/api/webhooks/:id/secret', summary: 'Makes a new secret, answered this once. The one before it signs too for a day', access: 'settings.manage', params: byId, response: withSecret, isShownOnce: true }),
  'webhooks.test': route({ method: 'POST', path: '/api/webhooks/:id/test', summary: 'Sends a test, also by a webhook that is off', access: 'settings.manage', params: byId, response: z.object({ delivery: z.string() }) }),
  'webhookDeliveries.list': route({ method: 'GET', path: '/api/webhooks/:id/deliveries', summary: 'What was sent, the latest first', access: 'settings.manage', params: byId, query: z.object({ ...pageQuery, state: z.enum(deliveryStates).optional() }), response: pageOf(webhookDeliveryRow) }),
  'webhookDeliveries.read': route({ method: 'GET', path: '/api/webhooks/:id/deliveries/:delivery', summary: 'One of them with its body and every attempt, for who may read what it carries', access: 'settings.manage', params: byDelivery, response: webhookDeliveryView }),
  'webhookDeliveries.again': route({ method: 'POST', path: '/api/webhooks/:id/deliveries/:delivery/again', summary: 'Sends it once more, under the same id; one that waits is tried at once', access: 'settings.manage', params: byDelivery, response: z.object({ accepted: z.literal(true) }) }),
};
