/** Looks at runs from outside, for the reconciler: whether a workflow is there, what it holds, and asking it to write again. */
import { isGrpcServiceError } from '@temporalio/client';
import { callerLeft, poke, runFlowType, snapshot, standing, type Poke, type RunSnapshot } from '#workflows/flow/run-flow.messages';
import type { RunFence, RunStanding } from '#domain/flow/run.ports';
import { workIdOf } from '#domain/flow/work/work';
import { instantOf } from '#domain/values';
import { isCommitted } from './committed.ts';
import type { EngineConnection } from './connection.ts';
import { faultOf } from './engine.failures.ts';

export type { RunSnapshot };

export interface RunInspector {
  /** Ids of every run that is open, as Temporal lists them (a second late). */
  open(): Promise<ReadonlySet<string>>;
  /** Those of the runs that Temporal lists as completed (a second late). One question for all of them. */
  completed(runIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** running: there and open. The name of how it ended otherwise (completed, failed, terminated, timed_out, canceled); null: there is no such run. Throws when Temporal is away. */
  status(runId: string): Promise<'running' | 'completed' | 'failed' | 'terminated' | 'timed_out' | 'canceled' | null>;
  /** What the run holds. Null when nobody answers in time: no worker, or the workflow code cannot go on. */
  snapshot(runId: string): Promise<RunSnapshot | null>;
  /**
   * Whether a write, up to here, is committed history: the workflow task that made it was started where the fence says, and completed. No worker is asked,
   * but where the history does not tell. Throws when Temporal is away.
   */
  isCommitted(runId: string, fence: Pick<RunFence, 'historyLength' | 'startedAtMs'>, upTo: Pick<RunStanding, 'seq'> & Partial<RunStanding>): Promise<boolean>;
  /** Activities of the run that are under way or wait for their next try. Throws when Temporal is away. */
  pending(runId: string): Promise<PendingActivity[]>;
  poke(runId: string, poke: Poke): Promise<void>;
  /** Tells a called run that nobody waits for it. */
  leave(runId: string): Promise<void>;
  /** Cancels the long work of a run that is gone; one that is over needs it not. */
  cancelWork(runId: string, effect: string): Promise<void>;
}

/** `lastFailure`: what the try before ended with; null on the first. */
export interface PendingActivity { activity: string; attempt: number; lastFailure: string | null }

/** Ids that need no quoting in a list query; ours are all like this. */
const plainId = /^[\w./-]+$/;
const endings = { COMPLETED: 'completed', FAILED: 'failed', TERMINATED: 'terminated', TIMED_OUT: 'timed_out', CANCELLED: 'canceled' } as const;

/** `onUnanswered`: told why nobody answered a question. Default: nobody is. */
export function createRunInspector({ client, settings: { timeoutMs } }: Pick<EngineConnection, 'client' | 'settings'>, onUnanswered: (fault: unknown) => void = () => undefined): RunInspector {
  const bounded = <T>(work: () => Promise<T>): Promise<T> => client.withDeadline(Date.now() + timeoutMs, work);
  /** Null when nobody answers. Throws when Temporal is away. */
  const asked = async <T>(question: () => Promise<T | null>): Promise<T | null> => {
    try {
      return await bounded(question);
    } catch (thrown) {
      if (isGrpcServiceError(thrown) && thrown.code === 14) throw thrown;
      onUnanswered(thrown);
      return null;
    }
  };
  /** Up to where the run says its committed history has written. Null when nobody answers in time, or nothing was written yet. */
  const standingOf = (runId: string): Promise<RunStanding | null> => asked(() => client.workflow.getHandle(runId).query(standing));
  return {
    async open() {
      const ids = new Set<string>();
      for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = '${runFlowType}' AND ExecutionStatus = 'Running'`, pageSize: 1_000 })) ids.add(workflowId);
      return ids;
    },
    async completed(runIds) {
      const ids = new Set<string>();
      const asked = runIds.filter((id) => plainId.test(id));
      if (asked.length === 0) return ids;
      const query = `ExecutionStatus = 'Completed' AND WorkflowId IN (${asked.map((id) => `'${id}'`).join(', ')})`;
      for await (const { workflowId } of client.workflow.list({ query, pageSize: asked.length })) ids.add(workflowId);
      return ids;
    },
    async status(runId) {
      try {
        const { status } = await bounded(() => client.workflow.getHandle(runId).describe());
        return endings[status.name as keyof typeof endings] ?? 'running';
      } catch (thrown) {
        if (faultOf(thrown).is === 'gone') return null;
        throw thrown;
      }
    },
    snapshot: (runId) => asked(() => client.workflow.getHandle(runId).query(snapshot)),
    async isCommitted(runId, fence, { seq, event = 0 }) {
      const told = await bounded(() => isCommitted(client, runId, fence));
      if (told !== null) return told;
      const held = await standingOf(runId);
      return held !== null && held.seq >= seq && held.event >= event;
    },
    async pending(runId) {
      const { raw } = await bounded(() => client.workflow.getHandle(runId).describe());
      return (raw.pendingActivities ?? []).map(({ activityType, attempt, lastFailure }) => ({ activity: activityType?.name ?? '', attempt: attempt ?? 1, lastFailure: lastFailure?.message ?? null }));
    },
    async cancelWork(runId, effect) {
      try {
        await bounded(() => client.workflow.getHandle(workIdOf(runId, effect)).cancel());
      } catch (thrown) {
        if (faultOf(thrown).is !== 'gone') throw thrown;
      }
    },
    leave: (runId) => bounded(() => client.workflow.getHandle(runId).signal(callerLeft, { id: 'left/reconciler', at: instantOf(Date.now()) })),
    poke: (runId, given) => bounded(() => client.workflow.getHandle(runId).signal(poke, given)),
  };
}
