/** What people are told: a ticket's whole story in the mailbox, without a reload; an approval answered by its link on a phone by somebody who is not signed in. */
import { describe, expect, test, vi } from 'vitest';
import { desk, phone, testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { expectSpoken, wordsOf } from './parts/language.parts.ts';
import { eventually, readApi } from './parts/page.wait.ts';
import { fillIn, openTicket, press, stateOf, toldOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 600_000 });

describe('the mailbox', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  const rowsOf = (visitor: Visitor, key: string) => visitor.page.locator('[data-notice]', { hasText: new RegExp(`${key}\\b`) });
  const kindsOf = (visitor: Visitor, key: string) => rowsOf(visitor, key).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-kind')));
  /** New rows wait to be pressed. */
  async function showNew({ page }: Visitor): Promise<void> {
    const button = page.getByRole('button', { name: /^\d+ new$/ });
    if (await button.isVisible()) await button.click({ timeout: 2_000 }).catch(() => undefined);
  }
  const eventuallyTold = (visitor: Visitor, key: string) => eventually(async () => { await showNew(visitor); return kindsOf(visitor, key); });

  /** A ticket on sw-core-2 that its agent has claimed. */
  async function claimed(title: string): Promise<{ key: string; requester: Visitor; agent: Visitor }> {
    const requester = await people.as('requester');
    const key = await openTicket(requester.page, { title, object: 'sw-core-2' });
    const agent = await people.as('agent', { path: `/tickets/${key}` });
    await press(agent.page, 'Claim');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    return { key, requester, agent };
  }

  test('tells a ticket\'s whole story to each of its people, live; a notice is read with its attempts, and what is not wanted is not told', async () => {
    const { key, requester, agent } = await claimed(unique('Story'));
    const mailbox = await people.as('requester', { path: '/mailbox' });
    await mailbox.page.getByText('Nothing here yet').waitFor();
    await mailbox.shot('mailbox-empty');

    await fillIn(agent.page, 'Question to the requester', 'May we cut the link for a minute?');
    await press(agent.page, 'Ask the requester');
    await eventuallyTold(mailbox, key).toEqual(['question.asked']);
    await eventually(() => mailbox.page.locator('[data-bell]').getAttribute('data-bell')).toBe('1');
    await rowsOf(mailbox, key).first().getByRole('link').click();
    const letter = mailbox.page.locator('[data-letter]');
    await letter.getByText('May we cut the link for a minute?').waitFor();
    await mailbox.page.getByText(/Kept here .* it would have gone to rosa\.keller@/).waitFor();
    await mailbox.page.locator('[data-outcome="sent"]').waitFor();
    await eventually(() => mailbox.page.locator('[data-bell]').getAttribute('data-bell')).toBe('0');
    await mailbox.shot('mailbox-question');

    await letter.locator('[data-letter-action]').click();
    await fillIn(mailbox.page, 'Your answer', 'Yes, any time.');
    await press(mailbox.page, 'Answer');
    const told = await people.as('agent', { path: '/mailbox' });
    await eventuallyTold(told, key).toContain('question.answered');
    await rowsOf(told, key).filter({ hasText: 'Answered' }).getByRole('link').click();
    await told.page.locator('[data-letter]').getByText('Yes, any time.').waitFor();

    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    await fillIn(agent.page, 'Cause', 'A loose plug');
    await press(agent.page, 'Resolve');
    await mailbox.page.goto('/mailbox');
    await eventuallyTold(mailbox, key).toEqual(['ticket.resolved', 'question.asked']);
    await mailbox.page.keyboard.press('j');
    await mailbox.page.locator('[data-letter]').getByRole('heading', { name: 'Your ticket is resolved' }).waitFor();
    expect(new URL(mailbox.page.url()).searchParams.get('notice')).toMatch(/^n/);
    await mailbox.page.keyboard.press('Escape');
    await mailbox.page.getByText('Choose a notice to read it').waitFor();

    await mailbox.page.getByRole('button', { name: 'What I am told' }).first().click();
    await mailbox.page.getByRole('checkbox', { name: 'A message on a ticket of mine' }).uncheck();
    await mailbox.shot('mailbox-told');
    await mailbox.page.getByRole('button', { name: 'Save' }).click();
    await mailbox.page.getByText('Saved. It holds from now on.').waitFor();
    expect(await readApi(mailbox.page, '/api/me')).toMatchObject({ person: { unsubscribed: ['ticket.commented'] } });

    const admin = await people.as('admin', { path: `/mailbox?scope=all&ticket=${key}` });
    await eventually(() => kindsOf(admin, key)).toEqual(expect.arrayContaining(['ticket.resolved', 'question.answered', 'question.asked']));
    await rowsOf(admin, key).first().getByRole('link').click();
    await admin.page.locator('[data-letter]').waitFor();
    await admin.shot('mailbox-all');
    await admin.page.goto('/settings?section=notices');
    const rule = admin.page.locator('[data-rule="ticket.resolved"]');
    await rule.getByRole('checkbox', { name: 'The watchers' }).check();
    await rule.getByText('Changed here').waitFor();
    await admin.shot('notice-rules');
    await rule.getByRole('button', { name: 'As shipped again' }).click();
    await eventually(() => rule.getByRole('checkbox', { name: 'The watchers' }).isChecked()).toBe(false);
    await requester.page.close();
  });

  test('has the link of an approval: opened on a phone without signing in it decides nothing, a rejection asks for its reason, and it is used once', async () => {
    const { key, agent } = await claimed(unique('ByLink'));
    await fillIn(agent.page, 'Repair plan', 'Restart the interface');
    await agent.page.locator('input[id$="interfaceIndex"]').fill('2');
    await press(agent.page, 'Ask for a repair');
    await eventually(() => stateOf(agent.page).innerText()).toBe('Awaiting approval');
    const manager = await people.as('manager', { path: '/mailbox' });
    await eventuallyTold(manager, key).toEqual(['approval.asked']);
    await rowsOf(manager, key).first().getByRole('link').click();
    const link = await manager.page.locator('[data-letter-action]').getAttribute('href') ?? '';
    expect(link).toContain('/approve/a');
    await manager.shot('mailbox-approval');

    const onPhone = await people.stranger({ viewport: phone, path: new URL(link).pathname });
    await onPhone.page.locator('[data-approve="open"]').waitFor();
    await onPhone.page.getByRole('heading', { name: 'Repair interface 2 of sw-core-2: Restart the interface' }).waitFor();
    await eventually(() => onPhone.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await onPhone.shot('approve-open');
    expect(await stateOf(agent.page).innerText(), 'looking decides nothing').toBe('Awaiting approval');
    await onPhone.page.locator('[data-outcome="rejected"]').click();
    await onPhone.page.getByRole('alert').getByText('A rejection needs a reason.').waitFor();
    await eventually(() => onPhone.page.evaluate(() => document.activeElement?.id)).toBe('approve-reason');
    await onPhone.page.keyboard.type('Not before noon.');
    await onPhone.page.reload();
    await eventually(() => onPhone.page.locator('#approve-reason').inputValue()).toBe('Not before noon.');
    await onPhone.page.locator('[data-outcome="rejected"]').click();
    await onPhone.page.getByRole('heading', { name: /Your answer was taken: Reject/ }).waitFor();
    await onPhone.shot('approve-done');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    await eventually(async () => (await toldOf(agent.page, 'approval.decided'))[0] ?? '').toMatch(/^Mia Larsen answered Approve the repair with Reject\w*, by mail link/);

    onPhone.expectFault(/409|approval-links/, 'a used link is refused');
    await onPhone.page.reload();
    await onPhone.page.locator('[data-approve="over"]').getByText('This link was used already').waitFor();
    await onPhone.shot('approve-used');
    onPhone.expectFault(/404|approval-links/, 'a link that was changed is none');
    await onPhone.page.goto(`${new URL(link).pathname.slice(0, -3)}xyz`);
    await onPhone.page.getByText('This link is not one of ours').waitFor();
  });

  test('speaks Chinese and Arabic, wide and narrow, light and dark', async () => {
    for (const locale of ['zh', 'ar'] as const) {
      const texts = await wordsOf(locale);
      const reader = await people.as('manager', { locale, path: '/mailbox' });
      const { key, agent } = await claimed(unique('Languages'));
      await fillIn(agent.page, 'Repair plan', 'Restart the interface');
      await agent.page.locator('input[id$="interfaceIndex"]').fill('2');
      await press(agent.page, 'Ask for a repair');
      await eventually(async () => (await readApi<{ items: unknown[] }>(reader.page, `/api/notices?ticket=${key}`)).items.length).toBe(1);
      await reader.page.reload();
      await eventually(() => kindsOf(reader, key)).toEqual(['approval.asked']);
      await rowsOf(reader, key).first().getByRole('link').click();
      const link = await reader.page.locator('[data-letter-action]').getAttribute('href') ?? '';
      await reader.page.locator('[data-letter]').waitFor();
      await reader.page.getByRole('heading', { level: 1, name: texts.t('mailbox.title') }).waitFor();
      await expectSpoken(reader.page, locale);
      await reader.shot(`${locale}-mailbox`);
      await reader.page.emulateMedia({ colorScheme: 'dark' });
      await reader.page.setViewportSize(phone);
      await reader.page.locator('[data-letter]').scrollIntoViewIfNeeded();
      await reader.shot(`${locale}-mailbox-dark`);
      await reader.page.getByRole('button', { name: texts.t('mailbox.back') }).click();
      await reader.page.locator('[data-notice]').first().waitFor();
      await reader.shot(`${locale}-mailbox-list-dark`);
      const byLink = await people.stranger({ viewport: phone, path: new URL(link).pathname });
      await byLink.page.locator('[data-approve="open"]').waitFor();
      await byLink.page.locator(`html[lang^="${locale}"]`).waitFor({ state: 'attached' });
      await expectSpoken(byLink.page, locale);
      await byLink.shot(`${locale}-approve`);
      await byLink.page.emulateMedia({ colorScheme: 'dark' });
      await byLink.page.setViewportSize(desk);
      await byLink.shot(`${locale}-approve-dark`);
    }
  });
});
