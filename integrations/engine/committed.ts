/**
 * Whether a write of a run is committed, as its history tells. A query would tell too, but one that is asked while a local activity is under way has the
 * workflow task completed before the activity's result is taken up, and an Update that comes with the next task is then in another order on replay.
 */
import type { Client } from '@temporalio/client';
import type { RunFence } from '#domain/flow/run.ports';

type Event = NonNullable<NonNullable<Awaited<ReturnType<Client['workflowService']['getWorkflowExecutionHistory']>>['history']>['events']>[number];
type At = Pick<RunFence, 'historyLength' | 'startedAtMs'>;

/** Events are read from the end; a run that rests has its last write there. */
const pageEvents = 100;
const mostPages = 5;
/** Executions looked at, from the one that is open backwards: a write may be the last of one that has continued as new. */
const mostExecutions = 2;

const idOf = (event: Event): number => Number(event.eventId);
const msOf = ({ eventTime }: Event): number => Number(eventTime?.seconds ?? 0) * 1_000 + Math.floor((eventTime?.nanos ?? 0) / 1e6);

/** Null where no execution looked at has started a workflow task there. Throws when Temporal is away. */
export async function isCommitted(client: Client, workflowId: string, at: At): Promise<boolean | null> {
  let runId: string | undefined;
  let isShort = false;
  for (let n = 0; n < mostExecutions; n += 1) {
    const found = await within(client, { workflowId, ...(runId === undefined ? {} : { runId }) }, at);
    if (found === 'committed') return true;
    if (n === 0) isShort = found === 'not yet';
    if (n === mostExecutions - 1) break;
    runId = await previousOf(client, { workflowId, ...(runId === undefined ? {} : { runId }) });
    if (runId === undefined) break;
  }
  return isShort ? false : null;
}

/** An attempt that came to nothing may have had the same place in the history; it was started before the one that stands there. */
async function within(client: Client, execution: { workflowId: string; runId?: string }, { historyLength, startedAtMs }: At): Promise<'committed' | 'not yet' | 'unknown'> {
  let nextPageToken: Uint8Array | null | undefined;
  let after: Event | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await client.workflowService.getWorkflowExecutionHistoryReverse({ namespace: client.options.namespace, execution, maximumPageSize: pageEvents, ...(nextPageToken ? { nextPageToken } : {}) });
    for (const event of answer.history?.events ?? []) {
      if (after === undefined && idOf(event) <= historyLength) return 'not yet';
      if (idOf(event) === historyLength) {
        const isItsTask = Boolean(event.workflowTaskStartedEventAttributes) && msOf(event) <= startedAtMs;
        return isItsTask && after?.workflowTaskCompletedEventAttributes ? 'committed' : 'unknown';
      }
      after = event;
    }
    nextPageToken = answer.nextPageToken;
    if (!nextPageToken?.length) break;
  }
  return 'unknown';
}

async function previousOf(client: Client, execution: { workflowId: string; runId?: string }): Promise<string | undefined> {
  const { history } = await client.workflowService.getWorkflowExecutionHistory({ namespace: client.options.namespace, execution, maximumPageSize: 1 });
  return history?.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
}
