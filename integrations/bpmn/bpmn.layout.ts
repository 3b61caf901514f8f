/** Where steps lie: middles and frames as the model draws them, in the sizes steps have here; what is not drawn there is put in columns, or beside its neighbour. */
import type { FlowFile } from '#domain/flow/flow.schema';
import { around, sizeOf, type Point, type Shape } from '#domain/flow/drawing/geometry';
import { nodeKinds, type NodeKindName } from '#domain/flow/nodes/index';
import type { FlowDraft } from './bpmn.draft.ts';
import { elementOf, elementsOf, typeOf, type BpmnElement } from './bpmn.model.ts';

/** Between the middles of what is put in columns. */
const apart = { x: 288, y: 112 };
const frame = { left: 32, top: 56, right: 32, bottom: 32 };
const origin: Point = { x: 96, y: 96 };
const furthest = 1_000_000;

export function layOut(draft: FlowDraft, definitions: BpmnElement): void {
  const drawn = drawnIn(definitions);
  for (const [id, element] of draft.origins) {
    const bounds = boundsOf(drawn.get(element));
    if (bounds) place(draft, id, bounds);
  }
  for (const [flow, id] of draft.flows) {
    const points = elementsOf(drawn.get(flow), 'waypoint').flatMap(pointOf);
    if (points.length >= 2 && draft.edges[id] !== undefined) draft.layout.edges[id] = { points };
  }
  arrange(draft, undefined, new Set());
}

/** What the diagrams say of each element, the first of them. */
function drawnIn(definitions: BpmnElement): Map<BpmnElement, BpmnElement> {
  const drawn = new Map<BpmnElement, BpmnElement>();
  for (const shape of elementsOf(definitions, 'diagrams').flatMap((diagram) => elementsOf(elementOf(diagram, 'plane'), 'planeElement'))) {
    const element = elementOf(shape, 'bpmnElement');
    if (element && !drawn.has(element)) drawn.set(element, shape);
  }
  return drawn;
}

interface Bounds extends Point { width: number; height: number; isExpanded: boolean }

const isPlace = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= furthest;
const pointOf = ({ x, y }: BpmnElement): Point[] => (isPlace(x) && isPlace(y) ? [{ x, y }] : []);

function boundsOf(shape: BpmnElement | undefined): Bounds | null {
  if (!shape || typeOf(shape) !== 'BPMNShape') return null;
  const { x, y, width, height } = elementOf(shape, 'bounds') ?? ({} as BpmnElement);
  return isPlace(x) && isPlace(y) && isPlace(width) && isPlace(height) ? { x, y, width, height, isExpanded: shape['isExpanded'] !== false } : null;
}

const shapeOf = (draft: FlowDraft, id: string): Shape => nodeKinds[draft.nodes[id]!.kind as NodeKindName].shape;

function place(draft: FlowDraft, id: string, { x, y, width, height, isExpanded }: Bounds): void {
  const shape = shapeOf(draft, id);
  draft.layout.nodes[id] = shape === 'scope'
    ? { x, y, ...(isExpanded ? { width, height } : {}) }
    : around(shape, { x: x + width / 2, y: y + height / 2 });
}

/** Gives every step of a part a place, and of the parts in it. */
function arrange(draft: FlowDraft, scope: string | undefined, above: ReadonlySet<string>): void {
  const inside = Object.keys(draft.nodes).filter((id) => draft.nodes[id]!.scope === scope && draft.nodes[id]!.attachedTo === undefined);
  if (inside.every((id) => draft.layout.nodes[id] === undefined)) inColumns(draft, inside);
  else besides(draft, inside);
  for (const id of inside) if (shapeOf(draft, id) === 'scope' && !above.has(id)) arrange(draft, id, new Set([...above, id]));
  for (const id of inside) if (shapeOf(draft, id) === 'scope') fitFrame(draft, id);
  for (const [id, node] of Object.entries(draft.nodes)) {
    const host = node.attachedTo === undefined || node.scope !== scope ? undefined : draft.layout.nodes[node.attachedTo];
    if (host && draft.layout.nodes[id] === undefined) draft.layout.nodes[id] = { x: host.x + 24, y: host.y + sizeOf(shapeOf(draft, node.attachedTo!), host).height - 18 };
  }
}

