/** Prints one page of HTML: no script runs, nothing is asked for, it ends in time. */
import type { Browser, HTTPRequest } from 'puppeteer-core';
import type { Stopping } from '#domain/document/document.ports';
import { CatalogueError } from '#domain/errors';

export interface Printed { pdf: Uint8Array; /** Requests the page made and did not get; 0 of every page of ours. */ refused: number }

/** Letters of ours stand in the page itself; they pass no network and cannot be stopped here. */
const isOwnFont = (request: HTTPRequest): boolean => request.url().startsWith('data:font/woff2;base64,');

/** Throws DOCUMENT_TOO_SLOW after `withinMs`; the browser may hang then. Ends when `stopping` says so. */
export async function printPage(browser: Browser, html: string, withinMs: number, stopping?: Stopping): Promise<Printed> {
  const context = await browser.createBrowserContext();
  const stop = (): void => { void context.close().catch(() => undefined); };
  let timer: NodeJS.Timeout | undefined;
  try {
    if (stopping?.aborted) throw new CatalogueError('DOCUMENT_TOO_SLOW');
    stopping?.addEventListener('abort', stop);
    const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new CatalogueError('DOCUMENT_TOO_SLOW')), withinMs); });
    return await Promise.race([print(), late]);
  } catch (thrown) {
    throw thrown instanceof Error && thrown.name === 'TimeoutError' ? new CatalogueError('DOCUMENT_TOO_SLOW') : thrown;
  } finally {
    clearTimeout(timer);
    stopping?.removeEventListener('abort', stop);
    stop();
  }

  async function print(): Promise<Printed> {
    let refused = 0;
    const page = await context.newPage();
    await page.setJavaScriptEnabled(false);
    await page.setOfflineMode(true);
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (isOwnFont(request)) return void request.continue().catch(() => undefined);
      refused += 1;
      // A jump that is called off leaves the page as it stands; one that is blocked would put the browser's own error in its place.
      void request.abort(request.isNavigationRequest() ? 'aborted' : 'blockedbyclient').catch(() => undefined);
    });
    await page.setContent(html, { waitUntil: 'load', timeout: withinMs });
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, waitForFonts: true, timeout: withinMs });
    return { pdf, refused };
  }
}
