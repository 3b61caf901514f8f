/** A process owner lets an approval be returned to earlier steps; a manager returns one, and whoever did the step reads why, does it again and is asked about once more. */
import { describe, expect, test, vi } from 'vitest';
import { testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { askToPublish, choose, openFlow, sidePanel, stepOn, whenSavedAndChecked } from './parts/canvas.parts.ts';
import { eventually } from './parts/page.wait.ts';
import { fillIn, nextPanel, openTicket, press, toldOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 300_000 });

describe('an approval that is returned', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('goes back to the step the manager chooses, with the reason, and comes again', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    const drawing = owner.page;
    await openFlow(drawing, 'Incident');
    await stepOn(drawing, 'approve').click();
    const returns = sidePanel(drawing).getByRole('group', { name: 'May be returned to' });
    await choose(drawing, returns.locator('.ant-select').first(), 'Some earlier steps');
    await returns.locator('.ant-select').nth(1).click();
    expect(await drawing.locator('.ant-select-item-option').allInnerTexts()).not.toContain('Repaired');
    await drawing.locator('.ant-select-item-option', { hasText: 'Diagnose' }).first().waitFor();
    await drawing.keyboard.press('Escape');
    await returns.scrollIntoViewIfNeeded();
    await owner.shot('returned-panel');
    await choose(drawing, returns.locator('.ant-select').first(), 'Any earlier step');
    await whenSavedAndChecked(drawing);
    const publish = await askToPublish(drawing);
    await publish.getByRole('button', { name: 'Publish', exact: true }).click();
    await drawing.locator('header').getByText('Version 2', { exact: true }).waitFor();

    const agent = await people.as('agent');
    const key = await openTicket(agent.page, { title: unique('Uplink'), object: 'sw-core-2' });
    await press(agent.page, 'Claim');
    await fillIn(agent.page, 'Repair plan', 'Restart the interface');
    await fillIn(agent.page, 'Interface index', '2');
    await press(agent.page, 'Ask for a repair');
    const manager = await people.as('manager', { path: `/tickets/${key}`, viewport: { width: 390, height: 844 } });
    await press(manager.page, 'Return to an earlier step');
    await manager.page.getByLabel('What is to be done there again, and why').fill('Which interface?\n<b>Port 2</b> is not in use.');
    await manager.shot('returned-ask');
    await manager.page.emulateMedia({ colorScheme: 'dark' });
    await manager.shot('returned-ask-dark');
    await manager.page.emulateMedia({ colorScheme: 'light' });
    await manager.page.getByRole('button', { name: 'Return it', exact: true }).click();
    await nextPanel(agent.page).getByText('Returned by Mia Larsen from').waitFor();
    await nextPanel(agent.page).getByText('<b>Port 2</b> is not in use.').waitFor();
    await agent.shot('returned-agent');
    await agent.page.emulateMedia({ colorScheme: 'dark' });
    await agent.shot('returned-agent-dark');
    await agent.page.emulateMedia({ colorScheme: 'light' });
    const lead = await people.as('lin', { path: `/tickets/${key}` });
    await lead.page.locator('[data-returned]').waitFor();
    await lead.shot('returned-zh');
    const reader = await people.as('lin', { path: `/tickets/${key}`, locale: 'ar', viewport: { width: 390, height: 844 } });
    await reader.page.locator('[data-returned]').waitFor();
    await reader.shot('returned-ar');
    await eventually(async () => (await toldOf(agent.page, 'approval.decided')).join('\n')).toContain('Returned to');
    const claim = nextPanel(agent.page).getByRole('button', { name: 'Claim', exact: true });
    if (await claim.count() > 0) await claim.click();
    // What was filled in stands there again.
    await eventually(async () => nextPanel(agent.page).getByLabel('Repair plan', { exact: false }).inputValue()).toBe('Restart the interface');
    await fillIn(agent.page, 'Interface index', '3');
    await press(agent.page, 'Ask for a repair');
    await nextPanel(manager.page).getByRole('button', { name: 'Approve', exact: true }).click();
    await eventually(async () => (await toldOf(agent.page, 'approval.decided')).length).toBe(2);
  });
});

