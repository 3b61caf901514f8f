/** A behaviour's turn: the verbs of NodeTurn on the step's draft. Knows when a behaviour left its token standing about, which is a fault of the kind. */
import type { Instant, Json } from '../../values.ts';
import { plusMs } from '../../values.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import { errorShape } from '../../errors.ts';
import type { FlowEdge, FlowNode } from '../flow.schema.ts';
import type { Evaluated, NodeTurn, Params, TaskChange, TaskChangeName, TaskSpec } from './kernel.behaviour.ts';
import { catcherAround } from './kernel.catching.ts';
import { noteDone, takeBack } from './kernel.compensation.ts';
import { raise as raiseToCaller } from './kernel.escalation.ts';
import { behaviourOf, nextId, put, record, type Draft } from './kernel.draft.ts';
import { durationMs } from './kernel.duration.ts';
import { evaluateConfigValue, evaluateIn } from './kernel.expressions.ts';
import { own } from './kernel.paths.ts';
import { finishInstance, hasLeft } from './kernel.repeat.ts';
import {
  closeScope, closeTask, comeForward, dropSubscription, dropWaits, endRun, isInstance, leaveQueues, listen, moveToken, openIncident, openScope, queueKey, raceToken, removeToken, rootScope, setVariables, standToken, waitAt, winRace,
} from './kernel.tokens.ts';
import type { ActivityRequest, Definition, EdgeId, NodeId, ScopeState, Subscription, TaskState, Thrown, TimerSpec, TokenId, TokenState, Vars } from './kernel.types.ts';
export class Turn<C = unknown> implements NodeTurn<C> {
  readonly #draft: Draft;
  readonly node: FlowNode & { id: NodeId };
  #token: TokenId;
  #isSettled = false;
  /** The effect whose result this turn is about. */
  effect: string | null = null;

  constructor(draft: Draft, token: TokenId, node: NodeId) {
    this.#draft = draft;
    this.#token = token;
    this.node = draft.definition.nodes.get(node)!;
  }

