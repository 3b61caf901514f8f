/**
 * What was done and can be taken back. A step that completes notes the handlers on its edge in its scope; a scope that completes hands its notes on to the one
 * around, each with the variables as they were. To take back, they are run one by one, the last first, each in a scope of its own below the step that asks for it.
 * A scope in which a part is drawn that undoes it hands on that part alone, with the notes inside: it is the part that takes them back.
 */
import { behaviourOf, put, type Draft } from './kernel.draft.ts';
import { isRepeatFrame, openScope } from './kernel.tokens.ts';
import type { Definition, DoneNote, NodeId, ScopeId, ScopeState, TokenState } from './kernel.types.ts';

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
  if (!parent || isTakingBack(draft, scope.node)) return;
  const { compensationsPerHandler: most } = draft.limits;
  const notes = notesOf(draft, scope).filter(({ handler }) => parent.compensation.filter((one) => one.handler === handler).length < most);
  if (notes.length > 0) put(draft, 'scopes', parent.id, { ...parent, compensation: [...parent.compensation, ...notes] });
}

function notesOf(draft: Draft, scope: ScopeState): DoneNote[] {
  const part = isRepeatFrame(draft, scope) ? undefined : draft.definition.undoing.get(scope.node!);
  if (part !== undefined) return [{ handler: part, snapshot: scope.vars, inside: scope.compensation }];
  return scope.compensation.map((note) => ({ ...note, snapshot: { ...scope.vars, ...note.snapshot } }));
}

const isTakingBack = (draft: Draft, node: NodeId | null): boolean => node !== null && draft.definition.children.get(node) === undefined && draft.definition.nodes.get(node)!.repeat === undefined;

/** Begins the handler of what was done last around the token, at `step` or inside it; false where nothing is left. */
export function takeBack(draft: Draft, token: TokenState, step: NodeId | undefined): boolean {
  for (const id of holdersOf(draft, token.scope)) {
    const scope = draft.state.scopes[id]!;
    const at = scope.compensation.findLastIndex(({ handler }) => step === undefined || liesIn(draft.definition, undoneBy(draft.definition, handler), step));
    const note = scope.compensation[at];
    if (!note) continue;
    put(draft, 'scopes', scope.id, { ...scope, compensation: scope.compensation.toSpliced(at, 1) });
    const opened = openScope(draft, token, note.snapshot, [note.handler]);
    if (note.inside?.length) put(draft, 'scopes', opened, { ...draft.state.scopes[opened]!, compensation: note.inside });
    return true;
  }
  return false;
}

/** Scopes whose notes are taken back in this one: its own, and in a part that begins by an event, or undoes a scope, those of the scope around it. */
function holdersOf(draft: Draft, id: ScopeId): ScopeId[] {
  const { node, parent } = draft.state.scopes[id]!;
  if (node === null || parent === null || !draft.definition.children.has(node)) return [id];
  const isPart = compensates(draft, node) || (behaviourOf(draft, node).listens === true && draft.state.kernel !== '1.0.0' && draft.state.kernel !== '1.1.0');
  return isPart ? [id, parent] : [id];
}

/** The step, or the scope, that a handler undoes. */
const undoneBy = ({ nodes }: Definition, handler: NodeId): NodeId | undefined => { const { attachedTo, scope } = nodes.get(handler)!; return attachedTo ?? scope; };

/** Every handler of the notes, those inside others too. */
export const handlersOf = (notes: readonly DoneNote[]): NodeId[] => notes.flatMap(({ handler, inside = [] }) => [handler, ...handlersOf(inside)]);

export const renamedNotes = (notes: readonly DoneNote[], nodeOf: (node: NodeId) => NodeId): DoneNote[] =>
  notes.map(({ inside, ...note }) => ({ ...note, handler: nodeOf(note.handler), ...(inside === undefined ? {} : { inside: renamedNotes(inside, nodeOf) }) }));

function liesIn({ nodes }: Definition, node: NodeId | undefined, step: NodeId): boolean {
  for (let at = node; at !== undefined; at = nodes.get(at)?.scope) if (at === step) return true;
  return false;
}
