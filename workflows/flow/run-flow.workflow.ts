/** The workflow of every run: answers its messages, writes once per workflow task, and continues as new before its history grows too long. */
import { allHandlersFinished, ApplicationFailure, condition, continueAsNew, patched, setHandler, workflowInfo } from '@temporalio/workflow';
import type { CallOutcome } from '#domain/flow/call/call.ports';
import type { CommandResult } from '#domain/flow/engine.ports';
import type { Answer, KernelInput, RunStatus } from '#domain/flow/kernel/kernel.types';
import type { RunInput } from '#domain/flow/run.ports';
import type { Instant } from '#domain/values';
import type { PatchName } from '../patches.ts';
import { callEnded, callerLeft, callEscalated, cancelRun, changeInstances, changeRun, deliverMessage, mendIncident, message, poke, resumeRun, snapshot, standing, started, suspendRun, taskAction, tellLock } from './run-flow.messages.ts';
import { callOutcomeOf } from '#workflows/core';
import { workEnded } from './do-work.messages.ts';
import { failureOf } from './run.activities.ts';
import { tellCaller } from './run.calls.ts';
import { createInstants } from './run.instants.ts';
import { openRunShell, type RunShell } from './run.shell.ts';

/** Temporal ends a run at 2,000 updates, 10,000 signals or 51,200 events. */
const limits = { maxUpdates: 1_500, maxSignals: 8_000, maxHistory: 20_000 };
/** Updates beyond the limit for which running activities are waited for before continuing without their results (they run again under the same key). */
const patienceUpdates = 300;

/** `call`: of a called run. */
export interface RunOutcome { status: RunStatus; call?: CallOutcome }

