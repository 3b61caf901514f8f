/** A process owner has a flow send a message and wait for one; another system sends that, by a token with this one right. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { chooseLanguage, phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { portalClient } from '../builders/portal-client.ts';
import { askToPublish, dropOnLine, openFlow, problemsOf, sidePanel, stepOn, whenSavedAndChecked } from './parts/canvas.parts.ts';
import { eventually } from './parts/page.wait.ts';
import { tokenLog } from './parts/run.parts.ts';
import { openTicket } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 300_000 });

describe('a flow and another system', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('tell each other: the flow sends a message that is kept, and waits for one that a program sends', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    const { page } = owner;
    await openFlow(page, 'Incident');
    const wait = await dropOnLine(page, 'wait-message', 'start-form-to-handle', 0.3);
    await sidePanel(page).getByLabel('Message', { exact: false }).first().fill('parts.arrived');
    await sidePanel(page).getByLabel('Key').fill('=ticket.key');
    await sidePanel(page).getByLabel('Variable for what it carries').fill('parts');
    const send = await dropOnLine(page, 'throw-message', 'start-form-to-handle', 0.3);
    const name = unique('parts.wanted').replaceAll(' ', '-');
    await sidePanel(page).getByLabel('Name', { exact: true }).first().fill('Order parts');
    await sidePanel(page).getByLabel('Message', { exact: false }).first().fill('alarm.firing');
    await sidePanel(page).getByLabel('Key').fill('=ticket.key');
    await sidePanel(page).getByRole('button', { name: 'Add a value' }).click();
    await sidePanel(page).getByRole('textbox', { name: 'Value: value1' }).fill('=ticket.title');
    await sidePanel(page).getByLabel('Kept for').fill('P90D');
    await eventually(async () => (await problemsOf(page)).codes.toSorted()).toEqual(expect.arrayContaining(['message-alarms', 'message-ttl']));
    await owner.shot('messages-wrong');
    await sidePanel(page).getByLabel('Message', { exact: false }).first().fill(name);
    await sidePanel(page).getByLabel('Kept for').fill('P7D');
    await whenSavedAndChecked(page);
    await owner.shot('messages-panel');
    for (const locale of ['zh', 'ar'] as const) {
      await chooseLanguage(page, locale);
      await page.emulateMedia({ colorScheme: locale === 'ar' ? 'dark' : 'light' });
      await stepOn(page, send).click();
      await owner.shot(`messages-${locale}`);
    }
    await page.setViewportSize(phone);
    await owner.shot('messages-ar');
    await page.setViewportSize({ width: 1440, height: 900 });
    await chooseLanguage(page, 'en');
    await page.emulateMedia({ colorScheme: 'light' });
    const publish = await askToPublish(page);
    await publish.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.locator('header').getByText('Version 2', { exact: true }).waitFor();

    const agent = await people.as('agent');
    const title = unique('Fan is broken');
    const ticket = await openTicket(agent.page, { title, object: 'sw-core-2' });
    await eventually(async () => (await tokenLog(agent.page, ticket)).filter(({ type, node }) => type === 'enter' && node === wait).length).toBe(1);

    const admin = portalClient(portal.address());
    await admin.signIn('admin');
    await eventually(async () => (await admin.call('messages.kept', {})).body.items.filter((item) => item.name === name)).toMatchObject([{ key: ticket }]);
    const { body: { value } } = await admin.call('apiTokens.make', { body: { name: 'Parts store', scopes: ['message.send'] } });
    const answer = await fetch(`${portal.address()}/api/messages`, { method: 'POST', headers: { authorization: `Bearer ${value}`, 'content-type': 'application/json' }, body: JSON.stringify({ name: 'parts.arrived', key: ticket, data: { fans: 2 }, dedupeId: randomUUID() }) });
    expect([answer.status, await answer.json()]).toMatchObject([202, { state: 'delivered' }]);
    await eventually(async () => (await tokenLog(agent.page, ticket)).filter(({ type, data }) => type === 'variables' && JSON.stringify(data).includes('"parts"')).map(({ data }) => data)).toEqual([{ set: { parts: { fans: 2 } } }]);
    await eventually(async () => (await tokenLog(agent.page, ticket)).filter(({ type, node }) => type === 'enter' && node === 'handle').length).toBe(1);
    await agent.shot('messages-ticket');
  });
});
