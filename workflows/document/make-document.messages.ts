/** How the workflow of a document is named. It can be told nothing: it is started, and ends by itself. */

/** Workflow type of every document. */
export const makeDocumentType = 'makeDocument';
