/** What must hold of a run at rest, whatever was drawn and in whatever order things came. */
import type { Definition, LogEntry, RunState, ScopeId } from '#domain/flow/kernel/kernel.types';
import { keyOf, type Net } from './petri.oracle.ts';

/** No join has a token on every edge and has not fired. */
export function unfiredJoins(definition: Definition, state: RunState): string[] {
  return Object.entries(state.joins).filter(([key, queues]) => definition.incoming.get(key.slice(key.indexOf('/') + 1))!.every((edge) => (queues[edge.id]?.length ?? 0) > 0)).map(([key]) => key);
}

/** Tokens that came to a node either left it, ended there, were cancelled there, or still stand there; and a join's firings agree on every edge. */
export function unbalanced(definition: Definition, state: RunState, log: readonly LogEntry[]): string[] {
  const counts = new Map<string, number>();
  const add = (key: string): void => { counts.set(key, (counts.get(key) ?? 0) + 1); };
  for (const entry of log) {
    if (entry.type === 'enter') { add(`in ${entry.node}`); if (entry.edge !== null) add(`by ${entry.edge}`); }
    if (entry.type === 'leave' || entry.type === 'consume' || entry.type === 'cancel') add(`${entry.type} ${entry.node}`);
    if (entry.type === 'cancel' && entry.edge !== null) add(`cancelled by ${entry.edge}`);
  }
  const of = (key: string): number => counts.get(key) ?? 0;
  const standing = new Map<string, number>();
  const queued = new Map<string, number>();
  for (const token of Object.values(state.tokens)) {
    if (token.isListener) continue;
    standing.set(token.node, (standing.get(token.node) ?? 0) + 1);
    if (token.waitsFor === 'join') queued.set(token.viaEdge!, (queued.get(token.viaEdge!) ?? 0) + 1);
  }
  const faults: string[] = [];
  for (const [id, node] of definition.nodes) {
    const gone = of(`leave ${id}`) + of(`consume ${id}`) + of(`cancel ${id}`);
    if (of(`in ${id}`) !== gone + (standing.get(id) ?? 0)) faults.push(`${id}: ${of(`in ${id}`)} came, ${gone} went, ${standing.get(id) ?? 0} stand`);
    const into = definition.incoming.get(id)!;
    if (node.kind !== 'parallel' || into.length < 2) continue;
    const firings = into.map((edge) => of(`by ${edge.id}`) - (queued.get(edge.id) ?? 0) - of(`cancelled by ${edge.id}`));
    const out = definition.outgoing.get(id)!.map((edge) => of(`by ${edge.id}`));
    if (new Set([...firings, ...out]).size > 1) faults.push(`${id}: fired ${firings.join('/')} by its edges in, ${out.join('/')} by its edges out`);
  }
  return faults;
}

/** The state in the oracle's words. */
export function netOf(state: RunState, scope: ScopeId = 's0'): Net {
  const net: Net = { node: state.scopes[scope]?.node ?? null, tasks: new Map(), places: new Map(), inner: [] };
  const add = (map: Map<string, number>, key: string): void => { map.set(key, (map.get(key) ?? 0) + 1); };
  for (const token of Object.values(state.tokens)) {
    if (token.scope !== scope || token.isListener) continue;
    if (token.waitsFor === 'join') add(net.places, token.viaEdge!);
    else if (token.waitsFor === 'task') add(net.tasks, token.node);
    else if (token.waitsFor === 'scope') net.inner.push(netOf(state, Object.values(state.scopes).find((one) => one.token === token.id)!.id));
    else add(net.tasks, `${token.node}!${token.waitsFor}`);
  }
  return net;
}

/** Keys from the flow down to a scope, as the oracle lists them. */
export function pathOf(state: RunState, scope: ScopeId): string[] {
  const path: string[] = [];
  for (let at: ScopeId | null = scope; at !== null; at = state.scopes[at]!.parent) { const net = netOf(state, at); path.unshift(`${net.node ?? ''}:${keyOf(net)}`); }
  return path;
}
