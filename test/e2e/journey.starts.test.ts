/** A process owner has a flow begin by a schedule and by a message: sees when it will come, publishes, pauses it; a program sends the message, and a ticket is there. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { chooseLanguage, phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { portalClient } from '../builders/portal-client.ts';
import { askToPublish, openFlow, problemsOf, sidePanel, stepOn, whenSavedAndChecked } from './parts/canvas.parts.ts';
import { eventually } from './parts/page.wait.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 300_000 });

describe('a flow that begins by itself', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('shows its next times while it is drawn, is published and paused, and opens a ticket for a message', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    const { page } = owner;
    await openFlow(page, 'Incident');
    const panel = sidePanel(page);
    await stepOn(page, 'start-alarm').click();
    await panel.getByRole('radio', { name: 'A schedule' }).check();
    await eventually(async () => (await problemsOf(page)).codes).toContain('start-schedule-missing');
    await stepOn(page, 'start-alarm').click();
    const choose = async (label: string, option: string) => {
      await panel.getByRole('combobox', { name: label }).click();
      await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText(option, { exact: true }).click();
    };
    await choose('How often', 'On days of the week');
    await panel.locator('[data-preview="5"]').waitFor();
    await panel.getByLabel('Times of day').fill('08:00, 25:00');
    await panel.getByText('a time of day is needed, such as 08:00').waitFor();
    await owner.shot('starts-wrong');
    await panel.getByLabel('Times of day').fill('08:00, 16:30');
    await panel.locator('[data-preview="5"] time').nth(4).waitFor();
    await owner.shot('starts-schedule');
    const name = unique('parts.ordered').replaceAll(' ', '-');
    await stepOn(page, 'start-form').click();
    await panel.getByRole('radio', { name: 'A message' }).check();
    await panel.getByLabel('Message', { exact: false }).last().fill(name);
    await panel.getByLabel('Only when').fill('amount > 10');
    await panel.getByLabel('Title').fill('="Order " + number');
    await whenSavedAndChecked(page);
    await owner.shot('starts-message');
    for (const locale of ['zh', 'ar'] as const) {
      await chooseLanguage(page, locale);
      await page.emulateMedia({ colorScheme: locale === 'ar' ? 'dark' : 'light' });
      await stepOn(page, 'start-alarm').click();
      await page.locator('[data-preview="5"]').waitFor();
      await owner.shot(`starts-schedule-${locale}`);
    }
    await page.setViewportSize(phone);
    await owner.shot('starts-schedule-ar');
    await page.setViewportSize({ width: 1440, height: 900 });
    await chooseLanguage(page, 'en');
    await page.emulateMedia({ colorScheme: 'light' });
    const publish = await askToPublish(page);
    await publish.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.locator('header').getByText('Version 2', { exact: true }).waitFor();

    const admin = portalClient(portal.address());
    await admin.signIn('admin');
    const { body: { value } } = await admin.call('apiTokens.make', { body: { name: 'Shop', scopes: ['message.send'] } });
    const send = async (data: object) => {
      const answer = await fetch(`${portal.address()}/api/messages`, { method: 'POST', headers: { authorization: `Bearer ${value}`, 'content-type': 'application/json' }, body: JSON.stringify({ name, data, dedupeId: randomUUID() }) });
      return [answer.status, (await answer.json() as { state: string }).state];
    };
    const number = unique('A7');
    expect([await send({ number, amount: 5 }), await send({ number, amount: 50 })]).toEqual([[202, 'kept'], [202, 'begun']]);
    await eventually(async () => (await admin.call('tickets.list', { query: { q: number, limit: 10 } })).body.items.map(({ title }) => title)).toEqual([`Order ${number}`]);

    await page.locator('[data-action="starts"]').click();
    const begins = page.locator('[data-start="start-alarm"]');
    await begins.locator('[data-next="5"]').waitFor();
    await page.getByText(`By the message ${name}`).waitFor();
    await owner.shot('starts-drawer');
    await begins.getByRole('button', { name: 'Pause' }).click();
    await begins.getByText(/^Paused by/).waitFor();
    await page.setViewportSize(phone);
    await owner.shot('starts-drawer');
    await begins.getByRole('button', { name: 'Go on' }).click();
    await begins.locator('[data-next="5"]').waitFor();
  });
});
