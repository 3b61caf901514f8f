/** A manager reads the service levels, narrows them, opens the tickets behind a number and behind a bar, and takes a table along; by keyboard, in other languages, on a phone. */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { routine } from '#activities/demo/seed-tickets';
import { stories } from '#activities/demo/stories';
import { desk, phone, testBrowser, type Visitor } from '#test/setup/browser';
import { readPdf } from '#test/setup/pdf';
import { testPortal } from '#test/setup/portal';
import { eventually, readApi } from './parts/page.wait.ts';
import { expectSpoken, wordsOf } from './parts/language.parts.ts';

vi.setConfig({ testTimeout: 600_000 });

const address = '/insight/service-levels';
const drawn = (visitor: Visitor, card: string) => visitor.page.locator(`[data-card="${card}"] [data-drawn="true"] canvas`);
const numberIn = (visitor: Visitor, table: string, row: string, column: number) => visitor.page.locator(`[data-table="${table}"] [data-row="${row}"] td`).nth(column);
const isWithinScreen = (visitor: Visitor): Promise<boolean> => visitor.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
async function expectTickets(visitor: Visitor, count: string): Promise<void> {
  await visitor.page.locator('[data-filter="reported"]').waitFor();
  await eventually(() => visitor.page.locator('header').getByText(/^[\d,]+ tickets?$/).innerText()).toMatch(new RegExp(`^${count} tickets?$`));
}

