/** Files go with tickets, messages and requests: by dialog, drop and paste, refused when they lie with what was typed kept, fetched as they were, removed with a trace, and all of it on a phone. */
import { describe, expect, test, vi } from 'vitest';
import { desk, phone, testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { pngOf, samples } from '#test/builders/file.builder';
import { barriersOn } from './parts/axe.parts.ts';
import { cardOf, chooseFiles, dropOn, inTray, pasteInto, saveFile, shaOf } from './parts/file.parts.ts';
import { expectSpoken } from './parts/language.parts.ts';
import { eventually, readApi } from './parts/page.wait.ts';
import { fieldOf } from './parts/request.parts.ts';
import { openFromList, toldOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 900_000 });
const picture = { name: 'screen 工单.png', mimeType: 'image/png', buffer: pngOf(320, 180) };
const log = { name: 'gateway.log', mimeType: 'text/plain', buffer: Buffer.from('2026-11-27 ERROR no route\n'.repeat(2_000)) };
const lie = { name: 'holiday.png', mimeType: 'image/png', buffer: samples.html };

const composer = ({ page }: Visitor) => page.locator('form[data-visibility]');
const message = ({ page }: Visitor) => page.getByRole('textbox', { name: 'Message' });
const send = ({ page }: Visitor): Promise<void> => page.getByRole('button', { name: 'Send', exact: true }).click();
const darkly = async (visitor: Visitor, place: string): Promise<void> => {
  await visitor.page.emulateMedia({ colorScheme: 'dark' });
  await visitor.shot(`${place}-dark`);
  await visitor.page.emulateMedia({ colorScheme: 'light' });
};
const fits = async ({ page }: Visitor): Promise<void> => { await eventually(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width); };

