/** Pure edits of a flow file: what the canvas does to it. Each returns a new file and leaves the old one untouched, so that undo is keeping the old one. Whether the result may run is for the rules. */
import type { FlowEdge, FlowFile, FlowNode, FlowRepeat } from '../flow.schema.ts';

export interface Point { x: number; y: number }
export interface Size { width: number; height: number }
type NodeId = string;

/** The next free id of a prefix: "task-1", "task-2" ... Characters a file may not hold are dropped. */
export function freeId(taken: Readonly<Record<string, unknown>>, prefix: string): string {
  const stem = prefix.replace(/[^A-Za-z0-9_.-]/g, '').slice(0, 60) || 'node';
  for (let n = 1; ; n++) if (!Object.hasOwn(taken, `${stem}-${n}`)) return `${stem}-${n}`;
}

const without = <T>(record: Readonly<Record<string, T>>, keys: ReadonlySet<string>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));

/** Adds a node at a place on the canvas (its top left corner). */
export function addNode(file: FlowFile, node: FlowNode, at: Point & Partial<Size>): { file: FlowFile; id: NodeId } {
  const id = freeId(file.nodes, node.kind);
  return {
    id,
    file: { ...file, nodes: { ...file.nodes, [id]: node }, layout: { ...file.layout, nodes: { ...file.layout.nodes, [id]: at } } },
  };
}

/** Whether two edges are one drawn twice. What is written on them counts: of two that differ in their condition, neither says what the other does. */
const isTheSame = (one: FlowEdge, other: FlowEdge): boolean =>
  one.from === other.from && one.to === other.to && one.outcome === other.outcome && (one.condition ?? '') === (other.condition ?? '') && (one.isDefault ?? false) === (other.isDefault ?? false);

/** Draws an edge. The same edge twice changes nothing and gives the one there is. */
export function connect(file: FlowFile, edge: FlowEdge): { file: FlowFile; id: string } {
  const same = Object.entries(file.edges).find(([, one]) => isTheSame(one, edge));
  if (same) return { file, id: same[0] };
  const id = freeId(file.edges, 'edge');
  return { id, file: { ...file, edges: { ...file.edges, [id]: edge } } };
}

/** Lets an edge end at another node, with all that is written on it. Where that would make it the same as another edge, it goes: one is enough. */
export function redirect(file: FlowFile, edgeId: string, to: NodeId): FlowFile {
  const edge = file.edges[edgeId];
  if (!edge || edge.to === to) return file;
  const led = { ...edge, to };
  const isThere = Object.values(file.edges).some((one) => isTheSame(one, led));
  const gone = new Set([edgeId]);
  const layout = { ...file.layout, edges: without(file.layout.edges, gone) };
  return { ...file, edges: isThere ? without(file.edges, gone) : { ...file.edges, [edgeId]: led }, layout };
}

/** Puts a node onto an edge: the old edge now ends at it, a new one (by `outcome`, if the node has named ways out) leads on. */
export function insertOnEdge(file: FlowFile, edgeId: string, node: FlowNode, at: Point, outcome: string | null): { file: FlowFile; id: NodeId } {
  const edge = file.edges[edgeId];
  if (!edge) return { file, id: '' };
  const scope = file.nodes[edge.from]?.scope;
  const added = addNode(file, { ...node, ...(scope === undefined ? {} : { scope }) }, at);
  const onward: FlowEdge = { from: added.id, to: edge.to, ...(outcome === null ? {} : { outcome }) };
  const connected = connect({ ...added.file, edges: { ...added.file.edges, [edgeId]: { ...edge, to: added.id } } }, onward);
  return { file: connected.file, id: added.id };
}

/**
 * Lets a step be done several times, or once again. Several times it has one way out, without an outcome: the line of its first one becomes that, and back.
 * `first`: the key of the kind's first outcome; null where it has one way out anyway.
 */
export function setRepeat(file: FlowFile, nodeId: NodeId, repeat: FlowRepeat | undefined, first: string | null): FlowFile {
  const node = file.nodes[nodeId];
  if (!node) return file;
  const changed = changeNode(file, nodeId, { repeat });
  if ((node.repeat === undefined) === (repeat === undefined) || first === null) return changed;
  const [from, to] = repeat ? [first, undefined] : [undefined, first];
  const led = Object.entries(file.edges).filter(([, edge]) => edge.from === nodeId && edge.outcome === from);
  return led.reduce((now, [id]) => changeEdge(now, id, { outcome: to }), changed);
}

/** Everything inside a scope node, at any depth. */
export function insideOf(file: FlowFile, scope: NodeId): NodeId[] {
  const direct = Object.entries(file.nodes).filter(([, node]) => node.scope === scope).map(([id]) => id);
  return direct.flatMap((id) => [id, ...insideOf(file, id)]);
}

/** The nodes themselves, what lies inside them, and the boundaries attached to any of it. */
export function withDependants(file: FlowFile, ids: readonly NodeId[]): Set<NodeId> {
  const all = new Set(ids.flatMap((id) => [id, ...insideOf(file, id)]));
  for (const [id, node] of Object.entries(file.nodes)) if (node.attachedTo !== undefined && all.has(node.attachedTo)) all.add(id);
  return all;
}

/**
 * Takes nodes and edges out. A single step with one way in and one way out leaves its neighbours connected (the way in keeps its outcome and condition),
 * so that deleting a step does not cut the flow.
 */
