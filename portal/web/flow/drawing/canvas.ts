/** From a drawing to React Flow's nodes and edges, and back to places on the canvas. Pure. */
import { MarkerType } from '@xyflow/react';
import type { Drawing, DrawnNode } from '#domain/flow/drawing/drawing';
import { snapped, type Point } from '#domain/flow/drawing/geometry';
import type { LineData, LineEdgeType } from './LineEdge.tsx';
import type { ShapeData, ShapeNodeType } from './ShapeNode.tsx';

/** What is on screen beside the drawing itself. */
export interface Dressing {
  findings: ReadonlyMap<string, NonNullable<ShapeData['findings']>>;
  pulsing: string | null;
  run: ((id: string) => ShapeData['run']) | null;
  visits: ((edge: string) => number) | null;
  isEditable: boolean;
  onResize: ShapeData['onResize'];
  onInsert: LineData['onInsert'];
  insertLabel: string | null;
  /** The way that is being followed on the drawing: its steps in order, and how far it is followed. */
  trace?: { steps: readonly string[]; at: number } | null;
}

/** React Flow moves children with their parent: what is attached hangs on its host, what lies in a scope on the scope. */
const parentOf = (node: DrawnNode, byId: ReadonlyMap<string, DrawnNode>): DrawnNode | null => {
  const id = node.attachedTo ?? node.scope;
  return id === null || id === node.id ? null : byId.get(id) ?? null;
};

/** Parents first (React Flow asks for it). A circle of parents, possible only in a broken file, is cut. */
function parentsFirst(nodes: readonly DrawnNode[], byId: ReadonlyMap<string, DrawnNode>): DrawnNode[] {
  const done = new Set<string>();
  const sorted: DrawnNode[] = [];
  const visit = (node: DrawnNode, path: ReadonlySet<string>): void => {
    if (done.has(node.id) || path.has(node.id)) return;
    const parent = parentOf(node, byId);
    if (parent) visit(parent, new Set([...path, node.id]));
    if (!done.has(node.id)) { done.add(node.id); sorted.push(node); }
  };
  nodes.forEach((node) => visit(node, new Set()));
  return sorted;
}

export function canvasNodes(drawing: Drawing, dressing: Dressing, selected: ReadonlySet<string>): ShapeNodeType[] {
  const byId = new Map(drawing.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  const trace = dressing.trace ?? null;
  return parentsFirst(drawing.nodes, byId).map((drawn) => {
    const candidate = parentOf(drawn, byId);
    const parent = candidate && seen.has(candidate.id) ? candidate : null;
    seen.add(drawn.id);
    return {
      id: drawn.id, type: 'shape', position: parent ? { x: drawn.rect.x - parent.rect.x, y: drawn.rect.y - parent.rect.y } : { x: drawn.rect.x, y: drawn.rect.y },
      ...(parent ? { parentId: parent.id } : {}), width: drawn.rect.width, height: drawn.rect.height, selected: selected.has(drawn.id),
      // Of a frame only title and rim are touched: what lies in it, and the canvas behind, are reached through it.
      ...(drawn.shape === 'scope' ? { style: { pointerEvents: 'none' as const } } : {}),
      zIndex: drawn.shape === 'scope' ? 0 : drawn.shape === 'boundary' ? 3 : 2, ariaLabel: drawn.title,
      data: {
        drawn, findings: dressing.findings.get(drawn.id) ?? null, isPulsing: dressing.pulsing === drawn.id, run: dressing.run?.(drawn.id) ?? null,
        isEditable: dressing.isEditable, onResize: dressing.onResize,
        trace: trace ? { numbers: trace.steps.flatMap((step, at) => (step === drawn.id ? [at + 1] : [])), isCurrent: trace.steps[trace.at] === drawn.id } : null,
      },
    };
  });
}

export function canvasEdges(drawing: Drawing, dressing: Dressing, selected: ReadonlySet<string>): LineEdgeType[] {
  const way = dressing.trace ? new Set(dressing.trace.steps) : null;
  return drawing.edges.map((drawn) => {
    const visits = dressing.visits ? dressing.visits(drawn.id) : null;
    const isTraced = way ? way.has(drawn.from) && way.has(drawn.to) : null;
    const color = selected.has(drawn.id) || isTraced ? 'var(--sb-brand)' : visits !== null && visits > 0 ? 'var(--sb-ink)' : 'var(--sb-edge)';
    return {
      id: drawn.id, type: 'line', source: drawn.from, target: drawn.to, sourceHandle: drawn.outcomeKey ?? '', selected: selected.has(drawn.id), zIndex: 1,
      // Size in pixels of the drawing, not in widths of the line.
      markerEnd: { type: MarkerType.ArrowClosed, width: 30, height: 30, strokeWidth: 0.5, markerUnits: 'userSpaceOnUse', color },
      data: { drawn, visits, isTraced, onInsert: dressing.isEditable ? dressing.onInsert : null, insertLabel: dressing.insertLabel },
    };
  });
}

/** Where a node stands on the whole canvas. */
function absolute(node: ShapeNodeType, byId: ReadonlyMap<string, ShapeNodeType>): Point {
  const parent = node.parentId === undefined ? undefined : byId.get(node.parentId);
  if (!parent) return node.position;
  const at = absolute(parent, byId);
  return { x: at.x + node.position.x, y: at.y + node.position.y };
}

/** Where moved nodes stand on the whole canvas. */
export function placesOf(moved: readonly ShapeNodeType[], all: readonly ShapeNodeType[]): Record<string, Point> {
  const byId = new Map(all.map((node) => [node.id, node]));
  return Object.fromEntries(moved.map((node) => [node.id, absolute(node, byId)]));
}

/** The place a node being moved takes: middles on common lines. `at` and the answer are seen from its parent. */
export function snappedIn(node: ShapeNodeType, at: Point, byId: ReadonlyMap<string, ShapeNodeType>): Point {
  const from = absolute({ ...node, position: at }, byId);
  const to = snapped(node.data.drawn.shape, from);
  return { x: at.x + to.x - from.x, y: at.y + to.y - from.y };
}
