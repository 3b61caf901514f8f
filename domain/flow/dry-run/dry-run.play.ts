/** Plays a script on a dry run, and goes on by itself where it shall. Never throws for what a flow or a script says; every fault is a finding. */
import { CatalogueError } from '../../errors.ts';
import { epochMs, instantOf, plusMs, type Instant } from '../../values.ts';
import type { Finding, FlowFile } from '../flow.schema.ts';
import { durationMs } from '../kernel/kernel.duration.ts';
import { taskActions, type Answer, type TaskActionData, type TaskActor, type TaskState, type Vars } from '../kernel/kernel.types.ts';
import type { NodeRegistry } from '../nodes/node.kind.ts';
import { freshMemory, goOn, type AutoMemory } from './dry-run.auto.ts';
import { settleCalls } from './dry-run.calls.ts';
import { startVariables } from './dry-run.examples.ts';
import { guessingRegistry } from './dry-run.guess.ts';
import { act, someoneFor, whoOwes } from './dry-run.people.ts';
import { isSent } from './dry-run.post.ts';
import { isInstant, type DryScript, type DryStep, type TaskStep } from './dry-run.script.ts';
import { nothingRun, resultOf, type DryRunResult } from './dry-run.result.ts';
import { DryRun, reasonOf, type DryRunOptions, type Standing } from './dry-run.ts';

export interface DryRunCall extends Omit<DryRunOptions, 'registry' | 'settle'> { registry: NodeRegistry; script: DryScript; /** The start step it begins at. Default: as the script says, else the first. */ startAt?: string | null; isAuto: boolean; /** When a script says no instant. */ now: Instant }

/** Where a run by itself gets stuck, it is played once more with what comes beside a step coming first: a join may wait for that. */
export function dryRun(file: FlowFile, call: DryRunCall): DryRunResult {
  const result = played(file, call, false);
  if (!call.isAuto || result.status !== 'stuck') return result;
  const other = played(file, call, true);
  return other.status === 'completed' || other.status === 'waiting' ? other : result;
}

function played(file: FlowFile, { script, startAt = null, isAuto, now, registry, flows, ...options }: DryRunCall, isEdgeFirst: boolean): DryRunResult {
  const { at } = script.start;
  const isTime = at !== undefined && isInstant(at);
  const known = (key: string): FlowFile | null => { const called = flows?.(key) ?? null; return called !== null && isAuto ? twiceWhereUnsaid(called) : called; };
  let run: DryRun;
  try {
    run = new DryRun(isAuto ? twiceWhereUnsaid(file) : file, isTime ? instantOf(epochMs(at)) : now, { ...options, flows: known, settle: settleCalls, registry: () => (isAuto ? guessingRegistry(registry) : registry) });
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    return nothingRun((thrown.details ?? []).map(({ path, code, params, message, fix = '' }): Finding => ({ code, ...(params ? { params } : {}), severity: 'error', node: path.split('/')[2] ?? null, field: null, path, message, fix })));
  }
  const started = run.start(startVariables(file, script.start.variables), startAt ?? (isTime ? null : at ?? null));
  if (started.accepted) playSteps(run, script.steps, isAuto ? freshMemory(isEdgeFirst) : null);
  else if (run.incidents.length === 0) run.remark({ code: started.code, severity: 'error', node: null, params: started.params ?? {} });
  return resultOf(run, started.accepted);
}

/** What is to be done several times is done twice where it does not say how often, and where what says so is null, because nobody has given it. */
const twiceWhereUnsaid = (file: FlowFile): FlowFile => ({ ...file, nodes: Object.fromEntries(Object.entries(file.nodes).map(([id, node]) => [id, node.repeat && node.repeat.mode !== 'loop' ? { ...node, repeat: { ...node.repeat, ...howOften(node.repeat) } } : node])) });

/** An emptied field says as little as one that is not there. */
function howOften({ items, count }: { items?: string | undefined; count?: string | undefined }): { items?: string; count?: string } {
  const orTwice = (text: string, twice: string): string => (text.length > mostGuarded ? text : `if (${text}) = null then ${twice} else (${text})`);
  return items ? { items: orTwice(items, '[1, 2]') } : { count: count ? orTwice(count, '2') : '2' };
}
/** An expression that stands twice may be half as long as one. */
const mostGuarded = 1_900;

