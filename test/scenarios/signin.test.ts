import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import mongoose from 'mongoose';
import { joinRoom, portalClient } from '../builders/portal-client.ts';
import { patienceMs } from '../setup/eventually.ts';
import { freshMongoUri } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

let portal: PortalProcess;
let database: mongoose.Connection;
const html = { accept: 'text/html' };

beforeAll(async () => {
  portal = await startPortalProcess({ MONGODB_URI: freshMongoUri('signin') });
  database = await mongoose.createConnection(portal.env['MONGODB_URI']!).asPromise();
});
afterAll(async () => {
  await portal?.remove();
  await database?.dropDatabase();
  await database?.close();
});

/** Walks to the identity provider's page and picks an account, but stops before the callback: the address with the code. */
async function codeFor(browser: ReturnType<typeof portalClient>, account: string): Promise<URL> {
  const page = await browser.follow('/auth/login', { headers: html });
  const body = await page.response.text();
  const id = new RegExp(`value="([^"]+)" data-account="${account}"`).exec(body)![1]!;
  const action = /<form method="post" action="([^"]+)"/.exec(body)![1]!;
  const end = await browser.follow(new URL(action, page.url).href, { method: 'POST', body: new URLSearchParams({ account: id }), headers: html }, (url) => url.pathname === '/auth/callback');
  expect(end.url.pathname).toBe('/auth/callback');
  return end.url;
}

describe('signing in', () => {
  it('tells who the person is, and keeps only an httpOnly cookie in the browser', async () => {
    const browser = portalClient(portal.address);
    const address = await codeFor(browser, 'agent');
    const answer = await browser.fetch(address.href);
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('signalbox.sid='))!;
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    const me = await browser.call('me.read');
    expect(me.body).toMatchObject({ person: { id: 'ana.silva', username: 'agent' }, teams: ['network'] });
    expect(me.body.roles.map((role) => role.key)).toEqual(['requester', 'agent']);
    expect(JSON.stringify(me.body) + [...browser.cookies.values()].join()).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
    expect(me.headers.get('cache-control')).toBe('no-store');
  });

  it('answers strangers 401 as JSON and never redirects a call', async () => {
    const answer = await portalClient(portal.address).call('me.read');
    expect(answer.status).toBe(401);
    expect(answer.error).toMatchObject({ code: 'SIGN_IN_NEEDED', family: 'invalid', requestId: answer.headers.get('x-request-id') });
  });

  it('changes the session id, so that a planted one stays a stranger\'s', async () => {
    const victim = portalClient(portal.address);
    const address = await codeFor(victim, 'agent');
    const planted = victim.cookies.get('signalbox.sid')!;
    await victim.fetch(address.href);
    expect(victim.cookies.get('signalbox.sid')).not.toBe(planted);
    const attacker = portalClient(portal.address);
    attacker.cookies.set('signalbox.sid', planted);
    expect((await attacker.call('me.read')).status).toBe(401);
  });

  it('does not sign a victim in by a code and state that somebody else started', async () => {
    const address = await codeFor(portalClient(portal.address), 'admin');
    const victim = portalClient(portal.address);
    await victim.fetch('/auth/login');
    const answer = await victim.fetch(address.href, { headers: html });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Sign in again');
    expect((await victim.call('me.read')).status).toBe(401);
  });

  it.each([
    ['a made-up state', (url: URL) => url.searchParams.set('state', 'A'.repeat(43))],
    ['a state named like a built-in', (url: URL) => url.searchParams.set('state', '__proto__')],
    ['no state', (url: URL) => url.searchParams.delete('state')],
    ['a made-up code', (url: URL) => url.searchParams.set('code', 'B'.repeat(43))],
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'http://127.0.0.1:1/realms/other')],
    ['an error instead of a code', (url: URL) => { url.searchParams.delete('code'); url.searchParams.set('error', 'access_denied'); }],
  ])('refuses a callback with %s', async (_, forge) => {
    const browser = portalClient(portal.address);
    const address = await codeFor(browser, 'agent');
    forge(address);
    const answer = await browser.fetch(address.href, { headers: { accept: 'application/json' } });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: 'SIGN_IN_FAILED' } });
    expect((await browser.call('me.read')).status).toBe(401);
  });

  it('takes a code once', async () => {
    const browser = portalClient(portal.address);
    const address = await codeFor(browser, 'agent');
    await browser.fetch(address.href);
    expect((await browser.call('me.read')).status).toBe(200);
    expect((await browser.fetch(address.href)).status).toBe(400);
  });

  it('lets two tabs sign in side by side', async () => {
    const browser = portalClient(portal.address);
    const first = await browser.fetch('/auth/login');
    await browser.fetch('/auth/login');
    const page = await browser.follow(first.headers.get('location')!, { headers: html });
    const body = await page.response.text();
    const done = await browser.follow(new URL(/action="([^"]+)"/.exec(body)![1]!, page.url).href, { method: 'POST', body: new URLSearchParams({ account: 'ana.silva' }), headers: html }, (url) => url.pathname === '/');
    expect(done.url.pathname).toBe('/');
    expect((await browser.call('me.read')).status).toBe(200);
  });

  it.each([
    ['/work?mine=1#top', '/work?mine=1#top'], ['//evil.example/', '/'], ['/\\evil.example', '/'], ['https://evil.example/', '/'], ['/auth/logout', '/'], ['javascript:alert(1)', '/'], ['/%2F/evil.example', '/%2F/evil.example'],
  ])('sends a person who came for %s to %s', async (wanted, reached) => {
    const browser = portalClient(portal.address);
    const page = await browser.follow(`/auth/login?returnTo=${encodeURIComponent(wanted)}`, { headers: html });
    const body = await page.response.text();
    const callback = await browser.follow(new URL(/action="([^"]+)"/.exec(body)![1]!, page.url).href, { method: 'POST', body: new URLSearchParams({ account: 'ana.silva' }), headers: html }, (url) => url.pathname === '/auth/callback');
    const last = await browser.fetch(callback.url.href);
    expect(last.headers.get('location')).toBe(portal.address + reached);
  });

  it('ignores the address parts other adapters react to', async () => {
    const answer = await portalClient(portal.address).fetch('/api/me?auth_callback=1&code=x&state=y');
    expect(answer.status).toBe(401);
    expect((await portalClient(portal.address).fetch('/k_logout', { method: 'POST', body: 'x' })).status).toBe(404);
  });

  it('keeps tokens sealed at rest', async () => {
    await portalClient(portal.address).signIn('agent');
    const rows = await database.collection('sessions').find({ 'session.person': 'ana.silva' }).toArray();
    expect(rows.length).toBeGreaterThan(0);
    // Head, content and signature with dots between: three letters alone also stand in what is sealed, now and then.
    expect(JSON.stringify(rows)).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
  });

  it('records the beginning of a session as an event of the person', async () => {
    const event = await database.collection('events').findOne({ action: 'session.started', 'refs.id': 'ana.silva' });
    expect(event).toMatchObject({ isConfirmed: true, actor: { kind: 'person', id: 'ana.silva' } });
  });
});

