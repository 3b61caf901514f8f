/**
 * Long activities of a run: each is a workflow beside it. Its id is that of its effect, its start is awaited, it says itself when it is over, and it is
 * cancelled when nobody waits for it any more. After continue-as-new its life is looked at now and then: one that was ended from outside says nothing.
 */
import { CancellationScope, ChildWorkflowCancellationType, getExternalWorkflowHandle, isCancellation, ParentClosePolicy, sleep, startChild, WorkflowIdReusePolicy, type ChildWorkflowHandle, type Workflow } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { flowQueue, workIdOf, workLost } from '#workflows/core';
import type { KernelInput } from '#domain/flow/kernel/kernel.types';
import type { EffectCall, RunInput } from '#domain/flow/run.ports';
import type { WorkOutcome } from '#domain/flow/work/work';
import { doWorkType, looked, type WorkEnded } from './do-work.messages.ts';
import type { RunInstants } from './run.instants.ts';

export interface RunWorks {
  /** Begins it, or finds it begun, and waits for what comes of it. */
  perform(call: EffectCall): Promise<KernelInput>;
  /** What the work says of itself. */
  ended(said: WorkEnded): KernelInput;
  /** It has begun: nothing of it is lost when the run continues as new. */
  hasBegun(effect: string): boolean;
  /** Everything that had to be cancelled has been. */
  isQuiet(): boolean;
}

export interface WorksOf { settings: RunInput['settings']; instants: RunInstants }

/** How long until work is looked at that this run has not started itself, at first and at most. */
const firstLookMs = 2 * 60_000;
const longestLookMs = 30 * 60_000;

export function createWorks({ settings, instants }: WorksOf): RunWorks {
  const begun = new Set<string>();
  const over = new Set<string>();
  let cancelling = 0;

  function toldBy(effect: string, outcome: WorkOutcome): KernelInput {
    over.add(effect);
    const news = { id: `effect/${effect}/work`, now: outcome.at === null ? instants.latest() : instants.of(outcome.at), effect };
    return outcome.is === 'done' ? { ...news, type: 'effectDone', result: outcome.result } : { ...news, type: 'effectFailed', code: outcome.code, message: outcome.message, ...(outcome.params ? { params: outcome.params } : {}) };
  }

  async function begin(id: string, call: EffectCall): Promise<ChildWorkflowHandle<Workflow> | null> {
    try {
      return await startChild(doWorkType, {
        workflowId: id, taskQueue: flowQueue, args: [{ call }], parentClosePolicy: ParentClosePolicy.ABANDON, cancellationType: ChildWorkflowCancellationType.ABANDON,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      });
    } catch (thrown) {
      // Before this run continued as new.
      if (thrown instanceof WorkflowExecutionAlreadyStartedError) return null;
      throw thrown;
    }
  }

  async function outcomeOf(child: ChildWorkflowHandle<Workflow>): Promise<WorkOutcome> {
    try {
      return await child.result() as WorkOutcome;
    } catch (thrown) {
      if (CancellationScope.current().consideredCancelled && isCancellation(thrown)) throw thrown;
      return workLost();
    }
  }

  /** What is over has said so before: its word comes first. */
  async function lookedAt(id: string): Promise<WorkOutcome> {
    const { lookMs = firstLookMs } = settings ?? {};
    for (let ms = lookMs; ; ms = Math.min(2 * ms, Math.max(lookMs, longestLookMs))) {
      await sleep(ms);
      try {
        await getExternalWorkflowHandle(id).signal(looked);
      } catch (thrown) {
        if (isCancellation(thrown)) throw thrown;
        return workLost();
      }
    }
  }

  /** Not waited for by anything but the end of this run. One that is over needs no telling. */
  function cancel(id: string): void {
    cancelling += 1;
    void CancellationScope.nonCancellable(() => getExternalWorkflowHandle(id).cancel()).then(() => undefined, () => undefined).then(() => { cancelling -= 1; });
  }

  return {
    async perform(call) {
      const id = workIdOf(call.runId, call.effect);
      const child = await CancellationScope.nonCancellable(() => begin(id, call));
      begun.add(call.effect);
      try {
        return toldBy(call.effect, await Promise.race([child === null ? lookedAt(id) : outcomeOf(child), CancellationScope.current().cancelRequested]));
      } catch (thrown) {
        if (isCancellation(thrown) && !over.has(call.effect)) cancel(id);
        throw thrown;
      }
    },
    ended: ({ effect, outcome }) => toldBy(effect, outcome),
    hasBegun: (effect) => begun.has(effect),
    isQuiet: () => cancelling === 0,
  };
}
