/** Who catches what is thrown at a token's step: what sits on its edge, then what listens beside it. */
import { behaviourOf, type Draft } from './kernel.draft.ts';
import type { NodeId, Thrown, TokenId, TokenState } from './kernel.types.ts';

/** `token`: the one its turn is about, the host's of a boundary, its own of what listens. */
interface Catcher { node: NodeId; token: TokenId }

/** What sits on the edge of the token's step and catches this. */
const boundaryFor = (draft: Draft, { id, node }: TokenState, thrown: Thrown): Catcher | undefined =>
  catcherAmong(draft, (draft.definition.boundaries.get(node) ?? []).map((boundary) => ({ node: boundary, token: id })), thrown);

/** What listens beside the token's step and catches this; not for what is thrown in such a part itself. */
function listenerFor(draft: Draft, { node, scope }: TokenState, thrown: Thrown): Catcher | undefined {
  if (!draft.definition.listeners.has(draft.state.scopes[scope]!.node) || behaviourOf(draft, node).listens) return undefined;
  const listening = Object.values(draft.state.tokens).filter((token) => token.isListener && token.scope === scope);
  return catcherAmong(draft, listening.map((token) => ({ node: token.node, token: token.id })), thrown);
}

/** One that names the code, else one that takes any. */
function catcherAmong(draft: Draft, all: readonly Catcher[], thrown: Thrown): Catcher | undefined {
  const catchers = all.filter(({ node }) => behaviourOf(draft, node).catching === thrown.kind);
  const found = catchers.map((catcher) => ({ catcher, by: behaviourOf(draft, catcher.node).catches?.(draft.definition.configs.get(catcher.node), thrown.code) ?? null }));
  return (found.find(({ by }) => by === 'named') ?? found.find(({ by }) => by === 'any'))?.catcher;
}

export const catcherAround = (draft: Draft, host: TokenState, thrown: Thrown): Catcher | undefined => boundaryFor(draft, host, thrown) ?? listenerFor(draft, host, thrown);
