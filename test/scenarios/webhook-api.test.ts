import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import mongoose from 'mongoose';
import type { WebhookFacts } from '#domain/notify/webhook.schema';
import type { WebhookView } from '#api/webhook.api';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

let portal: PortalProcess;
let database: mongoose.Connection;
let admin: PortalClient;
const facts: WebhookFacts = { name: 'Chat', url: 'https://chat.example/hooks/7', actions: ['ticket.opened'], teams: [], ticketTypes: [], isEnabled: true };

beforeAll(async () => {
  const env = { MONGODB_URI: freshMongoUri('webhooks'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('webhooks'), SIGNALBOX_ALLOWED_LOOPBACK: '127.0.0.1:65000' };
  portal = await startPortalProcess(env);
  database = await mongoose.createConnection(env.MONGODB_URI).asPromise();
  admin = portalClient(portal.address);
  await admin.signIn('admin');
});
afterAll(async () => {
  await portal?.remove();
  await database?.dropDatabase();
  await database?.close();
});

async function make(more: Partial<WebhookFacts> = {}): Promise<{ webhook: WebhookView; secret: string }> {
  const answer = await admin.call('webhooks.make', { body: { ...facts, ...more } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
  return answer.body;
}
const eventsOf = (id: string) => database.collection('events').find({ refs: { kind: 'webhook', id } }).sort({ at: 1, _id: 1 }).toArray();

describe('a webhook that is kept', () => {
  it('tells its secret once; at rest it is sealed, and the audit knows neither it nor the path of the address', async () => {
    const { webhook, secret } = await make();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const told = await Promise.all([admin.call('webhooks.list'), admin.call('webhooks.read', { params: { id: webhook.id } }), database.collection<{ _id: string }>('webhooks').findOne({ _id: webhook.id }), eventsOf(webhook.id)]);
    expect(JSON.stringify(told)).not.toContain(secret.slice(6));
    const [made] = await eventsOf(webhook.id);
    expect(made).toMatchObject({ action: 'webhook.made', data: { name: 'Chat', address: 'https://chat.example' } });
    expect(JSON.stringify(made)).not.toContain('/hooks/7');
  });

  it('has another secret when one is made, and says until when the former one signs too', async () => {
    const { webhook, secret } = await make();
    const renewed = await admin.call('webhooks.renewSecret', { params: { id: webhook.id } });
    expect(renewed.body.secret).not.toBe(secret);
    expect(Date.parse(renewed.body.webhook.formerSecretUntil!) - Date.now()).toBeGreaterThan(23 * 3_600_000);
    expect((await eventsOf(webhook.id)).map(({ action }) => String(action))).toEqual(['webhook.made', 'webhook.secretRenewed']);
  });

  it.each([
    ['http://chat.example/hook', 'WEBHOOK_ADDRESS_INSECURE'], ['http://127.0.0.1:65001/', 'WEBHOOK_ADDRESS_INSECURE'], ['https://127.0.0.1/', 'WEBHOOK_ADDRESS_REFUSED'], ['https://[::1]/', 'WEBHOOK_ADDRESS_REFUSED'],
    ['https://169.254.169.254/latest', 'WEBHOOK_ADDRESS_REFUSED'], ['https://[::ffff:169.254.169.254]/', 'WEBHOOK_ADDRESS_REFUSED'], ['https://0x7f.1/', 'WEBHOOK_ADDRESS_REFUSED'], ['https://localhost/', 'WEBHOOK_ADDRESS_REFUSED'],
    ['https://user:pass@chat.example/', 'REQUEST_INVALID'], ['ftp://chat.example/', 'REQUEST_INVALID'], ['not an address', 'REQUEST_INVALID'],
  ])('is refused with the address %s: %s', async (url, code) => {
    const answer = await admin.call('webhooks.make', { body: { ...facts, url } });
    expect([answer.status, answer.error?.code]).toEqual([422, code]);
  });

  it('may go to a service of this machine that a setting names', async () => { await make({ url: 'http://127.0.0.1:65000/hook' }); });

  it('is overwritten by nobody who saw an older one', async () => {
    const { webhook } = await make();
    const first = await admin.call('webhooks.save', { params: { id: webhook.id }, body: { ...facts, name: 'Renamed', revision: webhook.revision } });
    expect(first).toMatchObject({ status: 200, body: { name: 'Renamed', revision: 2 } });
    expect(await admin.call('webhooks.save', { params: { id: webhook.id }, body: { ...facts, revision: webhook.revision } })).toMatchObject({ status: 409, error: { code: 'REVISION_CONFLICT' } });
  });

  it('is made by nobody who may not read what it carries: a token for settings alone makes none, and reads no body', async () => {
    const { webhook } = await make();
    const { delivery } = (await admin.call('webhooks.test', { params: { id: webhook.id } })).body;
    const { value } = (await admin.call('apiTokens.make', { body: { name: 'Settings', scopes: ['settings.manage'] } })).body;
    const ask = async (path: string, init: RequestInit = {}): Promise<number> => (await fetch(`${portal.address}${path}`, { ...init, headers: { 'authorization': `Bearer ${value}`, 'content-type': 'application/json' } })).status;
    expect(await ask('/api/webhooks')).toBe(200);
    expect(await ask('/api/webhooks', { method: 'POST', body: JSON.stringify(facts) })).toBe(403);
    expect(await ask(`/api/webhooks/${webhook.id}`, { method: 'PUT', body: JSON.stringify({ ...facts, url: 'https://elsewhere.example/', revision: 1 }) })).toBe(403);
    expect(await ask(`/api/webhooks/${webhook.id}/deliveries/${encodeURIComponent(delivery)}`)).toBe(403);
    expect((await admin.call('webhookDeliveries.read', { params: { id: webhook.id, delivery } })).body).toMatchObject({ type: 'webhook.test', body: expect.stringContaining('"webhook.test"') as string });
  });

  it('goes with its log, and its deliveries are not those of another', async () => {
    const [one, other] = [await make(), await make()];
    const { delivery } = (await admin.call('webhooks.test', { params: { id: one.webhook.id } })).body;
    expect((await admin.call('webhookDeliveries.read', { params: { id: other.webhook.id, delivery } })).status).toBe(404);
    expect((await admin.call('webhookDeliveries.again', { params: { id: other.webhook.id, delivery } })).status).toBe(404);
    expect(await admin.call('webhooks.remove', { params: { id: one.webhook.id } })).toMatchObject({ status: 200 });
    expect(await database.collection('webhookDeliveries').countDocuments({ webhook: one.webhook.id })).toBe(0);
    expect((await admin.call('webhooks.remove', { params: { id: one.webhook.id } })).status).toBe(404);
  });
});
