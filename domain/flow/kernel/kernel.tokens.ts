/** Moves, splits, ends and cancels tokens, opens and closes scopes, and ends what a token waits for. Decides nothing about kinds. */
import type { Json } from '../../values.ts';
import type { Returned, RunIncident, ScopeId, ScopeState, Subscription, TaskState, TokenId, TokenState, Vars, EdgeId, NodeId, RunStatus } from './kernel.types.ts';
import { nextId, put, record, type Draft } from './kernel.draft.ts';
import { lockText } from './kernel.claims.ts';
import { headOf, own, withPath } from './kernel.paths.ts';

export const rootScope: ScopeId = 's0';
export const queueKey = (scope: ScopeId, node: NodeId): string => `${scope}/${node}`;

/** Whether the token is one of the times its step is carried out: it lies in a scope that the step itself has opened around it. */
export const isInstance = (draft: Pick<Draft, 'state'>, token: TokenState): boolean => draft.state.scopes[token.scope]?.node === token.node;

/** What a repeated step opens around each of its times: nothing listens in it. */
export const isRepeatFrame = (draft: Draft, { node, token }: ScopeState): boolean =>
  node !== null && token !== null && draft.definition.nodes.get(node)!.repeat !== undefined && !isInstance(draft, draft.state.tokens[token]!);

const at = (token: TokenState) => ({ token: token.id, node: token.node, scope: token.scope });

/** Puts a new token on a node, to be entered when its turn comes. */
export function placeToken(draft: Draft, node: NodeId, scope: ScopeId, edge: EdgeId | null, from?: TokenId): TokenState {
  const token = standToken(draft, node, scope, edge, from);
  draft.agenda.push({ do: 'enter', token: token.id });
  return token;
}

/** Puts a new token on a node whose behaviour has its turn already. */
export function standToken(draft: Draft, node: NodeId, scope: ScopeId, edge: EdgeId | null, from?: TokenId): TokenState {
  const token: TokenState = { id: nextId(draft, 'token', 't'), node, scope, viaEdge: edge, since: draft.now, waitsFor: null };
  put(draft, 'tokens', token.id, token);
  record(draft, 'enter', { ...at(token), edge }, from === undefined ? undefined : { from });
  if (!isInstance(draft, token)) takeTicketState(draft, node);
  return token;
}

function takeTicketState(draft: Draft, node: NodeId): void {
  const state = draft.definition.nodes.get(node)!.ticketState;
  if (state !== undefined) setVariables(draft, rootScope, { 'ticket.state': state });
}

/** Moves a token off its node along the edges: the first edge keeps its id, further ones get new tokens. Answers the ids of all. */
export function moveToken(draft: Draft, token: TokenState, edges: readonly EdgeId[], outcome: string | null): TokenId[] {
  winRace(draft, token);
  dropWaits(draft, token);
  leaveLock(draft, token);
  if (token.waitsFor === 'join') leaveQueues(draft, token);
  const [first, ...rest] = edges;
  record(draft, 'leave', { ...at(token), edge: first }, outcome === null ? undefined : { outcome });
  const target = draft.definition.edges.get(first!)!;
  const moved: TokenState = { id: token.id, node: target.to, scope: token.scope, viaEdge: target.id, since: draft.now, waitsFor: null };
  put(draft, 'tokens', token.id, moved);
  record(draft, 'enter', { ...at(moved), edge: target.id });
  takeTicketState(draft, moved.node);
  draft.agenda.push({ do: 'enter', token: token.id });
  return [token.id, ...rest.map((edge) => placeToken(draft, draft.definition.edges.get(edge)!.to, token.scope, edge, token.id).id)];
}

/** Takes a token from where it stands, with all it waits for, to another node of its scope, to be entered there. */
export function relocateToken(draft: Draft, token: TokenState, to: NodeId, why: Json, returned?: Returned): void {
  winRace(draft, token);
  dropWaits(draft, token);
  leaveLock(draft, token);
  record(draft, 'cancel', { ...at(token), edge: token.viaEdge }, why);
  const moved: TokenState = { id: token.id, node: to, scope: token.scope, viaEdge: null, since: draft.now, waitsFor: null, ...(returned ? { returned } : {}) };
  put(draft, 'tokens', token.id, moved);
  record(draft, 'enter', at(moved));
  takeTicketState(draft, to);
  draft.agenda.push({ do: 'enter', token: token.id });
}

