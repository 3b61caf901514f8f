/** A ticket as PDF: pressed, followed, saved, and saying what the page says; by keyboard, on a phone, in Arabic, and without what the reader may not read. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { phone, testBrowser, type Visitor } from '#test/setup/browser';
import { readPdf, type ReadPdf } from '#test/setup/pdf';
import { testPortal } from '#test/setup/portal';
import { expectSpoken } from './parts/language.parts.ts';
import { eventually, readApi, writeApi } from './parts/page.wait.ts';
import { openTicket, press, stateOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 300_000 });

describe('a ticket as PDF', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());
  const dialog = ({ page }: Visitor) => page.getByRole('dialog').filter({ has: page.locator('[data-pdf-make]') });
  const opened = (visitor: Visitor) => visitor.page.locator('button[data-pdf]').click().then(() => dialog(visitor).waitFor());

  /** What a download holds; kept beside the pictures when somebody looks. */
  async function read(download: Download, place: string): Promise<ReadPdf> {
    const file = readFileSync(await download.path());
    const shots = process.env['SIGNALBOX_SHOTS'];
    if (shots) {
      mkdirSync(shots, { recursive: true });
      writeFileSync(join(shots, `${place}.pdf`), file);
    }
    return readPdf(file);
  }
  /** Presses the button of the dialog; the file comes by itself. */
  async function made(visitor: Visitor, place: string): Promise<{ name: string; pdf: ReadPdf }> {
    const [download] = await Promise.all([visitor.page.waitForEvent('download'), visitor.page.locator('[data-pdf-make]').click()]);
    await visitor.page.locator('[data-pdf-status="ready"]').waitFor();
    return { name: download.suggestedFilename(), pdf: await read(download, place) };
  }

  test('an agent presses once and has what the page says; again with the notes for colleagues, marked', async () => {
    const title = unique('Printer prints blank pages');
    const requester = await people.as('requester');
    const key = await openTicket(requester.page, { title, description: 'Since Monday, on every floor.\n\n- second line', object: 'sw-core-1' });
    const agent = await people.as('agent', { path: `/tickets/${key}` });
    await press(agent.page, 'Claim');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    // What happened is told a moment after it is seen.
    await eventually(async () => (await readApi<{ items: { action: string }[] }>(agent.page, `/api/tickets/${key}/timeline`)).items.map(({ action }) => action)).toContain('task.claimed');
    for (const [visibility, text] of [['public', 'Which model is it?'], ['internal', 'Third time this month']] as const) await writeApi(agent.page, 'POST', `/api/tickets/${key}/comments`, { visibility, text });
    await agent.page.getByText('Third time this month').waitFor();

    await opened(agent);
    await agent.shot('pdf-dialog');
    const first = await made(agent, 'pdf-en');
    await agent.shot('pdf-ready');
    expect(first.name).toMatch(new RegExp(`^${key}-\\d{4}-\\d\\d-\\d\\d\\.pdf$`));
    for (const said of [key, title, 'In progress', 'Since Monday, on every floor.', 'Which model is it?', 'Ana Silva', 'Response', 'Resolution', 'Now at Diagnose', 'claimed Diagnose', 'times in Europe/Berlin', 'Made for Ana Silva']) expect(first.pdf.text).toContain(said);
    expect(first.pdf.text).not.toContain('Third time this month');
    expect(first.pdf.pages.at(-1)).toContain(`${first.pdf.pages.length} / ${first.pdf.pages.length}`);

    await dialog(agent).getByRole('checkbox').check();
    const whole = await made(agent, 'pdf-internal');
    for (const said of ['Third time this month', 'Internal', 'Holds notes for colleagues']) expect(whole.pdf.text).toContain(said);
    const [again] = await Promise.all([agent.page.waitForEvent('download'), agent.page.locator('[data-pdf-save]').click()]);
    expect((await read(again, 'pdf-again')).text).toBe(whole.pdf.text);

    await requester.page.goto(`/tickets/${key}?pdf=true`);
    await dialog(requester).waitFor();
    await eventually(() => dialog(requester).getByRole('checkbox').count()).toBe(0);
    const own = await made(requester, 'pdf-requester');
    expect(own.pdf.text).toContain('Which model is it?');
    expect(own.pdf.text).not.toContain('Third time this month');
  });

  test('by keyboard from anywhere on the ticket, closed while it is made, and on a phone', async () => {
    const agent = await people.as('agent');
    const { page } = agent;
    const key = await openTicket(page, { title: unique('Scanner is slow') });
    await page.keyboard.press('Control+k');
    await page.locator('input[role="combobox"]:focus').waitFor();
    await page.keyboard.type('PDF');
    await eventually(() => page.getByRole('option').first().innerText()).toBe(`Make a PDF of ${key}`);
    await page.keyboard.press('Enter');
    await dialog(agent).waitFor();
    expect(page.url()).toContain('pdf=true');
    await page.locator('input[role="combobox"]').waitFor({ state: 'detached' });
    await page.locator('[data-pdf-make]:focus').waitFor();
    // The file may be there before the dialog is closed, or come when it is opened again.
    const coming = page.waitForEvent('download');
    const [request] = await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/documents')), page.keyboard.press('Enter')]);
    expect(request.status()).toBe(200);
    await page.keyboard.press('Escape');
    await dialog(agent).waitFor({ state: 'hidden' });
    expect(page.url()).not.toContain('pdf=true');
    await opened(agent);
    expect((await read(await coming, 'pdf-keyboard')).text).toContain(key);
    await page.setViewportSize(phone);
    await agent.shot('pdf-ready');
    await page.emulateMedia({ colorScheme: 'dark' });
    await agent.shot('pdf-ready-dark');
  });

  test('in Arabic the page and the file speak Arabic, from right to left', async () => {
    const agent = await people.as('agent');
    const key = await openTicket(agent.page, { title: unique('المحوّل لا يستجيب'), description: 'منذ الصباح.' });
    const reader = await people.as('agent', { path: `/tickets/${key}`, locale: 'ar' });
    await opened(reader);
    await reader.shot('pdf-dialog-ar');
    await expectSpoken(reader.page, 'ar');
    const { pdf } = await made(reader, 'pdf-ar');
    await reader.shot('pdf-ready-ar');
    await expectSpoken(reader.page, 'ar');
    for (const word of ['السجل', 'الزمني', 'الطلب']) expect(pdf.told).toContain([...word.replaceAll('ا', '')].reverse().join(''));
    expect([...pdf.fonts.keys()].some((name) => name.startsWith('NotoNaskhArabic'))).toBe(true);
    expect([...pdf.fonts.values()].every((isEmbedded) => isEmbedded)).toBe(true);
    const chinese = await people.as('agent', { path: `/tickets/${key}`, locale: 'zh' });
    await chinese.page.goto(`/tickets/${key}?pdf=true`);
    expect((await made(chinese, 'pdf-zh')).pdf.text).toContain('时间线');
    await chinese.shot('pdf-ready-zh');
  });
});

describe('a portal without a browser', () => {
  const portal = testPortal({ env: { CHROME_BIN: '/nowhere/chrome' } });
  const people = testBrowser(() => portal.address());

  test('says that none is there, what an administrator can do, and offers to try again', async () => {
    const agent = await people.as('agent');
    const key = await openTicket(agent.page, { title: unique('Nothing to print with') });
    await agent.page.goto(`/tickets/${key}?pdf=true`);
    await agent.page.locator('[data-pdf-make]').click();
    await agent.page.getByText('There is no browser to make a PDF with.').waitFor();
    await agent.page.getByText('An administrator installs Chromium or Chrome where the worker runs').waitFor();
    await agent.shot('pdf-no-browser');
    await agent.page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click();
    await agent.page.getByText('There is no browser to make a PDF with.').waitFor();
  });
});
