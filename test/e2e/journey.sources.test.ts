/** An administrator connects a monitoring system: makes a source, takes its secret down, tries a body, sees the first alarm, changes, renews and switches it off; then keeps the secrets that flows and sources use. */
import { describe, expect, test, vi } from 'vitest';
import { desk, phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { barriersOn } from './parts/axe.parts.ts';
import { expectSpoken, wordsOf } from './parts/language.parts.ts';
import { eventually, readApi, writeApi } from './parts/page.wait.ts';

vi.setConfig({ testTimeout: 300_000 });
const body = JSON.stringify({ version: '4', alerts: [{ status: 'firing', labels: { alertname: 'FanBroken', instance: 'lab-7', severity: 'warning' }, annotations: { summary: 'A fan stands still' }, startsAt: '2026-03-02T08:00:00Z', endsAt: '0001-01-01T00:00:00Z', fingerprint: 'fa77' }] });

describe('alarm sources and secrets', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());
  const post = async (secret: string): Promise<number> => (await fetch(`${portal.address()}/api/alarms/lab`, { method: 'POST', body, headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' } })).status;

  test('a source is made, tried, heard, changed, renewed and switched off', async () => {
    const admin = await people.as('admin', { path: '/settings?section=sources' });
    const { page } = admin;
    await page.getByRole('button', { name: 'New source' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Alertmanager of the lab');
    await page.getByLabel('Id (part of the address)').fill('Alertmanager');
    await page.getByLabel('Team', { exact: true }).click();
    await page.getByTitle('Network', { exact: true }).click();
    await page.reload();
    await eventually(() => page.getByLabel('Name', { exact: true }).inputValue()).toBe('Alertmanager of the lab');
    admin.expectFault(/^409 POST \/api\/alarm-sources$/, 'the id is taken');
    await page.getByRole('button', { name: 'Make source' }).click();
    await page.getByText('There is an alarm source with the id alertmanager already.').waitFor();
    await admin.shot('source-form');
    await page.getByLabel('Id (part of the address)').fill('lab');
    await page.getByRole('button', { name: 'Make source' }).click();

    const secret = await page.locator('[data-made-secret]').innerText();
    await admin.shot('source-secret');
    expect(JSON.stringify(await readApi(page, '/api/alarm-sources/lab')), 'it is shown once').not.toContain(secret);
    await page.getByRole('button', { name: 'I have it' }).click();

    await page.getByLabel('Body to try').fill('{"version":"3"}');
    await page.getByRole('button', { name: 'Show what it becomes' }).click();
    await page.locator('[data-tried="refused"]').waitFor();
    await page.getByLabel('Body to try').fill(body);
    await page.getByRole('button', { name: 'Show what it becomes' }).click();
    await page.locator('[data-tried="understood"]').getByText('FanBroken', { exact: true }).first().waitFor();
    await admin.shot('source-tried');
    await eventually(() => readApi(page, '/api/alarm-sources/lab')).toMatchObject({ received: 0, lastReceivedAt: null });

    await eventually(() => post(secret)).toBe(202);
    await page.getByRole('button', { name: 'Show body' }).click();
    await page.locator('pre').getByText('FanBroken').waitFor();

    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByLabel('Quiet before resolving (seconds)').fill('120');
    await writeApi(page, 'PUT', '/api/alarm-sources/lab', { ...await ownFacts(page), name: 'Renamed meanwhile', revision: 1 });
    admin.expectFault(/^409 PUT \/api\/alarm-sources\/lab$/, 'somebody else was faster');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('changed this alarm source meanwhile.').waitFor();
    await page.reload();
    await eventually(() => page.getByLabel('Quiet before resolving (seconds)').inputValue()).toBe('120');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Save mine on top' }).click();
    await page.getByText('2 m', { exact: true }).waitFor();
    await eventually(() => readApi(page, '/api/alarm-sources/lab')).toMatchObject({ quietSeconds: 120, name: 'Alertmanager of the lab', revision: 3 });

    await page.getByRole('button', { name: 'New secret' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'New secret' }).click();
    const renewed = await page.locator('[data-made-secret]').innerText();
    await eventually(() => post(renewed)).toBe(202);
    expect(await post(secret), 'the former one is taken for a day').toBe(202);
    await page.getByText('The former secret is taken too').waitFor();
    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.locator('[data-source-state="off"]').first().waitFor();
    await eventually(() => post(renewed)).toBe(404);
    expect(await barriersOn(page)).toEqual([]);
    admin.expectFault(/^409 DELETE \/api\/alarm-sources\/lab/, 'its fan still stands still');
    await page.getByRole('button', { name: 'Remove' }).click();
    await admin.shot('source-remove');
    await page.getByRole('tooltip').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Alarm source lab still has open alarm groups: 1.').waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await barriersOn(page)).toEqual([]);
    await admin.shot('source-dark');
    await page.getByRole('link', { name: 'All sources' }).click();
    await admin.shot('sources-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('/events?family=settings');
    await page.getByText('made a new secret for the alarm source').first().waitFor();
  });

  test('a secret is stored, given another value, refused to be removed while it is used, and removed', async () => {
    const admin = await people.as('admin', { path: '/settings?section=secrets' });
    const { page } = admin;
    await page.locator('[data-secret="source.lab"]').getByText('Alertmanager of the lab').waitFor();
    await page.getByRole('button', { name: 'New secret' }).click();
    await page.getByLabel('Name', { exact: true }).fill('lab-switch-token');
    await page.getByLabel('Value', { exact: true }).fill('nobody-reads-this-1');
    await page.getByLabel('May go to').fill('http://10.0.0.5/');
    await page.keyboard.press('Enter');
    admin.expectFault(/^422 POST \/api\/secrets$/, 'that is an address, no host');
    await page.getByRole('button', { name: 'Store', exact: true }).click();
    await page.getByText('a host is written as in').first().waitFor();
    await admin.shot('secret-form');
    await page.getByTitle('http://10.0.0.5/').locator('.ant-select-selection-item-remove').click();
    await page.getByLabel('May go to').fill('10.0.0.5:8443');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Store$/ }).click();
    const row = page.locator('[data-secret="lab-switch-token"]');
    await row.getByText('10.0.0.5:8443').waitFor();
    await admin.shot('secrets');
    await row.getByRole('button', { name: 'New value or hosts' }).click();
    await page.getByLabel('Value', { exact: true }).fill('nobody-reads-this-2');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await row.waitFor();
    await eventually(() => page.content()).not.toContain('nobody-reads-this');
    expect(JSON.stringify([await readApi(page, '/api/secrets'), await readApi(page, '/api/events?family=settings')])).not.toContain('nobody-reads-this');

    admin.expectFault(/^409 DELETE \/api\/secrets\/source.lab/, 'the source uses it');
    const used = page.locator('[data-secret="source.lab"]');
    await used.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Remove' }).click();
    await used.getByText('is still used by: Alertmanager of the lab.').waitFor();
    await row.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('tooltip').filter({ hasText: 'lab-switch-token' }).getByRole('button', { name: 'Remove' }).click();
    await row.waitFor({ state: 'detached' });
    expect(await barriersOn(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await barriersOn(page)).toEqual([]);
    await admin.shot('secrets-dark');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('a source without open alarms is removed; what came from it reads on under its name', async () => {
    const admin = await people.as('admin', { path: '/settings?section=sources' });
    const { page } = admin;
    const made = await writeApi<{ secret: string }>(page, 'POST', '/api/alarm-sources', { ...await ownFacts(page), id: 'spare', kind: 'alertmanager', name: 'Alertmanager of the store room', isEnabled: true });
    expect(made.status).toBe(200);
    await eventually(async () => (await fetch(`${portal.address()}/api/alarms/spare`, { method: 'POST', body: '{"version":"3"}', headers: { authorization: `Bearer ${made.body.secret}`, 'content-type': 'application/json' } })).status).toBe(422);
    await page.goto('/settings?section=sources&source=spare');
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'New source' }).waitFor();
    await page.getByRole('link', { name: 'Alertmanager of the lab' }).waitFor();
    await page.getByRole('link', { name: 'Alertmanager of the store room' }).waitFor({ state: 'detached' });
    await page.goto('/settings?section=deadLetters&source=spare');
    await page.getByRole('heading', { name: 'Alertmanager of the store room' }).waitFor();
    await page.getByText('This source was removed').waitFor();
    await page.getByRole('heading', { name: 'version: expected "4", found "3"' }).waitFor();
    await eventually(() => page.getByRole('button', { name: 'Replay' }).count()).toBe(0);
    expect(await barriersOn(page)).toEqual([]);
    await admin.shot('source-removed');
    await page.goto('/events?family=settings');
    await page.getByText('removed the alarm source').first().waitFor();
  });

  test.each(['zh', 'ar'] as const)('in %s, on a desk and on a phone', async (locale) => {
    const words = await wordsOf(locale);
    for (const viewport of [desk, phone]) {
      const admin = await people.as('admin', { path: '/settings?section=sources', locale, viewport });
      const { page } = admin;
      const look = async (name: string): Promise<void> => {
        await eventually(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
        await expectSpoken(page, locale);
        await admin.shot(`${name}-${locale}`);
      };
      await page.goto('/settings?section=sources');
      await page.getByRole('link', { name: 'Alertmanager of the lab' }).waitFor();
      await look('sources');
      await page.goto('/settings?section=sources&source=lab');
      await page.getByRole('button', { name: words.t('source.edit'), exact: true }).waitFor();
      await look('source');
      await page.goto('/settings?section=sources&source=new');
      await page.getByRole('button', { name: words.t('source.make'), exact: true }).waitFor();
      await look('source-form');
      await page.goto('/settings?section=deadLetters&source=spare');
      await page.getByText(words.t('dead.sourceRemoved')).waitFor();
      await page.getByRole('heading', { name: words.sayPhrase({ phrase: 'alarm.expected', params: { at: 'version', expected: '"4"', found: '"3"' } }) }).waitFor();
      await eventually(() => page.locator('[data-letter] h3 > span').first().evaluate((said) => getComputedStyle(said).direction), { message: 'it begins with a word in Latin letters' }).toBe(locale === 'ar' ? 'rtl' : 'ltr');
      await look('letters');
      await page.goto('/settings?section=secrets');
      await page.locator('[data-secret="source.lab"]').waitFor();
      await look('secrets');
      await page.goto('/settings?section=secrets&secret=%2B');
      await page.getByRole('button', { name: words.t('secret.store'), exact: true }).waitFor();
      await look('secret-form');
    }
  });
});

/** What the source is now, as an edit says it. */
async function ownFacts(page: Parameters<typeof readApi>[0]): Promise<Record<string, unknown>> {
  const source = await readApi(page, '/api/alarm-sources/lab') as Record<string, unknown>;
  const names = ['name', 'isEnabled', 'groupBy', 'groupWaitSeconds', 'groupIntervalSeconds', 'repeatIntervalSeconds', 'quietSeconds', 'reopenHours', 'ticketType', 'team', 'config'];
  return Object.fromEntries(names.map((name) => [name, source[name]]));
}