  get definition(): Definition { return this.#draft.definition; }
  get config(): C { return this.#draft.definition.configs.get(this.node.id) as C; }
  get now(): Instant { return this.#draft.now; }
  get by(): ActorRef | null { return this.#draft.by; }
  get outgoing(): readonly (FlowEdge & { id: EdgeId })[] { return this.#draft.definition.outgoing.get(this.node.id)!; }
  get incoming(): readonly (FlowEdge & { id: EdgeId })[] { return this.#draft.definition.incoming.get(this.node.id)!; }
  get token(): TokenState { return this.#draft.state.tokens[this.#token] ?? raise(`token ${this.#token} is gone`); }
  get scope(): ScopeState { return this.#draft.state.scopes[this.token.scope]!; }
  /** The token was moved, ended, or waits. */
  get isSettled(): boolean { return this.#isSettled; }

  leave(outcome: string | null = null): void {
    if (this.#isInstance) { this.#finish(outcome); return; }
    const edges = this.outgoing.filter((edge) => (edge.outcome ?? null) === outcome).map((edge) => edge.id);
    if (edges.length === 0) { this.incident('FLOW_NO_PATH', { node: this.node.name.en, outcome }); return; }
    this.#isSettled = true;
    // Of a step that is done several times, each time has noted its own.
    if (!this.node.repeat) noteDone(this.#draft, this.token, outcome);
    moveToken(this.#draft, this.token, edges, outcome);
  }

  leaveBy(...edges: readonly [EdgeId, ...EdgeId[]]): void {
    for (const edge of edges) if (this.#draft.definition.edges.get(edge)?.from !== this.node.id) raise(`edge ${edge} does not leave ${this.node.id}`);
    if (this.#isInstance) { this.#finish(null); return; }
    this.#isSettled = true;
    moveToken(this.#draft, this.token, edges, null);
  }

  leaveAsRace(): void {
    const edges = this.outgoing.map((edge) => edge.id);
    if (edges.length === 0) { this.incident('FLOW_NO_PATH', { node: this.node.name.en, outcome: null }); return; }
    this.#isSettled = true;
    raceToken(this.#draft, this.token, edges);
  }

  hasEdge(outcome: string | null): boolean { return this.outgoing.some((edge) => (edge.outcome ?? null) === outcome); }

  endToken(): void {
    this.#isSettled = true;
    removeToken(this.#draft, this.token, 'consume');
  }

  wait(reason: NonNullable<TokenState['waitsFor']>, data?: Json): void {
    this.#isSettled = true;
    waitAt(this.#draft, this.token, reason, data);
  }

  keep(data: Json): void { this.keepAt(this.#token, data); }
  /** Replaces what another token keeps. */
  keepAt(token: TokenId, data: Json): void { put(this.#draft, 'tokens', token, { ...this.#draft.state.tokens[token]!, data }); }

  arrive(): Readonly<Record<EdgeId, readonly TokenId[]>> {
    const token = this.token;
    const edge = token.viaEdge ?? '';
    const key = queueKey(token.scope, this.node.id);
    const queues = this.#draft.state.joins[key] ?? {};
    const queue = queues[edge] ?? [];
    if (queue.includes(token.id)) return queues;
    const next = { ...queues, [edge]: [...queue, token.id] };
    put(this.#draft, 'joins', key, next);
    return next;
  }

  consume(tokens: readonly TokenId[]): void {
    for (const id of tokens) {
      const token = this.#draft.state.tokens[id];
      if (!token || token.node !== this.node.id || token.waitsFor !== 'join') raise(`token ${id} does not wait at ${this.node.id}`);
      removeToken(this.#draft, token, 'consume', { into: this.#token });
    }
  }

  dequeue(): void { leaveQueues(this.#draft, this.token); }

  elsewhere(): readonly NodeId[] {
    return [...new Set(this.#others().filter((token) => !(token.node === this.node.id && token.waitsFor === 'join')).map((token) => token.node))];
  }

  cancelAt(nodes: ReadonlySet<NodeId>, ways: readonly EdgeId[] = []): void {
    const isEnded = ({ node, waitsFor, viaEdge }: TokenState): boolean => nodes.has(node) || (this.#draft.state.kernel !== '1.0.0' && node === this.node.id && waitsFor !== 'join' && ways.includes(viaEdge ?? ''));
    for (const { id } of this.#others()) {
      const token = this.#draft.state.tokens[id];
      if (token && isEnded(token)) removeToken(this.#draft, token, 'cancel', { join: this.node.id });
    }
  }

  get memory(): Json | undefined { return this.#draft.state.memory[queueKey(this.token.scope, this.node.id)]; }
  remember(data: Json | undefined): void { put(this.#draft, 'memory', queueKey(this.token.scope, this.node.id), data); }

  openTask(spec: TaskSpec): TaskState {
    const id = nextId(this.#draft, 'task', 'task');
    const task: TaskState = {
      id, kind: spec.kind, node: this.node.id, scope: this.token.scope, token: this.#token, revision: 1, status: spec.assignee ? 'claimed' : 'ready',
      name: spec.name ?? this.node.name, prompt: spec.prompt ?? null, assignee: spec.assignee ?? null, slots: spec.slots, rule: spec.rule, ...(spec.stages ? { stages: spec.stages } : {}), ...(spec.reminders ? { reminders: spec.reminders } : {}), ...(spec.expiry ? { expiry: spec.expiry } : {}), outcomes: spec.outcomes,
      form: spec.form ?? null, draft: spec.draft ?? null, askedBy: this.by, isWithdrawable: spec.isWithdrawable ?? false, openedAt: this.now, dueAt: spec.dueAt ?? null,
    };
    this.#subscribe({ kind: 'task', id, ...this.#place(), task });
    this.#draft.effects.push({ type: 'taskOpened', task });
    record(this.#draft, 'task', this.#place(), { task: id, action: 'opened', revision: 1, status: task.status, assignee: task.assignee });
    this.wait('task');
    return task;
  }

  changeTask(task: TaskState, change: TaskChange, action: TaskChangeName, said: Record<string, Json> = {}): TaskState {
    const changed: TaskState = { ...task, ...change, revision: task.revision + (action === 'reminded' || action === 'expired' ? 0 : 1) };
    for (const name of ['assigneeName', 'suspended'] as const) if (changed[name] === undefined) delete changed[name];
    const subscription = this.#draft.state.subscriptions[task.id];
    if (subscription?.kind !== 'task') return raise(`task ${task.id} is closed`);
    put(this.#draft, 'subscriptions', task.id, { ...subscription, task: changed });
    this.#draft.effects.push({ type: 'taskChanged', task: changed });
    record(this.#draft, 'task', this.#place(), { task: task.id, action, revision: changed.revision, status: changed.status, assignee: changed.assignee, ...said });
    return changed;
  }

  closeTask(task: TaskState, how: 'completed' | 'cancelled' | 'withdrawn', outcome: string | null, comment?: string): void { closeTask(this.#draft, task, how, outcome, comment); }

  get task(): TaskState | null { return this.#own().find((one) => one.kind === 'task')?.task ?? null; }

  armTimer(spec: TimerSpec, { left = 0, purpose }: { left?: number; purpose?: string } = {}): void {
    const ms = spec.kind === 'duration' ? durationMs(spec.iso) ?? raise(`no duration: ${spec.iso}`) : 0;
    const dueAt = spec.kind === 'duration' ? plusMs(this.now, ms) : spec.kind === 'until' ? spec.at : null;
    const id = nextId(this.#draft, 'subscription', 'timer');
    this.#subscribe({ kind: 'timer', id, ...this.#place(), spec, armedAt: this.now, dueAt, ...(left > 0 ? { left } : {}), ...(purpose === undefined ? {} : { purpose }) });
    this.#draft.effects.push({ type: 'armTimer', timer: id, spec, dueAt });
    record(this.#draft, 'timer', this.#place(), { timer: id, action: 'armed', dueAt });
    if (!this.#isBoundary && this.token.waitsFor !== 'task') this.wait('timer');
  }

  disarmTimers(purpose: string): void { for (const one of this.#own()) if (one.kind === 'timer' && one.purpose === purpose) dropSubscription(this.#draft, one); }

  runActivity(request: ActivityRequest, attempt = 1): void {
    const effect = nextId(this.#draft, 'effect', 'e');
    this.#subscribe({ kind: 'activity', id: effect, ...this.#place(), effect, request, attempt });
    this.#draft.effects.push({ type: 'runActivity', effect, node: this.node.id, request });
    record(this.#draft, 'activity', this.#place(), { effect, action: 'started', activity: request.activity });
    this.wait('activity');
  }

  subscribe(name: string, key: string | null): void {
    const id = nextId(this.#draft, 'subscription', 'message');
    this.#subscribe({ kind: 'message', id, ...this.#place(), name, key, isBoundary: this.#isBoundary });
    this.#draft.effects.push({ type: 'subscribeMessage', subscription: id, name, key });
    record(this.#draft, 'message', this.#place(), { subscription: id, action: 'awaited', name, key });
    if (!this.#isBoundary) this.wait('message');
  }

  watch(expression: string, wasMet = false): void {
    const id = nextId(this.#draft, 'subscription', 'condition');
    this.#subscribe({ kind: 'condition', id, ...this.#place(), expression, wasMet });
    record(this.#draft, 'condition', this.#place(), { subscription: id, action: 'watched' });
    if (!this.#isBoundary) this.wait('condition');
  }

  dropWaits(): void { dropWaits(this.#draft, this.token); }

  openScope(vars: Vars): void {
    openScope(this.#draft, this.token, vars);
    this.wait('scope');
  }

  takeBack(step?: NodeId): boolean {
    if (!takeBack(this.#draft, this.token, step)) return false;
    this.wait('scope');
    return true;
  }

  terminateScope(): void {
    this.#isSettled = true;
    const scope = this.token.scope;
    removeToken(this.#draft, this.token, 'consume');
    if (scope === rootScope) { endRun(this.#draft, 'terminated', this.node.name.en); this.#draft.effects.push({ type: 'terminated' }); return; }
    cancelScopeContents(this.#draft, scope);
  }

  interruptHost(): void {
    const host = this.token;
    if (!this.#isBoundary) raise(`${this.node.id} is no boundary`);
    winRace(this.#draft, host);
    this.#token = standToken(this.#draft, this.node.id, host.scope, null, host.id).id;
    removeToken(this.#draft, host, 'cancel', { boundary: this.node.id });
  }

  forkFromHost(): void {
    if (!this.#isBoundary) raise(`${this.node.id} is no boundary`);
    this.#token = standToken(this.#draft, this.node.id, this.token.scope, null, this.#token).id;
  }

  comeForward(endsOthers: boolean, next?: Json): void {
    if (!this.token.isListener) raise(`${this.node.id} does not listen`);
    const { scope } = comeForward(this.#draft, this.token);
    for (const { id } of endsOthers ? this.#others() : []) {
      const token = this.#draft.state.tokens[id];
      if (token) removeToken(this.#draft, token, 'cancel', { event: this.node.id });
    }
    if (next !== undefined) listen(this.#draft, this.node.id, scope, next);
  }

  throwUp(thrown: Thrown): boolean {
    for (let host: TokenState | undefined = this.token; host; host = this.#around(host)) {
      // What sits on a step that is repeated sits on all of it.
      if (isInstance(this.#draft, host)) continue;
      if (hasLeft(this.#draft, host)) {
        if (thrown.kind === 'escalation') continue;
        // Nobody waits for what is left of it.
        removeToken(this.#draft, host, 'cancel', { left: thrown.code });
        this.#isSettled = true;
        return true;
      }
      const catcher = catcherAround(this.#draft, host, thrown);
      if (catcher === undefined) continue;
      behaviourOf(this.#draft, catcher.node).caught!(new Turn(this.#draft, catcher.token, catcher.node), thrown);
      if (this.#draft.state.tokens[this.#token] === undefined) this.#isSettled = true;
      return true;
    }
    return raiseToCaller(this.#draft, this.token, thrown);
  }

  get isCalled(): boolean { return this.#draft.state.isCalled === true; }
  failRun({ code, message }: Thrown): void {
    this.#isSettled = true;
    removeToken(this.#draft, this.token, 'consume');
    endRun(this.#draft, 'failed', code);
    this.#draft.effects.push({ type: 'failed', code, message });
  }

  evaluate(expression: string, what: string, nearer: Vars = {}): Evaluated { return evaluateIn(this.#draft, this.token.scope, this.node, expression, what, nearer); }
  evaluateTests(tests: string, value: Json, what: string): Evaluated { return evaluateIn(this.#draft, this.token.scope, this.node, tests, what, { '?': value }, 'unaryTests'); }
  evaluateConfig(value: Json, what: string): Evaluated { return evaluateConfigValue(this.#draft, this.token.scope, this.node, value, what); }

  variable(name: string): Json | undefined {
    for (let scope: ScopeState | undefined = this.scope; scope; scope = scope.parent === null ? undefined : this.#draft.state.scopes[scope.parent]) {
      const value = own(scope.vars, name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  setVariables(values: Vars): void { setVariables(this.#draft, this.token.scope, values); }

  incident(code: string, params: Params = {}, request?: ActivityRequest): void {
    const named: Params = { node: this.node.name.en, ...params };
    openIncident(this.#draft, { code, ...this.#place(), effect: this.effect, message: errorShape(code, named).message, params: named, ...(request ? { request } : {}) });
    // A boundary that cannot be set up leaves its host's own wait as it is.
    if (this.token.node === this.node.id) this.wait('incident');
  }

  note(data: Json): void { record(this.#draft, 'wait', this.#place(), { note: data }); }

  get #isInstance(): boolean { return !this.#isBoundary && isInstance(this.#draft, this.token); }
  #finish(outcome: string | null): void {
    this.#isSettled = true;
    noteDone(this.#draft, this.token, outcome);
    finishInstance(this.#draft, this, outcome);
  }

  /** On a boundary the token is the host's. */
  get #isBoundary(): boolean { return this.node.id !== this.token.node; }

  /** The token on the scope around. */
  #around({ scope }: TokenState): TokenState | undefined {
    const token = this.#draft.state.scopes[scope]!.token;
    return token === null ? undefined : this.#draft.state.tokens[token];
  }

  #others(): TokenState[] {
    const { scope } = this.token;
    return Object.values(this.#draft.state.tokens).filter((token) => token.scope === scope && token.id !== this.#token);
  }

  #own(): Subscription[] { return Object.values(this.#draft.state.subscriptions).filter(({ token, node }) => token === this.#token && node === this.node.id); }
  #place() { return { node: this.node.id, scope: this.token.scope, token: this.#token }; }
  #subscribe(subscription: Subscription): void { put(this.#draft, 'subscriptions', subscription.id, subscription); }
}

/** Everything inside ends and the scope is closed; its own token is asked to go on. */
function cancelScopeContents(draft: Draft, scope: string): void {
  const token = draft.state.scopes[scope]!.token!;
  for (const id of Object.keys(draft.state.tokens)) {
    const inside = draft.state.tokens[id];
    if (inside?.scope === scope) removeToken(draft, inside, 'cancel');
  }
  closeScope(draft, scope, 'completed');
  draft.agenda.push({ do: 'scopeDone', token });
}

/** A behaviour did what it must not: a fault of the kind, turned into an incident by the step. */
function raise(fault: string): never { throw new Error(fault); }
