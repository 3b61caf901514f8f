/** The least a workflow can do with signals: what Temporal itself costs, to measure ours against. */
import { condition, defineSignal, setHandler } from '@temporalio/workflow';

export const bareSignal = defineSignal('bare');

export async function bareSignals(): Promise<void> {
  setHandler(bareSignal, () => undefined);
  await condition(() => false);
}
