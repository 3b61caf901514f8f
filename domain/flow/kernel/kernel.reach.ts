/** From where a token can still come to an edge. Worked out once for each edge of a definition. */
import type { Definition, EdgeId, NodeId } from './kernel.types.ts';

const known = new WeakMap<Definition, Map<EdgeId, ReadonlySet<NodeId>>>();

/** Nodes from which a way leads to the edge without passing the node it ends at; a step leads to its boundaries too. */
export function upstreamOf(definition: Definition, edge: EdgeId): ReadonlySet<NodeId> {
  let ofEdges = known.get(definition);
  if (!ofEdges) known.set(definition, ofEdges = new Map<EdgeId, ReadonlySet<NodeId>>());
  let nodes = ofEdges.get(edge);
  if (!nodes) ofEdges.set(edge, nodes = found(definition, edge));
  return nodes;
}

function found(definition: Definition, edge: EdgeId): Set<NodeId> {
  const { from, to } = definition.edges.get(edge)!;
  const nodes = new Set<NodeId>();
  const open = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === to || nodes.has(node)) continue;
    nodes.add(node);
    open.push(...definition.incoming.get(node)!.map((one) => one.from));
    const host = definition.nodes.get(node)!.attachedTo;
    if (host !== undefined) open.push(host);
  }
  return nodes;
}
