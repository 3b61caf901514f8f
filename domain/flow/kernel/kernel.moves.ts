/** Tokens moved by a person's word: past the step they are at, or to another step of the same scope. Says why where a token cannot be taken or put there. */
import { errorDetail, type ErrorCode, type ErrorDetail } from '../../errors.ts';
import { behaviourOf, type Draft } from './kernel.draft.ts';
import { rowOf } from './kernel.paths.ts';
import { finishInstance, hasLeft } from './kernel.repeat.ts';
import { dropWaits, isInstance, moveToken, relocateToken } from './kernel.tokens.ts';
import { Turn } from './kernel.turn.ts';
import type { EdgeId, NodeId, TokenMove, TokenState } from './kernel.types.ts';

/** Tokens moved by one input at most. */
export const mostMoves = 100;

/** Moves them in the order given. Answers why some cannot be; the caller then gives up the whole step. */
export function moveTokens(draft: Draft, moves: readonly TokenMove[], reason: string): ErrorDetail[] {
  const faults: ErrorDetail[] = [];
  for (const [at, move] of moves.entries()) {
    const fault = at >= mostMoves ? errorDetail('RUN_MOVE_GONE', `/moves/${at}`, { token: move.token }) : moved(draft, move, `/moves/${at}`, reason);
    if (fault) faults.push(fault);
  }
  return faults;
}

function moved(draft: Draft, move: TokenMove, path: string, reason: string): ErrorDetail | null {
  const token = rowOf(draft.state.tokens, move.token);
  // One that was moved already is on its way.
  if (!token || token.isListener || token.waitsFor === null) return errorDetail('RUN_MOVE_GONE', path, { token: move.token });
  if (token.waitsFor === 'join' || hasLeft(draft, token)) return told(draft, 'RUN_MOVE_FROM', path, token.node);
  return move.do === 'skip' ? skipped(draft, token, move.outcome, path) : relocated(draft, token, move.to, path, reason);
}

const nameOf = (draft: Draft, node: NodeId): string => draft.definition.nodes.get(node)?.name.en ?? node;
const told = (draft: Draft, code: ErrorCode, path: string, node: NodeId, more: Record<string, string> = {}): ErrorDetail => errorDetail(code, path, { node: nameOf(draft, node), ...more });

/** Whether the token that has not gone into its step passes it by its only way. */
export const passBy = (draft: Draft, token: TokenState): boolean => skipped(draft, token, undefined, '') === null;

/** It goes on as if the step had been done, but nothing is noted that could be taken back. */
function skipped(draft: Draft, token: TokenState, asked: string | null | undefined, path: string): ErrorDetail | null {
  if (isInstance(draft, token)) {
    dropWaits(draft, token);
    finishInstance(draft, new Turn(draft, token.id, token.node), asked ?? null);
    return null;
  }
  const ways = draft.definition.outgoing.get(token.node)!;
  const outcomes = [...new Set(ways.map((edge) => edge.outcome ?? null))];
  const outcome = asked !== undefined ? asked : outcomes.includes(null) ? null : outcomes.length === 1 ? outcomes[0]! : undefined;
  const edges: EdgeId[] = ways.filter((edge) => (edge.outcome ?? null) === outcome).map(({ id }) => id);
  const { whenDataUnknown } = behaviourOf(draft, token.node);
  const isChoosing = edges.length > 1 && (whenDataUnknown === 'anyEdge' || whenDataUnknown === 'anyEdges');
  if (outcome === undefined || edges.length === 0 || isChoosing) return told(draft, 'RUN_MOVE_OUTCOME', path, token.node, { outcomes: outcomes.map((one) => one ?? '-').join(', ') });
  moveToken(draft, token, edges, outcome);
  return null;
}

function relocated(draft: Draft, token: TokenState, to: NodeId, path: string, reason: string): ErrorDetail | null {
  const here = draft.definition.nodes.get(token.node)!;
  // What stands in a frame around one time of a step, or around what takes something back, has nowhere else to go.
  if (isInstance(draft, token) || draft.state.scopes[token.scope]!.node !== (here.scope ?? null)) return told(draft, 'RUN_MOVE_FROM', path, token.node);
  const target = draft.definition.nodes.get(to);
  const isTaking = target !== undefined && target.scope === here.scope && draft.registry[target.kind]!.takesInput && target.attachedTo === undefined;
  const isJoin = isTaking && behaviourOf(draft, to).settle !== undefined && draft.definition.incoming.get(to)!.length > 1;
  if (!isTaking || isJoin) return told(draft, 'RUN_MOVE_TO', path, token.node, { to: nameOf(draft, to) });
  relocateToken(draft, token, to, { reason, to });
  return null;
}