describe('a task that a second person confirms', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('is drawn, completed, sent back, completed again and confirmed; both hear of it', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    const drawing = owner.page;
    await openFlow(drawing, 'Incident');
    await stepOn(drawing, 'diagnose').click();
    const second = sidePanel(drawing).getByRole('group', { name: 'A second person confirms it' });
    await second.getByRole('checkbox', { name: 'A second person confirms it' }).check();
    await choose(drawing, second.locator('.ant-select').nth(1), 'Manager of the ticket’s team');
    await second.scrollIntoViewIfNeeded();
    await whenSavedAndChecked(drawing);
    await owner.shot('second-panel');
    const publish = await askToPublish(drawing);
    await publish.getByRole('button', { name: 'Publish', exact: true }).click();
    await drawing.locator('header').getByText('Version 2', { exact: true }).waitFor();

    const agent = await people.as('agent');
    const key = await openTicket(agent.page, { title: unique('Uplink'), object: 'sw-core-2' });
    await press(agent.page, 'Claim');
    await nextPanel(agent.page).getByText('Once it is completed, it is put to Mia Larsen to confirm.').waitFor();
    await fillIn(agent.page, 'Repair plan', 'Restart the interface');
    await fillIn(agent.page, 'Interface index', '2');
    await agent.shot('second-before');
    await press(agent.page, 'Ask for a repair');
    await nextPanel(agent.page).getByText('Waiting for Mia Larsen').waitFor();
    await nextPanel(agent.page).getByRole('button', { name: 'Take it back' }).waitFor();
    await agent.shot('second-agent');

    const manager = await people.as('manager', { path: `/tickets/${key}`, viewport: { width: 390, height: 844 } });
    await nextPanel(manager.page).getByText('Ana Silva completed it: Ask for a repair').waitFor();
    await nextPanel(manager.page).locator('dl').getByText('Restart the interface').waitFor();
    await press(manager.page, 'Send back');
    await nextPanel(manager.page).getByRole('alert').waitFor();
    await nextPanel(manager.page).getByLabel('Comment (needed to send it back)').fill('Port 2 is <i>not</i> in use.');
    await nextPanel(manager.page).getByRole('button', { name: 'Confirm', exact: true }).scrollIntoViewIfNeeded();
    await manager.shot('second-manager');
    await manager.page.emulateMedia({ colorScheme: 'dark' });
    await manager.shot('second-manager-dark');
    await manager.page.emulateMedia({ colorScheme: 'light' });
    await press(manager.page, 'Send back');
    await nextPanel(agent.page).getByText('Sent back by Mia Larsen').waitFor();
    await agent.shot('second-back');
    await fillIn(agent.page, 'Interface index', '3');
    await press(agent.page, 'Ask for a repair');
    const lead = await people.as('lin', { path: `/tickets/${key}` });
    await lead.page.locator('[data-countersign="now"]').waitFor();
    await lead.shot('second-zh');
    await nextPanel(manager.page).getByRole('button', { name: 'Confirm', exact: true }).waitFor();
    const arabic = await people.as('manager', { path: `/tickets/${key}`, locale: 'ar', viewport: { width: 390, height: 844 } });
    await arabic.page.locator('[data-countersign="now"]').waitFor();
    await arabic.shot('second-ar');
    await arabic.page.getByRole('button', { name: 'تأكيد', exact: true }).click();
    await nextPanel(agent.page).getByText('Waiting for').waitFor();
    await eventually(async () => [(await toldOf(agent.page, 'task.submitted')).length, (await toldOf(agent.page, 'task.sentBack')).length, (await toldOf(agent.page, 'task.confirmed')).length]).toEqual([2, 1, 1]);
    // Who completed it was told of both.
    await agent.page.goto(`${portal.address()}/mailbox`);
    await eventually(async () => agent.page.getByText(`${key} Answered`, { exact: false }).count()).toBe(2);
    await agent.shot('second-told');
  });
});
