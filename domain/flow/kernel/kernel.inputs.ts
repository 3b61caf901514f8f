/** What each input does to a run: finds who waits for it, and gives that behaviour its turn. Returns a refusal where nobody can use it. */
import { errorShape } from '../../errors.ts';
import { faultTold } from '../fault.told.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import type { Refusal } from './kernel.behaviour.ts';
import { behaviourOf, put, record, type Draft } from './kernel.draft.ts';
import { callerTold } from './kernel.escalation.ts';
import { isLockTimer, lockCame } from './kernel.locks.ts';
import { own, rowOf, withPath } from './kernel.paths.ts';
import { migrate } from './kernel.migrate.ts';
import { passBy } from './kernel.moves.ts';
import { changeInstances, repeatOf } from './kernel.repeat.ts';
import { actorRef, goneTask, judge, type TaskInput } from './kernel.tasks.ts';
import { closeIncident, closeTask, dropWaits, endRun, openIncident, placeListeners, placeToken, rootScope, setVariables } from './kernel.tokens.ts';
import { returnFault } from './kernel.returns.ts';
import { resume, suspend } from './kernel.suspend.ts';
import { resumeTask, suspendTask } from './kernel.task-suspend.ts';
import { Turn } from './kernel.turn.ts';
import type { KernelInput, NodeId, TokenId, TokenState, Vars } from './kernel.types.ts';

/** Ticket state of a cancelled run. */
const cancelledState = 'cancelled';

/** Who stands behind an input; null for timers and results. */
export function byOf(input: KernelInput): ActorRef | null {
  if (input.type === 'task') return actorRef(input.actor);
  return 'by' in input ? input.by : null;
}

/** The token that waits for this input, if it is known. */
export function subjectOf(draft: Pick<Draft, 'state'>, input: KernelInput): TokenId | null {
  const id = input.type === 'task' ? input.taskId : input.type === 'timer' || input.type === 'timerResolved' ? input.timer
    : input.type === 'effectDone' || input.type === 'effectFailed' ? input.effect : null;
  return id === null ? null : rowOf(draft.state.subscriptions, id)?.token ?? null;
}

export function dispatch(draft: Draft, input: KernelInput): Refusal | null {
  switch (input.type) {
    case 'start': return start(draft, input);
    case 'task': return actOnTask(draft, input);
    case 'timer': return timer(draft, input);
    case 'timerResolved': return timerResolved(draft, input);
    case 'message': return message(draft, input);
    case 'effectDone': case 'effectFailed': return effect(draft, input);
    case 'escalated': return isHeardAlready(draft, input) ? null : escalated(draft, input);
    case 'callerTold': return callerTold(draft, input);
    case 'lock': return lockCame(draft, input);
    case 'suspend': return suspend(draft, input);
    case 'migrate': return migrate(draft, input);
    case 'resume': return resume(draft);
    case 'cancel':
      delete draft.state.suspended;
      if (own(draft.state.scopes[rootScope]!.vars, 'ticket') !== undefined) setVariables(draft, rootScope, { 'ticket.state': cancelledState });
      endRun(draft, 'cancelled', input.reason);
      draft.effects.push({ type: 'cancelled', reason: input.reason });
      return null;
    case 'incident': return mend(draft, input);
    case 'instance': return changeInstances(draft, input);
    case 'setVariables':
      setVariables(draft, rootScope, input.variables);
      return null;
    case 'poisoned':
      openIncident(draft, { code: 'INPUT_POISONED', node: null, scope: null, token: null, effect: null, message: errorShape('INPUT_POISONED', { fault: faultTold(input) }).message, params: { input: input.inputId, cause: input.code, fault: faultTold(input) } });
      return null;
  }
}

function start(draft: Draft, input: Extract<KernelInput, { type: 'start' }>): Refusal | null {
  const { state, definition } = draft;
  if (state.counters.token > 0) return { code: 'RUN_STARTED' };
  const starts = definition.starts.get(null) ?? [];
  const node = input.at ?? starts[0];
  if (node === undefined || !starts.includes(node)) return { code: 'RUN_START_UNKNOWN', params: { at: input.at } };
  let vars: Vars = {};
  for (const [name, variable] of Object.entries(definition.file.variables)) if (variable.initial !== undefined) vars = withPath(vars, name, variable.initial);
  for (const [name, value] of Object.entries(input.variables)) vars = withPath(vars, name, value);
  put(draft, 'scopes', rootScope, { ...state.scopes[rootScope]!, vars });
  if (input.isCalled) draft.state.isCalled = true;
  if (input.isHeard) draft.state.isHeard = true;
  record(draft, 'start', { node, scope: rootScope }, { at: node, variables: vars });
  placeListeners(draft, rootScope, null);
  placeToken(draft, node, rootScope, null);
  return null;
}