/** Moves a token along the edges; all of its parts wait for whichever is first to leave. */
export function raceToken(draft: Draft, token: TokenState, edges: readonly EdgeId[]): void {
  for (const id of moveToken(draft, token, edges, null)) put(draft, 'tokens', id, { ...draft.state.tokens[id]!, race: token.id });
}

/** Ends the tokens that wait for the same as this one, which was first. */
export function winRace(draft: Draft, winner: TokenState): void {
  if (winner.race === undefined) return;
  for (const id of Object.keys(draft.state.tokens)) {
    const token = draft.state.tokens[id];
    if (token && id !== winner.id && token.race === winner.race && token.scope === winner.scope) removeToken(draft, token, 'cancel', { race: winner.id });
  }
}

/** The token ends: used up by an end or a join (`consume`), or from outside (`cancel`). */
export function removeToken(draft: Draft, token: TokenState, how: 'consume' | 'cancel', data?: Json): void {
  if (how === 'consume') winRace(draft, token);
  dropWaits(draft, token);
  leaveLock(draft, token);
  leaveQueues(draft, token);
  put(draft, 'tokens', token.id, undefined);
  record(draft, token.isListener ? 'unlisten' : how, { ...at(token), edge: token.viaEdge }, data);
}

/** Puts a token on every part of the scope that begins by an event. */
export function placeListeners(draft: Draft, scope: ScopeId, of: NodeId | null): void {
  for (const node of draft.definition.listeners.get(of) ?? []) listen(draft, node, scope);
}

/** A token that only listens; `data`: what the kind keeps of how it was before. */
export function listen(draft: Draft, node: NodeId, scope: ScopeId, data?: Json): void {
  const token: TokenState = { id: nextId(draft, 'token', 't'), node, scope, viaEdge: null, since: draft.now, waitsFor: null, isListener: true, ...(data === undefined ? {} : { data }) };
  put(draft, 'tokens', token.id, token);
  record(draft, 'listen', at(token));
  draft.agenda.push({ do: 'enter', token: token.id });
}

/** What it listened for has come: it stands on its node as any other token, for which its scope waits. */
export function comeForward(draft: Draft, listener: TokenState): TokenState {
  dropWaits(draft, listener);
  const token: TokenState = { id: listener.id, node: listener.node, scope: listener.scope, viaEdge: null, since: draft.now, waitsFor: null };
  put(draft, 'tokens', token.id, token);
  record(draft, 'enter', at(token));
  takeTicketState(draft, token.node);
  return token;
}

/** Ends the tokens of a scope that only listen. */
export function endListeners(draft: Draft, scope: ScopeId): void {
  for (const id of Object.keys(draft.state.tokens)) {
    const token = draft.state.tokens[id];
    if (token?.isListener && token.scope === scope) removeToken(draft, token, 'cancel');
  }
}

export function waitAt(draft: Draft, token: TokenState, reason: NonNullable<TokenState['waitsFor']>, data?: Json): TokenState {
  const waiting: TokenState = { ...token, waitsFor: reason };
  if (data !== undefined) waiting.data = data;
  put(draft, 'tokens', token.id, waiting);
  if (token.waitsFor !== reason) record(draft, 'wait', at(token), { for: reason });
  return waiting;
}

/** The token leaves its step, or what it waited for outside: the lock it held there, or asked for, is its own no more. */
export function leaveLock(draft: Draft, token: TokenState): void {
  for (const claim of Object.values(draft.state.locks ?? {})) {
    if (claim.token !== token.id) continue;
    put(draft, 'locks', claim.id, undefined);
    record(draft, 'lock', { token: claim.token, node: claim.node, scope: claim.scope }, { claim: claim.id, action: claim.heldSince === null ? 'dropped' : 'released', lock: lockText(claim) });
  }
}

