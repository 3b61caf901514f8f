/**
 * Works out what a change of one run means: the flow as it will be for that run, and the tokens that are moved. Whether the result is a good flow is for the rules and
 * soundness, whether the run can go on in it for the kernel.
 */
import { CatalogueError, errorDetail, type ErrorCode, type ErrorDetail } from '../../errors.ts';
import type { MessageParams } from '../../message.ts';
import type { Text } from '../../values.ts';
import { freeId } from '../edit/edits.ts';
import type { FlowEdge, FlowFile, FlowNode } from '../flow.schema.ts';
import type { RunState, TokenMove, TokenState } from '../kernel/kernel.types.ts';
import { done } from '../nodes/node.config.ts';
import type { NodeRegistry } from '../nodes/node.kind.ts';
import { roomBefore } from './change.layout.ts';
import type { InsertableKind, InsertOperation, RunOperation } from './change.schema.ts';

export interface PlannedChange {
  file: FlowFile;
  /** Only tokens are moved. */
  isSameFlow: boolean;
  moves: TokenMove[];
  added: { node: string; name: Text; kind: InsertableKind }[];
}

type Standing = Pick<RunState, 'tokens' | 'scopes'>;

/** Carries the operations out on the drawing, one after the other. Throws RUN_CHANGE_UNFIT with a detail for each that cannot be meant. */
export function planChange(file: FlowFile, state: Standing, operations: readonly RunOperation[], registry: NodeRegistry): PlannedChange {
  const plan: PlannedChange = { file, isSameFlow: true, moves: [], added: [] };
  const faults: ErrorDetail[] = [];
  operations.forEach((operation, at) => {
    const path = `/operations/${at}`;
    const refuse = (code: ErrorCode, params: MessageParams): void => { faults.push(errorDetail(code, path, params)); };
    if (operation.do === 'insert') insert(plan, state, operation, registry, refuse);
    else moveFrom(plan, state, operation, refuse);
  });
  if (faults.length > 0) throw new CatalogueError('RUN_CHANGE_UNFIT', { count: faults.length }, faults);
  return plan;
}

type Refuse = (code: ErrorCode, params: MessageParams) => void;
const nodeOf = (file: FlowFile, id: string): FlowNode | undefined => (Object.hasOwn(file.nodes, id) ? file.nodes[id] : undefined);

/** Tokens that stand at the step; of one that is done several times the one that came. */
const standingAt = ({ tokens, scopes }: Standing, step: string): TokenState[] => Object.values(tokens).filter((token) => token.node === step && !token.isListener && scopes[token.scope]?.node !== step);

function moveFrom(plan: PlannedChange, state: Standing, operation: Exclude<RunOperation, { do: 'insert' }>, refuse: Refuse): void {
  const { step, token } = operation;
  const tokens = token === undefined ? standingAt(state, step) : Object.values(state.tokens).filter(({ id, node }) => id === token && node === step);
  if (nodeOf(plan.file, step) === undefined) { refuse('RUN_CHANGE_UNKNOWN', { id: step }); return; }
  if (operation.do === 'move' && nodeOf(plan.file, operation.to) === undefined) { refuse('RUN_CHANGE_UNKNOWN', { id: operation.to }); return; }
  if (tokens.length === 0) refuse('RUN_MOVE_GONE', { token: token ?? step });
  for (const { id } of tokens) plan.moves.push(operation.do === 'skip' ? { token: id, do: 'skip', ...(operation.outcome === undefined ? {} : { outcome: operation.outcome }) } : { token: id, do: 'move', to: operation.to });
}

/** The way on, by the key of the outcome. */
const wayOn: Record<InsertableKind, string> = { task: 'done', approval: 'approved' };

function insert(plan: PlannedChange, state: Standing, operation: InsertOperation, registry: NodeRegistry, refuse: Refuse): void {
  const { kind, rejectedTo, name } = operation;
  const place = placeOf(plan.file, operation, registry);
  if ('code' in place) { refuse(place.code, place.params); return; }
  if (rejectedTo !== undefined && nodeOf(plan.file, rejectedTo) === undefined) { refuse('RUN_CHANGE_UNKNOWN', { id: rejectedTo }); return; }
  if (operation.id !== undefined && nodeOf(plan.file, operation.id) !== undefined) { refuse('RUN_CHANGE_ID_TAKEN', { id: operation.id }); return; }
  const id = operation.id ?? freeId(plan.file.nodes, kind);
  const step: FlowNode = { kind, name, ...(place.scope === undefined ? {} : { scope: place.scope }), config: configOf(operation) };
  let edges: Record<string, FlowEdge> = { ...plan.file.edges };
  const add = (edge: FlowEdge): void => { edges = { ...edges, [freeId(edges, 'edge')]: edge }; };
  if (operation.edge === undefined) {
    for (const edge of place.edges) edges[edge] = { ...edges[edge]!, to: id };
    add({ from: id, to: place.to, outcome: wayOn[kind] });
    for (const token of standingAt(state, place.to)) if (!plan.moves.some((move) => move.token === token.id)) plan.moves.push({ token: token.id, do: 'move', to: id });
  } else {
    // The half that leads on keeps the id: what waits where the line ends has come by it.
    add({ ...edges[operation.edge]!, to: id });
    edges[operation.edge] = { from: id, to: place.to, outcome: wayOn[kind] };
  }
  if (rejectedTo !== undefined) add({ from: id, to: rejectedTo, outcome: 'rejected' });
  const layout = roomBefore(plan.file, { id, from: place.from, to: place.to, edges: place.edges });
  plan.file = { ...plan.file, nodes: { ...plan.file.nodes, [id]: step }, edges, layout };
  plan.isSameFlow = false;
  plan.added.push({ node: id, name, kind });
}

function configOf({ kind, assignments, prompt }: InsertOperation): FlowNode['config'] {
  const asked = { assignments: assignments.map((one) => ({ ...one })), ...(prompt === undefined ? {} : { prompt: literal(prompt) }) };
  return kind === 'approval' ? { ...asked, rule: 'any' } : { ...asked, outcomes: [{ key: wayOn.task, name: { ...done } as Record<string, string> }] };
}

/** What is typed is said as it stands: a sign in front would make it an expression. */
const literal = (prompt: string): string => (prompt.startsWith('=') ? ` ${prompt}` : prompt);

/** `from` null: several ways lead there. */
type Place = { edges: string[]; from: string | null; to: string; scope: string | undefined };

function placeOf(file: FlowFile, { edge, before }: InsertOperation, registry: NodeRegistry): Place | { code: ErrorCode; params: MessageParams } {
  if (edge !== undefined) {
    const line = Object.hasOwn(file.edges, edge) ? file.edges[edge] : undefined;
    return line === undefined ? { code: 'RUN_CHANGE_UNKNOWN', params: { id: edge } } : { edges: [edge], from: line.from, to: line.to, scope: nodeOf(file, line.from)?.scope };
  }
  const node = nodeOf(file, before!);
  if (node === undefined) return { code: 'RUN_CHANGE_UNKNOWN', params: { id: before! } };
  const edges = Object.entries(file.edges).filter(([, { to }]) => to === before).map(([id]) => id);
  const isJoin = edges.length > 1 && registry[node.kind]?.behaviour.settle !== undefined;
  if (edges.length === 0 || isJoin) return { code: 'RUN_CHANGE_NO_PLACE', params: { node: node.name.en } };
  return { edges, from: edges.length === 1 ? file.edges[edges[0]!]!.from : null, to: before!, scope: node.scope };
}
