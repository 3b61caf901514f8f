/**
 * The kernel: one input taken to rest. Pure: no clock but the input's, no I/O, nothing remembered but the state. Decides about repeats, limits and
 * what happens when something breaks; what nodes do is in domain/flow/nodes, what inputs do in kernel.inputs.ts.
 */
import { errorShape } from '../../errors.ts';
import { phrase } from '../../message.ts';
import type { DefinitionRef, FlowFile } from '../flow.schema.ts';
import type { NodeRegistry } from '../nodes/node.kind.ts';
import type { Refusal } from './kernel.behaviour.ts';
import { attachBoundaries } from './kernel.boundaries.ts';
import { compileFlow } from './kernel.compile.ts';
import { behaviourOf, draftOf, put, record, rollBack, savepoint, type Draft } from './kernel.draft.ts';
import { evaluateIn } from './kernel.expressions.ts';
import { faultText } from './kernel.faults.ts';
import { byOf, dispatch, subjectOf } from './kernel.inputs.ts';
import { kernelLimits, recentRefusals, refusalBytes, setAsideBytes } from './kernel.limits.ts';
import { answerBytes, bytesPast, hasRoomFor, jsonBytes } from './kernel.size.ts';
import { handOn } from './kernel.compensation.ts';
import { goesIn, letIn } from './kernel.mutex.ts';
import { grantOwn, hasLock } from './kernel.locks.ts';
import { beginRepeat, goOn, repeatOf } from './kernel.repeat.ts';
import { noteAlone, noteResting } from './kernel.returns.ts';
import { initialState } from './kernel.state.ts';
import { closeScope, endListeners, endRun, isInstance, openIncident, rootScope } from './kernel.tokens.ts';
import { whileSuspended } from './kernel.suspend.ts';
import { Turn } from './kernel.turn.ts';
import type { Answer, Definition, Effect, KernelInput, KernelLimits, NodeId, RunState, StepResult, TokenId } from './kernel.types.ts';
import type { KernelVersion } from './kernel.versions.ts';

export interface Kernel {
  /** Takes the state to rest after one input. Never throws and never changes what it was given; a refused input changes only the list of answers. `into`: of `migrate`, the flow the run is put under. */
  step(definition: Definition, state: RunState, input: KernelInput, into?: Definition): StepResult;
  /** The state of a run that has not started. `version`: whose behaviour it keeps; default the newest. */
  start(definition: Definition, version?: KernelVersion): RunState;
  /** Throws FLOW_INVALID. */
  compile(file: FlowFile, ref: DefinitionRef): Definition;
}

export interface KernelOptions {
  limits?: Partial<KernelLimits>;
  /** The run is by itself: locks shared with other runs are free, but for those it holds itself. Default: it waits until a lock is granted. */
  isAlone?: boolean;
}

/** A kernel for these kinds. Kinds from anywhere fit in: a registry is an argument, never a global. */
export function createKernel(registry: NodeRegistry, options: KernelOptions = {}): Kernel {
  const limits: KernelLimits = { ...kernelLimits, ...options.limits };
  const { isAlone = false } = options;
  return {
    step: (definition, state, input, into) => step(definition, registry, limits, state, input, into, isAlone),
    start: initialState,
    compile: (file, ref) => compileFlow(file, ref, registry),
  };
}

/** Why a whole step was given up. */
class Stopped extends Error {
  readonly code: string;
  readonly params: Refusal['params'];
  readonly node: NodeId | null;
  constructor(code: string, params: Refusal['params'], node: NodeId | null) {
    super(code);
    this.code = code;
    this.params = params;
    this.node = node;
  }
}

