/** Starts the workflows of documents over the Temporal client. */
import type { Client } from '@temporalio/client';
import { documentWorkflowId, type DocumentEngine, type DocumentInput } from '#domain/document/document.ports';
import { flowQueue } from '#domain/flow/executor.queues';
import { CatalogueError } from '#domain/errors';
import { makeDocumentType } from '#workflows/document/make-document.messages';
import { faultOf } from './engine.failures.ts';

/** `timeoutMs`: longest wait for an answer, milliseconds. */
export function createDocumentEngine(client: Client, { timeoutMs = 10_000 }: { timeoutMs?: number } = {}): DocumentEngine {
  return {
    async make(document) {
      try {
        await client.withDeadline(Date.now() + timeoutMs, () => client.workflow.start<(input: DocumentInput) => Promise<unknown>>(makeDocumentType, {
          workflowId: documentWorkflowId(document), taskQueue: flowQueue, args: [{ document }], workflowIdConflictPolicy: 'USE_EXISTING', workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        }));
      } catch (thrown) {
        const fault = faultOf(thrown);
        throw fault.is === 'failed' ? fault.error : new CatalogueError('SERVICE_UNAVAILABLE', { service: 'Temporal' });
      }
    },
  };
}
