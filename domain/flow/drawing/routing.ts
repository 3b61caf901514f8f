/** Decides how every line of a drawing runs: around steps, apart from lines that mean something else, with few bends. Pure; labels are placed by labels.ts, a line being dragged by geometry.ts. */
import { centre, offSide, outcomeShare, tidy, type Point, type Port, type Rect, type Shape, type Side } from './geometry.ts';

export interface RoutedNode { id: string; shape: Shape; rect: Rect; scope: string | null; /** Room the words below an event or gateway take. */ under: Rect | null }
export interface RoutedEdge { id: string; from: string; to: string; outcome: { index: number; count: number } }
export interface Segment { a: Point; b: Point }

/** Prices in pixels of way: a bend is worth this many, going through a step is never worth it. */
const price = { bend: 36, step: 4000, frame: 2500, outside: 900, words: 160, overlap: 8, crossing: 26, backDoor: 30, tight: 4, shared: 240, merged: 0.8, grazing: 60, touching: 360 } as const;
const lead = 16;
/** Lines closer together than this read as one. */
const near = 10;
const lanes = [20, 32, 44];

interface Used extends Segment { from: string; to: string }
interface Scene { nodes: ReadonlyMap<string, RoutedNode>; all: readonly RoutedNode[]; used: Used[]; /** Sides of shapes where lines leave and arrive. */ leaving: Set<string>; arriving: Set<string> }

export const segmentsOf = (points: readonly Point[]): Segment[] => points.slice(1).map((b, index) => ({ a: points[index]!, b }));
const span = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a]);
const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high));

/** Whether a stretch goes through the inside of a rectangle; running along its edge does not. */
export function goesThrough({ a, b }: Segment, rect: Rect, margin = 0): boolean {
  return Math.max(a.x, b.x) > rect.x - margin && Math.min(a.x, b.x) < rect.x + rect.width + margin && Math.max(a.y, b.y) > rect.y - margin && Math.min(a.y, b.y) < rect.y + rect.height + margin;
}

/** Frames around a node, from the inside out. A circle of frames, possible only in a broken file, is cut. */
function framesOf(id: string, nodes: Scene['nodes']): Set<string> {
  const frames = new Set<string>();
  for (let at = nodes.get(id)?.scope ?? null; at !== null && !frames.has(at); at = nodes.get(at)?.scope ?? null) frames.add(at);
  return frames;
}

function sources(node: RoutedNode, other: RoutedNode, outcome: RoutedEdge['outcome']): Port[] {
  const { rect, shape } = node;
  const middle = centre(rect);
  const right = rect.x + rect.width;
  if (shape === 'boundary') return [{ at: { x: middle.x, y: rect.y + rect.height }, side: 'bottom' }];
  if (shape === 'gateway') return [{ at: { x: right, y: middle.y }, side: 'right' }, { at: { x: middle.x, y: rect.y }, side: 'top' }, { at: { x: middle.x, y: rect.y + rect.height }, side: 'bottom' }];
  if (shape === 'scope' && outcome.count === 1) return [{ at: { x: right, y: clamp(centre(other.rect).y, rect.y + 24, rect.y + rect.height - 24) }, side: 'right' }];
  return [{ at: { x: right, y: Math.round(rect.y + rect.height * outcomeShare(outcome.index, outcome.count)) }, side: 'right' }];
}

function targets(node: RoutedNode, from: Port, channels: Channels): Port[] {
  const { rect, shape } = node;
  const middle = centre(rect);
  if (shape !== 'scope') {
    const columns = shape === 'card' ? [...new Set([middle.x, clamp(from.at.x, rect.x + 32, rect.x + rect.width - 32)])] : [middle.x];
    return [{ at: { x: rect.x, y: middle.y }, side: 'left' }, ...columns.flatMap((x): Port[] => [{ at: { x, y: rect.y }, side: 'top' }, { at: { x, y: rect.y + rect.height }, side: 'bottom' }])];
  }
  const along = [clamp(from.at.x, rect.x + 24, rect.x + rect.width - 24), ...channels.uprightNear(from.at.x, from.at.x).filter((x) => x > rect.x + 24 && x < rect.x + rect.width - 24)];
  return [
    { at: { x: rect.x, y: clamp(from.at.y, rect.y + 24, rect.y + rect.height - 24) }, side: 'left' },
    ...along.flatMap((x): Port[] => [{ at: { x, y: rect.y }, side: 'top' }, { at: { x, y: rect.y + rect.height }, side: 'bottom' }]),
  ];
}

const isLevel = (side: Side): boolean => side === 'left' || side === 'right';

