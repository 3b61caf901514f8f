/** A process owner has a flow make a document; the requester finds it on the ticket. An agent links two tickets by hand. An administrator looks at kept messages and removes one. */
import { describe, expect, test, vi } from 'vitest';
import { chooseLanguage, desk, phone, testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { portalClient } from '../builders/portal-client.ts';
import { readPdf } from '../setup/pdf.ts';
import { askToPublish, choose, dropOnLine, openFlow, sidePanel, stepOn, whenSavedAndChecked } from './parts/canvas.parts.ts';
import { eventually, readApi } from './parts/page.wait.ts';
import { openTicket } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 400_000 });

/** The same in Chinese and dark, and in Arabic on a phone; back to English after. */
async function shots(visitor: Visitor, place: string, before: () => Promise<void> = async () => undefined): Promise<void> {
  const { page } = visitor;
  await visitor.shot(place);
  for (const locale of ['zh', 'ar'] as const) {
    await chooseLanguage(page, locale);
    await page.emulateMedia({ colorScheme: locale === 'zh' ? 'dark' : 'light' });
    if (locale === 'ar') await page.setViewportSize(phone);
    await before();
    await visitor.shot(`${place}-${locale}`);
  }
  await page.setViewportSize(desk);
  await page.emulateMedia({ colorScheme: 'light' });
  await chooseLanguage(page, 'en');
}

/** Facts stand beside a ticket, and on a phone under a tab of their own, the last. */
async function toFacts(page: Visitor['page'], selector: string): Promise<void> {
  if ((page.viewportSize()?.width ?? 0) < 1000) await page.getByRole('tab').last().click();
  await page.locator(selector).first().scrollIntoViewIfNeeded();
}

