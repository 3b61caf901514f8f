/** Wires the activities of documents to MongoDB and to the browser that prints them. */
import { createDocumentActivities } from '#activities/document/document.activities';
import type { DocumentActivities, DocumentRenderer, RenderActivities } from '#domain/document/document.ports';
import { createDocumentRepo } from '#store/document/document.repo';
import type { OpenedConnection } from '#store/core/connection';

/** Activities by task queue. */
export const wireDocuments = ({ connection, renderer }: { connection: OpenedConnection['connection']; renderer: DocumentRenderer }): { renders: RenderActivities; io: DocumentActivities } =>
  createDocumentActivities({ documents: createDocumentRepo(connection), renderer, nowMs: () => Date.now() });
