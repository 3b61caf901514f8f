/** An administrator lets another system hear of tickets: makes a webhook, takes its secret down, tries it, sees in the log what the receiver said, and sends again what it did not take. */
import { afterAll, describe, expect, test, vi } from 'vitest';
import { desk, phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { isSigned, startWebhookReceiver } from '#test/setup/webhook-receiver';
import { barriersOn } from './parts/axe.parts.ts';
import { expectSpoken, wordsOf } from './parts/language.parts.ts';
import { eventually, readApi } from './parts/page.wait.ts';
import { openTicket } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 300_000 });
const receiver = await startWebhookReceiver();
afterAll(() => receiver.stop());

describe('webhooks', () => {
  const portal = testPortal({ env: { SIGNALBOX_ALLOWED_LOOPBACK: `127.0.0.1:${receiver.port}` } });
  const people = testBrowser(() => portal.address());

  test('one is made, tried, told of a ticket, and what its receiver did not take is sent again', async () => {
    const admin = await people.as('admin', { path: '/settings?section=webhooks' });
    const { page } = admin;
    await page.getByText('No webhook yet').waitFor();
    await admin.shot('webhooks-empty');
    await page.getByRole('button', { name: 'New webhook' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Chat of the desk');
    await page.getByLabel('Address', { exact: true }).fill('http://chat.example.org/hook');
    await page.getByRole('button', { name: 'Tickets', exact: true }).click();
    admin.expectFault(/^422 POST \/api\/webhooks$/, 'an address without encryption is refused');
    await page.getByRole('button', { name: 'Make webhook' }).click();
    await page.getByText('A webhook needs an https address; chat.example.org would be called without encryption.').waitFor();
    await page.reload();
    await eventually(() => page.getByLabel('Name', { exact: true }).inputValue()).toBe('Chat of the desk');
    await page.getByLabel('Address', { exact: true }).fill(receiver.url);
    await admin.shot('webhook-form');
    await page.getByRole('button', { name: 'Make webhook' }).click();

    const secret = await page.locator('[data-webhook-secret]').innerText();
    expect(secret).toMatch(/^whsec_/);
    await admin.shot('webhook-secret');
    await page.getByRole('button', { name: 'I have it' }).click();
    await page.waitForURL((url) => !['new', null].includes(url.searchParams.get('webhook')));
    const id = new URL(page.url()).searchParams.get('webhook')!;
    expect(JSON.stringify(await readApi(page, `/api/webhooks/${id}`)), 'it is shown once').not.toContain(secret);

    await page.getByRole('button', { name: 'Send a test' }).click();
    const sent = (type: string) => page.locator(`[data-delivery-type="${type}"]`);
    await sent('webhook.test').and(page.locator('[data-delivery-state="sent"]')).waitFor();
    expect(receiver.received.at(-1)).toMatchObject({ parsed: { type: 'webhook.test' } });
    expect(await isSigned(receiver.received.at(-1)!, secret)).toBe(true);

    receiver.mood(503);
    const requester = await people.as('requester');
    const key = await openTicket(requester.page, { title: unique('Heard outside'), object: 'sw-core-2' });
    await page.locator('[data-webhook-state="failing"]').waitFor();
    const opened = sent('ticket.opened');
    await opened.getByText('answered 503').waitFor();
    await opened.getByRole('button', { name: 'Show' }).click();
    await opened.getByText('answered 503', { exact: true }).last().waitFor();
    await eventually(() => opened.locator('[data-outcome="again"]').count()).toBeGreaterThan(0);
    await admin.shot('webhook-failing');
    receiver.mood(200);
    // It is tried again by itself, too: then there is nothing left to press.
    await eventually(async () => { const again = opened.getByRole('button', { name: 'Try now' }); if (await again.isVisible()) await again.click({ timeout: 2_000 }).catch(() => undefined); return opened.getAttribute('data-delivery-state'); }).toBe('sent');
    await page.locator('[data-webhook-state="on"]').waitFor();
    const messages = receiver.received.filter(({ parsed }) => parsed.type === 'ticket.opened');
    expect(new Set(messages.map((message) => message.id)).size).toBe(1);
    expect(messages.at(-1)!.parsed).toMatchObject({ data: { ticket: { key, url: `${portal.address()}/tickets/${key}` } } });

    await opened.getByRole('button', { name: 'Send again' }).click();
    await eventually(() => receiver.received.filter((message) => message.id === messages[0]!.id).length).toBeGreaterThan(messages.length);
    await page.getByText('Given up', { exact: true }).last().click();
    await page.getByText('None of these').waitFor();
    expect(new URL(page.url()).searchParams.get('log')).toBe('failed');
    expect(await barriersOn(page)).toEqual([]);

    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByText('All', { exact: true }).last().click();
    await sent('webhook.test').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await admin.shot('webhook-dark');
    await page.getByRole('link', { name: 'All webhooks' }).click();
    await page.getByText('How to check the signature').click();
    await page.getByText('Every library of Standard Webhooks does this.').waitFor();
    await admin.shot('webhooks-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await admin.shot('webhooks');
    await page.getByRole('link', { name: 'Chat of the desk' }).click();

    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.locator('[data-webhook-state="off"]').waitFor();
    await eventually(() => readApi(page, '/api/events?family=settings')).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ action: 'webhook.changed' }), expect.objectContaining({ action: 'webhook.made' })]) as unknown });
  });

  test.each(['zh', 'ar'] as const)('in %s, on a desk and on a phone', async (locale) => {
    const words = await wordsOf(locale);
    for (const viewport of [desk, phone]) {
      const admin = await people.as('admin', { path: '/settings?section=webhooks', locale, viewport });
      await admin.page.goto('/settings?section=webhooks');
      await admin.page.getByRole('link', { name: 'Chat of the desk' }).click();
      await admin.page.getByRole('button', { name: words.t('webhook.test'), exact: true }).waitFor();
      await admin.page.getByRole('button', { name: words.t('delivery.show') }).first().click();
      await admin.page.getByRole('heading', { name: words.t('delivery.body') }).waitFor();
      await eventually(() => admin.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      await expectSpoken(admin.page, locale);
      await admin.shot(`webhook-${locale}`);
      await admin.page.getByRole('button', { name: words.t('webhook.edit'), exact: true }).click();
      await admin.page.getByRole('button', { name: words.t('webhook.save'), exact: true }).waitFor();
      await expectSpoken(admin.page, locale);
      await admin.shot(`webhook-form-${locale}`);
    }
  });
});