describe('a flow makes a document', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('and people find it on the ticket, in the words of the step', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    const { page } = owner;
    await openFlow(page, 'Incident');
    const input = (name: string) => sidePanel(page).locator(`[data-input="${name}"]`).first();
    const step = await dropOnLine(page, 'activity', 'start-form-to-handle', 0.3);
    await input('url').waitFor();
    await choose(page, sidePanel(page).getByLabel('What is done'), 'Make a document');
    await sidePanel(page).getByText('Makes a PDF of the ticket or of a text').waitFor();
    await choose(page, input('content').getByRole('combobox').last(), 'A text of this step');
    await sidePanel(page).getByText('more settings').click();
    for (const group of ['title', 'text']) await input(group).locator('summary').click();
    await input('title').locator('[data-input="en"]').getByRole('textbox').fill('About {what}');
    await input('text').locator('[data-input="en"]').getByRole('textbox').fill('# What we know\n\n**{what}**\n\n- it is looked at\n\n{facts}');
    await input('values').getByRole('button').click();
    await input('values').getByLabel('Name').fill('what');
    await input('values').getByLabel('Value: what').fill('=ticket.title');
    await input('values').getByRole('button', { name: 'Add a value' }).click();
    await input('values').getByLabel('Name').last().fill('facts');
    await input('values').getByLabel('Value: facts').fill('=[{part: "Fan", count: 2}]');
    await whenSavedAndChecked(page);
    await shots(owner, 'paper-panel', async () => { if ((page.viewportSize()?.width ?? 0) > 1000) await stepOn(page, step).click(); });
    const publish = await askToPublish(page);
    await publish.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.locator('header').getByText('Version 2', { exact: true }).waitFor();

    const requester = await people.as('requester');
    const title = unique('Fan <b>is</b> loud');
    const key = await openTicket(requester.page, { title, object: 'sw-core-2' });
    const card = requester.page.locator('[data-file$=".pdf"]').first();
    await card.locator('[data-mark="flow"]').waitFor();
    expect(await card.getAttribute('data-file')).toBe(`${key} About ${title.replace(/[<>/]/g, '_')}.pdf`);
    const [file] = (await readApi<{ items: { id: string }[] }>(requester.page, `/api/tickets/${key}/files`)).items;
    const bytes = await requester.page.evaluate(async (id) => [...new Uint8Array(await (await fetch(`/api/files/${id}/content`)).arrayBuffer())], file!.id);
    const { text } = await readPdf(Uint8Array.from(bytes));
    for (const said of ['What we know', title, 'it is looked at', 'Fan', 'Made by the flow of this ticket', key]) expect(text).toContain(said);
    await toFacts(requester.page, '[data-mark="flow"]');
    await shots(requester, 'paper-ticket', () => toFacts(requester.page, '[data-mark="flow"]'));
  });

  test('and an agent links two tickets by hand, and takes that back', async () => {
    const [requester, agent] = [await people.as('requester'), await people.as('agent')];
    const [one, other] = [unique('Switch is hot'), unique('Room is hot')];
    const key = await openTicket(requester.page, { title: one, object: 'sw-core-2' });
    const cause = await openTicket(requester.page, { title: other, object: 'sw-core-2' });
    const { page } = agent;
    await page.goto(`/tickets/${key}`);
    await page.getByRole('button', { name: 'Link a ticket' }).click();
    const dialog = page.getByRole('dialog', { name: `Link ${key} with another ticket` });
    await dialog.getByLabel('Ticket').fill(other);
    await page.getByRole('option', { name: cause }).or(page.locator('.ant-select-item-option', { hasText: cause })).last().click();
    await choose(page, dialog.getByLabel('It is'), 'what caused this one');
    await agent.shot('links-dialog');
    await dialog.getByRole('button', { name: 'Link', exact: true }).click();
    const row = page.getByRole('complementary').locator('[data-link="causedBy"]');
    await row.getByText(cause).waitFor();
    await row.scrollIntoViewIfNeeded();
    await row.hover();
    await shots(agent, 'links-ticket', () => toFacts(page, '[data-link]'));
    await requester.page.goto(`/tickets/${cause}`);
    await requester.page.locator('[data-link="causes"]').getByText(key).waitFor();
    expect(await requester.page.getByRole('button', { name: 'Link a ticket' }).count()).toBe(0);
    await requester.page.getByRole('tab', { name: 'Timeline' }).click();
    await requester.page.getByText(`noted that ${cause} caused ${key}`).first().waitFor();
    await requester.shot('links-timeline');

    await row.getByRole('button', { name: `Remove the link with ${cause}` }).click();
    await page.getByRole('tooltip').or(page.locator('.ant-popover')).getByRole('button', { name: 'Remove', exact: true }).click();
    await page.locator('[data-link="causedBy"]').first().waitFor({ state: 'detached' });
    await requester.page.locator('[data-link="causes"]').waitFor({ state: 'detached' });
    await requester.page.getByText(`removed the link between ${key} and ${cause}`).first().waitFor();
  });

  test('and an administrator sees which messages nobody waits for, and removes one', async () => {
    const admin = await people.as('admin', { path: '/settings?section=messages' });
    const { page } = admin;
    await page.getByText('No message is kept').waitFor();
    await admin.shot('kept-none');
    const client = portalClient(portal.address());
    await client.signIn('admin');
    const name = unique('parcel').replaceAll(' ', '.');
    for (const key of ['A7', 'طرد-7', null]) expect((await client.call('messages.send', { body: { name: `${name}.arrived`, key, data: { weight: 3 }, ttl: 'P7D' } })).status).toBe(202);
    await page.reload();
    await eventually(() => page.locator('[data-message]').count()).toBe(3);
    await shots(admin, 'kept-messages');
    await page.getByLabel('Name or key').fill('a7');
    await eventually(() => page.locator('[data-message]').count()).toBe(1);
    await page.getByRole('button', { name: `Remove the message ${name}.arrived` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why').fill('The parcel was lost');
    await admin.shot('kept-remove');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('No kept message has that in its name or key').waitFor();
    await page.goto('/events');
    await page.getByText(`removed the kept message ${name}.arrived: The parcel was lost`).first().waitFor();
  });
});
