/** Plays a flow in memory on a virtual clock, in the field's words: flow(f).start().decide('approved').expectAt('deploy'). */
import { plusMs, type Instant, type Json } from '#domain/values';
import { hashFlowFile } from '#domain/flow/file/flow.canonical';
import type { FlowFile } from '#domain/flow/flow.schema';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { NodeRegistry } from '#domain/flow/nodes/node.kind';
import type { ActivitySubscription } from '#domain/flow/kernel/kernel.behaviour';
import { durationMs } from '#domain/flow/kernel/kernel.duration';
import { createKernel, type Kernel, type KernelOptions } from '#domain/flow/kernel/kernel';
import type { LockNews } from '#domain/flow/kernel/kernel.claims';
import { foldLog, markingOf } from '#domain/flow/kernel/kernel.marking';
import { parseRunState } from '#domain/flow/kernel/kernel.state';
import { askedSlots } from '#domain/flow/kernel/kernel.stages';
import type { Answer, Definition, Effect, IncidentMending, KernelInput, LogEntry, RunState, Subscription, TokenMove, TaskAction, TaskActionData, TaskActor, TaskState, Vars } from '#domain/flow/kernel/kernel.types';

type WithoutId<T> = T extends unknown ? Omit<T, 'id' | 'now'> : never;
export type Move = WithoutId<KernelInput>;

export const actor = (person: string, more: Partial<TaskActor> = {}): TaskActor => ({ person, name: person[0]!.toUpperCase() + person.slice(1), teams: [], roles: [], maySupervise: false, ...more });
export const machine = { kind: 'machine', id: 'test' } as const;

export interface ScriptOptions extends KernelOptions { registry?: NodeRegistry; now?: Instant }

export const flow = (file: FlowFile, options: ScriptOptions = {}): FlowScript => new FlowScript(file, options);

export class FlowScript {
  readonly kernel: Kernel;
  /** The one the run is under now. */
  definition: Definition;
  state: RunState;
  now: Instant;
  /** Everything since the start. */
  readonly log: LogEntry[] = [];
  /** Of the last input. */
  effects: Effect[] = [];
  answer: Answer | null = null;
  inputs: KernelInput[] = [];
  #count = 0;

  constructor(file: FlowFile, options: ScriptOptions) {
    this.kernel = createKernel(options.registry ?? nodeKinds, options);
    this.definition = this.kernel.compile(file, { id: file.key, version: 1, sha256: '0'.repeat(64) });
    this.state = this.kernel.start(this.definition);
    this.now = options.now ?? '2026-03-02T08:00:00.000Z';
  }

  /** Any input. Checks after each that the log folds to the state and that a saved state reads back the same. */
  send(move: Move, id = `c${++this.#count}`, into?: Definition): this {
    const input = { id, now: this.now, ...move } as KernelInput;
    this.inputs.push(input);
    const before = JSON.stringify(this.state);
    const result = this.kernel.step(this.definition, this.state, input, into);
    if (into && result.answer.accepted) this.definition = into;
    if (JSON.stringify(this.state) !== before) throw new Error('the step changed the state it was given');
    this.state = result.state;
    this.log.push(...result.log);
    this.effects = result.effects;
    this.answer = result.answer;
    same(foldLog(this.log), markingOf(this.state), 'the folded log is not the state');
    same(parseRunState(JSON.parse(JSON.stringify(this.state))), this.state, 'a saved state does not read back');
    return this;
  }

  /** Puts the run under another flow, or the same one. */
  migrate(file: FlowFile, { map = {}, moves = [], seq }: { map?: Record<string, string>; moves?: TokenMove[]; seq?: number } = {}): this {
    const into = this.kernel.compile(file, { id: file.key, version: 1, sha256: hashFlowFile(file) });
    return this.send({ type: 'migrate', definition: into.ref, map, moves, ...(seq === undefined ? {} : { seq }), reason: 'because', by: machine }, undefined, into);
  }

  start(variables: Vars = {}, at: string | null = null): this { return this.send({ type: 'start', at, variables, by: machine }); }

  task(node?: string): TaskState {
    const open = this.tasks().filter((task) => node === undefined || task.node === node);
    if (open.length !== 1) throw new Error(`${open.length} open tasks${node ? ` at ${node}` : ''}; the run is at ${this.at().join(', ')}`);
    return open[0]!;
  }

  tasks(): TaskState[] { return this.waits('task').map((wait) => (wait as Extract<Subscription, { kind: 'task' }>).task); }
  waits(kind: Subscription['kind']): Subscription[] { return Object.values(this.state.subscriptions).filter((wait) => wait.kind === kind); }