/** Tokens that stand on the scopes around this one, from the inside out. */
export function tokensAround({ state }: Pick<Draft, 'state'>, { scope: from }: Pick<TokenState, 'scope'>): Set<TokenId> {
  const around = new Set<TokenId>();
  for (let scope: ScopeId | null = from; scope !== null; scope = state.scopes[scope]!.parent) {
    const host: TokenId | null = state.scopes[scope]!.token;
    if (host !== null) around.add(host);
  }
  return around;
}

/** Ends tasks, timers, activities, message waits, incidents and child scopes of the token. */
export function dropWaits(draft: Draft, token: TokenState): void {
  if (token.waitsFor === null || token.waitsFor === 'join') return;
  for (const id of Object.keys(draft.state.subscriptions)) {
    const subscription = draft.state.subscriptions[id];
    if (subscription?.token === token.id) dropSubscription(draft, subscription);
  }
  for (const id of Object.keys(draft.state.incidents)) {
    const incident = draft.state.incidents[id];
    if (incident?.token === token.id) closeIncident(draft, incident);
  }
  if (token.waitsFor !== 'scope') return;
  for (const id of Object.keys(draft.state.scopes)) {
    if (draft.state.scopes[id]?.token === token.id) cancelScope(draft, id);
  }
}

export function dropSubscription(draft: Draft, subscription: Subscription): void {
  put(draft, 'subscriptions', subscription.id, undefined);
  const where = { token: subscription.token, node: subscription.node, scope: subscription.scope };
  switch (subscription.kind) {
    case 'timer':
      draft.effects.push({ type: 'disarmTimer', timer: subscription.id });
      record(draft, 'timer', where, { timer: subscription.id, action: 'disarmed', dueAt: subscription.dueAt });
      return;
    case 'message':
      draft.effects.push({ type: 'unsubscribeMessage', subscription: subscription.id });
      record(draft, 'message', where, { subscription: subscription.id, action: 'dropped', name: subscription.name, key: subscription.key });
      return;
    case 'condition':
      record(draft, 'condition', where, { subscription: subscription.id, action: 'dropped' });
      return;
    case 'activity':
      draft.effects.push({ type: 'cancelActivity', effect: subscription.effect });
      record(draft, 'activity', where, { effect: subscription.effect, action: 'cancelled', activity: subscription.request.activity });
      return;
    case 'task':
      closeTask(draft, subscription.task, 'cancelled', null);
  }
}

export function closeTask(draft: Draft, task: TaskState, how: 'completed' | 'cancelled' | 'withdrawn', outcome: string | null, comment?: string): void {
  put(draft, 'subscriptions', task.id, undefined);
  const closed = { id: task.id, node: task.node, how, outcome, by: draft.by, at: draft.now };
  draft.state.closedTasks = [...draft.state.closedTasks.slice(-(draft.limits.closedTasks - 1)), closed];
  draft.effects.push({ type: 'taskClosed', task, how, outcome, by: draft.by });
  record(draft, 'task', { token: task.token, node: task.node, scope: task.scope }, {
    task: task.id, action: how, revision: task.revision, status: task.status, assignee: task.assignee, outcome, ...(comment ? { comment } : {}),
  });
}

export function openIncident(draft: Draft, fault: Omit<RunIncident, 'id' | 'at'>): RunIncident {
  const incident: RunIncident = { ...fault, id: nextId(draft, 'incident', 'i'), at: draft.now };
  put(draft, 'incidents', incident.id, incident);
  draft.effects.push({ type: 'incidentOpened', incident });
  record(draft, 'incident', incident, { incident: incident.id, action: 'opened', code: incident.code, message: incident.message });
  return incident;
}

export function closeIncident(draft: Draft, incident: RunIncident): void {
  put(draft, 'incidents', incident.id, undefined);
  draft.effects.push({ type: 'incidentClosed', incident });
  record(draft, 'incident', incident, { incident: incident.id, action: 'closed', code: incident.code, message: incident.message });
}

