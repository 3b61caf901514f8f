/**
 * A run as it stands, in the words of the explorer: who is at a step waits for a choice, who waits for others at a join or in a frame goes on doing so. Made by the
 * kernel itself: every token enters its step anew. Null where that cannot be done; then nothing is said of the run.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { Definition, RunState, ScopeId, TokenId, TokenMove, TokenState } from '../kernel/kernel.types.ts';

const kept = new Set<TokenState['waitsFor']>(['join', 'scope', 'mutex']);
const nobody = { kind: 'machine', id: 'soundness' } as const;

/** `definition` is compiled for the explorer: each step is done once; `repeated`: those that are done several times in the run. */
export function standingOf(kernel: Kernel, definition: Definition, repeated: ReadonlySet<string>, state: RunState, now: string): RunState | null {
  const came = Object.values(state.tokens).filter((token) => repeated.has(token.node) && token.waitsFor === 'scope' && state.scopes[token.scope]?.node !== token.node);
  // One that went on while others of it are under way keeps its scope alive, but has no way to go: the explorer has no word for that.
  if (came.some(({ data }) => (data as { hasLeft?: true } | undefined)?.hasLeft)) return null;
  const gone = insideOf(state, came.map(({ id }) => id));
  const scopes = Object.fromEntries(Object.entries(state.scopes).filter(([id]) => !gone.has(id)).map(([id, scope]) => [id, { ...scope, vars: {} }]));
  const tokens = Object.values(state.tokens).filter(({ scope, isListener }) => !gone.has(scope) && !isListener);
  const inScope = (key: string): boolean => Object.hasOwn(scopes, key.slice(0, key.indexOf('/')));
  const rows = <T>(table: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(table).filter(([key]) => inScope(key)));
  const { suspended: _held, locks: _locks, ...running } = state;
  const bare: RunState = {
    ...running, definition: { ...definition.ref }, scopes, tokens: Object.fromEntries(tokens.map((token) => [token.id, came.includes(token) ? { ...token, waitsFor: 'task' } : token])),
    subscriptions: {}, incidents: {}, joins: rows(state.joins), memory: rows(state.memory), recent: [], closedTasks: [],
  };
  const moves = Object.values(bare.tokens).filter(({ waitsFor }) => !kept.has(waitsFor)).map(({ id, node }): TokenMove => ({ token: id, do: 'move', to: node }));
  const listening = new Set(Object.values(state.tokens).flatMap(({ node, isListener }) => (isListener ? [node] : [])));
  // What sits on edges and what listens is set up anew, as the explorer knows it.
  const from: Definition = { ...definition, boundaries: new Map(), listeners: new Map([...definition.listeners].map(([scope, parts]) => [scope, parts.filter((part) => !listening.has(part))])) };
  const { answer, state: standing } = kernel.step(from, bare, { id: 'standing', now, type: 'migrate', definition: definition.ref, map: {}, moves, reason: '', by: nobody }, definition);
  return answer.accepted ? { ...standing, recent: [] } : null;
}

/** The scopes these tokens wait for, and those inside them. */
function insideOf(state: RunState, hosts: readonly TokenId[]): Set<ScopeId> {
  const found = new Set<ScopeId>();
  for (const [id, { token }] of Object.entries(state.scopes)) if (token !== null && hosts.includes(token)) found.add(id);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const [id, { parent }] of Object.entries(state.scopes)) if (parent !== null && found.has(parent)) found.add(id);
  }
  return found;
}