function actOnTask(draft: Draft, input: TaskInput): Refusal | null {
  const found = rowOf(draft.state.subscriptions, input.taskId);
  if (found?.kind !== 'task') return goneTask(draft.state.closedTasks.find((task) => task.id === input.taskId));
  const task = found.task;
  const verdict = judge(task, input, draft.definition.file);
  const turn = new Turn(draft, task.token, task.node);
  switch (verdict.do) {
    case 'refuse': return verdict.refusal;
    case 'change': {
      const changed = turn.changeTask(task, verdict.change, verdict.action, verdict.to ? { to: verdict.to } : {});
      if (verdict.action !== 'drafted') behaviourOf(draft, task.node).assigned?.(turn, changed);
      return null;
    }
    case 'withdraw':
      closeTask(draft, task, 'withdrawn', null, verdict.comment);
      turn.leave('withdrawn');
      return null;
    case 'suspend':
      suspendTask(draft, turn, task, verdict.reason);
      return null;
    case 'resume':
      resumeTask(draft, turn, task, verdict.suspended);
      return null;
    case 'return': {
      const fault = returnFault(draft, task, verdict.decision.returnTo!);
      return fault ?? behaviourOf(draft, task.node).decide?.(turn, task, verdict.decision) ?? null;
    }
    case 'countersign':
      behaviourOf(draft, task.node).countersigned?.(turn, task, verdict.said);
      return null;
    case 'act':
      return behaviourOf(draft, task.node).acted?.(turn, task, verdict.act) ?? null;
    case 'decide': {
      const decide = behaviourOf(draft, task.node).decide;
      if (!decide) throw new Error(`${task.node} has a task but takes no decisions`);
      return decide(turn, task, verdict.decision) ?? null;
    }
  }
}

function timer(draft: Draft, input: Extract<KernelInput, { type: 'timer' }>): Refusal | null {
  const found = rowOf(draft.state.subscriptions, input.timer);
  if (found?.kind !== 'timer') return { code: 'TIMER_GONE' };
  if (found.dueAt === null || input.now < found.dueAt) {
    draft.effects.push({ type: 'armTimer', timer: found.id, spec: found.spec, dueAt: found.dueAt });
    return { code: 'TIMER_EARLY', params: { dueAt: found.dueAt } };
  }
  put(draft, 'subscriptions', found.id, undefined);
  record(draft, 'timer', { token: found.token, node: found.node, scope: found.scope }, { timer: found.id, action: 'fired', dueAt: found.dueAt });
  if (isLockTimer(draft, found)) return null;
  settled(draft, found, (turn) => behaviourOf(draft, found.node).timerDue?.(turn, found.left ?? 0, { purpose: found.purpose ?? null, spec: found.spec, left: found.left ?? 0 }));
  return null;
}

function timerResolved(draft: Draft, input: Extract<KernelInput, { type: 'timerResolved' }>): Refusal | null {
  const found = rowOf(draft.state.subscriptions, input.timer);
  if (found?.kind !== 'timer') return { code: 'TIMER_GONE' };
  put(draft, 'subscriptions', found.id, { ...found, dueAt: input.dueAt });
  draft.effects.push({ type: 'armTimer', timer: found.id, spec: found.spec, dueAt: input.dueAt });
  record(draft, 'timer', { token: found.token, node: found.node, scope: found.scope }, { timer: found.id, action: 'resolved', dueAt: input.dueAt });
  return null;
}

function message(draft: Draft, input: Extract<KernelInput, { type: 'message' }>): Refusal | null {
  const waiting = Object.values(draft.state.subscriptions).filter((s) => s.kind === 'message' && s.name === input.name && (s.key === null || s.key === input.key));
  if (waiting.length === 0) return { code: 'MESSAGE_NOT_AWAITED', params: { name: input.name } };
  for (const wait of input.isForOne ? waiting.slice(0, 1) : waiting) {
    if (draft.state.subscriptions[wait.id] === undefined) continue;
    put(draft, 'subscriptions', wait.id, undefined);
    draft.effects.push({ type: 'unsubscribeMessage', subscription: wait.id });
    record(draft, 'message', { token: wait.token, node: wait.node, scope: wait.scope }, { subscription: wait.id, action: 'received', name: input.name, key: input.key });
    settled(draft, wait, (turn) => behaviourOf(draft, wait.node).messageCame?.(turn, { name: input.name, key: input.key, data: input.data }));
  }
  return null;
}

