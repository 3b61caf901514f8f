/** Where a new step goes and what it starts with. Pure. */
import type { FlowFile, FlowNode } from '#domain/flow/flow.schema';
import { insideOf } from '#domain/flow/edit/edits';
import type { NodeKind } from '#domain/flow/nodes/node.kind';
import { nodeKinds } from '../kinds.ts';
import { boundsOf, centre, sizeOf, snap, type Point, type Rect } from '../drawing/geometry.ts';

const shapeOf = (file: FlowFile, id: string) => nodeKinds[file.nodes[id]?.kind ?? '']?.shape ?? 'card';
export const rectOf = (file: FlowFile, id: string): Rect => { const place = file.layout.nodes[id] ?? { x: 0, y: 0 }; return { x: place.x, y: place.y, ...sizeOf(shapeOf(file, id), place) }; };
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
function hostAt(file: FlowFile, at: Point): string | undefined {
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

/** The first free place to the right of a step, or of the whole drawing. */
export function placeAfter(file: FlowFile, id: string | null): Point {
  const rects = Object.keys(file.nodes).map((one) => rectOf(file, one));
  const from = id !== null && file.nodes[id] ? rectOf(file, id) : boundsOf(rects);
  let at = { x: snap(from.x + from.width + 64), y: snap(from.y) };
  for (let tries = 0; tries < 50 && rects.some((rect) => rect.width < 260 && Math.abs(rect.x - at.x) < 208 && Math.abs(rect.y - at.y) < 64); tries++) at = { x: at.x, y: at.y + 80 };
  return at;
}
