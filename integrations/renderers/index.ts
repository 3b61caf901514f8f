/** The renderers: what turns a document into a file, and what flows can use of them (one line each, and its kind in domain/flow/executor.queues.ts). Flows use none yet; their queue is served, so that the first one moves no running step. */
import type { ExecutorCatalog } from '#domain/flow/executor.ports';

export { findBrowser } from './pdf/find-browser.ts';
export { createPdfRenderer, type PdfRenderer } from './pdf/pdf.renderer.ts';

/** Renderers flows can use, by kind, in the shape of executors. */
export const createRenderers = (): ExecutorCatalog => ({});
