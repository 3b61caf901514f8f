/** A process owner gives an approval stages and a reminder in the designer; those asked decide at their turn, one adds another, and whoever asked reminds them. */
import { describe, expect, test, vi } from 'vitest';
import { testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { askToPublish, choose, openFlow, sidePanel, stepOn, whenSavedAndChecked } from './parts/canvas.parts.ts';
import { eventually } from './parts/page.wait.ts';
import { fillIn, nextPanel, openTicket, press, toldOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 300_000 });

describe('an approval in stages', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('is drawn, asks each at their turn, lets one add another, and is reminded of by whoever asked', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    const drawing = owner.page;
    await openFlow(drawing, 'Incident');
    await stepOn(drawing, 'approve').click();
    const panel = sidePanel(drawing);
    await panel.getByRole('button', { name: 'Add a stage after it' }).click();
    const stage = panel.locator('[data-stage="2"]');
    await stage.getByRole('textbox', { name: 'Name of the stage' }).fill('Second pair of eyes');
    await choose(drawing, stage.locator('.ant-select').first(), 'Person');
    const who = stage.locator('.ant-select').nth(1);
    await who.click();
    await drawing.keyboard.type('Omar');
    await drawing.locator('.ant-select-item-option', { hasText: 'Omar Haddad' }).click();
    await panel.getByRole('checkbox', { name: 'Remind those who are asked' }).check();
    await panel.getByRole('checkbox', { name: 'It runs out' }).check();
    await choose(drawing, panel.getByRole('group', { name: 'When nobody answers in time' }).locator('.ant-select').last(), 'It is rejected');
    await whenSavedAndChecked(drawing);
    await owner.shot('stages-panel');
    await stage.scrollIntoViewIfNeeded();
    await owner.shot('stages-panel-stage');
    const publish = await askToPublish(drawing);
    await publish.getByRole('button', { name: 'Publish', exact: true }).click();
    await drawing.locator('header').getByText('Version 2', { exact: true }).waitFor();

    const agent = await people.as('agent');
    const key = await openTicket(agent.page, { title: unique('Uplink'), object: 'sw-core-2' });
    await press(agent.page, 'Claim');
    await fillIn(agent.page, 'Repair plan', 'Restart the interface');
    await fillIn(agent.page, 'Interface index', '2');
    await press(agent.page, 'Ask for a repair');
    await nextPanel(agent.page).getByText('Waiting for Mia Larsen').waitFor();
    await press(agent.page, 'Remind');
    await agent.page.getByText('Those who are asked were told again.').waitFor();
    expect(await nextPanel(agent.page).getByRole('button', { name: 'Hand over' }).count()).toBe(0);
    await agent.shot('stages-agent');

    const second = await people.as('agent2', { path: `/tickets/${key}` });
    await nextPanel(second.page).getByText('Waiting for Mia Larsen').waitFor();
    expect(await nextPanel(second.page).getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    const manager = await people.as('manager', { path: `/tickets/${key}` });
    await nextPanel(manager.page).getByText('Second pair of eyes').waitFor();
    await manager.shot('stages-manager');
    await manager.page.emulateMedia({ colorScheme: 'dark' });
    await manager.shot('stages-manager-dark');
    await manager.page.emulateMedia({ colorScheme: 'light' });
    await press(manager.page, 'Add an approver');
    await manager.page.locator('input[id^="signer-"]').fill('Jonas');
    await manager.shot('stages-add');
    await manager.page.locator('.ant-select-item-option', { hasText: 'Jonas Wolf' }).click();
    await nextPanel(manager.page).getByText('added by Mia Larsen').waitFor();
    await press(manager.page, 'Approve');
    const added = await people.as('jonas', { path: `/tickets/${key}`, locale: 'ar', viewport: { width: 390, height: 844 } });
    await nextPanelIn(added.page).getByRole('button', { name: 'موافقة', exact: true }).waitFor();
    await added.shot('stages-added-ar');
    await nextPanelIn(added.page).getByRole('button', { name: 'موافقة', exact: true }).click();
    await nextPanel(second.page).getByRole('button', { name: 'Approve', exact: true }).click();
    await nextPanel(agent.page).getByText('Waiting for').waitFor({ state: 'detached' });
    await eventually(async () => (await toldOf(agent.page, 'task.signerAdded')).length).toBe(1);
    expect(await toldOf(agent.page, 'approval.asked')).toHaveLength(2);
    const reader = await people.as('lin', { path: `/tickets/${key}` });
    await reader.shot('stages-zh');
  });
});

describe('a question of who decides', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('goes to who asked, comes back with the answer, and the approval is open all the while', async () => {
    const agent = await people.as('agent');
    const key = await openTicket(agent.page, { title: unique('Uplink'), object: 'sw-core-2' });
    await press(agent.page, 'Claim');
    await fillIn(agent.page, 'Repair plan', 'Restart the interface');
    await fillIn(agent.page, 'Interface index', '2');
    await press(agent.page, 'Ask for a repair');
    const manager = await people.as('manager', { path: `/tickets/${key}` });
    await press(manager.page, 'Ask a question');
    await manager.page.getByLabel('Your question').fill('Why not tonight?\n<b>Really</b> now?');
    await manager.shot('question-ask');
    await manager.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await nextPanel(manager.page).getByText('No answer yet.').waitFor();
    expect(await nextPanel(manager.page).getByRole('button', { name: 'Approve', exact: true }).count()).toBe(1);

    await nextPanel(agent.page).getByText('Mia Larsen has a question for you').waitFor();
    await agent.shot('question-agent');
    await agent.page.emulateMedia({ colorScheme: 'dark' });
    await agent.shot('question-agent-dark');
    await agent.page.emulateMedia({ colorScheme: 'light' });
    await nextPanel(agent.page).getByLabel('Your answer').fill('The alarm is firing now.');
    await press(agent.page, 'Answer');
    await nextPanel(manager.page).getByText('The alarm is firing now.').waitFor();
    await manager.shot('question-answered');
    const small = await people.as('manager', { path: '/approvals', locale: 'ar', viewport: { width: 390, height: 844 } });
    await small.page.locator(`[data-approval="${key}"]`).getByText('The alarm is firing now.').waitFor();
    await small.shot('question-approvals-ar');
    expect((await toldOf(agent.page, 'approval.questioned')).length).toBe(1);
    expect((await toldOf(agent.page, 'approval.answered')).length).toBe(1);
    const reader = await people.as('lin', { path: `/tickets/${key}` });
    await reader.page.getByText('The alarm is firing now.').first().waitFor();
    await reader.shot('question-zh');
    await press(manager.page, 'Suspend');
    await manager.page.getByLabel('Why nobody is to act on it now').fill('The window is tonight.');
    await manager.shot('suspend-ask');
    await manager.page.getByRole('button', { name: 'Suspend it', exact: true }).click();
    await nextPanel(manager.page).getByText('Suspended by Mia Larsen').waitFor();
    expect(await nextPanel(manager.page).getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await manager.shot('suspend-manager');
    await small.page.goto(`${portal.address()}/work`);
    await small.page.locator(`[data-task-row="${key}"]`).getByText('معلّقة').waitFor();
    await small.shot('suspend-work-ar');
    await reader.page.getByText('The window is tonight.').first().waitFor();
    await reader.shot('suspend-zh');
    await press(manager.page, 'Resume');
    await press(manager.page, 'Approve');
    await nextPanel(agent.page).getByText('Waiting for').waitFor({ state: 'detached' });
  });
});

const nextPanelIn = (page: Parameters<typeof nextPanel>[0]) => page.locator('section[data-kind="asked"]');
