/**
 * Can every run of this flow end, whatever people and data do? Explores the states of the kernel with data unknown, up to a bound; over the bound it
 * says "not proven", never "sound". Findings carry the steps that lead there. What a well-formed flow is, is decided by the rules before.
 */
import { CatalogueError } from '../../errors.ts';
import { phrase, type MessageParams } from '../../message.ts';
import type { Text } from '../../values.ts';
import { findingOf } from '../finding.ts';
import type { FindingCode } from '../finding.texts.ts';
import type { Finding, FlowFile } from '../flow.schema.ts';
import { upstreamOf } from '../kernel/kernel.reach.ts';
import { createKernel, type Kernel } from '../kernel/kernel.ts';
import type { Definition, KernelInput, NodeId, RunState, ScopeId, StepResult, Subscription, TokenId } from '../kernel/kernel.types.ts';
import type { NodeRegistry } from '../nodes/node.kind.ts';
import { abstractionOf, abstractRegistry, boundaryMessage, chooseMessage, mostWays, waysOf } from './soundness.abstraction.ts';
import { covers, crowded, markingKey, markMoving, placesOf } from './soundness.marking.ts';
import { rankOf } from './soundness.order.ts';
import { standingOf } from './soundness.standing.ts';

export interface SoundnessOptions {
  /** States looked at before giving up. Default 20,000. */
  maxStates?: number;
  /** Kernel steps before giving up. Default 80,000. */
  maxSteps?: number;
  /** False: every interleaving is looked at (for tests of the reductions). Default true. */
  isReduced?: boolean;
}

export interface Soundness { verdict: 'sound' | 'unsound' | 'not-proven'; findings: Finding[]; statesSeen: number; stepsTaken: number }

interface Explored { state: RunState; key: string; parent: Explored | null; entered: NodeId[]; next: Explored[]; isExpanded: boolean }
type Move = { token: TokenId; name: string; key: string; way: number };

const now = '2000-01-01T00:00:00.000Z';
const nobody = { kind: 'machine', id: 'soundness' } as const;
/** More tokens than this at one place: seen enough of its growth. */
const crowd = 3;
const traceLength = 200;
const keepsFromEnding: ReadonlySet<string> = new Set(['deadlock', 'stops-here', 'never-ends']);

