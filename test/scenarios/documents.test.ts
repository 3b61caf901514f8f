/** A ticket as PDF, from being asked for to being fetched, on real servers: by worker and browser that die or are missing, by people who may and may not. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DocumentView } from '#api/document.api';
import { startStack, type Stack } from '#embedded/stack';
import { pathOf, portalClient, type PortalClient } from '../builders/portal-client.ts';
import { eventually } from '../setup/eventually.ts';
import { freshFolder, freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { readPdf } from '../setup/pdf.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

// Workers are started and missed several times in one test.
vi.setConfig({ testTimeout: 240_000 });
let portal: PortalProcess;
let worker: Stack | null = null;
let database: mongoose.Connection;
const folder = freshFolder('signalbox-documents');
const people = {} as Record<'admin' | 'requester' | 'agent' | 'agent2' | 'manager', PortalClient>;
let env: Record<string, string>;

async function startWorker(more: Record<string, string> = {}): Promise<void> {
  const { SIGNALBOX_DATA: _data, PORT: _port, PUBLIC_URL: _url, ...shared } = portal.env;
  worker = await startStack({ dataDir: folder, components: ['worker'], env: { ...shared, ...env, ...more } });
}
beforeAll(async () => {
  env = { MONGODB_URI: freshMongoUri('documents'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('documents') };
  portal = await startPortalProcess(env);
  database = await mongoose.createConnection(env['MONGODB_URI']!).asPromise();
  for (const name of ['admin', 'requester', 'agent', 'agent2', 'manager'] as const) {
    people[name] = portalClient(portal.address);
    await people[name].signIn(name);
  }
});
afterAll(async () => {
  await worker?.stop();
  await portal?.remove();
  await database?.dropDatabase();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const voice = { locale: 'en', zone: 'Europe/Berlin' } as const;
async function openTicket(title: string): Promise<string> {
  const answer = await people.requester.call('tickets.open', { body: { type: 'incident', title, description: 'Since nine.', object: 'sw-core-1', fields: {} } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
  return answer.body.key;
}
async function ask(who: PortalClient, key: string, withInternal = false): Promise<DocumentView> {
  const answer = await who.call('documents.ofTicket', { params: { key }, body: { ...voice, withInternal } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
  return answer.body;
}
/** A worker that was killed is missed after twenty seconds, and the next one has to start. */
const ended = (who: PortalClient, id: string) => eventually(async () => {
  const { body } = await who.call('documents.read', { params: { id } });
  return body.status === 'ready' || body.status === 'failed' ? body : null;
}, { withinMs: 100_000 });
const fetchFile = (who: PortalClient, id: string) => who.fetch(pathOf('documents.file', { id }));
const fileOf = async (who: PortalClient, id: string) => readPdf(new Uint8Array(await (await fetchFile(who, id)).arrayBuffer()));
const say = (who: PortalClient, key: string, visibility: 'public' | 'internal', text: string) => who.call('comments.add', { params: { key }, body: { visibility, text } });

/** Browsers that a process started, or those it started. */
function browsersOf(root: number): number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]);
      return [{ pid: Number(name), parent, command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }];
    } catch {
      return [];
    }
  });
  const below = (pid: number): typeof processes => processes.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(root).filter(({ command }) => command.includes('--remote-debugging-pipe') && !command.includes('--type=')).map(({ pid }) => pid);
}

const isAlive = (pid: number): boolean => { try { process.kill(pid, 0); return true; } catch { return false; } };

