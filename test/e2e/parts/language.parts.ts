/** What a page says to somebody who reads another language than English. */
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { Locale } from '#domain/values';
import { loadTexts, type TextKey, type Texts } from '#web/shell/texts/texts.ts';
import { englishKeys, wholeEnglish as english } from '#web/shell/texts/whole.ts';

/** Single words that stand in sentences only: icons of the library are named by the same ones. */
const inSentences = /^phrase\.word\./;

/** The portal's own words in a language, to find buttons and headings by. */
export const wordsOf = (locale: Locale): Promise<Texts> => loadTexts[locale]();

/**
 * No word of the portal's own stands there in English: every text that can be seen or is read out is compared with every English text of the tables that says something else in this
 * language. What people typed and names of things are theirs and may be in any language.
 */
export async function expectSpoken(page: Page, locale: Locale): Promise<void> {
  const own = locale === 'en' ? english : await wordsOf(locale);
  const foreign = new Set(englishKeys.filter((key) => !inSentences.test(key) && !/\{/.test(english.template(key)) && english.template(key) !== own.template(key as TextKey)).map((key) => english.template(key)));
  const seen = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    // Menus that were closed stay in the page, as they were, until they are opened again.
    const isThere = (element: Element | null): boolean => element !== null && element.checkVisibility({ visibilityProperty: true });
    const texts: string[] = [...document.querySelectorAll('[aria-label],[placeholder],[title]')].filter(isThere).flatMap((element) => ['aria-label', 'placeholder', 'title'].flatMap((name) => element.getAttribute(name) ?? []));
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) if (isThere(node.parentElement)) texts.push(node.textContent ?? '');
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  });
  expect(seen.length).toBeGreaterThan(10);
  expect(seen.filter((text) => foreign.has(text))).toEqual([]);
  expect(seen.filter((text) => /\{\w+\}/.test(text))).toEqual([]);
}
