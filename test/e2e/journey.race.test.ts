/** Two people do the same at once: one of them counts, the other is told who was faster, and nothing happens twice. */
import { describe, expect, test, vi } from 'vitest';
import { byPerson } from '#test/builders/flow-file.builder';
import { testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { publishIncident } from './parts/flow.parts.ts';
import { eventually } from './parts/page.wait.ts';
import { fillIn, nextPanel, openFromList, openTicket, press, stateOf, toldOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 600_000 });

/** What the visitor sends to tasks waits until it is let go: they have pressed, somebody else is answered first. */
async function holdActions(visitor: Visitor): Promise<{ isHeld: Promise<void>; letGo(): void }> {
  let letGo: () => void = () => undefined;
  let held: () => void = () => undefined;
  const isFree = new Promise<void>((resolve) => { letGo = resolve; });
  const isHeld = new Promise<void>((resolve) => { held = resolve; });
  await visitor.page.route('**/api/tasks/*/actions', async (route) => {
    held();
    await isFree;
    await route.continue();
  });
  return { isHeld, letGo };
}

describe('two at once', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('two agents claim: one has it, the other reads who', async () => {
    const title = unique('Race');
    const requester = await people.as('requester');
    const key = await openTicket(requester.page, { title, object: 'sw-core-1' });
    const [ana, lin] = [await people.as('agent', { path: `/tickets/${key}` }), await people.as('lin', { path: `/tickets/${key}`, locale: 'en' })];
    lin.expectFault(/^409 POST \/api\/tasks\//, 'lin comes second');
    const second = await holdActions(lin);
    await press(lin.page, 'Claim');
    await second.isHeld;
    await press(ana.page, 'Claim');
    await eventually(() => stateOf(ana.page).innerText()).toBe('In progress');
    second.letGo();
    await nextPanel(lin.page).getByText('Ana Silva was faster and has it now.').waitFor();
    await lin.shot('race-claim');
    await eventually(() => toldOf(lin.page, 'task.claimed')).toEqual(['Ana Silva claimed Diagnose']);
  });

  test('two managers approve: one decides, the other reads who did and what, and the repair is done once', async () => {
    await portal.device().put({ mood: 'answering', repairDelayMs: 100, interface: 2, isUp: false });
    const owner = await people.as('owner');
    const both = [{ by: 'relation', relation: 'teamManager' }, byPerson('victor.osei')];
    await publishIncident(owner.page, (draft) => {
      const approve = draft.nodes['approve']!;
      return { ...draft, nodes: { ...draft.nodes, approve: { ...approve, config: { ...approve.config, assignments: both, rule: 'any' } } } };
    });

    const title = unique('Race');
    const requester = await people.as('requester');
    const key = await openTicket(requester.page, { title, object: 'uplink-2' });
    const agent = await people.as('agent', { path: '/tickets' });
    await openFromList(agent.page, title);
    await press(agent.page, 'Claim');
    await fillIn(agent.page, 'Repair plan', 'Restart the interface');
    await press(agent.page, 'Ask for a repair');
    const [mia, victor] = [await people.as('manager', { path: '/approvals' }), await people.as('manager2', { path: '/approvals' })];
    const cardOf = (visitor: Visitor) => visitor.page.locator('article', { hasText: new RegExp(`${key}\\b`) });
    await cardOf(victor).getByText('One of them decides').waitFor();
    await victor.shot('approval-two');
    victor.expectFault(/^409 POST \/api\/tasks\//, 'Victor comes second');
    const second = await holdActions(victor);
    await cardOf(victor).getByLabel('Comment', { exact: false }).fill('Not before noon');
    await cardOf(victor).getByRole('button', { name: 'Reject', exact: true }).click();
    await second.isHeld;
    await cardOf(mia).getByRole('button', { name: 'Approve', exact: true }).click();
    await cardOf(mia).waitFor({ state: 'detached' });
    second.letGo();
    await cardOf(victor).getByText('Mia Larsen was faster and decided: Approved.').waitFor();
    await victor.shot('race-approval');
    await cardOf(victor).getByRole('button', { name: 'Close' }).click();
    await cardOf(victor).waitFor({ state: 'detached' });
    await eventually(() => stateOf(agent.page).innerText()).toBe('Resolved');
    expect(await portal.device().repairs()).toMatchObject([{ interface: 2, times: 1 }]);
    await eventually(() => toldOf(agent.page, 'approval.decided')).toHaveLength(1);
  });
});
