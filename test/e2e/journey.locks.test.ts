/** A process owner has a step share a lock, two tickets come to it, and an administrator frees it by force. */
import { describe, expect, test, vi } from 'vitest';
import { chooseLanguage, phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { askToPublish, openFlow, problemsOf, sidePanel, stepOn, whenSavedAndChecked } from './parts/canvas.parts.ts';
import { eventually } from './parts/page.wait.ts';
import { openTicket } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 300_000 });

describe('a step that shares a lock with other runs', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('is done by one ticket at a time; who waits is told for whom, and the lock can be freed by force', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    const { page } = owner;
    await openFlow(page, 'Incident');
    await stepOn(page, 'diagnose').click();
    await sidePanel(page).getByLabel('One at a time across runs').fill('router:7');
    await sidePanel(page).getByLabel('Which one').fill('="r" + "7"');
    await sidePanel(page).getByLabel('Waits at most').fill('soon');
    await eventually(async () => (await problemsOf(page)).codes.toSorted()).toEqual(expect.arrayContaining(['lock-limit', 'lock-name']));
    await owner.shot('lock-wrong');
    await sidePanel(page).getByLabel('One at a time across runs').fill('router');
    await sidePanel(page).getByLabel('Waits at most').fill('P1D');
    await whenSavedAndChecked(page);
    for (const locale of ['zh', 'ar'] as const) {
      await chooseLanguage(page, locale);
      await page.emulateMedia({ colorScheme: locale === 'ar' ? 'dark' : 'light' });
      await stepOn(page, 'diagnose').click();
      await page.locator('[data-lock]').scrollIntoViewIfNeeded();
      await owner.shot(`lock-panel-${locale}`);
    }
    await chooseLanguage(page, 'en');
    await page.emulateMedia({ colorScheme: 'light' });
    const publish = await askToPublish(page);
    await publish.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.locator('header').getByText('Version 2', { exact: true }).waitFor();

    const agent = await people.as('agent');
    const first = await openTicket(agent.page, { title: unique('Router is slow'), object: 'sw-core-2' });
    const second = await openTicket(agent.page, { title: unique('Router drops packets'), object: 'sw-core-2' });
    await agent.page.goto(`${portal.address()}/tickets/${second}`);
    const wait = agent.page.locator('[data-lock-wait="router:r7"]').first();
    await eventually(() => wait.textContent()).toMatch(new RegExp(`^Waits for router:r7, held by ${first} since .+ · next in turn$`));
    await agent.shot('lock-ticket');
    await agent.page.goto(`${portal.address()}/tickets/${second}/flow`);
    await eventually(() => wait.textContent()).toContain(first);
    await agent.shot('lock-run');
    await agent.page.setViewportSize(phone);
    await agent.shot('lock-run-phone');

    const admin = await people.as('admin', { path: '/runs/locks' });
    const row = admin.page.locator('[data-lock="router:r7"]');
    await eventually(() => row.textContent()).toContain(second);
    await admin.shot('locks');
    for (const locale of ['zh', 'ar'] as const) {
      await chooseLanguage(admin.page, locale);
      await admin.page.emulateMedia({ colorScheme: locale === 'ar' ? 'dark' : 'light' });
      await row.waitFor();
      await admin.shot(`locks-${locale}`);
    }
    await admin.page.setViewportSize(phone);
    await admin.shot('locks-phone');
    await admin.page.setViewportSize({ width: 1440, height: 900 });
    await chooseLanguage(admin.page, 'en');
    await row.locator('[data-act="free"]').click();
    await admin.page.getByLabel('Reason').fill('The work is done, the task was left open.');
    await admin.shot('locks-free');
    await admin.page.locator('[data-do="free"]').click();
    await eventually(() => row.textContent()).toMatch(new RegExp(`${second}.*Nobody`));
    await agent.page.goto(`${portal.address()}/tickets/${second}`);
    await eventually(() => wait.count()).toBe(0);
    await agent.page.goto(`${portal.address()}/tickets/${first}`);
    await agent.page.getByText('took the lock router:r7').first().waitFor();
  });
});