export function remove(file: FlowFile, nodes: readonly NodeId[], edges: readonly string[] = []): FlowFile {
  const gone = withDependants(file, nodes);
  const bridged = nodes.length === 1 && gone.size === 1 ? bridge(file, nodes[0]!) : null;
  const goneEdges = new Set([...edges, ...Object.entries(file.edges).filter(([, edge]) => gone.has(edge.from) || gone.has(edge.to)).map(([id]) => id)]);
  if (bridged) goneEdges.delete(bridged.id);
  const kept = without(file.edges, goneEdges);
  return {
    ...file, nodes: without(file.nodes, gone), edges: bridged ? { ...kept, [bridged.id]: bridged.edge } : kept,
    layout: { nodes: without(file.layout.nodes, gone), edges: without(file.layout.edges, bridged ? goneEdges.add(bridged.id) : goneEdges) },
  };
}

function bridge(file: FlowFile, id: NodeId): { id: string; edge: FlowEdge } | null {
  const entries = Object.entries(file.edges);
  const incoming = entries.filter(([, edge]) => edge.to === id);
  const outgoing = entries.filter(([, edge]) => edge.from === id);
  if (incoming.length !== 1 || outgoing.length !== 1) return null;
  const [edgeId, edge] = incoming[0]!;
  const to = outgoing[0]![1].to;
  return edge.from === to ? null : { id: edgeId, edge: { ...edge, to } };
}

/** Moves nodes to places; whoever lies inside or is attached moves along by the same way. */
export function moveNodes(file: FlowFile, places: Readonly<Record<NodeId, Point>>): FlowFile {
  const layout = { ...file.layout.nodes };
  const moved = new Set(Object.keys(places));
  for (const [id, to] of Object.entries(places)) {
    const from = layout[id] ?? { x: 0, y: 0 };
    const by = { x: to.x - from.x, y: to.y - from.y };
    layout[id] = { ...from, ...to };
    for (const other of withDependants(file, [id])) {
      const place = layout[other];
      if (other !== id && !moved.has(other) && place) layout[other] = { ...place, x: place.x + by.x, y: place.y + by.y };
    }
  }
  return { ...file, layout: { ...file.layout, nodes: layout } };
}

/** Sets a scope frame's size. */
export const resizeNode = (file: FlowFile, id: NodeId, size: Size): FlowFile =>
  ({ ...file, layout: { ...file.layout, nodes: { ...file.layout.nodes, [id]: { ...(file.layout.nodes[id] ?? { x: 0, y: 0 }), ...size } } } });

/** Puts a node into a scope (null: out of any). A scope is never put into itself. Edges that would cross the frame stay; the rules name them. */
export function setScope(file: FlowFile, id: NodeId, scope: NodeId | null): FlowFile {
  const node = file.nodes[id];
  if (!node || scope === id || (scope !== null && insideOf(file, id).includes(scope))) return file;
  const { scope: _old, ...rest } = node;
  return { ...file, nodes: { ...file.nodes, [id]: scope === null ? rest : { ...rest, scope } } };
}

/** Changes fields of a node; `undefined` takes an optional field away. */
export function changeNode(file: FlowFile, id: NodeId, change: Partial<FlowNode>): FlowFile {
  const node = file.nodes[id];
  if (!node) return file;
  const merged = Object.fromEntries(Object.entries({ ...node, ...change }).filter(([, value]) => value !== undefined)) as FlowNode;
  return { ...file, nodes: { ...file.nodes, [id]: merged } };
}

/** Changes fields of an edge; `undefined` takes an optional field away. Making one the default unmakes the others of its source. */
export function changeEdge(file: FlowFile, id: string, change: Partial<FlowEdge>): FlowFile {
  const edge = file.edges[id];
  if (!edge) return file;
  const merged = Object.fromEntries(Object.entries({ ...edge, ...change }).filter(([, value]) => value !== undefined)) as FlowEdge;
  const others = change.isDefault ? Object.fromEntries(Object.entries(file.edges).map(([other, one]) => {
    if (one.from !== edge.from || !one.isDefault) return [other, one];
    const { isDefault: _was, ...rest } = one;
    return [other, rest];
  })) : file.edges;
  return { ...file, edges: { ...others, [id]: merged } };
}

/** Copies of nodes with the edges among them, shifted; texts and settings stay. Boundaries are copied with the node they hang on. */
export function duplicate(file: FlowFile, ids: readonly NodeId[], by: Point): { file: FlowFile; ids: NodeId[] } {
  const all = [...withDependants(file, ids)];
  const names = new Map<NodeId, NodeId>();
  let next = file;
  for (const id of all) {
    const place = file.layout.nodes[id] ?? { x: 0, y: 0 };
    const added = addNode(next, file.nodes[id]!, { ...place, x: place.x + by.x, y: place.y + by.y });
    names.set(id, added.id);
    next = added.file;
  }
  for (const id of all) {
    const node = file.nodes[id]!;
    next = changeNode(next, names.get(id)!, {
      ...(node.scope !== undefined && names.has(node.scope) ? { scope: names.get(node.scope)! } : {}),
      ...(node.attachedTo !== undefined && names.has(node.attachedTo) ? { attachedTo: names.get(node.attachedTo)! } : {}),
    });
  }
  for (const edge of Object.values(file.edges)) {
    const [from, to] = [names.get(edge.from), names.get(edge.to)];
    if (from !== undefined && to !== undefined) next = connect(next, { ...edge, from, to }).file;
  }
  return { file: next, ids: all.map((id) => names.get(id)!) };
}
