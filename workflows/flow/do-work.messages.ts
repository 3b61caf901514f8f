/** What the workflow of a long activity is asked, and what it says to its run. */
import { defineSignal } from '@temporalio/workflow';
import type { WorkOutcome } from '#domain/flow/work/work';

/** Workflow type of every long activity. */
export const doWorkType = 'doWork';

/** Whether it is still there: a signal to one that is over is refused. It says nothing itself. */
export const looked = defineSignal('looked');
/** To the run: it is over. A repeat is harmless, and so is one that nobody waits for. */
export interface WorkEnded { effect: string; outcome: WorkOutcome }
export const workEnded = defineSignal<[WorkEnded]>('workEnded');
