/** A manager has the service levels sent every week: makes it on the page, finds it in the mailbox with its files, changes, pauses, removes it and takes that back; by keyboard, in other languages, on a phone. */
import { readFileSync } from 'node:fs';
import mongoose from 'mongoose';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { desk, phone, testBrowser, type Visitor } from '#test/setup/browser';
import { readPdf } from '#test/setup/pdf';
import { testPortal } from '#test/setup/portal';
import { barriersOn } from './parts/axe.parts.ts';
import { expectSpoken, wordsOf } from './parts/language.parts.ts';
import { eventually, readApi, writeApi } from './parts/page.wait.ts';

vi.setConfig({ testTimeout: 300_000 });
const address = '/insight/service-levels';
const path = '/api/reports/service-levels/subscriptions';
interface Row { _id: string; since: string; weekday: number; time: string }
interface Subscription { id: string; revision: number; weekday: number; time: string; zone: string; filter: object; weeks: number; locale: string; formats: string[]; isPaused: boolean }

describe('weekly reports', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());
  let database: mongoose.Connection | null = null;
  afterAll(() => database?.close());

  const drawer = ({ page }: Visitor) => page.getByRole('dialog');
  const items = (visitor: Visitor) => drawer(visitor).locator('[data-subscription]');
  /** Its time of this week comes to have passed: it is late, and comes at once. */
  async function letItCome(visitor: Visitor): Promise<void> {
    database ??= await mongoose.createConnection(portal.stack().mongoUri).asPromise();
    const [own] = (await readApi<{ items: Subscription[] }>(visitor.page, path)).items;
    await database.collection<Row>('reportSubscriptions').updateOne({ _id: own!.id }, { $set: { since: new Date(Date.now() - 9 * 86_400_000).toISOString() } });
    const { filter, weeks, weekday, time, zone, locale, formats, isPaused, revision } = own!;
    expect((await writeApi(visitor.page, 'PUT', `${path}/${own!.id}`, { filter, weeks, weekday, time, zone, locale, formats, isPaused, revision })).status).toBe(200);
  }

  test('one is made of the page as it is filtered, comes to the mailbox with its files, and says so beside itself without a reload', async () => {
    const manager = await people.as('manager', { path: `${address}?team=network` });
    const { page } = manager;
    await page.locator('[data-weekly]').press('Enter');
    await drawer(manager).getByText('Nothing is sent to you yet').waitFor();
    await manager.shot('weekly-empty');
    await drawer(manager).locator('[data-weekly-new]').press('Enter');
    await drawer(manager).getByText('What is counted').waitFor();
    await drawer(manager).getByRole('checkbox', { name: /^CSV/ }).check();
    await drawer(manager).getByLabel('At', { exact: true }).fill('07:15');
    await manager.shot('weekly-form');
    expect(await barriersOn(page)).toEqual([]);
    await page.reload();
    await eventually(() => drawer(manager).getByLabel('At', { exact: true }).inputValue(), { message: 'what was chosen is kept' }).toBe('07:15');
    await drawer(manager).getByRole('button', { name: 'Send every week' }).click();

    await items(manager).getByText('Monday at 07:15, Europe/Berlin').waitFor();
    await items(manager).getByText('Network', { exact: true }).waitFor();
    await items(manager).getByText(/^Next: Mon, .* 07:15\b/).waitFor();
    await items(manager).getByText('Nothing was sent yet.').waitFor();
    expect(new URL(page.url()).search).toContain('weekly=list');

    await letItCome(manager);
    await items(manager).locator('[data-last="sent"]').waitFor();
    await manager.shot('weekly-list');
    await items(manager).getByRole('link', { name: 'Open it in the mailbox' }).click();
    const files = page.getByRole('region', { name: 'Files' });
    await files.waitFor();
    await page.locator('[data-letter]').getByText('Teams: Network.').waitFor();
    await manager.shot('weekly-mailbox');
    const [coming] = await Promise.all([page.waitForEvent('download'), files.locator('[data-file$=".pdf"]').click()]);
    const { text } = await readPdf(readFileSync(await coming.path()));
    for (const said of ['Service levels', 'Teams: Network.', 'Made for Mia Larsen']) expect(text).toContain(said);
    await eventually(() => files.locator('[data-file$=".csv"]').count()).toBeGreaterThan(1);
    const admin = await people.as('admin', { path: `/mailbox?scope=all&notice=${new URL(page.url()).searchParams.get('notice')}` });
    await admin.page.getByRole('region', { name: 'Files' }).getByText('For Mia Larsen alone.').waitFor();
    await eventually(() => admin.page.locator('[data-file]').count(), { message: 'files are their recipient\'s' }).toBe(0);
  });

  test('it is changed, paused, resumed, removed and taken back; back and forth by the address', async () => {
    const manager = await people.as('manager', { path: `${address}?weekly=list` });
    const { page } = manager;
    await items(manager).getByRole('button', { name: 'Change' }).click();
    await eventually(() => new URL(page.url()).searchParams.get('weekly')).not.toBe('list');
    await drawer(manager).getByLabel('At', { exact: true }).waitFor();
    await page.goBack();
    await items(manager).getByRole('button', { name: 'Change' }).click();
    await drawer(manager).getByLabel('At', { exact: true }).fill('18:30');
    await drawer(manager).getByRole('button', { name: 'Save' }).click();
    await items(manager).getByText('Monday at 18:30, Europe/Berlin').waitFor();
    await items(manager).getByRole('button', { name: 'Pause' }).click();
    await items(manager).getByText('Paused: nothing is sent until you resume it.').waitFor();
    await items(manager).getByRole('button', { name: 'Resume' }).click();
    await items(manager).locator('[data-next]').getByText(/^Next: Mon/).waitFor();
    await items(manager).getByRole('button', { name: 'Remove' }).click();
    await drawer(manager).getByText('Nothing is sent to you yet').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await items(manager).getByText('Monday at 18:30, Europe/Berlin').waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => new URL(page.url()).search).toBe('');
  });

  test('an administrator finds everybody\'s, pauses, resumes and removes another\'s, by keyboard and with an address', async () => {
    const manager = await people.as('manager', { path: `${address}?weekly=list` });
    await items(manager).first().waitFor();
    const admin = await people.as('admin', { path: `${address}?weekly=list` });
    const { page } = admin;
    await drawer(admin).getByRole('link', { name: 'Everybody\'s weekly reports' }).click();
    const report = page.locator('[data-subscription]', { has: page.getByRole('heading', { name: 'Mia Larsen' }) });
    await report.getByText('Monday at 18:30, Europe/Berlin').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('mia');
    await eventually(() => new URL(page.url()).search).toBe('?section=reports&q=mia');
    await admin.shot('weekly-everybody');
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Search by owner' }).press('Escape');
    await report.getByRole('button', { name: 'Pause' }).press('Enter');
    await report.getByText('Paused: nothing is sent until it is resumed.').waitFor();
    await manager.page.reload();
    await items(manager).getByText('Paused: nothing is sent until you resume it.').waitFor();
    await page.getByText('Of people switched off', { exact: true }).click();
    await page.getByText('No report fits').waitFor();
    await page.getByRole('button', { name: 'Clear' }).last().click();
    await report.getByRole('button', { name: 'Resume' }).click();
    await report.locator('[data-next]').getByText(/^Next: Mon/).waitFor();
    await eventually(() => report.getByRole('link', { name: 'Open it in the mailbox' }).count()).toBeLessThanOrEqual(1);

    // Another of the same owner, so that hers stays for what follows.
    const [own] = (await readApi<{ items: Subscription[] }>(manager.page, path)).items;
    const { weeks, weekday, zone, locale, formats } = own!;
    expect((await writeApi(manager.page, 'POST', path, { filter: {}, weeks, weekday, time: '03:00', zone, locale, formats, isPaused: true })).status).toBe(200);
    await page.reload();
    const spare = page.locator('[data-subscription][data-paused="true"]');
    await spare.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('status').getByText('The weekly report of Mia Larsen was removed.').waitFor();
    await spare.waitFor({ state: 'detached' });
    await page.goto('/events');
    await page.getByText('You stopped a weekly report').or(page.getByText('Ada Novak stopped a weekly report')).first().waitFor();
    for (const spoken of ['zh', 'ar'] as const) {
      const reader = await people.as('admin', { path: '/settings?section=reports', locale: spoken });
      await reader.page.locator('[data-subscription]').first().waitFor();
      await expectSpoken(reader.page, spoken);
      await reader.shot(`weekly-everybody-${spoken}`);
      await reader.page.setViewportSize(phone);
      await reader.page.emulateMedia({ colorScheme: 'dark' });
      await reader.shot(`weekly-everybody-${spoken}-dark`);
      expect(await barriersOn(reader.page)).toEqual([]);
      await eventually(() => reader.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
  });

  test.each(['zh', 'ar'] as const)('they are read in %s, wide and narrow, light and dark', async (locale) => {
    const manager = await people.as('manager', { path: address, locale });
    const { page } = manager;
    await page.goto(`${address}?weekly=list`);
    const texts = await wordsOf(locale);
    await items(manager).first().waitFor();
    await expectSpoken(page, locale);
    await manager.shot(`weekly-list-${locale}`);
    await items(manager).getByRole('button', { name: texts.t('weekly.change') }).click();
    await drawer(manager).getByText(texts.t('weekly.what')).waitFor();
    await expectSpoken(page, locale);
    await page.setViewportSize(phone);
    await page.emulateMedia({ colorScheme: 'dark' });
    await manager.shot(`weekly-form-${locale}-dark`);
    await eventually(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.setViewportSize(desk);
  });

  test('fit a phone', async () => {
    const manager = await people.as('manager', { path: address, viewport: phone, locale: 'en' });
    await manager.page.goto(`${address}?weekly=list`);
    await items(manager).first().waitFor();
    await manager.shot('weekly-list');
    await items(manager).getByRole('button', { name: 'Change' }).click();
    await drawer(manager).getByText('What is counted').waitFor();
    await manager.shot('weekly-form');
    await eventually(() => manager.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
});
