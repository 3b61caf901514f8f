/** Every list says in its address what it lists: narrowed, kept as a view, reloaded, walked by the keyboard, and empty with a way on. */
import { describe, expect, test, vi } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { phone, testBrowser, type Account, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import type { PostedAlert } from '#test/setup/alertmanager';
import { barriersOn } from './parts/axe.parts.ts';
import { expectSpoken } from './parts/language.parts.ts';
import { eventually, markDocument } from './parts/page.wait.ts';
import { openTicket } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 600_000 });

const address = ({ page }: Visitor): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams);
const current = (page: Page): Promise<string> => page.getByRole('navigation', { name: 'Views' }).locator('[aria-current="page"]').innerText();

describe('a list', () => {
  const portal = testPortal({ hasTickets: 'some' });
  const people = testBrowser(() => portal.address());

  /** What is set at one list, and what stands in the address then. */
  const lists: readonly { name: string; who: Account; path: string; narrow: (page: Page) => Promise<void>; says: Record<string, string>; none: string }[] = [
    { name: 'my work', who: 'agent', path: '/work', narrow: (page) => page.getByRole('textbox', { name: 'Search tickets' }).fill('zzzz'), says: { q: 'zzzz' }, none: 'Nothing here matches' },
    { name: 'my requests', who: 'requester', path: '/requests/mine', narrow: (page) => page.getByRole('textbox', { name: 'Search my requests' }).fill('zzzz'), says: { q: 'zzzz' }, none: 'None of your requests matches' },
    { name: 'runs', who: 'owner', path: '/runs', narrow: (page) => page.getByRole('textbox', { name: 'Search by ticket' }).fill('zzzz'), says: { q: 'zzzz' }, none: 'No run matches' },
    { name: 'incidents', who: 'owner', path: '/runs/incidents', narrow: (page) => page.getByRole('textbox', { name: 'Search by ticket' }).fill('zzzz'), says: { q: 'zzzz' }, none: 'No incident matches' },
    { name: 'flows', who: 'owner', path: '/flows', narrow: (page) => page.getByRole('textbox', { name: 'Search flows' }).fill('zzzz'), says: { q: 'zzzz' }, none: 'No flow matches' },
    { name: 'alarms', who: 'agent', path: '/alarms', narrow: (page) => page.getByRole('textbox', { name: 'Search alarms' }).fill('zzzz'), says: { q: 'zzzz' }, none: 'No group matches' },
    { name: 'the mailbox', who: 'agent', path: '/mailbox', narrow: (page) => page.getByRole('textbox').first().fill('ZZZ-1'), says: { ticket: 'ZZZ-1' }, none: 'No notice matches' },
    { name: 'people', who: 'admin', path: '/settings?section=people', narrow: (page) => page.getByRole('textbox').first().fill('zzzz'), says: { section: 'people', q: 'zzzz' }, none: 'Nobody fits' },
    { name: 'weekly reports', who: 'admin', path: '/settings?section=reports', narrow: (page) => page.getByRole('textbox', { name: 'Search by owner' }).fill('zzzz'), says: { section: 'reports', q: 'zzzz' }, none: 'No report fits' },
  ];

  test.each(lists)('of $name is narrowed, kept as a view that its address opens, and offers a way on where it finds nothing', async ({ name, who, path, narrow, says, none }) => {
    const visitor = await people.as(who, { path });
    const { page } = visitor;
    await page.getByRole('search').first().waitFor();
    await narrow(page);
    await eventually(() => address(visitor), { message: `the address of ${name}` }).toEqual(says);
    await page.getByRole('button', { name: 'Save view' }).click();
    const title = unique('Mine');
    await page.getByLabel('Name').fill(title);
    await page.keyboard.press('Enter');
    await eventually(() => current(page)).toBe(title);
    await eventually(() => page.getByRole('search').first().getByRole('textbox').first().inputValue()).toBe(Object.values(says).at(-1));
    await visitor.shot(`narrow-${name.replaceAll(' ', '-')}`);
    expect(await barriersOn(page)).toEqual([]);

    const again = await people.as(who, { path: new URL(page.url()).pathname + new URL(page.url()).search });
    await eventually(() => current(again.page)).toBe(title);
    await again.page.getByText(none, { exact: true }).waitFor();
    await again.page.getByRole('button', { name: /^(Clear|Show everybody active)$/ }).last().click();
    await eventually(() => page.getByRole('search').first().isVisible()).toBe(true);
    await eventually(() => Object.values(address(again)).some((value) => /zzz/i.test(value))).toBe(false);
  });

  test('my work: the open task stands in the address, in the order asked for, and new work in between waits to be pressed', async () => {
    const word = unique('Wait');
    const requester = await people.as('requester');
    for (const n of [1, 2]) await openTicket(requester.page, { title: `${word} ${n}`, object: 'sw-core-1' });
    const agent = await people.as('agent', { path: `/work?scope=team&q=${word}&sort=newest` });
    const rows = agent.page.locator('[data-task-row]');
    await eventually(() => rows.count()).toBe(2);
    await eventually(() => rows.first().innerText()).toContain(`${word} 2`);
    await agent.page.keyboard.press('j');
    await agent.page.keyboard.press('Enter');
    await eventually(() => agent.page.locator('[data-task-row][data-open="true"]').count()).toBe(1);
    const task = address(agent)['task'];
    expect(task).toMatch(/^run\//);
    await agent.page.reload();
    await eventually(() => agent.page.locator('[data-task-row][data-open="true"]').innerText()).toContain(`${word} 2`);
    await openTicket(requester.page, { title: `${word} 3`, object: 'sw-core-1' });
    await agent.page.getByRole('button', { name: '1 new' }).waitFor();
    await eventually(() => rows.count()).toBe(2);
    await agent.shot('narrow-work-new');
    await agent.page.getByRole('button', { name: '1 new' }).click();
    await eventually(() => rows.first().innerText()).toContain(`${word} 3`);
    await agent.page.keyboard.press('/');
    await agent.page.keyboard.type('x');
    await eventually(() => address(agent)['q']).toBe(`${word}x`);

    const small = await people.as('agent', { path: `/work?scope=team&q=${word}`, viewport: phone });
    await eventually(() => small.page.locator('[data-task-row]').count()).toBe(3);
    await small.shot('narrow-work');
    expect(await barriersOn(small.page)).toEqual([]);
  });

  test('of dead letters is narrowed to a source by its address', async () => {
    await portal.postWebhook('{"not": "an alert"}');
    const admin = await people.as('admin', { path: '/settings?section=deadLetters&source=alertmanager' });
    await admin.page.locator('[data-letter]').first().waitFor();
    await admin.page.goto('/settings?section=deadLetters&source=nothing-of-it');
    await admin.page.getByText('Everything of this source was understood').waitFor();
    await admin.shot('narrow-letters');
    await admin.page.getByRole('button', { name: 'Clear' }).last().click();
    await eventually(() => address(admin)).toEqual({ section: 'deadLetters' });
    await admin.page.locator('[data-letter]').first().waitFor();
    await admin.page.keyboard.press('j');
    await eventually(() => admin.page.locator('[data-letter][data-current="true"]').count()).toBe(1);
  });

  test('an alarm group stands beside the console: walked by keys, told live, looked at there; on a phone it is its page', async () => {
    const word = unique('Beside');
    const alert = (name: string, part: string): PostedAlert => ({ labels: { alertname: `${word}${name}`, instance: 'sw-core-2', interface: part, severity: 'major' }, annotations: { summary: `${part} of sw-core-2 is down` } });
    const alarms = await portal.alertmanager();
    await alarms.post([alert('One', 'uplink-1'), alert('Two', 'uplink-1')]);
    const agent = await people.as('agent', { path: `/alarms?q=${word}` });
    const { page } = agent;
    const rows = page.locator('[data-group]');
    const peek = page.getByRole('complementary', { name: /beside the list/ });
    // One may come before the other: then it waits to be asked for.
    await eventually(async () => { await page.getByRole('button', { name: '1 new' }).click({ timeout: 100 }).catch(() => undefined); return rows.count(); }).toBe(2);
    const order = (): Promise<string[]> => rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-group') ?? ''));
    const [first, second] = await order();
    const rowOf = (id: string | undefined): Locator => page.locator(`[data-group="${id}"]`);
    await page.keyboard.press('j');
    await page.keyboard.press('Space');
    await eventually(() => address(agent)['peek']).toBe(first);
    await peek.getByText('uplink-1 of sw-core-2 is down').waitFor();
    await peek.getByRole('link', { name: /^INC-/ }).waitFor();
    await agent.shot('narrow-alarm-peek');
    expect(await barriersOn(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await eventually(() => peek.getAttribute('data-peek')).toBe(second);
    await page.keyboard.press('k');
    await eventually(() => peek.getAttribute('data-peek')).toBe(first);
    await page.keyboard.press('j');
    await eventually(() => address(agent)['peek']).toBe(second);
    await page.reload();
    await eventually(() => peek.getAttribute('data-peek')).toBe(second);

    const sameDocument = await markDocument(page);
    await eventually(() => rows.count()).toBe(2);
    // Their tickets came meanwhile, and a reload sorts anew; what comes from now on moves nothing.
    const settled = await order();
    const name = (await peek.getByRole('heading', { level: 2 }).first().innerText()).includes(`${word}One`) ? 'One' : 'Two';
    await alarms.post([alert(name, 'uplink-2'), alert('Three', 'uplink-1')]);
    await peek.getByText('uplink-2 of sw-core-2 is down').waitFor();
    await page.getByRole('button', { name: '1 new' }).waitFor();
    await eventually(() => order()).toEqual(settled);
    await peek.getByRole('button', { name: 'I look at it' }).click();
    await peek.getByTitle('You looks at it').or(peek.getByText('You', { exact: true })).first().waitFor();
    expect(await sameDocument.isStillThere()).toBe(true);

    await page.keyboard.press('Escape');
    await eventually(() => address(agent)).toEqual({ q: word });
    await page.goBack();
    await eventually(() => peek.getAttribute('data-peek')).toBe(second);
    await rowOf(first).getByRole('button', { name: /beside the list/ }).click();
    await eventually(() => peek.getAttribute('data-peek')).toBe(first);
    await rowOf(first).getByRole('link').first().focus();
    await page.keyboard.press('Enter');
    await eventually(() => new URL(page.url()).pathname).toBe(`/alarms/${first}`);
    await page.goBack();
    await eventually(() => peek.getAttribute('data-peek')).toBe(first);
    await page.setViewportSize({ width: 1100, height: 800 });
    await peek.getByRole('link', { name: /^INC-/ }).waitFor();
    await eventually(() => peek.boundingBox(), { message: 'over the list, below the bar of the page' }).toEqual({ x: 620, y: 48, width: 480, height: 752 });
    await agent.shot('narrow-alarm-peek-over');
    expect(await barriersOn(page)).toEqual([]);
    const small = await people.as('agent', { path: `/alarms?q=${word}&peek=${first}`, viewport: phone });
    await eventually(() => new URL(small.page.url()).pathname, { message: 'on a phone it is the page itself' }).toBe(`/alarms/${first}`);
    await small.shot('narrow-alarm-page');

    for (const locale of ['zh', 'ar'] as const) {
      const manager = await people.as('manager', { path: `/alarms?q=${word}&peek=${second}`, locale });
      await manager.page.locator('[data-peek]').getByRole('link', { name: /^INC-/ }).waitFor();
      await expectSpoken(manager.page, locale);
      await manager.page.emulateMedia({ colorScheme: 'dark' });
      // What lies under the pointer is as readable as the rest.
      await manager.page.locator('[data-group]').first().getByRole('link').first().hover();
      await manager.shot(`narrow-alarm-peek-${locale}-dark`);
      expect(await barriersOn(manager.page)).toEqual([]);
    }
  });
});
