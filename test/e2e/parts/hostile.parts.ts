/** Text that means harm or breaks layouts, and what holds on any page that shows it: no script ran, nothing of it became an element, its direction stays inside it, nothing sticks out. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Sets `ran` on the window when any of it is taken for more than text. */
export const markup = `<img src=x onerror="window.ran='markup'"><script>window.ran='script'</script>`;
export const templates = `{{constructor.constructor('window.ran=1')()}} \${7*7} #{7*7} <%= 7*7 %> [[7*7]]`;
/** Right-to-left override and embedding that are never closed: what follows them must not turn around. */
export const bidi = '\u202Etxt.exe \u202Bgnp \u2067tfel';
export const hostile = `${markup} ${templates} ${bidi}`;
/** Characters without a place to break. */
export const unbroken = (length: number): string => 'W'.repeat(length);

interface Harm { ran: unknown; elements: string[]; turned: string[]; sticksOut: string[] }

/** Waits until the page shows `words` as text, then looks for harm. */
export async function expectPlain(page: Page, words: string): Promise<void> {
  await page.getByText(words, { exact: false }).first().waitFor();
  const harm = await page.evaluate((): Harm => {
    const nodes: Text[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    const isIsolated = (text: Text): boolean => {
      for (let at = text.parentElement; at; at = at.parentElement) {
        if (['isolate', 'isolate-override', 'plaintext'].includes(getComputedStyle(at).unicodeBidi)) {
          // A block isolates its lines from others, not this text from what stands on the same line.
          const own = at.textContent ?? '';
          return own.trim() === (text.data).trim() || at.tagName === 'BDI';
        }
      }
      return false;
    };
    const wide = [document.documentElement, document.getElementById('page')].filter((box): box is HTMLElement => box !== null && box.scrollWidth > box.clientWidth + 1);
    return {
      ran: (globalThis as { ran?: unknown }).ran ?? null,
      elements: Array.from(document.querySelectorAll('img[src="x"], [onerror], #page script')).map((element) => element.outerHTML.slice(0, 120)),
      turned: nodes.filter((text) => /[\u202A-\u202E\u2066-\u2069]/.test(text.data) && !isIsolated(text)).map((text) => `${text.parentElement?.tagName} ${text.parentElement?.className}: ${text.data.slice(0, 60)}`),
      sticksOut: wide.length === 0 ? [] : Array.from(document.querySelectorAll('#page *')).filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && element.children.length === 0).slice(0, 5).map((element) => `${element.tagName} ${element.className} in ${element.parentElement?.className}: ${(element.textContent ?? '').slice(0, 40)}`).concat(wide.map((box) => `${box.tagName} is ${box.scrollWidth} wide, shows ${box.clientWidth}`)),
    };
  });
  expect.soft(harm, `${page.url()} at ${page.viewportSize()?.width} px`).toEqual({ ran: null, elements: [], turned: [], sticksOut: [] });
}
