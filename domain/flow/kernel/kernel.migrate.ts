/**
 * Puts a run under another flow, node by node: what a token waits for stays as it is, boundaries and listeners that are new are set up, those that are gone are
 * dropped. Then tokens are moved as a person says. All of it in one step, or nothing: what does not fit is refused with a line for each place.
 */
import { errorDetail, type ErrorCode, type ErrorDetail } from '../../errors.ts';
import type { Refusal } from './kernel.behaviour.ts';
import { attachBoundaries } from './kernel.boundaries.ts';
import { handlersOf, renamedNotes } from './kernel.compensation.ts';
import { put, record, type Draft, type TableName } from './kernel.draft.ts';
import { lockAnew } from './kernel.locks.ts';
import { detailsKept } from './kernel.limits.ts';
import { moveTokens } from './kernel.moves.ts';
import { rowOf } from './kernel.paths.ts';
import { hasLeft } from './kernel.repeat.ts';
import { closeIncident, dropSubscription, isInstance, isRepeatFrame, listen, removeToken } from './kernel.tokens.ts';
import type { Definition, KernelInput, NodeId, TokenState } from './kernel.types.ts';

type MigrateInput = Extract<KernelInput, { type: 'migrate' }>;

/** Both flows, and what a node of the old one is called in the new one. */
interface Passage { from: Definition; into: Definition; nodeOf(node: NodeId): NodeId }

export function migrate(draft: Draft, input: MigrateInput): Refusal | null {
  const { definition: from, into, state } = draft;
  if (into === undefined || into.ref.sha256 !== input.definition.sha256) return { code: 'FLOW_VERSION_UNKNOWN', params: { flow: input.definition.id, version: input.definition.version } };
  if (input.seq !== undefined && input.seq !== state.seq) return { code: 'RUN_MOVED_ON', params: { seq: state.seq, expected: input.seq } };
  const passage: Passage = { from, into, nodeOf: (node) => rowOf(input.map, node) ?? node };
  const unfit = misfits(draft, passage);
  if (unfit.length > 0) return unfitting(unfit);
  const { boundaries, listeners } = kept(draft, passage);
  const locks = new Map(Object.values(state.tokens).map(({ id, node }) => [id, JSON.stringify(from.nodes.get(node)?.lock ?? null)]));
  const edges = rename(draft, passage);
  draft.definition = into;
  draft.state.definition = { ...into.ref };
  record(draft, 'migrate', {}, { from: { ...from.ref }, to: { ...into.ref }, nodes: input.map, edges, moves: (input.moves ?? []).map((move) => ({ ...move })), reason: input.reason });
  lockAnew(draft, (token) => locks.get(token)!);
  const refused = moveTokens(draft, input.moves ?? [], input.reason);
  if (refused.length > 0) return unfitting(refused);
  for (const scope of Object.values(draft.state.scopes)) {
    if (!isRepeatFrame(draft, scope)) for (const part of into.listeners.get(scope.node) ?? []) if (!listeners.has(part)) listen(draft, part, scope.id);
  }
  for (const token of Object.values(draft.state.tokens)) {
    if (!token.isListener && token.waitsFor !== 'mutex' && !token.isOutside && !isInstance(draft, token) && !hasLeft(draft, token)) attachBoundaries(draft, token.id, token.node, (into.boundaries.get(token.node) ?? []).filter((one) => !boundaries.has(one)));
  }
  return null;
}

const unfitting = (places: readonly ErrorDetail[]): Refusal => ({ code: 'RUN_CHANGE_UNFIT', params: { count: places.length }, details: places.slice(0, detailsKept) });

const isBoundaryWait = (token: TokenState | undefined, node: NodeId | null): boolean => token !== undefined && node !== null && token.node !== node;

/** Whether what sits on a step, or listens in a scope, is there as before. */
function isSame({ from, into, nodeOf }: Passage, node: NodeId): boolean {
  const [old, now] = [from.nodes.get(node)!, into.nodes.get(nodeOf(node))];
  const there = (id: NodeId | undefined): NodeId | undefined => (id === undefined ? undefined : nodeOf(id));
  return now !== undefined && old.kind === now.kind && there(old.attachedTo) === now.attachedTo && there(old.scope) === now.scope;
}

/** Drops what waits at a boundary or listens in a part that is gone. Answers those that stay, by their new ids. */
function kept(draft: Draft, passage: Passage): { boundaries: Set<NodeId>; listeners: Set<NodeId> } {
  const { from, nodeOf } = passage;
  for (const wait of Object.values(draft.state.subscriptions)) if (isBoundaryWait(draft.state.tokens[wait.token], wait.node) && !isSame(passage, wait.node)) dropSubscription(draft, wait);
  for (const incident of Object.values(draft.state.incidents)) if (incident.token !== null && isBoundaryWait(draft.state.tokens[incident.token], incident.node) && !isSame(passage, incident.node!)) closeIncident(draft, incident);
  for (const token of Object.values(draft.state.tokens)) if (token.isListener && !isSame(passage, token.node)) removeToken(draft, token, 'cancel');
  const stay = (nodes: Iterable<readonly NodeId[]>): Set<NodeId> => new Set([...nodes].flat().filter((node) => isSame(passage, node)).map(nodeOf));
  return { boundaries: stay(from.boundaries.values()), listeners: stay(from.listeners.values()) };
}

