/**
 * Records histories of deliverWebhook for the replay gate: `node --import tsx test/replay/record-webhooks.ts <label>` starts real servers and a receiver that
 * is away, hurried by a person, refuses and takes, and writes one JSON file an execution into test/replay/histories.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { NativeConnection } from '@temporalio/worker';
import { testBody } from '#domain/notify/webhook.body';
import { webhookPace } from '#domain/notify/webhook.pace';
import { webhookWorkflowId } from '#domain/notify/webhook.ports';
import { deliveryIdOf, messageIdOf, type WebhookDelivery } from '#domain/notify/webhook.schema';
import { startStack } from '#embedded/stack';
import { prepareNamespace } from '#embedded/temporal-namespace';
import { openEngineConnection } from '#integrations/engine/connection';
import { createWebhookEngine } from '#integrations/engine/webhook-engine';
import { makeWebhookSecret } from '#integrations/notify/webhook.signature';
import { openConnection } from '#store/core/connection';
import { createWebhookDeliveryRepo } from '#store/notify/webhook-delivery.repo';
import { createWebhookRepo } from '#store/notify/webhook.repo';
import { buildWorkflowBundle } from '#worker/bundle';
import { wireWebhooks } from '#worker/webhook.wiring';
import { startWorkers } from '#worker/workers';
import { startWebhookReceiver } from '../setup/webhook-receiver.ts';

const folder = new URL('./histories/', import.meta.url).pathname;
const [label] = process.argv.slice(2);
if (label === undefined || !/^[a-z0-9-]+$/.test(label)) throw new Error('give a label, such as 2026-11-first');

const withoutPaths = (json: string): string => json.replaceAll(/("stackTrace": ?)"(?:[^"\\]|\\.)*"/g, '$1""');
const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-record-'));
const stack = await startStack({ dataDir, components: ['temporal', 'mongodb'], database: 'record' });
const namespace = `record-${randomBytes(3).toString('hex')}`;
await prepareNamespace(stack.temporalAddress, namespace);
const database = openConnection(stack.mongoUri, { appName: 'record' });
await database.whenConnected;
const { connection } = database;
const dataKey = '0'.repeat(64);
const [webhooks, deliveries] = [createWebhookRepo(connection, dataKey), createWebhookDeliveryRepo(connection)];
let receiver = await startWebhookReceiver();
const opened = openEngineConnection({ address: stack.temporalAddress, namespace });
const engine = createWebhookEngine(opened.client, { settings: { maxRounds: 4 } });
const temporal = await NativeConnection.connect({ address: stack.temporalAddress });
const wired = wireWebhooks({
  connection, engine, addresses: { allowedLoopback: [`127.0.0.1:${receiver.port}`] }, publicUrl: 'https://desk.example', dataKey, log: { warn: () => undefined, error: () => undefined }, pace: { ...webhookPace, firstMs: 500 }, timeoutMs: 1_000,
});
const nothing = { nothing: async () => undefined };
const workers = await startWorkers({ connection: temporal, namespace, codePath: (await buildWorkflowBundle()).codePath, flow: nothing, io: wired.io, probes: nothing, renders: nothing, shutdownGraceMs: 1_000 });

const now = (): string => new Date().toISOString();
const webhook = { id: 'recorded', name: 'Recorded', url: receiver.url, actions: ['ticket.opened' as const], teams: [], ticketTypes: [], isEnabled: true, revision: 1, secretEnding: '0000', formerSecretUntil: null, madeBy: { kind: 'person' as const, id: 'ada' }, madeAt: now(), changedAt: now(), off: null, failingSince: null, takenAt: null };
await webhooks.add(webhook, makeWebhookSecret(), 10, async () => undefined);
let made = 0;
async function queue(): Promise<string> {
  const message = messageIdOf(`record/${made += 1}`);
  const delivery: WebhookDelivery = {
    id: deliveryIdOf(webhook.id, message), webhook: webhook.id, message, type: 'ticket.opened', subject: `ticket/${made}`, order: made, ticket: null, at: now(), madeAt: now(), sinceAt: now(), dueAt: now(), tries: 0, state: 'queued', fault: null, attempts: [], forgottenAttempts: 0, body: JSON.stringify(testBody(webhook, now())),
  };
  await deliveries.add([delivery]);
  return delivery.id;
}
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!await isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}
const stateOf = async (id: string): Promise<string | undefined> => (await deliveries.read(webhook.id, id))?.state;
const triesOf = async (id: string): Promise<number> => (await deliveries.read(webhook.id, id))?.attempts.filter(({ outcome }) => outcome === 'again').length ?? 0;

const { port } = receiver;
await receiver.stop();
const first = await queue();
await engine.ring(webhook.id);
await until(async () => await triesOf(first) >= 2);
receiver = await startWebhookReceiver(port);
receiver.mood(500);
await engine.ring(webhook.id);
await engine.hurry(webhook.id);
await deliveries.hurry(webhook.id, now());
await until(async () => await triesOf(first) >= 3);
receiver.mood(200);
const second = await queue();
await engine.ring(webhook.id);
await until(async () => await stateOf(first) === 'sent' && await stateOf(second) === 'sent');
const { client } = opened;
await until(async () => (await client.workflow.getHandle(webhookWorkflowId(webhook.id)).describe()).status.name === 'COMPLETED');
const chain: string[] = [];
await until(async () => {
  chain.length = 0;
  for await (const execution of client.workflow.list({ query: `WorkflowId = '${webhookWorkflowId(webhook.id)}'` })) chain.unshift(execution.runId);
  return chain.length > 0;
});
for (const [index, runId] of chain.entries()) {
  const history = await client.workflow.getHandle(webhookWorkflowId(webhook.id), runId).fetchHistory();
  writeFileSync(join(folder, `${label}.webhook-delivered${chain.length > 1 ? `.${index}` : ''}.json`), `${withoutPaths(historyToJSON(history))}\n`);
  process.stdout.write(`webhook-delivered ${index}: ${history.events?.length} events\n`);
}
await workers.stop();
await Promise.allSettled([temporal.close(), opened.close(), receiver.stop()]);
await database.close();
await stack.stop();
rmSync(dataDir, { recursive: true, force: true });
process.exit(0);
