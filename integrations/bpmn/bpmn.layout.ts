/** Where steps lie: middles and frames as the model draws them, in the sizes steps have here; what is not drawn there is put in columns, or beside its neighbour. */
import type { FlowFile } from '#domain/flow/flow.schema';
import { around, sizeOf, type Point, type Shape } from '#domain/flow/drawing/geometry';
import { nodeKinds, type NodeKindName } from '#domain/flow/nodes/index';
import { grouped, type FlowDraft } from './bpmn.draft.ts';
import { elementOf, elementsOf, typeOf, type BpmnElement } from './bpmn.elements.ts';
import { ownWayOf, type OwnStep } from './bpmn.own.ts';

/** Between the middles of what is put in columns. */
const apart = { x: 288, y: 112 };
const frame = { left: 32, top: 56, right: 32, bottom: 32 };
const origin: Point = { x: 96, y: 96 };
const furthest = 1_000_000;

export function layOut(draft: FlowDraft, definitions: BpmnElement): void {
  const drawn = drawnIn(definitions);
  for (const [id, element] of draft.origins) {
    const bounds = boundsOf(drawn.get(element));
    const step = draft.steps.get(id);
    if (bounds && step) placeOwn(draft, id, bounds, step);
    else if (bounds) place(draft, id, bounds);
  }
  for (const [flow, id] of draft.flows) {
    const points = elementsOf(drawn.get(flow), 'waypoint').flatMap(pointOf);
    if (points.length >= 2 && draft.edges[id] !== undefined && !ownWayOf(flow)?.isRouted) draft.layout.edges[id] = { points };
  }
  if (!draft.isOwn) arrange(indexed(draft), undefined);
}

/** The draft with what lies where and what leads where, looked up once. */
interface Drawing { draft: FlowDraft; inside: Map<string, string[]>; onEdge: Map<string, string[]>; from: Map<string, string[]>; to: Map<string, string[]> }