describe('the sign-in page', () => {
  it('lists the accounts by role under a policy without inline code', async () => {
    const page = await portalClient(portal.address).follow('/auth/login', { headers: html });
    const body = await page.response.text();
    for (const account of ['requester', 'agent', 'agent2', 'owner', 'manager', 'manager2', 'admin']) expect(body).toContain(`data-account="${account}"`);
    const policy = page.response.headers.get('content-security-policy')!;
    expect(policy).toMatch(/script-src 'self';/);
    expect(policy).not.toMatch(/unsafe/);
    expect(policy).toMatch(new RegExp(`form-action 'self' ${portal.address}`));
    expect(body).not.toMatch(/<script(?![^>]*src=)/);
    expect(body).not.toMatch(/ on\w+=| style=/);
  });

  it('speaks the reader\'s language', async () => {
    const body = await (await portalClient(portal.address).follow('/auth/login', { headers: html })).response.text();
    const arabic = await portalClient(portal.address);
    const page = await arabic.follow('/auth/login', { headers: html });
    const again = await arabic.fetch(page.url.href, { headers: { 'accept-language': 'ar' } });
    expect(body).toContain('lang="en" dir="ltr"');
    expect(await again.text()).toContain('lang="ar" dir="rtl"');
  });

  it('answers nobody who comes by another name (DNS rebinding)', async () => {
    const { get } = await import('node:http');
    const status = await new Promise<number>((resolve) => get(`${portal.address}/realms/signalbox/.well-known/openid-configuration`, { headers: { host: 'rebound.example' } }, (answer) => { answer.resume(); resolve(answer.statusCode ?? 0); }));
    expect(status).toBe(421);
  });

  it.each([
    ['an address of the network', { PUBLIC_URL: 'http://portal.example:8640' }],
    ['all addresses', { SIGNALBOX_HOST: '0.0.0.0' }],
  ])('refuses to start on %s', async (_, env) => {
    await expect(startPortalProcess({ MONGODB_URI: freshMongoUri('refused'), ...env })).rejects.toThrow(/refuses|loopback/);
  });
});

