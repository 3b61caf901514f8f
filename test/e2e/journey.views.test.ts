/** Lists as one makes them one's own: views kept, shared and opened with, a row beside the list, several at once, and what was done taken back. */
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import type { Page } from 'playwright-core';
import { phone, testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { barriersOn } from './parts/axe.parts.ts';
import { expectSpoken } from './parts/language.parts.ts';
import { eventually, readApi } from './parts/page.wait.ts';
import { fillIn, nextPanel, openFromList, openTicket, press, stateOf, toldOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 600_000 });

const tabs = (page: Page) => page.getByRole('navigation', { name: 'Views' });
const current = (page: Page): Promise<string> => tabs(page).locator('[aria-current="page"]').innerText();
const address = ({ page }: Visitor): URLSearchParams => new URL(page.url()).searchParams;

describe('the views of a list', () => {
  const portal = testPortal({ hasTickets: 'some' });
  const people = testBrowser(() => portal.address());

  const atTickets = async (who: Parameters<typeof people.as>[0], path = '/tickets', visit: Parameters<typeof people.as>[1] = {}): Promise<Visitor> => {
    const visitor = await people.as(who, { ...visit, path });
    await visitor.page.locator('nav [data-view]').first().waitFor();
    return visitor;
  };

  test('a filter becomes a view, is changed, saved over, reset, opened with and removed, on every device', async () => {
    const name = unique('Normal');
    const agent = await atTickets('agent');
    const { page } = agent;
    await eventually(() => tabs(page).getByRole('link').allInnerTexts()).toEqual(['All', 'Mine', "My teams'", 'Unassigned', 'Breaching today']);
    await tabs(page).getByRole('link', { name: 'Breaching today' }).click();
    await eventually(() => address(agent).toString()).toBe('due=today&sort=due&view=breaching');
    await page.getByText('due today or overdue').waitFor();
    await page.goto('/tickets?priority=P3');
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByLabel('Name').fill(name);
    await page.keyboard.press('Enter');
    await eventually(() => current(page)).toBe(name);
    const id = address(agent).get('view');
    expect(address(agent).get('priority')).toBe('P3');
    await eventually(() => page.getByRole('button', { name: 'Reset' }).count()).toBe(0);

    const search = page.getByRole('textbox', { name: 'Search tickets' });
    await search.fill('Video');
    await page.getByRole('button', { name: 'Save as' }).waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await eventually(() => address(agent).get('q')).toBe(null);
    await eventually(() => search.inputValue()).toBe('');
    await search.fill('Video');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await eventually(() => page.getByRole('button', { name: 'Save as' }).count()).toBe(0);
    await agent.shot('views-saved');
    expect(await barriersOn(page)).toEqual([]);

    await page.getByRole('button', { name: `View ${name}: more` }).click();
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/api/view-shelves/tickets') && answer.ok()), page.getByRole('menuitem', { name: 'Open the list with this' }).click()]);
    const again = await people.as('agent', { path: '/tickets' });
    await eventually(() => address(again).get('view')).toBe(id);
    expect(address(again).get('q')).toBe('Video');
    await tabs(again.page).getByRole('link', { name: 'All' }).click();
    await eventually(() => current(again.page)).toBe('All');
    await eventually(() => address(again).toString()).toBe('view=all');

    await page.getByRole('button', { name: `View ${name}: more` }).click();
    await page.getByRole('menuitem', { name: 'Remove view' }).click();
    // Pointed at, it stays.
    await page.getByText(`View ${name} removed.`).hover();
    await agent.shot('views-undo');
    await page.keyboard.press('Control+z');
    await eventually(() => tabs(page).getByRole('link', { name }).count()).toBe(1);
    await eventually(() => current(page)).toBe(name);
  });

  test('a view shared with a team stands before its people, and its address works for everybody', async () => {
    const name = unique('Urgent');
    const agent = await atTickets('agent', '/tickets?view=all&priority=P1');
    await agent.page.getByRole('button', { name: 'Save view' }).click();
    await agent.page.getByLabel('Name').fill(name);
    await agent.page.getByLabel('Who sees it').click();
    await agent.page.locator('.ant-select-item-option', { hasText: 'Network' }).click();
    await agent.shot('views-dialog');
    await agent.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await eventually(() => current(agent.page)).toBe(name);
    const path = new URL(agent.page.url()).pathname + new URL(agent.page.url()).search;
    await agent.page.goto('/alarms');
    await agent.page.getByRole('button', { name: 'Search or do anything' }).click();
    await agent.page.getByRole('combobox', { name: 'A ticket, a person, a page, an action' }).fill(name);
    await agent.page.getByRole('option', { name }).waitFor();
    await agent.page.keyboard.press('Enter');
    await eventually(() => current(agent.page), { message: 'by the command bar' }).toBe(name);
    const manager = await atTickets('manager', path);
    await eventually(() => current(manager.page)).toBe(name);
    const requester = await people.as('requester', { path });
    await requester.page.getByText('priority is P1').waitFor();
    expect(address(requester).get('priority')).toBe('P1');
  });

  test('a name that is taken is told, and what was typed is still there', async () => {
    const name = unique('Twice');
    const agent = await atTickets('agent', '/tickets?view=all&q=twice');
    agent.expectFault(/^422 POST \/api\/views$/, 'the name is taken');
    const save = async (): Promise<void> => {
      await agent.page.getByRole('button', { name: 'Save view' }).click();
      await agent.page.getByLabel('Name').fill(name);
      await agent.page.keyboard.press('Enter');
    };
    await save();
    await eventually(() => current(agent.page)).toBe(name);
    await agent.page.goto('/tickets?view=all&q=thrice');
    await save();
    await agent.page.getByText(`You have a view named ${name} on this list already.`).waitFor();
    await eventually(() => agent.page.getByLabel('Name').inputValue()).toBe(name);
  });

  /** Tickets nobody has, of the team, with a word of their own. */
  async function opened(word: string, count: number): Promise<void> {
    const requester = await people.as('requester');
    for (let n = 1; n <= count; n++) await openTicket(requester.page, { title: `${word} ${n}`, object: 'sw-core-1' });
  }
  const rows = (page: Page) => page.locator('[data-ticket]');
  const tasksOf = async (page: Page, key: string): Promise<(string | null)[]> => (await readApi<{ tasks: { assignee: string | null }[] }>(page, `/api/tickets/${key}`)).tasks.map(({ assignee }) => assignee);

  test('a ticket stands beside its list, is walked by keys, claimed there and taken back', async () => {
    const word = unique('Peek');
    await opened(word, 2);
    const agent = await atTickets('agent', `/tickets?view=all&q=${word}`);
    const { page } = agent;
    await eventually(() => rows(page).count()).toBe(2);
    await page.keyboard.press('j');
    await page.keyboard.press('Space');
    const first = await rows(page).first().getAttribute('data-ticket') ?? '';
    const second = await rows(page).nth(1).getAttribute('data-ticket') ?? '';
    const peek = page.getByRole('complementary', { name: /beside the list/ });
    await eventually(() => address(agent).get('peek')).toBe(first);
    await peek.getByRole('button', { name: 'Claim' }).waitFor();
    await agent.shot('peek');
    expect(await barriersOn(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await eventually(() => address(agent).get('peek')).toBe(second);
    await page.reload();
    await eventually(() => peek.getAttribute('data-peek')).toBe(second);

    await page.keyboard.press('c');
    await page.getByText(`${second} claimed.`).hover();
    await eventually(() => tasksOf(page, second)).toEqual(['ana.silva']);
    await page.keyboard.press('Control+z');
    await page.getByText('Taken back.').waitFor();
    await eventually(() => tasksOf(page, second)).toEqual([null]);

    await page.keyboard.press('Escape');
    await eventually(() => address(agent).get('peek')).toBe(null);
    await page.goBack();
    await eventually(() => address(agent).get('peek')).toBe(second);
    const small = await people.as('agent', { path: `/tickets?peek=${first}`, viewport: phone });
    await eventually(() => new URL(small.page.url()).pathname, { message: 'on a phone it is the page itself' }).toBe(`/tickets/${first}`);
  });

  test('a ticket that was resolved is taken back by the keyboard, also a while later and in another window, with what was typed', async () => {
    const word = unique('Resolved');
    await opened(word, 1);
    const agent = await atTickets('agent', `/tickets?view=all&category=all&q=${word}`);
    const key = await openFromList(agent.page, `${word} 1`);
    const { page } = agent;
    await press(page, 'Claim');
    await fillIn(page, 'Cause', 'A loose plug');
    await press(page, 'Resolve');
    await page.getByText(`${key} is done.`).hover();
    await eventually(() => stateOf(page).getAttribute('data-category')).toBe('resolved');
    await agent.shot('taken-back-offered');
    expect(await barriersOn(page)).toEqual([]);
    await page.keyboard.press('Control+z');
    await page.getByText('Taken back.').waitFor();
    await eventually(() => stateOf(page).getAttribute('data-category')).toBe('open');
    await eventually(() => nextPanel(page).getByLabel('Cause').inputValue()).toBe('A loose plug');
    await eventually(async () => (await toldOf(page, 'ticket.reopened')).length).toBe(1);

    // The page that closes it is closed at once: it is closed all the same, and can be taken back elsewhere.
    await press(page, 'Resolve');
    await page.close();
    const again = await people.as('agent', { path: `/tickets/${key}` });
    await eventually(() => stateOf(again.page).getAttribute('data-category')).toBe('resolved');
    const takeBack = nextPanel(again.page).getByRole('button', { name: 'Take it back' });
    await takeBack.waitFor();
    await again.shot('taken-back-later');
    await takeBack.press('Enter');
    await eventually(() => stateOf(again.page).getAttribute('data-category')).toBe('open');
    await eventually(() => nextPanel(again.page).getByLabel('Cause').inputValue()).toBe('A loose plug');
  });

  test('several are selected by keys, claimed with a result each, saved as a file, and taken back unless somebody was faster', async () => {
    const word = unique('Bulk');
    await opened(word, 3);
    const agent = await atTickets('agent', `/tickets?view=all&q=${word}`);
    const { page } = agent;
    await eventually(() => rows(page).count()).toBe(3);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    await page.getByText('3 selected').waitFor();
    const keys = await rows(page).evaluateAll((found) => found.map((row) => row.getAttribute('data-ticket') ?? ''));
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);
    const lines = readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n');
    expect(lines.slice(1).map((line) => line.split(',')[0]?.replaceAll('"', '')).sort()).toEqual([...keys].sort());
    await agent.shot('bulk');
    expect(await barriersOn(page)).toEqual([]);

    // Somebody is faster with one of them.
    const lin = await people.as('lin', { locale: 'en', path: `/tickets/${keys[1]}` });
    await lin.page.getByRole('button', { name: 'Claim' }).click();
    await eventually(() => tasksOf(page, keys[1]!)).toEqual(['lin.chen']);
    await page.getByRole('toolbar').getByRole('button', { name: 'Claim' }).click();
    await page.getByText('2 tickets claimed.').hover();
    await page.getByText('2 of 3 done').waitFor();
    await eventually(() => page.locator(`[data-result-key="${keys[1]}"]`).getAttribute('data-result')).toBe('nothing');
    await agent.shot('bulk-results');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back.').waitFor();
    await eventually(async () => [await tasksOf(page, keys[0]!), await tasksOf(page, keys[1]!), await tasksOf(page, keys[2]!)]).toEqual([[null], ['lin.chen'], [null]]);
  });

  test('columns are chosen and kept, the keys are told, and a narrow filter is saved as a file', async () => {
    const agent = await atTickets('agent', '/tickets?view=all&category=all');
    const { page } = agent;
    await rows(page).first().waitFor();
    await page.getByRole('button', { name: 'Columns, export, keys' }).click();
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/api/view-shelves/tickets') && answer.ok()), page.getByRole('menuitem', { name: 'Team' }).click()]);
    await page.getByRole('columnheader', { name: 'Team' }).waitFor();
    await agent.shot('columns');
    // Counted before: the demonstration company may still be getting its tickets.
    const { total } = await readApi<{ total: number }>(page, '/api/tickets?limit=1');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Save the list as CSV' }).click()]);
    expect(readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n').length - 1).toBeGreaterThanOrEqual(total);
    const again = await atTickets('agent', '/tickets?view=all&category=all');
    await again.page.getByRole('columnheader', { name: 'Team' }).waitFor();
    await again.page.keyboard.press('?');
    await again.page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await again.shot('keys');
  });

  test('alarm groups are saved as a file, too, and their filter as a view', async () => {
    const name = unique('Closed');
    const { page } = await people.as('agent', { path: '/alarms?show=all' });
    await page.getByRole('button', { name: 'Save view' }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);
    const groups = await readApi<{ items: unknown[] }>(page, '/api/alarm-groups?limit=200');
    expect(readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n')).toHaveLength(groups.items.length + 1);
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByLabel('Name').fill(name);
    await page.keyboard.press('Enter');
    await eventually(() => current(page)).toBe(name);
  });

  // The last: the language stays with the account.
  test('in Arabic, in Chinese, in the dark and on a phone they read as they should', async () => {
    const word = unique('Read');
    await opened(word, 2);
    const keyOf = (page: Page): Promise<string> => rows(page).first().getAttribute('data-ticket').then((key) => key ?? '');
    for (const [locale, viewport] of [['ar', undefined], ['zh', undefined], ['zh', phone], ['ar', phone]] as const) {
      const { page, shot } = await atTickets('agent', `/tickets?view=all&q=${word}`, { locale, ...(viewport ? { viewport } : {}) });
      await rows(page).nth(1).waitFor();
      if (!viewport) {
        await page.goto(`/tickets?view=all&q=${word}&peek=${await keyOf(page)}`);
        await page.locator('aside [data-task]').waitFor();
        await rows(page).nth(1).waitFor();
        await page.keyboard.press('x');
        await page.getByRole('toolbar').waitFor();
      }
      await expectSpoken(page, locale);
      await page.emulateMedia({ colorScheme: 'dark' });
      await shot(`views-${locale}-dark`);
      expect(await barriersOn(page)).toEqual([]);
      await eventually(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(1);
    }
  });
});