export async function runFlow(input: RunInput): Promise<RunOutcome> {
  let shell: RunShell | null = null;
  let failure: ApplicationFailure | null = null;
  let updates = 0;
  let signals = 0;
  const hasPatch = (name: PatchName): boolean => input.patches?.includes(name) === true || patched(name);
  const isToldFromOutside = hasPatch('run-flow-told-from-outside');
  const isEndingQuietly = hasPatch('run-flow-ends-quietly');
  const isLookingAgain = hasPatch('run-flow-looks-again');
  const isEscalating = hasPatch('run-flow-escalates');
  const isQuietOnRefusals = hasPatch('run-flow-refusals-unwritten');
  const isRestingSetAside = hasPatch('run-flow-set-aside-rests');
  const isLeavingFirst = hasPatch('run-flow-leaves-before-continuing');
  const isWaitingWhenFull = hasPatch('run-flow-waits-when-full');
  const kernelVersion = hasPatch('run-flow-kernel-1-2') ? '1.2.0' : hasPatch('run-flow-kernel-1-1') ? '1.1.0' : '1.0.0';
  const instants = createInstants(isToldFromOutside);

  /** What arrives before the definition is loaded waits for it, in the order it came. */
  async function opened(): Promise<RunShell> {
    if (shell === null) await condition(() => shell !== null || failure !== null);
    if (shell === null) throw failure ?? ApplicationFailure.nonRetryable('not opened', 'INTERNAL');
    return shell;
  }

  async function command(make: (run: RunShell) => KernelInput): Promise<CommandResult> {
    updates += 1;
    const run = shell ?? await opened();
    while (isWaitingWhenFull && run.isFull()) await condition(() => !run.isFull());
    return settled(run, run.submit(make(run)));
  }

  setHandler(started, async () => {
    updates += 1;
    const run = shell ?? await opened();
    return settled(run, run.startAnswer);
  });
  setHandler(taskAction, ({ commandId, taskId, action, taskRevision, actor, data, at }) =>
    command(() => ({ id: commandId, now: instants.of(at), type: 'task', taskId, action, taskRevision, actor, data })));
  setHandler(cancelRun, ({ id, reason, by, at }) => command(() => ({ id, now: instants.of(at), type: 'cancel', reason, by })));
  setHandler(suspendRun, ({ id, reason, by, at }) => command(() => ({ id, now: instants.of(at), type: 'suspend', reason, by })));
  setHandler(resumeRun, ({ id, by, at }) => command(() => ({ id, now: instants.of(at), type: 'resume', by })));
  setHandler(changeRun, async ({ at, ...change }) => {
    updates += 1;
    const run = shell ?? await opened();
    return settled(run, await run.change(change, () => instants.of(at)));
  });
  setHandler(changeInstances, ({ id, token, change, by, at }) => command(() => ({ id, now: instants.of(at), type: 'instance', token, change, by })));
  setHandler(mendIncident, ({ at, variables, ...mend }) => command((run) => {
    const now = instants.of(at);
    // What is refused changes nothing: not the facts either.
    if (variables !== undefined && run.book.state.suspended === undefined) run.submit({ id: `${mend.id}/facts`, now, type: 'setVariables', variables, by: mend.by });
    return { ...mend, now, type: 'incident' };
  }));
  setHandler(deliverMessage, ({ at, ...news }) => command(() => ({ ...news, now: instants.of(at), type: 'message' })));
  setHandler(tellLock, ({ at, ...told }) => command(() => ({ ...told, now: instants.of(at), type: 'lock' })));
  setHandler(message, async ({ id, name, key, data, by, at }) => {
    signals += 1;
    const run = shell ?? await opened();
    run.submit({ id, now: instants.of(at), type: 'message', name, key, data, by });
  });
  setHandler(callEnded, async (said) => {
    signals += 1;
    const run = shell ?? await opened();
    run.submit(run.calls.ended(said));
  });
  setHandler(callEscalated, async ({ at, ...said }) => {
    signals += 1;
    const run = shell ?? await opened();
    run.submit({ ...said, id: `effect/${said.effect}/escalated/${said.n}`, now: instants.of(at), type: 'escalated' });
  });
  setHandler(workEnded, async (said) => {
    signals += 1;
    const run = shell ?? await opened();
    run.submit(run.works.ended(said));
  });
  setHandler(callerLeft, async ({ id, at }) => {
    signals += 1;
    const run = shell ?? await opened();
    run.submit({ id, now: instants.of(at), type: 'cancel', reason: 'the step that called it is over', by: { kind: 'machine', id: 'flow' } });
  });
  setHandler(poke, async ({ continuation, isMissing }) => {
    signals += 1;
    const run = shell ?? await opened();
    run.writer.raise(continuation);
    run.rewrite(isMissing);
  });
  setHandler(standing, () => (shell === null ? null : { seq: shell.book.writtenSeq, event: shell.book.writtenEvent }));
  setHandler(snapshot, () => ({
    book: shell?.book ?? null,
    shell: {
      continuation: shell?.writer.continuation ?? input.resumed?.continuation ?? 0, fence: shell?.writer.fence ?? null, isParked: shell?.writer.isParked ?? false,
      updates, signals, activities: shell?.effects.activities() ?? [], timers: shell?.effects.timers() ?? [],
    },
  }));

  try {
    shell = await openRunShell(input, { instants, isToldFromOutside, isEndingQuietly, isLookingAgain, isEscalating, isQuietOnRefusals, isRestingSetAside, isLeavingFirst, kernelVersion });
  } catch (thrown) {
    const { code, message: text } = failureOf(thrown);
    failure = ApplicationFailure.nonRetryable(text, code);
    if (input.caller !== undefined) await tellCaller(input.caller, { is: 'failed', code, message: text }, instants.latest());
    await condition(allHandlersFinished);
    throw failure;
  }
  const run = shell;
  if (!run.startAnswer.accepted) {
    if (input.caller !== undefined) await tellCaller(input.caller, { is: 'failed', code: run.startAnswer.code, message: run.startAnswer.code }, instants.latest());
    await condition(allHandlersFinished);
    throw ApplicationFailure.nonRetryable(`the run was not started: ${run.startAnswer.code}`, run.startAnswer.code);
  }

  const isOver = (): boolean => run.book.state.status !== 'running';
  const isDone = (): boolean => isOver() && !run.book.isDirty && run.writer.isConfirmed && run.calls.isQuiet() && run.works.isQuiet() && run.escalations.isQuiet(run.book.state) && allHandlersFinished();
  const isPast = (more: number): boolean => {
    const { maxUpdates = limits.maxUpdates, maxSignals = limits.maxSignals, maxHistory = limits.maxHistory } = input.settings ?? {};
    return updates >= maxUpdates + more || signals >= maxSignals + more || (more === 0 && (workflowInfo().continueAsNewSuggested || workflowInfo().historyLength >= maxHistory));
  };
  const hasLeft = (): boolean => run.works.isQuiet() && (!isLeavingFirst || run.calls.isQuiet());
  const isQuiet = (): boolean => allHandlersFinished() && hasLeft() && (!run.book.isDirty || run.writer.isParked || run.writer.isStale);
  const mayContinue = (): boolean => !isOver() && isQuiet() && ((isPast(0) && run.effects.activities().length === 0) || isPast(patienceUpdates));

  for (;;) {
    await condition(() => run.hasWork() || isDone() || mayContinue());
    if (run.hasWork()) await run.turn();
    else if (isDone()) return await outcomeOf(input, run, instants.latest());
    else if (mayContinue()) {
      await continueAsNew<typeof runFlow>({
        ...input, definition: run.book.state.definition, start: { at: null, variables: {} }, previous: undefined, takenBack: undefined,
        resumed: { book: run.book, continuation: run.writer.continuation + 1, write: run.writer.write, isParked: run.writer.isParked },
      });
    }
  }
}

/** An accepted answer waits for its write; a refusal, and an answer to a repeat, is given at once. */
async function settled(run: RunShell, answer: Answer): Promise<CommandResult> {
  if (!answer.accepted) return { answer, shown: true };
  const isShown = (): boolean => run.book.writtenSeq >= answer.seq;
  const isGivenUp = (): boolean => run.writer.isParked || run.writer.isStale;
  if (!isShown() && !isGivenUp()) await condition(() => isShown() || isGivenUp());
  return { answer, shown: isShown() };
}

async function outcomeOf({ caller }: RunInput, { book }: RunShell, at: Instant): Promise<RunOutcome> {
  const { status } = book.state;
  const call = callOutcomeOf(book);
  if (caller === undefined || call === null) return { status };
  await tellCaller(caller, call, at);
  return { status, call };
}