function step(definition: Definition, registry: NodeRegistry, limits: KernelLimits, state: RunState, received: KernelInput, into: Definition | undefined, isAlone: boolean): StepResult {
  const known = state.recent.find((one) => one.id === received.id);
  if (known) return { state, effects: [], log: [], answer: known.answer };
  if (state.status !== 'running') return { state, effects: [], log: [], answer: { accepted: false, code: 'RUN_OVER', params: { status: state.status } } };
  const bytes = bytesOf(received);
  let input = received;
  if (bytes === null || bytes > limits.inputBytes) {
    const params = { bytes, limit: limits.inputBytes };
    if (received.type === 'effectDone') input = failedInstead(received, bytes === null ? 'INPUT_POISONED' : 'ACTIVITY_RESULT_TOO_LARGE', bytes === null ? tooDeep : params);
    else if (bytes === null) return setAside(definition, registry, limits, state, received, new Stopped('INPUT_POISONED', tooDeep, null));
    else return refused(state, limits, received, { code: 'INPUT_TOO_LARGE', params });
  }
  const draft = draftOf(definition, registry, limits, state, input, byOf(input), into);
  try {
    const refusal = taken(draft, input);
    if (refusal?.code === 'RUN_HELD_TOO_MANY' && !Object.values(state.incidents).some(({ code }) => code === refusal.code)) throw new Stopped(refusal.code, refusal.params, null);
    if (refusal) return refused(state, limits, input, refusal, refusal.code === 'TIMER_EARLY' ? draft.effects : []);
    if (draft.state.suspended === undefined) runToRest(draft, isAlone);
    noteResting(draft);
    const answer: Answer = { accepted: true, seq: draft.state.seq };
    const task = input.type === 'task' ? draft.state.subscriptions[input.taskId] : undefined;
    if (task?.kind === 'task') answer.taskRevision = task.task.revision;
    const next = remembered(draft.state, limits, input.id, answer);
    const bytesOver = bytesPast(limits.stateBytes, state, next);
    if (bytesOver !== null) throw new Stopped('RUN_STATE_TOO_LARGE', { bytes: bytesOver, limit: limits.stateBytes }, draft.lastNode);
    return { state: next, effects: withoutUndone(draft.effects), log: draft.log, answer };
  } catch (thrown) {
    const stopped = thrown instanceof Stopped ? thrown : new Stopped('INPUT_POISONED', { fault: faultText(thrown) }, draft.lastNode);
    return setAside(definition, registry, limits, state, input, stopped);
  }
}

function taken(draft: Draft, input: KernelInput): Refusal | null {
  const verdict = draft.state.suspended === undefined ? null : whileSuspended(draft, input);
  return verdict?.is === 'refused' ? verdict.refusal : verdict?.is === 'taken' ? null : dispatch(draft, input);
}

const tooDeep = { fault: phrase('flow.too-deep') };

/** Bytes of an input as JSON; null when it is nested so deeply that it cannot be written at all. */
function bytesOf(input: KernelInput): number | null {
  try {
    return jsonBytes(input);
  } catch {
    return null;
  }
}

/** A result that cannot be used is a failure of the activity: a drawn way leads on, or its incident is retried. */
const failedInstead = ({ id, now, effect }: Extract<KernelInput, { type: 'effectDone' }>, code: string, params: NonNullable<Refusal['params']>): KernelInput =>
  ({ id, now, type: 'effectFailed', effect, code, message: errorShape(code, params).message, params });

function runToRest(draft: Draft, isAlone: boolean): void {
  const { agenda, limits } = draft;
  const judged = new Set<string>();
  for (;;) {
    while (draft.head < agenda.length) {
      const item = agenda[draft.head++]!;
      if (draft.state.status !== 'running') continue;
      const token = draft.state.tokens[item.token];
      if (!token || (item.do === 'enter' && token.waitsFor !== null)) continue;
      draft.lastNode = token.node;
      draft.nodeSteps += 1;
      if (draft.nodeSteps > limits.nodeSteps) throw new Stopped('FLOW_CYCLE_WITHOUT_WAIT', { node: nameOf(draft, token.node), steps: limits.nodeSteps }, token.node);
      if (draft.tokenCount > limits.tokens) throw new Stopped('RUN_TOKENS_TOO_MANY', { node: nameOf(draft, token.node), limit: limits.tokens }, token.node);
      if (item.do === 'enter') noteAlone(draft, token);
      if (item.do === 'enter' && !(goesIn(draft, token) && hasLock(draft, draft.state.tokens[token.id]!))) continue;
      takeTurn(draft, token.id, token.node, (turn) => {
        const behaviour = behaviourOf(draft, token.node);
        const repeat = repeatOf(draft, token);
        if (repeat && item.do === 'enter') beginRepeat(draft, turn, repeat);
        else if (repeat) goOn(draft, turn, repeat);
        else if (item.do === 'enter') behaviour.enter(turn);
        else if (behaviour.scopeDone) behaviour.scopeDone(turn);
        else throw new Error(`${token.node} opened a scope but does not go on after it`);
      });
      if (item.do === 'enter' && draft.definition.boundaries.has(token.node) && !isInstance(draft, token)) attachBoundaries(draft, token.id, token.node);
    }
    agenda.length = draft.head = 0;
    if (draft.state.status !== 'running') return;
    if (!closeEmptyScopes(draft) && !settleQueues(draft) && !letIn(draft) && !(isAlone && grantOwn(draft)) && !meetCondition(draft, judged)) return;
  }
}

