import type { ChildProcess } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DomainEvent, EventAction } from '#domain/audit/event.schema';
import { messageIdOf, type Webhook, type WebhookDelivery } from '#domain/notify/webhook.schema';
import { makeWebhookSecret } from '#integrations/notify/webhook.signature';
import { openEngineConnection } from '#integrations/engine/connection';
import { createWebhookEngine } from '#integrations/engine/webhook-engine';
import { createEventRepo } from '#store/audit/event.repo';
import { createOutboxRepo, type OutboxRepo } from '#store/audit/outbox.repo';
import { createLockRepo } from '#store/core/lock.repo';
import { openConnection, type OpenedConnection } from '#store/core/connection';
import { prepareCollections } from '#store/core/prepare-collections';
import { createWebhookDeliveryRepo, type WebhookDeliveryRepo } from '#store/notify/webhook-delivery.repo';
import { createWebhookRepo, type WebhookRepo } from '#store/notify/webhook.repo';
import { buildWorkflowBundle } from '#worker/bundle';
import { eventually as eventuallyIn } from '../setup/eventually.ts';
import { freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { ownWorkers } from '../setup/own-workers.ts';
import { isSigned, startWebhookReceiver, type WebhookReceiver } from '../setup/webhook-receiver.ts';

let database: OpenedConnection;
let webhooks: WebhookRepo;
let deliveries: WebhookDeliveryRepo;
let outbox: OutboxRepo;
let receiver: WebhookReceiver;
let engine: ReturnType<typeof openEngineConnection>;
let where: { address: string; namespace: string; mongoUri: string; codePath: string };
let made = 0;

const workers = ownWorkers('webhook-worker.ts');
const givenTo = (more: object = {}): object => ({ ...where, allowedLoopback: [`127.0.0.1:${receiver.port}`], ...more });
const usualWorker = (): Promise<void> => workers.keep(givenTo());
const startWorker = (more: object = {}): Promise<ChildProcess> => workers.start(givenTo(more));
const eventually = <T>(look: () => T | Promise<T>, withinMs?: number) => eventuallyIn(look, { evidence: workers.said, ...(withinMs === undefined ? {} : { withinMs }) });

async function makeWebhook(more: Partial<Webhook> = {}): Promise<{ webhook: Webhook; secret: string }> {
  const now = new Date().toISOString();
  const secret = makeWebhookSecret();
  const webhook: Webhook = {
    id: `w${made += 1}`, name: 'Chat', url: receiver.url, actions: ['flow.published'], teams: [], ticketTypes: [], isEnabled: true, revision: 1, secretEnding: secret.slice(-4), formerSecretUntil: null,
    madeBy: { kind: 'person', id: 'ada' }, madeAt: now, changedAt: now, off: null, failingSince: null, takenAt: null, ...more,
  };
  await webhooks.add(webhook, secret, 1_000, async () => undefined);
  return { webhook, secret };
}
/** Confirmed events in the order of the outbox, each of a thing of its own unless named. */
async function happen(count: number, { action = 'flow.published' as EventAction, flow }: { action?: EventAction; flow?: string } = {}): Promise<DomainEvent[]> {
  const at = new Date().toISOString();
  const events = Array.from({ length: count }, (): DomainEvent => {
    const n = String(made += 1).padStart(6, '0');
    return { id: `portal/e${n}/0`, at, action, actor: { kind: 'person', id: 'paul' }, onBehalfOf: null, refs: [{ kind: 'flow', id: flow ?? `flow-${n}` }], data: { n }, origin: `portal/e${n}`, seq: 0, isConfirmed: true };
  });
  await createEventRepo(database.connection).append(events);
  await outbox.sequence(1_000, Date.now());
  return events;
}
const logOf = async ({ id }: Webhook): Promise<WebhookDelivery[]> => (await deliveries.list({ webhook: id }, { limit: 1_000 })).items;
const allSent = async (webhook: Webhook, count: number): Promise<boolean> => (await logOf(webhook)).filter(({ state }) => state === 'sent').length === count;
/** The ids the receiver knows, without doubles. */
const ids = (): string[] => [...new Set(receiver.received.map(({ id }) => id))];

beforeAll(async () => {
  where = { address: temporalAddress(), namespace: await freshNamespace('webhooks'), mongoUri: freshMongoUri('webhooks'), codePath: (await buildWorkflowBundle()).codePath };
  database = openConnection(where.mongoUri, { appName: 'scenario' });
  await database.whenConnected;
  webhooks = createWebhookRepo(database.connection, '0'.repeat(64));
  deliveries = createWebhookDeliveryRepo(database.connection);
  outbox = createOutboxRepo(database.connection, createLockRepo(database.connection));
  await Promise.all([outbox.ensureIndexes(), createEventRepo(database.connection).ensureIndexes(), prepareCollections(Object.values(database.connection.models))]);
  await outbox.begin('webhooks');
  engine = openEngineConnection({ address: where.address, namespace: where.namespace });
});
/** The same port each time: a worker that is kept may call that one. */
beforeEach(async () => { receiver = await startWebhookReceiver(receiver?.port); });
afterAll(async () => {
  await engine?.close();
  await database?.connection.dropDatabase();
  await database?.close();
});
/** The next test has a receiver of its own, and nothing waits. */
afterEach(async () => {
  await receiver.stop();
  await Promise.all(['webhooks', 'webhookDeliveries'].map((name) => database.connection.collection(name).deleteMany({})));
});

describe('a webhook', () => {
  it('sends what it was asked for, signed so that separate code can tell, and nothing else', async () => {
    const { webhook, secret } = await makeWebhook();
    await usualWorker();
    const [event] = await happen(1);
    await happen(1, { action: 'secret.changed' });
    await eventually(async () => await allSent(webhook, 1) && !await outbox.hasNews('webhooks'));
    const [message] = receiver.received;
    expect(receiver.received).toHaveLength(1);
    expect(message).toMatchObject({ id: messageIdOf(event!.id), parsed: { type: 'flow.published', timestamp: event!.at, data: { event: { id: event!.id, actor: { id: 'paul' }, data: event!.data }, ticket: null } } });
    expect(message!.headers).toMatchObject({ 'content-type': 'application/json', ':path': '/hook' });
    expect(Math.abs(Number(message!.timestamp) - Date.now() / 1_000)).toBeLessThan(60);
    expect(await isSigned(message!, secret)).toBe(true);
    expect(await isSigned({ ...message!, body: message!.body.replace('paul', 'mallory') }, secret)).toBe(false);
    expect(await isSigned(message!, makeWebhookSecret())).toBe(false);
    expect((await logOf(webhook))[0]).toMatchObject({ state: 'sent', attempts: [{ outcome: 'sent', status: 200, head: 'answered 200' }] });
  });

  it('is signed by the former secret too for a while, and by it no more afterwards', async () => {
    const { webhook, secret } = await makeWebhook();
    const fresh = makeWebhookSecret();
    await webhooks.renewSecret(webhook.id, fresh, new Date(Date.now() + 60_000).toISOString(), new Date().toISOString(), async () => undefined);
    await usualWorker();
    await happen(1);
    await eventually(() => allSent(webhook, 1));
    expect(await Promise.all([secret, fresh].map((one) => isSigned(receiver.received[0]!, one)))).toEqual([true, true]);
    await database.connection.collection('webhooks').updateOne({}, { $set: { formerSecretUntil: new Date(Date.now() - 1_000).toISOString() } });
    await happen(1);
    await eventually(() => allSent(webhook, 2));
    expect(await Promise.all([secret, fresh].map((one) => isSigned(receiver.received[1]!, one)))).toEqual([false, true]);
  });

  it('loses nothing when its worker is killed in the middle, and sends no event under two ids', async () => {
    const { webhook } = await makeWebhook();
    receiver.slow(400);
    const both = await Promise.all([startWorker(), startWorker()]);
    const events = await happen(60);
    await eventually(() => receiver.received.length >= 8);
    const inHand = await eventually(async () => (await logOf(webhook)).find(({ state }) => state === 'sending'));
    both.find(({ pid }) => inHand.attempts.at(-1)!.worker.endsWith(`/${pid}`))!.kill('SIGKILL');
    await eventually(() => allSent(webhook, 60), 60_000);
    expect(new Set(ids())).toEqual(new Set(events.map(({ id }) => messageIdOf(id))));
    expect(receiver.received.length - 60, 'doubles are no more than what was in hand').toBeLessThanOrEqual(4);
    const byEvent = new Map(receiver.received.map(({ id, parsed }) => [(parsed.data['event'] as { id: string }).id, id]));
    for (const { id, parsed } of receiver.received) expect(byEvent.get((parsed.data['event'] as { id: string }).id)).toBe(id);
    for (const { id } of receiver.received) expect(new Set(receiver.received.filter((one) => one.id === id).map(({ body }) => body)).size, 'the same body each time').toBe(1);
  });

  it('makes one delivery of an event that the outbox hands on twice, and of two webhooks one id', async () => {
    const [one, other] = [await makeWebhook(), await makeWebhook()];
    await usualWorker();
    const [event] = await happen(1);
    await eventually(async () => await allSent(one.webhook, 1) && allSent(other.webhook, 1));
    await database.connection.collection<{ _id: string }>('outboxCursors').updateOne({ _id: 'webhooks' }, { $inc: { seq: -1 } });
    await happen(1);
    await eventually(async () => await allSent(one.webhook, 2) && allSent(other.webhook, 2));
    expect(receiver.received.filter(({ id }) => id === messageIdOf(event!.id))).toHaveLength(2);
  });

  it('keeps the order of each thing: what comes later of it waits for what came before, and other things go on', async () => {
    const { webhook } = await makeWebhook();
    let refusals = 0;
    receiver.mood(({ parsed }) => ((parsed.data['event'] as { refs: { id: string }[] }).refs[0]!.id === 'held' && (refusals += 1) <= 2 ? 500 : 200));
    await startWorker({ firstMs: 3_000 });
    const held = await happen(3, { flow: 'held' });
    const others = await happen(5);
    await eventually(() => allSent(webhook, 8));
    const taken = receiver.received.slice(0).filter(({ id }, at, all) => all.findLastIndex((one) => one.id === id) === at).map(({ id }) => id);
    expect(taken.filter((id) => held.some((event) => messageIdOf(event.id) === id))).toEqual(held.map(({ id }) => messageIdOf(id)));
    const firstHeld = taken.indexOf(messageIdOf(held[0]!.id));
    for (const { id } of others) expect(taken.indexOf(messageIdOf(id)), 'the others did not wait').toBeLessThan(firstHeld);
    expect((await logOf(webhook)).find(({ message }) => message === messageIdOf(held[0]!.id))!.attempts).toMatchObject([{ outcome: 'again', status: 500, fault: { code: 'WEBHOOK_STATUS' } }, { outcome: 'again' }, { outcome: 'sent', status: 200 }]);
  });

  it.each([
    ['hangs', 'hang', 'WEBHOOK_UNREACHABLE', null], ['fails', 503, 'WEBHOOK_STATUS', 503], ['redirects', 'redirect', 'WEBHOOK_REDIRECTED', 307],
  ] as const)('is tried again when its receiver %s, and follows nobody elsewhere', async (_, mood, code, status) => {
    const { webhook } = await makeWebhook();
    receiver.mood(mood);
    await (mood === 'hang' ? startWorker({ timeoutMs: 500 }) : usualWorker());
    await happen(1);
    await eventually(async () => ((await logOf(webhook))[0]?.attempts.filter(({ outcome }) => outcome === 'again').length ?? 0) >= 2);
    expect((await logOf(webhook))[0]!.attempts[0]).toMatchObject({ outcome: 'again', status, fault: { code } });
    expect(receiver.received.every(({ headers }) => headers[':path'] === '/hook')).toBe(true);
    expect((await webhooks.read(webhook.id))!.failingSince).not.toBeNull();
    receiver.mood(200);
    await eventually(() => allSent(webhook, 1));
    // The webhook is noted after its message.
    expect(await eventually(async () => { const read = await webhooks.read(webhook.id); return read?.failingSince === null ? read : null; })).toMatchObject({ isEnabled: true });
    expect(ids()).toHaveLength(1);
  });

  it('takes of a gigabyte that is answered no more than its head', async () => {
    const { webhook } = await makeWebhook();
    receiver.mood('endless');
    await usualWorker();
    await happen(1);
    await eventually(() => allSent(webhook, 1));
    expect((await logOf(webhook))[0]!.attempts[0]!.head).toHaveLength(1_000);
    expect(receiver.sentBytes()).toBeLessThan(32 * 1024 * 1024);
  });

  it('leaves a receiver that is away alone, whoever rings, until its time has come or a person wants it now', async () => {
    const { webhook } = await makeWebhook();
    const { port } = receiver;
    await receiver.stop();
    await startWorker({ firstMs: 60_000 });
    await happen(20);
    await eventually(async () => (await logOf(webhook)).some(({ attempts }) => attempts.some(({ outcome }) => outcome === 'again')));
    await happen(20);
    receiver = await startWebhookReceiver(port);
    await eventually(async () => (await logOf(webhook)).length === 40);
    expect((await logOf(webhook)).filter(({ attempts }) => attempts.length > 0).length, 'four at once find out').toBeLessThanOrEqual(4);
    await deliveries.hurry(webhook.id, new Date().toISOString());
    await createWebhookEngine(engine.client).hurry(webhook.id);
    await eventually(() => allSent(webhook, 40));
    expect(ids()).toHaveLength(40);
  });

  it('is over when its receiver answers 410: off, with an event, and what waits is kept until somebody switches it on', async () => {
    const { webhook } = await makeWebhook();
    receiver.mood(410);
    await usualWorker();
    await happen(1);
    const off = await eventually(async () => { const now = await webhooks.read(webhook.id); return now?.isEnabled === false ? now : null; });
    expect(off.off).toMatchObject({ fault: { code: 'WEBHOOK_GONE', params: { status: 410 } } });
    expect((await createEventRepo(database.connection).latest({ limit: 5 }, { actions: ['webhook.switchedOff'] })).items[0]).toMatchObject({ refs: [{ kind: 'webhook', id: webhook.id }], data: { name: 'Chat', code: 'WEBHOOK_GONE', reason: '410' }, isConfirmed: true });
    const tried = receiver.received.length;
    receiver.mood(200);
    await happen(1);
    await eventually(async () => !await outbox.hasNews('webhooks'));
    const on = await webhooks.change(webhook.id, off.revision, { name: webhook.name, url: webhook.url, actions: webhook.actions, teams: [], ticketTypes: [], isEnabled: true }, new Date().toISOString(), async () => undefined);
    expect(on).toMatchObject({ isEnabled: true, off: null, failingSince: null });
    expect(receiver.received.length, 'while it was off nothing was sent').toBe(tried);
    await createWebhookEngine(engine.client).hurry(webhook.id);
    await eventually(() => allSent(webhook, 1));
    expect(await logOf(webhook), 'what happened while it was off is not told afterwards').toHaveLength(1);
  });

  it('gives a message up after three days, and is switched off when nothing was taken for as long; what is sent again begins anew', async () => {
    const { webhook } = await makeWebhook();
    receiver.mood(500);
    await startWorker({ firstMs: 200, longestMs: 200, giveUpMs: 1_500 });
    // The next one comes when the one before was given up: one that comes while nothing was taken for long enough is the webhook's last.
    const off = await eventually(async () => {
      const now = await webhooks.read(webhook.id);
      if (now?.isEnabled === false) return now;
      if ((await logOf(webhook)).every(({ state }) => state === 'failed')) await happen(1);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return null;
    });
    expect(off.off?.fault).toMatchObject({ code: 'WEBHOOK_FAILING', params: { host: '127.0.0.1' } });
    const given = (await logOf(webhook)).find(({ state }) => state === 'failed');
    expect(given).toMatchObject({ fault: { code: 'WEBHOOK_GAVE_UP', params: { reason: 500 } }, dueAt: null });
    receiver.mood(200);
    await webhooks.change(webhook.id, off.revision, { name: 'Chat', url: webhook.url, actions: webhook.actions, teams: [], ticketTypes: [], isEnabled: true }, new Date().toISOString(), async () => undefined);
    expect(await deliveries.again(webhook.id, given!.id, new Date().toISOString())).toBe(true);
    await createWebhookEngine(engine.client).hurry(webhook.id);
    await eventually(async () => (await deliveries.read(webhook.id, given!.id))?.state === 'sent');
    expect(receiver.received.filter(({ id }) => id === given!.message).length).toBeGreaterThan(1);
  });

  it('goes to no address that may not be called, though it was allowed when it was made', async () => {
    const { webhook } = await makeWebhook();
    await startWorker({ allowedLoopback: [] });
    await happen(1);
    const log = await eventually(async () => { const now = await logOf(webhook); return now[0]?.attempts[0]?.outcome === 'again' ? now : null; });
    expect(log[0]!.attempts[0]!.fault?.code).toBe('WEBHOOK_ADDRESS_INSECURE');
    expect(receiver.received).toEqual([]);
  });
});
