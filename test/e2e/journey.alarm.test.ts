/** Steps 3 to 6 of the journey: a real alarm becomes a ticket that people resolve through the drawn flow, seen live in several browsers. */
import { describe, expect, test, vi } from 'vitest';
import { desk, phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import type { PostedAlert } from '#test/setup/alertmanager';
import { eventually, markDocument } from './parts/page.wait.ts';
import { drawnTokens, foldedTokens, pathOf, saidTokens, tokenLog } from './parts/run.parts.ts';
import { clockChip, explanationOf, fillIn, nextPanel, openFromList, press, stateOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

/** The second uplink of the demo device; Rosa Keller owns the switch, Mia Larsen is the manager of its team. */
const uplinkDown = (name: string): PostedAlert => ({
  labels: { alertname: name, instance: 'sw-core-2', interface: 'uplink-2', ifIndex: '2', severity: 'major' },
  annotations: { summary: `Interface uplink-2 of sw-core-2 is down (${name})`, description: 'No light on the fibre.' },
});

vi.setConfig({ testTimeout: 600_000 });

describe('an alarm becomes a ticket that people resolve', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('claimed, asked, answered, approved on a phone, repaired, checked and resolved, each step seen by others without reload', async () => {
    const name = unique('UplinkDown');
    const alarms = await portal.alertmanager();
    await portal.device().put({ mood: 'answering', repairDelayMs: 300, interface: 2, isUp: false });

    const agent = await people.as('agent', { path: '/tickets' });
    const sameDocument = await markDocument(agent.page);
    await alarms.post([uplinkDown(name)]);
    const key = await openFromList(agent.page, name);
    await agent.shot('ticket-new');
    await eventually(() => stateOf(agent.page).innerText()).toBe('New');

    await eventually(() => explanationOf(agent.page, 'Response')).toMatch(/30 min/);
    await eventually(() => explanationOf(agent.page, 'Resolution')).toMatch(/8 h/);
    await press(agent.page, 'Claim');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    await eventually(() => clockChip(agent.page, 'Response').innerText()).toBe('Met');

    const watcher = await people.as('agent', { path: `/tickets/${key}/flow` });
    await eventually(() => drawnTokens(watcher.page)).toEqual(['diagnose']);

    await fillIn(agent.page, 'Question to the requester', 'Is anybody working in room 2?');
    await press(agent.page, 'Ask the requester');
    await eventually(() => stateOf(agent.page).innerText()).toBe('Waiting for the requester');
    await eventually(() => clockChip(agent.page, 'Resolution').getAttribute('data-tone')).toBe('paused');
    await eventually(() => clockChip(agent.page, 'Resolution').innerText()).toContain('Waiting for the requester');
    await eventually(() => explanationOf(agent.page, 'Resolution')).toContain('Paused: Waiting for the requester');
    await agent.shot('ticket-paused');
    await eventually(() => drawnTokens(watcher.page)).toEqual(['answer']);

    const owner = await people.as('requester');
    await owner.page.locator(`[data-home-task="${key}"]`).click();
    await eventually(() => nextPanel(owner.page).innerText()).toContain('Is anybody working in room 2?');
    await fillIn(owner.page, 'Your answer', 'Nobody. The cleaning starts at six.');
    await press(owner.page, 'Answer');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    await eventually(() => clockChip(agent.page, 'Resolution').getAttribute('data-tone')).not.toBe('paused');
    await agent.page.getByText('Nobody. The cleaning starts at six.').first().waitFor();

    await fillIn(agent.page, 'Repair plan', 'Restart the interface');
    await eventually(() => nextPanel(agent.page).getByLabel('Interface index', { exact: false }).inputValue()).toBe('2');
    await press(agent.page, 'Ask for a repair');
    await eventually(() => stateOf(agent.page).innerText()).toBe('Awaiting approval');
    await eventually(() => drawnTokens(watcher.page)).toEqual(['approve']);
    await agent.shot('ticket-approval');
    await watcher.shot('run');
    const second = await people.as('manager', { path: `/tickets/${key}/flow`, viewport: desk });
    await eventually(() => drawnTokens(second.page)).toEqual(['approve']);
    await eventually(() => drawnTokens(second.page)).toEqual(foldedTokens(await tokenLog(second.page, key)));

    const manager = await people.as('manager', { path: '/approvals', viewport: phone });
    const card = manager.page.locator(`[data-approval="${key}"]`);
    await card.getByRole('heading', { name: /^Repair interface 2 of sw-core-2 uplink-2: Restart the interface$/ }).waitFor();
    await manager.shot('approvals');
    await card.getByRole('button', { name: 'Approve', exact: true }).click();
    await card.waitFor({ state: 'detached' });

    for (const page of [watcher.page, second.page]) {
      await eventually(() => page.locator('[data-run-status]').getAttribute('data-run-status')).toBe('completed');
      await eventually(() => drawnTokens(page)).toEqual([]);
      await eventually(() => saidTokens(page)).toEqual([]);
    }
    const log = await tokenLog(watcher.page, key);
    expect(foldedTokens(log)).toEqual([]);
    expect(pathOf(log).filter((node) => ['diagnose', 'answer', 'approve', 'repair', 'check', 'handled', 'resolved'].includes(node))).toEqual(['diagnose', 'answer', 'diagnose', 'approve', 'repair', 'check', 'handled', 'resolved']);
    await eventually(() => stateOf(agent.page).innerText()).toBe('Resolved');
    expect(await portal.device().repairs()).toMatchObject([{ interface: 2, times: 1 }]);
    expect(await sameDocument.isStillThere()).toBe(true);
    await agent.page.getByRole('tab', { name: 'Timeline' }).click();
    await agent.shot('ticket-timeline');
  });
});
