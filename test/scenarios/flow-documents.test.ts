/** Documents that flows make, on real Temporal, MongoDB and a real browser: once, for those who may read them, or a person is asked. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { portalEvent } from '#domain/audit/portal-event';
import type { TicketPaper } from '#domain/document/document.ports';
import { CatalogueError } from '#domain/errors';
import { mostMade } from '#domain/file/file.schema';
import type { ExecutorCatalog } from '#domain/flow/executor.ports';
import { parseStarterSettings } from '#domain/settings';
import type { Json } from '#domain/values';
import { locateBrowser } from '#embedded/browser';
import { silentLog } from '#embedded/located';
import { createPdfRenderer, type PdfRenderer } from '#integrations/renderers/index';
import { createAbsentTicket } from '#server/document/absent-ticket';
import { createLog } from '#server/http/log';
import { createEventRepo } from '#store/audit/event.repo';
import { eventModel } from '#store/audit/event.model';
import { createBytesRepo } from '#store/file/bytes.repo';
import { fileModels } from '#store/file/file.model';
import { createFileRepo, type FileRecord } from '#store/file/file.repo';
import { createCommentRepo } from '#store/ticket/comment.repo';
import { wireSteps } from '#worker/step.wiring';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import { readPdf } from '../setup/pdf.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

vi.setConfig({ testTimeout: 120_000 });
let world: FlowWorld;
let renderer: PdfRenderer;
let paper: TicketPaper;
let chrome = '';
/** Until the first test has missed one. */
let hasBrowser = false;
let isLosing = false;
let desk: ExecutorCatalog = {};
const limits = { fileBytes: 4_000_000, perMessage: 10, perTicket: 3, dayBytes: 1 };

/** Its answer is lost after it was done, as by a worker that is killed then. */
const losing = (executors: ExecutorCatalog): ExecutorCatalog => ({ ...executors, document: { kind: 'document', async perform(call) {
  const result = await executors['document']!.perform(call);
  if (!isLosing) return result;
  isLosing = false;
  throw new CatalogueError('SERVICE_UNAVAILABLE', { service: 'worker' });
} } });

beforeAll(async () => {
  chrome = (await locateBrowser(parseStarterSettings(process.env), silentLog)).path!;
  renderer = createPdfRenderer({ find: () => { if (hasBrowser) return chrome; throw new CatalogueError('DOCUMENT_BROWSER_MISSING'); }, log: { warn: () => undefined } });
  world = await flowWorld({
    desk(connection) {
      const steps = wireSteps({
        connection, engine: { startRun: async (input) => world.engine.startRun(input) }, channel: 'mailbox', notices: { ring: async () => undefined }, mail: null,
        documents: { renderer, limits, publicUrl: 'http://portal.example', paper: { of: (...wish) => paper.of(...wish) } },
      });
      return desk = losing(steps.desk);
    },
  });
  paper = createAbsentTicket({ connection: world.database.connection, engine: world.engine, limits, publicUrl: 'http://portal.example', log: createLog('silent') });
});
afterAll(async () => {
  await world?.close();
  await renderer?.close();
});

const oneStep = (key: string, inputs: Record<string, Json>, more: object = {}) => world.publish(drawFlow({
  start: 'start', step: { kind: 'activity', config: { activity: 'document', inputs, resultVariable: 'came', retrySeconds: 0.2, maxAttempts: 3, ...more } as never }, end: 'end',
}, ['start -> step', 'step -> end'], { key, variables: { items: { type: 'list' }, said: { type: 'text' } } } as never));
const came = async (runId: string): Promise<Json | undefined> => (await world.eventually(async () => { const run = await world.runs.read(runId); return run?.status === 'completed' ? run : null; }, 60_000)).state.scopes['s0']!.vars['came'];
const stopped = (runId: string) => world.eventually(async () => Object.values((await world.runs.read(runId))?.state.incidents ?? {})[0], 60_000);
const ticketOf = (runId: string): string => runId.split('/')[1]!;
const filesOf = (runId: string): Promise<FileRecord[]> => createFileRepo(world.database.connection, createEventRepo(world.database.connection)).ofTicket(ticketOf(runId), true);
const read = async ({ bytes }: FileRecord) => {
  const pieces: Uint8Array[] = [];
  for await (const piece of createBytesRepo(world.database.connection).read(bytes)) pieces.push(piece);
  return readPdf(Buffer.concat(pieces));
};
const looseBytes = () => fileModels(world.database.connection).loose.countDocuments().exec();
const say = (ticket: string, visibility: 'public' | 'internal', text: string) => createCommentRepo(world.database.connection, createEventRepo(world.database.connection)).add(
  { id: `c-${ticket}-${visibility}`, ticket, at: '2026-11-20T08:00:00.000Z', by: { kind: 'person', id: 'ana', name: 'Ana Silva' }, visibility, text },
  portalEvent({ requestId: `${ticket}-${visibility}`, at: '2026-11-20T08:00:00.000Z', action: 'ticket.commented', actor: { kind: 'person', id: 'ana' }, refs: [{ kind: 'ticket', id: ticket }], data: { visibility } }),
);