const nameOf = (draft: Draft, node: NodeId): string => draft.definition.nodes.get(node)?.name.en ?? node;

/** One behaviour's turn. If it throws, what it did is undone and the token stops with an incident; the rest of the run goes on. */
function takeTurn(draft: Draft, token: TokenId, node: NodeId, act: (turn: Turn) => void): void {
  const save = savepoint(draft);
  const turn = new Turn(draft, token, node);
  try {
    act(turn);
    if (!turn.isSettled && draft.state.tokens[token]?.node === node) throw new Error('it left its token standing');
  } catch (thrown) {
    rollBack(draft, save);
    new Turn(draft, token, node).incident('FLOW_NODE_BROKEN', { fault: faultText(thrown) });
  }
}

/** Scopes without a token are done; the run's own scope ends the run. True when something goes on because of it. */
function closeEmptyScopes(draft: Draft): boolean {
  const asked = new Set<TokenId>();
  for (const scope of draft.thinned) {
    if ((draft.tokensIn.get(scope) ?? 0) > 0 || !draft.state.scopes[scope]) continue;
    if (scope === rootScope) {
      endRun(draft, 'completed', null);
      draft.effects.push({ type: 'completed' });
      break;
    }
    const { token: around, node } = draft.state.scopes[scope];
    const token = around!;
    if (draft.definition.listeners.has(node)) endListeners(draft, scope);
    handOn(draft, scope);
    closeScope(draft, scope, 'completed');
    // Of a step that is repeated, several may be done at once.
    if (!asked.has(token)) draft.agenda.push({ do: 'scopeDone', token });
    asked.add(token);
  }
  draft.thinned.clear();
  return asked.size > 0;
}

/** Kinds whose joins depend on tokens elsewhere look again, until none of them does anything. */
function settleQueues(draft: Draft): boolean {
  if (draft.state.status !== 'running') return false;
  for (const key of Object.keys(draft.state.joins)) {
    const first = Object.values(draft.state.joins[key] ?? {})[0]?.[0];
    const token = first === undefined ? undefined : draft.state.tokens[first];
    if (!token) continue;
    const settle = behaviourOf(draft, token.node).settle;
    if (!settle) continue;
    const save = savepoint(draft);
    try {
      if (settle(new Turn(draft, token.id, token.node))) return true;
    } catch (thrown) {
      rollBack(draft, save);
      put(draft, 'tokens', token.id, { ...token });
      new Turn(draft, token.id, token.node).incident('FLOW_NODE_BROKEN', { fault: faultText(thrown) });
      return true;
    }
  }
  return false;
}

/** Each condition that is watched is looked at once a step, in the order they were begun; true when one has come. One that cannot be evaluated stops its step until somebody mends it. */
function meetCondition(draft: Draft, judged: Set<string>): boolean {
  if (draft.state.status !== 'running') return false;
  const { subscriptions } = draft.state;
  for (const id in subscriptions) {
    const watched = subscriptions[id]!;
    if (watched.kind !== 'condition' || judged.has(id)) continue;
    judged.add(id);
    const node = draft.definition.nodes.get(watched.node)!;
    const result = evaluateIn(draft, watched.scope, node, watched.expression, 'condition');
    const isMet = result.ok && result.value === true;
    if (result.ok && (!isMet || watched.wasMet)) {
      if (isMet !== watched.wasMet) put(draft, 'subscriptions', id, { ...watched, wasMet: isMet });
      continue;
    }
    put(draft, 'subscriptions', id, undefined);
    record(draft, 'condition', { token: watched.token, node: watched.node, scope: watched.scope }, { subscription: id, action: result.ok ? 'met' : 'dropped' });
    if (result.ok) takeTurn(draft, watched.token, watched.node, (turn) => behaviourOf(draft, watched.node).conditionMet?.(turn));
    else new Turn(draft, watched.token, watched.node).incident(result.code, result.params);
    return true;
  }
  return false;
}

