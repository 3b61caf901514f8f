import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import { io } from 'socket.io-client';
import type { ErrorShape } from '#domain/errors';
import { actions, type Action, type ApiToken } from '#domain/identity/identity.schema';
import { createAbsentActor } from '#server/identity/absent-actor';
import { createAccounts } from '#server/identity/accounts';
import { createActors } from '#server/identity/actors';
import { createReach } from '#server/identity/reach';
import { createAccountRepo } from '#store/identity/account.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { patienceMs } from '../setup/eventually.ts';
import { freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

let portal: PortalProcess;
let database: mongoose.Connection;
const people = {} as Record<'admin' | 'requester' | 'agent', PortalClient>;

beforeAll(async () => {
  const env = { MONGODB_URI: freshMongoUri('tokens'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('tokens'), SIGNALBOX_LOG_LEVEL: 'trace' };
  portal = await startPortalProcess(env);
  database = await mongoose.createConnection(env.MONGODB_URI).asPromise();
  for (const name of ['admin', 'requester', 'agent'] as const) {
    people[name] = portalClient(portal.address);
    await people[name].signIn(name);
  }
});
afterAll(async () => {
  await portal?.remove();
  await database?.dropDatabase();
  await database?.close();
});

async function make(who: PortalClient, scopes: Action[], name = 'Test'): Promise<{ token: ApiToken; value: string }> {
  const answer = await who.call('apiTokens.make', { body: { name, scopes } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
  return answer.body;
}
const ask = async (value: string, path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${portal.address}${path}`, { ...init, headers: { authorization: `Bearer ${value}`, 'content-type': 'application/json', ...(init.headers as Record<string, string>) } });
  const body = await answer.json() as { error?: ErrorShape } & Record<string, unknown>;
  return { status: answer.status, code: body.error?.code ?? null, body, headers: answer.headers };
};
const row = (token: ApiToken) => database.collection<{ _id: string; usedAt: Date | null; expiresAt: Date }>('apiTokens').findOne({ _id: token.id });

describe('an API token', () => {
  it('acts as its person within its scopes, without a CSRF token, and is given no cookie', async () => {
    const { value } = await make(people.admin, ['ticket.read', 'directory.read']);
    const me = await ask(value, '/api/me');
    expect(me).toMatchObject({ status: 200, body: { person: { username: 'admin' }, actions: expect.arrayContaining(['ticket.read', 'directory.read']), csrfToken: '' } });
    expect(me.body['actions']).toHaveLength(2);
    expect(me.headers.getSetCookie()).toEqual([]);
    expect(await ask(value, '/api/tickets')).toMatchObject({ status: 200 });
    expect(await ask(value, '/api/flows')).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    expect(await ask(value, '/api/demo/clear', { method: 'POST', body: '{"confirm":"clear"}' })).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
  });
  it('writes what its scopes allow', async () => {
    const { value } = await make(people.admin, ['ticket.create']);
    expect(await ask(value, '/api/tickets', { method: 'POST', body: JSON.stringify({ type: 'no-such-type', title: 'By a machine' }) })).toMatchObject({ status: 404, code: 'TICKET_TYPE_UNKNOWN' });
  });
  it('is the whole credential: a session beside it gives it nothing, and is not looked at', async () => {
    const { value } = await make(people.admin, ['ticket.read']);
    const answer = await people.admin.fetch('/api/flows', { headers: { authorization: `Bearer ${value}` } });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  });
  it('cannot be given what its person may not do', async () => {
    const answer = await people.requester.call('apiTokens.make', { body: { name: 'Too much', scopes: ['ticket.read', 'flow.publish'] } });
    expect([answer.status, answer.error]).toEqual([422, expect.objectContaining({ code: 'API_TOKEN_SCOPE', params: { action: { phrase: 'right.flow.publish' } } })]);
  });
  it.each([{ name: '', scopes: ['ticket.read'] }, { name: 'x', scopes: [] }, { name: 'x', scopes: ['ticket.fly'] }, { name: 'x', scopes: ['ticket.read'], days: 366 }, { name: 'x', scopes: ['ticket.read'], days: 0 }])('is not made of %j', async (body) => {
    expect((await people.admin.call('apiTokens.make', { body: body as never })).status).toBe(422);
  });
  it('lasts 90 days unless told', async () => {
    const { token } = await make(people.admin, ['ticket.read']);
    expect(Math.round((Date.parse(token.expiresAt) - Date.parse(token.madeAt)) / 60_000)).toBe(90 * 1_440);
  });
  it('makes, lists and revokes no tokens, and chooses nothing for its person', async () => {
    const { token, value } = await make(people.admin, [...actions]);
    for (const [path, init] of [['/api/api-tokens', {}], ['/api/api-tokens', { method: 'POST', body: '{"name":"x","scopes":["ticket.read"]}' }], [`/api/api-tokens/${token.id}`, { method: 'DELETE' }], ['/api/me/preferences', { method: 'PUT', body: '{"locale":"ar","look":"dark"}' }]] as const) {
      expect(await ask(value, path, init)).toMatchObject({ status: 403, code: 'SESSION_NEEDED' });
    }
  });
  it('opens no live connection', async () => {
    const { value } = await make(people.admin, ['ticket.read']);
    const socket = io(portal.address, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { authorization: `Bearer ${value}` }, auth: { token: value } });
    expect(await new Promise((resolve) => { socket.once('connect', () => resolve('connected')); socket.once('connect_error', (fault: Error) => resolve(fault.message)); })).toBe('SIGN_IN_NEEDED');
    socket.close();
  });
});

describe('what is kept of a token', () => {
  it('is its hash and its last characters, in no log, event or kept answer its value', async () => {
    const answer = await people.admin.call('apiTokens.make', { body: { name: 'Kept', scopes: ['ticket.read'] }, key: 'the-same-key-twice' });
    const { token, value } = answer.body;
    expect(value).toMatch(/^sbx_[\w-]{43}$/);
    expect(await row(token)).toMatchObject({ hash: createHash('sha256').update(value).digest('hex'), ending: value.slice(-4) });
    expect(JSON.stringify((await people.admin.call('apiTokens.list')).body)).not.toContain(value);
    await ask(value, '/api/me');
    await ask(`${value}x`, '/api/me');
    for (const { name } of await database.listCollections()) expect(JSON.stringify(await database.collection(name).find().toArray()), name).not.toContain(value);
    await expect.poll(() => portal.log(), { timeout: patienceMs }).toContain(token.id);
    expect(portal.log()).not.toContain(value);
  });
  it('tells when it was used last, written once a minute at most', async () => {
    const { token, value } = await make(people.agent, ['ticket.read']);
    expect(token.usedAt).toBeNull();
    await ask(value, '/api/me');
    await expect.poll(async () => (await row(token))?.usedAt ?? null, { timeout: patienceMs }).not.toBeNull();
    const first = (await row(token))!.usedAt;
    await ask(value, '/api/me');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await row(token))!.usedAt).toEqual(first);
    expect((await people.agent.call('apiTokens.list')).body.items.find(({ id }) => id === token.id)?.usedAt).toBe(first!.toISOString());
  });
  it('is told in the audit when it is made and revoked', async () => {
    const { token } = await make(people.agent, ['ticket.read'], 'Audited');
    await people.agent.call('apiTokens.revoke', { params: { id: token.id } });
    const told = await database.collection('events').find({ 'data.token': token.id }).sort({ at: 1 }).toArray();
    expect(told.map(({ action, actor, data }) => [action, actor.id, data.name, data.scopes])).toEqual([['apiToken.made', 'ana.silva', 'Audited', ['ticket.read']], ['apiToken.revoked', 'ana.silva', 'Audited', ['ticket.read']]]);
  });
});

describe('a token ends', () => {
  it('at once when it is revoked, and only its own person can', async () => {
    const { token, value } = await make(people.agent, ['ticket.read']);
    expect((await people.admin.call('apiTokens.revoke', { params: { id: token.id } })).status).toBe(404);
    expect((await ask(value, '/api/me')).status).toBe(200);
    expect((await people.agent.call('apiTokens.revoke', { params: { id: token.id } })).status).toBe(200);
    expect(await ask(value, '/api/me')).toMatchObject({ status: 401, code: 'API_TOKEN_REFUSED' });
  });
  it('when it runs out', async () => {
    const { token, value } = await make(people.agent, ['ticket.read']);
    await database.collection<{ _id: string }>('apiTokens').updateOne({ _id: token.id }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect(await ask(value, '/api/me')).toMatchObject({ status: 401, code: 'API_TOKEN_REFUSED' });
  });
  it('when it was never one', async () => {
    for (const value of ['sbx_', 'sbx_unknown', `sbx_${'x'.repeat(5_000)}`]) expect(await ask(value, '/api/me')).toMatchObject({ status: 401, code: 'API_TOKEN_REFUSED' });
  });
  it('with its person, and with their rights', async () => {
    const { value } = await make(people.agent, ['ticket.read', 'alarm.read']);
    const person = database.collection<{ _id: string; assignments: unknown[]; isActive: boolean }>('people');
    const before = (await person.findOne({ _id: 'ana.silva' }))!;
    // Without a team an agent's role holds nowhere.
    await person.updateOne({ _id: 'ana.silva' }, { $set: { assignments: [] } });
    const teams = database.collection<{ _id: string; members: string[] }>('teams');
    const of = await teams.find({ members: 'ana.silva' }).toArray();
    await teams.updateMany({}, { $pull: { members: 'ana.silva' } });
    await expect.poll(async () => (await ask(value, '/api/alarm-groups')).code, { timeout: patienceMs }).toBe('NOT_ALLOWED');
    await person.updateOne({ _id: 'ana.silva' }, { $set: { assignments: before.assignments, isActive: false } });
    for (const team of of) await teams.updateOne({ _id: team._id }, { $set: { members: team.members } });
    await expect.poll(async () => (await ask(value, '/api/me')).code, { timeout: patienceMs }).toBe('ACCOUNT_INACTIVE');
    await person.updateOne({ _id: 'ana.silva' }, { $set: { isActive: true } });
    await expect.poll(async () => (await ask(value, '/api/me')).status, { timeout: patienceMs }).toBe(200);
  });
  it('in what the identity provider took from its person, where that names the roles', async () => {
    const [known, teams, roles, reach] = [createPersonRepo(database), createTeamRepo(database), createRoleRepo(database), createReach(createObjectRepo(database), { warn: () => undefined }, () => Date.now())];
    const accounts = createAccounts({ accounts: createAccountRepo(database), log: { warn: () => undefined }, nowMs: () => Date.now() });
    const actorOf = createAbsentActor({ accounts, actors: createActors({ people: known, teams, roles, reach, rolesFrom: 'token' }, () => Date.now()), teams, roles, standIns: { standsInFor: async () => [] }, reach });
    const { id } = (await people.admin.call('me.read')).body.person;
    const keysNow = async (): Promise<string[]> => (await actorOf((await known.read(id))!)).roles.map(({ key }) => key);
    expect(await keysNow()).toContain('administrator');
    await database.collection<{ _id: string }>('accounts').updateOne({ _id: id }, { $set: { roles: ['requester'] } });
    expect(await keysNow()).toEqual(['requester']);
  });
});

describe('limits', () => {
  it('turn wrong tokens away by address, and never a right one with them', async () => {
    const { value } = await make(people.requester, ['ticket.read']);
    let last: string | null = null;
    // 120 a minute are let through; the minute may be over in the middle, and counted anew.
    for (let at = 0; at < 250 && last !== 'RATE_LIMITED'; at += 1) last = (await ask(`sbx_wrong${at}`, '/api/me')).code;
    expect(last).toBe('RATE_LIMITED');
    expect((await ask(value, '/api/me')).status).toBe(200);
  });
  it('allow a person fifty', async () => {
    let last = 0;
    for (let at = 0; at < 51 && last !== 422; at += 1) last = (await people.requester.call('apiTokens.make', { body: { name: `No. ${at}`, scopes: ['ticket.read'] } })).status;
    expect(last).toBe(422);
  });
});
