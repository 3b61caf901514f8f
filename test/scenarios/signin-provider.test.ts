import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import mongoose from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#embedded/ports';
import { strangerId } from '#server/identity/actors';
import { joinRoom, portalClient, type PortalClient } from '../builders/portal-client.ts';
import { patienceMs } from '../setup/eventually.ts';
import { freshMongoUri } from '../setup/fresh.ts';
import { startTestIdp, type TestIdp } from '../setup/idp-process.ts';
import { portalSecrets, startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

/** Two portals on one database with an identity provider at an address, whose tokens last four seconds and whose refresh tokens are good for one use. */
let idp: TestIdp;
let portal: PortalProcess;
let second: PortalProcess;
let database: mongoose.Connection;
const html = { accept: 'text/html' };
const accessTokenSeconds = 4;
const machine = (id: string, audience: string) => ({ id, secret: `${id}-secret-0123456789`, roles: ['administrator'], audience });
const machines = [machine('reporter', 'signalbox-portal'), machine('stranger', 'another-product')];

beforeAll(async () => {
  const [port, secrets] = [await freePort(), portalSecrets()];
  idp = await startTestIdp({
    portalAddress: `http://127.0.0.1:${port}`, clientSecret: secrets['SIGNALBOX_IDP_CLIENT_SECRET']!, accessTokenSeconds, machines,
    accounts: [
      { id: 'sub-1', username: 'agent', roles: ['requester', 'agent'] }, { id: 'sub-2', username: 'newcomer', roles: ['requester', 'offline_access', 'agent'] },
      // A username that is a person's id in the directory, and one that another account had before.
      { id: 'sub-5', username: 'owner', roles: ['requester', 'processOwner'] }, { id: 'sub-3', username: 'ana.silva', roles: ['requester'] }, { id: 'sub-4', username: 'handed-on', roles: ['requester'] },
    ],
  });
  const env = { ...secrets, MONGODB_URI: freshMongoUri('provider'), KEYCLOAK_URL: idp.address, SIGNALBOX_DEMO: 'true', SIGNALBOX_LIVE_REVALIDATE_SECONDS: '1' };
  portal = await startPortalProcess({ ...env, PORT: String(port) });
  second = await startPortalProcess(env);
  database = await mongoose.createConnection(env.MONGODB_URI).asPromise();
});
afterAll(async () => {
  await Promise.all([portal?.remove(), second?.remove()]);
  idp?.hang(false);
  await idp?.down();
  await database?.dropDatabase();
  await database?.close();
});

const expired = () => sleep(accessTokenSeconds * 1_000 + 1_100);
async function signedIn(account = 'agent'): Promise<PortalClient> {
  const browser = portalClient(portal.address);
  await browser.signIn(account);
  return browser;
}
/** The same session at the other portal. */
function atSecond(browser: PortalClient): PortalClient {
  const other = portalClient(second.address);
  for (const [name, value] of browser.cookies) other.cookies.set(name, value);
  return other;
}

describe('an identity provider at an address', () => {
  it('refreshes once for many requests at once, although a refresh token is good for one use', async () => {
    const browser = await signedIn();
    await expired();
    const before = idp.tokenCalls();
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => browser.call('me.read')))).map(({ status }) => status);
    expect(statuses).toEqual(Array(8).fill(200));
    expect(idp.tokenCalls() - before).toBe(1);
  });

  it('refreshes once for requests at two portals at once', async () => {
    const browser = await signedIn();
    const other = atSecond(browser);
    for (let round = 0; round < 3; round += 1) {
      await expired();
      const before = idp.tokenCalls();
      const statuses = (await Promise.all(Array.from({ length: 8 }, (_, n) => (n % 2 ? browser : other).call('me.read')))).map(({ status }) => status);
      expect(statuses).toEqual(Array(8).fill(200));
      expect(idp.tokenCalls() - before).toBe(1);
    }
  });

  it('that hangs is "away" within seconds, and costs nobody the session', async () => {
    const browser = await signedIn();
    await expired();
    idp.hang(true);
    try {
      const startedAt = performance.now();
      const answer = await browser.call('me.read');
      expect(answer.status).toBe(503);
      expect(answer.error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', family: 'unavailable' });
      expect(performance.now() - startedAt).toBeLessThan(20_000);
    } finally {
      idp.hang(false);
    }
    await expect.poll(async () => (await browser.call('me.read')).status, { timeout: patienceMs }).toBe(200);
  });

  it('that is down is "away", and costs nobody the session', async () => {
    const browser = await signedIn();
    await expired();
    await idp.down();
    expect((await browser.call('me.read')).status).toBe(503);
    const stranger = await portalClient(portal.address).fetch('/auth/callback?state=x&code=y', { headers: { accept: 'application/json' } });
    expect(stranger.status).toBe(400);
    await idp.up();
    await expect.poll(async () => (await browser.call('me.read')).status, { timeout: patienceMs }).toBe(200);
  });

  it('that ended the session is believed at the next refresh, and open pages end with it', async () => {
    const browser = await signedIn();
    const socket = await browser.socket();
    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    idp.endSessionsOf('sub-1');
    await expect.poll(async () => (await browser.call('me.read')).status, { timeout: patienceMs }).toBe(401);
    expect(await closed).toBe('io server disconnect');
    expect((await browser.call('me.read')).error?.code).toBe('SIGN_IN_NEEDED');
  });

  it('keeps an open page alive beyond the life of its token', async () => {
    const browser = await signedIn();
    const socket = await browser.socket();
    await expired();
    await expired();
    expect(socket.connected).toBe(true);
    expect(await joinRoom(socket, 'tickets')).toEqual({ ok: true });
    socket.close();
  });

  it('is one for two portals: what is written at either is heard at both, once', async () => {
    const browser = await signedIn('owner');
    const other = atSecond(browser);
    other.csrf = browser.csrf;
    const heard: string[][] = [[], []];
    const sockets = [await browser.socket(), await other.socket()];
    for (const [at, socket] of sockets.entries()) {
      socket.on('changed', (changed: { id: string; revision: number | null }) => heard[at]!.push(`${changed.id} ${changed.revision}`));
      expect(await joinRoom(socket, 'flows')).toEqual({ ok: true });
    }
    for (const [at, writer] of [browser, other].entries()) {
      const { body } = await writer.call('flows.read', { params: { key: 'incident' } });
      const saved = await writer.call('flows.saveDraft', { params: { key: 'incident' }, body: { revision: body.flow.draftRevision, file: { ...body.draft, description: { en: `Drawn at ${writer.address}` } } } });
      expect(saved.status, JSON.stringify(saved.error)).toBe(200);
      // Heard before the other writes: two changes of one thing that come within a moment are one hint.
      await expect.poll(() => heard.map(({ length }) => length), { timeout: patienceMs }).toEqual([at + 1, at + 1]);
    }
    expect(heard[0]).toEqual(heard[1]);
    expect(new Set(heard[0]).size).toBe(2);
    for (const socket of sockets) socket.close();
  });

  it('tells the portal of a sign-out elsewhere, which closes session and pages at once', async () => {
    const browser = await signedIn();
    const other = atSecond(browser);
    const sockets = [await browser.socket(), await other.socket()];
    const closed = Promise.all(sockets.map((socket) => new Promise<string>((resolve) => socket.once('disconnect', resolve))));
    const page = await browser.fetch(`${idp.address}/realms/signalbox/protocol/openid-connect/logout`, { headers: html });
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(await page.text())![1]!;
    const back = await browser.fetch(`${idp.address}/realms/signalbox/protocol/openid-connect/logout/confirm`, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }), headers: html });
    expect(back.status).toBe(303);
    expect((await browser.call('me.read')).status).toBe(401);
    expect(await closed).toEqual(['io server disconnect', 'io server disconnect']);
  });

  it('names somebody the directory does not know: a person is made, with the token\'s roles and no team', async () => {
    const browser = await signedIn('newcomer');
    const me = (await browser.call('me.read')).body;
    expect(me.person).toMatchObject({ id: strangerId('sub-2'), username: 'newcomer' });
    // An agent of no team is an agent nowhere; an empty scope would have meant everywhere.
    expect(me.roles.map((role) => role.key)).toEqual(['requester']);
    expect(await database.collection<{ _id: string }>('people').countDocuments({ _id: strangerId('sub-2') })).toBe(1);
  });

  it('names somebody by another\'s directory id: they are somebody of their own, not that person', async () => {
    const ana = (await (await signedIn()).call('me.read')).body.person;
    expect(ana.id).toBe('ana.silva');
    const me = (await (await signedIn('ana.silva')).call('me.read')).body;
    expect(me.person).toMatchObject({ id: strangerId('sub-3'), username: 'ana.silva', name: 'ana.silva' });
    expect(me.teams).toEqual([]);
  });

  it('names a new account like one that was here before: it is refused, and gets nothing of the other', async () => {
    const people = database.collection<{ _id: string }>('people');
    await people.insertOne({ _id: strangerId('sub-of-before'), username: 'handed-on', name: 'Somebody before', isActive: true } as never);
    await expect(signedIn('handed-on')).rejects.toThrow(/sign-in ended at \/auth\/callback with 403/);
    expect(await people.countDocuments({ username: 'handed-on' })).toBe(1);
  });

  it('ends an account\'s sessions by its own word for the account, whoever that is in the directory', async () => {
    const [agent, newcomer] = [await signedIn(), await signedIn('newcomer')];
    const end = async (subject: string) => (await fetch(`${portal.address}/auth/backchannel-logout`, { method: 'POST', body: new URLSearchParams({ logout_token: await idp.logoutTokenOf(subject) }) })).status;
    // A directory id is not the identity provider's word.
    expect(await end('ana.silva')).toBe(200);
    expect((await agent.call('me.read')).status).toBe(200);
    expect(await end('sub-1')).toBe(200);
    expect((await agent.call('me.read')).status).toBe(401);
    expect((await newcomer.call('me.read')).status).toBe(200);
  });
});

