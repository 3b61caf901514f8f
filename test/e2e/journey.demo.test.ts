/** The demonstration company: an open ticket of its history is a real run that goes on, and one press of the administrator takes all of it away and nothing else. */
import { describe, expect, test, vi } from 'vitest';
import { Client, Connection } from '@temporalio/client';
import { testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { eventually, readApi } from './parts/page.wait.ts';
import { clockChip, fillIn, nextPanel, openFromList, openTicket, press, rowInList, stateOf, toldOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 600_000 });

describe('the demonstration tickets', () => {
  const portal = testPortal({ hasTickets: 'all' });
  const people = testBrowser(() => portal.address());

  /** Tickets whose run lives in Temporal. */
  async function livingRuns(): Promise<string[]> {
    const { temporalAddress, temporalNamespace } = portal.stack();
    const connection = await Connection.connect({ address: temporalAddress });
    try {
      const client = new Client({ connection, namespace: temporalNamespace });
      const found: string[] = [];
      for await (const { workflowId } of client.workflow.list({ query: "WorkflowType = 'runFlow' AND ExecutionStatus = 'Running'" })) found.push(workflowId);
      return found;
    } finally {
      await connection.close();
    }
  }

  test('what its open alarm tickets are about fires in the console, each beside its ticket', async () => {
    const { page, shot } = await people.as('agent');
    await eventually(async () => (await readApi<{ items: unknown[] }>(page, '/api/alarm-groups?state=firing')).items.length).toBe(2);
    await page.goto('/alarms');
    const groups = page.locator('[data-group]');
    await eventually(() => groups.count()).toBe(2);
    for (const title of ['FanFailed · sw-core-1', 'InterfaceErrors · sw-core-2']) {
      const group = groups.filter({ hasText: title });
      await group.getByText('1 firing of 1').waitFor();
      const key = await group.getByRole('link', { name: /^INC-/ }).innerText();
      await eventually(async () => (await readApi<{ alarm: { isFiring: boolean } | null }>(page, `/api/tickets/${key}`)).alarm).toMatchObject({ isFiring: true });
    }
    await shot('alarms-seeded');
    const byAlarm = async (): Promise<number> => (await readApi<{ items: { openedBy: { kind: string } }[] }>(page, '/api/tickets?category=open,waiting,recovered&limit=200')).items.filter(({ openedBy }) => openedBy.kind !== 'person').length;
    await eventually(byAlarm, { message: 'no open ticket of an alarm is without its group' }).toBe(2);
  });

  test('an agent claims one that nobody had, another answers one that waited for approval, and both go on to their end', async () => {
    await portal.device().put({ mood: 'answering', repairDelayMs: 100, interface: 2, isUp: false });
    const agent = await people.as('agent', { path: '/tickets' });
    await rowInList(agent.page, 'Video wall in the lobby is dark');
    await agent.shot('tickets-seeded');
    await openFromList(agent.page, 'Video wall in the lobby is dark');
    await eventually(() => stateOf(agent.page).innerText()).toBe('New');
    await press(agent.page, 'Claim');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    await eventually(() => clockChip(agent.page, 'Response').innerText()).toMatch(/^(Met|-|Breached)/);
    await eventually(() => toldOf(agent.page, 'task.claimed')).toEqual(['You claimed Diagnose']);
    await fillIn(agent.page, 'Cause and what was done', 'The player had lost its network cable');
    await press(agent.page, 'Resolve');
    await eventually(() => stateOf(agent.page).innerText()).toBe('Resolved');

    const manager = await people.as('manager', { path: '/approvals' });
    const card = manager.page.locator('[data-approval]', { hasText: 'Restart the port from the management plane' });
    const key = await card.getAttribute('data-approval') ?? '';
    await card.getByRole('button', { name: 'Approve', exact: true }).click();
    await card.waitFor({ state: 'detached' });
    await manager.page.goto(`/tickets/${key}`);
    await eventually(() => stateOf(manager.page).innerText()).toBe('Resolved');
    expect(await portal.device().repairs()).toMatchObject([{ interface: 2, times: 1 }]);
  });

  test('one press of the administrator removes them and ends their runs; what people opened themselves stays', async () => {
    const title = unique('Own');
    const requester = await people.as('requester');
    const own = await openTicket(requester.page, { title });
    const admin = await people.as('admin', { path: '/settings?section=demo' });
    await admin.page.getByText('The demonstration company is here, with 440 tickets.').waitFor();
    await eventually(async () => (await livingRuns()).length, { message: 'open demonstration tickets run for real' }).toBeGreaterThan(5);
    await admin.shot('settings-demo');
    await admin.page.getByRole('button', { name: 'Clear the demo data' }).click();
    await admin.page.getByText('There is no demo data').waitFor();
    await admin.shot('settings-demo-gone');

    await admin.page.goto('/tickets?category=all');
    await rowInList(admin.page, title);
    const all = await readApi<{ items: { key: string }[]; total: number }>(admin.page, '/api/tickets?limit=200');
    expect([all.total, all.items.map((item) => item.key)]).toEqual([1, [own]]);
    await eventually(() => readApi<{ items: unknown[] }>(admin.page, '/api/alarm-groups?limit=200')).toMatchObject({ items: [] });
    await eventually(livingRuns).toHaveLength(1);
    const agent = await people.as('agent', { path: '/work?scope=team' });
    await agent.page.getByText('Your teams have nothing open').waitFor();
    await requester.page.reload();
    await eventually(() => nextPanel(requester.page).innerText(), { message: 'the own ticket goes on' }).toContain('Waiting for');
  });
});
