/** The diagrams of a flow: shapes where the steps lie, in the sizes the model has them, and lines with their corners. */
import { drawingOf } from '#domain/flow/drawing/drawing';
import type { Point } from '#domain/flow/drawing/geometry';
import { nodeKinds } from '#domain/flow/nodes/index';
import { drawingNamespaces, plainDiagram } from './bpmn.frame.ts';
import { boundsIn, ownBounds, shapeOfKind, type Bounds } from './bpmn.places.ts';
import { localOf } from './bpmn.refs.ts';
import { treeOf, treesOf, type Tree } from './bpmn.tree.ts';
import type { WrittenFlow } from './bpmn.write-flow.ts';

export type DrawingPrefixes = Record<keyof typeof drawingNamespaces, string>;

export function drawingsOf(flow: WrittenFlow, prefixes: DrawingPrefixes): Tree[] {
  const { file, kept } = flow;
  if (kept?.undrawn !== undefined && kept.undrawn === flow.marks.layout()) return [];
  const isNew = kept?.diagrams === undefined || kept.diagrams.length === 0;
  if (isNew && Object.keys(file.layout.nodes).length === 0) return [];
  const diagrams = isNew ? [plainDiagram(flow.processId, prefixes.bpmndi)] : structuredClone(kept.diagrams!);
  const planes = diagrams.map((diagram) => treesOf(diagram).find(({ tag }) => localOf(tag) === 'BPMNPlane'));
  const number = (value: number): string => (kept?.hasDecimals && Number.isInteger(value) ? `${value}.0` : String(value));
  const bounds = new Map<string, Bounds>();
  const put = (diagram: number | undefined, tree: Tree): void => { const plane = planes[diagram ?? 0] ?? planes[0]; if (plane) (plane.children ??= []).push(tree); };
  for (const [id, element] of flow.nodeIds) {
    const [place, own] = [file.layout.nodes[id], flow.nodeKept(id)];
    if (place === undefined) continue;
    const { kind } = file.nodes[id]!;
    const at = own?.shape ? boundsIn(kind, place, own.shape) : ownBounds(kind, place);
    bounds.set(id, at);
    const isDrawn = isNew || own?.shape !== undefined || own?.mark === undefined || own.isInvented;
    if (isDrawn) put(own?.shape?.diagram, shapeOf(own?.shape, element, at, shapeOfKind(kind) === 'scope' && own?.mark === undefined, number, prefixes));
  }
  const routes = routed(flow);
  for (const [id, element] of flow.edgeIds) {
    const own = flow.edgeKept(id);
    if (!isNew && own?.mark !== undefined && !own.isInvented && own.line === undefined) continue;
    const [from, to] = [bounds.get(flow.ways.source(id)), bounds.get(flow.ways.target(id))];
    if (!from || !to) continue;
    const drawn = file.layout.edges[id]?.points;
    const isStale = own?.line?.mark !== undefined && own.line.mark !== flow.marks.ends(id) && !(drawn && touches(drawn[0], from) && touches(drawn.at(-1), to));
    const points = drawn && drawn.length >= 2 && !isStale ? drawn : routes(id) ?? straight(from, to);
    put(own?.line?.diagram, lineOf(own?.line, element, points, number, prefixes));
  }
  for (const plane of planes) if (plane?.children) plane.children = [...treesOf(plane).filter(({ at }) => at !== undefined).sort((one, other) => one.at! - other.at!), ...treesOf(plane).filter(({ at }) => at === undefined)];
  return diagrams;
}

type Kept = { id?: string | null | undefined; at?: number | undefined; attributes?: Record<string, string> | undefined; children?: Tree[] | undefined; point?: Record<string, string> | undefined } | undefined;

function drawn(kept: Kept, tag: string, element: string, attributes: Record<string, string>, children: readonly Tree[]): Tree {
  const id = kept?.id === undefined ? `${element}_di` : kept.id ?? undefined;
  return { ...treeOf(tag, { id, bpmnElement: element, ...attributes, ...kept?.attributes }, [...children, ...structuredClone(kept?.children ?? [])]), ...(kept?.at === undefined ? {} : { at: kept.at }) };
}

function shapeOf(kept: Kept, element: string, { x, y, width, height }: Bounds, isOpen: boolean, number: (value: number) => string, { bpmndi, dc }: DrawingPrefixes): Tree {
  return drawn(kept, `${bpmndi}:BPMNShape`, element, isOpen ? { isExpanded: 'true' } : {}, [treeOf(`${dc}:Bounds`, { x: number(x), y: number(y), width: number(width), height: number(height) })]);
}
const lineOf = (kept: Kept, element: string, points: readonly Point[], number: (value: number) => string, { bpmndi, di }: DrawingPrefixes): Tree =>
  drawn(kept, `${bpmndi}:BPMNEdge`, element, {}, points.map(({ x, y }) => treeOf(`${di}:waypoint`, { ...kept?.point, x: number(x), y: number(y) })));

/** Edges of a flow whose ways around each other are looked for; with more they are drawn straight. */
const routedAtMost = 100;

/** As the designer draws it; null where an end is none of the model's. */
function routed({ file, ways }: WrittenFlow): (edge: string) => readonly Point[] | null {
  let routes: Map<string, readonly Point[]> | undefined;
  return (id) => {
    const { from, to } = file.edges[id]!;
    if (ways.source(id) !== from || ways.target(id) !== to || Object.keys(file.edges).length > routedAtMost) return null;
    routes ??= new Map(drawingOf(file, nodeKinds, 'en').edges.map((edge) => [edge.id, edge.points]));
    const points = routes.get(id);
    return points && points.length >= 2 ? points : null;
  };
}

const near = 6;
const touches = (point: Point | undefined, { x, y, width, height }: Bounds): boolean => point !== undefined && point.x >= x - near && point.x <= x + width + near && point.y >= y - near && point.y <= y + height + near;
const straight = (from: Bounds, to: Bounds): Point[] => [{ x: from.x + from.width, y: from.y + from.height / 2 }, { x: to.x, y: to.y + to.height / 2 }];
