/** Runs that stopped: found over all tickets, mended together, suspended and resumed, looked back at, cancelled; on pages and on the command line. */
import { describe, expect, test, vi } from 'vitest';
import { runFlowRuns } from '#cli/flow/runs/runs.command';
import { portalClient } from '#test/builders/portal-client';
import { phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { eventually } from './parts/page.wait.ts';

vi.setConfig({ testTimeout: 400_000 });

describe('runs that stopped', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());
  const client = async () => {
    const asked = portalClient(portal.address());
    await asked.signIn('admin');
    return asked;
  };
  /** Ada has no manager: nobody can approve what she asks for, so its run stops. */
  async function stopped(): Promise<string> {
    const answer = await (await client()).call('requests.open', { body: { item: 'system-access', version: 1, answers: { system: 'payments', level: 'read' } } });
    expect(answer.status, JSON.stringify(answer.error)).toBe(200);
    return answer.body.key;
  }

  test('are mended together, and what fails again is there again; one is suspended, resumed, looked back at and cancelled', async () => {
    const [first, second] = [await stopped(), await stopped()];
    const admin = await people.as('admin', { path: '/runs' });
    const { page } = admin;
    await eventually(() => page.locator(`[data-run="${first}.1"] [data-phase]`).getAttribute('data-phase')).toBe('incident');
    await admin.shot('runs');
    await page.goto('/runs/incidents');
    const row = (key: string) => page.locator(`tr[data-incident^="${key}.1 "]`);
    await row(first).waitFor();
    expect(await row(first).innerText()).toContain('APPROVAL_NOBODY');
    await admin.shot('incidents');
    // By keyboard: the list is walked, and rows are selected.
    for (const key of [first, second]) await row(key).getByRole('checkbox').check();
    await page.getByRole('toolbar').getByText('2 selected').waitFor();
    await admin.shot('incidents-selected');
    await page.getByRole('toolbar').getByRole('button', { name: 'Try again' }).click();
    await page.getByText('2 of 2 accepted').waitFor();
    await eventually(async () => { await page.reload(); await row(first).waitFor(); return row(first).locator('td').last().innerText(); }).toBe('2');

    await page.goto(`/tickets/${first}/flow`);
    await page.getByRole('button', { name: 'Suspend' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Ada is getting a manager');
    await admin.shot('run-suspend');
    await dialog.locator('[data-do="suspend"]').click();
    await page.locator('[data-suspended]').getByText('Suspended by Ada Novak: Ada is getting a manager').waitFor();
    await admin.shot('run-suspended');
    await page.getByRole('button', { name: 'Resume' }).click();
    await dialog.locator('[data-do="resume"]').click();
    await page.locator('[data-suspended]').waitFor({ state: 'detached' });

    await page.locator('[data-edit]').click();
    const variables = page.getByRole('dialog');
    const value = variables.locator('textarea').first();
    await value.fill('not json');
    await variables.getByText('This is not JSON').waitFor();
    expect(await variables.locator('[data-do="edit"]').isDisabled()).toBe(true);
    await admin.shot('run-edit');
    await value.fill('{"noted": "by hand"}');
    await variables.locator('[data-do="edit"]').click();
    await variables.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Look back' }).click();
    const slider = page.getByRole('slider', { name: 'Line of the log' });
    await slider.focus();
    await page.keyboard.press('Home');
    await eventually(() => page.getByRole('region', { name: 'The run as it stood' }).getAttribute('data-seq')).toBe('0');
    await page.keyboard.press('ArrowRight');
    await eventually(() => page.getByRole('region', { name: 'The run as it stood' }).getAttribute('data-seq')).toBe('1');
    expect(page.url()).toContain('seq=1');
    await page.keyboard.press('End');
    await eventually(() => page.getByRole('region', { name: 'Variables at this line' }).innerText()).toContain('by hand');
    await admin.shot('run-look-back');
    await page.getByRole('button', { name: 'Back to now' }).click();

    await page.goto(`/runs?q=${second}`);
    await page.getByRole('button', { name: `Actions for ${second}.1` }).click();
    await page.getByRole('menuitem', { name: 'Cancel the run' }).click();
    await dialog.getByLabel('Reason').fill('Asked twice');
    await dialog.locator('[data-do="cancel"]').click();
    await eventually(() => page.locator(`[data-run="${second}.1"] [data-phase]`).getAttribute('data-phase')).toBe('cancelled');

    await page.setViewportSize(phone);
    await admin.shot('runs-narrow');
    await page.goto('/runs/incidents');
    await row(first).waitFor();
    await admin.shot('incidents-narrow');
    await page.goto(`/tickets/${first}/flow?seq=5`);
    await page.getByRole('slider', { name: 'Line of the log' }).waitFor();
    await admin.shot('run-look-back-narrow');
  });

  test('are found and mended on the command line, in the name of who made the token', async () => {
    const key = await stopped();
    const made = await (await client()).call('apiTokens.make', { body: { name: 'runs', scopes: ['ticket.read', 'run.read', 'run.repair', 'flow.read'], days: 1 } });
    expect(made.status, JSON.stringify(made.error)).toBe(200);
    const token = (made.body as { value: string }).value;
    const ran = async (...argv: string[]) => {
      let out = '';
      const code = await runFlowRuns([...argv, '--url', portal.address()], { stdout: { write: (text) => { out += text; } }, stderr: { write: (text) => { out += text; } }, env: { SIGNALBOX_TOKEN: token }, fetch, newKey: () => crypto.randomUUID() });
      return { code, out };
    };
    await eventually(async () => (await ran('list', '--text', key, '--state', 'incident')).out).toContain(`${key}.1`);
    const incident = JSON.parse((await ran('incidents', '--text', key, '--json')).out) as { run: string; id: string };
    expect(await ran('retry', `${incident.run}/${incident.id}`)).toEqual({ code: 0, out: `${incident.run}/${incident.id}: accepted\n` });
    expect(await ran('retry', `${incident.run}/${incident.id}`)).toMatchObject({ code: 1, out: expect.stringContaining('INCIDENT_GONE') as string });
    expect(await ran('suspend', key, '--reason', 'Tried on the command line')).toMatchObject({ code: 0 });
    expect(await ran('show', key)).toMatchObject({ code: 0, out: expect.stringContaining('Tried on the command line') as string });
    expect(await ran('retry', `${key}/i2`)).toMatchObject({ code: 1, out: expect.stringContaining('RUN_SUSPENDED') as string });
    expect(await ran('state', key, '--seq', '1')).toMatchObject({ code: 0, out: expect.stringContaining('line 1 of') as string });
    expect(await ran('resume', key)).toMatchObject({ code: 0 });
    expect(await ran('cancel', key, '--reason', 'Done with it')).toMatchObject({ code: 0 });
    expect(await ran('cancel', key, '--reason', 'Again')).toMatchObject({ code: 1, out: expect.stringContaining('RUN_OVER') as string });
  });
});
