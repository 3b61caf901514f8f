/** Files as people add and fetch them: by the dialog, by dropping, by pasting a screenshot; and what a browser saved. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';

export interface Given { name: string; mimeType: string; buffer: Buffer }
export const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Chooses files in the dialog behind the button of this part of the page. */
export const chooseFiles = (part: Locator, files: readonly Given[]): Promise<void> => part.locator('input[type="file"]').first().setInputFiles(files.map((file) => ({ ...file })));

/** A file of what is to be sent, by name. */
export const inTray = (page: Page, name: string): Locator => page.locator(`[data-state][data-file="${name}"]`);
/** A file that was added, by name. */
export const cardOf = (page: Page, name: string): Locator => page.locator(`[data-file="${name}"]:not([data-state])`);

async function transfer(page: Page, files: readonly Given[]) {
  return page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, type, base64 } of given) data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
    return data;
  }, files.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, base64: buffer.toString('base64') })));
}

/** Drags files over a part of the page and lets them go. */
export async function dropOn(page: Page, part: Locator, files: readonly Given[]): Promise<void> {
  const dataTransfer = await transfer(page, files);
  for (const type of ['dragenter', 'dragover', 'drop']) await part.dispatchEvent(type, { dataTransfer });
}

/** Pastes files, as a screenshot comes from the clipboard. */
export async function pasteInto(page: Page, part: Locator, files: readonly Given[]): Promise<void> {
  const data = await transfer(page, files);
  await part.evaluate((element, clipboardData) => { element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })); }, data);
}

/** Saves a file by its name and reads what was saved. */
export async function saveFile(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const [saved] = await Promise.all([page.waitForEvent('download'), cardOf(page, name).first().getByRole('button', { name: `Save ${name}` }).click()]);
  return { name: saved.suggestedFilename(), bytes: readFileSync(await saved.path()) };
}