describe('the service levels', () => {
  const portal = testPortal({ hasTickets: 'all' });
  const people = testBrowser(() => portal.address());
  async function reader(visit: Parameters<typeof people.as>[1] = {}): Promise<Visitor> {
    const manager = await people.as('manager', { path: '/tickets', ...visit });
    // The whole history is there, and the steps of all that is over are counted.
    await eventually(async () => (await readApi<{ tickets: number }>(manager.page, '/api/demo')).tickets, { timeout: 300_000, message: 'demonstration tickets' }).toBe(stories.finished.length + stories.open.length + routine.count);
    const { total } = await readApi<{ total: number }>(manager.page, '/api/tickets?reported=yes&category=resolved,closed,cancelled&limit=1');
    await eventually(async () => (await readApi<{ steps: { tickets: number } }>(manager.page, '/api/reports/service-levels')).steps.tickets, { message: 'steps of the demonstration tickets' }).toBe(total);
    await manager.page.goto(address);
    await manager.page.locator('[data-figure="tickets"]').waitFor();
    return manager;
  }

  test('are found in the menu, and each number opens as many tickets as it says', async () => {
    const manager = await reader();
    const { page } = manager;
    await page.goto('/');
    await page.getByRole('link', { name: 'Insight' }).click();
    await page.getByRole('heading', { level: 1, name: 'Service levels' }).waitFor();
    for (const card of ['week', 'team', 'type', 'priority', 'response', 'resolution', 'steps']) await drawn(manager, card).first().waitFor();
    await manager.shot('levels');
    await page.locator('#page').evaluate((element) => element.scrollTo(0, 900));
    await manager.shot('levels-below');

    const figure = page.locator('[data-figure="tickets"] a').first();
    const all = await figure.innerText();
    await figure.click();
    await expectTickets(manager, all);
    await manager.shot('levels-tickets');
    await page.goBack();

    await page.locator('[data-card="team"] summary').click();
    const met = await numberIn(manager, 'team', 'network', 0).innerText();
    await numberIn(manager, 'team', 'network', 0).getByRole('link').click();
    await expectTickets(manager, met);
    await page.locator('[data-filter="level"]').getByText('The worse of both promises: Met').waitFor();
    await page.goBack();

    const steps = await numberIn(manager, 'steps', 'incident/diagnose', 3).innerText();
    await numberIn(manager, 'steps', 'incident/diagnose', 3).getByRole('link').click();
    await expectTickets(manager, steps);
  });

  test('are narrowed by the address, and a bar opens its tickets', async () => {
    const manager = await reader();
    const { page } = manager;
    await page.getByRole('combobox', { name: 'Team' }).click();
    await page.locator('.ant-select-item-option', { hasText: 'Service desk' }).click();
    await eventually(() => new URL(page.url()).search).toBe('?team=service-desk');
    // The page follows its address; pressed before, it would go on from the filter of before.
    await eventually(() => page.locator('[data-table="team"] [data-row]').count()).toBe(1);
    await page.getByText('Response', { exact: true }).first().click();
    await eventually(() => new URL(page.url()).search).toContain('promise=response');
    // The figures come after the address; the choice shows whose they are.
    await eventually(() => page.getByRole('radio', { name: 'Response', exact: true }).isChecked()).toBe(true);
    const table = page.locator('[data-card="priority"]');
    await table.locator('summary').click();
    const met = await numberIn(manager, 'priority', 'P3', 0).innerText();
    // The bar of P3 is the third of four; its first part are those that were met.
    const box = (await drawn(manager, 'priority').boundingBox())!;
    await page.mouse.click(box.x + 126, box.y + (box.height / 4) * 2.5);
    await expectTickets(manager, met);
    await eventually(() => new URL(page.url()).search).toContain('priority=P3');
    await page.goBack();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await eventually(() => new URL(page.url()).search).toBe('?promise=response');
  });

  test('are read and opened without a mouse, and taken along as a file', async () => {
    const manager = await reader();
    const { page } = manager;
    const summary = page.locator('[data-card="week"] summary');
    await summary.focus();
    await page.keyboard.press('Enter');
    const coming = page.waitForEvent('download');
    await page.locator('[data-card="week"]').getByRole('button', { name: 'Save By week as a file (CSV)' }).focus();
    await page.keyboard.press('Enter');
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^service-levels-week-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    const text = readFileSync(await file.path(), 'utf8');
    const lines = text.slice(1).trimEnd().split('\r\n');
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(lines[0]).toBe('"Week of","Met","In time","At risk","Breached","All"');
    expect(lines).toHaveLength(13);
    const last = page.locator('[data-table="week"] a').last();
    const count = await last.innerText();
    await last.focus();
    await page.keyboard.press('Enter');
    await expectTickets(manager, count);
  });

  test('are made into a PDF that says what the page says', async () => {
    const manager = await reader();
    const { page } = manager;
    const all = await page.locator('[data-figure="tickets"] a').first().innerText();
    await page.locator('button[data-pdf]').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'PDF of the service levels' }).waitFor();
    await manager.shot('levels-pdf');
    const [coming] = await Promise.all([page.waitForEvent('download'), page.locator('[data-pdf-make]').click()]);
    expect(coming.suggestedFilename()).toMatch(/^service-levels-[\d-]+\.pdf$/);
    await page.locator('[data-pdf-status="ready"]').waitFor();
    const shots = process.env['SIGNALBOX_SHOTS'];
    if (shots) copyFileSync(await coming.path(), join(shots, 'levels.pdf'));
    const { text } = await readPdf(readFileSync(await coming.path()));
    for (const said of ['Service levels', 'Tickets with a promise', all, 'Where the time goes', 'Network', 'times in Europe/Berlin']) expect(text).toContain(said);
  });

  test('new figures wait until they are asked for', async () => {
    const manager = await reader();
    const { page } = manager;
    const before = await page.locator('[data-figure="tickets"] a').first().innerText();
    const requester = await people.as('requester', { path: '/tickets/new' });
    await requester.page.locator('#ticket-title').fill('Counted a moment later');
    await requester.page.getByRole('button', { name: 'Open ticket' }).click();
    await requester.page.getByRole('heading', { level: 1, name: 'Counted a moment later' }).waitFor();
    const news = page.getByRole('button', { name: 'New figures' });
    await news.waitFor();
    expect(await page.locator('[data-figure="tickets"] a').first().innerText(), 'nothing moves by itself').toBe(before);
    // Time alone makes figures new as well: then there are some to ask for before those of the ticket, and once more after them.
    await eventually(async () => { if (await news.isVisible()) await news.click(); return page.locator('[data-figure="tickets"] a').first().innerText(); }).toBe(String(Number(before) + 1));
  });

  test('say where there is nothing, and refuse what is no period without losing the page', async () => {
    const manager = await reader();
    const { page } = manager;
    await page.goto(`${address}?from=2025-01-06&to=2025-01-12`);
    await page.getByText('No ticket matches').waitFor();
    await manager.shot('levels-empty');
    manager.expectFault(/422|service-levels/, 'a period that ends before it begins');
    await page.goto(`${address}?from=2025-01-12&to=2025-01-06`);
    await page.getByText('The period ends on 2025-01-06, before it begins on 2025-01-12.').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.locator('[data-figure="tickets"]').waitFor();
  });

  test.each(['zh', 'ar'] as const)('are read in %s, wide and narrow, light and dark', async (locale) => {
    const manager = await reader({ locale });
    const { page } = manager;
    const texts = await wordsOf(locale);
    await page.getByText(texts.t('levels.definitions')).waitFor();
    await drawn(manager, 'steps').first().waitFor();
    await expectSpoken(page, locale);
    await manager.shot(`levels-${locale}`);
    await page.locator('button[data-me]').click();
    await page.getByRole('menuitemradio', { name: texts.t('look.dark') }).click();
    await page.locator('html[style*="color-scheme: dark"]').waitFor({ state: 'attached' });
    await manager.shot(`levels-${locale}-dark`);
    await page.setViewportSize(phone);
    await drawn(manager, 'steps').first().waitFor();
    await eventually(() => isWithinScreen(manager)).toBe(true);
    await manager.shot(`levels-${locale}-dark`);
    await page.setViewportSize(desk);
    await page.locator('button[data-me]').click();
    await page.getByRole('menuitemradio', { name: texts.t('look.light') }).click();
  });

  test('fit a phone', async () => {
    const manager = await reader({ viewport: phone, locale: 'en' });
    await drawn(manager, 'team').first().waitFor();
    await eventually(() => isWithinScreen(manager)).toBe(true);
    await manager.shot('levels');
    await manager.page.locator('#page').evaluate((element) => element.scrollTo(0, 1_100));
    await manager.shot('levels-below');
  });
});