/** Opens a scope below the token and puts a token on each of these nodes; without any named, on the starts of the token's node and on what listens there. */
export function openScope(draft: Draft, token: TokenState, vars: Vars, at?: readonly NodeId[]): ScopeId {
  const id = nextId(draft, 'scope', 's');
  put(draft, 'scopes', id, { id, parent: token.scope, node: token.node, token: token.id, vars, status: 'active', compensation: [] });
  record(draft, 'scopeOpened', { node: token.node, scope: id }, { parent: token.scope, token: token.id, variables: vars });
  draft.thinned.add(id);
  if (at === undefined) placeListeners(draft, id, token.node);
  for (const node of at ?? draft.definition.starts.get(token.node) ?? []) placeToken(draft, node, id, null);
  return id;
}

/** Ends everything in the scope and below it. The token on the scope node stays. */
export function cancelScope(draft: Draft, scope: ScopeId): void {
  for (const id of Object.keys(draft.state.tokens)) {
    const token = draft.state.tokens[id];
    if (token?.scope === scope) removeToken(draft, token, 'cancel');
  }
  if (scope !== rootScope) closeScope(draft, scope, 'cancelled');
}

export function closeScope(draft: Draft, scope: ScopeId, status: 'completed' | 'cancelled'): void {
  const prefix = `${scope}/`;
  for (const key of Object.keys(draft.state.joins)) if (key.startsWith(prefix)) put(draft, 'joins', key, undefined);
  for (const key of Object.keys(draft.state.memory)) if (key.startsWith(prefix)) put(draft, 'memory', key, undefined);
  const node = draft.state.scopes[scope]!.node;
  put(draft, 'scopes', scope, undefined);
  record(draft, 'scopeClosed', { node, scope }, { status });
}

/** Ends the run: nothing is left alive in it. */
export function endRun(draft: Draft, status: Exclude<RunStatus, 'running'>, reason: string | null): void {
  cancelScope(draft, rootScope);
  for (const id of Object.keys(draft.state.incidents)) closeIncident(draft, draft.state.incidents[id]!);
  for (const key of Object.keys(draft.state.joins)) put(draft, 'joins', key, undefined);
  for (const key of Object.keys(draft.state.memory)) put(draft, 'memory', key, undefined);
  put(draft, 'scopes', rootScope, { ...draft.state.scopes[rootScope]!, status: status === 'completed' ? 'completed' : 'cancelled' });
  draft.state.status = status;
  draft.state.endedAt = draft.now;
  record(draft, 'end', { scope: rootScope }, { status, reason });
}

/** Takes the token out of the queue it waits in. */
export function leaveQueues(draft: Draft, token: TokenState): void {
  const key = queueKey(token.scope, token.node);
  const queues = draft.state.joins[key];
  const queue = queues?.[token.viaEdge ?? ''];
  if (!queues || !queue?.includes(token.id)) return;
  const left = queue.filter((id) => id !== token.id);
  const { [token.viaEdge ?? '']: _, ...others } = queues;
  const next = left.length ? { ...others, [token.viaEdge ?? '']: left } : others;
  put(draft, 'joins', key, Object.keys(next).length ? next : undefined);
}

/** Sets variables by path: each where it is declared, seen from the scope outwards, else in the run's scope. */
export function setVariables(draft: Draft, from: ScopeId, values: Vars): void {
  const perScope = new Map<ScopeId, Vars>();
  for (const path of Object.keys(values)) {
    let scope: ScopeId = rootScope;
    for (let s: ScopeId | null = from; s !== null; s = draft.state.scopes[s]!.parent) {
      if (own(draft.state.scopes[s]!.vars, headOf(path)) !== undefined) { scope = s; break; }
    }
    const set = perScope.get(scope) ?? {};
    perScope.set(scope, { ...set, [path]: values[path]! });
  }
  for (const [scope, set] of perScope) {
    const state = draft.state.scopes[scope]!;
    let vars = state.vars;
    for (const path of Object.keys(set)) vars = withPath(vars, path, set[path]!);
    put(draft, 'scopes', scope, { ...state, vars });
    record(draft, 'variables', { scope }, { set });
  }
}
