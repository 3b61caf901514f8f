/** Repairs that do not help: a device that takes the order and stays down, and one that refuses it. What people read then, and how it goes on. */
import { describe, expect, test, vi } from 'vitest';
import { phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import type { PostedAlert } from '#test/setup/alertmanager';
import { eventually } from './parts/page.wait.ts';
import { pathOf, tokenLog } from './parts/run.parts.ts';
import { factOf, fillIn, nextPanel, openFromList, press, stateOf, toldOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

const linkDown = (name: string): PostedAlert => ({
  labels: { alertname: name, instance: 'sw-core-2', interface: 'uplink-2', ifIndex: '2', severity: 'major' }, annotations: { summary: `Interface uplink-2 of sw-core-2 is down (${name})` },
});

vi.setConfig({ testTimeout: 600_000 });

describe('a repair that does not help', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  /** An agent on a claimed ticket of a fresh alarm. */
  async function claimed(name: string) {
    const alarms = await portal.alertmanager();
    const agent = await people.as('agent', { path: '/tickets' });
    await alarms.post([linkDown(name)]);
    const key = await openFromList(agent.page, name);
    await press(agent.page, 'Claim');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    return { agent, key };
  }
  async function askForRepair(agent: Awaited<ReturnType<typeof claimed>>['agent']): Promise<void> {
    await fillIn(agent.page, 'Repair plan', 'Restart the interface');
    await press(agent.page, 'Ask for a repair');
    await eventually(() => stateOf(agent.page).innerText()).toBe('Awaiting approval');
  }
  async function approve(key: string): Promise<void> {
    const manager = await people.as('manager', { path: '/approvals' });
    const card = manager.page.locator(`[data-approval="${key}"]`);
    await card.getByRole('button', { name: 'Approve', exact: true }).click();
    await card.waitFor({ state: 'detached' });
  }

  test('a device that stays down is checked five times; then the agent has it again and reads why; who answered a question reads who is waited for', async () => {
    await portal.device().put({ mood: 'stuck', interface: 2, isUp: false });
    const { agent, key } = await claimed(unique('StuckLink'));
    await fillIn(agent.page, 'Question to the requester', 'May we cut the link for a minute?');
    await press(agent.page, 'Ask the requester');
    await eventually(() => stateOf(agent.page).innerText()).toBe('Waiting for the requester');
    const owner = await people.as('requester', { path: `/tickets/${key}` });
    await fillIn(owner.page, 'Your answer', 'Yes, any time.');
    await press(owner.page, 'Answer');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    await eventually(() => nextPanel(owner.page).innerText()).toMatch(/Waiting for Ana Silva/);

    await askForRepair(agent);
    await eventually(() => nextPanel(owner.page).innerText()).toMatch(/Waiting for Mia Larsen\s+Approve the repair, asked/);
    await owner.shot('ticket-elsewhere');
    await eventually(() => factOf(agent.page, 'Flow')).toBe('Incident, version 1');
    // Seen from the first moment on: the checks are over in a quarter of a minute.
    await Promise.all([approve(key), eventually(() => stateOf(agent.page).innerText()).toBe('Being repaired')]);
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    await eventually(() => nextPanel(agent.page).innerText()).toContain('The interface is still down after the repair. What next?');
    await agent.shot('ticket-still-down');
    expect(pathOf(await tokenLog(agent.page, key)).filter((node) => ['repair', 'check', 'back', 'diagnose', 'handled'].includes(node))).toEqual(['diagnose', 'back', 'diagnose', 'repair', 'check', 'check', 'check', 'check', 'check', 'back', 'diagnose']);
    expect(await portal.device().repairs()).toMatchObject([{ interface: 2, times: 1 }]);
    await eventually(() => toldOf(agent.page, 'run.started')).toEqual(['The flow Incident started, version 1']);
  });

  test('a device that refuses stops the step; the process owner reads why and tries again, also on the phone, and the flow goes on', async () => {
    await portal.device().put({ mood: 'refusing', repairDelayMs: 100, interface: 2, isUp: false });
    const { agent, key } = await claimed(unique('RefusedLink'));
    await askForRepair(agent);
    await approve(key);

    const stopped = agent.page.locator('[data-incident="repair"]');
    await stopped.getByText('could not be done').waitFor();
    await eventually(() => stopped.innerText()).toContain('The process owner or an administrator can try it again.');
    await eventually(() => stopped.getByRole('button').count()).toBe(0);
    await agent.shot('ticket-incident');

    const owner = await people.as('owner', { path: `/tickets/${key}`, viewport: phone });
    const incident = owner.page.locator('[data-incident="repair"]');
    await incident.getByText('500').first().waitFor();
    await owner.shot('ticket-incident');
    const since = () => incident.locator('time').getAttribute('datetime');
    const first = await since();
    await incident.getByRole('button', { name: 'Try again' }).click();
    // Refused again: another incident of the same step, with its own instant. The timeline may tell of it before it stands there.
    await eventually(() => toldOf(owner.page, 'run.incidentOpened')).toHaveLength(2);
    await eventually(since, { message: 'the second incident' }).not.toBe(first);
    await portal.device().put({ mood: 'answering' });
    await incident.getByRole('button', { name: 'Try again' }).click();
    await eventually(() => stateOf(agent.page).innerText()).toBe('Resolved');
    await stopped.waitFor({ state: 'detached' });
    await eventually(() => toldOf(agent.page, 'run.incidentClosed')).toEqual(Array(2).fill('Paul Becker had Bring the interface up tried again'));
  });

  test('a step that cannot be done is skipped by the process owner, who is warned first; the flow goes on, and the timeline and the log say who did it', async () => {
    await portal.device().put({ mood: 'refusing', repairDelayMs: 100, interface: 2, isUp: false });
    const { agent, key } = await claimed(unique('SkippedLink'));
    await askForRepair(agent);
    await approve(key);
    const stopped = agent.page.locator('[data-incident="repair"]');
    await stopped.getByText('could not be done').waitFor();
    const refused = await portal.device().repairs();
    // Meanwhile somebody on site has brought it up by hand.
    await portal.device().put({ interface: 2, isUp: true });

    const owner = await people.as('owner', { path: `/tickets/${key}` });
    const incident = owner.page.locator('[data-incident="repair"]');
    const warning = owner.page.getByRole('dialog');
    await incident.getByRole('button', { name: 'Skip this step' }).click();
    await warning.getByText('The flow goes on as if the step were done; its result stays empty. This cannot be undone.').waitFor();
    await warning.getByRole('button', { name: 'Back' }).click({ trial: true });
    await owner.shot('ticket-skip');
    await warning.getByRole('button', { name: 'Back' }).click();
    await warning.waitFor({ state: 'hidden' });
    expect(await incident.count(), 'nothing is skipped yet').toBe(1);
    await owner.page.setViewportSize(phone);
    await incident.getByRole('button', { name: 'Skip this step' }).click();
    await warning.getByText('This cannot be undone.').waitFor();
    await warning.getByRole('button', { name: 'Skip this step' }).click({ trial: true });
    await owner.shot('ticket-skip');
    await warning.getByRole('button', { name: 'Skip this step' }).click();

    await eventually(() => stateOf(agent.page).innerText()).toBe('Resolved');
    await stopped.waitFor({ state: 'detached' });
    await incident.waitFor({ state: 'detached' });
    await eventually(() => toldOf(agent.page, 'run.incidentClosed')).toEqual(['Paul Becker skipped Bring the interface up']);
    await agent.shot('ticket-skipped');
    await eventually(() => toldOf(owner.page, 'run.incidentClosed')).toEqual(['You skipped Bring the interface up']);
    await owner.shot('ticket-skipped');
    expect(pathOf(await tokenLog(agent.page, key)).filter((node) => ['repair', 'check', 'handled'].includes(node)).slice(-3)).toEqual(['repair', 'check', 'handled']);
    expect(await portal.device().repairs(), 'it is not asked again').toEqual(refused);
    await agent.page.goto(`/tickets/${key}/flow`);
    const log = agent.page.getByRole('complementary', { name: 'Token log' });
    await eventually(() => log.locator('[data-type="incident"]').allInnerTexts()).toEqual([expect.stringMatching(/^Cleared at Bring the interface up[^]*Paul Becker$/), expect.stringMatching(/^Stopped at Bring the interface up/)]);
    await agent.shot('run-skipped');
  });
});
