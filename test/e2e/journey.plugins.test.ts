/** A process owner has a step check an HTTP address: its settings are drawn from the catalogue, each may be a value, a formula or a secret, and what the file holds is what the probe reads. */
import { describe, expect, test, vi } from 'vitest';
import type { FlowFile } from '#domain/flow/flow.schema';
import { httpProbeSchema } from '#integrations/probes/http/http.config';
import { phone, testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { choose, dropStep, openFlow, sidePanel, stepOn, whenSavedAndChecked } from './parts/canvas.parts.ts';
import { expectSpoken } from './parts/language.parts.ts';
import { eventually, readApi } from './parts/page.wait.ts';

vi.setConfig({ testTimeout: 400_000 });

describe('the settings of a plug-in', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());
  const input = ({ page }: Visitor, name: string) => sidePanel(page).locator(`[data-input="${name}"]`).first();
  const settings = async ({ page }: Visitor, step: string) => (await readApi<{ draft: FlowFile }>(page, '/api/flows/incident')).draft.nodes[step]?.config as { activity: string; inputs: Record<string, unknown> };

  test('are fields of the designer, without a page of their own', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    await openFlow(owner.page, 'Incident');
    const step = await dropStep(owner.page, 'activity', 'diagnose', 330, -34);
    await input(owner, 'url').waitFor();
    await choose(owner.page, sidePanel(owner.page).getByLabel('What is done'), 'Check an HTTP address');
    await sidePanel(owner.page).getByText('Asks an address and says').waitFor();

    await sidePanel(owner.page).getByText('How it works').click();
    await sidePanel(owner.page).getByText('fail_if_body_matches_regexp').waitFor();
    await sidePanel(owner.page).getByText('How it works').click();

    // A formula to begin with; then written.
    await input(owner, 'url').getByLabel('Address: formula').fill('object.endpoints.http + "/health"');
    await choose(owner.page, input(owner, 'headers').getByLabel('Headers: given as'), 'Formula');
    await input(owner, 'headers').getByLabel('Headers: formula').fill('{"x-node": object.id}');
    await sidePanel(owner.page).getByText('more settings').click();
    await input(owner, 'validStatusCodes').getByRole('combobox', { name: 'Valid status codes', exact: true }).fill('204');
    await owner.page.keyboard.press('Enter');
    await input(owner, 'failIfNotSsl').getByRole('checkbox').check();
    await input(owner, 'failIfHeaderMatches').getByRole('button', { name: 'Add an entry' }).click();
    await input(owner, 'header').getByRole('textbox').fill('x-state');
    await input(owner, 'pattern').getByRole('textbox').fill('^maintenance$');
    await input(owner, 'tls').locator('summary').click();
    await input(owner, 'minDaysLeft').getByRole('spinbutton').fill('14');
    await owner.page.keyboard.press('Tab');
    await whenSavedAndChecked(owner.page);
    await owner.shot('plugin-settings');
    await owner.page.emulateMedia({ colorScheme: 'dark' });
    await input(owner, 'url').scrollIntoViewIfNeeded();
    await owner.shot('plugin-settings-dark');
    await owner.page.emulateMedia({ colorScheme: 'light' });
    const { activity, inputs } = await settings(owner, step);
    expect({ activity, inputs }).toEqual({ activity: 'http-probe', inputs: {
      url: '=object.endpoints.http + "/health"', headers: '={"x-node": object.id}', validStatusCodes: [204], failIfNotSsl: true, failIfHeaderMatches: [{ header: 'x-state', pattern: '^maintenance$' }], tls: { minDaysLeft: 14 },
    } });
    expect(httpProbeSchema.safeParse({ ...inputs, url: 'https://sw-1.example/health', headers: {} }).error).toBeUndefined();

    // Another activity begins with its own inputs, and keeps what was typed.
    await choose(owner.page, sidePanel(owner.page).getByLabel('What is done'), 'Check a device by SNMP');
    await input(owner, 'target').getByLabel('Device: formula').waitFor();
    await choose(owner.page, input(owner, 'community').getByLabel('Community: given as'), 'Secret');
    await input(owner, 'community').getByLabel('Community: Name of the secret').fill('snmp-community');
    await eventually(async () => (await settings(owner, step)).inputs['community']).toEqual({ secret: 'snmp-community' });
    expect((await settings(owner, step)).inputs).toMatchObject({ target: '=object.endpoints.snmp', validStatusCodes: [204] });
    await sidePanel(owner.page).getByText('Inputs this activity does not know').waitFor();

    for (const [locale, viewport] of [['zh', undefined], ['ar', undefined], ['ar', phone]] as const) {
      const reader = await people.as('owner', { locale, path: '/flows', ...(viewport ? { viewport } : {}) });
      await reader.page.goto('/flows/incident');
      await stepOn(reader.page, step).click();
      await reader.page.locator('[data-input="target"]').waitFor();
      if (!viewport) await expectSpoken(reader.page, locale);
      if (viewport) await reader.page.locator('[data-input="target"]').scrollIntoViewIfNeeded();
      await reader.shot(`plugin-settings-${locale}`);
    }
  });
});
