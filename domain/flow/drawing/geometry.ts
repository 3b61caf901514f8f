/** Where shapes lie and how edges run: sizes, ports, orthogonal routes with rounded bends. Pure; shared by canvas, strip and picture. */

export interface Point { x: number; y: number }
export interface Rect extends Point { width: number; height: number }
export type Shape = 'card' | 'gateway' | 'event' | 'boundary' | 'scope';
export type Side = 'left' | 'right' | 'top' | 'bottom';

export const gridStep = 16;
const sizes: Record<Shape, { width: number; height: number }> = {
  card: { width: 208, height: 60 }, gateway: { width: 44, height: 44 }, event: { width: 36, height: 36 }, boundary: { width: 36, height: 36 }, scope: { width: 480, height: 240 },
};
/** The size a shape is drawn in; only scopes have their own. */
export const sizeOf = (shape: Shape, own?: { width?: number | undefined; height?: number | undefined }): { width: number; height: number } =>
  shape === 'scope' ? { width: Math.max(240, own?.width ?? sizes.scope.width), height: Math.max(140, own?.height ?? sizes.scope.height) } : sizes[shape];

export const snap = (value: number): number => Math.round(value / gridStep) * gridStep;
/** Middles of steps of every height lie on common lines, so that neighbours are joined without a bend: cards start on the grid, the others are centred like a card. */
export function snapped(shape: Shape, at: Point): Point {
  if (shape === 'card' || shape === 'scope') return { x: snap(at.x), y: snap(at.y) };
  const off = { x: (sizes[shape].width - sizes.card.width) / 2, y: (sizes[shape].height - sizes.card.height) / 2 };
  return { x: snap(at.x + off.x) - off.x, y: snap(at.y + off.y) - off.y };
}
/** The left upper corner of a shape whose middle is at a point. */
export const around = (shape: Shape, middle: Point): Point => ({ x: middle.x - sizes[shape].width / 2, y: middle.y - sizes[shape].height / 2 });
export const centre = (rect: Rect): Point => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });

const onSide = (rect: Rect, side: Side, share = 0.5): Point => ({
  left: { x: rect.x, y: rect.y + rect.height * share }, right: { x: rect.x + rect.width, y: rect.y + rect.height * share },
  top: { x: rect.x + rect.width * share, y: rect.y }, bottom: { x: rect.x + rect.width * share, y: rect.y + rect.height },
}[side]);

export interface Port { at: Point; side: Side }

/**
 * Where the outcome's handle sits, as a share of the right edge: one step of the grid apart where there is room, so that lines leave on the common lines;
 * the first of two straight ahead (the other is the exception), more spread around the middle.
 */
export function outcomeShare(index: number, count: number): number {
  const apart = Math.min(gridStep / sizes.card.height, 0.84 / count);
  return 0.5 + (index - (count === 2 ? 0 : (count - 1) / 2)) * apart;
}

/** Where an edge leaves. Gateways and boundaries turn towards the target; cards and scopes leave on the right, one place per outcome. */
export function sourcePort(shape: Shape, rect: Rect, target: Rect, outcome: { index: number; count: number }): Port {
  if (shape === 'boundary') return { at: onSide(rect, 'bottom'), side: 'bottom' };
  if (shape === 'gateway') {
    const [from, to] = [centre(rect), centre(target)];
    const isBeside = Math.abs(to.y - from.y) < 40;
    if (isBeside && to.x > from.x) return { at: onSide(rect, 'right'), side: 'right' };
    const side: Side = to.y < from.y - 39 ? 'top' : 'bottom';
    return { at: onSide(rect, side), side };
  }
  return { at: onSide(rect, 'right', outcomeShare(outcome.index, outcome.count)), side: 'right' };
}

/** Where an edge arrives: on the left, unless it comes from behind and straight above or below. */
export function targetPort(shape: Shape, rect: Rect, source: Port): Port {
  const isBehind = source.at.x > rect.x - gridStep;
  if (isBehind && (shape === 'card' || shape === 'scope' || shape === 'gateway' || shape === 'event')) {
    const to = centre(rect);
    if (source.at.y > rect.y + rect.height + 8) return { at: onSide(rect, 'bottom'), side: 'bottom' };
    if (source.at.y < rect.y - 8) return { at: onSide(rect, 'top'), side: 'top' };
    return { at: { x: to.x, y: rect.y + rect.height }, side: 'bottom' };
  }
  return { at: onSide(rect, 'left'), side: 'left' };
}

/** Where a port's line is once it is `far` away from its shape. */
export const offSide = ({ at, side }: Port, far: number): Point => ({ x: at.x + away[side].x * far, y: at.y + away[side].y * far });

const away: Record<Side, Point> = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, top: { x: 0, y: -1 }, bottom: { x: 0, y: 1 } };
const longLead = 20;

/** The corners of a line between two shapes that are just being moved, without regard to others: routing.ts draws it well once they rest. */
export function quickWay(source: { shape: Shape; rect: Rect }, target: { shape: Shape; rect: Rect }, outcome: { index: number; count: number }): Point[] {
  const from = sourcePort(source.shape, source.rect, target.rect, outcome);
  return route(from, targetPort(target.shape, target.rect, from));
}