describe('a machine with a bearer token', () => {
  const tokenOf = async (id: string): Promise<string> => {
    const answer = await fetch(`${idp.address}/realms/signalbox/protocol/openid-connect/token`, {
      method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }), headers: { authorization: `Basic ${Buffer.from(`${id}:${id}-secret-0123456789`).toString('base64')}` },
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const ask = (token: string, init: RequestInit = {}) => fetch(`${portal.address}/api/me`, { ...init, headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) } });

  it('is let in when the token is meant for the portal, with the roles it has', async () => {
    const answer = await ask(await tokenOf('reporter'));
    expect(answer.status).toBe(200);
    const me = await answer.json() as { person: { id: string }; roles: { key: string }[]; csrfToken: string };
    expect(me).toMatchObject({ person: { id: strangerId('reporter') }, csrfToken: '' });
    expect(me.roles.map((role) => role.key)).toEqual(['administrator']);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('is refused when the token was made for another product', async () => expect((await ask(await tokenOf('stranger'))).status).toBe(401));

  it.each([
    ['nonsense', () => 'nonsense'],
    ['a token without signature', (good: string) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${good.split('.')[1]}.`],
    ['a token with another signature', (good: string) => `${good.slice(0, -6)}AAAAAA`],
    ['a token signed by an unknown key', (good: string) => `${Buffer.from('{"alg":"RS256","kid":"other"}').toString('base64url')}.${good.split('.').slice(1).join('.')}`],
    ['a token whose content was changed', (good: string) => { const [head, , tail] = good.split('.'); return `${head}.${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(good.split('.')[1]!, 'base64url').toString()) as object, preferred_username: 'admin' })).toString('base64url')}.${tail}`; }],
  ])('is refused with %s', async (_, forge) => expect((await ask(forge(await tokenOf('reporter')))).status).toBe(401));

  it('is refused with a token that ran out', async () => {
    const token = await tokenOf('reporter');
    await expired();
    expect((await ask(token)).status).toBe(401);
  });

  it('writes without a CSRF token, which only guards cookies', async () => {
    const token = await tokenOf('reporter');
    const answer = await fetch(`${portal.address}/api/demo/clear`, { method: 'POST', body: JSON.stringify({ confirm: 'clear' }), headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } });
    expect(answer.status).toBe(200);
  });

  it('counts as itself even when a session cookie comes along', async () => {
    const browser = await signedIn();
    const answer = await browser.fetch('/api/me', { headers: { authorization: 'Bearer nonsense' } });
    expect(answer.status).toBe(401);
    expect((await browser.call('me.read')).status).toBe(200);
  });
});
