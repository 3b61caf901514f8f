/** A state of the kernel as the explorer sees it: where tokens stand, without ids and times, so that states that behave alike are one. */
import type { DoneNote, NodeId, RunState, ScopeId, TokenState } from '../kernel/kernel.types.ts';

/** One text per marking: nested scopes inside their scope node, sorted. */
export function markingKey(state: RunState): string {
  const inScope = new Map<ScopeId, TokenState[]>();
  for (const id in state.tokens) {
    const token = state.tokens[id]!;
    const list = inScope.get(token.scope);
    if (list) list.push(token);
    else inScope.set(token.scope, [token]);
  }
  const scopeOf = new Map<string, ScopeId>();
  for (const id in state.scopes) { const token = state.scopes[id]!.token; if (token !== null) scopeOf.set(token, id); }
  const memory = Object.keys(state.memory);
  const outside = Object.values(state.tokens).filter(({ waitsFor }) => waitsFor === 'mutex').sort((one, other) => Number(one.data) - Number(other.data)).map(({ id }) => id);
  const keyOf = (scope: ScopeId): string => {
    const parts = (inScope.get(scope) ?? []).map((token) => {
      const inner = scopeOf.get(token.id);
      return `${inner === undefined ? `${placeOf(token)}${token.waitsFor === 'mutex' ? outside.indexOf(token.id) : ''}` : `${token.node}{${keyOf(inner)}}`}${raceOf(token, inScope.get(scope)!)}`;
    });
    for (const note of state.scopes[scope]?.compensation ?? []) parts.push(undoOf(note));
    for (const key of memory) if (key.startsWith(`${scope}/`)) parts.push(`${key.slice(scope.length + 1)}=${JSON.stringify(state.memory[key])}`);
    return parts.sort().join(' ');
  };
  return `${state.status === 'running' ? '' : 'end '}${keyOf('s0')}`;
}

const undoOf = ({ handler, inside = [] }: DoneNote): string => `undo ${handler}${inside.length === 0 ? '' : `{${inside.map(undoOf).join(' ')}}`}`;

/** Whom a token races with, by where they stand. */
const raceOf = (token: TokenState, all: readonly TokenState[]): string =>
  (token.race === undefined ? '' : `~${all.filter((other) => other.race === token.race).map((other) => other.node).sort().join(',')}`);

const placeOf = (token: TokenState): string => (token.waitsFor === 'join' ? `${token.node}<${token.viaEdge ?? ''}` : token.waitsFor === 'incident' ? `${token.node}!` : token.waitsFor === 'mutex' ? `${token.node}?` : token.node);

/** Tokens per place over all scopes, for comparing growth; places in different scope instances of one node are added up. */
export function placesOf(state: RunState): Map<string, number> {
  const places = new Map<string, number>();
  for (const id in state.tokens) { const place = placeOf(state.tokens[id]!); places.set(place, (places.get(place) ?? 0) + 1); }
  return places;
}

/** A node where two tokens of one scope stand at once, if any: on one edge of a join, or at one other node. Not where that is meant. */
export function crowded(state: RunState, isMeant: (node: NodeId) => boolean = () => false): TokenState | null {
  const seen = new Set<string>();
  for (const id in state.tokens) {
    const token = state.tokens[id]!;
    const key = `${token.scope} ${placeOf(token)}`;
    if (seen.has(key) && !isMeant(token.node)) return token;
    seen.add(key);
  }
  return null;
}

/** True when every place of `small` has at least as many tokens in `large`, and some place has more. */
export function covers(large: ReadonlyMap<string, number>, small: ReadonlyMap<string, number>): boolean {
  let isMore = false;
  for (const [place, count] of small) if ((large.get(place) ?? 0) < count) return false;
  for (const [place, count] of large) if (count > (small.get(place) ?? 0)) isMore = true;
  return isMore;
}

/** The scope and those around it. */
export function markMoving(state: RunState, from: ScopeId, moving: Set<ScopeId>): void {
  for (let scope: ScopeId | null = from; scope !== null && !moving.has(scope); scope = state.scopes[scope]!.parent) moving.add(scope);
}
