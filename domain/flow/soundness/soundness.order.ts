/**
 * An order of the nodes in which tokens are moved on: circles first as a whole, from the starts on. A token that can still come to where another
 * stands moves before it, so that tokens that can meet do meet.
 */
import type { Definition, NodeId } from '../kernel/kernel.types.ts';
import type { NodeRegistry } from '../nodes/node.kind.ts';

/** Rank by strongly connected component in topological order, then by depth-first order inside it. */
export function rankOf(definition: Definition, registry: NodeRegistry): Map<NodeId, number> {
  const roots = [...(definition.starts.get(null) ?? []), ...definition.nodes.keys()];
  const next = followers(definition, registry);
  const component = components(roots, next);
  const finished = postOrder(roots, next);
  const size = finished.length;
  // Tarjan numbers components from the last to the first.
  return new Map(finished.map((id, index) => [id, (size - component.get(id)!) * size + (size - index)]));
}

type Followers = (id: NodeId) => NodeId[];

/** Edges with scopes opened: scope -> its starts, ends inside -> what follows the scope, host -> its boundaries; what is inside also leads to the boundaries around it. */
function followers(definition: Definition, registry: NodeRegistry): Followers {
  const known = new Map<NodeId, NodeId[]>();
  for (const [id, node] of definition.nodes) {
    const isEnd = registry[node.kind]!.category === 'end';
    known.set(id, [
      ...(definition.starts.get(id) ?? []), ...definition.outgoing.get(id)!.map((edge) => edge.to), ...boundariesAround(definition, id),
      ...(isEnd && node.scope !== undefined ? definition.outgoing.get(node.scope)!.map((edge) => edge.to) : []),
    ]);
  }
  return (id) => known.get(id)!;
}

function boundariesAround(definition: Definition, id: NodeId): NodeId[] {
  const found: NodeId[] = [];
  const seen = new Set<NodeId>();
  for (let at: NodeId | undefined = id; at !== undefined && !seen.has(at); at = definition.nodes.get(at)?.scope) { seen.add(at); found.push(...(definition.boundaries.get(at) ?? [])); }
  return found;
}

function postOrder(roots: readonly NodeId[], next: Followers): NodeId[] {
  const finished: NodeId[] = [];
  const seen = new Set<NodeId>();
  for (const root of roots) {
    if (seen.has(root)) continue;
    seen.add(root);
    const stack = [{ id: root, at: 0 }];
    while (stack.length) {
      const top = stack.at(-1)!;
      const to = next(top.id)[top.at++];
      if (to === undefined) { finished.push(top.id); stack.pop(); } else if (!seen.has(to)) { seen.add(to); stack.push({ id: to, at: 0 }); }
    }
  }
  return finished;
}

/** Tarjan's strongly connected components, without recursion; the number of a node's component. */
function components(roots: readonly NodeId[], next: Followers): Map<NodeId, number> {
  const index = new Map<NodeId, number>();
  const low = new Map<NodeId, number>();
  const component = new Map<NodeId, number>();
  const open: NodeId[] = [];
  let count = 0;
  for (const root of roots) {
    if (index.has(root)) continue;
    const stack = [{ id: root, at: 0 }];
    while (stack.length) {
      const top = stack.at(-1)!;
      if (top.at === 0) { index.set(top.id, index.size); low.set(top.id, index.get(top.id)!); open.push(top.id); }
      const to = next(top.id)[top.at++];
      if (to !== undefined) {
        if (!index.has(to)) stack.push({ id: to, at: 0 });
        else if (!component.has(to)) low.set(top.id, Math.min(low.get(top.id)!, index.get(to)!));
        continue;
      }
      stack.pop();
      const parent = stack.at(-1);
      if (parent) low.set(parent.id, Math.min(low.get(parent.id)!, low.get(top.id)!));
      if (low.get(top.id) !== index.get(top.id)) continue;
      for (let id = open.pop(); id !== undefined; id = open.pop()) { component.set(id, count); if (id === top.id) break; }
      count++;
    }
  }
  return component;
}