/** `memory`: of a run by itself. */
function playSteps(run: DryRun, steps: readonly DryStep[], memory: AutoMemory | null): void {
  const isAuto = memory !== null;
  for (const [index, step] of steps.entries()) {
    const failing = 'fail' in step ? step.fail : null;
    const isReady = (): boolean => ('task' in step ? at(run.standing('task'), step.task) !== undefined : failing === null ? !('message' in step) || run.standing('message').some(({ wait }) => wait.name === step.message) : at(machines(run), failing) !== undefined);
    answerActivities(run, isAuto, failing);
    passTime(run, step);
    if (memory && !('advance' in step)) goOn(run, memory, isReady, (standing) => standing.wait.kind === 'activity' && failing !== null && at([standing], failing) !== undefined);
    answerActivities(run, isAuto, failing);
    const answer = take(run, step);
    if (answer.accepted) continue;
    run.remark({ code: 'FLOW_SCRIPT_STEP_REFUSED', severity: 'error', node: 'task' in step && run.definition.nodes.has(step.task) ? step.task : null, params: { step: index + 1, reason: reasonOf(answer) } });
    return;
  }
  answerActivities(run, isAuto, null);
  if (memory) goOn(run, memory);
}

/** Machines answer at once, where it is known what: all of them in an automatic run, else the post and those with an output. Not the one that is about to fail. */
function answerActivities(run: DryRun, isAuto: boolean, failing: string | null): void {
  for (;;) {
    const next = run.isRunning && !run.isOverLimit ? run.standing('activity').find((standing) => (failing === null || at([standing], failing) === undefined) && (isAuto || standing.run.outputFor(standing.wait) !== undefined || isSent(standing.wait.request))) : undefined;
    if (next === undefined || !next.run.perform(next.wait).accepted) return;
  }
}

/** The wait at a step, named as in the path; the first of that name alone, where none is. */
const at = <K extends Standing['wait']['kind']>(standing: readonly Standing<K>[], name: string): Standing<K> | undefined =>
  standing.find(({ run, wait }) => run.named(wait.node) === name) ?? standing.find(({ wait }) => wait.node === name);

/** What a script may let fail: activities, and calls that are under way. */
const machines = (run: DryRun): Standing<'activity'>[] => run.live().flatMap((one) => (one.isRunning ? one.waits('activity').map((wait) => ({ run: one, wait })) : []));

function passTime(run: DryRun, step: DryStep): void {
  if ('advance' in step) return;
  if (step.at !== undefined) run.advanceTo(instantOf(epochMs(step.at)));
  if (step.after !== undefined) run.advanceTo(plusMs(run.now, durationMs(step.after) ?? 0));
}

function take(run: DryRun, step: DryStep): Answer {
  if ('advance' in step) {
    run.advanceTo(plusMs(run.now, durationMs(step.advance) ?? 0));
    return { accepted: true, seq: run.state.seq };
  }
  if ('task' in step) return takeTask(run, step);
  if (!('fail' in step)) return run.message(step.message, step.key, step.data);
  const activity = at(machines(run), step.fail);
  return activity === undefined ? { accepted: false, code: 'ACTIVITY_GONE' } : activity.run.send({ type: 'effectFailed', effect: activity.wait.effect, code: step.code, message: step.message });
}

function takeTask(run: DryRun, step: TaskStep): Answer {
  const found = at(run.standing('task'), step.task);
  if (found === undefined) return run.isRunning ? { accepted: false, code: 'TASK_UNKNOWN' } : { accepted: false, code: 'RUN_OVER', params: { status: run.state.status } };
  const { task } = found.wait;
  // An answer that is called like a verb is the answer.
  const action = taskActions.find((known) => known === step.action && !task.outcomes.some(({ key }) => key === known));
  const data: TaskActionData = { ...dataOf(step.data), ...(action === undefined ? { outcome: step.action } : {}) };
  const by = step.as === undefined && action === 'answer' ? whoOwes(task, data.question) : actorOf(step.as, task);
  return act(found.run, task, action ?? 'complete', by, data.comment === undefined && step.as === undefined ? { ...data, comment: 'Example' } : data);
}

const actionFields = ['outcome', 'form', 'comment', 'to', 'place', 'question'];
/** Other names than those of an action are fields of the form. */
function dataOf(data: Vars): TaskActionData {
  if (!Object.keys(data).every((name) => actionFields.includes(name))) return { form: data };
  const text = (name: string): string | undefined => (typeof data[name] === 'string' ? data[name] : undefined);
  const [outcome, comment, to, question, form] = [text('outcome'), text('comment'), text('to'), text('question'), data['form']];
  const place = data['place'] === 'before' || data['place'] === 'after' ? data['place'] : undefined;
  return { ...(outcome === undefined ? {} : { outcome }), ...(comment === undefined ? {} : { comment }), ...(to === undefined ? {} : { to }), ...(place === undefined ? {} : { place }), ...(question === undefined ? {} : { question }), ...(form === undefined ? {} : { form }) };
}

/** A person who is only named has the teams and roles the task asks for. */
function actorOf(as: TaskStep['as'], task: TaskState): TaskActor {
  if (as === undefined) return someoneFor(task);
  if (typeof as !== 'string') return { ...as, name: as.name ?? as.person };
  return { person: as, name: as, teams: task.slots.flatMap(({ teams }) => teams), roles: task.slots.flatMap(({ roles }) => roles), maySupervise: false };
}
