/** The renderers: what turns a document into a file. Flows reach them by the step `document` (executors/document), on the queue of documents. */
export { findBrowser } from './pdf/find-browser.ts';
export { createPdfRenderer, pagesOf, type PdfRenderer } from './pdf/pdf.renderer.ts';
