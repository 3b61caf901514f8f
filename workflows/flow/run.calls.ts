/**
 * Flows that a run calls: each is a run of its own beside this one. It is started by an id that says whose it is, tells when it is over, and is told when
 * nobody waits for it any more. What it stands on outlives continue-as-new on both sides: after that its life is looked at now and then.
 */
import { CancellationScope, ChildWorkflowFailure, getExternalWorkflowHandle, isCancellation, ParentClosePolicy, ChildWorkflowCancellationType, sleep, startChild, WorkflowIdReusePolicy, type ChildWorkflowHandle, type Workflow } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { callFailure, callIn, calledRunId, depthOfRun, flowQueue, handedDown, mostCallDepth, rootVariables, ticketOf } from '#workflows/core';
import type { CallOutcome } from '#domain/flow/call/call.ports';
import type { FlowCall } from '#domain/flow/call/call.request';
import type { DefinitionRef } from '#domain/flow/flow.schema';
import type { KernelInput, Subscription } from '#domain/flow/kernel/kernel.types';
import type { RunBook, RunInput } from '#domain/flow/run.ports';
import { callEnded, callerLeft, runFlowType, type CallEnded } from './run-flow.messages.ts';
import { failureOf, local, patient, read, type InTurn } from './run.activities.ts';
import { attributesAtStart } from './run.attributes.ts';
import type { RunInstants } from './run.instants.ts';

type Activity = Extract<Subscription, { kind: 'activity' }>;

export interface RunCalls {
  /** Calls, and waits for what comes of it. */
  perform(activity: Activity): Promise<KernelInput>;
  /** What a called run says of itself. */
  ended(said: CallEnded): KernelInput;
  /** The called run has begun: nothing of it is lost when this one continues as new. */
  hasBegun(effect: string): boolean;
  /** Everybody who had to be told has been. */
  isQuiet(): boolean;
}

export interface CallsOf {
  input: RunInput; book(): RunBook; inTurn: InTurn; instants: RunInstants;
  /** Patch run-flow-leaves-before-continuing. */
  isLeavingFirst: boolean;
}

/** How long until a called run is looked at that this run has not started itself, at first and at most. */
const firstLookMs = 2 * 60_000;
const longestLookMs = 30 * 60_000;

