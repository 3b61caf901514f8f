/** What can go wrong with documents, from being asked for to being fetched. */
import type { ErrorEntry } from '../errors.ts';

export const documentErrors = {
  DOCUMENT_BROWSER_MISSING: { family: 'unavailable', status: 503, message: 'There is no browser to make a PDF with.', hint: 'An administrator installs Chromium or Chrome where the worker runs, or sets CHROME_BIN; signalbox doctor says what is missing.' },
  DOCUMENT_BROWSER_TOO_OLD: { family: 'unavailable', status: 503, message: 'The browser that makes PDFs is version {version}; {needed} or later is needed.', hint: 'An administrator installs a newer Chromium or Chrome where the worker runs, or sets CHROME_BIN to one.' },
  DOCUMENT_BROWSER_LOST: { family: 'unavailable', status: 503, message: 'The browser ended while it made the PDF.', hint: 'It was tried several times. Try again in a moment.' },
  DOCUMENT_TOO_SLOW: { family: 'unavailable', status: 503, message: 'Making the PDF took too long.', hint: 'Try again in a moment.' },
  DOCUMENT_TOO_LARGE: { family: 'invalid', status: 422, message: 'The PDF would be larger than {limit} MB.', hint: 'Ask for less of it.' },
  DOCUMENT_MODEL_INVALID: { family: 'broken', status: 500, message: 'What the PDF should tell does not fit its template {template}.', hint: 'Give this to an administrator: a part of Signalbox is older than another.' },
  DOCUMENT_NOT_READY: { family: 'conflict', status: 409, message: 'The PDF is not there yet.', hint: 'Wait until it is made.' },
  DOCUMENTS_TOO_MANY: { family: 'invalid', status: 429, message: 'You have {limit} PDFs being made already.', hint: 'Wait until one of them is there.' },
} satisfies Record<string, ErrorEntry>;