describe('a document', () => {
  let key = '';
  it('waits for a worker, and one without a browser says what is missing and what to do', async () => {
    await startWorker();
    key = await openTicket('Printer is on fire');
    await eventually(async () => ((await people.agent.call('tickets.read', { params: { key } })).body.tasks?.length ? true : null));
    await worker!.stop();
    const first = await ask(people.agent, key);
    expect(first).toMatchObject({ status: 'waiting', attempt: 0, pages: null, fileName: `${key}-${first.askedAt.slice(0, 10)}.pdf` });
    expect(await fetchFile(people.agent, first.id).then(async (answer) => [answer.status, (await answer.json() as { error: { code: string } }).error.code])).toEqual([409, 'DOCUMENT_NOT_READY']);
    expect((await ask(people.agent, key)).id, 'pressed twice').toBe(first.id);
    await startWorker({ CHROME_BIN: '/nowhere/chrome' });
    const done = await ended(people.agent, first.id);
    expect(done).toMatchObject({ status: 'failed', fault: { code: 'DOCUMENT_BROWSER_MISSING', hint: expect.stringContaining('CHROME_BIN') } });
    const another = await ask(people.agent, key);
    expect(another.id, 'another, after it failed').not.toBe(first.id);
    // Else the next worker starts a browser for it, and a test below kills that one.
    await ended(people.agent, another.id);
    await worker!.stop();
    await startWorker();
  });

  it('is made again when its browser is killed', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => say(people.agent, key, 'public', `Look ${n}: ${'it smokes '.repeat(80)}`)));
    const { id } = await ask(people.agent, key);
    const [browser] = await eventually(async () => { const found = browsersOf(worker!.pid('worker')!); return found.length > 0 ? found : null; });
    process.kill(browser!, 'SIGKILL');
    const done = await ended(people.agent, id);
    expect(done.status).toBe('ready');
    expect(done.attempt).toBeGreaterThan(1);
  });

  it('is made by the next worker when its own is killed, whose browser goes with it', async () => {
    const [browser] = await eventually(async () => { const found = browsersOf(worker!.pid('worker')!); return found.length > 0 ? found : null; });
    const { id } = await ask(people.agent, key);
    await worker!.kill('worker');
    await eventually(async () => (isAlive(browser!) ? null : true));
    expect((await ended(people.agent, id)).status).toBe('ready');
  });

  it('tells what the page tells, under a safe name, and only to whoever asked', async () => {
    const { id, fileName } = await ask(people.agent, key);
    const done = await ended(people.agent, id);
    const answer = await fetchFile(people.agent, id);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition'), answer.headers.get('cache-control')]).toEqual([200, 'application/pdf', `attachment; filename="${fileName}"`, 'no-store']);
    const file = new Uint8Array(await answer.arrayBuffer());
    expect(file.byteLength).toBe(done.bytes);
    const read = await readPdf(file);
    expect(read.pages).toHaveLength(done.pages!);
    for (const said of [key, 'Printer is on fire', 'Since nine.', 'Response', 'Resolution', 'Look 39', 'opened the ticket', 'Made for', 'Diagnose']) expect(read.text).toContain(said);
    for (const stranger of ['admin', 'requester', 'agent2'] as const) for (const name of ['documents.read', 'documents.file'] as const) expect((await people[stranger].fetch(pathOf(name, { id }))).status).toBe(404);
  });

  it('holds what only colleagues read for whoever may and asked for it, and for nobody else', async () => {
    const text = 'The requester lit it';
    await say(people.agent, key, 'internal', text);
    const [plain, whole, own] = await Promise.all([ask(people.agent, key), ask(people.agent, key, true), ask(people.requester, key, true)]);
    await Promise.all([ended(people.agent, plain.id), ended(people.agent, whole.id), ended(people.requester, own.id)]);
    expect((await fileOf(people.agent, plain.id)).text).not.toContain(text);
    const read = await fileOf(people.agent, whole.id);
    for (const said of [text, 'Internal', 'Holds notes for colleagues']) expect(read.text).toContain(said);
    const theirs = await fileOf(people.requester, own.id);
    for (const hidden of [text, 'Holds notes for colleagues', 'note for colleagues']) expect(theirs.text).not.toContain(hidden);
  });

  it('can no more be fetched by who may not read the ticket any more', async () => {
    const { id } = await ask(people.agent, key);
    await ended(people.agent, id);
    expect((await fetchFile(people.agent, id)).status).toBe(200);
    await database.collection('tickets').updateOne({ key }, { $set: { team: 'applications', assignee: null, askedTeams: [], askedPeople: [] } });
    for (const name of ['documents.read', 'documents.file'] as const) expect((await people.agent.fetch(pathOf(name, { id }))).status).toBe(404);
    expect((await people.agent.call('documents.ofTicket', { params: { key }, body: voice })).status).toBe(404);
  });

  it('is made of the service levels too, for who may report, and of each filter by itself', async () => {
    const wish = { from: '2026-01-05', to: '2026-01-11', zone: 'Europe/Berlin', locale: 'zh' } as const;
    const asked = async (more: object = {}) => {
      const answer = await people.manager.call('serviceLevels.document', { body: { ...wish, ...more } });
      expect(answer.status, JSON.stringify(answer.error)).toBe(200);
      return answer.body;
    };
    const [own, other] = await Promise.all([asked(), asked({ priority: 'P1' })]);
    expect(other.id).not.toBe(own.id);
    expect(own).toMatchObject({ template: 'levels', fileName: expect.stringMatching(/^service-levels-2026-01-05-2026-01-11-\d{4}-\d\d-\d\d\.pdf$/) });
    expect((await ended(people.manager, own.id)).status).toBe('ready');
    const read = await fileOf(people.manager, own.id);
    for (const said of ['服务级别', 'insight/service-levels?from=2026-01-05&to=2026-01-11']) expect(read.text).toContain(said);
    expect((await fetchFile(people.admin, own.id)).status).toBe(404);
    expect((await people.agent.call('serviceLevels.document', { body: wish })).status).toBe(403);
    expect(await people.manager.call('serviceLevels.document', { body: { ...wish, to: '2026-01-01' } })).toMatchObject({ status: 422, error: { code: 'REPORT_PERIOD_REVERSED' } });
    expect(await people.manager.call('serviceLevels.document', { body: { ...wish, zone: 'Mars/Olympus' } })).toMatchObject({ status: 422, error: { code: 'REPORT_ZONE_UNKNOWN' } });
  });

  it('is refused with a reason for a zone or language that is none, and beyond so many at once', async () => {
    for (const body of [{ locale: 'en', zone: 'Mars/Olympus' }, { locale: 'tlh', zone: 'UTC' }, { locale: 'en', zone: '' }]) expect(await people.admin.call('documents.ofTicket', { params: { key }, body: body as never })).toMatchObject({ status: 422, error: { code: 'REQUEST_INVALID' } });
    await worker!.stop();
    for (const zone of ['UTC', 'Asia/Tokyo', 'Asia/Shanghai', 'Africa/Cairo', 'Europe/Paris']) expect((await people.admin.call('documents.ofTicket', { params: { key }, body: { locale: 'en', zone } })).status).toBe(200);
    expect(await people.admin.call('documents.ofTicket', { params: { key }, body: { locale: 'zh', zone: 'UTC' } })).toMatchObject({ status: 429, error: { code: 'DOCUMENTS_TOO_MANY', params: { limit: 5 } } });
    worker = null;
  });
});
