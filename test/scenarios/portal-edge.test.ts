/** What the portal lets through to what lies behind it: data, ids, cursors, floods. A portal and a worker on real servers. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '#embedded/stack';
import type { BodyOf } from '#api/routes';
import type { FlowFile } from '#domain/flow/flow.schema';
import { openEngineConnection, type EngineConnection } from '#integrations/engine/connection';
import type { TaskView } from '#api/task.api';
import { joinRoom, portalClient, type PortalClient } from '../builders/portal-client.ts';
import { patienceMs } from '../setup/eventually.ts';
import { freshFolder, freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

let portal: PortalProcess;
let worker: Stack;
let database: mongoose.Connection;
let engine: EngineConnection;
const folder = freshFolder('signalbox-edge');

const clients = {} as Record<'requester' | 'agent' | 'owner' | 'admin', PortalClient>;

beforeAll(async () => {
  const env = { MONGODB_URI: freshMongoUri('edge'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('edge') };
  portal = await startPortalProcess(env);
  const { SIGNALBOX_DATA: _data, PORT: _port, PUBLIC_URL: _url, ...shared } = portal.env;
  database = await mongoose.createConnection(env.MONGODB_URI).asPromise();
  engine = openEngineConnection({ address: env.TEMPORAL_ADDRESS, namespace: env.TEMPORAL_NAMESPACE });
  worker = await startStack({ dataDir: folder, components: ['worker'], env: { ...shared, ...env } });
  for (const role of ['requester', 'agent', 'owner', 'admin'] as const) {
    clients[role] = portalClient(portal.address);
    await clients[role].signIn(role);
  }
});
afterAll(async () => {
  await worker?.stop();
  await portal?.remove();
  await engine?.close();
  await database?.dropDatabase();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** `ticket`: of one alone; what runs of earlier tests still tell is none of its. */
const eventsOf = (action: string, ticket?: string) => database.collection('events').countDocuments({ action, ...(ticket === undefined ? {} : { refs: { $elemMatch: { kind: 'ticket', id: ticket } } }) });
const opening = (title: string): BodyOf<'tickets.open'> => ({ type: 'incident', title, description: '', object: 'sw-core-1', fields: {} });

/** A ticket whose first task Ana has claimed. */
async function claimedTask(title: string): Promise<TaskView> {
  const opened = await clients.requester.call('tickets.open', { body: opening(title) });
  expect(opened.status, JSON.stringify(opened.error)).toBe(200);
  const look = async (): Promise<TaskView | undefined> => (await clients.agent.call('tickets.read', { params: { key: opened.body.key } })).body.tasks?.[0];
  await expect.poll(look, { timeout: patienceMs }).toBeDefined();
  const task = (await look())!;
  expect((await act(task, { action: 'claim' })).status).toBe(200);
  return (await look())!;
}
const act = (task: TaskView, body: Partial<BodyOf<'tasks.act'>> & Pick<BodyOf<'tasks.act'>, 'action'>) =>
  clients.agent.call('tasks.act', { params: { id: task.id }, body: { commandId: randomUUID(), taskRevision: task.revision, data: {}, ...body } });

