/**
 * Records histories of makeDocument for the replay gate: `node --import tsx test/replay/record-documents.ts <label>` starts real servers, has a document made
 * and one that cannot be made, and writes one JSON file each into test/replay/histories. Record before and after a change of workflow code.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { NativeConnection } from '@temporalio/worker';
import { documentWorkflowId } from '#domain/document/document.ports';
import { parseStarterSettings } from '#domain/settings';
import { instantOf, type Json } from '#domain/values';
import { locateBrowser } from '#embedded/browser';
import { silentLog } from '#embedded/located';
import { startStack } from '#embedded/stack';
import { prepareNamespace } from '#embedded/temporal-namespace';
import { openEngineConnection } from '#integrations/engine/connection';
import { createDocumentEngine } from '#integrations/engine/document-engine';
import { createPdfRenderer, findBrowser } from '#integrations/renderers/index';
import { openConnection } from '#store/core/connection';
import { createDocumentRepo } from '#store/document/document.repo';
import { buildWorkflowBundle } from '#worker/bundle';
import { wireDocuments } from '#worker/document.wiring';
import { wireRuns } from '#worker/wiring';
import { startWorkers } from '#worker/workers';
import { ticketModel } from '../builders/document.builder.ts';

const folder = new URL('./histories/', import.meta.url).pathname;
const label = process.argv[2];
if (label === undefined || !/^[a-z0-9-]+$/.test(label)) throw new Error('give a label, such as 2026-11-first');

const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-record-'));
const stack = await startStack({ dataDir, components: ['temporal', 'mongodb'], database: 'record' });
const namespace = `record-${randomBytes(3).toString('hex')}`;
await prepareNamespace(stack.temporalAddress, namespace);
const database = openConnection(stack.mongoUri, { appName: 'record', selectionTimeoutMs: 1_500 });
await database.whenConnected;
const documents = createDocumentRepo(database.connection);
await documents.ensureIndexes();
const engineConnection = openEngineConnection({ address: stack.temporalAddress, namespace });
const engine = createDocumentEngine(engineConnection.client);
const temporal = await NativeConnection.connect({ address: stack.temporalAddress });
const { codePath } = await buildWorkflowBundle();
const runs = wireRuns({ connection: database.connection, dataKey: '0'.repeat(64), addresses: { allowedLoopback: [] } });
const { path } = await locateBrowser(parseStarterSettings(process.env), silentLog);

/** Has one made by a worker whose browser lies there, and writes down how. */
async function record(name: string, browser: string): Promise<void> {
  const renderer = createPdfRenderer({ find: () => findBrowser({ named: browser, places: [] }), log: { warn: () => undefined } });
  const wired = wireDocuments({ connection: database.connection, renderer });
  const workers = await startWorkers({ connection: temporal, namespace, codePath, flow: runs.flow, io: wired.io, probes: runs.probes, renders: wired.renders, shutdownGraceMs: 1_000 });
  const at = instantOf(Date.now());
  await documents.add({ id: name, slot: name, person: 'ana', template: 'ticket', ticketKey: 'INC-1042', needs: [], locale: 'en', zone: 'UTC', fileName: 'INC-1042.pdf', model: ticketModel() as unknown as Json, askedAt: at, expiresAt: instantOf(Date.now() + 3_600_000) });
  await engine.make(name);
  const handle = engineConnection.client.workflow.getHandle(documentWorkflowId(name));
  process.stdout.write(`${name}: ${JSON.stringify(await handle.result())}\n`);
  // Stacks and identities name the machine; replay looks at neither.
  const text = historyToJSON(await handle.fetchHistory()).replace(/("(?:stackTrace|identity)":\s*)"(?:[^"\\]|\\.)*"/g, '$1"recorded"');
  writeFileSync(join(folder, `${label}.${name}.json`), `${text}\n`);
  await workers.stop();
  await renderer.close();
}

try {
  await record('document-made', path!);
  await record('document-without-browser', '/nowhere/chrome');
} finally {
  await Promise.allSettled([temporal.close(), engineConnection.close(), database.close()]);
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
