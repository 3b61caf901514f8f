/** Fields for days, as somebody at the keyboard fills them. */
import type { Locator, Page } from 'playwright-core';

/** Types a day ("2026-12-01", which every language takes) and has it taken. */
export async function typeDay(field: Locator, day: string): Promise<void> {
  await field.fill(day);
  await field.press('Enter');
}

/** The calendar or list of times that is open. */
export const openPicker = (page: Page): Locator => page.locator('.ant-picker-dropdown:visible');
