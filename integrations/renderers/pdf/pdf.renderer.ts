/** Turns a document into a PDF: markup, then a browser prints it. Templates say what stands in it, the worker when it is made. */
import { CatalogueError } from '#domain/errors';
import type { DocumentContent, DocumentRenderer, RenderedDocument, Stopping } from '#domain/document/document.ports';
import { pageOf } from './markup.ts';
import { printPage } from './page-print.ts';
import { createWarmBrowser, type WarmBrowserOptions } from './warm-browser.ts';

export interface PdfLimits {
  /** Longest time of one document, milliseconds. Default 60,000. */
  withinMs: number;
  /** Largest page of HTML without its letters, characters. Default 24 million. */
  characters: number;
  /** Largest file, megabytes: MongoDB keeps 16 in one piece. Default 14. */
  megabytes: number;
}
const usual: PdfLimits = { withinMs: 60_000, characters: 24_000_000, megabytes: 14 };

export interface PdfRenderer extends DocumentRenderer {
  /** Process id of the browser; null without one. */
  browserPid(): number | null;
}

export function createPdfRenderer({ pdf = {}, ...options }: WarmBrowserOptions & { pdf?: Partial<PdfLimits> }): PdfRenderer {
  const limit = { ...usual, ...pdf };
  const browser = createWarmBrowser(options);
  const tooLarge = (): CatalogueError => new CatalogueError('DOCUMENT_TOO_LARGE', { limit: limit.megabytes });
  return {
    async render(content: DocumentContent, stopping?: Stopping): Promise<RenderedDocument> {
      const html = pageOf(content);
      if (html.length > limit.characters) throw tooLarge();
      try {
        const { pdf: file, refused } = await browser.use((running) => printPage(running, html, limit.withinMs, stopping));
        if (refused > 0) options.log.warn({ template: content.template, refused }, 'a document asked for something from outside and did not get it');
        if (file.byteLength > limit.megabytes * 1_000_000) throw tooLarge();
        return { pdf: file, pages: pagesOf(file) };
      } catch (thrown) {
        // It may hang: whoever comes next gets another.
        if (thrown instanceof CatalogueError && thrown.code === 'DOCUMENT_TOO_SLOW' && !stopping?.aborted) browser.kill();
        throw thrown;
      }
    },
    browserPid: browser.pid,
    close: browser.close,
  };
}

/** The number of pages, as the root of the page tree says it. */
export function pagesOf(pdf: Uint8Array): number {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  return Math.max(0, ...[...text.matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)|\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/g)].map(([, one, other]) => Number(one ?? other)));
}
