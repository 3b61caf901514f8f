/** The activities a run calls, with the time each may take. Local ones read or write the own database within a workflow task; everything else is ordinary. */
import { ActivityFailure, ApplicationFailure, isCancellation, proxyActivities, proxyLocalActivities, TimeoutFailure, type ActivityOptions } from '@temporalio/workflow';
import { flowQueue, queueOf } from '#workflows/core';
import type { CallActivities } from '#domain/flow/call/call.ports';
import type { ActivityRequest } from '#domain/flow/kernel/kernel.types';
import type { RunActivities, RunFlowActivities, RunIoActivities } from '#domain/flow/run.ports';
import type { MessageParams } from '#domain/message';
import type { Instant } from '#domain/values';

/**
 * Quick reads and the write, tried once: what fails is asked for again by an ordinary activity. Tried again here it would not end: a try that fails within
 * its time leaves the timer of that time behind, and the five seconds in all are forgotten (seen with 1.24: half a minute, until the test gave up).
 * Longer than this would cost heartbeats of the workflow task, and stop the run.
 */
export const local = proxyLocalActivities<RunActivities & CallActivities>({ startToCloseTimeout: '3 seconds', scheduleToCloseTimeout: '5 seconds', retry: { maximumAttempts: 1 } });

/**
 * One local activity of a run at a time. Two in flight may end in either order, but a replay ends them in the order they were asked for: what
 * followed from them would be something else (test/replay holds a history that showed it).
 */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const own = last.then(work);
    last = own.catch(() => undefined);
    return own;
  };
}

/** The same reads when MongoDB was away: as long as it takes. */
export const patient = proxyActivities<RunActivities & CallActivities>({
  taskQueue: flowQueue, startToCloseTimeout: '10 seconds', retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** Parked writes and confirmations: as long as it takes. */
export const ordinary = proxyActivities<RunFlowActivities>({
  taskQueue: flowQueue, startToCloseTimeout: '15 seconds', retry: { initialInterval: '1 second', backoffCoefficient: 1.7, maximumInterval: '20 seconds' },
});

/** A read that is tried within the workflow task first. Throws ApplicationFailure only for what trying again cannot mend. */
export async function read<T>(quick: () => Promise<T>, slow: () => Promise<T>): Promise<T> {
  try {
    return await quick();
  } catch (failure) {
    if (failureOf(failure).isFinal) throw failure;
    return slow();
  }
}

/** An effect on the world, with the retries its node asks for. */
export const ioFor = (request: ActivityRequest): RunIoActivities => proxyActivities<RunIoActivities>(ioOptions(request));
const ioOptions = (request: ActivityRequest): ActivityOptions => ({
  taskQueue: queueOf(request.activity), startToCloseTimeout: request.timeoutSeconds * 1000,
  retry: { maximumAttempts: Math.max(1, request.maxAttempts), initialInterval: Math.max(0.1, request.retrySeconds) * 1000, backoffCoefficient: 1.5, maximumInterval: Math.max(60, request.retrySeconds) * 1000 },
});

/** The same for hours: a worker that went away, or that the activity no longer runs in, is noticed within seconds. */
export const workFor = (request: ActivityRequest): RunIoActivities => proxyActivities<RunIoActivities>({ ...ioOptions(request), heartbeatTimeout: '30 seconds' });

export interface Failure {
  code: string; message: string; /** Of a code of the catalogue, where the failure brought them. */ params?: MessageParams; isCancelled: boolean; isFinal: boolean;
  /** When the activity failed, where it says so. */
  at: Instant | null;
}
/** Last detail of a coded failure: { at }. */
const instantIn = (details: readonly unknown[] | null | undefined): Instant | null => {
  const last = details?.at(-1);
  return typeof last === 'object' && last !== null && 'at' in last && typeof last.at === 'string' ? last.at : null;
};

/** First detail of a coded failure: the parameters of its message. None where they are too large to be kept with a run. */
const paramsIn = (details: readonly unknown[] | null | undefined): { params?: MessageParams } => {
  const first = details && details.length > 1 ? details[0] : undefined;
  return typeof first === 'object' && first !== null && JSON.stringify(first).length <= paramsChars ? { params: first as MessageParams } : {};
};
const paramsChars = 2_000;

/** Code and message of whatever an activity threw. `isFinal`: trying again is pointless. */
export function failureOf(thrown: unknown): Failure {
  const cause = thrown instanceof ActivityFailure ? thrown.cause : thrown;
  if (isCancellation(thrown)) return { code: 'ACTIVITY_CANCELLED', message: 'cancelled', isCancelled: true, isFinal: true, at: null };
  if (cause instanceof ApplicationFailure) return { code: cause.type ?? 'INTERNAL', message: cause.message, ...paramsIn(cause.details), isCancelled: false, isFinal: cause.nonRetryable === true, at: instantIn(cause.details) };
  if (cause instanceof TimeoutFailure) return { code: 'ACTIVITY_TIMEOUT', message: `no answer in time (${cause.timeoutType})`, params: {}, isCancelled: false, isFinal: false, at: null };
  return { code: 'INTERNAL', message: cause instanceof Error ? cause.message : String(cause), isCancelled: false, isFinal: false, at: null };
}
