/** Called flows of a dry run: begins them where a step calls, tells the step what came of them, and ends those whose step is gone. */
import { CatalogueError, errorShape } from '../../errors.ts';
import { callIn, handedDown, isCall, mostCallDepth, resultOfCall } from '../call/call.request.ts';
import type { Vars } from '../kernel/kernel.types.ts';
import { startVariables } from './dry-run.examples.ts';
import { DryRun, machine, type DryMove, type Wait } from './dry-run.ts';

/** Until nothing follows any more, in this run and in what it has called. */
export function settleCalls(run: DryRun): void {
  while (settleOne(run));
}

/** True when something was done. */
function settleOne(run: DryRun): boolean {
  for (const [effect, called] of run.calls) {
    const wait = run.state.subscriptions[effect];
    if (run.isRunning && wait?.kind === 'activity' && hearsOf(run, called, wait)) return true;
    if (run.isRunning && called.isRunning && wait !== undefined) {
      if (settleOne(called)) return true;
      continue;
    }
    run.calls.delete(effect);
    end(called);
    if (run.isRunning && wait?.kind === 'activity') run.step(outcomeOf(called, wait));
    return true;
  }
  const next = run.isRunning && !run.isOverLimit ? run.waits('activity').find(({ effect, request }) => isCall(request) && !run.calls.has(effect) && !run.passedOver.has(effect)) : undefined;
  if (next !== undefined) begin(run, next);
  return next !== undefined;
}

/** The step hears what the called one has escalated, the oldest first. */
function hearsOf(run: DryRun, called: DryRun, { effect }: Wait<'activity'>): boolean {
  const next = run.isOverLimit ? undefined : called.state.raised?.open.find(({ n }) => n > called.told);
  if (next === undefined) return false;
  called.told = next.n;
  run.step({ type: 'escalated', effect, ...next });
  if (called.isRunning) called.step({ type: 'callerTold', n: next.n });
  return true;
}

/** Nobody waits for it any more; what it has called ends with it. */
function end(run: DryRun): void {
  for (const called of run.calls.values()) end(called);
  run.calls.clear();
  if (run.isRunning) run.step({ type: 'cancel', reason: 'the step that called it is over', by: machine });
}

const failed = ({ effect }: Wait<'activity'>, code: string, params: NonNullable<Parameters<typeof errorShape>[1]>): DryMove => ({ type: 'effectFailed', effect, code, message: errorShape(code, params).message, params: params as never });

function outcomeOf({ state, failure, definition }: DryRun, wait: Wait<'activity'>): DryMove {
  if (state.status === 'completed' || state.status === 'terminated') return { type: 'effectDone', effect: wait.effect, result: resultOfCall(rootOf(state), callIn(wait.request)?.wanted ?? null) };
  if (state.status === 'failed' && failure !== null) return { type: 'effectFailed', effect: wait.effect, ...failure };
  return failed(wait, 'FLOW_CALL_ENDED', { flow: definition.file.key });
}

const rootOf = ({ scopes }: DryRun['state']): Vars => scopes['s0']?.vars ?? {};

function begin(run: DryRun, wait: Wait<'activity'>): void {
  const call = callIn(wait.request);
  const flow = call?.flow ?? '';
  // What is said to come back stands instead of the flow.
  if (call === null || [run.named(wait.node), wait.node].some((name) => Object.hasOwn(run.outputs, name))) { run.passedOver.add(wait.effect); return; }
  if (run.depth + 1 > mostCallDepth) { run.step(failed(wait, 'FLOW_CALLS_TOO_DEEP', { flow, depth: run.depth + 1, limit: mostCallDepth })); return; }
  const file = run.options.flows?.(flow) ?? null;
  if (file === null) {
    run.passedOver.add(wait.effect);
    run.remark({ code: 'FLOW_CALL_PASSED_OVER', severity: 'warning', node: wait.node, params: { node: run.definition.nodes.get(wait.node)!.name.en, flow } });
    return;
  }
  try {
    const called = new DryRun(file, run.now, run.options, { run, node: wait.node });
    const started = called.step({ type: 'start', at: null, variables: startVariables(file, { ...handedDown(rootOf(run.state)), ...call.variables }), by: machine, isCalled: true, isHeard: true });
    if (started.accepted) run.calls.set(wait.effect, called);
    else run.step(failed(wait, started.code, started.params ?? {}));
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    run.step(failed(wait, thrown.code, thrown.params));
  }
}
