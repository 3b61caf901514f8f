/** Signing in with a real Keycloak instead of the embedded provider: same portal, other address. The realm is the one deploy/ ships. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testBrowser, type Visitor } from '#test/setup/browser';
import { startTestKeycloak, type KeycloakAccount, type TestKeycloak } from '#test/setup/keycloak';
import { testPortal } from '#test/setup/portal';
import { freePort } from '#embedded/ports';
import { eventually, readApi } from './parts/page.wait.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const [portalPort, keycloakPort] = [await freePort(), await freePort()];
const portalAddress = `http://127.0.0.1:${portalPort}`;
const clientSecret = randomBytes(24).toString('hex');
/** Like the demonstration company's: the directory knows them by this name. */
const ana: KeycloakAccount = { username: 'agent', firstName: 'Ana', lastName: 'Silva', roles: ['requester', 'agent'], password: randomBytes(9).toString('hex') };
const newcomer: KeycloakAccount = { username: 'nadia', firstName: 'Nadia', lastName: 'Berg', roles: ['requester'], password: randomBytes(9).toString('hex') };
const machines = [{ id: 'reports', secret: randomBytes(16).toString('hex'), isForPortal: true }, { id: 'another-product', secret: randomBytes(16).toString('hex'), isForPortal: false }] as const;
/** Short, so that a token runs out within a test. */
const accessTokenSeconds = 4;

describe('with a real Keycloak', () => {
  let keycloak: TestKeycloak;
  beforeAll(async () => {
    keycloak = await startTestKeycloak(keycloakPort, { portalAddress, clientSecret, accounts: [ana, newcomer], machines, accessTokenSeconds });
  });
  const portal = testPortal({ env: { PORT: String(portalPort), KEYCLOAK_URL: `http://127.0.0.1:${keycloakPort}`, SIGNALBOX_IDP_CLIENT_SECRET: clientSecret, SIGNALBOX_DEMO: 'true', SIGNALBOX_LIVE_REVALIDATE_SECONDS: '2' } });
  const people = testBrowser(() => portal.address());
  afterAll(async () => {
    keycloak?.freeze(false);
    await keycloak?.stop();
  });

  const comesToSignIn = (visitor: Visitor): Promise<void> => visitor.page.waitForURL((url) => url.origin === keycloak.address && url.pathname.endsWith('/protocol/openid-connect/auth'));
  async function typePassword(visitor: Visitor, { username, password }: KeycloakAccount): Promise<void> {
    await visitor.page.locator('#username').fill(username);
    await visitor.page.locator('#password').fill(password);
    await visitor.page.locator('#kc-login').click();
  }
  async function signedIn(account: KeycloakAccount): Promise<Visitor> {
    const visitor = await people.stranger({ path: '/tickets' });
    await comesToSignIn(visitor);
    await typePassword(visitor, account);
    await visitor.page.locator('#page').waitFor();
    return visitor;
  }
  const isOver = (visitor: Visitor): Promise<void> => visitor.page.getByRole('dialog', { name: 'You are signed out' }).waitFor();

  test('a wrong password stays outside, the right one comes to where they wanted, and signing out ends it there too', async () => {
    const agent = await people.stranger({ path: '/tickets' });
    await comesToSignIn(agent);
    await typePassword(agent, { ...ana, password: 'not this one' });
    await agent.page.getByText('Invalid username or password.').first().waitFor();
    await agent.shot('keycloak-sign-in');
    await typePassword(agent, ana);
    await agent.page.locator('#page').waitFor();
    expect(new URL(agent.page.url()).pathname).toBe('/tickets');
    expect(await readApi(agent.page, '/api/me')).toMatchObject({ person: { id: 'ana.silva', name: 'Ana Silva' } });

    await agent.page.locator('button[data-me]').click();
    await agent.page.getByRole('menuitem', { name: 'Sign out' }).click();
    // Its own session is over as well: whoever comes next is asked for a password.
    await comesToSignIn(agent);
    await agent.page.locator('#password').waitFor();
  });

  test('somebody the directory does not know is added to it, with the role of the token', async () => {
    const visitor = await signedIn(newcomer);
    expect(await readApi(visitor.page, '/api/me')).toMatchObject({ person: { username: 'nadia', name: 'Nadia Berg' }, roles: [{ key: 'requester' }] });
  });

  test('a page left open outlives many tokens, and many requests at once refresh without losing the session', async () => {
    const agent = await signedIn(ana);
    for (let round = 0; round < 3; round += 1) {
      await agent.page.waitForTimeout((accessTokenSeconds + 1) * 1_000);
      const statuses = await agent.page.evaluate(async () => (await Promise.all(Array.from({ length: 8 }, () => fetch('/api/me')))).map(({ status }) => status));
      expect(statuses).toEqual(Array(8).fill(200));
    }
  });

  test('an administrator who signs somebody out there ends all of their pages here, live connections included', async () => {
    const [one, two] = [await signedIn(ana), await signedIn(ana)];
    for (const visitor of [one, two]) {
      visitor.expectFault(/^401 (GET|POST) \/api\//, 'the session is over');
      visitor.expectFault(/socket\.io|WebSocket/, 'the live connection ends with the session');
    }
    await keycloak.logOut(ana.username);
    await Promise.all([isOver(one), isOver(two)]);
    await one.shot('keycloak-signed-out');
  });

  test('a Keycloak that stops answering is told as away, and costs nobody the session', async () => {
    const agent = await signedIn(ana);
    agent.expectFault(/^503 (GET|POST) \/api\//, 'Keycloak is stopped by the test');
    agent.expectFault(/socket\.io|WebSocket/, 'nobody can tell whether the session still holds');
    keycloak.freeze(true);
    try {
      await agent.page.waitForTimeout((accessTokenSeconds + 1) * 1_000);
      const answer = await agent.page.evaluate(async () => { const asked = await fetch('/api/me'); return { status: asked.status, body: await asked.json() as unknown }; });
      expect(answer).toMatchObject({ status: 503, body: { error: { code: 'SERVICE_UNAVAILABLE' } } });
    } finally {
      keycloak.freeze(false);
    }
    await eventually(() => agent.page.evaluate(async () => (await fetch('/api/me')).status)).toBe(200);
  });

  test('a program is let in by a token made for the portal, and not by one made for something else', async () => {
    const ask = async (machine: (typeof machines)[number]) => fetch(`${portal.address()}/api/me`, { headers: { authorization: `Bearer ${await keycloak.tokenOf(machine)}` } });
    const letIn = await ask(machines[0]);
    expect(letIn.status).toBe(200);
    expect(await letIn.json()).toMatchObject({ roles: [{ key: 'processOwner' }] });
    expect((await ask(machines[1])).status).toBe(401);
  });
});