describe('data that breaks a form', () => {
  /** What Temporal recorded of a run: how many updates it was given, and everything it was told, readable. */
  const historyOf = async (run: string): Promise<{ updates: number; text: string }> => {
    const events = (await engine.client.workflow.getHandle(run).fetchHistory()).events ?? [];
    const text = JSON.stringify(events).replace(/"data":"([A-Za-z0-9+/=]+)"/g, (_, data: string) => Buffer.from(data, 'base64').toString('utf8'));
    return { updates: events.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length, text };
  };

  it('is refused with its fields, and the run never hears of it', async () => {
    const task = await claimedTask('A form filled in wrongly');
    const before = await historyOf(task.run);
    const wrong: [Parameters<typeof act>[1], string[]][] = [
      [{ action: 'complete', data: { outcome: 'repair', form: { plan: 'swap it', interfaceIndex: 'two <planted>' } } }, ['/interfaceIndex']],
      [{ action: 'complete', data: { outcome: 'resolve', form: { cause: 'found', planted: true } } }, ['/planted']],
      [{ action: 'complete', data: { outcome: 'resolve', form: {} } }, ['/cause']],
      [{ action: 'complete', data: { outcome: 'resolve', form: ['planted'] } }, ['']],
      [{ action: 'saveDraft', data: { form: { interfaceIndex: 'planted' } } }, ['/interfaceIndex']],
    ];
    for (const [body, paths] of wrong) {
      const answer = await act(task, body);
      expect([answer.status, answer.error?.code]).toEqual([422, 'TASK_FORM_INVALID']);
      expect(answer.error?.details?.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
    }
    const after = await historyOf(task.run);
    // Not the events themselves: a run also goes on by itself, with clocks and what it writes.
    // The two are how it was opened, and the claim.
    expect([before.updates, after.updates]).toEqual([2, 2]);
    expect(after.text).toContain('"action":"claim"');
    expect(after.text).not.toContain('planted');
    expect((await act(task, { action: 'complete', data: { outcome: 'resolve', form: { cause: 'A loose cable' } } })).status).toBe(200);
    // A task that is over takes no form along either; the run says who was faster.
    const late = await act(task, { action: 'complete', data: { outcome: 'resolve', form: { planted: 'late' } } });
    expect(late.error?.code).toMatch(/^(TASK_GONE|RUN_OVER)$/);
    expect((await historyOf(task.run)).text).not.toContain('planted');
  });

  it('opens no ticket', async () => {
    const answer = await clients.requester.call('tickets.open', { body: { ...opening('Wrong fields'), fields: { planted: { deep: true } } } });
    expect([answer.status, answer.error?.code]).toEqual([422, 'TICKET_FIELDS_INVALID']);
  });

  it('a task is not given to somebody who is switched off', async () => {
    const task = await claimedTask('To be handed over');
    const switchTo = (isActive: boolean) => database.collection<{ _id: string }>('people').updateOne({ _id: 'lin.chen' }, { $set: { isActive } });
    await switchTo(false);
    const refused = await act(task, { action: 'assign', data: { to: 'lin.chen' } }).finally(() => switchTo(true));
    expect([refused.status, refused.error?.code, refused.error?.params]).toEqual([422, 'TASK_ASSIGNEE_INACTIVE', { person: expect.any(String) as string }]);
    expect((await act(task, { action: 'assign', data: { to: 'lin.chen' } })).status).toBe(200);
  });
});

describe('a caller that calls every request the same', () => {
  const headers = { 'x-request-id': 'one-id-for-everything' };

  it('opens a ticket with every request, and says something with every comment', async () => {
    const opened = await Promise.all(['First', 'Second'].map((title) => clients.agent.call('tickets.open', { body: opening(title), headers })));
    expect(opened.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(opened.map(({ body }) => body.key)).size).toBe(2);
    expect(opened[0]!.headers.get('x-request-id')).toBe('one-id-for-everything');
    const { key, id } = opened[0]!.body;
    await expect.poll(async () => (await clients.agent.call('tickets.read', { params: { key } })).status, { timeout: patienceMs }).toBe(200);
    for (const text of ['one', 'two']) expect((await clients.agent.call('comments.add', { params: { key }, body: { visibility: 'public', text }, headers })).body.text).toBe(text);
    expect((await clients.agent.call('comments.list', { params: { key } })).body.items.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(await eventsOf('ticket.commented', id)).toBe(2);
  });

  it('has each of its acts in the audit', async () => {
    const before = await eventsOf('demo.cleared');
    for (let n = 0; n < 2; n += 1) expect((await clients.admin.call('demo.clear', { body: { confirm: 'clear' }, headers })).status).toBe(200);
    expect(await eventsOf('demo.cleared')).toBe(before + 2);
    const ids = await database.collection<{ _id: string }>('events').find({ _id: { $regex: 'one-id-for-everything' } }).toArray();
    expect(ids).toEqual([]);
  });

  it('publishes twice; and a session of work on the drawing is one event', async () => {
    const [drafted, published] = [await eventsOf('flow.drafted'), await eventsOf('flow.published')];
    const { body: { flow, draft } } = await clients.owner.call('flows.read', { params: { key: 'incident' } });
    let revision = flow.draftRevision;
    const save = async (by: PortalClient, en: string) => {
      const answer = await by.call('flows.saveDraft', { params: { key: 'incident' }, body: { revision, file: { ...(draft as FlowFile), description: { en } } }, headers });
      expect(answer.status, JSON.stringify(answer.error)).toBe(200);
      revision = answer.body.revision;
    };
    for (let version = 1; version <= 2; version += 1) {
      for (const word of ['a', 'ab', 'abc']) await save(clients.owner, `${word} ${version}`);
      expect(await eventsOf('flow.drafted')).toBe(drafted + version);
      const answer = await clients.owner.call('flows.publish', { params: { key: 'incident' }, body: { revision, note: '', confirmNotProven: true }, headers });
      expect(answer.status, JSON.stringify(answer.error)).toBe(200);
    }
    expect(await eventsOf('flow.published')).toBe(published + 2);
    for (const [by, word] of [[clients.owner, 'x'], [clients.admin, 'y'], [clients.admin, 'z']] as const) await save(by, word);
    expect(await eventsOf('flow.drafted')).toBe(drafted + 4);
    await database.collection<{ _id: string }>('flowDrafts').updateOne({ _id: 'incident' }, { $set: { updatedAt: new Date(Date.now() - 31 * 60_000) } });
    await save(clients.admin, 'after lunch');
    expect(await eventsOf('flow.drafted')).toBe(drafted + 5);
    const last = await database.collection('events').find({ action: 'flow.drafted' }).sort({ at: -1 }).limit(1).next();
    expect(last).toMatchObject({ actor: { id: 'ada.novak' }, refs: [{ kind: 'flow', id: 'incident' }], before: { sha256: expect.any(String) as string }, after: { sha256: expect.any(String) as string } });
    expect((last!['before'] as { sha256: string }).sha256).not.toBe((last!['after'] as { sha256: string }).sha256);
  });
});

describe('malformed input', () => {
  /** The key of a ticket of which everything is written. */
  async function ticketToRead(): Promise<string> {
    const { ticket: { key } } = await claimedTask('Read page by page');
    // An event is there before its confirmation, which changes it once more.
    await expect.poll(async () => {
      const { items } = (await clients.admin.call('tickets.timeline', { params: { key }, query: { limit: 200 } })).body;
      return items.every(({ isConfirmed }) => isConfirmed) && items.some(({ action }) => action === 'task.claimed');
    }, { timeout: patienceMs }).toBe(true);
    return key;
  }

  it.each([200, 1_200, 1_500, 50_000])('nested %i deep is refused by name', async (levels) => {
    const deep = '['.repeat(levels) + ']'.repeat(levels);
    const post = (path: string, body: string, method = 'POST') => clients.owner.fetch(path, { method, body, headers: { 'content-type': 'application/json', 'x-csrf-token': clients.owner.csrf } });
    const answers = await Promise.all([post('/api/flows/incident/check', `{"file":${deep}}`), post('/api/tasks/run%2Ft%2F1%23x/actions', `{"action":"claim","commandId":"12345678","taskRevision":1,"data":{"form":${deep}}}`), post('/api/tickets', deep)]);
    for (const answer of answers) expect([answer.status, (await answer.json() as { error: { code: string } }).error.code]).toEqual([422, 'REQUEST_TOO_DEEP']);
  });

  it.each(['0:99999999999999999999:x', 'nonsense', Buffer.from('["0","9999-99-99T99:99:99.999Z","x"]').toString('base64url')])('a cursor that is none is refused by every list: %s', async (cursor) => {
    const key = await ticketToRead();
    const query = { cursor };
    const answers = await Promise.all([
      clients.admin.call('alarmGroups.list', { query }), clients.admin.call('deadLetters.list', { query }), clients.admin.call('tickets.list', { query }), clients.admin.call('inbox.list', { query }),
      clients.admin.call('tickets.timeline', { params: { key }, query }), clients.admin.call('comments.list', { params: { key }, query }), clients.admin.call('tickets.log', { params: { key }, query }),
    ]);
    expect(answers.map(({ status, error }) => [status, error?.details?.[0]?.code])).toEqual(answers.map(() => [422, 'CURSOR_INVALID']));
  });

  it('a page leads to the next in every list of a ticket', async () => {
    const key = await ticketToRead();
    for (const name of ['tickets.timeline', 'tickets.log'] as const) {
      const all = (await clients.admin.call(name, { params: { key }, query: { limit: 200 } })).body.items as unknown[];
      const seen: unknown[] = [];
      for (let cursor: string | null | undefined = undefined; cursor !== null;) {
        const page = (await clients.admin.call(name, { params: { key }, query: { limit: 3, ...(cursor ? { cursor } : {}) } })).body as { items: unknown[]; next: string | null };
        seen.push(...page.items);
        cursor = page.next;
      }
      expect(all.length).toBeGreaterThan(3);
      expect(seen).toEqual(all);
    }
  });
});

describe('a flood', () => {
  it('of joins is refused with when to ask again, and one of messages is cut off', async () => {
    const socket = await clients.agent.socket();
    const answers = await Promise.all(Array.from({ length: 300 }, (_, n) => joinRoom(socket, `ticket:INC-${9_000 + n}`)));
    const refused = answers.filter(({ error }) => error?.code === 'RATE_LIMITED');
    expect(refused.length).toBeGreaterThan(40);
    expect(refused[0]!.error?.params).toEqual({ seconds: 1 });
    await new Promise((done) => { setTimeout(done, 1_200); });
    expect(await joinRoom(socket, 'tickets')).toEqual({ ok: true });
    const cut = new Promise((done) => { socket.once('disconnect', done); });
    for (let n = 0; n < 2_000; n += 1) socket.emit('leave', 'tickets');
    expect(await cut).toMatch(/server disconnect|transport/);
  });

  it('of open pages ends the first of them, which is told why, and leaves other sessions alone', async () => {
    const other = await clients.owner.socket();
    const own = portalClient(portal.address);
    await own.signIn('agent');
    const sockets = [];
    for (let n = 0; n < 20; n += 1) sockets.push(await own.socket());
    expect(sockets.every(({ connected }) => connected)).toBe(true);
    const [first, second] = sockets;
    const ended = new Promise((told) => { first!.once('ended', told); });
    const closed = new Promise((told) => { first!.once('disconnect', told); });
    const newest = await own.socket();
    expect(await ended).toMatchObject({ code: 'SOCKETS_TOO_MANY', params: { limit: 20 } });
    // The reason after which a browser does not connect again by itself.
    expect(await closed).toBe('io server disconnect');
    expect(await joinRoom(newest, 'tickets')).toEqual({ ok: true });
    expect([second!.connected, other.connected]).toEqual([true, true]);
    for (const socket of [...sockets, newest, other]) socket.close();
  });

  it('of wrong secrets is slowed down, and never keeps out a right one', async () => {
    const body = JSON.stringify({ version: '4', groupKey: 'edge', status: 'firing', receiver: 'signalbox', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: '', truncatedAlerts: 0, alerts: [] });
    const post = async (secret: string) => (await fetch(`${portal.address}/api/alarms/alertmanager`, { method: 'POST', body, headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` } })).status;
    const times = async (count: number, secret: string) => {
      const counts: Record<number, number> = {};
      for (const status of await Promise.all(Array.from({ length: count }, () => post(secret)))) counts[status] = (counts[status] ?? 0) + 1;
      return counts;
    };
    expect(await times(300, 'demo-alertmanager')).toEqual({ 202: 300 });
    expect(await times(200, 'a guess')).toEqual({ 401: 120, 429: 80 });
    expect(await times(50, 'demo-alertmanager')).toEqual({ 202: 50 });
  });
});