/** Every place where the run stands that the new flow does not have so. */
function misfits(draft: Draft, passage: Passage): ErrorDetail[] {
  const { from, into, nodeOf } = passage;
  const { state } = draft;
  const found: ErrorDetail[] = [];
  const images = new Map<NodeId, NodeId>();
  const name = (node: NodeId): string => from.nodes.get(node)?.name.en ?? node;
  const tell = (code: ErrorCode, path: string, node: NodeId): void => { found.push(errorDetail(code, path, { node: name(node) })); };
  const look = (path: string, node: NodeId, isRepeating = false): void => {
    const [old, now] = [from.nodes.get(node), into.nodes.get(nodeOf(node))];
    if (now === undefined || old === undefined) { tell('RUN_PLACE_GONE', path, node); return; }
    if (old.kind !== now.kind || (isRepeating && old.repeat?.mode !== now.repeat?.mode)) tell('RUN_PLACE_KIND', path, node);
    if ((old.scope === undefined ? undefined : nodeOf(old.scope)) !== now.scope) tell('RUN_PLACE_SCOPE', path, node);
    if ((images.get(now.id) ?? node) !== node) tell('RUN_PLACE_TWICE', path, node);
    images.set(now.id, node);
  };
  for (const token of Object.values(state.tokens)) if (!token.isListener) look(`/tokens/${token.id}`, token.node, token.waitsFor === 'scope' || isInstance(draft, token));
  for (const scope of Object.values(state.scopes)) {
    if (scope.node !== null) look(`/scopes/${scope.id}`, scope.node);
    for (const handler of new Set(handlersOf(scope.compensation))) look(`/scopes/${scope.id}/compensation`, handler);
  }
  for (const { id, node, token } of Object.values(state.incidents)) if (node !== null && !isBoundaryWait(token === null ? undefined : state.tokens[token], node)) look(`/incidents/${id}`, node);
  for (const table of ['joins', 'memory'] as const) {
    for (const key of Object.keys(state[table])) {
      const node = key.slice(key.indexOf('/') + 1);
      if (table === 'memory') look(`/memory/${key}`, node);
      if (into.nodes.has(nodeOf(node)) && waysInto(from, node) !== waysInto(into, nodeOf(node))) tell('RUN_PLACE_JOIN', `/${table}/${key}`, node);
    }
  }
  for (const wait of Object.values(state.subscriptions)) if (wait.kind === 'task' && wait.task.form !== null && !Object.hasOwn(into.file.forms, wait.task.form)) tell('RUN_PLACE_FORM', `/tasks/${wait.id}`, wait.node);
  return found;
}

const waysInto = ({ incoming }: Definition, node: NodeId): string => incoming.get(node)!.map(({ id }) => id).sort().join(' ');

/** Gives everything its new ids. Answers the tokens whose way there is gone. */
function rename(draft: Draft, { into, nodeOf }: Passage): string[] {
  const { state } = draft;
  const lost: string[] = [];
  for (const token of Object.values(state.tokens)) {
    const node = nodeOf(token.node);
    const isLost = token.viaEdge !== null && into.edges.get(token.viaEdge)?.to !== node;
    if (isLost) lost.push(token.id);
    if (isLost || node !== token.node) put(draft, 'tokens', token.id, { ...token, node, viaEdge: isLost ? null : token.viaEdge });
  }
  for (const wait of Object.values(state.subscriptions)) {
    const node = nodeOf(wait.node);
    const task = wait.kind === 'task' && wait.task.mayReturnTo?.some((to) => nodeOf(to) !== to) ? { ...wait.task, mayReturnTo: wait.task.mayReturnTo.map(nodeOf) } : wait.kind === 'task' ? wait.task : null;
    if (wait.kind === 'task' && task !== null && (node !== wait.node || task !== wait.task)) put(draft, 'subscriptions', wait.id, { ...wait, node, task: { ...task, node } });
    else if (node !== wait.node) put(draft, 'subscriptions', wait.id, { ...wait, node });
  }
  for (const claim of Object.values(state.locks ?? {})) {
    const node = nodeOf(claim.node);
    if (node !== claim.node) put(draft, 'locks', claim.id, { ...claim, node });
  }
  // Where the run could stand alone in the old flow says nothing of the new one.
  for (const { alone, ...scope } of Object.values(state.scopes)) if (alone) put(draft, 'scopes', scope.id, scope);
  for (const scope of Object.values(state.scopes)) {
    const node = scope.node === null ? null : nodeOf(scope.node);
    const compensation = renamedNotes(scope.compensation, nodeOf);
    if (node !== scope.node || handlersOf(scope.compensation).some((handler) => nodeOf(handler) !== handler)) put(draft, 'scopes', scope.id, { ...scope, node, compensation });
  }
  for (const incident of Object.values(state.incidents)) {
    const node = incident.node === null ? null : nodeOf(incident.node);
    if (node !== incident.node) put(draft, 'incidents', incident.id, { ...incident, node });
  }
  renameKeys(draft, 'joins', nodeOf);
  renameKeys(draft, 'memory', nodeOf);
  if (state.closedTasks.some(({ node }) => nodeOf(node) !== node)) state.closedTasks = state.closedTasks.map((task) => ({ ...task, node: nodeOf(task.node) }));
  return lost;
}

/** Keys are `${scope}/${node}`. All old ones go before the new ones come: two nodes may have changed names with each other. */
function renameKeys(draft: Draft, table: Extract<TableName, 'joins' | 'memory'>, nodeOf: (node: NodeId) => NodeId): void {
  const rows = Object.entries(draft.state[table]).map(([key, row]) => {
    const at = key.indexOf('/') + 1;
    return { key, to: `${key.slice(0, at)}${nodeOf(key.slice(at))}`, row };
  }).filter(({ key, to }) => key !== to);
  for (const { key } of rows) put(draft, table, key, undefined);
  for (const { to, row } of rows) put(draft, table, to, row as never);
}
