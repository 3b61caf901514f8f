/**
 * A run on the kernel alone, on a virtual clock: no Temporal, no ticket, no machine. Holds its state, takes inputs and lets time pass; what happens next is
 * decided by a script (dry-run.play.ts) or by itself (dry-run.auto.ts). Every input counts against a bound, so that no flow runs for ever. Flows that are called
 * are runs of their own which share clock and bound (dry-run.calls.ts).
 */
import { errorShape } from '../../errors.ts';
import { epochMs, type Instant } from '../../values.ts';
import type { FlowFile } from '../flow.schema.ts';
import { createKernel, type Kernel } from '../kernel/kernel.ts';
import type { Answer, Definition, KernelInput, LogEntry, RunIncident, RunState, Subscription, TimerPause, Vars } from '../kernel/kernel.types.ts';
import { takes } from '../message/message.ts';
import type { NodeRegistry } from '../nodes/node.kind.ts';
import { DryPost, isSent } from './dry-run.post.ts';
import type { DryOutputs } from './dry-run.script.ts';

export interface DryRunOptions {
  /** Kinds for one run: each has its own. */
  registry(): NodeRegistry;
  outputs: DryOutputs;
  /** Steps entered and inputs taken at most, with those of called flows; default 10,000. */
  maxSteps?: number;
  /** When working time that starts at `from` is over; pauses do not count. Null: the calendar is not known. */
  resolveTimer(spec: { iso: string; calendar: string; from: Instant; pauses?: readonly TimerPause[] | undefined }): Instant | null;
  /** A flow that is called, by its key. Absent, or null: it is not known here. */
  flows?: ((key: string) => FlowFile | null) | undefined;
  /** What follows from an input between runs that call and runs that are called; given the run that nobody has called. */
  settle(run: DryRun): void;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id' | 'now'> : never;
export type DryMove = WithoutId<KernelInput>;
export type Wait<K extends Subscription['kind'] = Subscription['kind']> = Extract<Subscription, { kind: K }>;
/** A wait with the run it belongs to. */
export interface Standing<K extends Subscription['kind'] = Subscription['kind']> { run: DryRun; wait: Wait<K> }
/** Something to tell about the run; `params` as the error catalogue asks for them. */
export interface DryRemark { code: string; severity: 'error' | 'warning' | 'info'; node: string | null; params: NonNullable<Parameters<typeof errorShape>[1]> }

export const dryRunSteps = 10_000;
export const machine = { kind: 'machine', id: 'dry-run' } as const;

/** What a run and those it calls have in common, the post included. `said`: their logs in the order of what happened. */
interface Together { now: Instant; steps: number; inputs: number; opened: number; isSettling: boolean; runs: DryRun[]; post: DryPost; said: { run: DryRun; entry: LogEntry }[]; remarks: DryRemark[]; incidents: Pick<RunIncident, 'code' | 'node' | 'params'>[] }
const together = (now: Instant): Together => ({ now, steps: 0, inputs: 0, opened: 0, isSettling: false, runs: [], post: new DryPost(), said: [], remarks: [], incidents: [] });

export class DryRun {
  readonly definition: Definition;
  readonly options: DryRunOptions;
  readonly log: LogEntry[] = [];
  /** What stands before the names of its steps: "", "call/", "call/inner/". */
  readonly path: string;
  /** How many calls lead here. */
  readonly depth: number;
  /** Of its own among those of one dry run. */
  readonly number: number;
  /** Runs it has called and that are under way, by effect. */
  readonly calls = new Map<string, DryRun>();
  /** Calls of flows that are not known here, or whose output is given: they are answered as activities are. */
  readonly passedOver = new Set<string>();
  /** Number of the last of its escalations that its caller heard. */
  told = 0;
  /** The error it ended by. */
  failure: { code: string; message: string } | null = null;
  state: RunState;
  readonly #kernel: Kernel;
  readonly #caller: DryRun | null;
  readonly #shared: Together;
  readonly #opened = new Map<string, number>();

  /** `caller`: where the step `node` of another run calls it. Throws FLOW_INVALID. */
  constructor(file: FlowFile, now: Instant, options: DryRunOptions, caller?: { run: DryRun; node: string }) {
    this.options = options;
    this.#kernel = createKernel(options.registry(), { isAlone: true });
    this.definition = this.#kernel.compile(file, { id: file.key, version: 1, sha256: '' });
    this.state = this.#kernel.start(this.definition);
    this.#caller = caller?.run ?? null;
    this.#shared = caller === undefined ? together(now) : caller.run.#shared;
    this.path = caller === undefined ? '' : `${caller.run.path}${caller.node}/`;
    this.depth = caller === undefined ? 0 : caller.run.depth + 1;
    this.number = this.#shared.runs.push(this);
  }

