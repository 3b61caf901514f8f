/**
 * Records histories of mailReport for the replay gate: `node --import tsx test/replay/record-reports.ts <label>` starts real servers, has a report that is late
 * sent, changed and stopped, and one that no browser prints and that is given up, and writes one JSON file an execution into test/replay/histories.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { NativeConnection } from '@temporalio/worker';
import { shippedRoles } from '#domain/identity/roles';
import { reportWorkflowId } from '#domain/report/report.ports';
import type { ReportFormat } from '#domain/report/subscription.schema';
import { startStack } from '#embedded/stack';
import { prepareNamespace } from '#embedded/temporal-namespace';
import { openEngineConnection } from '#integrations/engine/connection';
import { createReportEngine } from '#integrations/engine/report-engine';
import { createPdfRenderer, findBrowser } from '#integrations/renderers/index';
import { createAbsentLevels } from '#server/report/absent-levels';
import { openConnection } from '#store/core/connection';
import { createDocumentRepo } from '#store/document/document.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createSubscriptionRepo } from '#store/report/subscription.repo';
import { buildWorkflowBundle } from '#worker/bundle';
import { wireDocuments } from '#worker/document.wiring';
import { wireWeeklyReports } from '#worker/report.wiring';
import { startWorkers } from '#worker/workers';
import { personSchema } from '#domain/identity/identity.schema';

const folder = new URL('./histories/', import.meta.url).pathname;
const [label] = process.argv.slice(2);
if (label === undefined || !/^[a-z0-9-]+$/.test(label)) throw new Error('give a label, such as 2026-11-first');

const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-record-'));
const stack = await startStack({ dataDir, components: ['temporal', 'mongodb'], database: 'record' });
const namespace = `record-${randomBytes(3).toString('hex')}`;
await prepareNamespace(stack.temporalAddress, namespace);
const database = openConnection(stack.mongoUri, { appName: 'record' });
await database.whenConnected;
const { connection } = database;
await createDocumentRepo(connection).ensureIndexes();
for (const role of shippedRoles) await createRoleRepo(connection).addMissing(role);
await createPersonRepo(connection).addMissing({ ...personSchema.parse({ id: 'ada', username: 'ada', name: 'Ada', email: 'ada@example.org' }), assignments: [{ role: 'administrator', scope: null }], isDemoAccount: false });

const opened = openEngineConnection({ address: stack.temporalAddress, namespace });
const engine = createReportEngine(opened.client, { settings: { maxRounds: 2, pausesMs: [500, 60_000] } });
const temporal = await NativeConnection.connect({ address: stack.temporalAddress });
const silent = { warn: () => undefined };
const weekly = wireWeeklyReports({ connection, levels: createAbsentLevels({ connection, publicUrl: 'https://desk.example', rolesFrom: 'directory', log: silent }), channel: 'mailbox', notices: { ring: () => Promise.resolve() }, engine, log: silent });
const renderer = createPdfRenderer({ find: () => findBrowser({ named: '/nowhere/chrome', places: [] }), log: silent });
const documents = wireDocuments({ connection, renderer });
const nothing = { nothing: async () => undefined };
const workers = await startWorkers({ connection: temporal, namespace, codePath: (await buildWorkflowBundle()).codePath, flow: nothing, io: { ...weekly.io, ...documents.io }, probes: nothing, renders: documents.renders, shutdownGraceMs: 1_000 });

const subscriptions = createSubscriptionRepo(connection);
const now = (): string => new Date().toISOString();
const before = new Date(Date.now() - 8 * 86_400_000).toISOString();
const facts = (formats: ReportFormat[]) => ({ filter: {}, weeks: 4 as const, weekday: new Date().getUTCDay() || 7, time: '00:00', zone: 'Etc/UTC', locale: 'en' as const, formats, isPaused: false });
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!await isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}
async function subscribe(id: string, formats: ReportFormat[]): Promise<void> {
  await subscriptions.add({ ...facts(formats), id, owner: 'ada', revision: 1, madeAt: now(), changedAt: now(), since: before, last: null }, 20, () => Promise.resolve());
  await engine.tell(id);
}
const isLast = (id: string, is: string) => until(async () => (await subscriptions.read(id))?.last?.is === is);
/** Every execution of it, in order. */
async function write(id: string, name: string): Promise<void> {
  const workflowId = reportWorkflowId(id);
  await until(async () => (await opened.client.workflow.getHandle(workflowId).describe()).status.name === 'COMPLETED');
  const executions: string[] = [];
  await until(async () => {
    executions.length = 0;
    for await (const { runId } of opened.client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) executions.unshift(runId);
    return executions.length > 0;
  });
  for (const [at, runId] of executions.entries()) {
    const history = await opened.client.workflow.getHandle(workflowId, runId).fetchHistory();
    // Stacks and identities name the machine; replay looks at neither.
    const text = historyToJSON(history).replace(/("(?:stackTrace|identity)":\s*)"(?:[^"\\]|\\.)*"/g, '$1"recorded"');
    writeFileSync(join(folder, `${label}.${name}${executions.length > 1 ? `.${at}` : ''}.json`), `${text}\n`);
    process.stdout.write(`${name} ${at}: ${history.events?.length} events\n`);
  }
}

try {
  await subscribe('sent', ['csv']);
  await isLast('sent', 'made');
  for (const revision of [1, 2, 3]) {
    await subscriptions.change('sent', 'ada', revision, facts(['csv']), now(), () => Promise.resolve());
    await engine.tell('sent');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await subscriptions.remove('sent', 'ada', () => Promise.resolve());
  await engine.tell('sent');
  await write('sent', 'report-sent');

  await subscribe('unprinted', ['pdf', 'csv']);
  await isLast('unprinted', 'delayed');
  // Told while it waits for its second try: it is looked at anew, and then it is paused.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await subscriptions.change('unprinted', 'ada', 1, { ...facts(['pdf']), isPaused: true }, now(), () => Promise.resolve());
  await engine.tell('unprinted');
  await write('unprinted', 'report-unprinted');
} finally {
  await workers.stop();
  await renderer.close();
  await Promise.allSettled([temporal.close(), opened.close(), database.close()]);
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
