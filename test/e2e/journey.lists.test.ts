/** Finding one's way: filters are places one can go back from, a conversation shows its newest, long lists go on. */
import { describe, expect, test, vi } from 'vitest';
import { testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { eventually, readApi } from './parts/page.wait.ts';
import { openFromList, openTicket, press, stateOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 600_000 });

const total = (visitor: Visitor): Promise<string> => visitor.page.locator('header').getByText(/^\d+ tickets?$/).innerText();
const search = (visitor: Visitor): string => new URL(visitor.page.url()).search;
const isAtEnd = (visitor: Visitor): Promise<boolean> => visitor.page.locator('#page').evaluate((page) => page.scrollHeight - page.scrollTop - page.clientHeight < 4);

describe('finding one\'s way', () => {
  const portal = testPortal({ hasTickets: 'some' });
  const people = testBrowser(() => portal.address());

  test('Back takes out one filter after the other, a search as a whole', async () => {
    const agent = await people.as('agent', { path: '/tickets' });
    await agent.page.locator('[data-ticket]').first().waitFor();
    const start = search(agent);
    await agent.page.getByRole('button', { name: 'Filter', exact: true }).click();
    await agent.page.getByRole('menuitem', { name: 'Priority' }).hover();
    await agent.page.getByRole('menuitem', { name: 'P3, normal' }).click();
    await eventually(() => search(agent)).toContain('priority=P3');
    await agent.page.keyboard.press('Escape');
    const box = agent.page.getByRole('textbox', { name: 'Search tickets' });
    await box.pressSequentially('Video', { delay: 300 });
    await eventually(() => search(agent)).toContain('q=Video');
    await agent.page.locator('[data-ticket]', { hasText: 'Video wall' }).waitFor();
    await eventually(() => total(agent)).toBe('1 ticket');
    await agent.shot('tickets-filtered');
    await agent.page.locator('[data-ticket]', { hasText: 'Video wall' }).getByRole('link').click();
    await agent.page.getByRole('heading', { level: 1, name: 'Video wall' }).waitFor();

    await agent.page.goBack();
    await eventually(() => search(agent)).toContain('q=Video');
    await eventually(() => box.inputValue()).toBe('Video');
    await agent.page.goBack();
    await eventually(() => search(agent)).toBe('?priority=P3');
    await eventually(() => box.inputValue()).toBe('');
    await agent.page.goBack();
    await eventually(() => search(agent)).toBe(start);
    await eventually(() => total(agent)).not.toBe('1 ticket');
  });

  test('every ticket is reached by Tab, and j and k move the same focus', async () => {
    const { page } = await people.as('agent', { path: '/tickets' });
    await page.goto('/tickets?category=all');
    const focused = (): Promise<number> => page.evaluate(() => Number(document.activeElement?.closest('[data-ticket]')?.getAttribute('aria-rowindex') ?? 0));
    await page.locator('[data-ticket]').nth(3).waitFor();
    await page.getByRole('button', { name: 'Columns, export, keys' }).focus();
    await page.keyboard.press('Tab');
    await eventually(() => focused()).toBe(1);
    await page.keyboard.press('j');
    await eventually(() => focused()).toBe(2);
    await page.keyboard.press('j');
    await eventually(() => focused()).toBe(3);
    await page.keyboard.press('k');
    await eventually(() => page.locator('[data-ticket][aria-current]').getAttribute('aria-rowindex')).toBe('2');
    const key = await page.locator('[data-ticket][aria-current]').getAttribute('data-ticket') ?? '';
    await page.keyboard.press('Enter');
    await eventually(() => new URL(page.url()).pathname).toBe(`/tickets/${key}`);
  });

  test('the alarm console and the work of a team go on past their first page', async () => {
    const name = unique('Flood');
    const alarms = await portal.alertmanager();
    const agent = await people.as('agent', { path: '/alarms' });
    const before = await readApi<{ team: number }>(agent.page, '/api/inbox/counts');
    // With an end, and far off: without one they would be over after five minutes.
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    await alarms.post(Array.from({ length: 54 }, (_, at) => ({ labels: { alertname: name, instance: `host-${at}`, severity: 'minor' }, annotations: { summary: `${name} on host-${at}` }, endsAt })));
    await eventually(async () => (await readApi<{ items: unknown[] }>(agent.page, `/api/alarm-groups?state=firing&limit=100&q=${name}`)).items.length, { timeout: 150_000, message: 'groups that fire' }).toBe(54);
    await eventually(async () => (await readApi<{ team: number }>(agent.page, '/api/inbox/counts')).team, { timeout: 150_000, message: 'tasks of the team' }).toBe(before.team + 54);
    await agent.page.reload();
    // Those of the demonstration fire too.
    const { firing } = await readApi<{ firing: number }>(agent.page, '/api/inbox/counts');
    const groups = agent.page.locator('[data-group]');
    await eventually(() => groups.count()).toBe(50);
    await agent.page.getByText('The first 50 are shown').waitFor();
    await agent.shot('alarms-more');
    await agent.page.getByRole('button', { name: 'Show more' }).click();
    // A group that changed between the two pages stands behind "new".
    const news = agent.page.getByRole('button', { name: /^\d+ new$/ });
    await eventually(async () => {
      if (await news.count() > 0) await news.click({ timeout: 2_000 }).catch(() => undefined);
      return groups.count();
    }).toBe(firing);
    expect(new Set(await groups.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-group')))).size, 'each once').toBe(firing);
    await eventually(() => agent.page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
    await agent.page.locator('#page').evaluate((page) => { page.scrollTop = 0; });
    for (let moved = 0; moved < 30; moved++) await agent.page.keyboard.press('j');
    await eventually(() => agent.page.locator('[data-group][aria-current]').evaluate((row) => { const { top, bottom } = row.getBoundingClientRect(); return top >= 0 && bottom < innerHeight + 2; }), { message: 'the current row is in sight' }).toBe(true);

    await agent.page.goto('/work?scope=team');
    const { team } = await readApi<{ team: number }>(agent.page, '/api/inbox/counts');
    await agent.page.getByText(`50 of ${team} are shown`).waitFor();
    await agent.page.getByRole('button', { name: 'Show more' }).click();
    await eventually(() => agent.page.locator('[data-task-row]').count()).toBe(team);
    await agent.shot('work-more');
  });

  test('a conversation opens at its newest, follows it there, and counts what comes while one reads further up', async () => {
    const title = unique('Talk');
    const requester = await people.as('requester');
    const key = await openTicket(requester.page, { title, object: 'sw-core-1' });
    const agent = await people.as('agent', { path: '/tickets' });
    await openFromList(agent.page, title);
    await press(agent.page, 'Claim');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    const say = async (visitor: Visitor, text: string): Promise<void> => {
      await visitor.page.getByRole('textbox', { name: 'Message' }).fill(text);
      await visitor.page.getByRole('button', { name: 'Send' }).click();
      await visitor.page.locator('li', { hasText: text }).first().waitFor();
      await eventually(() => visitor.page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('');
    };
    for (let n = 1; n <= 8; n++) await say(agent, `Line ${n} of what I found\n${'More about it.\n'.repeat(3)}`);
    await eventually(() => isAtEnd(agent), { message: 'follows what one wrote oneself' }).toBe(true);
    await agent.page.goto(`/tickets/${key}`);
    await agent.page.getByText('Line 8 of what I found').waitFor();
    await eventually(() => isAtEnd(agent), { message: 'opens at the newest' }).toBe(true);
    await agent.shot('ticket-newest');
    await eventually(() => agent.page.getByText('Line 8 of what I found').isVisible()).toBe(true);

    await agent.page.locator('#page').evaluate((page) => { page.scrollTop = 0; });
    await say(requester, 'And now it works again');
    const news = agent.page.getByRole('button', { name: '1 new message' });
    await news.waitFor();
    expect(await isAtEnd(agent), 'the page stays where it was').toBe(false);
    await agent.shot('ticket-unseen');
    await news.click();
    await eventually(() => isAtEnd(agent)).toBe(true);
    await news.waitFor({ state: 'detached' });
    await say(requester, 'Thank you');
    await agent.page.getByText('Thank you').waitFor();
    await eventually(() => isAtEnd(agent), { message: 'follows while one is there' }).toBe(true);
    await eventually(() => agent.page.getByRole('button', { name: /new message/ }).count()).toBe(0);
  });
});