/** What was started and given up within one step never goes out. */
function withoutUndone(effects: Effect[]): Effect[] {
  const started = new Set<string>();
  const undone = new Set<string>();
  const keyOf = (effect: Effect): [string, boolean] | null => {
    switch (effect.type) {
      case 'runActivity': return [`activity ${effect.effect}`, true];
      case 'cancelActivity': return [`activity ${effect.effect}`, false];
      case 'armTimer': return [`timer ${effect.timer}`, true];
      case 'disarmTimer': return [`timer ${effect.timer}`, false];
      case 'subscribeMessage': return [`message ${effect.subscription}`, true];
      case 'unsubscribeMessage': return [`message ${effect.subscription}`, false];
      default: return null;
    }
  };
  for (const effect of effects) {
    const key = keyOf(effect);
    if (key?.[1]) started.add(key[0]);
    else if (key && started.has(key[0])) undone.add(key[0]);
  }
  return undone.size === 0 ? effects : effects.filter((effect) => { const key = keyOf(effect); return !key || !undone.has(key[0]); });
}

function refused(state: RunState, limits: KernelLimits, input: KernelInput, refusal: Refusal, effects: Effect[] = []): StepResult {
  const answer: Answer = { accepted: false, code: refusal.code, ...(refusal.params ? { params: refusal.params } : {}), ...(refusal.details ? { details: refusal.details } : {}) };
  return { state: remembered(state, limits, input.id, answer), effects, log: [], answer };
}

/** Keeps the answer for repeats, within bounds; refusals make room first, so that a flood of them cannot push accepted answers out. */
function remembered(state: RunState, limits: KernelLimits, id: string, answer: Answer): RunState {
  const recent = [...state.recent, { id, answer }];
  const isOver = recent.length > limits.recent;
  if (isOver || !answer.accepted) {
    const refusals = recent.reduce((n, one) => n + (one.answer.accepted ? 0 : 1), 0);
    if (refusals > Math.min(recentRefusals, limits.recent >> 1)) recent.splice(recent.findIndex((one) => !one.answer.accepted), 1);
    else if (isOver) recent.shift();
  }
  return { ...state, recent: answer.accepted ? recent : lightened(recent) };
}

/** Refusals within their bytes: what does not fit, the oldest first, is kept without its faults. A repeat gets the same code, and its form is judged again where it was filled in. */
function lightened(recent: RunState['recent']): RunState['recent'] {
  let left = refusalBytes;
  return recent.toReversed().map((entry) => {
    if (entry.answer.accepted) return entry;
    left -= answerBytes(entry);
    if (left >= 0 || !entry.answer.details) return entry;
    const { details: _faults, ...answer } = entry.answer;
    return { ...entry, answer };
  }).toReversed();
}

const peoplesInputs = new Set<KernelInput['type']>(['task', 'setVariables', 'start', 'cancel', 'instance', 'suspend', 'resume']);

/** The step is given up as if it had never begun; the input is kept in an incident that can be retried. The run goes on as it was. */
function setAside(definition: Definition, registry: NodeRegistry, limits: KernelLimits, state: RunState, input: KernelInput, stopped: Stopped): StepResult {
  const refusal: Refusal = { code: stopped.code, ...(stopped.params ? { params: stopped.params } : {}) };
  const isTheirs = peoplesInputs.has(input.type);
  const isLock = input.type === 'lock';
  const isShown = Object.values(state.incidents).some((one) => one.code === stopped.code && one.node === stopped.node && (isLock || one.input?.type === input.type));
  const bytes = bytesOf(input) ?? Infinity;
  const isRoom = hasRoomFor(state, bytes <= setAsideBytes ? bytes : 0);
  if (input.type === 'incident' || input.type === 'poisoned' || input.type === 'migrate' || (input.type === 'message' && !isRoom) || (isLock && isShown) || (isTheirs && (isShown || stopped.code === 'RUN_STATE_TOO_LARGE'))) return refused(state, limits, input, refusal);
  const draft = draftOf(definition, registry, limits, state, input, byOf(input));
  const token = subjectOf(draft, input);
  openIncident(draft, {
    code: stopped.code, node: stopped.node, scope: token === null ? null : state.tokens[token]!.scope, token, effect: input.type === 'effectDone' || input.type === 'effectFailed' ? input.effect : null,
    message: errorShape(stopped.code, stopped.params).message, params: { ...stopped.params, input: input.id }, // A lock that could not be taken goes to the next; it is asked for still, and granted anew.
    ...(bytes <= setAsideBytes && isRoom && !isLock ? { input } : {}),
  });
  const result = refused(draft.state, limits, input, refusal);
  return { ...result, effects: draft.effects, log: draft.log };
}
