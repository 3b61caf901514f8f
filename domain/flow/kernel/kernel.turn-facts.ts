/** What a behaviour sees and says in its turn: the step and what is around it, values, what its token keeps, and that it stands here with an incident. */
import type { Instant, Json } from '../../values.ts';
import type { ActorRef } from '../../identity/identity.schema.ts';
import { errorShape } from '../../errors.ts';
import type { FlowEdge, FlowNode } from '../flow.schema.ts';
import type { Evaluated, Params } from './kernel.behaviour.ts';
import { put, raise, record, type Draft } from './kernel.draft.ts';
import { evaluateConfigValue, evaluateIn } from './kernel.expressions.ts';
import { own } from './kernel.paths.ts';
import { isInstance, openIncident, queueKey, setVariables, waitAt } from './kernel.tokens.ts';
import type { ActivityRequest, Definition, EdgeId, NodeId, ScopeState, TokenId, TokenState, Vars } from './kernel.types.ts';

export abstract class TurnFacts<C = unknown> {
  protected readonly draft: Draft;
  readonly node: FlowNode & { id: NodeId };
  protected tokenId: TokenId;
  protected settled = false;
  /** The effect whose result this turn is about. */
  effect: string | null = null;

  constructor(draft: Draft, token: TokenId, node: NodeId) {
    this.draft = draft;
    this.tokenId = token;
    this.node = draft.definition.nodes.get(node)!;
  }

  get definition(): Definition { return this.draft.definition; }
  get config(): C { return this.draft.definition.configs.get(this.node.id) as C; }
  get now(): Instant { return this.draft.now; }
  get by(): ActorRef | null { return this.draft.by; }
  get askedBy(): ActorRef | null { return this.draft.asker === undefined ? this.draft.by : this.draft.asker; }
  get outgoing(): readonly (FlowEdge & { id: EdgeId })[] { return this.draft.definition.outgoing.get(this.node.id)!; }
  get incoming(): readonly (FlowEdge & { id: EdgeId })[] { return this.draft.definition.incoming.get(this.node.id)!; }
  get token(): TokenState { return this.draft.state.tokens[this.tokenId] ?? raise(`token ${this.tokenId} is gone`); }
  get scope(): ScopeState { return this.draft.state.scopes[this.token.scope]!; }

  /** The token was moved, ended, or waits. */
  get isSettled(): boolean { return this.settled; }

  hasEdge(outcome: string | null): boolean { return this.outgoing.some((edge) => (edge.outcome ?? null) === outcome); }

  wait(reason: NonNullable<TokenState['waitsFor']>, data?: Json): void {
    this.settled = true;
    waitAt(this.draft, this.token, reason, data);
  }

  keep(data: Json): void { this.keepAt(this.tokenId, data); }
  /** Replaces what another token keeps. */
  keepAt(token: TokenId, data: Json): void { put(this.draft, 'tokens', token, { ...this.draft.state.tokens[token]!, data }); }

  get memory(): Json | undefined { return this.draft.state.memory[queueKey(this.token.scope, this.node.id)]; }
  remember(data: Json | undefined): void { put(this.draft, 'memory', queueKey(this.token.scope, this.node.id), data); }

  get isCalled(): boolean { return this.draft.state.isCalled === true; }

  evaluate(expression: string, what: string, nearer: Vars = {}): Evaluated { return evaluateIn(this.draft, this.token.scope, this.node, expression, what, nearer); }
  evaluateTests(tests: string, value: Json, what: string): Evaluated { return evaluateIn(this.draft, this.token.scope, this.node, tests, what, { '?': value }, 'unaryTests'); }
  evaluateConfig(value: Json, what: string): Evaluated { return evaluateConfigValue(this.draft, this.token.scope, this.node, value, what); }

  variable(name: string): Json | undefined {
    for (let scope: ScopeState | undefined = this.scope; scope; scope = scope.parent === null ? undefined : this.draft.state.scopes[scope.parent]) {
      const value = own(scope.vars, name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  setVariables(values: Vars): void { setVariables(this.draft, this.token.scope, values); }

  incident(code: string, params: Params = {}, request?: ActivityRequest): void {
    const named: Params = { node: this.node.name.en, ...params };
    openIncident(this.draft, { code, ...this.place(), effect: this.effect, message: errorShape(code, named).message, params: named, ...(request ? { request } : {}) });
    // A boundary that cannot be set up leaves its host's own wait as it is.
    if (this.token.node === this.node.id) this.wait('incident');
  }

  note(data: Json): void { record(this.draft, 'wait', this.place(), { note: data }); }

  /** Its token is one of the times the step is done. */
  protected get isInstance(): boolean { return !this.isBoundary && isInstance(this.draft, this.token); }
  /** On a boundary the token is the host's. */
  protected get isBoundary(): boolean { return this.node.id !== this.token.node; }

  protected place() { return { node: this.node.id, scope: this.token.scope, token: this.tokenId }; }
}
