/** A behaviour's turn: the verbs of NodeTurn on the step's draft. Here: where its token goes, and what that ends around it. Knows when a behaviour left its token standing about, which is a fault of the kind. */
import type { Json } from '../../values.ts';
import type { NodeTurn, TaskDecision } from './kernel.behaviour.ts';
import { catcherAround } from './kernel.catching.ts';
import { noteDone, takeBack } from './kernel.compensation.ts';
import { raise as raiseToCaller } from './kernel.escalation.ts';
import { behaviourOf, put, raise, type Draft } from './kernel.draft.ts';
import { finishInstance, hasLeft } from './kernel.repeat.ts';
import { goBack } from './kernel.returns.ts';
import { closeScope, comeForward, endRun, isInstance, leaveQueues, listen, moveToken, openScope, queueKey, raceToken, removeToken, rootScope, standToken, winRace } from './kernel.tokens.ts';
import { TurnWaits } from './kernel.turn-waits.ts';
import type { EdgeId, NodeId, Thrown, TokenId, TokenState, Vars } from './kernel.types.ts';

export class Turn<C = unknown> extends TurnWaits<C> implements NodeTurn<C> {
  leave(outcome: string | null = null): void {
    if (this.isInstance) { this.#finish(outcome); return; }
    const edges = this.outgoing.filter((edge) => (edge.outcome ?? null) === outcome).map((edge) => edge.id);
    if (edges.length === 0) { this.incident('FLOW_NO_PATH', { node: this.node.name.en, outcome }); return; }
    this.settled = true;
    // Of a step that is done several times, each time has noted its own.
    if (!this.node.repeat) noteDone(this.draft, this.token, outcome);
    moveToken(this.draft, this.token, edges, outcome);
  }

  leaveBy(...edges: readonly [EdgeId, ...EdgeId[]]): void {
    for (const edge of edges) if (this.draft.definition.edges.get(edge)?.from !== this.node.id) raise(`edge ${edge} does not leave ${this.node.id}`);
    if (this.isInstance) { this.#finish(null); return; }
    this.settled = true;
    moveToken(this.draft, this.token, edges, null);
  }

  leaveAsRace(): void {
    const edges = this.outgoing.map((edge) => edge.id);
    if (edges.length === 0) { this.incident('FLOW_NO_PATH', { node: this.node.name.en, outcome: null }); return; }
    this.settled = true;
    raceToken(this.draft, this.token, edges);
  }

  returnTo(to: NodeId, decision: TaskDecision): void {
    this.settled = true;
    goBack(this.draft, this.token, to, decision);
  }

  endToken(): void {
    this.settled = true;
    removeToken(this.draft, this.token, 'consume');
  }

  arrive(): Readonly<Record<EdgeId, readonly TokenId[]>> {
    const token = this.token;
    const edge = token.viaEdge ?? '';
    const key = queueKey(token.scope, this.node.id);
    const queues = this.draft.state.joins[key] ?? {};
    const queue = queues[edge] ?? [];
    if (queue.includes(token.id)) return queues;
    const next = { ...queues, [edge]: [...queue, token.id] };
    put(this.draft, 'joins', key, next);
    return next;
  }

  consume(tokens: readonly TokenId[]): void {
    for (const id of tokens) {
      const token = this.draft.state.tokens[id];
      if (!token || token.node !== this.node.id || token.waitsFor !== 'join') raise(`token ${id} does not wait at ${this.node.id}`);
      removeToken(this.draft, token, 'consume', { into: this.tokenId });
    }
  }

  dequeue(): void { leaveQueues(this.draft, this.token); }

  elsewhere(): readonly NodeId[] {
    return [...new Set(this.#others().filter((token) => !(token.node === this.node.id && token.waitsFor === 'join')).map((token) => token.node))];
  }

  cancelAt(nodes: ReadonlySet<NodeId>, ways: readonly EdgeId[] = []): void {
    const isEnded = ({ node, waitsFor, viaEdge }: TokenState): boolean => nodes.has(node) || (this.draft.state.kernel !== '1.0.0' && node === this.node.id && waitsFor !== 'join' && ways.includes(viaEdge ?? ''));
    for (const { id } of this.#others()) {
      const token = this.draft.state.tokens[id];
      if (token && isEnded(token)) removeToken(this.draft, token, 'cancel', { join: this.node.id });
    }
  }

  openScope(vars: Vars): void {
    openScope(this.draft, this.token, vars);
    this.wait('scope');
  }

  takeBack(step?: NodeId): boolean {
    if (!takeBack(this.draft, this.token, step)) return false;
    this.wait('scope');
    return true;
  }

  terminateScope(): void {
    this.settled = true;
    const scope = this.token.scope;
    removeToken(this.draft, this.token, 'consume');
    if (scope === rootScope) { endRun(this.draft, 'terminated', this.node.name.en); this.draft.effects.push({ type: 'terminated' }); return; }
    cancelScopeContents(this.draft, scope);
  }

  interruptHost(): void {
    const host = this.token;
    if (!this.isBoundary) raise(`${this.node.id} is no boundary`);
    winRace(this.draft, host);
    this.tokenId = standToken(this.draft, this.node.id, host.scope, null, host.id).id;
    removeToken(this.draft, host, 'cancel', { boundary: this.node.id });
  }

  forkFromHost(): void {
    if (!this.isBoundary) raise(`${this.node.id} is no boundary`);
    this.tokenId = standToken(this.draft, this.node.id, this.token.scope, null, this.tokenId).id;
  }

  comeForward(endsOthers: boolean, next?: Json): void {
    if (!this.token.isListener) raise(`${this.node.id} does not listen`);
    const { scope } = comeForward(this.draft, this.token);
    for (const { id } of endsOthers ? this.#others() : []) {
      const token = this.draft.state.tokens[id];
      if (token) removeToken(this.draft, token, 'cancel', { event: this.node.id });
    }
    if (next !== undefined) listen(this.draft, this.node.id, scope, next);
  }

  throwUp(thrown: Thrown): boolean {
    for (let host: TokenState | undefined = this.token; host; host = this.#around(host)) {
      // What sits on a step that is repeated sits on all of it.
      if (isInstance(this.draft, host)) continue;
      if (hasLeft(this.draft, host)) {
        if (thrown.kind === 'escalation') continue;
        // Nobody waits for what is left of it.
        removeToken(this.draft, host, 'cancel', { left: thrown.code });
        this.settled = true;
        return true;
      }
      const catcher = catcherAround(this.draft, host, thrown);
      if (catcher === undefined) continue;
      behaviourOf(this.draft, catcher.node).caught!(new Turn(this.draft, catcher.token, catcher.node), thrown);
      if (this.draft.state.tokens[this.tokenId] === undefined) this.settled = true;
      return true;
    }
    return raiseToCaller(this.draft, this.token, thrown);
  }

  failRun({ code, message }: Thrown): void {
    this.settled = true;
    removeToken(this.draft, this.token, 'consume');
    endRun(this.draft, 'failed', code);
    this.draft.effects.push({ type: 'failed', code, message });
  }

  #finish(outcome: string | null): void {
    this.settled = true;
    noteDone(this.draft, this.token, outcome);
    finishInstance(this.draft, this, outcome);
  }

  /** The token on the scope around. */
  #around({ scope }: TokenState): TokenState | undefined {
    const token = this.draft.state.scopes[scope]!.token;
    return token === null ? undefined : this.draft.state.tokens[token];
  }

  #others(): TokenState[] {
    const { scope } = this.token;
    return Object.values(this.draft.state.tokens).filter((token) => token.scope === scope && token.id !== this.tokenId);
  }
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
