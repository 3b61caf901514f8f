/** What was not understood is replayed after its source was mended, and the events tell who did it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import mongoose from 'mongoose';
import { desk, phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { createDeadLetterRepo } from '#store/alarm/dead-letter.repo';
import { eventually, readApi } from './parts/page.wait.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 240_000 });

describe('dead letters and events', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());
  /** As it was kept when the mapping did not understand what it understands now. */
  async function bury(name: string): Promise<void> {
    const connection = await mongoose.createConnection(portal.stack().mongoUri).asPromise();
    const body = JSON.stringify({ version: '4', alerts: [{ status: 'firing', labels: { alertname: name, instance: name }, fingerprint: name }] });
    await createDeadLetterRepo(connection).bury({ at: new Date(), source: 'alertmanager', code: 'ALARM_BODY_WRONG', reason: `${name} was not understood then`, body, requestId: 'of the test' });
    await connection.close();
  }

  test('a letter comes without reload, is replayed and goes; what is still not understood stays and says why', async () => {
    const admin = await people.as('admin', { path: '/settings?section=deadLetters' });
    const { page } = admin;
    await page.getByText('Everything was understood').waitFor();
    const [mended, other] = [unique('mended'), unique('other')];
    await bury(mended);
    const letters = page.locator('[data-letter]');
    await letters.filter({ hasText: mended }).getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('Understood: 1 alarm was taken, 1 of them news.').waitFor();
    await eventually(() => letters.count()).toBe(0);

    await bury(other);
    for (const wrong of ['3', '2']) expect(await portal.postWebhook(JSON.stringify({ version: wrong, alerts: [] }))).toBe(422);
    await eventually(() => letters.count()).toBe(3);
    await admin.shot('letters-replay');
    await page.getByRole('button', { name: 'Replay all of this source' }).click();
    await page.getByText('3 bodies were read again: 1 understood and gone, 2 still here.').waitFor();
    await eventually(() => page.locator('[data-fate="refused"]').allInnerTexts()).toEqual(['Still not understood, tried once: version: expected "4", found "3"', 'Still not understood, tried once: version: expected "4", found "2"']);
    await eventually(() => letters.count()).toBe(2);
    await letters.first().getByText('replayed once').waitFor();
    await admin.shot('letters-replayed');
    await page.setViewportSize(phone);
    await admin.shot('letters-replayed');

    for (const name of [mended, other]) await eventually(async () => (await readApi<{ items: unknown[] }>(page, `/api/alarm-groups?state=firing&q=${name}`)).items.length).toBe(1);
    await page.goto('/alarms');
    for (const name of [mended, other]) await page.getByRole('link', { name, exact: false }).first().waitFor();
  });

  test('the events say who did what to what, are filtered by the address, wait when they are new, and are saved as a file', async () => {
    const admin = await people.as('admin', { path: '/events' });
    const { page } = admin;
    const rows = page.locator('[data-event]');
    await rows.first().waitFor();
    await admin.shot('events');
    await page.goto('/events?family=alarm');
    await page.locator('[data-action="deadLetter.replayed"]').first().waitFor();
    await eventually(() => page.locator('[data-action="deadLetter.replayed"]').first().innerText()).toContain('You');
    const shown = await rows.first().getAttribute('data-event');

    const late = unique('late');
    await bury(late);
    const helper = await people.as('admin', { path: '/settings?section=deadLetters' });
    await helper.page.locator('[data-letter]').filter({ hasText: late }).getByRole('button', { name: 'Replay', exact: true }).click();
    await helper.page.getByText('Understood: 1 alarm was taken, 1 of them news.').waitFor();
    await page.getByRole('button', { name: /^\d+ new$/ }).waitFor();
    expect(await rows.first().getAttribute('data-event'), 'nothing jumps').toBe(shown);
    await admin.shot('events-new');
    await page.getByRole('button', { name: /^\d+ new$/ }).click();
    await eventually(() => rows.first().getAttribute('data-event')).not.toBe(shown);

    await page.locator('[data-action="deadLetter.replayed"]').first().getByText('Details').click();
    await admin.shot('events-details');
    await page.locator('[data-action="deadLetter.replayed"]').first().getByRole('link', { name: /^Only what is about/ }).click();
    await eventually(() => new URL(page.url()).search).toContain('subject=alarmSource');
    await eventually(() => page.getByRole('textbox', { name: 'Ticket, such as INC-1042' }).inputValue()).toContain('alarmSource');
    await page.locator('ol[data-old="false"]').waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /CSV/ }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^events-.*\.csv$/);
    const lines = readFileSync(await file.path(), 'utf8').trim().split('\r\n');
    expect(lines.slice(1).length).toBe(await rows.count());
    expect(lines.slice(1).every((line) => line.includes('"deadLetter.replayed"') && line.includes('alarmSource:alertmanager'))).toBe(true);

    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.setViewportSize(phone);
    await rows.nth(2).waitFor();
    await admin.shot('events');
    await page.setViewportSize(desk);
  });

  test('an agent finds the events of their teams\' things and no sign-ins', async () => {
    const agent = await people.as('agent', { path: '/events' });
    await agent.page.locator('[data-event]').first().waitFor();
    await agent.shot('events-agent');
    await agent.page.goto('/events?family=session');
    await agent.page.getByText('No event matches').waitFor();
  });

  test('what comes after a page was read and before it is connected is shown all the same', async () => {
    const { page } = await people.as('admin');
    let connect: () => void = () => undefined;
    const mayConnect = new Promise<void>((resolve) => { connect = resolve; });
    await page.routeWebSocket(/socket\.io/, async (socket) => { await mayConnect; socket.connectToServer(); });
    await page.goto('/settings?section=deadLetters');
    await page.locator('[data-letter]').first().waitFor();
    const connected = await people.as('admin', { path: '/settings?section=deadLetters' });
    await connected.page.locator('[data-letter]').first().waitFor();
    const early = unique('early');
    await bury(early);
    await connected.page.locator('[data-letter]').filter({ hasText: early }).waitFor();
    connect();
    await page.locator('[data-letter]').filter({ hasText: early }).waitFor();
  });
});
