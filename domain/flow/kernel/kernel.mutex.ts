/** Steps of which one is done at a time: a token that comes while another is at such a step waits, and goes in when that one has left. */
import { put, type Draft } from './kernel.draft.ts';
import { isInstance } from './kernel.tokens.ts';
import type { ScopeId, TokenId, TokenState } from './kernel.types.ts';

const mutexOf = (draft: Draft, token: TokenState): string | undefined => draft.definition.nodes.get(token.node)!.mutex || undefined;

/** Whether another token is at a step of the same word. Around the token itself, and before one that has not gone in yet, nothing is shut. */
export function isShut(draft: Draft, token: TokenState): boolean {
  const mutex = mutexOf(draft, token);
  if (mutex === undefined || isInstance(draft, token)) return false;
  const around = tokensAround(draft, token);
  const coming = new Set(draft.agenda.slice(draft.head).map((item) => (item.do === 'enter' ? item.token : '')));
  return Object.values(draft.state.tokens).some((other) =>
    other.id !== token.id && other.waitsFor !== 'mutex' && mutexOf(draft, other) === mutex && !isInstance(draft, other) && !around.has(other.id) && !coming.has(other.id));
}

function tokensAround(draft: Draft, token: TokenState): Set<TokenId> {
  const around = new Set<TokenId>();
  for (let scope: ScopeId | null = token.scope; scope !== null; scope = draft.state.scopes[scope]!.parent) {
    const host: TokenId | null = draft.state.scopes[scope]!.token;
    if (host !== null) around.add(host);
  }
  return around;
}

/** The one that waits longest where nobody is any more goes in. True when there was one. */
export function letIn(draft: Draft): boolean {
  if (draft.state.status !== 'running') return false;
  for (const id in draft.state.tokens) {
    const token = draft.state.tokens[id]!;
    if (token.waitsFor !== 'mutex' || isShut(draft, token)) continue;
    put(draft, 'tokens', id, { ...token, waitsFor: null });
    draft.agenda.push({ do: 'enter', token: id });
    return true;
  }
  return false;
}