  act(action: TaskAction, by: string | TaskActor, data: TaskActionData = {}, options: { node?: string; task?: TaskState; id?: string } = {}): this {
    const task = options.task ?? this.task(options.node);
    return this.send({ type: 'task', taskId: task.id, action, taskRevision: task.revision, actor: typeof by === 'string' ? actor(by) : by, data }, options.id);
  }

  /** Somebody who may decides the only open task (or the one at `node`). */
  decide(outcome: string, options: { by?: string | TaskActor; node?: string; form?: Json; comment?: string } = {}): this {
    const task = this.task(options.node);
    const by = options.by ?? task.assignee ?? askedSlots(task)[0]?.people[0];
    const who = by ?? actor('someone', { teams: task.slots.flatMap((slot) => slot.teams), roles: task.slots.flatMap((slot) => slot.roles) });
    if (task.kind === 'task' && task.assignee === null) this.act('claim', who, {}, { task });
    return this.act('complete', who, { outcome, comment: options.comment ?? 'because', ...(options.form === undefined ? {} : { form: options.form }) }, { node: task.node });
  }

  /** The earliest timer falls due; the clock moves there. */
  due(): this {
    const timers = this.waits('timer').filter((wait): wait is Extract<Subscription, { kind: 'timer' }> => wait.kind === 'timer' && wait.dueAt !== null);
    const next = timers.sort((a, b) => (a.dueAt! < b.dueAt! ? -1 : 1))[0];
    if (!next) throw new Error('no timer is armed');
    if (next.dueAt! > this.now) this.now = next.dueAt!;
    return this.send({ type: 'timer', timer: next.id });
  }

  pass(duration: string): this { this.now = plusMs(this.now, durationMs(duration)!); return this; }
  message(name: string, key: string | null = null, data: Vars = {}): this { return this.send({ type: 'message', name, key, data, by: machine }); }
  /** Locks that are asked for and not granted, by step. */
  asking(): string[] { return Object.values(this.state.locks ?? {}).filter(({ heldSince }) => heldSince === null).map(({ node }) => node); }
  /** The table of locks says so of the claim of a step. */
  lock(node: string, news: LockNews = { is: 'granted' }): this {
    const claim = Object.values(this.state.locks ?? {}).find((one) => one.node === node)!;
    return this.send({ type: 'lock', claim: claim.id, since: claim.since, ...news });
  }
  running(node?: string): ActivitySubscription {
    const found = this.waits('activity').filter((wait) => node === undefined || wait.node === node)[0];
    if (found?.kind !== 'activity') throw new Error(`no activity runs; the run is at ${this.at().join(', ')}`);
    return found;
  }
  done(result: Json = null, node?: string): this { return this.send({ type: 'effectDone', effect: this.running(node).effect, result }); }
  fail(code = 'HTTP_UNREACHABLE', message = 'no answer'): this { return this.send({ type: 'effectFailed', effect: this.running().effect, code, message }); }
  incident(code?: string) {
    const found = Object.values(this.state.incidents).filter((incident) => code === undefined || incident.code === code)[0];
    if (!found) throw new Error(`no incident ${code ?? ''}; the run is at ${this.at().join(', ')}`);
    return found;
  }
  /** One time more of a step that is done several times. */
  add(node: string, item: Json = null): this { return this.send({ type: 'instance', token: this.came(node), change: { add: item }, by: machine }); }
  /** The token that came to a step that is done several times. */
  came(node: string): string { return Object.values(this.state.tokens).find((token) => token.node === node && token.waitsFor === 'scope')!.id; }
  mend(mending: 'retry' | 'skip' | IncidentMending): this { return this.send({ type: 'incident', incident: this.incident().id, by: machine, ...(typeof mending === 'string' ? { action: mending } : mending) }); }

  /** Nodes where tokens stand, sorted; scopes count too. */
  at(): string[] { return Object.values(this.state.tokens).filter((token) => !token.isListener).map((token) => token.node).sort(); }
  variable(name: string): Json | undefined { return this.state.scopes['s0']!.vars[name]; }

  expectAt(...nodes: string[]): this {
    same(this.at(), [...nodes].sort(), 'the tokens stand elsewhere');
    return this;
  }
  expectEnd(status: RunState['status'] = 'completed'): this {
    same(this.state.status, status, `the run is at ${this.at().join(', ')}`);
    return this;
  }
  expectRefused(code: string): this {
    if (this.answer?.accepted !== false || this.answer.code !== code) throw new Error(`expected ${code}, got ${JSON.stringify(this.answer)}`);
    return this;
  }
  expectAccepted(): this {
    if (this.answer?.accepted !== true) throw new Error(`refused: ${JSON.stringify(this.answer)}`);
    return this;
  }
}

function same(actual: unknown, expected: unknown, fault: string): void {
  const [a, b] = [canonical(actual), canonical(expected)];
  if (a !== b) throw new Error(`${fault}:\n${a}\n${b}`);
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1))) : inner));
}