/** The corners of an orthogonal way from port to port. */
export function route(source: Port, target: Port): Point[] {
  // Neighbours that face each other across a small gap share it.
  const gap = source.side === 'right' && target.side === 'left' ? target.at.x - source.at.x : Number.POSITIVE_INFINITY;
  const lead = gap > 0 ? Math.min(longLead, gap / 2) : longLead;
  const out = offSide(source, lead);
  const into = offSide(target, lead);
  return tidy([source.at, out, ...between(source, out, target, into), into, target.at]);
}

function between(source: Port, out: Point, target: Port, into: Point): Point[] {
  const isSourceLevel = source.side === 'left' || source.side === 'right';
  const isTargetLevel = target.side === 'left' || target.side === 'right';
  if (isSourceLevel && isTargetLevel) {
    if (into.x >= out.x) { const middle = (out.x + into.x) / 2; return [{ x: middle, y: out.y }, { x: middle, y: into.y }]; }
    const under = Math.max(out.y, into.y) + 56;
    return [{ x: out.x, y: under }, { x: into.x, y: under }];
  }
  if (isSourceLevel) return [{ x: out.x, y: into.y }];
  if (isTargetLevel) {
    const isAhead = into.x >= out.x;
    return isAhead ? [{ x: out.x, y: into.y }] : [{ x: out.x, y: (out.y + into.y) / 2 }, { x: into.x, y: (out.y + into.y) / 2 }];
  }
  if (source.side === target.side) {
    const level = source.side === 'bottom' ? Math.max(out.y, into.y) : Math.min(out.y, into.y);
    return [{ x: out.x, y: level }, { x: into.x, y: level }];
  }
  const middle = (out.y + into.y) / 2;
  return [{ x: out.x, y: middle }, { x: into.x, y: middle }];
}

/** Drops points that repeat or lie on a straight line. */
export function tidy(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last && last.x === point.x && last.y === point.y) continue;
    const isStraight = before && last && ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y));
    if (isStraight) kept.pop();
    kept.push(point);
  }
  return kept;
}

const length = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

/** SVG path of a route with bends of radius 8 (less where there is no room). */
export function pathOf(points: readonly Point[], radius = 8): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, index) => {
    const before = points[index]!;
    const after = points[index + 2];
    if (!after) { path += `L${point.x} ${point.y}`; return; }
    const bend = Math.min(radius, length(before, point) / 2, length(point, after) / 2);
    const towards = (to: Point): Point => { const way = length(point, to) || 1; return { x: point.x + ((to.x - point.x) / way) * bend, y: point.y + ((to.y - point.y) / way) * bend }; };
    const [start, end] = [towards(before), towards(after)];
    path += `L${start.x} ${start.y}Q${point.x} ${point.y} ${end.x} ${end.y}`;
  });
  return path;
}

/** The middle of the longest level stretch (else of the longest stretch): where a label is read best. */
export function labelPoint(points: readonly Point[]): Point {
  let best: { at: Point; size: number } | null = null;
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1]!, points[index]!];
    const size = length(a, b) * (a.y === b.y ? 2 : 1);
    if (!best || size > best.size) best = { at: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, size };
  }
  return best?.at ?? { x: 0, y: 0 };
}

/** The smallest rectangle around all. An empty list is an empty place at 0, 0. */
export function boundsOf(rects: readonly Rect[]): Rect {
  if (rects.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return { x, y, width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x, height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y };
}

/** The point of a line nearest to another point, and how far that is. A line without points is endlessly far. */
export function nearestOn(points: readonly Point[], to: Point): { at: Point; distance: number; index: number } {
  let best = { at: points[0] ?? to, distance: Number.POSITIVE_INFINITY, index: 0 };
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1]!, points[index]!];
    const at = { x: Math.min(Math.max(to.x, Math.min(a.x, b.x)), Math.max(a.x, b.x)), y: Math.min(Math.max(to.y, Math.min(a.y, b.y)), Math.max(a.y, b.y)) };
    const distance = Math.hypot(at.x - to.x, at.y - to.y);
    if (distance < best.distance) best = { at, distance, index };
  }
  return best;
}

/** A point `far` along the line from where `nearestOn` found one; backwards where the line ends before that. */
export function walkOn(points: readonly Point[], from: { at: Point; index: number }, far: number): Point {
  const onward = walk([from.at, ...points.slice(from.index)], far);
  return onward ?? walk([from.at, ...points.slice(0, from.index).reverse()], far) ?? from.at;
}
function walk(points: readonly Point[], far: number): Point | null {
  let left = far;
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1]!, points[index]!];
    const long = length(a, b);
    // The last bit belongs to the arrow.
    if (long >= left && !(index === points.length - 1 && long - left < 12)) return { x: a.x + ((b.x - a.x) / long) * left, y: a.y + ((b.y - a.y) / long) * left };
    left -= long;
  }
  return null;
}
