/** The activities a group calls, with the time each may take. */
import { ActivityFailure, ApplicationFailure, isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { GroupActivities, GroupIoActivities } from '#domain/alarm/alarm.ports';

/** Reads, and the projection, within a workflow task. What fails is tried again by the group's own timer, so that an hour without MongoDB costs little history. */
export const local = proxyLocalActivities<GroupActivities>({
  startToCloseTimeout: '3 seconds', scheduleToCloseTimeout: '5 seconds', retry: { maximumAttempts: 3, initialInterval: '100 milliseconds', backoffCoefficient: 3, maximumInterval: '1 second' },
});

/** Effects on the world. A failure goes back to convergence, which shows it and tries again: alarms go on being counted meanwhile. */
export const io = proxyActivities<GroupIoActivities>({
  taskQueue: 'io', startToCloseTimeout: '30 seconds', scheduleToCloseTimeout: '2 minutes', retry: { maximumAttempts: 2, initialInterval: '500 milliseconds' },
});

/** The catalogue's code of a failed activity. A cancelled workflow is no failure: thrown on. */
export function codeOfFailure(thrown: unknown): string {
  if (isCancellation(thrown)) throw thrown;
  const cause = thrown instanceof ActivityFailure ? thrown.cause : thrown;
  return cause instanceof ApplicationFailure ? (cause.type ?? 'INTERNAL') : 'SERVICE_UNAVAILABLE';
}
