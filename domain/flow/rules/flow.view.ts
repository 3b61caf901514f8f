/** A flow as rules look at it: lookups that never throw, however wrong the flow is. */
import { parseKnown } from '../file/flow.fields.ts';
import type { FlowEdge, FlowFile, FlowNode, Finding } from '../flow.schema.ts';
import type { MessageParams } from '../../message.ts';
import type { Text } from '../../values.ts';
import { findingOf, type FindingPlace } from '../finding.ts';
import type { FindingCode } from '../finding.texts.ts';
import type { NodeKind, NodeRegistry } from '../nodes/node.kind.ts';

/** A step by the name findings call it: its own, else that of its kind. */
export type ViewNode = FlowNode & { id: string };
export type ViewEdge = FlowEdge & { id: string };

export interface FlowView {
  file: FlowFile;
  registry: NodeRegistry;
  nodes: ReadonlyMap<string, ViewNode>;
  edges: readonly ViewEdge[];
  outgoing(node: string): readonly ViewEdge[];
  incoming(node: string): readonly ViewEdge[];
  kindOf(node: ViewNode): NodeKind | undefined;
  /** Parsed config without the fields its kind does not know; undefined when the kind is unknown or the config is wrong otherwise. */
  configOf(node: ViewNode): unknown;
  /** Nodes directly in a scope; undefined: in the flow itself. */
  inside(scope: string | undefined): readonly ViewNode[];
  boundariesOf(host: string): readonly ViewNode[];
}

/** One rule: one thing that can be wrong. `about` says why it matters, for its help page. */
export interface FlowRule {
  rule: string;
  about: string;
  check(flow: FlowView): Finding[];
}

export function viewOf(file: FlowFile, registry: NodeRegistry): FlowView {
  const kindOf = (node: FlowNode): NodeKind | undefined => (Object.hasOwn(registry, node.kind) ? registry[node.kind] : undefined);
  const nodes = new Map<string, ViewNode>(Object.keys(file.nodes).sort().map((id) => {
    const node = file.nodes[id]!;
    return [id, { ...node, id, name: calledOf(node, kindOf(node)) }];
  }));
  const edges: ViewEdge[] = Object.keys(file.edges).sort().map((id) => ({ ...file.edges[id]!, id }));
  const group = <T>(items: Iterable<T>, keyOf: (item: T) => string | undefined): Map<string | undefined, T[]> => {
    const groups = new Map<string | undefined, T[]>();
    for (const item of items) { const key = keyOf(item); const list = groups.get(key); if (list) list.push(item); else groups.set(key, [item]); }
    return groups;
  };
  const out = group(edges, (edge) => edge.from);
  const into = group(edges, (edge) => edge.to);
  const scopes = group(nodes.values(), (node) => node.scope);
  const boundaries = group([...nodes.values()].filter((node) => node.attachedTo !== undefined), (node) => node.attachedTo);
  const configs = new Map<string, unknown>();
  for (const node of nodes.values()) {
    const kind = kindOf(node);
    const parsed = kind === undefined ? null : parseKnown(kind.config, node.config);
    if (parsed?.success) configs.set(node.id, parsed.data);
  }
  return {
    file, registry, nodes, edges, kindOf,
    outgoing: (node) => out.get(node) ?? [], incoming: (node) => into.get(node) ?? [],
    configOf: (node) => configs.get(node.id), inside: (scope) => scopes.get(scope) ?? [], boundariesOf: (host) => boundaries.get(host) ?? [],
  };
}

/** The name of a step; where English is still missing, its kind's title and what there is in other languages. */
function calledOf({ name, kind: key }: FlowNode, kind: NodeKind | undefined): Text {
  if (name.en.trim() !== '') return name;
  return { ...(kind?.title ?? { en: key }), ...Object.fromEntries(Object.entries(name).filter(([, text]) => text.trim() !== '')) };
}

/** A finding of a rule about a node, which its text names as `{node}`. `field` is a JSON pointer into its config. */
export const atNode = (node: ViewNode, code: FindingCode, params: MessageParams = {}, more: FindingPlace = {}): Finding => findingOf(code, { node: node.name, ...params }, { node: node.id, ...more });
/** About an edge; shown at the node it leaves. */
export const atEdge = (edge: ViewEdge, code: FindingCode, params: MessageParams, more: FindingPlace = {}): Finding => findingOf(code, params, { ...edgePlace(edge), ...more });
/** About the flow as a whole. */
export const atFlow = (code: FindingCode, path: string, params: MessageParams = {}, more: FindingPlace = {}): Finding => findingOf(code, params, { path, ...more });

export const edgePlace = (edge: ViewEdge): FindingPlace => ({ node: edge.from, edge: edge.id, path: `/edges/${edge.id}` });
