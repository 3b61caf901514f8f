/** How long a page takes until it can be used, in a headless Chromium of its own, and what it fetches for that. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { parseStarterSettings } from '#domain/settings';
import { browserArguments, locateBrowser } from '#embedded/browser';
import { silentLog } from '#embedded/located';

export interface Seen { ms: number; bytes: number }
export interface Watched {
  /** A fresh context, nothing kept, signed in; then the page once in it. */
  first(path: string, isUsable: string): Promise<Seen>;
  /** In a context that has been there before. */
  again(path: string, isUsable: string): Promise<Seen>;
  close(): Promise<void>;
}

/** Opens and signs in as the account named by the embedded sign-in page. `isUsable` of a page is what stands on it when it can be used; nothing may be loading then. */
export async function watchedBrowser(address: string, account: string): Promise<Watched> {
  const located = await locateBrowser(parseStarterSettings(process.env), silentLog);
  const browser: Browser = await chromium.launch({ executablePath: located.path, args: browserArguments() });
  let known: BrowserContext | null = null;
  const signedIn = async (): Promise<BrowserContext> => {
    // Waiting in the page is text that is evaluated there, which its policy forbids to everybody else.
    const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1440, height: 900 }, baseURL: address, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto('/signed-in');
    const button = page.locator(`button[data-account="${account}"]`);
    await button.waitFor({ state: 'attached' });
    if (!await button.isVisible()) await page.locator('details summary').click();
    await button.click();
    await page.locator('#page').waitFor();
    await page.close();
    return context;
  };
  async function seen(context: BrowserContext, path: string, isUsable: string): Promise<Seen> {
    const page = await context.newPage();
    try {
      await page.goto(path, { waitUntil: 'commit' });
      await page.waitForFunction(usable(isUsable), undefined, { polling: 'raf' });
      return await page.evaluate<Seen>(figures);
    } finally {
      await page.close();
    }
  }
  return {
    async first(path, isUsable) {
      const context = await signedIn();
      // Signing in has filled the cache: a first load has none.
      const page = await context.newPage();
      await clearCache(page);
      await page.close();
      const found = await seen(context, path, isUsable);
      await context.close();
      return found;
    },
    async again(path, isUsable) {
      known ??= await signedIn();
      return seen(known, path, isUsable);
    },
    close: () => browser.close(),
  };
}

async function clearCache(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.detach();
}

/** In the page: what makes it usable is there, and nothing says that it is loading. */
const usable = (selector: string): string => `document.querySelector(${JSON.stringify(selector)}) !== null && document.querySelector('#page [role="status"] > .visually-hidden') === null`;
/** In the page: milliseconds since the navigation began, and bytes of what it fetched, as they came over the wire. */
const figures = `({ ms: Math.round(performance.now()), bytes: [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')].reduce((sum, entry) => sum + entry.transferSize, 0) })`;
