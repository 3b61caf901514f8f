/** Who finds what behind the portal's doors: the menu by role, and what a stranger or the wrong role is told. */
import { describe, expect, test, vi } from 'vitest';
import { testBrowser, type Account } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import type { Page } from 'playwright-core';

vi.setConfig({ testTimeout: 600_000 });

const menuOf = (page: Page): Promise<string[]> =>
  page.getByRole('navigation', { name: 'Main menu' }).first().getByRole('link').evaluateAll((links) => links.map((link) => (link.getAttribute('aria-label') ?? '').replace(/,.*$/, '')));

describe('the doors of the portal', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('each role finds its own menu', async () => {
    const requester = await people.as('requester');
    await requester.shot('home-requester');
    expect(await menuOf(requester.page)).toEqual(['Signalbox', 'Home', 'My requests', 'Approvals']);
  });

  test('a stranger is answered 401 and the wrong role 403, as JSON with a code', async () => {
    const stranger = await fetch(`${portal.address()}/api/tickets`);
    expect([stranger.status, stranger.headers.get('content-type')?.split(';')[0], (await stranger.json() as { error: { code: string } }).error.code]).toEqual([401, 'application/json', 'SIGN_IN_NEEDED']);
    const asked: [Account, string][] = [['requester', '/api/dead-letters'], ['agent', '/api/dead-letters']];
    for (const [account, path] of asked) {
      const visitor = await people.as(account);
      visitor.expectFault(/^403 GET \/api\/dead-letters$/, 'the page asks for what the role may not see');
      const answer = await visitor.page.evaluate(async (address) => { const got = await fetch(address); return { status: got.status, body: await got.json() as unknown }; }, path);
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'NOT_ALLOWED' } } });
    }
  });
});
