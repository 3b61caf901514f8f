/** The catalogue and one's own request as a requester sees them. */
import type { Locator, Page } from 'playwright-core';

/** A field of an item's form, by its name in the schema. */
export const fieldOf = (page: Page, item: string, field: string): Locator => page.locator(`#form-request-${item}_${field}`);

/** Chooses in a drop-down list of a form. */
export async function choose(page: Page, list: Locator, text: string): Promise<void> {
  await list.click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: text }).first().click();
}

/** Finds an item by typing and opens its form. */
export async function openItem(page: Page, typed: string, item: string): Promise<void> {
  await page.goto('/requests');
  await page.getByRole('textbox').first().fill(typed);
  await page.locator(`[data-item="${item}"]`).first().click();
  await page.locator(`form[data-item="${item}"]`).waitFor();
}