function indexed(draft: FlowDraft): Drawing {
  const nodes = Object.entries(draft.nodes);
  const edges = Object.values(draft.edges);
  return {
    draft, inside: grouped(nodes, ([, { scope }]) => scope ?? '', ([id]) => id), onEdge: grouped(nodes.filter(([, { attachedTo }]) => attachedTo !== undefined), ([, { attachedTo }]) => attachedTo!, ([id]) => id),
    from: grouped(edges, ({ from }) => from, ({ to }) => to), to: grouped(edges, ({ to }) => to, ({ from }) => from),
  };
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

/** A step written by us lies exactly where it lay, as long as it has its size. */
function placeOwn(draft: FlowDraft, id: string, bounds: Bounds, { isPlaced, isSized }: OwnStep): void {
  const { x, y, width, height } = bounds;
  const shape = shapeOf(draft, id);
  const own = sizeOf(shape);
  if (isPlaced === false) return;
  if (isSized ?? shape === 'scope') draft.layout.nodes[id] = { x, y, width, height };
  else if (width === own.width && height === own.height) draft.layout.nodes[id] = { x, y };
  else place(draft, id, bounds);
}

/** Gives every step of a part a place, and of the parts in it. */
function arrange(drawing: Drawing, scope: string | undefined): void {
  const { draft } = drawing;
  const all = drawing.inside.get(scope ?? '') ?? [];
  const inside = all.filter((id) => draft.nodes[id]!.attachedTo === undefined);
  if (inside.every((id) => draft.layout.nodes[id] === undefined)) inColumns(drawing, inside);
  else besides(drawing, inside);
  const parts = inside.filter((id) => shapeOf(draft, id) === 'scope');
  for (const id of parts) {
    arrange(drawing, id);
    fitFrame(drawing, id);
  }
  for (const id of all) {
    const host = draft.nodes[id]!.attachedTo;
    const at = host === undefined ? undefined : draft.layout.nodes[host];
    if (at && draft.layout.nodes[id] === undefined) draft.layout.nodes[id] = { x: at.x + 24, y: at.y + sizeOf(shapeOf(draft, host!), at).height - 18 };
  }
}

/** Columns by how far a step is from the start. */
function inColumns({ draft, onEdge, from }: Drawing, inside: readonly string[]): void {
  const column = new Map<string, number>();
  let now = inside.filter((id) => draft.nodes[id]!.kind === 'start');
  for (let depth = 0; now.length > 0; depth += 1) {
    for (const id of now) column.set(id, depth);
    now = [...new Set(now.flatMap((id) => [id, ...(onEdge.get(id) ?? [])]).flatMap((id) => from.get(id) ?? []))].filter((id) => !column.has(id));
  }
  const rows = new Map<number, number>();
  for (const id of inside) {
    const at = column.get(id) ?? 0;
    const row = rows.get(at) ?? 0;
    rows.set(at, row + 1);
    put(draft, id, { x: origin.x + at * apart.x, y: origin.y + row * apart.y });
  }
}

/** What was added lies before what it leads to, or behind what leads to it. */
function besides({ draft, from, to }: Drawing, inside: readonly string[]): void {
  const isPlaced = (id: string): boolean => draft.layout.nodes[draft.nodes[id]!.attachedTo ?? id] !== undefined;
  for (const id of inside) {
    if (draft.layout.nodes[id] !== undefined) continue;
    const before = (to.get(id) ?? []).find(isPlaced);
    const anchor = before ?? (from.get(id) ?? []).find(isPlaced);
    if (anchor === undefined) { put(draft, id, origin); continue; }
    const { at, width } = middleOf(draft, anchor);
    put(draft, id, { x: at.x + (before === undefined ? -1 : 1) * (width / 2 + 64), y: at.y });
  }
}

function put(draft: FlowDraft, id: string, middle: Point): void {
  const shape = shapeOf(draft, id);
  draft.layout.nodes[id] = shape === 'scope' ? { ...middle } : around(shape, middle);
}

function middleOf(draft: FlowDraft, id: string): { at: Point; width: number } {
  const own: FlowFile['layout']['nodes'][string] = draft.layout.nodes[id] ?? draft.layout.nodes[draft.nodes[id]!.attachedTo ?? ''] ?? origin;
  const { width, height } = sizeOf(shapeOf(draft, id), own);
  return { at: { x: own.x + width / 2, y: own.y + height / 2 }, width };
}

/** A frame that does not hold its steps, because they are drawn elsewhere or nowhere, takes them in. */
function fitFrame(drawing: Drawing, scope: string): void {
  const { draft } = drawing;
  const at = draft.layout.nodes[scope]!;
  const own = sizeOf('scope', at);
  const rects = within(drawing, scope).flatMap((id) => (draft.layout.nodes[id] ? [{ id, ...draft.layout.nodes[id], ...sizeOf(shapeOf(draft, id), draft.layout.nodes[id]) }] : []));
  if (rects.length === 0) return;
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y, width, height } of rects) Object.assign(box, { left: Math.min(box.left, x), top: Math.min(box.top, y), right: Math.max(box.right, x + width), bottom: Math.max(box.bottom, y + height) });
  const isOutside = box.right < at.x || box.left > at.x + own.width || box.bottom < at.y || box.top > at.y + own.height || box.left < at.x - own.width / 2 || box.top < at.y - own.height / 2;
  const by = isOutside || at.width === undefined ? { x: at.x + frame.left - box.left, y: at.y + frame.top - box.top } : { x: 0, y: 0 };
  for (const { id, x, y } of rects) draft.layout.nodes[id] = { ...draft.layout.nodes[id]!, x: x + by.x, y: y + by.y };
  draft.layout.nodes[scope] = { ...at, width: Math.max(own.width, box.right + by.x - at.x + frame.right), height: Math.max(own.height, box.bottom + by.y - at.y + frame.bottom) };
}

const within = (drawing: Drawing, scope: string): string[] => (drawing.inside.get(scope) ?? []).flatMap((id) => [id, ...within(drawing, id)]);
