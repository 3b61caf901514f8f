/**
 * What was done and can be taken back. A step that completes notes the handlers on its edge in its scope; a scope that completes hands its notes on to the one
 * around, each with the variables as they were. To take back, they are run one by one, the last first, each in a scope of its own below the step that asks for it.
 */
import { behaviourOf, put, type Draft } from './kernel.draft.ts';
import { openScope } from './kernel.tokens.ts';
import type { Definition, NodeId, ScopeId, TokenState } from './kernel.types.ts';

/** Ways out by which a step was not done. */
const notDone: readonly (string | null)[] = ['failed', 'withdrawn'];

export const compensates = (draft: Draft, boundary: NodeId): boolean => behaviourOf(draft, boundary).compensates === true;

/** The token leaves its step by this way. */
export function noteDone(draft: Draft, token: TokenState, outcome: string | null): void {
  const handlers = (draft.definition.boundaries.get(token.node) ?? []).filter((id) => compensates(draft, id));
  if (handlers.length === 0 || notDone.includes(outcome)) return;
  const scope = draft.state.scopes[token.scope]!;
  const { compensationsPerHandler: most } = draft.limits;
  const added = handlers.filter((handler) => scope.compensation.filter((one) => one.handler === handler).length < most).map((handler) => ({ handler, snapshot: {} }));
  if (added.length > 0) put(draft, 'scopes', scope.id, { ...scope, compensation: [...scope.compensation, ...added] });
}

/** The scope has completed: what was done in it can be taken back from around it. Not what was done to take something back. */
export function handOn(draft: Draft, id: ScopeId): void {
  const scope = draft.state.scopes[id]!;
  const parent = scope.parent === null ? undefined : draft.state.scopes[scope.parent];
  if (!parent || scope.compensation.length === 0 || isTakingBack(draft, scope.node)) return;
  const { compensationsPerHandler: most } = draft.limits;
  const notes = scope.compensation.map(({ handler, snapshot }) => ({ handler, snapshot: { ...scope.vars, ...snapshot } }))
    .filter(({ handler }) => parent.compensation.filter((one) => one.handler === handler).length < most);
  put(draft, 'scopes', parent.id, { ...parent, compensation: [...parent.compensation, ...notes] });
}

const isTakingBack = (draft: Draft, node: NodeId | null): boolean => node !== null && draft.definition.children.get(node) === undefined && draft.definition.nodes.get(node)!.repeat === undefined;

/** Begins the handler of what was done last in the token's scope, at `step` or inside it; false where nothing is left. */
export function takeBack(draft: Draft, token: TokenState, step: NodeId | undefined): boolean {
  const scope = draft.state.scopes[token.scope]!;
  const at = scope.compensation.findLastIndex(({ handler }) => step === undefined || liesIn(draft.definition, draft.definition.nodes.get(handler)!.attachedTo, step));
  const note = scope.compensation[at];
  if (!note) return false;
  put(draft, 'scopes', scope.id, { ...scope, compensation: scope.compensation.toSpliced(at, 1) });
  openScope(draft, token, note.snapshot, [note.handler]);
  return true;
}

function liesIn({ nodes }: Definition, node: NodeId | undefined, step: NodeId): boolean {
  for (let at = node; at !== undefined; at = nodes.get(at)?.scope) if (at === step) return true;
  return false;
}
