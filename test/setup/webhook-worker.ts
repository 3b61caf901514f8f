/** A worker process of its own that delivers webhooks: for tests that kill it in the middle of sending. */
import { NativeConnection } from '@temporalio/worker';
import { webhookPace } from '#domain/notify/webhook.pace';
import { openEngineConnection } from '#integrations/engine/connection';
import { createWebhookEngine } from '#integrations/engine/webhook-engine';
import { openConnection } from '#store/core/connection';
import { wireWebhooks } from '#worker/webhook.wiring';
import { startWorkers } from '#worker/workers';

export interface WebhookWorkerOf { address: string; namespace: string; mongoUri: string; codePath: string; allowedLoopback: string[]; timeoutMs?: number; firstMs?: number; longestMs?: number; giveUpMs?: number }
const { address, namespace, mongoUri, codePath, allowedLoopback, timeoutMs = 20_000, firstMs = 300, longestMs = webhookPace.longestMs, giveUpMs = webhookPace.giveUpMs } = JSON.parse(process.argv[2]!) as WebhookWorkerOf;

const database = openConnection(mongoUri, { appName: 'webhook-worker', selectionTimeoutMs: 1_500 });
await database.whenConnected;
const connection = await NativeConnection.connect({ address });
const engine = openEngineConnection({ address, namespace });
const webhooks = wireWebhooks({
  connection: database.connection, engine: createWebhookEngine(engine.client), addresses: { allowedLoopback }, publicUrl: 'https://desk.example', dataKey: '0'.repeat(64), log: { warn: () => undefined, error: () => undefined },
  timeoutMs, pace: { firstMs, longestMs, giveUpMs }, notifier: { everyMs: 100, sweepMs: 1_000, overdueMs: 1_000 },
});
/** A queue without any activity is none. */
const nothing = { nothing: async () => undefined };
await startWorkers({ connection, namespace, codePath, flow: nothing, io: webhooks.io, probes: nothing, renders: nothing });
webhooks.notifier.start();
process.stdout.write('ready\n');
