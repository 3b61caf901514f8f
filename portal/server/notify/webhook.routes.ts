/** Webhooks as administrators keep them. Whoever makes or changes one must be allowed to read everything it can carry, and so must who looks at what it sent. */
import { randomUUID } from 'node:crypto';
import { portalEvent } from '#domain/audit/portal-event';
import type { EventAction } from '#domain/audit/event.schema';
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { testBody } from '#domain/notify/webhook.body';
import { missingRight } from '#domain/notify/webhook.plan';
import type { WebhookEngine } from '#domain/notify/webhook.ports';
import { deliveryIdOf, messageIdOf, originIn, testType, webhookLimits, type Webhook, type WebhookDelivery, type WebhookFacts } from '#domain/notify/webhook.schema';
import { instantOf } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { ClientSession } from '#store/core/connection';
import type { WebhookDeliveryRepo } from '#store/notify/webhook-delivery.repo';
import type { WebhookRepo } from '#store/notify/webhook.repo';
import type { Handlers } from '../http/handler.ts';
import type { Log } from '../http/log.ts';
import { deliveryRow, deliveryView, webhookView } from './webhook.presenter.ts';

/** What of the world webhooks need here. Implemented in integrations/notify. */
export interface WebhookWorld {
  /** Whether something may be sent there at all. Throws WEBHOOK_ADDRESS_*; a name that is not known yet is no fault. */
  checkAddress(url: string): Promise<void>;
  makeSecret(): string;
}
export interface WebhookRouteDeps {
  webhooks: WebhookRepo; deliveries: WebhookDeliveryRepo; events: Pick<EventRepo, 'append'>; engine: WebhookEngine; world: WebhookWorld; log: Pick<Log, 'warn'>; nowMs: () => number;
}

const missing = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'webhook' });
const hourMs = 3_600_000;

export function createWebhookRoutes({ webhooks, deliveries, events, engine, world, log, nowMs }: WebhookRouteDeps): Handlers {
  const now = () => instantOf(nowMs());
  const record = (action: EventAction, actor: Actor, requestId: string) => (session: ClientSession, { id, name, url, actions, teams, ticketTypes, isEnabled }: Webhook): Promise<void> => events.append([portalEvent({
    requestId, at: now(), action, actor: { kind: 'person', id: actor.person, name: actor.name }, refs: [{ kind: 'webhook', id }], data: { name, address: originIn(url), actions, teams, ticketTypes, isEnabled },
  })], session);

  function demandReading(actor: Actor, facts: Pick<WebhookFacts, 'teams' | 'ticketTypes'>): void {
    const right = missingRight(actor, facts);
    if (right !== null) throw notAllowed(right);
  }
  async function read(id: string): Promise<Webhook> {
    const webhook = await webhooks.read(id);
    if (webhook === null) throw missing();
    return webhook;
  }
  /** What is to be sent stands in the database: when Temporal is away, the worker wakes it later. */
  const wake = (id: string): void => { engine.hurry(id).catch((fault: unknown) => log.warn({ fault: String(fault) }, 'a webhook could not be woken; the worker does it')); };

  return {
    'webhooks.list': async () => {
      const all = await webhooks.list();
      const counts = await deliveries.counts(all.map(({ id }) => id));
      return { items: all.map((webhook) => webhookView(webhook, counts.get(webhook.id))), most: webhookLimits.webhooks };
    },
    'webhooks.read': async ({ params }) => {
      const webhook = await read(params.id);
      return webhookView(webhook, (await deliveries.counts([webhook.id])).get(webhook.id));
    },
    'webhooks.make': async ({ body, actor, requestId }) => {
      demandReading(actor, body);
      await world.checkAddress(body.url);
      const secret = world.makeSecret();
      const webhook: Webhook = { ...body, id: randomUUID(), revision: 1, secretEnding: secret.slice(-4), formerSecretUntil: null, madeBy: { kind: 'person', id: actor.person, name: actor.name }, madeAt: now(), changedAt: now(), off: null, failingSince: null, takenAt: null };
      await webhooks.add(webhook, secret, webhookLimits.webhooks, record('webhook.made', actor, requestId));
      return { webhook: webhookView(webhook), secret };
    },
    'webhooks.save': async ({ params, body: { revision, ...facts }, actor, requestId }) => {
      demandReading(actor, await read(params.id));
      demandReading(actor, facts);
      await world.checkAddress(facts.url);
      const webhook = await webhooks.change(params.id, revision, facts, now(), record('webhook.changed', actor, requestId));
      if (webhook === null) throw missing();
      await deliveries.hurry(webhook.id, now());
      if (webhook.isEnabled) wake(webhook.id);
      return webhookView(webhook, (await deliveries.counts([webhook.id])).get(webhook.id));
    },
    'webhooks.remove': async ({ params, actor, requestId }) => {
      if (await webhooks.remove(params.id, record('webhook.removed', actor, requestId)) === null) throw missing();
      return { removed: true };
    },
    'webhooks.renewSecret': async ({ params, actor, requestId }) => {
      demandReading(actor, await read(params.id));
      const secret = world.makeSecret();
      const webhook = await webhooks.renewSecret(params.id, secret, instantOf(nowMs() + webhookLimits.formerSecretHours * hourMs), now(), record('webhook.secretRenewed', actor, requestId));
      if (webhook === null) throw missing();
      return { webhook: webhookView(webhook), secret };
    },
    'webhooks.test': async ({ params, requestId }) => {
      const delivery = testDelivery(await read(params.id), requestId, now());
      await deliveries.add([delivery]);
      wake(params.id);
      return { delivery: delivery.id };
    },
    'webhookDeliveries.list': async ({ params, query: { state, cursor, limit } }) => {
      await read(params.id);
      const page = await deliveries.list({ webhook: params.id, state }, { cursor, limit });
      return { items: page.items.map(deliveryRow), next: page.next, total: null };
    },
    'webhookDeliveries.read': async ({ params, actor }) => {
      demandReading(actor, await read(params.id));
      const delivery = await deliveries.read(params.id, params.delivery);
      if (delivery === null) throw new CatalogueError('NOT_FOUND', { what: 'delivery' });
      return deliveryView(delivery);
    },
    'webhookDeliveries.again': async ({ params }) => {
      await read(params.id);
      if (!await deliveries.again(params.id, params.delivery, now())) {
        if (await deliveries.read(params.id, params.delivery) === null) throw new CatalogueError('NOT_FOUND', { what: 'delivery' });
        await deliveries.hurry(params.id, now());
      }
      wake(params.id);
      return { accepted: true };
    },
  };
}

function testDelivery(webhook: Webhook, requestId: string, at: string): WebhookDelivery {
  const message = messageIdOf(`test/${webhook.id}/${requestId}`);
  return {
    id: deliveryIdOf(webhook.id, message), webhook: webhook.id, message, type: testType, subject: `test/${message}`, order: 0, ticket: null, at, madeAt: at, sinceAt: at, dueAt: at, tries: 0,
    state: 'queued', fault: null, attempts: [], forgottenAttempts: 0, body: JSON.stringify(testBody(webhook, at)),
  };
}