type Way = Point[];
/** Ways of at most four corners between two ports, through the given channels: the plain ones, and the many that go around something, made only when asked for. */
function waysBetween(from: Port, to: Port, channels: Channels): { plain: Way[]; around: () => Way[] } {
  const out = offSide(from, lead);
  const into = offSide(to, lead);
  const whole = (...middle: Point[]): Way => tidy([from.at, out, ...middle, into, to.at]);
  const at = (x: number, y: number): Point => ({ x, y });
  const ys = channels.levelNear(from.at.y, to.at.y);
  const [outs, ins] = [channels.rightOf(from.at.x), channels.leftOf(to.at.x)];
  if (isLevel(from.side) && isLevel(to.side)) {
    const half = Math.round((from.at.x + to.at.x) / 2);
    const facing = to.at.x > from.at.x ? [tidy([from.at, at(half, from.at.y), at(half, to.at.y), to.at])] : [];
    const turns = to.at.x > from.at.x + lead ? [...outs, ...ins].map((x) => whole(at(x, out.y), at(x, into.y))) : [];
    return { plain: [...facing, ...turns], around: () => ys.flatMap((y) => outs.slice(0, 5).flatMap((x) => ins.slice(0, 4).map((last) => whole(at(x, out.y), at(x, y), at(last, y), at(last, into.y))))) };
  }
  if (isLevel(from.side)) return { plain: [whole(at(into.x, out.y)), ...outs.map((x) => whole(at(x, out.y), at(x, into.y)))], around: () => ys.flatMap((y) => outs.map((x) => whole(at(x, out.y), at(x, y), at(into.x, y)))) };
  if (isLevel(to.side)) return { plain: [whole(at(out.x, into.y))], around: () => ys.flatMap((y) => ins.map((x) => whole(at(out.x, y), at(x, y), at(x, into.y)))) };
  return { plain: [whole(), ...ys.map((y) => whole(at(out.x, y), at(into.x, y)))], around: () => channels.uprightNear(from.at.x, to.at.x).flatMap((x) => ys.map((y) => whole(at(out.x, y), at(x, y), at(x, into.y)))) };
}

/** Level or upright throughout, leaving and arriving the way the ports look. */
function isPossible(points: readonly Point[], from: Port, to: Port): boolean {
  const stretches = segmentsOf(points);
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (!first || !last || stretches.some(({ a, b }) => a.x !== b.x && a.y !== b.y)) return false;
  const towards = ({ a, b }: Segment): Side => (a.x < b.x ? 'right' : a.x > b.x ? 'left' : a.y < b.y ? 'bottom' : 'top');
  const opposite = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' } as const;
  return towards(first) === from.side && towards(last) === opposite[to.side];
}

const lengthOf = (points: readonly Point[]): number => segmentsOf(points).reduce((sum, { a, b }) => sum + Math.abs(a.x - b.x) + Math.abs(a.y - b.y), 0);

/** What two lines cost each other: running together costs by the pixel, crossing once. Lines that end at the same step may share their last way. */
function against(segment: Segment, other: Used, edge: RoutedEdge): number {
  const isFlat = segment.a.y === segment.b.y;
  if (isFlat !== (other.a.y === other.b.y)) return goesThrough(segment, boxOf(other)) ? price.crossing : 0;
  const apart = isFlat ? Math.abs(segment.a.y - other.a.y) : Math.abs(segment.a.x - other.a.x);
  if (apart >= near) return 0;
  const together = isFlat
    ? Math.min(Math.max(segment.a.x, segment.b.x), Math.max(other.a.x, other.b.x)) - Math.max(Math.min(segment.a.x, segment.b.x), Math.min(other.a.x, other.b.x))
    : Math.min(Math.max(segment.a.y, segment.b.y), Math.max(other.a.y, other.b.y)) - Math.max(Math.min(segment.a.y, segment.b.y), Math.min(other.a.y, other.b.y));
  if (together <= 0) return 0;
  return apart === 0 && other.to === edge.to && other.from !== edge.from ? together * price.merged : 40 + together * price.overlap;
}
const boxOf = ({ a, b }: Segment): Rect => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) });

interface Surroundings { steps: Rect[]; frames: Rect[]; words: Rect[]; inside: Rect | null }

