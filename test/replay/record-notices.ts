/**
 * Records histories of deliverNotices for the replay gate: `node --import tsx test/replay/record-notices.ts <label>` starts real servers and a mail server that
 * puts off, is away and takes, and writes one JSON file an execution into test/replay/histories.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { NativeConnection } from '@temporalio/worker';
import { personSchema } from '#domain/identity/identity.schema';
import { usualPace } from '#domain/notify/delivery';
import { noticeIdOf, noticeSchema, type Notice } from '#domain/notify/notice.schema';
import { deliveryWorkflowId } from '#domain/notify/notify.ports';
import { noticeTemplates } from '#domain/notify/templates/index';
import { startStack } from '#embedded/stack';
import { prepareNamespace } from '#embedded/temporal-namespace';
import { openEngineConnection } from '#integrations/engine/connection';
import { createNoticeEngine } from '#integrations/engine/notice-engine';
import { openConnection } from '#store/core/connection';
import { createPersonRepo } from '#store/identity/person.repo';
import { createNoticeRepo } from '#store/notify/notice.repo';
import { buildWorkflowBundle } from '#worker/bundle';
import { wireNotices } from '#worker/notify.wiring';
import { startWorkers } from '#worker/workers';
import { startMailServer } from '../setup/mail-server.ts';

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
await createPersonRepo(connection).addMissing({ ...personSchema.parse({ id: 'rita', username: 'rita', name: 'Rita', email: 'rita@example.org' }), assignments: [], isDemoAccount: false });
const notices = createNoticeRepo(connection);
const server = await startMailServer();
const opened = openEngineConnection({ address: stack.temporalAddress, namespace });
const engine = createNoticeEngine(opened.client, { settings: { maxRounds: 3 } });
const temporal = await NativeConnection.connect({ address: stack.temporalAddress });
const quiet = { warn: () => undefined, error: () => undefined };
const wired = wireNotices({
  connection, engine, publicUrl: 'https://desk.example', dataKey: '0'.repeat(64), log: quiet, pace: { ...usualPace, firstMs: 500 },
  mail: { host: '127.0.0.1', port: server.port, security: 'none', user: null, password: async () => '', from: 'desk@example.org', timeoutMs: 1_000 },
});
const nothing = { nothing: async () => undefined };
const workers = await startWorkers({ connection: temporal, namespace, codePath: (await buildWorkflowBundle()).codePath, flow: nothing, io: wired.io, probes: nothing, renders: nothing, shutdownGraceMs: 1_000 });

let made = 0;
async function send(): Promise<Notice> {
  const now = new Date().toISOString();
  const key = `record/${made += 1}`;
  const notice = noticeSchema.parse({ id: noticeIdOf(key), key, kind: 'ticket.resolved', channel: 'mail', recipient: 'rita', params: noticeTemplates['ticket.resolved'].example, ticket: { id: 't1', key: 'INC-1' }, link: '/tickets/INC-1', at: now, madeAt: now, dueAt: now, state: 'queued' });
  await notices.add([notice]);
  await engine.ring('mail');
  return notice;
}
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!await isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}
const isSent = async ({ id }: Notice): Promise<boolean> => (await notices.byId(id))?.state === 'sent';

server.mood('hang');
const first = await send();
await until(async () => (await notices.byId(first.id))!.attempts.some(({ outcome }) => outcome === 'again'));
server.mood('greylist');
const second = await send();
await until(async () => await isSent(first) && await isSent(second));
const { client } = opened;
await until(async () => (await client.workflow.getHandle(deliveryWorkflowId('mail')).describe()).status.name === 'COMPLETED');
const chain: string[] = [];
await until(async () => {
  chain.length = 0;
  for await (const execution of client.workflow.list({ query: `WorkflowId = '${deliveryWorkflowId('mail')}'` })) chain.unshift(execution.runId);
  return chain.length > 0;
});
for (const [index, runId] of chain.entries()) {
  const history = await client.workflow.getHandle(deliveryWorkflowId('mail'), runId).fetchHistory();
  writeFileSync(join(folder, `${label}.notices-delivered${chain.length > 1 ? `.${index}` : ''}.json`), `${withoutPaths(historyToJSON(history))}\n`);
  process.stdout.write(`notices-delivered ${index}: ${history.events?.length} events\n`);
}
await workers.stop();
wired.close();
await Promise.allSettled([temporal.close(), opened.close(), server.stop()]);
await database.close();
await stack.stop();
rmSync(dataDir, { recursive: true, force: true });
process.exit(0);
