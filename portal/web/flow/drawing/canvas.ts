/** From a drawing to React Flow's nodes and edges, and back to places on the canvas. Pure. */
import { MarkerType } from '@xyflow/react';
import type { Drawing, DrawnNode } from './drawing.ts';
import type { Point } from './geometry.ts';
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
  return parentsFirst(drawing.nodes, byId).map((drawn) => {
    const candidate = parentOf(drawn, byId);
    const parent = candidate && seen.has(candidate.id) ? candidate : null;
    seen.add(drawn.id);
    return {
      id: drawn.id, type: 'shape', position: parent ? { x: drawn.rect.x - parent.rect.x, y: drawn.rect.y - parent.rect.y } : { x: drawn.rect.x, y: drawn.rect.y },
      ...(parent ? { parentId: parent.id } : {}), width: drawn.rect.width, height: drawn.rect.height, selected: selected.has(drawn.id),
      zIndex: drawn.shape === 'scope' ? 0 : drawn.shape === 'boundary' ? 3 : 2, ariaLabel: drawn.title,
      data: {
        drawn, findings: dressing.findings.get(drawn.id) ?? null, isPulsing: dressing.pulsing === drawn.id, run: dressing.run?.(drawn.id) ?? null,
        isEditable: dressing.isEditable, onResize: dressing.onResize,
      },
    };
  });
}

export const canvasEdges = (drawing: Drawing, dressing: Dressing, selected: ReadonlySet<string>): LineEdgeType[] =>
  drawing.edges.map((drawn) => ({
    id: drawn.id, type: 'line', source: drawn.from, target: drawn.to, sourceHandle: drawn.outcomeKey ?? '', selected: selected.has(drawn.id), zIndex: 1,
    markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: dressing.visits && dressing.visits(drawn.id) > 0 ? 'var(--sb-ink)' : 'var(--sb-edge)' },
    data: { drawn, visits: dressing.visits ? dressing.visits(drawn.id) : null, onInsert: dressing.isEditable ? dressing.onInsert : null, insertLabel: dressing.insertLabel },
  }));

/** Where moved nodes stand on the whole canvas. */
export function placesOf(moved: readonly ShapeNodeType[], all: readonly ShapeNodeType[]): Record<string, Point> {
  const byId = new Map(all.map((node) => [node.id, node]));
  const absolute = (node: ShapeNodeType): Point => {
    const parent = node.parentId === undefined ? undefined : byId.get(node.parentId);
    if (!parent) return node.position;
    const at = absolute(parent);
    return { x: at.x + node.position.x, y: at.y + node.position.y };
  };
  return Object.fromEntries(moved.map((node) => [node.id, absolute(node)]));
}
