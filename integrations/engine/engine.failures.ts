/** What a failed call to Temporal means to whoever asked: over, unknown, away, or worth another try at once. */
import {
  isGrpcServiceError, WorkflowFailedError, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { CatalogueError, errorCatalogue } from '#domain/errors';

/** gone: no such running workflow. again: the run is just continuing as new, or takes no more at the moment. away: no answer. failed: the run said no. */
export type CallFault = { is: 'gone' } | { is: 'again' } | { is: 'away' } | { is: 'failed'; error: CatalogueError };

const status = { notFound: 5, cancelled: 1, deadlineExceeded: 4, resourceExhausted: 8, failedPrecondition: 9, aborted: 10, unavailable: 14 };
/** Failure types the server gives updates that the run could not finish because it ended or continued. */
const cutOff = new Set(['AcceptedUpdateCompletedWorkflow', 'UpdateAdmittedCompletedWorkflow']);

const causeOf = (thrown: unknown): unknown => (thrown instanceof Error && 'cause' in thrown ? thrown.cause : undefined);

export function faultOf(thrown: unknown): CallFault {
  if (thrown instanceof WorkflowNotFoundError) return { is: 'gone' };
  if (thrown instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return { is: 'away' };
  if (thrown instanceof WorkflowUpdateFailedError || thrown instanceof WorkflowFailedError) {
    const { cause } = thrown;
    const type = cause instanceof ApplicationFailure ? (cause.type ?? '') : '';
    if (cutOff.has(type)) return { is: 'again' };
    return { is: 'failed', error: new CatalogueError(errorCatalogue[type] ? type : 'INTERNAL', paramsOf(cause)) };
  }
  const grpc = [thrown, causeOf(thrown), causeOf(causeOf(thrown))].find((one) => isGrpcServiceError(one)) as { code: number } | undefined;
  switch (grpc?.code) {
    case status.notFound: return { is: 'gone' };
    case status.resourceExhausted: case status.aborted: case status.failedPrecondition: return { is: 'again' };
    case status.unavailable: return { is: 'again' };
    case status.deadlineExceeded: case status.cancelled: return { is: 'away' };
    default: return grpc === undefined && !(thrown instanceof Error && thrown.name === 'ServiceError') ? { is: 'failed', error: new CatalogueError('INTERNAL') } : { is: 'away' };
  }
}

function paramsOf(cause: unknown): Record<string, string | number | boolean | null> {
  const first = cause instanceof ApplicationFailure ? cause.details?.[0] : undefined;
  return typeof first === 'object' && first !== null ? (first as Record<string, string | number | boolean | null>) : {};
}

