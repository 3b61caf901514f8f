/** What a called run escalates goes to the run that called it: one after the other, and before its end does. What is still to be told is in the state, so nothing is lost over continue-as-new; what is told twice is heard once. */
import { CancellationScope, getExternalWorkflowHandle } from '@temporalio/workflow';
import type { KernelInput, RaisedEscalation, RunState } from '#domain/flow/kernel/kernel.types';
import type { RunInput } from '#domain/flow/run.ports';
import { callEscalated } from './run-flow.messages.ts';
import type { RunInstants } from './run.instants.ts';

export interface Escalations {
  /** Tells the next one, where none is being told. */
  follow(state: RunState): void;
  /** The caller has been told of all. */
  isQuiet(state: RunState): boolean;
}

export interface EscalationsOf { caller: RunInput['caller']; instants: RunInstants; tell(input: KernelInput): void }

export function createEscalations({ caller, instants, tell }: EscalationsOf): Escalations {
  let told = 0;
  let isTelling = false;
  const nextOf = (state: RunState): RaisedEscalation | undefined => (caller === undefined ? undefined : state.raised?.open.find(({ n }) => n > told));

  /** That the caller is gone is no fault: nobody hears it then. */
  async function send({ run, effect }: NonNullable<RunInput['caller']>, next: RaisedEscalation): Promise<void> {
    try {
      await CancellationScope.nonCancellable(() => getExternalWorkflowHandle(run).signal(callEscalated, { ...next, effect, at: instants.latest() }));
    } catch {
      // It has ended.
    }
  }

  return {
    follow(state) {
      const next = nextOf(state);
      if (caller === undefined || next === undefined || isTelling) return;
      isTelling = true;
      void send(caller, next).then(() => {
        told = next.n;
        isTelling = false;
        tell({ id: `told/${next.n}`, now: instants.latest(), type: 'callerTold', n: next.n });
      });
    },
    isQuiet: (state) => !isTelling && nextOf(state) === undefined,
  };
}
