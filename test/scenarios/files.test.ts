/** Files of tickets on a real MongoDB: what is taken and what is not, whose they are, how they are served, and that nothing half stays. A portal and a worker on real servers. */
import { createHash, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { rmSync } from 'node:fs';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '#embedded/stack';
import type { ErrorShape } from '#domain/errors';
import type { FileView } from '#api/file.api';
import { samples } from '../builders/file.builder.ts';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { patienceMs } from '../setup/eventually.ts';
import { freshFolder, freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

let portal: PortalProcess;
let worker: Stack;
let database: mongoose.Connection;
const folder = freshFolder('signalbox-files');
const clients = {} as Record<'requester' | 'agent' | 'manager' | 'admin' | 'clara', PortalClient>;
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const megabyte = 1_048_576;

beforeAll(async () => {
  const env = { MONGODB_URI: freshMongoUri('files'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('files'), SIGNALBOX_FILES_PER_MESSAGE: '3', SIGNALBOX_FILES_PER_TICKET: '6', SIGNALBOX_FILE_MB_PER_DAY: '60' };
  portal = await startPortalProcess(env);
  const { SIGNALBOX_DATA: _data, PORT: _port, PUBLIC_URL: _url, ...shared } = portal.env;
  database = await mongoose.createConnection(env.MONGODB_URI).asPromise();
  worker = await startStack({ dataDir: folder, components: ['worker'], env: { ...shared, ...env } });
  for (const role of ['requester', 'agent', 'manager', 'admin', 'clara'] as const) {
    clients[role] = portalClient(portal.address);
    await clients[role].signIn(role);
  }
});
afterAll(async () => {
  await worker?.stop();
  await portal?.remove();
  await database?.dropDatabase();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Sent { status: number; file: FileView; error: ErrorShape | null }
async function send(who: PortalClient, name: string, bytes: Uint8Array | ReadableStream, { type = '', key = randomUUID() as string } = {}): Promise<Sent> {
  const answer = await who.fetch(`/api/files?name=${encodeURIComponent(name)}`, { method: 'POST', body: bytes as BodyInit, headers: { 'x-csrf-token': who.csrf, 'idempotency-key': key, ...(type ? { 'content-type': type } : {}) }, ...({ duplex: 'half' } as object) });
  const body = await answer.json() as FileView & { error?: ErrorShape };
  return { status: answer.status, file: body, error: body.error ?? null };
}
const content = (who: PortalClient, id: string, headers: Record<string, string> = {}, query = ''): Promise<Response> => who.fetch(`/api/files/${id}/content${query}`, { headers });
const count = (name: string, filter: object = {}): Promise<number> => database.collection(name).countDocuments(filter);

async function openTicket(title: string, files: string[] = []): Promise<string> {
  const opened = await clients.requester.call('tickets.open', { body: { type: 'incident', title, description: '', object: 'sw-core-1', fields: {}, files } });
  expect(opened.status, JSON.stringify(opened.error)).toBe(200);
  return opened.body.key;
}
const say = (who: PortalClient, key: string, files: string[], visibility: 'public' | 'internal' = 'public', text = '') => who.call('comments.add', { params: { key }, body: { visibility, text, files } });
/** Pieces that neither a file owns nor the sweeper knows of: one still on its way when its file was refused goes with its place. */
async function strays(): Promise<number> {
  const places = [...await database.collection('files').distinct('bytes'), ...await database.collection('fileBytesLoose').distinct('_id')] as unknown as string[];
  return count('fileBytes.chunks', { files_id: { $nin: places.map((place) => new mongoose.mongo.ObjectId(place)) } });
}
/** Whether bytes go: the sweeper, which comes once a minute, knows of them or has been already. */
const isGoing = async (place: string): Promise<boolean> => await count('fileBytesLoose', { _id: place }) === 1 || await count('fileBytes.files', { _id: new mongoose.mongo.ObjectId(place) }) === 0;
/** The ticket as MongoDB has it, once the worker wrote it. */
const seen = (key: string) => expect.poll(async () => (await clients.agent.call('tickets.read', { params: { key } })).status, { timeout: patienceMs }).toBe(200);

describe('a file that is sent', () => {
  it('comes back as it was, byte by byte, with its name in any script', async () => {
    const bytes = Buffer.alloc(3 * megabyte, 'log line with ünïcode\n');
    const { status, file } = await send(clients.requester, '日志 2026.log', bytes, { type: 'text/x-log' });
    expect([status, file.name, file.kind, file.size, file.sha256, file.isShown, file.canRemove]).toEqual([200, '日志 2026.log', 'log', bytes.length, sha(bytes), false, true]);
    const answer = await content(clients.requester, file.id);
    expect(sha(new Uint8Array(await answer.arrayBuffer()))).toBe(file.sha256);
    expect(answer.headers.get('content-disposition')).toBe("attachment; filename=\"__ 2026.log\"; filename*=UTF-8''%E6%97%A5%E5%BF%97%202026.log");
  });
  it.each<[string, string, Uint8Array, string, string, string]>([
    ['a web page in an image', 'holiday.png', samples.html, 'image/png', 'FILE_TYPE_LIES', 'web page'], ['a drawing with scripts in an image', 'holiday.png', samples.svg, 'image/png', 'FILE_TYPE_LIES', 'SVG'], ['a program in a PDF', 'invoice.pdf', samples.exe, 'application/pdf', 'FILE_TYPE_LIES', 'program'],
    ['a drawing with scripts', 'logo.svg', samples.svg, 'image/svg+xml', 'FILE_KIND_NOT_ALLOWED', 'SVG'], ['a page', 'index.html', samples.html, 'text/html', 'FILE_KIND_NOT_ALLOWED', 'web page'], ['macros in a document', 'offer.docx', samples.docm, '', 'FILE_TYPE_LIES', 'macros'],
    ['binary bytes behind text', 'app.log', Buffer.concat([Buffer.alloc(200_000, 'text\n'), samples.elf]), '', 'FILE_TYPE_LIES', 'nothing that is known'], ['nothing', 'empty.txt', new Uint8Array(0), '', 'FILE_EMPTY', 'empty'],
  ])('is refused when it is %s, and leaves nothing', async (_, name, bytes, type, code, told) => {
    const before = await count('files', { name });
    const { error } = await send(clients.requester, name, bytes, { type });
    expect([error?.code, error?.message]).toEqual([code, expect.stringContaining(told)]);
    expect([await count('files', { name }), await strays()]).toEqual([before, 0]);
  });
  it('is an office document also when that shows at its end', async () => expect((await send(clients.requester, 'offer.docx', samples.lateDocx)).file).toMatchObject({ kind: 'docx' }));
  it('of 100 MB is refused at 25, whether its size is said or not, and leaves nothing', async () => {
    const piece = Buffer.alloc(megabyte, 'x\n');
    const unsaid = (): ReadableStream => { let left = 100; return new ReadableStream({ pull(control) { if (left-- > 0) control.enqueue(piece); else control.close(); } }); };
    for (const body of [Buffer.alloc(100 * megabyte, 'x\n'), unsaid()]) {
      const { status, error } = await send(clients.clara, 'huge.log', body);
      expect([status, error?.code, error?.params?.['limit']]).toEqual([413, 'FILE_TOO_LARGE', 25]);
    }
    expect(await strays()).toBe(0);
  });
  it('twice with one key is one file; other bytes under the key are refused', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => send(clients.agent, 'note.txt', Buffer.from('the same'), { key })));
    expect(new Set(answers.map(({ file }) => file.id)).size).toBe(1);
    expect(await count('files', { name: 'note.txt' })).toBe(1);
    expect((await send(clients.agent, 'note.txt', Buffer.from('another'), { key })).error?.code).toBe('IDEMPOTENCY_MISMATCH');
    expect((await send(clients.agent, 'note.txt', Buffer.from('the same'), { key: 'short' })).error?.code).toBe('REQUEST_INVALID');
  });
  it('is kept under a name that is safe', async () => expect((await send(clients.agent, '../../etc/in\u202Evoice\u0000.txt', Buffer.from('x'))).file.name).toBe('invoice.txt'));
  it('beyond what one may send in a day is refused', async () => {
    const bytes = Buffer.alloc(20 * megabyte, 'x\n');
    for (const at of [1, 2]) expect((await send(clients.manager, `part ${at}.log`, bytes)).status).toBe(200);
    // Sent at once, no two slip through where one fits.
    const both = await Promise.all([1, 2].map(() => send(clients.manager, 'part.log', bytes)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 429]);
    expect((await send(clients.manager, 'more.log', Buffer.from('x'))).error ?? null).toMatchObject({ code: 'FILE_DAY_LIMIT', params: { limit: 60 } });
  });
  it('needs the token against forged requests', async () => {
    const answer = await clients.agent.fetch('/api/files?name=a.txt', { method: 'POST', body: 'x' });
    expect([answer.status, (await answer.json() as { error: ErrorShape }).error.code]).toEqual([403, 'CSRF_REFUSED']);
  });
});

describe('whose a file is', () => {
  it('belongs to its sender alone while it belongs to nothing, and to the ticket then', async () => {
    const { file } = await send(clients.requester, 'screen.png', samples.png, { type: 'image/png' });
    expect([await content(clients.agent, file.id), await content(clients.admin, file.id)].map(({ status }) => status)).toEqual([404, 404]);
    const key = await openTicket('With a picture', [file.id]);
    await seen(key);
    expect((await content(clients.agent, file.id)).status).toBe(200);
    expect((await content(clients.clara, file.id)).status).toBe(404);
    expect((await clients.agent.call('files.ofTicket', { params: { key } })).body.items).toMatchObject([{ id: file.id, isShown: true, image: { width: 8, height: 8 }, canRemove: false }]);
  });
  it('cannot be added by another, nor to a second ticket', async () => {
    const { file } = await send(clients.requester, 'mine.txt', Buffer.from('mine'));
    const [one, two] = [await openTicket('One'), await openTicket('Two')];
    await seen(one); await seen(two);
    expect((await say(clients.agent, one, [file.id])).error?.code).toBe('FILE_UNKNOWN');
    expect((await say(clients.requester, one, [file.id])).body.files).toMatchObject([{ id: file.id }]);
    expect((await say(clients.requester, two, [file.id])).error?.code).toBe('FILE_UNKNOWN');
    expect((await say(clients.requester, two, [])).error?.code).toBe('REQUEST_INVALID');
  });
  it('stays internal with a note for colleagues, in the timeline too', async () => {
    const key = await openTicket('With a note');
    await seen(key);
    const { file } = await send(clients.agent, 'secret plan.txt', Buffer.from('secret'));
    expect((await say(clients.agent, key, [file.id], 'internal', 'Look')).status).toBe(200);
    const told = async (who: PortalClient): Promise<boolean[]> => [(await who.call('files.ofTicket', { params: { key } })).body, (await who.call('tickets.timeline', { params: { key } })).body, (await who.call('comments.list', { params: { key } })).body].map((body) => JSON.stringify(body).includes('secret plan.txt'));
    expect(await told(clients.agent)).toEqual([true, true, true]);
    expect(await told(clients.requester)).toEqual([false, false, false]);
    expect([await content(clients.requester, file.id), await content(clients.agent, file.id)].map(({ status }) => status)).toEqual([404, 200]);
  });
  it('has limits by message and by ticket', async () => {
    const key = await openTicket('With many');
    await seen(key);
    const four = await Promise.all([1, 2, 3, 4].map(async (at) => (await send(clients.requester, `${at}.txt`, Buffer.from(`${at}`))).file.id));
    expect((await say(clients.requester, key, four)).error).toMatchObject({ code: 'FILES_TOO_MANY', params: { limit: 3 } });
    expect((await say(clients.requester, key, four.slice(0, 3))).status).toBe(200);
    const more = await Promise.all([5, 6, 7].map(async (at) => (await send(clients.requester, `${at}.txt`, Buffer.from(`${at}`))).file.id));
    expect((await say(clients.requester, key, more)).status).toBe(200);
    expect((await say(clients.requester, key, four.slice(3))).error).toMatchObject({ code: 'FILES_TICKET_FULL', params: { limit: 6 } });
  });
  it('is removed by its sender or who may remove those of others: the record stays, the bytes go', async () => {
    const key = await openTicket('With one to remove');
    await seen(key);
    const { file } = await send(clients.requester, 'wrong.txt', Buffer.from('wrong'));
    await say(clients.requester, key, [file.id]);
    expect((await clients.agent.call('files.remove', { params: { id: file.id } })).error?.code).toBe('NOT_ALLOWED');
    expect((await clients.manager.call('files.remove', { params: { id: file.id } })).status).toBe(200);
    expect((await clients.manager.call('files.remove', { params: { id: file.id } })).status).toBe(200);
    const answer = await content(clients.requester, file.id);
    expect([answer.status, (await answer.json() as { error: ErrorShape }).error.code]).toEqual([410, 'FILE_REMOVED']);
    const { body } = await clients.requester.call('tickets.timeline', { params: { key }, query: { limit: 200 } });
    expect(body.items.filter(({ action }) => action.startsWith('file.')).map(({ action, data }) => [action, data['name'], data['sha256']])).toEqual([['file.added', 'wrong.txt', file.sha256], ['file.removed', 'wrong.txt', file.sha256]]);
    expect((await clients.requester.call('comments.list', { params: { key } })).body.items[0]?.files).toMatchObject([{ name: 'wrong.txt', removed: { by: { name: expect.any(String) as string } } }]);
    const row = await database.collection<{ _id: string; bytes: string }>('files').findOne({ _id: file.id });
    expect(await isGoing(row!.bytes)).toBe(true);
  });
});

describe('a file that is fetched', () => {
  it('runs nothing in a browser: to be saved, of no other type, in an origin of its own', async () => {
    const { file } = await send(clients.agent, 'a.json', samples.json);
    for (const query of ['', '?shown=yes']) {
      const answer = await content(clients.agent, file.id, {}, query);
      expect([answer.headers.get('content-disposition'), answer.headers.get('x-content-type-options'), answer.headers.get('content-security-policy')]).toEqual(['attachment; filename="a.json"', 'nosniff', expect.stringContaining('sandbox')]);
    }
  });
  it('is shown in place only when it is a picture or a PDF, and still is', async () => {
    const { file } = await send(clients.agent, 'a.png', samples.png);
    const shown = async (): Promise<(string | null)[]> => { const answer = await content(clients.agent, file.id, {}, '?shown=yes'); return [answer.headers.get('content-disposition'), answer.headers.get('content-type')]; };
    expect(await shown()).toEqual(['inline; filename="a.png"', 'image/png']);
    const { file: pdf } = await send(clients.agent, 'a.pdf', samples.pdf);
    const answer = await content(clients.agent, pdf.id, {}, '?shown=yes');
    expect([answer.headers.get('content-disposition'), answer.headers.get('content-security-policy')]).toEqual(['inline; filename="a.pdf"', expect.stringMatching(/default-src 'none'.*sandbox$/)]);
    // Somebody changes what is kept.
    const { bytes } = (await database.collection<{ _id: string; bytes: string }>('files').findOne({ _id: file.id }))!;
    await database.collection('fileBytes.chunks').updateOne({ files_id: new mongoose.mongo.ObjectId(bytes) }, { $set: { data: Buffer.concat([samples.html, Buffer.alloc(200)]).subarray(0, samples.png.length) } });
    expect((await shown())[0]).toBe('attachment; filename="a.png"');
  });
  it('is sent once to who has it, and in parts to who asks for parts', async () => {
    const bytes = Buffer.from('0123456789'.repeat(100_000));
    const { file } = await send(clients.agent, 'digits.txt', bytes);
    const whole = await content(clients.agent, file.id);
    const etag = whole.headers.get('etag')!;
    expect([whole.headers.get('accept-ranges'), whole.headers.get('content-length'), etag]).toEqual(['bytes', '1000000', `"${file.sha256}"`]);
    await whole.arrayBuffer();
    expect((await content(clients.agent, file.id, { 'if-none-match': etag })).status).toBe(304);
    const part = async (headers: Record<string, string>): Promise<unknown[]> => { const answer = await content(clients.agent, file.id, headers); const text = await answer.text(); return [answer.status, answer.headers.get('content-range'), text.length > 20 ? text.length : text]; };
    expect(await part({ range: 'bytes=300001-300004' })).toEqual([206, 'bytes 300001-300004/1000000', '1234']);
    expect(await part({ range: 'bytes=-3' })).toEqual([206, 'bytes 999997-999999/1000000', '789']);
    expect(await part({ range: 'bytes=300001-300004', 'if-range': etag })).toEqual([206, 'bytes 300001-300004/1000000', '1234']);
    expect(await part({ range: 'bytes=300001-300004', 'if-range': '"other"' })).toEqual([200, null, 1_000_000]);
    expect(await part({ range: 'bytes=1000000-' })).toEqual([416, 'bytes */1000000', '']);
    const head = await clients.agent.fetch(`/api/files/${file.id}/content`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '1000000']);
  });
});

describe('what is cut off in the middle', () => {
  const chunksOf = (id: string): Promise<number> => count('fileBytes.chunks', { files_id: new mongoose.mongo.ObjectId(id) });
  /** Half a file, and then silence; resolves when the portal has some of it. */
  async function half(who: PortalClient, name: string): Promise<{ sending: ReturnType<typeof httpRequest>; id: string }> {
    const looseIds = async (): Promise<string[]> => (await database.collection<{ _id: string }>('fileBytesLoose').find().toArray()).map(({ _id }) => _id);
    const before = await looseIds();
    const open = httpRequest(`${portal.address}/api/files?name=${name}`, { method: 'POST', headers: { 'content-length': 10 * megabyte, 'x-csrf-token': who.csrf, cookie: [...who.cookies].map(([one, value]) => `${one}=${value}`).join('; ') } });
    open.on('error', () => undefined);
    open.write(Buffer.alloc(4 * megabyte, 'half\n'));
    let id = '';
    await expect.poll(async () => (id = (await looseIds()).find((one) => !before.includes(one)) ?? ''), { timeout: patienceMs }).not.toBe('');
    await expect.poll(() => chunksOf(id), { timeout: patienceMs }).toBeGreaterThan(10);
    return { sending: open, id };
  }

  it('by the sender is no file, and its bytes go', async () => {
    const files = await count('files');
    const { sending, id } = await half(clients.agent, 'lost.log');
    sending.destroy();
    await expect.poll(() => chunksOf(id), { timeout: patienceMs }).toBe(0);
    expect(await count('files')).toBe(files);
  });
  it('by the portal\'s death is no file, and its bytes go when its time is over', async () => {
    const files = await count('files');
    const { id } = await half(clients.agent, 'killed.log');
    await portal.end('SIGKILL');
    expect([await count('files'), await count('fileBytes.files', { _id: new mongoose.mongo.ObjectId(id) })]).toEqual([files, 0]);
    expect(await chunksOf(id)).toBeGreaterThan(0);
    await database.collection<{ _id: string }>('fileBytesLoose').updateOne({ _id: id }, { $set: { until: new Date(Date.now() - 1_000) } });
    await database.collection('locks').deleteMany({});
    await portal.start();
    await expect.poll(() => chunksOf(id), { timeout: patienceMs }).toBe(0);
    await expect.poll(() => count('fileBytesLoose', { _id: id }), { timeout: patienceMs }).toBe(0);
  });
  it('as what belonged to nothing for a day goes, and what belongs to a ticket stays', async () => {
    const loose = (await send(clients.agent, 'loose.txt', Buffer.from('loose'))).file.id;
    const kept = (await send(clients.requester, 'kept.txt', Buffer.from('kept'))).file.id;
    await openTicket('Keeps its file', [kept]);
    await database.collection<{ _id: string }>('files').updateMany({ _id: { $in: [loose, kept] }, looseSince: { $ne: null } }, { $set: { looseSince: new Date(Date.now() - 25 * 3_600_000) } });
    await portal.end();
    await portal.start();
    await expect.poll(() => count('files', { _id: loose } as object), { timeout: patienceMs }).toBe(0);
    expect(await count('files', { _id: kept } as object)).toBe(1);
    const key = await openTicket('Too late');
    await seen(key);
    expect((await say(clients.agent, key, [loose])).error?.code).toBe('FILE_UNKNOWN');
  });
  it('goes with the demonstration when that is cleared, its bytes too', async () => {
    const { file } = await send(clients.requester, 'demo.txt', Buffer.from('demo'));
    const key = await openTicket('Of the demonstration', [file.id]);
    await seen(key);
    await database.collection('tickets').updateOne({ key }, { $set: { isDemo: true } });
    const { bytes } = (await database.collection<{ _id: string; bytes: string }>('files').findOne({ _id: file.id }))!;
    expect((await clients.admin.call('demo.clear', { body: { confirm: 'clear' } })).status).toBe(200);
    expect([await count('files', { _id: file.id }), await isGoing(bytes)]).toEqual([0, true]);
  });
});