function effect(draft: Draft, input: Extract<KernelInput, { type: 'effectDone' | 'effectFailed' }>): Refusal | null {
  const found = rowOf(draft.state.subscriptions, input.effect);
  if (found?.kind !== 'activity') return { code: 'ACTIVITY_GONE' };
  put(draft, 'subscriptions', found.id, undefined);
  const isDone = input.type === 'effectDone';
  record(draft, 'activity', { token: found.token, node: found.node, scope: found.scope }, {
    effect: found.effect, action: isDone ? 'done' : 'failed', activity: found.request.activity, ...(isDone ? {} : { code: input.code, message: input.message.slice(0, 500) }),
  });
  const behaviour = behaviourOf(draft, found.node);
  settled(draft, found, (turn) => {
    turn.effect = found.effect;
    if (isDone) behaviour.activityDone?.(turn, input.result, found.request);
    else behaviour.activityFailed?.(turn, { code: input.code, message: input.message, params: input.params }, found.request);
  });
  return null;
}

type Escalated = Extract<KernelInput, { type: 'escalated' }>;
function isHeardAlready(draft: Draft, { effect: id, n }: Escalated): boolean {
  const found = rowOf(draft.state.subscriptions, id);
  return found?.kind === 'activity' && n <= (found.heard ?? 0);
}

/** Caught around the step that calls, else by whoever called this run. The step goes on waiting, unless who catches it ends the step. */
function escalated(draft: Draft, { effect: id, n, code, message: text }: Escalated): Refusal | null {
  const found = rowOf(draft.state.subscriptions, id);
  if (found?.kind !== 'activity') return { code: 'ACTIVITY_GONE' };
  put(draft, 'subscriptions', found.id, { ...found, heard: Math.max(n, found.heard ?? 0) });
  const turn = new Turn(draft, found.token, found.node);
  turn.note({ escalation: code, message: text.slice(0, 1000), from: found.effect, n });
  if (!turn.throwUp({ kind: 'escalation', code, message: text.slice(0, 1000) })) turn.note({ escalation: code, heardBy: null });
  return null;
}

function mend(draft: Draft, input: Extract<KernelInput, { type: 'incident' }>): Refusal | null {
  const incident = rowOf(draft.state.incidents, input.incident);
  if (!incident) return { code: 'INCIDENT_GONE' };
  const token = incident.token === null ? undefined : draft.state.tokens[incident.token];
  const isStopped = token?.waitsFor === 'incident' && token.node === incident.node;
  const isRepeated = isStopped && repeatOf(draft, token) !== undefined;
  const behaviour = incident.node === null || !draft.definition.nodes.has(incident.node) ? undefined : behaviourOf(draft, incident.node);
  if (input.action === 'throw') return isStopped ? throwOn(draft, token, input.code) : { code: 'INCIDENT_NOT_CAUGHT', params: { code: input.code } };
  if (input.action === 'retry') {
    if (input.edits) setVariables(draft, incident.scope ?? rootScope, input.edits);
    closeIncident(draft, incident);
    // Later ones may have been heard meanwhile.
    if (incident.input?.type === 'escalated') return escalated(draft, incident.input);
    if (incident.input) return dispatch(draft, { ...incident.input, now: draft.now });
    if (!token || !behaviour || incident.node === null) return null;
    const turn = new Turn(draft, token.id, incident.node);
    if (token.isOutside) comeAgain(draft, token);
    else if (!isStopped && incident.effect === null) behaviour.attach?.(turn);
    else if (behaviour.retry && !isRepeated) behaviour.retry(turn, incident);
    else comeAgain(draft, token);
    return null;
  }
  if (!isStopped && (token === undefined || incident.input?.type === 'task')) { closeIncident(draft, incident); return null; }
  if (isRepeated) {
    closeIncident(draft, incident);
    new Turn(draft, token.id, token.node).leave();
    return null;
  }
  if (token?.isOutside && !behaviour?.skip && passBy(draft, token)) return null;
  if (!token || !behaviour?.skip || token.node !== incident.node) return { code: 'INCIDENT_NOT_SKIPPABLE', params: { node: incident.node === null ? '' : draft.definition.nodes.get(incident.node)?.name.en ?? incident.node } };
  closeIncident(draft, incident);
  behaviour.skip(new Turn(draft, token.id, incident.node!), incident);
  return null;
}

function comeAgain(draft: Draft, { isOutside: _outside, ...token }: TokenState): void {
  dropWaits(draft, token);
  put(draft, 'tokens', token.id, { ...token, waitsFor: null });
  draft.agenda.push({ do: 'enter', token: token.id });
}

/** Who stands here with an incident has failed by this code; who catches it ends the incident with the token. */
function throwOn(draft: Draft, token: TokenState, code: string): Refusal | null {
  const isCaught = new Turn(draft, token.id, token.node).throwUp({ kind: 'error', code, message: code });
  return isCaught ? null : { code: 'INCIDENT_NOT_CAUGHT', params: { code } };
}

/** A turn after which the token must have moved, ended, or wait for something. */
function settled(draft: Draft, at: { token: TokenId; node: NodeId }, act: (turn: Turn) => void): void {
  const turn = new Turn(draft, at.token, at.node);
  act(turn);
  if (!turn.isSettled) throw new Error(`${at.node} left its token standing`);
}