function surroundingsOf(edge: RoutedEdge, scene: Scene, close: readonly RoutedNode[]): Surroundings {
  const [around, aroundTarget] = [framesOf(edge.from, scene.nodes), framesOf(edge.to, scene.nodes)];
  const shared = [...around].find((id) => aroundTarget.has(id));
  return {
    steps: close.filter((node) => node.shape !== 'scope').map((node) => node.rect),
    frames: close.filter((node) => node.shape === 'scope' && !around.has(node.id) && !aroundTarget.has(node.id)).map((node) => node.rect),
    words: close.flatMap((node) => (node.under ? [node.under] : [])),
    inside: shared === undefined ? null : scene.nodes.get(shared)?.rect ?? null,
  };
}

/** What a way costs beside its length; stops counting at the limit. What is cheap to see is seen first. */
function burden(points: readonly Point[], edge: RoutedEdge, around: Surroundings, scene: Scene, limit: number): number {
  const segments = segmentsOf(points);
  let sum = 0;
  for (const [at, segment] of segments.entries()) {
    const isEnd = at === 0 || at === segments.length - 1;
    for (const rect of around.steps) {
      if (!goesThrough(segment, rect, 13)) continue;
      if (goesThrough(segment, rect, -1)) sum += price.step;
      else if (!(isEnd && touches(segment, rect))) sum += goesThrough(segment, rect, 5) ? price.touching : price.grazing;
    }
    for (const rect of around.frames) if (goesThrough(segment, rect, -1)) sum += price.frame;
    for (const rect of around.words) if (goesThrough(segment, rect)) sum += price.words;
    if (around.inside && (goesOutside(segment.a, around.inside) || goesOutside(segment.b, around.inside))) sum += price.outside;
    if (sum >= limit) return sum;
  }
  for (const segment of segments) {
    for (const other of scene.used) sum += against(segment, other, edge);
    if (sum >= limit) return sum;
  }
  return sum;
}
const goesOutside = (at: Point, frame: Rect): boolean => at.x < frame.x + 6 || at.x > frame.x + frame.width - 6 || at.y < frame.y + 6 || at.y > frame.y + frame.height - 6;
/** A stretch that begins or ends on the rectangle's edge belongs to it. */
const touches = ({ a, b }: Segment, rect: Rect): boolean => [a, b].some((at) => at.x >= rect.x - 1 && at.x <= rect.x + rect.width + 1 && at.y >= rect.y - 1 && at.y <= rect.y + rect.height + 1);

/** Free channels beside the steps around a line. */
interface Channels {
  /** Right of a place, nearest first; left of it; between two places and a little beyond. */
  rightOf(x: number): number[];
  leftOf(x: number): number[];
  uprightNear(a: number, b: number): number[];
  levelNear(a: number, b: number): number[];
}

/** Steps a way of this line may meet. */
function closeTo(edge: RoutedEdge, scene: Scene): RoutedNode[] {
  const [from, to] = [scene.nodes.get(edge.from)!.rect, scene.nodes.get(edge.to)!.rect];
  const reach = 220;
  const corner = { x: Math.min(from.x, to.x) - reach, y: Math.min(from.y, to.y) - reach };
  const other = { x: Math.max(from.x + from.width, to.x + to.width) + reach, y: Math.max(from.y + from.height, to.y + to.height) + reach };
  return scene.all.filter(({ rect }) => goesThrough({ a: corner, b: other }, rect));
}

function channelsOf(close: readonly RoutedNode[]): Channels {
  const even = (values: number[]): number[] => [...new Set(values.map((value) => Math.round(value / 2) * 2))].sort((a, b) => a - b);
  const xs = even(close.flatMap(({ rect }) => lanes.flatMap((lane) => [rect.x - lane, rect.x + rect.width + lane])));
  const ys = even(close.flatMap(({ rect, under }) => lanes.flatMap((lane) => [rect.y - lane, rect.y + rect.height + lane, ...(under ? [under.y + under.height + lane - 10] : [])])));
  const near = (values: readonly number[], a: number, b: number, inside: number, beyond: number): number[] => {
    const [low, high] = span(a, b);
    const within = values.filter((value) => value >= low && value <= high);
    const every = Math.max(1, within.length / inside);
    return [...values.filter((value) => value < low).slice(-beyond), ...within.filter((_, at) => Math.floor(at / every) !== Math.floor((at - 1) / every)), ...values.filter((value) => value > high).slice(0, beyond)];
  };
  return {
    rightOf: (x) => xs.filter((value) => value >= x + lead).slice(0, 7), leftOf: (x) => xs.filter((value) => value <= x - lead).slice(-7).reverse(),
    uprightNear: (a, b) => near(xs, a, b, 8, 5), levelNear: (a, b) => near(ys, a, b, 10, 7),
  };
}