export function createCalls({ input, book, inTurn, instants, isLeavingFirst }: CallsOf): RunCalls {
  const begun = new Set<string>();
  const over = new Set<string>();
  let leaving = 0;
  /** What the state has when it is taken up may have been called before. */
  const mayHaveBegun = isLeavingFirst && input.resumed !== undefined;

  function toldBy(effect: string, outcome: CallOutcome, at?: string): KernelInput {
    over.add(effect);
    const news = { id: `effect/${effect}/called`, now: at === undefined ? instants.latest() : instants.of(at), effect };
    return outcome.is === 'done' ? { ...news, type: 'effectDone', result: outcome.result } : { ...news, type: 'effectFailed', code: outcome.code, message: outcome.message, ...(outcome.params ? { params: outcome.params } : {}) };
  }

  async function begin(id: string, given: RunInput): Promise<ChildWorkflowHandle<Workflow> | null> {
    try {
      return await startChild(runFlowType, {
        workflowId: id, taskQueue: flowQueue, args: [given], parentClosePolicy: ParentClosePolicy.ABANDON, cancellationType: ChildWorkflowCancellationType.ABANDON,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE, typedSearchAttributes: attributesAtStart(given),
      });
    } catch (thrown) {
      // Before this run continued as new.
      if (thrown instanceof WorkflowExecutionAlreadyStartedError) return null;
      throw thrown;
    }
  }

  async function outcomeOf(child: ChildWorkflowHandle<Workflow>, flow: string): Promise<CallOutcome> {
    try {
      const { call } = await child.result() as { call?: CallOutcome };
      return call ?? callFailure('FLOW_CALL_ENDED', { flow });
    } catch (thrown) {
      const failure = failureOf(thrown instanceof ChildWorkflowFailure ? thrown.cause : thrown);
      return failure.isCancelled || failure.code === 'INTERNAL' ? callFailure('FLOW_CALL_ENDED', { flow }) : { is: 'failed', code: failure.code, message: failure.message, ...(failure.params ? { params: failure.params } : {}) };
    }
  }

  async function looked(run: string, { flow, wanted }: FlowCall): Promise<CallOutcome> {
    const { lookMs = firstLookMs } = input.settings ?? {};
    for (let ms = lookMs; ; ms = Math.min(2 * ms, Math.max(lookMs, longestLookMs))) {
      await sleep(ms);
      const outcome = await patient.calledOutcome({ run, flow, wanted });
      if (outcome !== null) return outcome;
    }
  }

  function inputFor({ variables, wanted }: FlowCall, effect: string, definition: DefinitionRef): RunInput {
    const { ticket, n, runId, state } = book();
    const { title, priority, team, fields } = ticketOf(book());
    return {
      ticket: { ...ticket, title, priority, team, fields }, n, definition, start: { at: null, variables: { ...handedDown(rootVariables(state)), ...variables } },
      askedAt: instants.latest(), caller: { run: runId, effect, wanted, hears: true }, ...(input.patches === undefined ? {} : { patches: input.patches }), ...(input.settings === undefined ? {} : { settings: input.settings }),
    };
  }

  /** Not waited for by anything but the end of this run. A called run that is over already needs no telling. */
  function leave(id: string, effect: string): void {
    leaving += 1;
    const told = CancellationScope.nonCancellable(() => getExternalWorkflowHandle(id).signal(callerLeft, { id: `left/${effect}`, at: instants.latest() }));
    void told.then(() => undefined, () => undefined).then(() => { leaving -= 1; });
  }

  async function called(call: FlowCall, { effect }: Activity): Promise<CallOutcome> {
    const { runId } = book();
    const depth = depthOfRun(runId) + 1;
    if (depth > mostCallDepth) return callFailure('FLOW_CALLS_TOO_DEEP', { flow: call.flow, depth, limit: mostCallDepth });
    const asked = { flow: call.flow, version: call.version };
    const id = calledRunId(runId, effect);
    try {
      const definition = await read(() => inTurn(() => local.findCalled(asked)), () => patient.findCalled(asked));
      const child = await CancellationScope.nonCancellable(() => begin(id, inputFor(call, effect, definition)));
      begun.add(effect);
      const { cancelRequested } = CancellationScope.current();
      return await Promise.race([child === null ? looked(id, call) : outcomeOf(child, call.flow), cancelRequested]);
    } catch (thrown) {
      if (isCancellation(thrown) && !over.has(effect) && (begun.has(effect) || mayHaveBegun)) leave(id, effect);
      throw thrown;
    }
  }

  return {
    async perform(activity) {
      const call = callIn(activity.request);
      try {
        return toldBy(activity.effect, call === null ? callFailure('FLOW_CALL_NOT_FOUND', { flow: '', version: '' }) : await called(call, activity));
      } catch (thrown) {
        const { isCancelled, at, code, message, params } = failureOf(thrown);
        if (isCancelled) throw thrown;
        return toldBy(activity.effect, { is: 'failed', code, message, ...(params ? { params } : {}) }, at ?? undefined);
      }
    },
    ended: ({ effect, outcome, at }) => toldBy(effect, outcome, at),
    hasBegun: (effect) => begun.has(effect),
    isQuiet: () => leaving === 0,
  };
}

/** A called run says what came of it. That the caller is gone is no fault: nobody waits then. */
export async function tellCaller({ run, effect }: NonNullable<RunInput['caller']>, outcome: CallOutcome, at: string): Promise<void> {
  try {
    await getExternalWorkflowHandle(run).signal(callEnded, { effect, outcome, at });
  } catch {
    // It has ended.
  }
}
