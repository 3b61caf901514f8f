/** A process owner has a flow tell the requester, change its ticket and open a request; the requester reads it in the mailbox, and both tickets show their link. */
import { describe, expect, test, vi } from 'vitest';
import { chooseLanguage, phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { askToPublish, choose, dropOnLine, openFlow, sidePanel, stepOn, whenSavedAndChecked } from './parts/canvas.parts.ts';
import { eventually, readApi } from './parts/page.wait.ts';
import { openTicket } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 400_000 });

describe('a process owner lets a flow do things in the portal', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('it tells the requester, raises the priority, opens a request, and links both', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    const { page } = owner;
    await openFlow(page, 'Incident');
    const input = (name: string) => sidePanel(page).locator(`[data-input="${name}"]`).first();

    const open = await dropOnLine(page, 'activity', 'start-form-to-handle', 0.3);
    await input('url').waitFor();
    await choose(page, sidePanel(page).getByLabel('What is done'), 'Open a ticket');
    await sidePanel(page).getByText('Opens another ticket with a flow of its own').waitFor();
    await input('type').getByRole('textbox').fill('');
    await sidePanel(page).getByText('more settings').click();
    await input('item').getByRole('textbox').fill('system-access');
    await choose(page, input('fields').getByLabel('Fields: given as'), 'Formula');
    await input('fields').getByLabel('Fields: formula').fill('{system: "mail", level: "read"}');
    await whenSavedAndChecked(page);
    await owner.shot('steps-open');

    const change = await dropOnLine(page, 'update-ticket', 'start-form-to-handle', 0.3);
    await sidePanel(page).getByLabel('Priority').fill('P9');
    await page.getByText('There is no priority "P9".').first().waitFor();
    await sidePanel(page).getByLabel('Priority').fill('P1');
    await whenSavedAndChecked(page);
    await owner.shot('steps-change');

    const tell = await dropOnLine(page, 'notify', 'start-form-to-handle', 0.3);
    await sidePanel(page).getByLabel('Subject, English').fill('="We look at " + ticket.title');
    await sidePanel(page).getByLabel('Text', { exact: true }).fill('<b>Please</b> leave it switched on.');
    await whenSavedAndChecked(page);
    await owner.shot('steps-notify');
    for (const locale of ['zh', 'ar'] as const) {
      await chooseLanguage(page, locale);
      await page.emulateMedia({ colorScheme: locale === 'ar' ? 'dark' : 'light' });
      for (const [name, step] of [['notify', tell], ['change', change], ['open', open]] as const) {
        await stepOn(page, step).click();
        await owner.shot(`steps-${name}-${locale}`);
      }
    }
    await page.setViewportSize(phone);
    await owner.shot('steps-ar');
    await page.setViewportSize({ width: 1440, height: 900 });
    await chooseLanguage(page, 'en');
    await page.emulateMedia({ colorScheme: 'light' });
    const publish = await askToPublish(page);
    await publish.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.locator('header').getByText('Version 2', { exact: true }).waitFor();

    const requester = await people.as('requester');
    const title = unique('Fan is loud');
    const key = await openTicket(requester.page, { title, object: 'sw-core-2' });
    await eventually(async () => (await readApi<{ priority: string }>(requester.page, `/api/tickets/${key}`)).priority).toBe('P1');
    await requester.page.reload();
    const link = requester.page.locator('[data-link="child"]');
    await link.waitFor();
    await requester.shot('steps-ticket');
    await requester.page.setViewportSize(phone);
    await requester.shot('steps-ticket');
    await requester.page.setViewportSize({ width: 1440, height: 900 });
    await link.getByRole('link').click();
    await requester.page.locator('[data-link="parent"]').getByText(key).waitFor();
    await requester.page.emulateMedia({ colorScheme: 'dark' });
    await chooseLanguage(requester.page, 'ar');
    await requester.shot('steps-request-ar');
    await chooseLanguage(requester.page, 'en');

    await requester.page.goto('/mailbox');
    const row = requester.page.locator('[data-notice][data-kind="flow.told"]', { hasText: key });
    await row.getByRole('link').first().click();
    const letter = requester.page.locator('[data-letter]');
    await letter.getByText(`We look at ${title}`).first().waitFor();
    expect(await letter.getByText('<b>Please</b> leave it switched on.').count()).toBe(1);
    await requester.shot('steps-letter');
  });
});
