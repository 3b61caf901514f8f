/**
 * Real headless Chromium for the browser tests: people who sign in by clicking their account on the sign-in page, each in a browser context of their own.
 * After each test everything a page complained of fails it; a failed test leaves pictures and what the pages did, and says where.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Locale } from '#domain/values';
import { parseStarterSettings } from '#domain/settings';
import { browserArguments, locateBrowser } from '#embedded/browser';
import { silentLog } from '#embedded/located';
import { portalClient } from '../builders/portal-client.ts';
import { watchContext, type Watch } from './browser.watch.ts';
import { patienceMs } from './eventually.ts';

/** Accounts of the demonstration company, and those a test added itself. */
export type Account = `added-${string}` | 'requester' | 'agent' | 'agent2' | 'lin' | 'owner' | 'manager' | 'manager2' | 'admin' | 'henrik' | 'clara' | 'jonas';
export interface Viewport { width: number; height: number }
export const desk: Viewport = { width: 1440, height: 900 };
export const phone: Viewport = { width: 390, height: 844 };

/** Somebody at a browser of their own. */
export interface Visitor {
  name: string;
  page: Page;
  context: BrowserContext;
  /** Announces a fault that belongs to what the test shows; the reason is for the reader. */
  expectFault: Watch['announce'];
  /** Keeps a picture of what is seen as `<place>-<width>.png` when SIGNALBOX_SHOTS names a folder. */
  shot(place: string): Promise<void>;
}
export interface Visit { viewport?: Viewport; path?: string; /** Signed in by nobody. */ isStranger?: boolean; /** Chosen in the portal's own menu after signing in. Default: what the directory says of the account, English for all but `lin`. */ locale?: Locale }
export interface TestBrowser {
  /** Opens the portal in a fresh context and signs in: whoever comes first by clicking, the others by the same requests without a page, for each a session of its own. */
  as(account: Account, visit?: Visit): Promise<Visitor>;
  /** The portal in a fresh context, nobody signed in. */
  stranger(visit?: Visit): Promise<Visitor>;
}

const isTraced = process.env['SIGNALBOX_TRACE'] === 'true';

/** Registers the browser with the test file that calls it; `address` is asked when somebody comes. */
export function testBrowser(address: () => string): TestBrowser {
  let browser: Browser | null = null;
  let hasSignedIn = false;
  let here: { visitor: Visitor; watch: Watch }[] = [];
  beforeAll(async () => {
    const located = await locateBrowser(parseStarterSettings(process.env), silentLog);
    browser = await chromium.launch({ executablePath: located.path, args: browserArguments() });
  });
  afterAll(async () => { await browser?.close(); });
  afterEach(async ({ task }) => {
    const leaving = here;
    here = [];
    const isFailed = task.result?.state === 'fail';
    const faults = leaving.flatMap(({ visitor, watch }) => watch.faults().map((fault) => `${visitor.name}: ${fault}`));
    if (isFailed || faults.length > 0) await leaveEvidence(task.name, leaving);
    for (const { visitor } of leaving) await visitor.context.close();
    if (faults.length > 0) throw new Error(`pages complained:\n${faults.join('\n')}`);
  });

  const open = async (name: string, visit: Visit, cookies: CookiesOf = []): Promise<Visitor> => {
    if (!browser) throw new Error('the browser is not there yet');
    const context = await browser.newContext({ viewport: visit.viewport ?? desk, locale: 'en-GB', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce', baseURL: address() });
    context.setDefaultTimeout(patienceMs);
    // It keeps every answer with its body (an eighth of the processor) and the page at every action (a sixth more): only for somebody who looks for something.
    if (isTraced) await context.tracing.start({ snapshots: true, screenshots: false });
    await context.addCookies(cookies);
    const watch = await watchContext(context);
    const page = await context.newPage();
    const visitor: Visitor = { name, page, context, expectFault: (pattern, reason) => watch.announce(pattern, reason), shot: (place) => keepShot(page, place) };
    here.push({ visitor, watch });
    await page.goto(visit.path ?? '/');
    return visitor;
  };
  return {
    stranger: (visit = {}) => open('stranger', visit),
    async as(account, visit = {}) {
      const visitor = hasSignedIn ? await open(account, visit, await signedIn(account, address())) : await open(account, visit);
      if (hasSignedIn) await visitor.page.locator('#page').waitFor();
      else await signIn(visitor.page, account);
      hasSignedIn = true;
      if (visit.locale) await chooseLanguage(visitor.page, visit.locale);
      return visitor;
    },
  };
}

type CookiesOf = Parameters<BrowserContext['addCookies']>[0];
async function signedIn(account: Account, address: string): Promise<CookiesOf> {
  const client = portalClient(address);
  await client.signIn(account);
  return [...client.cookies].map(([name, value]) => ({ name, value, url: address }));
}

/** Clicks the account on the sign-in page and waits for the portal's frame. */
export async function signIn(page: Page, account: Account): Promise<void> {
  const button = page.locator(`button[data-account="${account}"]`);
  await button.waitFor({ state: 'attached' });
  if (!await button.isVisible()) await page.locator('details summary').click();
  await button.click();
  await page.locator('#page').waitFor();
}

/** The language in the menu behind the person's picture, as they do it; without a reload. */
export async function chooseLanguage(page: Page, locale: Locale): Promise<void> {
  await page.locator('button[data-me]').click();
  // Kept only then: the next page asks the server.
  await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/api/me/preferences')), page.locator(`[role="menuitemradio"] [lang="${locale}"]`).click()]);
  await page.locator(`html[lang^="${locale}"]`).waitFor({ state: 'attached' });
}

async function keepShot(page: Page, place: string): Promise<void> {
  const folder = process.env['SIGNALBOX_SHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
  await page.screenshot({ path: join(folder, `${place}-${page.viewportSize()?.width ?? 0}.png`) });
}

/** A picture, the page's story, and a trace where one was kept; the end of the story is printed, for whoever has only the output. */
async function leaveEvidence(test: string, leaving: readonly { visitor: Visitor; watch: Watch }[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-e2e-failed-'));
  for (const [at, { visitor: { name, page, context }, watch }] of leaving.entries()) {
    const stem = join(folder, `${at}-${name}`);
    await page.screenshot({ path: `${stem}.png`, timeout: 5_000 }).catch(() => undefined);
    if (isTraced) await context.tracing.stop({ path: `${stem}.trace.zip` }).catch(() => undefined);
    writeFileSync(`${stem}.log`, watch.story().join('\n'));
    console.error(`"${test}": ${name} was at ${page.url()}; picture and story: ${stem}.png, ${stem}.log${isTraced ? `, trace: ${stem}.trace.zip` : ' (SIGNALBOX_TRACE=true keeps a trace too)'}\n  ${[...watch.story().slice(0, -15).filter((line) => / said /.test(line)), ...watch.story().slice(-15)].join('\n  ')}`);
  }
}
