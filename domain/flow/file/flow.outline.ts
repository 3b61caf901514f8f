/** The part of a flow that its drawing needs: what somebody sees who may follow a run but not read the flow. How it looks stays; how it works is left out. */
import type { FlowEdge, FlowFile, FlowNode } from '../flow.schema.ts';
import type { NodeRegistry } from '../nodes/node.kind.ts';
import type { Json } from '../../values.ts';
import { parseKnown } from './flow.fields.ts';

/** Without conditions, forms, variables, descriptions and extensions; of a step's settings only what its kind shows on the card. */
export function outlineOf(file: FlowFile, registry: NodeRegistry): FlowFile {
  const { formatVersion, key, name, layout } = file;
  return {
    formatVersion, key, name, layout, variables: {}, forms: {}, ...(file.ticketType === undefined ? {} : { ticketType: file.ticketType }),
    nodes: Object.fromEntries(Object.entries(file.nodes).map(([id, node]) => [id, nodeOutline(node, registry)])),
    edges: Object.fromEntries(Object.entries(file.edges).map(([id, edge]) => [id, edgeOutline(edge)])),
  };
}

function nodeOutline({ description: _description, ticketState: _state, mutex: _word, lock: _lock, extension: _beyond, repeat, config, ...drawn }: FlowNode, registry: NodeRegistry): FlowNode {
  const kind = Object.hasOwn(registry, drawn.kind) ? registry[drawn.kind] : undefined;
  const parsed = kind && parseKnown(kind.config, config);
  // A schema gives a kind's settings back as JSON, whatever the kind.
  return { ...drawn, ...(repeat ? { repeat: repeat.mode === 'loop' ? { mode: repeat.mode, while: 'true' } : { mode: repeat.mode } } : {}), config: parsed?.success ? (kind?.outline?.(parsed.data) ?? {}) as Record<string, Json> : {} };
}

const edgeOutline = ({ condition: _condition, extension: _beyond, ...drawn }: FlowEdge): FlowEdge => drawn;
