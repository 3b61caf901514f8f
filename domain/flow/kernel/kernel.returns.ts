/**
 * A task is returned to an earlier step of its scope: the token that waits for it goes back there, and does that step again. It may go back to where it has
 * stood alone before, with nothing else under way in the scope, and only while nothing else is under way now. So a run stands after a return as it has stood
 * already, and whatever could become of it then can become of it again: a flow that is sound stays so. Steps where a token stood alone are noted as it comes.
 */
import type { ActorRef } from '../../identity/identity.schema.ts';
import { phrase } from '../../message.ts';
import type { FlowNode } from '../flow.schema.ts';
import type { NodeKind } from '../nodes/node.kind.ts';
import type { Refusal, TaskDecision } from './kernel.behaviour.ts';
import { put, type Draft } from './kernel.draft.ts';
import { isInstance, relocateToken } from './kernel.tokens.ts';
import type { MayReturnTo, NodeId, RunState, ScopeState, TaskState, TokenState } from './kernel.types.ts';

/** Steps one task names at most, the nearest first; and steps noted of one scope, the last ones. */
export const mostTargets = 50;

type Kinds = Pick<Draft, 'definition' | 'registry'>;

/** Whether a step is one that can be done again: a card or a frame, not a gateway, an event or a boundary. */
export const isReturnable = ({ attachedTo }: Pick<FlowNode, 'attachedTo'>, kind: NodeKind | undefined): boolean => kind !== undefined && attachedTo === undefined && kind.takesInput && (kind.shape === 'card' || kind.shape === 'scope');

const isStep = ({ definition, registry }: Kinds, id: NodeId): boolean => {
  const node = definition.nodes.get(id);
  return node !== undefined && isReturnable(node, registry[node.kind]);
};

/** Nodes of the scope a way leads from to this one, the nearest first; a step leads to its boundaries too. */
export function earlierThan({ incoming, nodes }: { incoming: ReadonlyMap<NodeId, readonly { from: NodeId }[]>; nodes: ReadonlyMap<NodeId, Pick<FlowNode, 'attachedTo'>> }, node: NodeId): NodeId[] {
  const found = new Set<NodeId>([node]);
  for (const id of found) {
    for (const { from } of incoming.get(id) ?? []) found.add(from);
    const host = nodes.get(id)?.attachedTo;
    if (host !== undefined) found.add(host);
  }
  found.delete(node);
  return [...found];
}

/** Steps the flow lets a task be returned to from where the token stands. One of what takes something back, or of the times of a step, has none. */
export function targetsOf(draft: Draft, token: TokenState, allowed: MayReturnTo): NodeId[] {
  const node = draft.definition.nodes.get(token.node)!;
  if (allowed === 'none' || draft.state.scopes[token.scope]!.node !== (node.scope ?? null)) return [];
  const isAllowed = (id: NodeId): boolean => (allowed === 'anyEarlier' || allowed.includes(id)) && isStep(draft, id);
  return earlierThan(draft.definition, token.node).filter(isAllowed).slice(0, mostTargets);
}

const othersIn = (state: RunState, { scope, token }: Pick<TaskState, 'scope' | 'token'>): NodeId[] => [...new Set(Object.values(state.tokens).filter((other) => other.scope === scope && other.id !== token && !other.isListener).map(({ node }) => node))];

/** What a join still remembers of tokens that came by it, in this scope. */
const memoryOf = ({ memory }: RunState, scope: string): string[] => Object.keys(memory).filter((key) => key.startsWith(`${scope}/`));

/** Steps it may go back to, the nearest first, and steps of its scope that are under way beside it. */
export interface ReturnsNow { to: NodeId[]; others: NodeId[] }

/** Where a task may be returned to now. While there are `others`, it may go nowhere. Null: the flow lets it go nowhere ever. */
export function returnsNow(state: RunState, task: TaskState): ReturnsNow | null {
  if (!task.mayReturnTo || task.mayReturnTo.length === 0) return null;
  const others = othersIn(state, task);
  const alone = new Set((state.scopes[task.scope]?.alone ?? []).map(({ node }) => node));
  return { to: others.length > 0 ? [] : task.mayReturnTo.filter((id) => alone.has(id)), others };
}

/** Why a task cannot be returned there now; null: it can. */
export function returnFault({ state, definition }: Pick<Draft, 'state' | 'definition'>, task: TaskState, to: NodeId): Refusal | null {
  const now = returnsNow(state, task);
  const called = (id: NodeId) => ({ step: phrase('flow.quoted', { name: definition.nodes.get(id)?.name ?? id.slice(0, 80) }) });
  if (now === null) return { code: 'TASK_RETURN_NOT_ALLOWED' };
  if (now.others.length > 0) return { code: 'TASK_RETURN_BESIDE', params: called(now.others[0]!) };
  return now.to.includes(to) ? null : { code: 'TASK_RETURN_TO', params: called(to) };
}

/** The token goes back. Joins of its scope forget what came by them: nothing that could still come is left. What is opened there is asked for by who asked for it before: nobody approves what they asked for, and whoever returned it may. */
export function goBack(draft: Draft, token: TokenState, to: NodeId, { comment, by, actor }: Pick<TaskDecision, 'comment' | 'by' | 'actor'>): void {
  for (const key of memoryOf(draft.state, token.scope)) put(draft, 'memory', key, undefined);
  draft.asker = draft.state.scopes[token.scope]!.alone?.find(({ node }) => node === to)?.askedBy ?? null;
  const from = draft.definition.nodes.get(token.node)!.name;
  relocateToken(draft, token, to, { returned: { to, comment } }, { from, by, ...(actor.onBehalfOf ? { onBehalfOf: actor.onBehalfOf } : {}), comment, at: draft.now });
}

/** Notes where a token stands if nothing else is under way in its scope and no join remembers anything; it has just come, or the run has come to rest. */
export function noteAlone(draft: Draft, token: TokenState, askedBy: ActorRef | null = draft.asker === undefined ? draft.by : draft.asker): void {
  if (!draft.definition.returning.has(draft.state.scopes[token.scope]!.node)) return;
  const scope: ScopeState = draft.state.scopes[token.scope]!;
  if (token.isListener || isInstance(draft, token) || draft.tokensIn.get(scope.id) !== 1 || !isStep(draft, token.node) || memoryOf(draft.state, scope.id).length > 0) return;
  const others = (scope.alone ?? []).filter(({ node }) => node !== token.node);
  put(draft, 'scopes', scope.id, { ...scope, alone: [...others.slice(1 - mostTargets), { node: token.node, askedBy }] });
}

/** What stood beside a token may be over by now. */
export function noteResting(draft: Draft): void {
  if (draft.definition.returning.size === 0 || draft.state.status !== 'running') return;
  const asked = new Map(Object.values(draft.state.subscriptions).flatMap((wait) => (wait.kind === 'task' ? [[wait.token, wait.task.askedBy] as const] : [])));
  for (const token of Object.values(draft.state.tokens)) {
    const known = draft.state.scopes[token.scope]!.alone?.find(({ node }) => node === token.node);
    if (!known || (asked.has(token.id) && asked.get(token.id)?.id !== known.askedBy?.id)) noteAlone(draft, token, asked.get(token.id) ?? null);
  }
}
