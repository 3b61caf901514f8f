/** Who finds what behind the portal's doors: the menu by role, and what a stranger or the wrong role is told. */
import { describe, expect, test, vi } from 'vitest';
import { testBrowser, type Account } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import type { Page } from 'playwright-core';
import { eventually, readApi } from './parts/page.wait.ts';
import { rowInList } from './parts/ticket.parts.ts';

vi.setConfig({ testTimeout: 600_000 });

const menuOf = (page: Page): Promise<string[]> =>
  page.getByRole('navigation', { name: 'Main menu' }).first().getByRole('link').evaluateAll((links) => links.map((link) => (link.getAttribute('aria-label') ?? '').replace(/,.*$/, '')));

describe('the doors of the portal', () => {
  const portal = testPortal({ hasTickets: 'some' });
  const people = testBrowser(() => portal.address());

  test.each<[Account, string[], string[]]>([
    ['requester', ['Home', 'Requests', 'My requests', 'Approvals'], ['/alarms', '/alarms/some-group', '/flows', '/flows/incident', '/events', '/settings']],
    ['agent', ['Home', 'Requests', 'Work', 'Tickets', 'Approvals', 'Alarms', 'Flows', 'Runs', 'Events'], ['/settings', '/settings?section=demo']],
    ['owner', ['Home', 'Requests', 'Tickets', 'Approvals', 'Alarms', 'Insight', 'Flows', 'Runs', 'Events'], ['/settings']],
    ['manager', ['Home', 'Requests', 'Work', 'Tickets', 'Approvals', 'Alarms', 'Insight', 'Flows', 'Runs', 'Events'], ['/settings']],
    ['admin', ['Home', 'Requests', 'Work', 'Tickets', 'Approvals', 'Alarms', 'Insight', 'Flows', 'Runs', 'Events', 'Settings'], []],
  ])('the %s finds their own menu, each entry opens, and what is not for them says so', async (account, entries, forbidden) => {
    const visitor = await people.as(account);
    await eventually(() => menuOf(visitor.page)).toEqual(['Signalbox', ...entries]);
    await visitor.shot(`home-${account}`);
    for (const entry of entries) {
      await visitor.page.getByRole('navigation', { name: 'Main menu' }).first().getByRole('link', { name: new RegExp(`^${entry}(,|$)`) }).click();
      await visitor.page.getByRole('heading', { level: 1 }).waitFor();
      await visitor.page.getByRole('alert').waitFor({ state: 'detached' });
    }
    for (const address of forbidden) {
      // Nothing is asked of the API there: a refused request would fail the test.
      await visitor.page.goto(address);
      await visitor.page.getByRole('heading', { level: 1, name: 'This page is not for your roles' }).waitFor();
      await eventually(() => menuOf(visitor.page)).toHaveLength(entries.length + 1);
    }
    if (forbidden.length > 0) {
      await visitor.shot(`forbidden-${account}`);
      await visitor.page.getByRole('link', { name: 'Go home' }).click();
      await visitor.page.getByRole('heading', { level: 1, name: /^Good / }).waitFor();
    }
  });

  test('the sign-in page has its mark, and nothing it asks for is missing', async () => {
    const stranger = await people.stranger();
    await stranger.page.locator('button[data-account="agent"]').waitFor();
    const icon = await stranger.page.locator('link[rel="icon"]').evaluate(async (link: HTMLLinkElement) => ({ address: link.href }));
    const answer = await fetch(icon.address);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    await stranger.shot('sign-in');
  });

  test('a ticket of people one does not work for is not there, nor is an address that never was', async () => {
    const admin = await people.as('admin', { path: '/tickets?category=all&q=Payment%20run' });
    await rowInList(admin.page, 'Payment run hangs');
    const key = await admin.page.locator('[data-ticket]', { hasText: 'Payment run hangs' }).getAttribute('data-ticket') ?? '';
    const agent = await people.as('agent');
    agent.expectFault(/^404 GET \/api\/tickets\//, 'the ticket belongs to another team');
    await agent.page.goto(`/tickets/${key}`);
    await agent.page.getByRole('heading', { level: 1, name: 'This ticket is not here, or you may not see it' }).waitFor();
    await agent.shot('ticket-not-there');
    await agent.page.goto('/no/such/page');
    await agent.page.getByRole('heading', { level: 1, name: 'There is nothing at this address' }).waitFor();
  });

  test('an address with rubbish in it opens its page without it, and a key may be typed in small letters', async () => {
    const admin = await people.as('admin');
    const { page } = admin;
    for (const [path, heading, left] of [
      ['/tickets?category=nope&sort=zzz', 'Tickets', '/tickets'], ['/events?from=zzz&family=zzz', 'Events', '/events'], ['/work?scope=zzz', 'Work', '/work'],
      ['/mailbox?state=x', 'Mailbox', '/mailbox'], ['/insight/service-levels?from=9999-99-99', 'Service levels', '/insight/service-levels'], ['/tickets/INC-99999999999', 'There is nothing at this address', '/tickets/INC-99999999999'],
    ] as const) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await eventually(() => page.url().slice(portal.address().length), { message: path }).toBe(left);
    }
    const { items } = await readApi<{ items: { key: string; title: string }[] }>(page, '/api/tickets?limit=1');
    await page.goto(`/tickets/${items[0]!.key.toLowerCase()}`);
    await page.getByRole('heading', { level: 1, name: items[0]!.title }).waitFor();
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
