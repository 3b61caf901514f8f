/** Messages from other systems, over HTTP on real servers: with a token, to runs that wait, and whatever else is sent there. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorShape } from '#domain/errors';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { flowWorldOn, type FlowWorld } from '../setup/flow-world.ts';
import { freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

let portal: PortalProcess;
let world: FlowWorld;
let admin: PortalClient;
let [sender, reader] = ['', ''];

beforeAll(async () => {
  const [mongoUri, namespace] = [freshMongoUri('messages'), await freshNamespace('messages')];
  portal = await startPortalProcess({ MONGODB_URI: mongoUri, TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: namespace });
  world = await flowWorldOn({ temporalAddress: temporalAddress(), namespace, mongoUri });
  admin = portalClient(portal.address);
  await admin.signIn('admin');
  const make = async (scopes: string[]) => {
    const answer = await admin.call('apiTokens.make', { body: { name: 'Test', scopes: scopes as never } });
    expect(answer.status, JSON.stringify(answer.error)).toBe(200);
    return answer.body.value;
  };
  [sender, reader] = [await make(['message.send']), await make(['ticket.read'])];
});
afterAll(async () => {
  await portal?.remove();
  await world?.close();
});

async function send(body: unknown, { token = sender, headers = {} }: { token?: string; headers?: Record<string, string> } = {}) {
  const answer = await fetch(`${portal.address}/api/messages`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
  const said = await answer.json() as { error?: ErrorShape } & Record<string, unknown>;
  return { ...said, status: answer.status, code: said.error?.code ?? null } as Record<string, unknown>;
}
const waiting = drawFlow({ start: 'start', wait: { kind: 'wait-message', config: { message: 'parcel.arrived', key: '=number', resultVariable: 'parcel' } }, end: 'end' }, ['start -> wait', 'wait -> end'], { key: 'waits-for-parcel', variables: { number: { type: 'text' } } } as never);

describe('a message from another system', () => {
  it('is taken by the run that waits for it, with its sender in the run\'s log; one that is early is kept, shown, and taken later', async () => {
    const [flow, key, early] = [await world.publish(waiting), randomUUID(), randomUUID()];
    const runId = await world.open(flow, { variables: { number: key } });
    expect(await send({ name: 'parcel.arrived', key, data: { weight: 3 } })).toMatchObject({ status: 202, state: 'delivered', isRepeat: false });
    await world.eventually(async () => (await world.runs.read(runId))?.status === 'completed');
    expect((await world.runs.read(runId))!.state.scopes['s0']!.vars['parcel']).toEqual({ weight: 3 });
    expect((await world.log.page(runId, 0, 100)).find(({ cause }) => cause.startsWith('message/'))).toMatchObject({ by: { kind: 'person' }, cause: expect.stringMatching(/^message\/api\//) as unknown });
    const sent = await send({ name: 'parcel.arrived', key: early, data: { weight: 4 }, ttl: 'P7D' });
    expect(sent).toMatchObject({ status: 202, state: 'kept' });
    expect((await admin.call('messages.kept', {})).body.items).toContainEqual(expect.objectContaining({ name: 'parcel.arrived', key: early, bytes: 12, expiresAt: sent['expiresAt'] }));
    const later = await world.open(flow, { variables: { number: early } });
    await world.eventually(async () => (await world.runs.read(later))?.status === 'completed');
  });

  it('is one however often it is sent under the same id, or key of the request; each sender has ids of their own', async () => {
    const [dedupeId, key] = [randomUUID(), randomUUID()];
    const first = await send({ name: 'once', key, dedupeId });
    expect([first, await send({ name: 'once', key, dedupeId })]).toMatchObject([{ state: 'kept', isRepeat: false }, { id: dedupeId, state: 'kept', isRepeat: true, expiresAt: first['expiresAt'] }]);
    const headers = { 'idempotency-key': randomUUID() };
    const [one, other] = [await send({ name: 'once', key }, { headers }), await send({ name: 'once', key }, { headers })];
    expect(other).toEqual(one);
    expect((await admin.call('messages.kept', {})).body.items.filter((item) => item.key === key)).toHaveLength(2);
  });

  it('is refused in plain words where it is none, and nothing of it is kept', async () => {
    const before = (await admin.call('messages.kept', {})).body.total;
    const deep = `{"name":"deep","data":${'{"a":'.repeat(200)}1${'}'.repeat(200)}}`;
    for (const [body, status, code] of [
      [{ name: 'alarm.recovered', key: 'g1' }, 422, 'MESSAGE_NAME_KEPT'], [{ name: 'x', data: { text: 'x'.repeat(60_001) } }, 413, 'MESSAGE_TOO_LARGE'], [{ name: 'x', data: { text: 'x'.repeat(300_000) } }, 413, 'REQUEST_TOO_LARGE'],
      [{ name: 'x', ttl: 'P31D' }, 422, 'MESSAGE_TTL_WRONG'], [{ name: 'x', ttl: 'soon' }, 422, 'MESSAGE_TTL_WRONG'], [{ name: '' }, 422, 'REQUEST_INVALID'], [{ name: 'x'.repeat(101) }, 422, 'REQUEST_INVALID'], [{ name: { $ne: '' } }, 422, 'REQUEST_INVALID'],
      [{ name: 'x', key: 7 }, 422, 'REQUEST_INVALID'], [{ name: 'x', key: { $gt: '' } }, 422, 'REQUEST_INVALID'], [{ name: 'x', data: [] }, 422, 'REQUEST_INVALID'], [{ name: 'x', dedupeId: 'a b' }, 422, 'REQUEST_INVALID'], [{ name: 'x', run: 'run/1/1' }, 422, 'REQUEST_INVALID'], [[], 422, 'REQUEST_INVALID'],
    ] as const) expect([JSON.stringify(body).slice(0, 60), await send(body)]).toMatchObject([expect.anything(), { status, code }]);
    expect(await send('{"name":')).toMatchObject({ status: 400 });
    expect(await send(deep)).toMatchObject({ error: { family: 'invalid' } });
    expect((await admin.call('messages.kept', {})).body.total).toBe(before);
  });

  it('keeps names and keys that look like parts of a question or of a prototype what they are', async () => {
    for (const name of ['$where', '__proto__', 'constructor', '$$ROOT', 'a.b.$c']) {
      const key = `$${randomUUID()}`;
      const flow = await world.publish(drawFlow({ start: 'start', wait: { kind: 'wait-message', config: { message: name, key: `="${key}"`, resultVariable: 'got' } }, end: 'end' }, ['start -> wait', 'wait -> end'], { key: `odd-${randomUUID()}` } as never));
      const runId = await world.open(flow);
      expect(await send(`{"name":${JSON.stringify(name)},"key":"${key}","data":{"__proto__":{"isAdmin":true},"$set":1,"a.b":2}}`)).toMatchObject({ status: 202, state: 'delivered' });
      await world.eventually(async () => (await world.runs.read(runId))?.status === 'completed');
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('needs the right to send; who may not learns nothing of who waits', async () => {
    expect(await send({ name: 'parcel.arrived' }, { token: reader })).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    expect(await send({ name: 'parcel.arrived' }, { token: 'sbx_wrong' })).toMatchObject({ status: 401 });
    const answer = await fetch(`${portal.address}/api/messages`, { headers: { authorization: `Bearer ${sender}` } });
    expect(answer.status).toBe(403);
  });
});

describe('a message that is kept', () => {
  const kept = async (q: string) => (await admin.call('messages.kept', { query: { q } })).body;

  it('is found by part of its name or key, page by page, with who sent it', async () => {
    const [mark, key] = [randomUUID(), `KEY-${randomUUID()}`];
    for (const n of [1, 2, 3]) await send({ name: `find.${mark}.${n}`, key: n === 2 ? key : null });
    const first = (await admin.call('messages.kept', { query: { q: mark.toUpperCase(), limit: 2 } })).body;
    expect([first.items.map(({ name }) => name), first.total]).toEqual([[`find.${mark}.1`, `find.${mark}.2`], 3]);
    expect((await admin.call('messages.kept', { query: { q: mark, limit: 2, cursor: first.next! } })).body).toMatchObject({ items: [{ name: `find.${mark}.3` }], next: null });
    expect((await kept(key.slice(3))).items).toMatchObject([{ key, by: { kind: 'person', name: expect.any(String) as string }, ticket: null }]);
    expect([(await kept('.*')).total, (await kept('$where')).total, (await admin.call('messages.kept', { query: { cursor: 'x' } })).error?.code]).toEqual([0, 0, 'REQUEST_INVALID']);
  });

  it('tells whose run sent it, and is removed once, with a reason that the audit and the ticket keep', async () => {
    const name = `order.${randomUUID()}`;
    const runId = await world.open(await world.publish(drawFlow({ start: 'start', send: { kind: 'throw-message', config: { message: name, key: '=ticket.key', ttl: 'P7D' } as never }, end: 'end' }, ['start -> send', 'send -> end'], { key: `sends-${randomUUID()}` } as never)));
    await world.eventually(async () => (await world.runs.read(runId))?.status === 'completed');
    const { items: [item] } = await kept(name);
    expect(item).toMatchObject({ name, by: { kind: 'machine', id: runId }, ticket: { key: item!.key, title: 'Switch down' } });
    expect(await admin.call('messages.remove', { body: { id: item!.id, reason: '  ' } })).toMatchObject({ status: 422 });
    const answers = await Promise.all([1, 2].map(() => admin.call('messages.remove', { body: { id: item!.id, reason: 'Nobody wants it' } })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404]);
    expect((await kept(name)).total).toBe(0);
    const told = (await admin.call('tickets.timeline', { params: { key: item!.key! }, query: { limit: 200 } })).body.items.filter(({ action }) => action === 'message.removed');
    expect(told).toMatchObject([{ actor: { kind: 'person' }, data: { name, key: item!.key, reason: 'Nobody wants it', from: runId } }]);
    expect((await admin.call('events.list', { query: { limit: 50 } })).body.items.filter(({ action, data }) => action === 'message.removed' && data['name'] === name)).toHaveLength(1);
  });

  it('is given to nobody after it was removed, and its sender is told so', async () => {
    const [key, dedupeId] = [randomUUID(), randomUUID()];
    await send({ name: 'parcel.arrived', key, dedupeId, data: { weight: 9 } });
    const { items: [item] } = await kept(key);
    expect((await admin.call('messages.remove', { body: { id: item!.id, reason: 'Lost' } })).body).toEqual({ removed: true });
    const runId = await world.open(await world.publish({ ...waiting, key: `late-${randomUUID()}` }), { variables: { number: key } });
    expect(await send({ name: 'parcel.arrived', key, dedupeId, data: { weight: 9 } })).toMatchObject({ status: 202, state: 'removed', isRepeat: true });
    expect((await world.runs.read(runId))!.status).toBe('running');
    // A new one is another message.
    expect(await send({ name: 'parcel.arrived', key, data: { weight: 1 } })).toMatchObject({ state: 'delivered' });
    expect(await admin.call('messages.remove', { body: { id: item!.id, reason: 'Again' } })).toMatchObject({ status: 404, error: { params: { what: 'message' } } });
  });

  it('is not removed while a run is being asked for it', async () => {
    const key = randomUUID();
    await send({ name: 'parcel.arrived', key });
    const { items: [item] } = await kept(key);
    const rows = world.database.connection.collection('messages');
    await rows.updateOne({ _id: item!.id as never }, { $set: { target: { run: 'run/x/1', fence: '1' } } });
    expect(await admin.call('messages.remove', { body: { id: item!.id, reason: 'Late' } })).toMatchObject({ status: 409, error: { code: 'MESSAGE_TAKEN' } });
    await rows.updateOne({ _id: item!.id as never }, { $set: { target: null } });
    expect((await admin.call('messages.remove', { body: { id: item!.id, reason: 'Late' } })).status).toBe(200);
  });
});

describe('a signal from another system', () => {
  const tell = async (body: unknown, token = sender) => {
    const answer = await fetch(`${portal.address}/api/signals`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const said = await answer.json() as { error?: ErrorShape } & Record<string, unknown>;
    return { ...said, status: answer.status, code: said.error?.code ?? null } as Record<string, unknown>;
  };

  it('is told to all that wait for it without a key now, once under one id, and to nobody later', async () => {
    const [name, dedupeId] = [`closed.${randomUUID()}`, randomUUID()];
    const waits = async (key: string | null) => world.open(await world.publish(drawFlow({ start: 'start', wait: { kind: 'wait-message', config: { message: name, ...(key === null ? {} : { key: `="${key}"` }), resultVariable: 'heard' } as never }, end: 'end' }, ['start -> wait', 'wait -> end'], { key: `hears-${randomUUID()}`, variables: {} } as never)));
    const [one, two, keyed] = [await waits(null), await waits(null), await waits('K')];
    expect(await tell({ name, data: { site: 'Leipzig' }, dedupeId })).toMatchObject({ status: 202, id: dedupeId, told: 2, left: 0, isRepeat: false });
    for (const run of [one, two]) await world.eventually(async () => (await world.runs.read(run))?.status === 'completed');
    expect((await world.runs.read(one))!.state.scopes['s0']!.vars['heard']).toEqual({ site: 'Leipzig' });
    expect((await world.runs.read(keyed))!.status).toBe('running');
    const late = await waits(null);
    expect(await tell({ name, data: { site: 'Leipzig' }, dedupeId })).toMatchObject({ status: 202, told: 2, isRepeat: true });
    expect((await world.runs.read(late))!.status).toBe('running');
    expect(await send({ name, key: 'K', dedupeId }), 'a message may have the same id').toMatchObject({ state: 'delivered', isRepeat: false });
    expect(await tell({ name: `nobody.${dedupeId}` })).toMatchObject({ status: 202, told: 0, left: 0 });
    expect((await admin.call('messages.kept', { query: { q: dedupeId } })).body.total).toBe(0);
  });

  it('is refused in plain words where it is none, and by who may not', async () => {
    for (const [body, status, code] of [
      [{ name: 'alarm.firing' }, 422, 'MESSAGE_NAME_KEPT'], [{ name: 'x', data: { text: 'x'.repeat(60_001) } }, 413, 'MESSAGE_TOO_LARGE'], [{ name: 'x', key: 'k' }, 422, 'REQUEST_INVALID'], [{ name: 'x', ttl: 'P1D' }, 422, 'REQUEST_INVALID'], [{}, 422, 'REQUEST_INVALID'], [{ name: { $ne: '' } }, 422, 'REQUEST_INVALID'],
    ] as const) expect([JSON.stringify(body).slice(0, 60), await tell(body)]).toMatchObject([expect.anything(), { status, code }]);
    expect(await tell({ name: 'x' }, reader)).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    expect(await tell({ name: 'x' }, 'sbx_wrong')).toMatchObject({ status: 401 });
  });
});
