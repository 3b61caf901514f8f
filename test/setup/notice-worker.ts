/** A worker process of its own that delivers notices: for tests that kill it in the middle of sending. */
import { NativeConnection } from '@temporalio/worker';
import { usualPace } from '#domain/notify/delivery';
import { openEngineConnection } from '#integrations/engine/connection';
import { createNoticeEngine } from '#integrations/engine/notice-engine';
import { openConnection } from '#store/core/connection';
import { wireNotices } from '#worker/notify.wiring';
import { startWorkers } from '#worker/workers';

/** `timeoutMs`: default 20,000, for a busy machine answers late, and what is given up and sent again is a double. */
export interface NoticeWorkerOf { address: string; namespace: string; mongoUri: string; codePath: string; smtpPort: number; timeoutMs?: number; firstMs?: number }
const given = JSON.parse(process.argv[2]!) as NoticeWorkerOf;

const database = openConnection(given.mongoUri, { appName: 'notice-worker', selectionTimeoutMs: 1_500 });
await database.whenConnected;
const connection = await NativeConnection.connect({ address: given.address });
const engine = openEngineConnection({ address: given.address, namespace: given.namespace });
const quiet = { warn: () => undefined, error: () => undefined };
const notices = wireNotices({
  connection: database.connection, engine: createNoticeEngine(engine.client), publicUrl: 'https://desk.example', dataKey: '0'.repeat(64), log: quiet, pace: { ...usualPace, firstMs: given.firstMs ?? 1_000 },
  mail: { host: '127.0.0.1', port: given.smtpPort, security: 'none', user: null, password: async () => '', from: 'Signalbox <desk@example.org>', timeoutMs: given.timeoutMs ?? 20_000 }, notifier: { everyMs: 200, sweepMs: 1_000, overdueMs: 1_000 },
});
/** A queue without any activity is none. */
const nothing = { nothing: async () => undefined };
await startWorkers({ connection, namespace: given.namespace, codePath: given.codePath, flow: nothing, io: notices.io, probes: nothing, renders: nothing });
notices.notifier.start();
process.stdout.write('ready\n');