  get now(): Instant { return this.#shared.now; }
  get outputs(): DryOutputs { return this.options.outputs; }
  get isRunning(): boolean { return this.state.status === 'running'; }
  get isOverLimit(): boolean { return this.#shared.steps > this.maxSteps; }
  get maxSteps(): number { return this.options.maxSteps ?? dryRunSteps; }
  /** In the order they came, with those of called flows; their nodes by path. */
  get remarks(): readonly DryRemark[] { return this.#shared.remarks; }
  get incidents(): Together['incidents'] { return this.#shared.incidents; }
  /** All that happened, in order. */
  get said(): Together['said'] { return this.#shared.said; }
  /** This run and all it has called, whether or not they are over. */
  get runs(): readonly DryRun[] { return this.#shared.runs; }

  /** The step's name in its dry run. */
  named(node: string): string { return `${this.path}${node}`; }
  remark(remark: DryRemark): void { this.#shared.remarks.push({ ...remark, node: remark.node === null ? null : this.named(remark.node) }); }

  start(variables: Vars, at: string | null): Answer { return this.send({ type: 'start', at, variables, by: machine }); }

  /** To every run that waits for it; to this one where none does. */
  message(name: string, key: string | null, data: Vars): Answer {
    const waiting = new Set(this.standing('message').filter(({ wait }) => wait.name === name && (wait.key === null || wait.key === key)).map(({ run }) => run));
    const [answer] = [...(waiting.size === 0 ? [this] : waiting)].map((run) => run.send({ type: 'message', name, key, data, by: machine }));
    return answer!;
  }

  /** Own waits of a kind; all of them without one. */
  waits(): Wait[];
  waits<K extends Subscription['kind']>(kind: K): Wait<K>[];
  waits(kind?: Subscription['kind']): Wait[] { return Object.values(this.state.subscriptions).filter((wait) => kind === undefined || wait.kind === kind); }

  /** Waits of this run and of what it has called, in the order they were opened; a call that is under way waits for nothing itself. */
  standing(): Standing[];
  standing<K extends Subscription['kind']>(kind: K): Standing<K>[];
  standing(kind?: Subscription['kind']): Standing[] {
    const all = this.live().flatMap((run) => (run.isRunning ? run.waits().filter((wait) => !run.calls.has(wait.id) && (kind === undefined || wait.kind === kind)).map((wait): Standing => ({ run, wait })) : []));
    return all.sort((one, other) => one.run.#opened.get(one.wait.id)! - other.run.#opened.get(other.wait.id)!);
  }

  /** This run and what it has called that is under way. */
  live(): DryRun[] { return [this, ...[...this.calls.values()].flatMap((run) => run.live())]; }

  /** Any input, and what follows from it in calling and called runs; nothing more once the bound is passed. */
  send(move: DryMove): Answer {
    const answer = this.step(move);
    if (!this.#shared.isSettling) {
      this.#shared.isSettling = true;
      const root = this.#root();
      do this.options.settle(root); while (root.#handOut());
      this.#shared.isSettling = false;
    }
    return answer;
  }

  /** The input alone. */
  step(move: DryMove): Answer {
    if (this.isOverLimit) return { accepted: false, code: 'FLOW_RUN_STEPS_EXCEEDED', params: { limit: this.maxSteps } };
    const shared = this.#shared;
    const { state, effects, log, answer } = this.#kernel.step(this.definition, this.state, { id: `dry/${shared.inputs += 1}`, now: shared.now, ...move } as KernelInput);
    this.state = state;
    this.log.push(...log);
    for (const entry of log) shared.said.push({ run: this, entry });
    for (const effect of effects) {
      if (effect.type === 'incidentOpened') shared.incidents.push({ ...effect.incident, node: effect.incident.node === null ? null : this.named(effect.incident.node) });
      if (effect.type === 'failed') this.failure = { code: effect.code, message: effect.message };
    }
    for (const { type, node, data } of log) if (type === 'lock' && node !== null && (data as { action: string }).action === 'asked') this.#tellLock(node, (data as { lock: string }).lock);
    for (const id in state.subscriptions) if (!this.#opened.has(id)) this.#opened.set(id, shared.opened += 1);
    shared.steps += 1 + log.reduce((count, { type }) => count + (type === 'enter' ? 1 : 0), 0);
    this.#resolveTimers();
    return answer;
  }

  /** What an activity comes to: the output that is known for it, else nothing in particular. A message it sends is on its way first. */
  perform(wait: Wait<'activity'>): Answer {
    if (isSent(wait.request)) for (const sent of this.#shared.post.send(wait.request, this.now, this.#root().standing('message').map((standing) => standing.wait))) this.#deliver(sent);
    return this.send({ type: 'effectDone', effect: wait.effect, result: this.outputFor(wait) ?? {} });
  }

  /** The timer that is due first. */
  nextTimer(): Standing<'timer'> | null {
    return this.standing('timer').filter(({ wait: { dueAt } }) => dueAt !== null).sort(({ wait: one }, { wait: other }) => (one.dueAt! < other.dueAt! ? -1 : one.dueAt! > other.dueAt! ? 1 : 0))[0] ?? null;
  }

  /** The clock jumps to when the timer is due, and it fires. */
  fire(timer: Wait<'timer'>): Answer {
    if (timer.dueAt !== null && timer.dueAt > this.now) this.#shared.now = timer.dueAt;
    return this.send({ type: 'timer', timer: timer.id });
  }

  /** Lets time pass: timers fire at their own instants, in order. Going back does nothing. */
  advanceTo(at: Instant): void {
    for (let timer = this.nextTimer(); this.isRunning && timer !== null && timer.wait.dueAt! <= at; timer = this.nextTimer()) if (!timer.run.fire(timer.wait).accepted) break;
    if (at > this.now) this.#shared.now = at;
  }

  /** What an activity answers: the entry for its node, by path or alone, else for its kind; undefined where there is none. */
  outputFor({ node, request }: Wait<'activity'>) {
    return [this.named(node), node, request.activity].filter((name) => Object.hasOwn(this.outputs, name)).map((name) => this.outputs[name])[0];
  }

  /** Once for each step. */
  #tellLock(node: string, lock: string): void {
    const name = this.named(node);
    if (!this.remarks.some((one) => one.code === 'FLOW_LOCK_FREE_HERE' && one.node === name)) this.remark({ code: 'FLOW_LOCK_FREE_HERE', severity: 'info', node, params: { node: this.definition.nodes.get(node)!.name.en, lock } });
  }

  #root(): DryRun { return this.#caller === null ? this : this.#caller.#root(); }

  /** To the run that has waited longest, or to all. */
  #deliver({ isForOne, ...sent }: { name: string; key: string | null; data: Vars; isForOne?: true }): void {
    const waiting = [...new Set(this.#root().standing('message').flatMap(({ run, wait }) => (takes(wait, sent) ? [run] : [])))];
    for (const run of isForOne ? waiting.slice(0, 1) : waiting) run.send({ type: 'message', ...sent, by: machine, ...(isForOne ? { isForOne } : {}) });
  }

  /** One message that was sent before anybody waited for it. False: there is none. */
  #handOut(): boolean {
    const waiting = this.isOverLimit ? [] : this.standing('message').map(({ wait }) => wait);
    const next = waiting.length === 0 ? null : this.#shared.post.take(this.now, waiting);
    if (next !== null) this.#deliver({ ...next, isForOne: true });
    return next !== null;
  }

  #resolveTimers(): void {
    for (const { id, dueAt, spec, armedAt, node } of this.isRunning ? this.waits('timer') : []) {
      if (dueAt !== null || spec.kind !== 'workingTime' || this.isOverLimit) continue;
      const known = this.options.resolveTimer({ iso: spec.iso, calendar: spec.calendar, from: armedAt, pauses: spec.pauses });
      if (known === null) this.remark({ code: 'FLOW_CALENDAR_ASSUMED', severity: 'info', node, params: { calendar: spec.calendar } });
      this.step({ type: 'timerResolved', timer: id, dueAt: known ?? roundTheClock(spec.iso, armedAt, spec.pauses) });
    }
  }
}

/** Working time where every hour is one: a day has 24 of them. */
function roundTheClock(iso: string, from: Instant, pauses: readonly TimerPause[] = []): Instant {
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso) ?? [];
  const ms = ((Number(days) * 24 + Number(hours)) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000 + pauses.reduce((sum, pause) => sum + epochMs(pause.to) - epochMs(pause.from), 0);
  return new Date(Math.min(epochMs(from) + ms, 253_402_300_799_999)).toISOString();
}

/** A refusal in words. */
export const reasonOf = (answer: Extract<Answer, { accepted: false }>): string => {
  const { message } = errorShape(answer.code, answer.params, answer.details);
  const details = (answer.details ?? []).slice(0, 3).map((detail) => `${detail.path}: ${detail.message}`);
  return `${answer.code}: ${[message, ...details].join(' ')}`;
};
