/** Does one activity that may take hours, with the tries its step asks for, and tells its run what came of it. A worker that goes away is noticed by its heartbeats. */
import { getExternalWorkflowHandle, isCancellation, setHandler } from '@temporalio/workflow';
import type { EffectCall } from '#domain/flow/run.ports';
import type { WorkInput, WorkOutcome } from '#domain/flow/work/work';
import { looked, workEnded } from './do-work.messages.ts';
import { failureOf, workFor } from './run.activities.ts';

export async function doWork({ call }: WorkInput): Promise<WorkOutcome> {
  setHandler(looked, () => undefined);
  const outcome = await performed(call);
  try {
    await getExternalWorkflowHandle(call.runId).signal(workEnded, { effect: call.effect, outcome });
  } catch (thrown) {
    if (isCancellation(thrown)) throw thrown;
    // The run is over, and nobody waits for it.
  }
  return outcome;
}

/** A cancelled one is no outcome: thrown on. */
async function performed(call: EffectCall): Promise<WorkOutcome> {
  try {
    const { at, result } = await workFor(call.request).performEffect(call);
    return { is: 'done', result: result ?? null, at };
  } catch (thrown) {
    const { isCancelled, code, message, params, at } = failureOf(thrown);
    if (isCancelled) throw thrown;
    return { is: 'failed', code, message, at, ...(params ? { params } : {}) };
  }
}
