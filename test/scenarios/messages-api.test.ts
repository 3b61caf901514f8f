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