function bestWay(edge: RoutedEdge, scene: Scene): Way {
  const [source, target] = [scene.nodes.get(edge.from)!, scene.nodes.get(edge.to)!];
  const close = closeTo(edge, scene);
  const channels = channelsOf(close);
  const around = surroundingsOf(edge, scene, close);
  const pairs = sources(source, target, edge.outcome).flatMap((from) => targets(target, from, channels).map((to) => ({ from, to, ...waysBetween(from, to, channels), cost: portCost(edge, from, to, scene) })));
  let best: { points: Way; cost: number } = { points: [], cost: Number.POSITIVE_INFINITY };
  const tryAll = (some: { points: Way; cost: number }[]): void => {
    some.sort((a, b) => a.cost - b.cost);
    for (const { points, cost } of some) {
      if (cost >= best.cost) return;
      const sum = cost + burden(points, edge, around, scene, best.cost - cost);
      if (sum < best.cost) best = { points, cost: sum };
    }
  };
  const priced = (points: Way[], from: Port, to: Port, base: number) => points.filter((one) => isPossible(one, from, to)).map((one) => ({ points: one, cost: base + lengthOf(one) + (one.length - 2) * price.bend + tightness(one) }));
  tryAll(pairs.flatMap(({ from, to, plain, cost }) => priced(plain, from, to, cost)));
  for (const { from, to, around: detours, cost } of pairs.sort((a, b) => a.cost - b.cost)) {
    // No way around has fewer than three bends.
    if (best.cost <= cost + Math.abs(from.at.x - to.at.x) + Math.abs(from.at.y - to.at.y) + 3 * price.bend) continue;
    tryAll(priced(detours(), from, to, cost));
  }
  return best.points;
}

const portOf = (node: string, side: Side): string => `${side} ${node}`;
/** Arriving from behind costs a little; arriving where another line leaves, or leaving a gateway where one already leaves, is confusing. */
function portCost(edge: RoutedEdge, from: Port, to: Port, scene: Scene): number {
  const isGateway = scene.nodes.get(edge.from)!.shape === 'gateway';
  return (to.side === 'left' ? 0 : price.backDoor)
    + (scene.leaving.has(portOf(edge.to, to.side)) && scene.nodes.get(edge.to)!.shape === 'gateway' ? price.shared : 0)
    + (isGateway && scene.arriving.has(portOf(edge.from, from.side)) ? price.shared : 0) + (isGateway && scene.leaving.has(portOf(edge.from, from.side)) ? price.shared : 0);
}
const sideAt = (at: Point, rect: Rect): Side => (Math.abs(at.x - rect.x) < 0.5 ? 'left' : Math.abs(at.x - rect.x - rect.width) < 0.5 ? 'right' : Math.abs(at.y - rect.y) < 0.5 ? 'top' : 'bottom');

/** Short last stretches leave no room for the arrow; short ones between bends look like a fault. */
const tightness = (points: readonly Point[]): number => segmentsOf(points).reduce((sum, { a, b }) => sum + Math.max(0, 14 - Math.abs(a.x - b.x) - Math.abs(a.y - b.y)) * price.tight, 0);

/** The corners of every line, by edge id. Short lines choose first; the same drawing always gives the same ways. An edge whose ends are not drawn is left out. */
export function routeAll(nodes: readonly RoutedNode[], edges: readonly RoutedEdge[]): Map<string, Point[]> {
  const scene: Scene = { nodes: new Map(nodes.map((node) => [node.id, node])), all: nodes, used: [], leaving: new Set(), arriving: new Set() };
  const far = (edge: RoutedEdge): number => { const [a, b] = [centre(scene.nodes.get(edge.from)!.rect), centre(scene.nodes.get(edge.to)!.rect)]; return Math.abs(a.x - b.x) + Math.abs(a.y - b.y); };
  const drawn = edges.filter((edge) => scene.nodes.has(edge.from) && scene.nodes.has(edge.to)).map((edge) => ({ edge, far: far(edge) }));
  drawn.sort((a, b) => a.far - b.far || (a.edge.id < b.edge.id ? -1 : 1));
  const routes = new Map<string, Point[]>();
  for (const { edge } of drawn) {
    const points = bestWay(edge, scene);
    routes.set(edge.id, points);
    const [first, last] = [points[0], points.at(-1)];
    if (first && last) { scene.leaving.add(portOf(edge.from, sideAt(first, scene.nodes.get(edge.from)!.rect))); scene.arriving.add(portOf(edge.to, sideAt(last, scene.nodes.get(edge.to)!.rect))); }
    scene.used.push(...segmentsOf(points).map((segment) => ({ ...segment, from: edge.from, to: edge.to })));
  }
  return routes;
}