describe('without a browser to print with', () => {
  it('a person is asked, and the step goes on once there is one', async () => {
    const runId = await world.open(await oneStep('paper-away', {}));
    const incident = await stopped(runId);
    expect(incident).toMatchObject({ code: 'ACTIVITY_FAILED', params: { cause: 'DOCUMENT_BROWSER_MISSING' } });
    expect([await filesOf(runId), await looseBytes()]).toEqual([[], 0]);
    hasBrowser = true;
    await world.engine.mendIncident(runId, { id: 'mend-paper', incident: incident.id, action: 'retry', by: { kind: 'person', id: 'paul' } });
    expect(await came(runId)).toMatchObject({ pages: expect.any(Number) as number });
    expect(await filesOf(runId)).toHaveLength(1);
  });
});

describe('a step that makes a document of the ticket', () => {
  it.each(['ticket', 'colleagues'] as const)('for readers "%s" tells what they may read, and is theirs alone', async (readers) => {
    const id = `t-${readers}`;
    await Promise.all([say(id, 'public', 'Everybody hears this.'), say(id, 'internal', 'Between colleagues.')]);
    const runId = await world.open(await oneStep(`paper-${readers}`, { content: 'ticket', readers }), { id });
    const [file] = await world.eventually(async () => { const found = await filesOf(runId); return found.length > 0 ? found : null; }, 60_000);
    expect(await came(runId)).toEqual({ file: file!.id, name: file!.name, pages: expect.any(Number) as number });
    expect(file).toMatchObject({ kind: 'pdf', by: { kind: 'machine', id: runId }, comment: null, visibility: readers === 'ticket' ? 'public' : 'internal' });
    expect(file!.name).toMatch(/^INC-\d+\.pdf$/);
    const { text, pages } = await read(file!);
    expect(pages.length).toBe((await came(runId) as { pages: number }).pages);
    for (const told of ['Switch down', 'Everybody hears this.', 'Rita Gomez', 'Made by the flow of this ticket']) expect(text).toContain(told);
    expect(text.includes('Between colleagues.')).toBe(readers === 'colleagues');
    expect(text.includes('Holds notes for colleagues')).toBe(readers === 'colleagues');
    const [added] = await eventModel(world.database.connection).find({ action: 'file.added', 'refs.id': file!.id }).lean().exec();
    expect(added).toMatchObject({ actor: { kind: 'machine', id: runId }, isConfirmed: true, data: { name: file!.name, visibility: file!.visibility } });
  });

  it('tells what the role of requesters may read, as the installation has it', async () => {
    const id = 't-roles';
    const flow = await oneStep('paper-roles', {});
    expect((await read((await filesOf(await opened(flow, id)))[0]!)).text).toContain('Flow of this ticket');
    await world.database.connection.collection('roles').insertOne({ _id: 'requester' as never, key: 'requester', name: { en: 'Requester' }, actions: ['ticket.read'], ownOnly: ['ticket.read'], defaultScope: 'everywhere' });
    expect((await read((await filesOf(await opened(flow, 't-roles-2')))[0]!)).text).not.toContain('Flow of this ticket');
    await world.database.connection.collection('roles').deleteOne({ _id: 'requester' as never });
  });
  const opened = async (flow: Awaited<ReturnType<typeof oneStep>>, id: string): Promise<string> => { const runId = await world.open(flow, { id }); await came(runId); return runId; };
});

