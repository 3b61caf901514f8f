/** A process owner lets one flow call another; a ticket waits for the called flow's people. */
import { describe, test, vi } from 'vitest';
import { testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { askToPublish, choose, dropOnLine, openFlow, sidePanel, whenSavedAndChecked } from './parts/canvas.parts.ts';
import { eventually } from './parts/page.wait.ts';
import { tokenLog } from './parts/run.parts.ts';
import { openTicket } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 240_000 });

describe('a process owner calls a flow from another', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('chooses flow and version from what is published, publishes, and a ticket waits for the called flow', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    const { page } = owner;
    await openFlow(page, 'Incident');
    const step = await dropOnLine(page, 'call-flow', 'start-form-to-handle');
    await page.getByText('It names no flow to call.').first().waitFor();
    const panel = sidePanel(page);
    await choose(page, panel.locator('.ant-select').filter({ has: page.getByRole('combobox', { name: 'Flow', exact: true }) }), 'Service request · service-request');
    await eventually(() => panel.getByRole('link', { name: 'Open this flow in a new tab' }).getAttribute('href')).toBe('/flows/service-request');
    await choose(page, panel.locator('.ant-select').filter({ has: page.getByRole('combobox', { name: 'Version', exact: true }) }), 'Version 1');
    await whenSavedAndChecked(page);
    await owner.shot('call-panel');
    await page.setViewportSize({ width: 390, height: 844 });
    await owner.shot('call-panel');
    await page.setViewportSize({ width: 1440, height: 900 });
    const publish = await askToPublish(page);
    await publish.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.locator('header').getByText('Version 2', { exact: true }).waitFor();

    const agent = await people.as('agent');
    const ticket = await openTicket(agent.page, { title: unique('Asks elsewhere'), object: 'sw-core-2' });
    await eventually(async () => (await tokenLog(agent.page, ticket)).filter(({ type, node, data }) => type === 'activity' && node === step && JSON.stringify(data).includes('started')).length).toBe(1);
    await agent.shot('call-ticket');
  });
});
