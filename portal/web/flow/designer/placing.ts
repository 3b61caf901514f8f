/** Where a new step goes and what it starts with. Pure. */
import type { FlowFile, FlowNode } from '#domain/flow/flow.schema';
import { insideOf } from '#domain/flow/edit/edits';
import type { NodeKind } from '#domain/flow/nodes/node.kind';
import { nodeKinds } from '../kinds.ts';
import { around, boundsOf, centre, gridStep, sizeOf, snapped, type Point, type Rect, type Shape } from '#domain/flow/drawing/geometry';

export const shapeOf = (file: FlowFile, id: string): Shape => nodeKinds[file.nodes[id]?.kind ?? '']?.shape ?? 'card';
export const rectOf = (file: FlowFile, id: string): Rect => { const place = file.layout.nodes[id] ?? { x: 0, y: 0 }; return { x: place.x, y: place.y, ...sizeOf(shapeOf(file, id), place) }; };
/** The smallest rectangle around steps that are not on a drawing yet. */
export const boundsAround = (nodes: Readonly<Record<string, FlowNode>>, places: Readonly<Record<string, Point & { width?: number | undefined; height?: number | undefined }>>): Rect =>
  boundsOf(Object.entries(nodes).map(([id, node]) => { const place = places[id] ?? { x: 0, y: 0 }; return { x: place.x, y: place.y, ...sizeOf(nodeKinds[node.kind]?.shape ?? 'card', place) }; }));
const holds = (outer: Rect, at: Point): boolean => at.x > outer.x && at.x < outer.x + outer.width && at.y > outer.y && at.y < outer.y + outer.height;

/** The innermost scope frame under a point, leaving out `without` and what lies in it. */
export function scopeUnder(file: FlowFile, at: Point, without: string | null): string | undefined {
  const hidden = new Set(without === null ? [] : [without, ...insideOf(file, without)]);
  const frames = Object.keys(file.nodes).filter((id) => shapeOf(file, id) === 'scope' && !hidden.has(id) && holds(rectOf(file, id), at));
  return frames.sort((a, b) => rectOf(file, a).width * rectOf(file, a).height - rectOf(file, b).width * rectOf(file, b).height)[0];
}
/** The scope a node lies in, judged by its middle. */
export const scopeAt = (file: FlowFile, id: string): string | undefined => scopeUnder(file, centre(rectOf(file, id)), id);

/** The step whose lower edge is nearest to a point: what a boundary dropped there watches over. */
export function hostAt(file: FlowFile, at: Point): string | undefined {
  const hosts = Object.keys(file.nodes).filter((id) => ['card', 'scope'].includes(shapeOf(file, id))).map((id) => {
    const rect = rectOf(file, id);
    const [dx, dy] = [Math.max(rect.x - at.x, 0, at.x - rect.x - rect.width), Math.abs(at.y - rect.y - rect.height)];
    return { id, far: dx + dy };
  });
  return hosts.sort((a, b) => a.far - b.far)[0]?.id;
}

/** A fresh step of a kind for a place on the canvas: in the scope it lies in, or watching over the step it touches. */
export function newNode(kind: NodeKind, file: FlowFile, at: Point): FlowNode {
  const size = sizeOf(kind.shape);
  const middle = { x: at.x + size.width / 2, y: at.y + size.height / 2 };
  const host = kind.shape === 'boundary' ? hostAt(file, middle) : undefined;
  const scope = host === undefined ? scopeUnder(file, middle, null) : file.nodes[host]?.scope;
  return { kind: kind.kind, name: kind.title, config: structuredClone(kind.initial), ...(scope === undefined ? {} : { scope }), ...(host === undefined ? {} : { attachedTo: host }) };
}

/** The first free place to the right of a step; without one, at the middle of what is seen. */
export function placeAfter(file: FlowFile, id: string | null, shape: Shape, middle: Point): Point {
  const rects = Object.keys(file.nodes).filter((one) => shapeOf(file, one) !== 'scope').map((one) => rectOf(file, one));
  const from = id !== null && file.nodes[id] ? rectOf(file, id) : null;
  const size = sizeOf(shape);
  const first = from ? { x: from.x + from.width + 64, y: centre(from).y - size.height / 2 } : around(shape, middle);
  let at = snapped(shape, first);
  for (let tries = 0; tries < 50 && rects.some((rect) => overlaps(rect, { ...at, ...size }, 8)); tries++) at = { x: at.x, y: at.y + gridStep * 5 };
  return at;
}
const overlaps = (a: Rect, b: Rect, margin: number): boolean => a.x < b.x + b.width + margin && b.x < a.x + a.width + margin && a.y < b.y + b.height + margin && b.y < a.y + a.height + margin;

const gap = 32;
const up = (value: number): number => Math.ceil(value / gridStep) * gridStep;

/**
 * Where a step put onto a line stands, its middle on the line, and the drawing with room made for it: what stands in the way to the right moves right, frames grow with it.
 * `gapBefore` is what the words on the way in need.
 */
export function roomFor(file: FlowFile, shape: Shape, middle: Point, gapBefore = gap): { file: FlowFile; at: Point } {
  const at = snapped(shape, around(shape, middle));
  const wanted: Rect = { ...at, ...sizeOf(shape) };
  const inTheWay = Object.keys(file.nodes).filter((id) => shapeOf(file, id) !== 'boundary' && !holds(rectOf(file, id), middle)).map((id) => rectOf(file, id)).filter((rect) => overlaps(rect, wanted, gapBefore - 1));
  const left = inTheWay.filter((rect) => centre(rect).x < middle.x && Math.abs(centre(rect).y - centre(wanted).y) < (rect.height + wanted.height) / 2);
  const x = left.reduce((most, rect) => Math.max(most, at.x + up(Math.max(0, rect.x + rect.width + gapBefore - at.x))), at.x);
  const right = Object.keys(file.nodes).filter((id) => shapeOf(file, id) !== 'boundary').map((id) => rectOf(file, id)).filter((rect) => centre(rect).x >= middle.x && !holds(rect, middle) && overlaps(rect, { ...wanted, x }, gap - 1));
  if (right.length === 0) return { file, at: { x, y: at.y } };
  const cut = Math.min(...right.map((rect) => rect.x));
  return { file: spread(file, cut, up(x + wanted.width + gap - cut)), at: { x, y: at.y } };
}

/** Moves everything right of an upright cut further right; frames the cut goes through grow. What hangs on a step moves with it. */
function spread(file: FlowFile, cut: number, by: number): FlowFile {
  const nodes = Object.fromEntries(Object.entries(file.layout.nodes).map(([id, place]) => {
    const host = file.nodes[id]?.attachedTo;
    const from = host !== undefined && shapeOf(file, host) !== 'scope' ? file.layout.nodes[host] ?? place : place;
    if (from.x >= cut) return [id, { ...place, x: place.x + by }];
    const rect = rectOf(file, id);
    return [id, shapeOf(file, id) === 'scope' && rect.x + rect.width > cut ? { ...place, width: rect.width + by, height: rect.height } : place];
  }));
  return { ...file, layout: { ...file.layout, nodes } };
}
