/** Has one document made: on the queue of documents, again where trying again can help, and keeps why where it cannot. What stands in it was written down before. */
import { ActivityFailure, ApplicationFailure, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { DocumentActivities, DocumentInput, RenderActivities } from '#domain/document/document.ports';
import type { MessageParams } from '#domain/message';

/** A browser that was killed is noticed within seconds; one that hangs by its heartbeat. Who waits gives up after half an hour. */
const pdf = proxyActivities<RenderActivities>({
  taskQueue: 'pdf', startToCloseTimeout: '2 minutes', heartbeatTimeout: '20 seconds', scheduleToCloseTimeout: '30 minutes', retry: { maximumAttempts: 4, initialInterval: '500 milliseconds', backoffCoefficient: 3 },
});
const io = proxyActivities<DocumentActivities>({ taskQueue: 'io', startToCloseTimeout: '30 seconds', scheduleToCloseTimeout: '1 day', retry: { initialInterval: '1 second', maximumInterval: '1 minute' } });

export async function makeDocument({ document }: DocumentInput): Promise<{ isMade: boolean }> {
  try {
    await pdf.renderDocument({ document });
    return { isMade: true };
  } catch (thrown) {
    await io.failDocument({ document, ...faultOf(thrown) });
    return { isMade: false };
  }
}

/** Code and parameters of what an activity failed with. A cancelled workflow is no failure: thrown on. */
function faultOf(thrown: unknown): { code: string; params: MessageParams } {
  if (isCancellation(thrown)) throw thrown;
  const cause = thrown instanceof ActivityFailure ? thrown.cause : thrown;
  if (!(cause instanceof ApplicationFailure)) return { code: 'DOCUMENT_TOO_SLOW', params: {} };
  const [params] = (cause.details ?? []) as [MessageParams?];
  return { code: cause.type ?? 'INTERNAL', params: params ?? {} };
}
