/** A process owner draws a decision table in the designer; a ticket is decided by it. */
import { describe, test, vi } from 'vitest';
import { testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { askToPublish, choose, dropOnLine, openFlow, sidePanel, whenSavedAndChecked } from './parts/canvas.parts.ts';
import { eventually } from './parts/page.wait.ts';
import { tokenLog } from './parts/run.parts.ts';
import { openTicket } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 240_000 });

describe('a process owner decides by a table', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('draws one by keyboard and mouse, is told of what is wrong at the cell, publishes, and a ticket is decided by it', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    const { page } = owner;
    await openFlow(page, 'Incident');
    const title = unique('Core is down');
    const step = await dropOnLine(page, 'decision-table', 'start-form-to-handle');
    await sidePanel(page).getByLabel('Name', { exact: true }).first().fill('Who is told');
    await sidePanel(page).getByRole('button', { name: 'Edit the table' }).click();
    const dialog = page.getByRole('dialog', { name: 'Decision table' });
    const cell = (rule: number, column: string) => dialog.getByRole('textbox', { name: `Rule ${rule}, ${column}`, exact: true });
    const codes = () => dialog.locator('[data-finding]').evaluateAll((notes) => notes.map((note) => note.getAttribute('data-finding')));
    await choose(page, dialog.locator('.ant-select').first(), 'First: the first rule that holds');
    await dialog.getByRole('textbox', { name: 'Input 1: Expression' }).fill('ticket.title');
    await dialog.getByRole('textbox', { name: 'Output 1: Name' }).fill('told');
    await cell(1, 'told').fill('"the team"');

    // A rule below by keyboard: what it lacks is said at the cell, and that it is never reached.
    await cell(1, 'told').press('Control+Enter');
    await cell(2, 'ticket.title').fill(JSON.stringify(title));
    await eventually(codes).toEqual(['table-output-empty', 'table-masked']);
    await eventually(() => cell(2, 'told').getAttribute('aria-invalid')).toBe('true');
    await owner.shot('table-findings');
    await cell(2, 'told').fill('"the core group"');
    await cell(2, 'told').press('Alt+ArrowUp');
    await eventually(() => cell(1, 'told').inputValue()).toBe('"the core group"');
    await eventually(codes).toEqual([]);
    await dialog.getByRole('button', { name: 'Add an output' }).click();
    await cell(1, 'output2').fill('1 + 1');
    await owner.shot('table-editor');
    await page.setViewportSize({ width: 390, height: 844 });
    await owner.shot('table-editor');
    await page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await dialog.waitFor({ state: 'hidden' });
    await whenSavedAndChecked(page);
    await owner.shot('table-panel');

    const publish = await askToPublish(page);
    await publish.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.locator('header').getByText('Version 2', { exact: true }).waitFor();
    const agent = await people.as('agent');
    const ticket = await openTicket(agent.page, { title, object: 'sw-core-2' });
    await eventually(async () => (await tokenLog(agent.page, ticket)).filter(({ type, data }) => type === 'variables' && JSON.stringify(data).includes('"decision"')).map(({ data }) => data)).toEqual([{ set: { decision: { told: 'the core group', output2: 2 } } }]);
    await eventually(async () => (await tokenLog(agent.page, ticket)).filter(({ type, node }) => type === 'leave' && node === step).length).toBe(1);
  });
});