describe('files', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('go with a new ticket, a message and a note, and come back as they were', async () => {
    const title = unique('Files');
    const rosa = await people.as('requester', { path: '/tickets/new' });
    await rosa.page.locator('#ticket-title').fill(title);
    await rosa.page.locator('#ticket-description').fill('See the picture.');
    await rosa.page.locator('#ticket-object').fill('sw-core-1');
    await rosa.page.locator('.ant-select-item-option', { hasText: 'sw-core-1' }).first().click();
    await chooseFiles(rosa.page.locator('#page form'), [picture]);
    await inTray(rosa.page, picture.name).and(rosa.page.locator('[data-state="sent"]')).waitFor();

    // What lies is refused and says what it is; what was typed, and the file that is right, stay. So they do over a reload.
    rosa.expectFault(/422/, 'a file that lies is refused');
    await dropOn(rosa.page, rosa.page.locator('#page form'), [lie]);
    const refused = inTray(rosa.page, lie.name);
    await refused.and(rosa.page.locator('[data-code="FILE_TYPE_LIES"]')).waitFor();
    await eventually(() => refused.innerText()).toContain('says it is a PNG image, but its content is a web page (HTML)');
    await eventually(() => rosa.page.getByRole('button', { name: 'Open ticket' }).isDisabled()).toBe(true);
    await rosa.shot('files-refused');
    await darkly(rosa, 'files-refused');
    expect(await barriersOn(rosa.page)).toEqual([]);
    await refused.getByRole('button', { name: `Take out ${lie.name}` }).click();
    await rosa.page.reload();
    await inTray(rosa.page, picture.name).and(rosa.page.locator('[data-state="sent"]')).waitFor();
    await eventually(() => rosa.page.locator('#ticket-title').inputValue()).toBe(title);
    await rosa.page.getByRole('button', { name: 'Open ticket' }).click();
    await rosa.page.getByRole('heading', { level: 1, name: title }).waitFor();

    // A screenshot is pasted, a log dropped, and both sent without a word.
    await cardOf(rosa.page, picture.name).first().waitFor();
    await pasteInto(rosa.page, message(rosa), [{ name: 'image.png', mimeType: 'image/png', buffer: pngOf(64, 64) }]);
    await dropOn(rosa.page, composer(rosa).locator('textarea'), [log]);
    await eventually(() => rosa.page.locator('[data-state="sent"]').count()).toBe(2);
    await rosa.shot('files-composer');
    await send(rosa);
    await eventually(() => rosa.page.locator('[data-state]').count()).toBe(0);

    // The agent sees them as they come, opens the picture and saves what was sent.
    const agent = await people.as('agent', { path: '/tickets' });
    const key = await openFromList(agent.page, title);
    await eventually(() => agent.page.locator('aside img').count(), { message: 'pictures in the facts' }).toBe(2);
    await eventually(() => agent.page.locator('aside img').first().evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(320);
    for (const given of [log, picture]) {
      const saved = await saveFile(agent.page, given.name);
      expect([saved.name, shaOf(saved.bytes)]).toEqual([given.name, shaOf(given.buffer)]);
    }
    await agent.shot('files-ticket');
    await darkly(agent, 'files-ticket');
    expect(await barriersOn(agent.page)).toEqual([]);

    // A note for colleagues keeps its file to them.
    await agent.page.getByText('Internal', { exact: true }).click();
    await message(agent).fill('Only for us');
    await chooseFiles(composer(agent), [{ name: 'plan.pdf', mimeType: 'application/pdf', buffer: samples.pdf }]);
    await inTray(agent.page, 'plan.pdf').and(agent.page.locator('[data-state="sent"]')).waitFor();
    await send(agent);
    await cardOf(agent.page, 'plan.pdf').first().waitFor();
    await rosa.page.reload();
    await cardOf(rosa.page, log.name).first().waitFor();
    await eventually(() => cardOf(rosa.page, 'plan.pdf').count()).toBe(0);

    // Who sent it takes it away: the bytes go, that it was there stays.
    const own = cardOf(rosa.page, log.name).first();
    await own.getByRole('button', { name: `Remove ${log.name}` }).click();
    await rosa.page.locator('.ant-popover:visible').getByRole('button', { name: 'Remove', exact: true }).click();
    await rosa.page.locator(`[data-file="${log.name}"][data-removed="true"]`).first().waitFor();
    await agent.page.locator(`[data-file="${log.name}"][data-removed="true"]`).first().waitFor();
    await eventually(async () => (await toldOf(agent.page, 'file.removed'))[0] ?? '').toContain(log.name);
    await eventually(() => toldOf(agent.page, 'file.added')).toHaveLength(4);
    await agent.shot('files-timeline');
    const files = await readApi<{ items: { name: string; removed: object | null }[] }>(rosa.page, `/api/tickets/${key}/files`);
    expect(files.items.map(({ name, removed }) => [name, removed !== null])).toContainEqual([log.name, true]);
  });

  test('answer a question of a form, and are there on the request', async () => {
    const rosa = await people.as('requester', { path: '/requests/new/report-problem' });
    const form = rosa.page.locator('form[data-item="report-problem"]');
    await fieldOf(rosa.page, 'report-problem', 'what').fill('The beamer hums');
    await chooseFiles(form.locator('[data-file-field]'), [picture, log]);
    await eventually(() => rosa.page.locator('[data-state="sent"]').count()).toBe(2);
    await rosa.page.locator('[data-kept="kept"]').waitFor();
    await rosa.shot('files-form');

    // On another device it goes on; one is taken out there.
    const phoneRosa = await people.as('requester', { path: '/requests/new/report-problem', viewport: phone });
    await eventually(() => phoneRosa.page.locator('[data-state="sent"]').count()).toBe(2);
    await phoneRosa.shot('files-form');
    await fits(phoneRosa);
    await inTray(phoneRosa.page, log.name).getByRole('button', { name: `Take out ${log.name}` }).click();
    await eventually(() => phoneRosa.page.locator('[data-state="sent"]').count()).toBe(1);
    await phoneRosa.page.getByRole('button', { name: 'Send request' }).click();
    await phoneRosa.page.getByRole('heading', { level: 1 }).first().waitFor();
    await cardOf(phoneRosa.page, picture.name).first().waitFor();
    await fits(phoneRosa);
    await phoneRosa.shot('files-request');

    // In the conversation of the request, on the phone.
    await chooseFiles(composer(phoneRosa), [{ ...picture, name: 'second.png' }]);
    await inTray(phoneRosa.page, 'second.png').and(phoneRosa.page.locator('[data-state="sent"]')).waitFor();
    await send(phoneRosa);
    await cardOf(phoneRosa.page, 'second.png').first().waitFor();
    await fits(phoneRosa);
    await phoneRosa.page.setViewportSize(desk);
    await phoneRosa.shot('files-request');
    expect(await barriersOn(phoneRosa.page)).toEqual([]);
  });

  test('are sent again after a broken line, and no more when they are cancelled; the keyboard suffices', async () => {
    const rosa = await people.as('requester', { path: '/tickets/new' });
    rosa.expectFault(/ERR_CONNECTION_FAILED|ERR_FAILED|ERR_ABORTED/, 'the line is cut by the test');
    await rosa.page.route('**/api/files?*', (route) => route.abort('connectionfailed'), { times: 1 });
    await chooseFiles(rosa.page.locator('#page form'), [picture]);
    const refused = inTray(rosa.page, picture.name).and(rosa.page.locator('[data-code="OFFLINE"]'));
    await refused.getByRole('button', { name: 'Try again' }).press('Enter');
    await inTray(rosa.page, picture.name).and(rosa.page.locator('[data-state="sent"]')).waitFor();

    await rosa.page.route('**/api/files?*', () => undefined);
    await chooseFiles(rosa.page.locator('#page form'), [log]);
    await inTray(rosa.page, log.name).and(rosa.page.locator('[data-state="sending"]')).getByRole('button', { name: `Cancel sending ${log.name}` }).press('Enter');
    await eventually(() => rosa.page.locator('[data-state]').count()).toBe(1);
    await rosa.page.unrouteAll({ behavior: 'ignoreErrors' });
    const [dialog] = await Promise.all([rosa.page.waitForEvent('filechooser'), rosa.page.getByRole('button', { name: 'Add files' }).press('Enter')]);
    await dialog.setFiles([{ ...log }]);
    await eventually(() => rosa.page.locator('[data-state="sent"]').count()).toBe(2);
    await rosa.page.reload();
    await eventually(() => rosa.page.locator('[data-state="sent"]').count()).toBe(2);
  });

  test('say what they are and what is wrong in the reader\'s language', async () => {
    for (const locale of ['zh', 'ar'] as const) {
      const visitor = await people.as('requester', { path: '/tickets/new', locale });
      visitor.expectFault(/422/, 'a file that lies is refused');
      await visitor.page.locator('#ticket-title').fill('2026');
      await chooseFiles(visitor.page.locator('#page form'), [picture, lie]);
      await inTray(visitor.page, lie.name).and(visitor.page.locator('[data-code="FILE_TYPE_LIES"]')).waitFor();
      await inTray(visitor.page, picture.name).and(visitor.page.locator('[data-state="sent"]')).waitFor();
      await expectSpoken(visitor.page, locale);
      await visitor.shot(`files-${locale}`);
      await visitor.page.setViewportSize(phone);
      await fits(visitor);
      await visitor.shot(`files-${locale}`);
    }
  });
});
