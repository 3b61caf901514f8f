/** Collects whatever goes wrong in a page without anybody looking: console errors, uncaught errors, refused policies, failed and refused requests. A test fails on any it did not announce. */
import type { BrowserContext, Page } from 'playwright-core';

export interface Announced { pattern: RegExp; reason: string }

export interface Watch {
  /** What nobody announced, in the order it happened. */
  faults(): string[];
  /** A fault that belongs to what the test shows, with the reason; from now on. */
  announce(pattern: RegExp, reason: string): void;
  /** What the pages did, oldest first, with seconds since they came: where they went, what was answered, what they said. The last 400 lines. */
  story(): readonly string[];
}

/** Holds for every page of every test. */
const always: readonly Announced[] = [
  { pattern: /^request failed: .* net::ERR_ABORTED$/, reason: 'the page was left, or newer data was asked for, while an answer was on its way' },
  { pattern: /^401 GET \/api\/me$/, reason: 'how the portal finds out that nobody is signed in yet' },
];
/** The browser's own line about an answer of 400 or more; the answer itself is collected with its address. */
const isEcho = (text: string): boolean => text.startsWith('Failed to load resource:');

/** Call before the first page of the context opens. */
export async function watchContext(context: BrowserContext): Promise<Watch> {
  const seen: string[] = [];
  const announced: Announced[] = [...always];
  const [story, cameAt] = [[] as string[], Date.now()];
  const tell = (line: string): void => { story.push(`+${((Date.now() - cameAt) / 1_000).toFixed(2)} s ${line}`); if (story.length > 400) story.shift(); };
  const see = (fault: string): void => { if (!announced.some(({ pattern }) => pattern.test(fault))) seen.push(fault); };
  await context.exposeBinding('reportPolicyViolation', (_source, told: string) => see(`policy violation: ${told}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (globalThis as unknown as { reportPolicyViolation?: (told: string) => void }).reportPolicyViolation;
      report?.(`${event.effectiveDirective} refused ${event.blockedURI || 'inline'} on ${location.pathname} (${event.sourceFile}:${event.lineNumber}) ${event.sample}`);
    });
  });
  context.on('page', (page) => { watchPage(page, see, tell); followPage(page, tell); });
  return { faults: () => [...seen], announce: (pattern, reason) => { announced.push({ pattern, reason }); }, story: () => story };
}

function watchPage(page: Page, see: (fault: string) => void, tell: (line: string) => void): void {
  page.on('console', (message) => {
    if (message.type() === 'error' && !isEcho(message.text())) see(`console error: ${message.text().slice(0, 600)}`);
    if (message.type() === 'warning' && /Content.Security.Policy/i.test(message.text())) see(`console warning: ${message.text().slice(0, 600)}`);
  });
  page.on('pageerror', (error) => see(`uncaught: ${error.stack ?? error.message}`.slice(0, 1_200)));
  page.on('crash', () => see('the page crashed'));
  page.on('requestfailed', (request) => see(`request failed: ${request.method()} ${pathOf(request.url())} ${request.failure()?.errorText ?? ''}`));
  page.on('response', (response) => {
    if (response.status() < 400) return;
    see(`${response.status()} ${response.request().method()} ${pathOf(response.url())}`);
    // A fault of the server is rare and seldom comes twice: what it said of itself goes into the story.
    if (response.status() >= 500) response.text().then((text) => tell(`${response.status()} said ${text.slice(0, 300)}`), () => undefined);
  });
}

function followPage(page: Page, tell: (line: string) => void): void {
  page.on('framenavigated', (frame) => tell(`at ${frame.url()}`));
  page.on('response', (response) => { if (response.request().resourceType() !== 'script') tell(`${response.status()} ${response.request().method()} ${pathOf(response.url())}`); });
  page.on('console', (message) => tell(`${message.type()}: ${message.text().slice(0, 300)}`));
}

const pathOf = (address: string): string => { const url = new URL(address); return url.pathname; };
