/** A ticket as people see it: found in the list, its state, its clocks, what is asked next, and answering that. */
import type { Locator, Page } from 'playwright-core';
import { eventually } from './page.wait.ts';

/** The row of the list with this in its title; rows that came meanwhile are shown when they wait to be pressed. */
export async function rowInList(page: Page, title: string): Promise<Locator> {
  const row = page.locator('[data-ticket]', { hasText: title }).first();
  const waiting = page.getByRole('button', { name: /^\d+ new$/ });
  await eventually(async () => {
    if (await waiting.isVisible()) await waiting.click({ timeout: 2_000 }).catch(() => undefined);
    return row.isVisible();
  }, { message: `a row with "${title}" in the list` }).toBe(true);
  return row;
}

/** Clicks the row and waits for the ticket's page. Answers the key. */
export async function openFromList(page: Page, title: string): Promise<string> {
  const row = await rowInList(page, title);
  const key = await row.getAttribute('data-ticket') ?? '';
  await row.getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  return key;
}

export const stateOf = (page: Page): Locator => page.locator('article header [data-category]').first();
/** The mark in the ticket's head that its alarm is still firing. */
export const firingOf = (page: Page): Locator => page.locator('article header').getByText('The alarm is still firing');
/** What is asked of the reader, or who is waited for. */
export const nextPanel = (page: Page): Locator => page.getByRole('region', { name: 'Next' });
/** The chip of a clock in the facts beside the ticket: "Resolution: 7 h 59 m". */
export const clockChip = (page: Page, kind: 'Response' | 'Resolution'): Locator => page.locator('aside').getByRole('button', { name: new RegExp(`^${kind}: `) });

/** Hovers the clock and reads why it is due when it is; moves away again. While the page still arranges itself the clock may slip from under the pointer. */
export async function explanationOf(page: Page, kind: 'Response' | 'Resolution'): Promise<string> {
  const told = page.locator('.ant-popover:visible').filter({ hasText: kind });
  let text = '';
  await eventually(async () => {
    await page.mouse.move(0, 0);
    await clockChip(page, kind).hover();
    text = await told.filter({ has: page.getByRole('listitem') }).innerText({ timeout: 2_000 }).catch(() => '');
    return text;
  }, { message: `the explanation of the ${kind} clock` }).not.toBe('');
  await page.mouse.move(0, 0);
  await told.waitFor({ state: 'hidden' });
  return text;
}

/** Opens a ticket by the "New" button and the form. Answers its key. */
export async function openTicket(page: Page, ticket: { title: string; description?: string; object?: string }): Promise<string> {
  await page.getByRole('button', { name: 'New ticket' }).first().click();
  await page.locator('#ticket-title').fill(ticket.title);
  if (ticket.description) await page.locator('#ticket-description').fill(ticket.description);
  if (ticket.object) {
    await page.locator('#ticket-object').fill(ticket.object);
    await page.locator('.ant-select-item-option', { hasText: ticket.object }).first().click();
  }
  await page.getByRole('button', { name: 'Open ticket' }).click();
  await page.getByRole('heading', { level: 1, name: ticket.title }).waitFor();
  return /\/tickets\/([A-Z]+-\d+)/.exec(page.url())?.[1] ?? '';
}

/** Fills a field of the asked form by its label. */
export const fillIn = (page: Page, label: string, text: string): Promise<void> => nextPanel(page).getByLabel(label, { exact: false }).fill(text);
export const press = (page: Page, button: string): Promise<void> => nextPanel(page).getByRole('button', { name: button, exact: true }).click();

/** Sentences of the timeline about one kind of event, in order. Opens the timeline. */
export async function toldOf(page: Page, action: string): Promise<string[]> {
  const tab = page.getByRole('tab', { name: 'Timeline' });
  if (await tab.getAttribute('aria-selected') !== 'true') await tab.click();
  return page.locator(`[data-action="${action}"] > div > p`).allInnerTexts();
}

/** The value beside a name in the facts at the side: "Flow" gives "Incident, version 1". */
export const factOf = (page: Page, name: string): Promise<string> => page.locator('aside dl > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) }).locator('dd').innerText();
