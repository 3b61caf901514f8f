/** Step 5 of the journey, as people see it: an alarm that ends resolves its ticket after a quiet time whatever was asked, comes back as the next run, and stays on the console when a person resolved too early. */
import { describe, expect, test, vi } from 'vitest';
import { phone, testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import type { PostedAlert } from '#test/setup/alertmanager';
import { eventually, markDocument } from './parts/page.wait.ts';
import { fillIn, firingOf, nextPanel, openFromList, press, stateOf, toldOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

const linkDown = (name: string): PostedAlert => ({
  labels: { alertname: name, instance: 'sw-core-2', interface: 'uplink-2', ifIndex: '2', severity: 'major' },
  annotations: { summary: `Interface uplink-2 of sw-core-2 is down (${name})` },
});

vi.setConfig({ testTimeout: 600_000 });

describe('an alarm that ends', () => {
  const portal = testPortal({ alarmTiming: { groupWaitSeconds: 0.2, groupIntervalSeconds: 1, quietSeconds: 12 } });
  const people = testBrowser(() => portal.address());

  test('recovers the ticket while an approval is asked, resolves it after the quiet time, and reopens it as run 2 when it fires again', async () => {
    const name = unique('LinkDown');
    const alarms = await portal.alertmanager();
    const agent = await people.as('agent', { path: '/tickets' });
    const sameDocument = await markDocument(agent.page);
    await alarms.post([linkDown(name)]);
    const key = await openFromList(agent.page, name);
    await press(agent.page, 'Claim');
    await fillIn(agent.page, 'Repair plan', 'Restart the interface');
    await press(agent.page, 'Ask for a repair');
    await eventually(() => stateOf(agent.page).innerText()).toBe('Awaiting approval');
    const manager = await people.as('manager', { path: '/approvals' });
    const card = manager.page.locator(`[data-approval="${key}"]`);
    await card.waitFor();

    await alarms.resolve([linkDown(name)]);
    await eventually(() => stateOf(agent.page).innerText()).toBe('Recovered');
    await agent.shot('ticket-recovered');
    await card.waitFor({ state: 'detached' });
    await eventually(() => stateOf(agent.page).innerText()).toBe('Resolved');
    await eventually(() => nextPanel(agent.page).innerText()).toContain('Done');
    await eventually(() => toldOf(agent.page, 'run.messageReceived')).toEqual(['Monitoring says the alarm recovered']);
    expect(await portal.device().repairs(), 'nothing was repaired: nobody approved').toEqual([]);

    await alarms.post([{ ...linkDown(name), startsAt: new Date().toISOString() }]);
    await eventually(() => stateOf(agent.page).innerText()).toBe('New');
    await eventually(() => agent.page.locator('aside').innerText()).toContain('Run 2 of the flow');
    await agent.page.getByText('The alarm is still firing').first().waitFor();
    await eventually(() => toldOf(agent.page, 'ticket.reopened')).toHaveLength(1);
    await press(agent.page, 'Claim');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    expect(await sameDocument.isStillThere()).toBe(true);
    await agent.shot('ticket-reopened');
    await showsBothRuns(agent, key);
  });

  /** The drawing opens with the latest run; an earlier one is chosen, and stays in the address. */
  async function showsBothRuns(agent: Visitor, key: string): Promise<void> {
    const { page } = agent;
    await page.goto(`/tickets/${key}/flow`);
    const run = page.locator('[data-run-status]');
    await eventually(() => run.getAttribute('data-run-status')).toBe('running');
    await page.getByRole('combobox', { name: 'Run' }).click();
    await page.getByText(/^Run 1, Completed/).last().click();
    await eventually(() => run.getAttribute('data-run-status')).toBe('completed');
    expect(new URL(page.url()).search).toBe('?run=1');
    await page.getByRole('complementary', { name: 'Token log' }).getByText('Recovered by itself').waitFor();
    await agent.shot('run-first');
    await page.reload();
    await eventually(() => run.getAttribute('data-run-status')).toBe('completed');
    await page.setViewportSize(phone);
    await page.getByText(/^Run 1, Completed/).first().waitFor();
    await agent.shot('run-first');
  }

  test('is outlived by its group when a person resolves while it fires: they are warned, the console keeps it until it ends', async () => {
    const name = unique('LinkDown');
    const alarms = await portal.alertmanager();
    const agent = await people.as('agent', { path: '/tickets' });
    await alarms.post([linkDown(name)]);
    await openFromList(agent.page, name);
    await firingOf(agent.page).waitFor();
    const console = await people.as('agent', { path: '/alarms' });
    const group = console.page.locator('[data-group]', { hasText: name });
    await eventually(() => group.getAttribute('data-state')).toBe('major');

    await press(agent.page, 'Claim');
    await fillIn(agent.page, 'Cause and what was done', 'Swapped the optics');
    await press(agent.page, 'Resolve');
    const warning = agent.page.getByRole('dialog');
    await warning.getByText('the alarm stays on the console').waitFor();
    await agent.shot('ticket-resolve-firing');
    await warning.getByRole('button', { name: 'Keep it open' }).click();
    await warning.waitFor({ state: 'hidden' });
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');

    await press(agent.page, 'Resolve');
    await warning.getByRole('button', { name: 'Resolve anyway' }).click();
    await eventually(() => stateOf(agent.page).innerText()).toBe('Resolved');
    await firingOf(agent.page).waitFor();
    await console.page.reload();
    await eventually(() => group.getAttribute('data-state')).toBe('major');
    await group.getByRole('link').first().click();
    await console.page.getByRole('heading', { level: 1 }).waitFor();
    await console.shot('alarm-group');

    await alarms.resolve([linkDown(name)]);
    await eventually(() => console.page.locator('h1').locator('..').innerText()).toMatch(/Closed|Recovered/);
    await eventually(() => firingOf(agent.page).count()).toBe(0);
    await eventually(() => stateOf(agent.page).innerText()).toBe('Resolved');
  });
});
