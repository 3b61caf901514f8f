/** What people and machines write is text, wherever it is shown: markup, templates, turned writing and endless words, followed through a ticket's life and an alarm's. */
import { describe, test, vi } from 'vitest';
import { desk, phone, testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { bidi, expectPlain, hostile, markup, unbroken } from './parts/hostile.parts.ts';
import { eventually } from './parts/page.wait.ts';
import { fillIn, nextPanel, openFromList, press, stateOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 600_000 });

describe('hostile text', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  /** The same page on the desk and on the phone. */
  async function expectPlainEverywhere(visitor: Visitor, path: string, words: string, place: string): Promise<void> {
    for (const viewport of [phone, desk]) {
      await visitor.page.setViewportSize(viewport);
      await visitor.page.goto(path);
      await expectPlain(visitor.page, words);
      await visitor.shot(place);
    }
  }

  test('of people stays text on the list, the ticket, its timeline, approvals, inbox, home and the drawing', async () => {
    const name = unique('Hostile');
    const title = `${name} ${hostile} ${unbroken(200)}`;
    const requester = await people.as('requester', { path: '/tickets/new' });
    await requester.page.locator('#ticket-title').fill(title);
    await requester.page.locator('#ticket-description').fill(`${hostile}\n${unbroken(10_000)}`);
    await requester.page.locator('#ticket-object').fill('sw-core-2.uplink-2');
    await requester.page.locator('.ant-select-item-option', { hasText: 'uplink' }).first().click();
    await requester.page.getByRole('button', { name: 'Open ticket' }).click();
    await requester.page.getByRole('heading', { level: 1 }).getByText(name).waitFor();
    await expectPlain(requester.page, bidi);

    const agent = await people.as('agent', { path: '/tickets' });
    const key = await openFromList(agent.page, name);
    await press(agent.page, 'Claim');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    await agent.page.getByRole('textbox', { name: 'Message' }).fill(`${hostile}\n${unbroken(10_000)}`);
    await agent.page.getByRole('button', { name: 'Send' }).click();
    await agent.page.getByRole('textbox', { name: 'Message' }).and(agent.page.locator(':empty')).waitFor();
    await fillIn(agent.page, 'Question to the requester', `${hostile} ${unbroken(1_000)}`);
    await press(agent.page, 'Ask the requester');
    await eventually(() => stateOf(agent.page).innerText()).toBe('Waiting for the requester');
    await eventually(() => nextPanel(requester.page).innerText()).toContain(markup);
    await expectPlain(requester.page, bidi);
    await fillIn(requester.page, 'Your answer', `${hostile} ${unbroken(3_000)}`);
    await press(requester.page, 'Answer');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    await fillIn(agent.page, 'Repair plan', `${hostile} ${unbroken(1_000)}`);
    await press(agent.page, 'Ask for a repair');
    await eventually(() => stateOf(agent.page).innerText()).toBe('Awaiting approval');

    await expectPlainEverywhere(agent, `/tickets/${key}`, 'onerror', 'hostile-ticket');
    await expectPlainEverywhere(agent, `/tickets/${key}?tab=timeline`, 'onerror', 'hostile-timeline');
    await expectPlainEverywhere(agent, `/tickets/${key}?tab=tasks`, 'onerror', 'hostile-tasks');
    await expectPlainEverywhere(agent, `/tickets?q=${name}`, name, 'hostile-list');
    await expectPlainEverywhere(agent, '/', name, 'hostile-home');
    await expectPlainEverywhere(agent, `/tickets/${key}/flow`, 'Approve', 'hostile-run');
    const manager = await people.as('manager');
    await expectPlainEverywhere(manager, '/approvals', 'onerror', 'hostile-approvals');
    await expectPlainEverywhere(manager, '/', name, 'hostile-home-manager');
    await expectPlainEverywhere(manager, '/work', name, 'hostile-work');
    await manager.page.locator(`[data-task-row="${key}"] button[aria-expanded]`).first().click();
    await expectPlain(manager.page, 'onerror');
    await manager.page.goto('/approvals');
    const card = manager.page.locator(`[data-approval="${key}"]`);
    await card.getByLabel('Comment', { exact: false }).fill(`${hostile} ${unbroken(10_000)}`);
    await card.getByRole('button', { name: 'Reject', exact: true }).click();
    await card.waitFor({ state: 'detached' });
    await expectPlainEverywhere(requester, `/tickets/${key}`, 'onerror', 'hostile-ticket-own');
  });

  test('of a machine stays text on the alarm console, the group and the ticket it becomes', async () => {
    const name = unique('HostileAlarm');
    const alarms = await portal.alertmanager();
    const agent = await people.as('agent', { path: '/tickets' });
    await alarms.post([{
      labels: { alertname: `${name} ${hostile} ${unbroken(200)}`, instance: `${markup}${unbroken(300)}`, severity: 'critical', detail: `${hostile}${unbroken(10_000)}` },
      annotations: { summary: `${name} ${hostile} ${unbroken(2_000)}`, description: `${hostile}\n${unbroken(10_000)}` }, generatorURL: 'https://prometheus.example/graph?g0.expr=%3Cimg%20src%3Dx%3E',
    }]);
    const key = await openFromList(agent.page, name);
    await expectPlainEverywhere(agent, `/tickets/${key}`, name, 'hostile-alarm-ticket');
    await expectPlainEverywhere(agent, '/alarms', name, 'hostile-alarms');
    await agent.page.locator('[data-group]', { hasText: name }).getByRole('link').first().click();
    await agent.page.waitForURL(/\/alarms\/.+/);
    await agent.page.getByRole('heading', { level: 1 }).waitFor();
    await expectPlainEverywhere(agent, new URL(agent.page.url()).pathname, name, 'hostile-alarm-group');
    await expectPlainEverywhere(agent, '/', name, 'hostile-alarm-home');
  });
});
