/** The least a workflow can do with Updates and with signals: what Temporal itself costs, to measure ours against. */
import { allHandlersFinished, condition, defineSignal, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';

const { nothing } = proxyLocalActivities<{ nothing(): Promise<void> }>({ startToCloseTimeout: '2 seconds', scheduleToCloseTimeout: '5 seconds' });

/** Answers after a local activity that does nothing, as a run answers after its write. */
export const act = defineUpdate<number, [number]>('act');
export async function bare(updates: number): Promise<void> {
  let done = 0;
  setHandler(act, async (index) => {
    await nothing();
    done += 1;
    return index;
  });
  await condition(() => done >= updates && allHandlersFinished());
}

export const bareSignal = defineSignal('bare');
export async function bareSignals(): Promise<void> {
  setHandler(bareSignal, () => undefined);
  await condition(() => false);
}
