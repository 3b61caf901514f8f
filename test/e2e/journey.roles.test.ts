/** An administrator makes a role of their own, gives it for a service, sees beforehand what it opens, and it does; what is more than somebody has is refused. By keyboard, on a phone, in three languages, dark. */
import { describe, expect, test, vi } from 'vitest';
import { desk, phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { barriersOn } from './parts/axe.parts.ts';
import { expectSpoken } from './parts/language.parts.ts';
import { eventually, readApi, writeApi } from './parts/page.wait.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 300_000 });

interface Roles { items: { key: string; revision: number; actions: string[]; ownOnly: string[]; name: { en: string; zh?: string } }[] }
interface Person { revision: number; person: Record<string, unknown> & { assignments: { role: string; scope: { services: string[]; deviceGroups: string[] } | null }[] } }

describe('roles and what they reach', () => {
  const portal = testPortal({ hasTickets: 'some' });
  const people = testBrowser(() => portal.address());

  test('a shipped role is read and copied, the copy narrowed, given for a service, and previewed before it is saved', async () => {
    const admin = await people.as('admin', { path: '/settings?section=roles' });
    const { page } = admin;
    const matrix = page.getByRole('region', { name: 'What each role may do' });
    await matrix.locator('[data-role="agent"]').waitFor();
    await eventually(() => matrix.locator('tr[data-action="ticket.read"]').innerText()).toContain('own only');
    await admin.shot('roles');
    expect(await barriersOn(page)).toEqual([]);

    await matrix.getByRole('link', { name: 'Agent' }).click();
    await page.locator('[data-holder="ana.silva"]').waitFor();
    await page.locator('[data-told="ticket.read"]').getByText('Read tickets').waitFor();
    await eventually(() => page.getByRole('checkbox').count()).toBe(0);
    await admin.shot('role-shipped');
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('link', { name: 'Copy this role' }).click();
    const name = unique('Payments desk');
    await page.locator('#role-name-en').fill(name);
    await page.locator('#role-name-zh').fill('支付服务台');
    const key = await page.locator('#role-key').inputValue();
    expect(key).toMatch(/^payments-desk/);
    const boxOf = (label: string) => page.getByRole('checkbox', { name: label, exact: true });
    await boxOf('Withdraw tickets').focus();
    await page.keyboard.press('Space');
    await boxOf('Read the history of events').uncheck();
    await boxOf('Act on tasks, decide approvals: own only').check();
    await page.reload();
    await eventually(() => page.locator('#role-name-en').inputValue()).toBe(name);
    await eventually(() => boxOf('Withdraw tickets').isChecked()).toBe(false);
    await admin.shot('role-new');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Nobody has this role.').waitFor();
    const saved = (await readApi<Roles>(page, '/api/directory/roles')).items.find((role) => role.key === key)!;
    expect([saved.name.zh, saved.actions.includes('ticket.cancel'), saved.actions.includes('event.read'), saved.ownOnly]).toEqual(['支付服务台', false, false, ['task.act']]);

    await boxOf('Read flows').uncheck();
    const { revision, actions, ownOnly, name: named } = saved;
    expect((await writeApi(page, 'PUT', `/api/directory/roles/${key}`, { revision, role: { name: named, actions: [...actions, 'report.read'], ownOnly, defaultScope: 'memberTeams' } })).status).toBe(200);
    await page.locator('[data-conflict]').waitFor();
    await page.getByRole('button', { name: 'Keep mine, save on top' }).click();
    await page.locator('[data-conflict]').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await eventually(async () => (await readApi<Roles>(page, '/api/directory/roles')).items.find((role) => role.key === key)?.actions.includes('flow.read')).toBe(false);

    const id = `added-${unique('pat').toLowerCase()}` as const;
    expect((await writeApi(page, 'PUT', `/api/directory/people/${id}`, { revision: 0, person: { username: id, name: 'Pat Ng', email: '', locale: 'en', zone: 'Etc/UTC', manager: null, teams: [], assignments: [] } })).status).toBe(200);
    await page.goto(`${portal.address()}/settings/people/${id}`);
    const sight = page.getByRole('region', { name: 'What would this person see?' });
    await sight.getByRole('button', { name: 'Look' }).click();
    await sight.locator('[data-sight="nothing"]').waitFor();
    await page.getByRole('button', { name: 'Add a role' }).click();
    const choose = async (box: string, typed: string): Promise<void> => {
      await page.locator(box).click();
      await page.keyboard.type(typed);
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: typed }).first().click();
      await page.keyboard.press('Escape');
    };
    await choose('#role-0', name);
    await choose('#role-services-0', 'Payments');
    await sight.locator('[data-sight="found"]').waitFor();
    await eventually(() => sight.innerText()).toContain('services: Payments');
    await eventually(() => sight.locator('[data-reach]').getAttribute('data-reach').then(Number)).toBeGreaterThan(0);
    await eventually(() => sight.locator('[data-reach] li').count()).toBeGreaterThan(0);
    await admin.shot('person-scope');
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await eventually(async () => (await readApi<Person>(page, `/api/directory/people/${id}`)).person.assignments).toEqual([{ role: key, scope: { teams: [], ticketTypes: [], services: ['payments'], deviceGroups: [] } }]);

    const pat = await people.as(id, { path: '/tickets' });
    await eventually(async () => {
      const { body } = await writeApi<{ tickets: { count: number; items: { key: string }[] } }>(page, 'POST', `/api/directory/people/${id}/sight`, { teams: [], assignments: [{ role: key, scope: { teams: [], ticketTypes: [], services: ['payments'], deviceGroups: [] } }] });
      return body.tickets.count - (await readApi<{ total: number }>(pat.page, '/api/tickets')).total;
    }).toBe(0);
    expect(await readApi<{ roles: { name: { zh: string } }[] }>(pat.page, '/api/me')).toMatchObject({ roles: [{ name: { zh: '支付服务台' } }] });
    // What an open page is told when its role goes is another journey's.
    await pat.page.close();

    await page.goto(`${portal.address()}/settings/roles/${key}`);
    await page.locator(`[data-holder="${id}"]`).getByText('services: Payments').waitFor();
    await eventually(() => page.getByRole('button', { name: 'Remove the role' }).isDisabled()).toBe(true);
    await admin.shot('role-own');
    expect(await barriersOn(page)).toEqual([]);
    const standing = await readApi<Person>(page, `/api/directory/people/${id}`);
    await writeApi(page, 'PUT', `/api/directory/people/${id}`, { revision: standing.revision, person: { ...standing.person, assignments: [] } });
    await page.getByText('Nobody has this role and nothing names it.').waitFor();
    await page.getByRole('button', { name: 'Remove the role' }).click();
    await page.locator('.ant-popconfirm').getByRole('button', { name: 'Remove the role' }).click();
    await matrix.locator('[data-role="agent"]').waitFor();
    await matrix.locator(`[data-role="${key}"]`).waitFor({ state: 'detached' });
  });

  test('a clerk who manages people is told what they cannot give, and loses nothing of what they typed', async () => {
    const admin = await people.as('admin', { path: '/settings?section=roles' });
    const key = `added-${unique('clerk').toLowerCase()}` as const;
    const role = { name: { en: 'Clerk' }, actions: ['directory.read', 'directory.manage', 'object.read'], ownOnly: [], defaultScope: 'everywhere' };
    expect((await writeApi(admin.page, 'PUT', `/api/directory/roles/${key}`, { revision: 0, role })).status).toBe(200);
    expect((await writeApi(admin.page, 'PUT', `/api/directory/people/${key}`, { revision: 0, person: { username: key, name: 'Cleo Clerk', email: '', locale: 'en', zone: 'Etc/UTC', manager: null, teams: [], assignments: [{ role: key, scope: null }] } })).status).toBe(200);
    const clerk = await people.as(key, { path: `/settings/people/${key}` });
    const { page } = clerk;
    await page.getByRole('button', { name: 'Add a role' }).click();
    await page.getByRole('button', { name: 'Let it hold everywhere' }).last().click();
    clerk.expectFault(/^403 PUT \/api\/directory\/people\//, 'more than the clerk has');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/You cannot give Agent to Cleo Clerk/).first().waitFor();
    await clerk.shot('clerk-refused');
    await eventually(() => page.locator('[data-assignment]').count()).toBe(2);
    await page.goto(`${portal.address()}/settings/roles/new`);
    await page.locator('[data-area="installation"]').getByText('You do not have this yourself').first().waitFor();
    await page.getByRole('checkbox', { name: 'Manage people, teams and roles', exact: true }).check();
    await eventually(() => page.getByRole('checkbox', { name: 'Publish flows', exact: true }).isDisabled()).toBe(true);
  });

  test.each(['en', 'zh', 'ar'] as const)('the pages speak %s, on a desk in the dark and on a phone', async (locale) => {
    for (const viewport of [desk, phone]) {
      const admin = await people.as('admin', { viewport, locale, path: '/settings?section=roles' });
      const { page } = admin;
      if (viewport === desk) await page.emulateMedia({ colorScheme: 'dark' });
      const fits = () => eventually(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), { message: 'nothing sticks out' }).toBeLessThanOrEqual(0);
      await page.locator('[data-role="agent"]').waitFor();
      await expectSpoken(page, locale);
      await fits();
      await admin.shot(`roles-${locale}`);
      await page.goto(`${portal.address()}/settings/roles/new?from=agent`);
      await page.locator('[data-area="tickets"]').waitFor();
      await expectSpoken(page, locale);
      await fits();
      await admin.shot(`role-new-${locale}`);
      await page.goto(`${portal.address()}/settings/people/ana.silva`);
      await page.locator('[data-assignment="0"]').waitFor();
      await page.locator('section:has([data-assignment]) + section button').click();
      await page.locator('[data-sight="found"]').waitFor();
      await expectSpoken(page, locale);
      await fits();
      await admin.shot(`sight-${locale}`);
    }
  });
});