/** Explores the flow. A flow that cannot be compiled is unsound, with what makes it so. */
export function checkSoundness(file: FlowFile, registry: NodeRegistry, options: SoundnessOptions = {}): Soundness {
  const steps = soundnessInSteps(file, registry, options);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same in small steps, for callers that have other things to do in between: a wide flow takes seconds. */
export const soundnessInSteps = (file: FlowFile, registry: NodeRegistry, options: SoundnessOptions = {}): Generator<undefined, Soundness> => explored(file, registry, options, null);

/** Whether a run that stands so can still end, whatever people and data do from here on. Tells only what keeps it from ending; what it cannot tell is not proven. */
export const standingInSteps = (file: FlowFile, registry: NodeRegistry, state: RunState, options: SoundnessOptions = {}): Generator<undefined, Soundness> => explored(file, registry, options, state);

function* explored(file: FlowFile, registry: NodeRegistry, options: SoundnessOptions, state: RunState | null): Generator<undefined, Soundness> {
  const ref = { id: file.key, version: 1, sha256: '' };
  let definition: Definition;
  try {
    definition = createKernel(registry).compile(doneOnce(file), ref);
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    const findings = (thrown.details ?? []).map(({ fix = '', ...detail }): Finding => ({ ...detail, fix, severity: 'error', node: detail.path.split('/')[2] ?? null, field: null }));
    return { verdict: 'unsound', findings, statesSeen: 0, stepsTaken: 0 };
  }
  const size = definition.nodes.size;
  const kernel = createKernel(abstractRegistry(registry), { limits: { nodeSteps: 4 * size + 200, recent: 0, closedTasks: 1, tokens: 4 * size + 50, stateBytes: Infinity, compensationsPerHandler: 1 } });
  if (state === null) return yield* new Exploration(kernel, definition, registry, options).run(null);
  const repeated = new Set(Object.entries(file.nodes).flatMap(([id, { repeat }]) => (repeat ? [id] : [])));
  const standing = standingOf(kernel, definition, repeated, state, now);
  if (standing === null) return { verdict: 'not-proven', findings: [], statesSeen: 0, stepsTaken: 0 };
  const found = yield* new Exploration(kernel, definition, registry, options).run(standing);
  // More tokens than one at a place may have come there one by one.
  const findings = found.findings.filter(({ code }) => keepsFromEnding.has(code));
  return { ...found, findings, verdict: found.verdict === 'sound' ? 'sound' : findings.length > 0 ? 'unsound' : 'not-proven' };
}

/** A lock shared with other runs is a wait that ends: who waits for it is as good as in. A step that is done several times, or never, leaves as one that is done once: by one way, when all in it is over. */
const doneOnce = (file: FlowFile): FlowFile => ({ ...file, nodes: Object.fromEntries(Object.entries(file.nodes).map(([id, { repeat: _repeat, lock: _lock, ...node }]) => [id, node])) });

class Exploration {
  readonly #kernel: Kernel;
  readonly #definition: Definition;
  readonly #registry: NodeRegistry;
  readonly #rank: ReadonlyMap<NodeId, number>;
  readonly #isReduced: boolean;
  /** Steps from where it matters who is first, because a step they lead to may end tokens that are not its own. */
  readonly #racing: ReadonlySet<NodeId>;
  /** Steps of ways whose tokens become one further on: several may stand there. */
  readonly #merging: ReadonlySet<NodeId>;
  /** Tokens at one place at most. */
  readonly #crowd: number;
  readonly #maxStates: number;
  readonly #maxSteps: number;
  readonly #seen = new Map<string, Explored>();
  readonly #queue: Explored[] = [];
  readonly #entered = new Set<NodeId>();
  readonly #findings = new Map<string, Finding>();
  readonly #grown = new Set<NodeId>();
  #steps = 0;
  /** Not everything was looked at. */
  #isCut: boolean;

  constructor(kernel: Kernel, definition: Definition, registry: NodeRegistry, options: SoundnessOptions) {
    this.#kernel = kernel;
    this.#definition = definition;
    this.#registry = registry;
    this.#rank = rankOf(definition, registry);
    this.#isReduced = options.isReduced ?? true;
    this.#isCut = [...definition.nodes.values()].some(({ id, kind }) => abstractionOf(registry[kind]!) === 'anyEdges' && definition.outgoing.get(id)!.length > mostWays);
    const enders = [...definition.nodes.values()].filter(({ id, kind }) => registry[kind]!.behaviour.endsOthers?.(definition.configs.get(id)));
    this.#racing = new Set(enders.flatMap(({ id }) => definition.incoming.get(id)!.flatMap((edge) => [...upstreamOf(definition, edge.id)])));
    const merges = [...definition.nodes.values()].flatMap(({ id, kind }) => { const count = registry[kind]!.behaviour.mergesFrom?.(definition.configs.get(id)) ?? null; return count === null ? [] : [{ id, count }]; });
    this.#merging = new Set(merges.flatMap(({ id }) => [id, ...definition.incoming.get(id)!.flatMap((edge) => [...upstreamOf(definition, edge.id)])]));
    this.#crowd = Math.max(crowd, ...merges.map(({ count }) => count + 1));
    this.#maxStates = options.maxStates ?? 20_000;
    this.#maxSteps = options.maxSteps ?? 80_000;
  }

  /** From the start of the flow, or from where a run stands. */
  *run(from: RunState | null): Generator<undefined, Soundness> {
    if (from !== null) this.#reach(null, from, []);
    else for (const start of this.#definition.starts.get(null) ?? []) this.#take(null, this.#kernel.start(this.#definition), { type: 'start', at: start, variables: {}, by: nobody });
    for (let head = 0; head < this.#queue.length; head++) {
      if (this.#seen.size > this.#maxStates || this.#steps > this.#maxSteps) { this.#isCut = true; break; }
      this.#expand(this.#queue[head]!);
      yield undefined;
    }
    const errors = [...this.#findings.values()].filter((finding) => !(finding.code === 'lack-of-synchronisation' && this.#grown.size > 0));
    if (!this.#isCut && errors.length === 0) { this.#findLivelock(errors); if (from === null) this.#findDead(errors); }
    return { verdict: errors.length ? 'unsound' : this.#isCut ? 'not-proven' : 'sound', findings: errors, statesSeen: this.#seen.size, stepsTaken: this.#steps };
  }

  #take(from: Explored | null, state: RunState, move: object): Explored | null {
    this.#steps += 1;
    const result: StepResult = this.#kernel.step(this.#definition, state, { id: `${this.#steps}`, now, ...move } as KernelInput);
    const entered = result.log.filter((entry) => entry.type === 'enter').map((entry) => entry.node!);
    if (!result.answer.accepted) { this.#refused(from, result.answer.code, Object.values(result.state.incidents).at(-1)?.node ?? null); return null; }
    for (const node of entered) this.#entered.add(node);
    return this.#reach(from, result.state, entered);
  }

  #reach(from: Explored | null, state: RunState, entered: NodeId[]): Explored {
    const key = markingKey(state);
    const known = this.#seen.get(key);
    if (known) { from?.next.push(known); return known; }
    const found: Explored = { state, key, parent: from, entered, next: [], isExpanded: false };
    this.#seen.set(key, found);
    from?.next.push(found);
    this.#queue.push(found);
    return found;
  }

  #expand(at: Explored): void {
    const { state } = at;
    if (state.status !== 'running') { at.isExpanded = true; return; }
    const isOver = [...placesOf(state).values()].some((count) => count > this.#crowd);
    this.#lookForCrowd(at, isOver);
    this.#lookForStuck(at);
    if (isOver) { at.isExpanded = true; return; }
    const all = this.#movesOf(state);
    const first = this.#isReduced ? this.#enough(state, all) : all;
    // If all that somebody chooses leads back to where everything was looked at, the others might be put off for ever: look at them too. What breaks in from outside may end them instead.
    let isBack = true;
    for (const move of first) {
      const next = this.#move(at, move);
      if (move.name === chooseMessage && next !== null && next !== at && !next.isExpanded) isBack = false;
    }
    if (first.length < all.length && isBack) for (const move of all) if (!first.includes(move)) this.#move(at, move);
    at.isExpanded = true;
  }

  #move(at: Explored, move: Move): Explored | null {
    return this.#take(at, at.state, { type: 'message', name: move.name, key: move.key, data: { way: move.way }, by: nobody });
  }

  #movesOf(state: RunState): Move[] {
    return Object.values(state.subscriptions).flatMap((wait: Subscription): Move[] => {
      if (wait.kind !== 'message' || wait.key === null) return [];
      if (wait.name === boundaryMessage) return [{ token: wait.token, name: wait.name, key: wait.key, way: 0 }];
      return waysOf(this.#definition, wait.node, this.#registry).map((_, way) => ({ token: wait.token, name: wait.name, key: wait.key!, way }));
    });
  }

  /**
   * Moves of tokens apart from each other can be made in any order with the same result, so one token is enough: the one furthest up, with the
   * boundaries around it, what listens around it, and the tokens it races with (they end it, so they are not independent of it). Furthest up, so that tokens that can meet do
   * meet. On the ways to a step that may end tokens that are not its own, every order is looked at.
   */
  #enough(state: RunState, all: Move[]): Move[] {
    let chosen: Move | null = null;
    const rank = (move: Move): number => this.#rank.get(state.tokens[move.token]!.node) ?? 0;
    for (const move of all) if (move.name === chooseMessage && (chosen === null || rank(move) < rank(chosen))) chosen = move;
    if (chosen === null) return all;
    const around = new Set<TokenId>([chosen.token]);
    const scopes = new Set<ScopeId>();
    for (let scope: ScopeId | null = state.tokens[chosen.token]!.scope; scope !== null; scope = state.scopes[scope]!.parent) {
      const token: TokenId | null = state.scopes[scope]!.token;
      if (token !== null) around.add(token);
      scopes.add(scope);
    }
    for (const { id, scope, isListener } of Object.values(state.tokens)) if (isListener && scopes.has(scope)) around.add(id);
    const first = chosen.token;
    if (this.#isRacing(state, first)) return all;
    const { race, scope } = state.tokens[first]!;
    const isRival = (token: TokenId): boolean => token === first || (race !== undefined && state.tokens[token]!.race === race && state.tokens[token]!.scope === scope);
    return all.filter((move) => (move.name === boundaryMessage ? around.has(move.token) : isRival(move.token)));
  }

  #isRacing(state: RunState, token: TokenId): boolean {
    for (let at: TokenId | null = token; at !== null; at = state.scopes[state.tokens[at]!.scope]!.token) if (this.#racing.has(state.tokens[at]!.node)) return true;
    return false;
  }

  /** `isOver`: so many that nothing further is looked at, meant or not. */
  #lookForCrowd(at: Explored, isOver: boolean): void {
    const token = crowded(at.state, (node) => this.#merging.has(node)) ?? (isOver ? crowded(at.state) : null);
    if (!token) return;
    const places = placesOf(at.state);
    for (let before = at.parent; before; before = before.parent) {
      if (!covers(places, placesOf(before.state))) continue;
      this.#grown.add(token.node);
      this.#found('unbounded-growth', token.node, at);
      return;
    }
    if (this.#merging.has(token.node)) this.#isCut = true;
    else this.#found('lack-of-synchronisation', token.node, at);
  }

  /** A scope in which no token can move without help from outside. Boundaries do not count: their message may never come. */
  #lookForStuck(at: Explored): void {
    const { state } = at;
    const moving = new Set<ScopeId>();
    for (const wait of Object.values(state.subscriptions)) {
      if (wait.kind !== 'message' || wait.name !== chooseMessage) continue;
      if (waysOf(this.#definition, wait.node, this.#registry).length === 0) { this.#stops(at, wait.node); continue; }
      markMoving(state, wait.scope, moving);
    }
    // Who is shut out is let in by somebody outside; if all of them are, the flow never ends.
    for (const token of Object.values(state.tokens)) if (token.waitsFor === 'mutex') markMoving(state, token.scope, moving);
    for (const token of Object.values(state.tokens)) {
      if (token.waitsFor === 'incident') {
        this.#stops(at, token.node);
      } else if (token.waitsFor === 'join' && !moving.has(token.scope)) {
        const missing = this.#definition.incoming.get(token.node)!.filter((edge) => !state.joins[`${token.scope}/${token.node}`]?.[edge.id]?.length);
        const from = (missing.length > 0 ? missing : this.#definition.incoming.get(token.node)!).map((edge) => phrase('flow.quoted', { name: this.#name(edge.from) }));
        this.#found('deadlock', token.node, at, { from });
      }
    }
  }

  #stops(at: Explored, node: NodeId): void {
    this.#found('stops-here', node, at);
  }

  #refused(from: Explored | null, code: string, node: NodeId | null): void {
    if (code === 'RUN_TOKENS_TOO_MANY') {
      if (node !== null) this.#grown.add(node);
      this.#found('growth-without-wait', node, from);
    } else this.#found('cycle-without-wait', node, from, { through: node === null ? phrase('flow.some-steps') : phrase('flow.quoted', { name: this.#name(node) }) });
  }

  /** States from which no end can be reached, although tokens move. */
  #findLivelock(errors: Finding[]): void {
    const before = new Map<Explored, Explored[]>();
    for (const state of this.#queue) for (const next of state.next) before.set(next, [...(before.get(next) ?? []), state]);
    const ending = new Set<Explored>();
    const open = this.#queue.filter((one) => one.state.status !== 'running');
    while (open.length) {
      const one = open.pop()!;
      if (ending.has(one)) continue;
      ending.add(one);
      open.push(...(before.get(one) ?? []));
    }
    const lost = this.#queue.find((one) => !ending.has(one));
    if (!lost) return;
    const node = Object.values(lost.state.tokens)[0]?.node ?? null;
    errors.push(this.#finding('never-ends', node, this.#traceOf(lost), { through: node === null ? '' : phrase('flow.through', { node: this.#name(node) }) }));
  }

  #findDead(errors: Finding[]): void {
    for (const node of this.#definition.nodes.keys()) {
      if (this.#entered.has(node)) continue;
      errors.push(this.#finding('dead-node', node, this.#wayTo(node)));
    }
  }

  /** The drawn way to a node: where it would be reached if nothing stood in the way. */
  #wayTo(target: NodeId): NodeId[] {
    const before = new Map<NodeId, NodeId>();
    const queue = [...(this.#definition.starts.get(null) ?? [])];
    const seen = new Set(queue);
    for (const id of queue) {
      if (id === target) break;
      const next = [...this.#definition.outgoing.get(id)!.map((edge) => edge.to), ...(this.#definition.boundaries.get(id) ?? []), ...(this.#definition.starts.get(id) ?? [])];
      for (const to of next) if (!seen.has(to)) { seen.add(to); before.set(to, id); queue.push(to); }
    }
    const way = [target];
    for (let at = before.get(target); at !== undefined; at = before.get(at)) way.unshift(at);
    return way;
  }

  #found(code: FindingCode, node: NodeId | null, at: Explored | null, params: MessageParams = {}): void {
    if (!this.#findings.has(`${code} ${node}`)) this.#findings.set(`${code} ${node}`, this.#finding(code, node, this.#traceOf(at), params));
  }

  #finding(code: FindingCode, node: NodeId | null, trace: NodeId[], params: MessageParams = {}): Finding {
    return findingOf(code, { ...(node === null ? {} : { node: this.#name(node) }), ...params }, { node, path: node === null ? '' : `/nodes/${node}`, trace });
  }

  #traceOf(at: Explored | null): NodeId[] {
    const parts: NodeId[][] = [];
    for (let one = at; one; one = one.parent) parts.unshift(one.entered);
    return parts.flat().slice(-traceLength);
  }

  #name(node: NodeId): Text | string { return this.#definition.nodes.get(node)?.name ?? node; }
}
