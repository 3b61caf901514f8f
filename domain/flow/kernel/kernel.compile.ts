/** Looks up once what a step needs of a flow: edges by node, boundaries, scopes, parsed configs. Whether the flow is any good is decided by rules and soundness. */
import { CatalogueError, type ErrorDetail } from '../../errors.ts';
import type { MessageParams } from '../../message.ts';
import { parseKnown } from '../file/flow.fields.ts';
import { configFault, findingOf } from '../finding.ts';
import type { FindingCode } from '../finding.texts.ts';
import type { DefinitionRef, FlowEdge, FlowFile, FlowNode } from '../flow.schema.ts';
import type { NodeRegistry } from '../nodes/node.kind.ts';
import type { Definition, EdgeId, NodeId } from './kernel.types.ts';

type Edge = FlowEdge & { id: EdgeId };

const faultAt = (path: string, code: FindingCode, params: MessageParams): ErrorDetail => { const { message, fix } = findingOf(code, params, {}); return { path, code, params, message, fix }; };

/** Order among edges of one node: `order`, then id. */
export const byOrder = (a: Edge, b: Edge): number => (a.order ?? 0) - (b.order ?? 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Throws FLOW_INVALID with a detail per fault that makes running impossible: unknown kinds, unreadable configs, edges and scopes that lead nowhere. */
export function compileFlow(file: FlowFile, ref: DefinitionRef, registry: NodeRegistry): Definition {
  const faults: ErrorDetail[] = [];
  const nodes = new Map<NodeId, FlowNode & { id: NodeId }>();
  const configs = new Map<NodeId, unknown>();
  const outgoing = new Map<NodeId, Edge[]>();
  const incoming = new Map<NodeId, Edge[]>();
  const boundaries = new Map<NodeId, NodeId[]>();
  const children = new Map<NodeId | null, NodeId[]>([[null, []]]);
  const starts = new Map<NodeId | null, NodeId[]>([[null, []]]);
  const returning = new Set<NodeId | null>();
  const listeners = new Map<NodeId | null, NodeId[]>();
  const undoing = new Map<NodeId, NodeId>();
  const add = <K, V>(map: Map<K, V[]>, key: K, value: V): void => { const list = map.get(key); if (list) list.push(value); else map.set(key, [value]); };

  for (const id of Object.keys(file.nodes).sort()) {
    const node = file.nodes[id]!;
    nodes.set(id, { ...node, id });
    outgoing.set(id, []);
    incoming.set(id, []);
    const kind = Object.hasOwn(registry, node.kind) ? registry[node.kind] : undefined;
    if (!kind) { faults.push(faultAt(`/nodes/${id}/kind`, 'kind-unknown', { node: node.name, kind: node.kind })); continue; }
    // A version published by another Signalbox may hold settings this one does not know: its runs go on without them.
    const config = parseKnown(kind.config, node.config);
    if (config.success) {
      configs.set(id, config.data);
      if ((kind.behaviour.returnsTo?.(config.data) ?? 'none') !== 'none') returning.add(node.scope ?? null);
    }
    else for (const issue of config.error.issues) faults.push(faultAt(['', 'nodes', id, 'config', ...issue.path.map(String)].join('/'), 'config-invalid', configFault(node.name, issue)));
    add(children, node.scope ?? null, id);
    if (node.attachedTo !== undefined) add(boundaries, node.attachedTo, id);
    if (kind.category === 'start') add(starts, node.scope ?? null, id);
    if (kind.behaviour.compensates && kind.shape === 'scope' && node.scope !== undefined && !undoing.has(node.scope)) undoing.set(node.scope, id);
    if (kind.behaviour.listens) add(listeners, node.scope ?? null, id);
    for (const [field, target] of [['scope', node.scope], ['attachedTo', node.attachedTo]] as const) {
      if (target !== undefined && !Object.hasOwn(file.nodes, target)) faults.push(faultAt(`/nodes/${id}/${field}`, 'node-unknown', { target }));
    }
  }
  const edges = new Map<EdgeId, Edge>();
  for (const id of Object.keys(file.edges).sort()) {
    const edge: Edge = { ...file.edges[id]!, id };
    const from = outgoing.get(edge.from);
    const to = incoming.get(edge.to);
    if (!from || !to) { faults.push(faultAt(`/edges/${id}/${from ? 'to' : 'from'}`, 'node-unknown', { target: from ? edge.to : edge.from })); continue; }
    edges.set(id, edge);
    from.push(edge);
    to.push(edge);
  }
  if (faults.length) throw new CatalogueError('FLOW_INVALID', { count: faults.length }, faults);
  for (const list of outgoing.values()) list.sort(byOrder);
  return { ref, file, nodes, edges, outgoing, incoming, boundaries, children, starts, listeners, undoing, returning, configs };
}
