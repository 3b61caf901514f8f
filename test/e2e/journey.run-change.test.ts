/** One run changed for its ticket on the run page: an approval put before the step it is at, shown first, then done; and on the command line, taken past it again. */
import { describe, expect, test, vi } from 'vitest';
import { runFlowRuns } from '#cli/flow/runs/runs.command';
import { portalClient } from '#test/builders/portal-client';
import { phone, testBrowser, type Visit, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';

vi.setConfig({ testTimeout: 400_000 });

describe('a run that is changed for its ticket', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());
  async function opened(): Promise<string> {
    const client = portalClient(portal.address());
    await client.signIn('admin');
    const answer = await client.call('tickets.open', { body: { type: 'incident', title: 'Uplink flaps', priority: 'P3', object: 'sw-core-2', fields: {} } });
    expect(answer.status, JSON.stringify(answer.error)).toBe(200);
    return answer.body.key;
  }
  async function dialogOf(key: string, visit: Visit): Promise<{ visitor: Visitor; dialog: ReturnType<Visitor['page']['getByRole']> }> {
    const visitor = await people.as('admin', { path: `/tickets/${key}/flow`, ...visit });
    await visitor.page.locator('[data-act="change"]').click();
    return { visitor, dialog: visitor.page.getByRole('dialog') };
  }

  test('gets an approval before the step it is at, and is taken past it by the command line', async () => {
    const key = await opened();
    const { visitor: admin, dialog } = await dialogOf(key, {});
    const { page } = admin;
    const choose = async (label: string, option: string): Promise<void> => {
      await dialog.getByLabel(label, { exact: true }).click();
      await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
    };
    expect(await dialog.locator('[data-do="look"]').isDisabled()).toBe(true);
    await choose('Before which step', 'Diagnose');
    await dialog.getByLabel('What it is called').fill('May we touch it?');
    await dialog.getByLabel('Reason').fill('The customer asked for it');
    await admin.shot('run-change');
    await dialog.locator('[data-do="look"]').click();
    await dialog.locator('[data-shown="possible"]').getByText('Then it stands at May we touch it?').waitFor();
    await admin.shot('run-change-shown');
    // What was shown is of no use once something else is typed.
    await dialog.getByLabel('What it is called').fill('May we?');
    expect(await dialog.locator('[data-do="change"]').isDisabled()).toBe(true);
    await dialog.locator('[data-do="look"]').click();
    await dialog.getByText('New step: May we?').waitFor();
    await dialog.locator('[data-do="change"]').click();
    await dialog.waitFor({ state: 'detached' });
    await page.locator('[data-changed]').getByText('Changed for this ticket').waitFor();
    await page.locator('[data-run-at="approval-1"]').waitFor();
    await admin.shot('run-changed');
    await page.goto(`/tickets/${key}`);
    await page.getByText('changed the flow for this ticket: The customer asked for it').waitFor();

    const client = portalClient(portal.address());
    await client.signIn('admin');
    const made = await client.call('apiTokens.make', { body: { name: 'change', scopes: ['ticket.read', 'run.read', 'run.repair', 'flow.read'], days: 1 } });
    const token = (made.body as { value: string }).value;
    let out = '';
    const code = await runFlowRuns(['change', key, '--skip', 'approval-1', '--outcome', 'approved', '--reason', 'Told by telephone', '--url', portal.address()], { stdout: { write: (text) => { out += text; } }, stderr: { write: (text) => { out += text; } }, env: { SIGNALBOX_TOKEN: token }, fetch, newKey: () => crypto.randomUUID() });
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining(`stands at  diagnose\n${key}: changed\n`) as string });
  });

  test.each([['zh', {}], ['ar', { viewport: phone }], ['en', {}]] as const)('can be read in %s', async (locale, more) => {
    const key = await opened();
    const { visitor, dialog } = await dialogOf(key, { locale, ...more });
    await dialog.locator('.ant-radio-button-wrapper').nth(1).click();
    await dialog.locator('#change-outcome').click();
    await visitor.page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
    await dialog.locator('[data-do="look"]').click();
    await dialog.locator('[data-shown]').waitFor();
    if (locale === 'en') await visitor.page.emulateMedia({ colorScheme: 'dark' });
    await visitor.shot(`run-change-${locale}`);
  });
});
