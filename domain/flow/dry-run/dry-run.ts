/**
 * A run on the kernel alone, on a virtual clock: no Temporal, no ticket, no machine. Holds its state, takes inputs and lets time pass; what happens next is
 * decided by a script (dry-run.play.ts) or by itself (dry-run.auto.ts). Every input counts against a bound, so that no flow runs for ever.
 */
import { errorShape } from '../../errors.ts';
import { epochMs, type Instant } from '../../values.ts';
import type { FlowFile } from '../flow.schema.ts';
import { createKernel, type Kernel } from '../kernel/kernel.ts';
import type { Answer, Definition, KernelInput, LogEntry, RunIncident, RunState, Subscription, Vars } from '../kernel/kernel.types.ts';
import type { NodeRegistry } from '../nodes/node.kind.ts';
import { DryPost, isSent } from './dry-run.post.ts';
import type { DryOutputs } from './dry-run.script.ts';

export interface DryRunOptions {
  registry: NodeRegistry;
  outputs: DryOutputs;
  /** Steps entered and inputs taken at most; default 10,000. */
  maxSteps?: number;
  /** When working time that starts now is over. Null: the calendar is not known. */
  resolveTimer(spec: { iso: string; calendar: string; from: Instant }): Instant | null;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id' | 'now'> : never;
export type DryMove = WithoutId<KernelInput>;
export type Wait<K extends Subscription['kind'] = Subscription['kind']> = Extract<Subscription, { kind: K }>;
/** Something to tell about the run; `params` as the error catalogue asks for them. */
export interface DryRemark { code: string; severity: 'error' | 'warning' | 'info'; node: string | null; params: NonNullable<Parameters<typeof errorShape>[1]> }

export const dryRunSteps = 10_000;
const machine = { kind: 'machine', id: 'dry-run' } as const;

export class DryRun {
  readonly definition: Definition;
  readonly outputs: DryOutputs;
  readonly remarks: DryRemark[] = [];
  readonly log: LogEntry[] = [];
  /** In the order they were opened. */
  readonly incidents: RunIncident[] = [];
  state: RunState;
  now: Instant;
  readonly #kernel: Kernel;
  readonly #options: DryRunOptions;
  readonly #post = new DryPost();
  #steps = 0;
  #inputs = 0;

  /** Throws FLOW_INVALID. */
  constructor(file: FlowFile, now: Instant, options: DryRunOptions) {
    this.#options = options;
    this.#kernel = createKernel(options.registry);
    this.definition = this.#kernel.compile(file, { id: file.key, version: 1, sha256: '' });
    this.state = this.#kernel.start(this.definition);
    this.outputs = options.outputs;
    this.now = now;
  }

  get isRunning(): boolean { return this.state.status === 'running'; }
  get isOverLimit(): boolean { return this.#steps > this.maxSteps; }
  get maxSteps(): number { return this.#options.maxSteps ?? dryRunSteps; }

  start(variables: Vars, at: string | null): Answer { return this.send({ type: 'start', at, variables, by: machine }); }
  message(name: string, key: string | null, data: Vars): Answer { return this.send({ type: 'message', name, key, data, by: machine }); }

  /** Waits of a kind in the order they were opened; all of them without one. */
  waits(): Wait[];
  waits<K extends Subscription['kind']>(kind: K): Wait<K>[];
  waits(kind?: Subscription['kind']): Wait[] { return Object.values(this.state.subscriptions).filter((wait) => kind === undefined || wait.kind === kind); }

  /** Any input; nothing more once the bound is passed. */
  send(move: DryMove): Answer {
    if (this.isOverLimit) return { accepted: false, code: 'FLOW_RUN_STEPS_EXCEEDED', params: { limit: this.maxSteps } };
    const { state, effects, log, answer } = this.#kernel.step(this.definition, this.state, { id: `dry/${this.#inputs += 1}`, now: this.now, ...move } as KernelInput);
    this.state = state;
    this.log.push(...log);
    for (const effect of effects) if (effect.type === 'incidentOpened') this.incidents.push(effect.incident);
    this.#steps += 1 + log.reduce((count, { type }) => count + (type === 'enter' ? 1 : 0), 0);
    this.#resolveTimers();
    this.#handOut();
    return answer;
  }

  /** What an activity comes to: the output that is known for it, else nothing in particular. A message it sends is on its way first. */
  perform(wait: Wait<'activity'>): Answer {
    if (isSent(wait.request)) for (const sent of this.#post.send(wait.request, this.now, this.waits('message'))) this.send({ type: 'message', ...sent, by: machine });
    return this.send({ type: 'effectDone', effect: wait.effect, result: this.outputFor(wait) ?? {} });
  }

  /** The timer that is due first. */
  nextTimer(): Wait<'timer'> | null {
    return this.waits('timer').filter(({ dueAt }) => dueAt !== null).sort((one, other) => (one.dueAt! < other.dueAt! ? -1 : one.dueAt! > other.dueAt! ? 1 : 0))[0] ?? null;
  }

  /** The clock jumps to when the timer is due, and it fires. */
  fire(timer: Wait<'timer'>): Answer {
    if (timer.dueAt !== null && timer.dueAt > this.now) this.now = timer.dueAt;
    return this.send({ type: 'timer', timer: timer.id });
  }

  /** Lets time pass: timers fire at their own instants, in order. Going back does nothing. */
  advanceTo(at: Instant): void {
    for (let timer = this.nextTimer(); this.isRunning && timer !== null && timer.dueAt! <= at; timer = this.nextTimer()) if (!this.fire(timer).accepted) break;
    if (at > this.now) this.now = at;
  }

  /** What an activity answers: the entry for its node, else for its kind; undefined where there is none. */
  outputFor({ node, request }: Wait<'activity'>) {
    return [node, request.activity].filter((name) => Object.hasOwn(this.outputs, name)).map((name) => this.outputs[name])[0];
  }

  /** What was sent before anybody waited for it. */
  #handOut(): void {
    for (let next = this.#next(); next !== null; next = this.#next()) this.send({ type: 'message', ...next, by: machine, isForOne: true });
  }
  #next() { return this.isRunning && !this.isOverLimit ? this.#post.take(this.now, this.waits('message')) : null; }

  #resolveTimers(): void {
    for (const { id, dueAt, spec, armedAt, node } of this.isRunning ? this.waits('timer') : []) {
      if (dueAt !== null || spec.kind !== 'workingTime' || this.isOverLimit) continue;
      const known = this.#options.resolveTimer({ iso: spec.iso, calendar: spec.calendar, from: armedAt });
      if (known === null) this.remarks.push({ code: 'FLOW_CALENDAR_ASSUMED', severity: 'info', node, params: { calendar: spec.calendar } });
      this.send({ type: 'timerResolved', timer: id, dueAt: known ?? roundTheClock(spec.iso, armedAt) });
    }
  }
}

/** Working time where every hour is one: a day has 24 of them. */
function roundTheClock(iso: string, from: Instant): Instant {
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso) ?? [];
  const ms = ((Number(days) * 24 + Number(hours)) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  return new Date(Math.min(epochMs(from) + ms, 253_402_300_799_999)).toISOString();
}

/** A refusal in words. */
export const reasonOf = (answer: Extract<Answer, { accepted: false }>): string => {
  const { message } = errorShape(answer.code, answer.params, answer.details);
  const details = (answer.details ?? []).slice(0, 3).map((detail) => `${detail.path}: ${detail.message}`);
  return `${answer.code}: ${[message, ...details].join(' ')}`;
};
