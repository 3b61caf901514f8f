/** An administrator adds somebody, puts them into a team, and they work within seconds; somebody else goes, and what they held is taken over. By keyboard, on a phone, in three languages, dark. */
import { describe, expect, test, vi } from 'vitest';
import { desk, phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { barriersOn } from './parts/axe.parts.ts';
import { expectSpoken, wordsOf } from './parts/language.parts.ts';
import { eventually, readApi, writeApi } from './parts/page.wait.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 300_000 });

interface Person { revision: number; isActive: boolean; person: Record<string, unknown> & { teams: string[]; manager: string | null; assignments: { role: string; scope: { teams: string[] } | null }[] } }

describe('people and teams', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('somebody is added by keyboard, gets a role in a team, and a slower administrator loses nothing', async () => {
    const admin = await people.as('admin', { path: '/settings?section=people' });
    const { page } = admin;
    await page.locator('[data-person="ana.silva"]').waitFor();
    await admin.shot('people');
    expect(await barriersOn(page)).toEqual([]);
    const name = `Nora ${unique('Lind')}`;
    await page.getByRole('button', { name: 'Add somebody' }).click();
    await page.locator('#person-name').fill(name);
    const id = await page.locator('#person-id').inputValue();
    await eventually(() => page.locator('#person-username').inputValue()).toBe(id);
    await page.locator('#person-email').fill('not a mail address');
    await page.keyboard.press('Tab');
    await page.locator('#person-teams').click();
    await page.keyboard.type('Network');
    await page.locator('.ant-select-item-option-active', { hasText: /^Network$/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add a role' }).click();
    await admin.shot('person-new');
    admin.expectFault(/^422 PUT \/api\/directory\/people\//, 'what is no mail address');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('section').filter({ hasText: 'Who it is' }).getByRole('alert').waitFor();
    await page.reload();
    await eventually(() => page.locator('#person-name').inputValue()).toBe(name);
    await page.locator('#person-email').fill(`${id}@example.com`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('region', { name: 'Access' }).waitFor();
    expect((await readApi<Person>(page, `/api/directory/people/${id}`)).person).toMatchObject({ teams: ['network'], assignments: [{ role: 'requester' }, { role: 'agent' }] });

    await page.locator('#person-email').fill('mine@example.com');
    const standing = await readApi<Person>(page, `/api/directory/people/${id}`);
    expect((await writeApi(page, 'PUT', `/api/directory/people/${id}`, { revision: standing.revision, person: { ...standing.person, name: `${name} II` } })).status).toBe(200);
    await page.locator('[data-conflict]').waitFor();
    await admin.shot('person-conflict');
    await page.getByRole('button', { name: 'Keep mine, save on top' }).click();
    await page.locator('[data-conflict]').waitFor({ state: 'detached' });
    await eventually(() => page.locator('#person-email').inputValue()).toBe('mine@example.com');
  });

  test('somebody goes: what they hold is shown and given on, the last administrator cannot, a used team stays', async () => {
    const admin = await people.as('admin', { path: '/settings/people/henrik.vogt' });
    const { page } = admin;
    const access = page.getByRole('region', { name: 'Access' });
    await access.getByRole('button', { name: 'Switch off' }).click();
    await access.locator('[data-held="report"]').getByText('Rosa Keller').waitFor();
    await page.locator('#give-to').click();
    await page.keyboard.type('Victor');
    await page.locator('.ant-select-item-option').filter({ hasText: 'Victor Osei' }).click();
    await page.locator('.ant-select-dropdown').filter({ has: page.locator('#give-to_list') }).waitFor({ state: 'hidden' });
    await admin.shot('person-goes');
    expect(await barriersOn(page)).toEqual([]);
    await access.getByRole('button', { name: 'Give and switch off' }).click();
    await access.getByText('Switched off: cannot sign in').waitFor();
    await eventually(async () => (await readApi<Person>(page, '/api/directory/people/rosa.keller')).person.manager).toBe('victor.osei');
    await page.goto(`${portal.address()}/settings?section=people&state=inactive`);
    await page.locator('[data-person="henrik.vogt"]').click();
    await page.getByRole('button', { name: 'Let in again' }).click();
    await access.getByText('May sign in.').waitFor();

    await page.goto(`${portal.address()}/settings/people/ada.novak`);
    await eventually(() => access.getByRole('button', { name: 'Switch off' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: /^Take away the role Administrator/ }).click();
    admin.expectFault(/^422 PUT \/api\/directory\/people\/ada.novak$/, 'the last administrator');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Ada Novak is the last administrator').waitFor();
    await page.getByRole('button', { name: 'Discard changes' }).click();

    await page.goto(`${portal.address()}/settings?section=teams`);
    await page.locator('[data-team="network"]').click();
    await page.locator('[data-held="alarmSource"]').waitFor();
    await eventually(() => page.getByRole('button', { name: 'Remove the team' }).isDisabled()).toBe(true);
    await admin.shot('team');
    expect(await barriersOn(page)).toEqual([]);

    // Pressed twice before the button could show that it works: one team, and its page.
    const team = unique('crew');
    const saves: string[] = [];
    page.on('request', (request) => { if (request.method() === 'PUT' && request.url().includes('/api/directory/teams/')) saves.push(request.url()); });
    await page.goto(`${portal.address()}/settings/teams/new`);
    await page.getByLabel('Name in English').fill(team);
    await page.getByRole('button', { name: 'Save', exact: true }).evaluate((button: HTMLElement) => { button.click(); button.click(); });
    await page.getByRole('button', { name: 'Remove the team' }).waitFor();
    await eventually(() => saves).toHaveLength(1);
  });

  test.each(['zh', 'ar'] as const)('the pages speak %s, on a desk in the dark and on a phone', async (locale) => {
    for (const viewport of [desk, phone]) {
      const admin = await people.as('admin', { viewport, locale, path: '/settings?section=people' });
      const { page } = admin;
      if (viewport === desk) await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('[data-person="ana.silva"]').waitFor();
      await expectSpoken(page, locale);
      await admin.shot(`people-${locale}`);
      await page.goto(`${portal.address()}/settings/people/ana.silva`);
      const words = await wordsOf(locale);
      await page.getByRole('button', { name: words.t('access.switchOff') }).click();
      await page.locator('#give-to').waitFor();
      await expectSpoken(page, locale);
      await eventually(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), { message: 'nothing sticks out' }).toBeLessThanOrEqual(0);
      await admin.shot(`person-${locale}`);
      await page.goto(`${portal.address()}/settings/teams/network`);
      await page.locator('[data-member="ana.silva"]').waitFor();
      await expectSpoken(page, locale);
      await admin.shot(`team-${locale}`);
    }
  });
});