/** Columns by how far a step is from the start. */
function inColumns(draft: FlowDraft, inside: readonly string[]): void {
  const column = new Map<string, number>();
  const edges = Object.values(draft.edges);
  let now = inside.filter((id) => draft.nodes[id]!.kind === 'start');
  for (let depth = 0; now.length > 0; depth += 1) {
    for (const id of now) column.set(id, depth);
    const hosts = new Set(now);
    const from = new Set([...now, ...Object.keys(draft.nodes).filter((id) => hosts.has(draft.nodes[id]!.attachedTo ?? ''))]);
    now = [...new Set(edges.filter((edge) => from.has(edge.from) && !column.has(edge.to)).map(({ to }) => to))];
  }
  const rows = new Map<number, number>();
  for (const id of inside) {
    const at = column.get(id) ?? 0;
    const row = rows.get(at) ?? 0;
    rows.set(at, row + 1);
    const shape = shapeOf(draft, id);
    const middle = { x: origin.x + at * apart.x, y: origin.y + row * apart.y };
    draft.layout.nodes[id] = shape === 'scope' ? middle : around(shape, middle);
  }
}

/** What was added lies before what it leads to, or behind what leads to it. */
function besides(draft: FlowDraft, inside: readonly string[]): void {
  for (const id of inside) {
    if (draft.layout.nodes[id] !== undefined) continue;
    const edges = Object.values(draft.edges);
    const before = edges.find(({ from, to }) => to === id && draft.layout.nodes[draft.nodes[from]?.attachedTo ?? from] !== undefined)?.from;
    const behind = edges.find(({ from, to }) => from === id && draft.layout.nodes[to] !== undefined)?.to;
    const shape = shapeOf(draft, id);
    const anchor = before ?? behind;
    const at = anchor === undefined ? origin : middleOf(draft, anchor);
    const width = anchor === undefined ? 0 : sizeOf(shapeOf(draft, anchor), draft.layout.nodes[anchor]).width;
    const middle = anchor === undefined ? at : { x: at.x + (before === undefined ? -1 : 1) * (width / 2 + 64), y: at.y };
    draft.layout.nodes[id] = shape === 'scope' ? middle : around(shape, middle);
  }
}

function middleOf(draft: FlowDraft, id: string): Point {
  const at: FlowFile['layout']['nodes'][string] = draft.layout.nodes[id] ?? draft.layout.nodes[draft.nodes[id]!.attachedTo ?? ''] ?? origin;
  const { width, height } = sizeOf(shapeOf(draft, id), at);
  return { x: at.x + width / 2, y: at.y + height / 2 };
}

/** A frame that does not hold its steps, because they are drawn elsewhere or nowhere, takes them in. */
function fitFrame(draft: FlowDraft, scope: string): void {
  const at = draft.layout.nodes[scope]!;
  const own = sizeOf('scope', at);
  const rects = within(draft, scope).flatMap((id) => (draft.layout.nodes[id] ? [{ id, ...draft.layout.nodes[id], ...sizeOf(shapeOf(draft, id), draft.layout.nodes[id]) }] : []));
  if (rects.length === 0) return;
  const box = { left: Math.min(...rects.map(({ x }) => x)), top: Math.min(...rects.map(({ y }) => y)), right: Math.max(...rects.map(({ x, width }) => x + width)), bottom: Math.max(...rects.map(({ y, height }) => y + height)) };
  const isOutside = box.right < at.x || box.left > at.x + own.width || box.bottom < at.y || box.top > at.y + own.height || box.left < at.x - own.width / 2 || box.top < at.y - own.height / 2;
  const by = isOutside || at.width === undefined ? { x: at.x + frame.left - box.left, y: at.y + frame.top - box.top } : { x: 0, y: 0 };
  for (const { id, x, y } of rects) draft.layout.nodes[id] = { ...draft.layout.nodes[id]!, x: x + by.x, y: y + by.y };
  draft.layout.nodes[scope] = { ...at, width: Math.max(own.width, box.right + by.x - at.x + frame.right), height: Math.max(own.height, box.bottom + by.y - at.y + frame.bottom) };
}

const within = (draft: FlowDraft, scope: string): string[] => Object.keys(draft.nodes).flatMap((id) => (draft.nodes[id]!.scope === scope ? [id, ...(draft.nodes[id]!.kind === 'scope' ? within(draft, id) : [])] : []));
