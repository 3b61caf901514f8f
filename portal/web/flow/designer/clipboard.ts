/** Steps as text that can be copied, kept in a file or a chat, and put onto any drawing. Pure; the browser's clipboard is useClipboard's. */
import { z } from 'zod';
import { addNode, changeNode, connect, withDependants } from '#domain/flow/edit/edits';
import { parseKnown } from '#domain/flow/file/flow.fields';
import { flowEdgeSchema, flowFormSchema, flowNodeSchema, type FlowFile } from '#domain/flow/flow.schema';
import { snapped, type Point } from '#domain/flow/drawing/geometry';
import { boundsAround, hostAt, rectOf, scopeAt, shapeOf } from './placing.ts';

const placeSchema = z.object({ x: z.number(), y: z.number(), width: z.number().optional(), height: z.number().optional() });
const fragmentSchema = z.object({
  signalbox: z.literal('flow-steps'), formatVersion: z.literal(1),
  nodes: z.record(z.string(), flowNodeSchema), edges: z.array(flowEdgeSchema), forms: z.record(z.string(), flowFormSchema), places: z.record(z.string(), placeSchema),
});
export type Fragment = z.infer<typeof fragmentSchema>;
/** Longer text is not looked at. */
const longestText = 2_000_000;

/** The chosen steps, what lies in or hangs on them, the lines among them and the forms they show. */
export function fragmentText(file: FlowFile, ids: readonly string[]): string {
  const all = [...withDependants(file, ids)].filter((id) => file.nodes[id] !== undefined);
  const has = new Set(all);
  const nodes = Object.fromEntries(all.map((id) => [id, file.nodes[id]!]));
  const used = JSON.stringify(nodes);
  const fragment: Fragment = {
    signalbox: 'flow-steps', formatVersion: 1, nodes, edges: Object.values(file.edges).filter((edge) => has.has(edge.from) && has.has(edge.to)),
    forms: Object.fromEntries(Object.entries(file.forms).filter(([id]) => used.includes(`"${id}"`))),
    places: Object.fromEntries(all.map((id) => [id, file.layout.nodes[id] ?? { x: 0, y: 0 }])),
  };
  return JSON.stringify(fragment, null, 1);
}

/** What was copied, or null when the text is something else. */
export function fragmentFrom(text: string): Fragment | null {
  if (text.length > longestText || !text.includes('flow-steps')) return null;
  try {
    const parsed = parseKnown(fragmentSchema, JSON.parse(text));
    return parsed.success && Object.keys(parsed.data.nodes).length > 0 ? parsed.data : null;
  } catch { return null; }
}

/** Puts steps down with their middle at a point; they take new ids, keep the lines among them, and belong to the scope they land in. Forms the flow lacks come along. */
export function paste(file: FlowFile, { nodes, edges, forms, places }: Fragment, middle: Point): { file: FlowFile; ids: string[] } {
  const bounds = boundsAround(nodes, places);
  const by = snapped('card', { x: middle.x - bounds.x - bounds.width / 2, y: middle.y - bounds.y - bounds.height / 2 });
  const names = new Map<string, string>();
  let next: FlowFile = { ...file, forms: { ...forms, ...file.forms } };
  for (const [id, { scope: _scope, attachedTo: _host, ...node }] of Object.entries(nodes)) {
    const place = places[id] ?? { x: 0, y: 0 };
    const added = addNode(next, node, { ...place, x: place.x + by.x, y: place.y + by.y });
    names.set(id, added.id);
    next = added.file;
  }
  const before = file;
  for (const [id, node] of Object.entries(nodes)) {
    const own = names.get(id)!;
    const scope = node.scope === undefined ? undefined : names.get(node.scope);
    const isBoundary = shapeOf(next, own) === 'boundary';
    const host = node.attachedTo === undefined ? undefined : names.get(node.attachedTo);
    const { mayReturnTo } = node.config;
    // Steps that were copied along are meant by their new ids.
    if (Array.isArray(mayReturnTo)) next = changeNode(next, own, { config: { ...node.config, mayReturnTo: mayReturnTo.map((to) => (typeof to === 'string' ? names.get(to) ?? to : to)) } });
    next = changeNode(next, own, { scope: scope ?? scopeAt({ ...next, nodes: { ...before.nodes, [own]: next.nodes[own]! } }, own), ...(isBoundary ? { attachedTo: host ?? hostAt(before, rectOf(next, own)) } : {}) });
  }
  for (const edge of edges) next = connect(next, { ...edge, from: names.get(edge.from)!, to: names.get(edge.to)! }).file;
  return { file: next, ids: [...names.values()] };
}