describe('signing out', () => {
  it('ends the session here and at the identity provider, and closes open pages', async () => {
    const browser = portalClient(portal.address);
    await browser.signIn('agent');
    const socket = await browser.socket();
    expect(await joinRoom(socket, 'tickets')).toEqual({ ok: true });
    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    const old = browser.cookies.get('signalbox.sid')!;
    const answer = await browser.fetch('/auth/logout', { method: 'POST', body: new URLSearchParams({ _csrf: browser.csrf }), headers: html });
    expect(answer.status).toBe(303);
    const page = await browser.follow(answer.headers.get('location')!, { headers: html });
    const body = await page.response.text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(body)![1]!;
    const back = await browser.follow(/action="([^"]+)"/.exec(body)![1]!, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }), headers: html }, (url) => url.pathname === '/');
    expect(back.url.href).toBe(`${portal.address}/`);
    expect(await closed).toBe('io server disconnect');
    browser.cookies.set('signalbox.sid', old);
    expect((await browser.call('me.read')).status).toBe(401);
    const again = await browser.follow('/auth/login', { headers: html }, (url) => url.pathname === '/auth/callback');
    expect(again.url.pathname).toContain('/login/');
  });

  it.each([
    ['no token', {}, {}],
    ['a wrong token', { _csrf: 'x'.repeat(43) }, {}],
    ['another origin', null, { origin: 'https://evil.example' }],
    ['another site', null, { 'sec-fetch-site': 'cross-site' }],
  ])('is refused with %s', async (_, form, headers) => {
    const browser = portalClient(portal.address);
    await browser.signIn('agent');
    const answer = await browser.fetch('/auth/logout', { method: 'POST', body: new URLSearchParams(form ?? { _csrf: browser.csrf }), headers: { accept: 'application/json', ...headers } as Record<string, string> });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { code: 'CSRF_REFUSED' } });
    expect((await browser.call('me.read')).status).toBe(200);
  });

  it('is no link: a GET changes nothing', async () => {
    const browser = portalClient(portal.address);
    await browser.signIn('agent');
    expect((await browser.fetch('/auth/logout')).status).toBe(404);
    expect((await browser.call('me.read')).status).toBe(200);
  });

  it('does not believe a forged back-channel token', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = [part({ alg: 'none' }), part({ iss: `${portal.address}/realms/signalbox`, aud: 'signalbox-portal', sub: 'ana.silva', iat: Math.floor(Date.now() / 1000), events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }), ''].join('.');
    for (const token of [forged, 'nonsense', '']) {
      const answer = await fetch(`${portal.address}/auth/backchannel-logout`, { method: 'POST', body: new URLSearchParams({ logout_token: token }), headers: { accept: 'application/json' } });
      expect(answer.status).toBe(400);
    }
    expect((await fetch(`${portal.address}/auth/backchannel-logout`, { method: 'POST', body: new URLSearchParams({ logout_token: 'x'.repeat(20_000) }), headers: { accept: 'application/json' } })).status).toBe(413);
  });
});

describe('accounts', () => {
  it('a person switched off in the directory gets no further', async () => {
    const browser = portalClient(portal.address);
    await browser.signIn('clara');
    await database.collection<{ _id: string }>('people').updateOne({ _id: 'clara.roth' }, { $set: { isActive: false } });
    try {
      await expect.poll(async () => (await browser.call('me.read')).error?.code, { timeout: patienceMs }).toBe('ACCOUNT_INACTIVE');
      expect((await browser.call('me.read')).status).toBe(403);
    } finally {
      await database.collection<{ _id: string }>('people').updateOne({ _id: 'clara.roth' }, { $set: { isActive: true } });
    }
  });

  it('a scope changed in the directory holds for the next request', async () => {
    const browser = portalClient(portal.address);
    await browser.signIn('sara');
    expect((await browser.call('me.read')).body.roles.find((role) => role.key === 'agent')?.scope.teams).toEqual(['service-desk']);
    await database.collection<{ _id: string }>('people').updateOne({ _id: 'sara.lind' }, { $set: { 'assignments.1.scope.teams': ['applications'] } });
    await expect.poll(async () => (await browser.call('me.read')).body.roles.find((role) => role.key === 'agent')?.scope.teams, { timeout: patienceMs }).toEqual(['applications']);
  });
});

describe('a restart', () => {
  it('ends no session, here or at the identity provider', async () => {
    const browser = portalClient(portal.address);
    await browser.signIn('manager');
    await portal.end('SIGKILL');
    await portal.start();
    expect((await browser.call('me.read')).body.person.id).toBe('mia.larsen');
    const single = await browser.follow('/auth/login', { headers: html }, (url) => url.pathname === '/auth/callback');
    expect(single.url.pathname).toBe('/auth/callback');
  });
});