describe('a step that makes a document of a text', () => {
  const inputs = { content: 'text', title: { en: 'Order of {who}', ar: 'طلب {who}', zh: '订单 {who}' }, text: { en: '# Items\n{items}\n\nSaid: {said}', zh: '# 清单\n{items}\n\n备注：{said}' }, values: { who: '=requester.name', items: '=items', said: '=said' } };
  const variables = { items: [{ what: 'Laptop', price: 900 }, { what: 'Bag', price: 40 }], said: '<script>alert(1)</script> **x** {who}' };

  it("prints it with the run's values in the requester's language", async () => {
    await world.database.connection.collection('people').updateOne({ _id: 'rita' as never }, { $set: { locale: 'zh', zone: 'Asia/Shanghai' } });
    const runId = await world.open(await oneStep('letter', inputs), { variables });
    const done = await came(runId);
    const [file] = await filesOf(runId);
    expect(done).toEqual({ file: file!.id, name: file!.name, pages: 1 });
    expect(file!.name).toMatch(/^INC-\d+ 订单/);
    const { text, title } = await read(file!);
    for (const told of ['清单', 'Laptop', '900', 'Bag', '<script>alert(1)</script> **x** {who}', 'Asia/Shanghai']) expect(text).toContain(told);
    expect(title).toContain('订单');
    await world.database.connection.collection('people').updateOne({ _id: 'rita' as never }, { $set: { locale: 'en', zone: 'Etc/UTC' } });
  });

  it.each([['Report 2026/11', 'Report 2026_11.pdf'], ['../../etc/passwd.PDF', '_.._etc_passwd.pdf'], ['=said', '_b_x__b_fdp.exe.pdf']])('calls it as it was asked to, as far as any system can store that: %s', async (name, kept) => {
    const runId = await world.open(await oneStep(`letter-${kept.length}-${name.length}`, { content: 'text', title: { en: 'x' }, text: { en: 'x' }, name }), { variables: { said: '<b>x</b>\u202Efdp.exe' } });
    await came(runId);
    expect((await filesOf(runId))[0]!.name).toBe(kept);
  });

  it('adds one file when the worker dies before its answer is heard, and leaves no bytes behind', async () => {
    isLosing = true;
    const runId = await world.open(await oneStep('letter-again', inputs), { variables });
    const done = await came(runId);
    expect(isLosing).toBe(false);
    const files = await filesOf(runId);
    expect(files).toHaveLength(1);
    expect(done).toEqual({ file: files[0]!.id, name: files[0]!.name, pages: 1 });
    expect(await eventModel(world.database.connection).countDocuments({ action: 'file.added', 'refs.id': ticketOf(runId) }).exec()).toBe(1);
    expect(await looseBytes()).toBe(0);
  });

  it('adds one file when two tries are at it at once', async () => {
    const runId = await world.open(await oneStep('letter-twice', { content: 'ticket' }), { id: 't-twice' });
    await came(runId);
    const call = { config: { ...inputs, values: { who: 'x', items: [], said: '' } }, idempotencyKey: 'run/t-twice/1/e99', secret: async () => '', timeoutMs: 30_000, onCancel: () => () => undefined };
    const [one, other] = await Promise.all([desk['document']!.perform(call as never), desk['document']!.perform(call as never)]);
    expect(other).toEqual(one);
    expect((await filesOf(runId)).filter(({ id }) => id === (one as { file: string }).file)).toHaveLength(1);
    expect(await looseBytes()).toBe(0);
  });

  it('asks a person where a hole is open', async () => {
    expect(await stopped(await world.open(await oneStep('letter-open', { ...inputs, values: { who: 'x' } })))).toMatchObject({ code: 'ACTIVITY_FAILED', params: { cause: 'ACTIVITY_CONFIG_INVALID' } });
  });

  it('stops where the ticket has files enough, and where flows have made many', async () => {
    const { files } = fileModels(world.database.connection);
    const row = (ticket: string, at: number, removed: object | null) => ({ _id: `f${String(at).padStart(31, '0')}${ticket === 't-full' ? '0' : '1'}` as never, name: 'a.pdf', kind: 'pdf', size: 1, sha256: 'a'.repeat(64), at: '2026-11-20T08:00:00.000Z', by: { kind: 'machine', id: 'run/x/1' }, person: 'run/x/1', ticket, comment: null, visibility: 'public', image: null, removed, bytes: '0', looseSince: null });
    await files.collection.insertMany([...Array.from({ length: limits.perTicket }, (_, at) => row('t-full', at, null)), ...Array.from({ length: mostMade }, (_, at) => row('t-made', at, { at: '2026-11-20T08:00:00.000Z', by: { kind: 'person', id: 'ana' } }))]);
    const flow = await oneStep('letter-full', { content: 'ticket' });
    expect(await stopped(await world.open(flow, { id: 't-full' }))).toMatchObject({ code: 'ACTIVITY_FAILED', params: { cause: 'FILES_TICKET_FULL' } });
    expect(await stopped(await world.open(flow, { id: 't-made' }))).toMatchObject({ code: 'ACTIVITY_FAILED', params: { cause: 'FILES_MADE_TOO_MANY' } });
  });
});
