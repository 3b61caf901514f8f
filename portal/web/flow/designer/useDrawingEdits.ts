/** What hands on the canvas do to the draft: steps put down, moved, joined, copied, taken away; and what is selected by it. Each is one step of undo. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FlowFile } from '#domain/flow/flow.schema';
import { addNode, changeNode, connect, duplicate, insertOnEdge, moveNodes, remove, resizeNode } from '#domain/flow/edit/edits';
import type { CanvasGestures } from '../drawing/FlowCanvas.tsx';
import { around, labelPoint, sizeOf, snap, snapped, type Point } from '#domain/flow/drawing/geometry';
import type { Drawing } from '#domain/flow/drawing/drawing';
import { labelWidth } from '#domain/flow/drawing/labels';
import { nodeKinds } from '../kinds.ts';
import { fragmentText, paste, type Fragment } from './clipboard.ts';
import { newNode, placeAfter, roomFor, scopeAt } from './placing.ts';

export type Selection = { nodes: ReadonlySet<string>; edges: ReadonlySet<string> };
/** "What comes next?" is asked at a place of the screen, for a place of the drawing: after a step, or onto a line. */
export type Asking = { screen: Point; at: Point; from: { node: string; outcome: string | null } | null; edge: string | null };

const nothing: Selection = { nodes: new Set(), edges: new Set() };
const only = (nodes: Iterable<string>): Selection => ({ nodes: new Set(nodes), edges: new Set() });
const same = (a: ReadonlySet<string>, b: readonly string[]): boolean => a.size === b.length && b.every((one) => a.has(one));

export interface DrawingEdits {
  selection: Selection; select: (nodes: readonly string[], edges?: readonly string[]) => void;
  asking: Asking | null; askNext: (asking: Asking | null) => void; askOnLine: (edge: string, at: Point, screen: Point) => void;
  gestures: CanvasGestures;
  /** Puts a step where it was asked for. */
  put: (kind: string, asked: Pick<Asking, 'at' | 'from' | 'edge'>) => void;
  /** Adds a step after what is selected, joined to it by its first free way out; answers its id. */
  append: (kind: string, middle: Point) => string | null;
  resize: (id: string, rect: { width: number; height: number }) => void;
  copied: () => string | null; pasteAt: (fragment: Fragment, middle: Point) => void;
  copySelected: () => void; deleteSelected: () => void; selectAll: () => void;
}

export function useDrawingEdits(file: FlowFile | null, drawing: Drawing | null, isReadOnly: boolean, edit: (next: FlowFile, gesture?: string | null) => void): DrawingEdits {
  const [held, setSelection] = useState<Selection>(nothing);
  const [asking, askNext] = useState<Asking | null>(null);
  const latest = useRef(file);
  useEffect(() => { latest.current = file; });
  // What was undone away is not selected any more.
  const selection = useMemo<Selection>(() => {
    const [nodes, edges] = [[...held.nodes].filter((id) => file?.nodes[id] !== undefined), [...held.edges].filter((id) => file?.edges[id] !== undefined)];
    return same(held.nodes, nodes) && same(held.edges, edges) ? held : { nodes: new Set(nodes), edges: new Set(edges) };
  }, [held, file]);
  const select = useCallback((nodes: readonly string[], edges: readonly string[] = []) => setSelection((old) => (same(old.nodes, nodes) && same(old.edges, edges) ? old : { nodes: new Set(nodes), edges: new Set(edges) })), []);
  const change = useCallback((work: (file: FlowFile) => FlowFile, gesture: string | null = null) => { if (latest.current && !isReadOnly) edit(work(latest.current), gesture); }, [edit, isReadOnly]);

  const put = useCallback<DrawingEdits['put']>((kind, { at, from, edge }) => {
    const now = latest.current;
    const known = nodeKinds[kind];
    if (!now || !known || isReadOnly) return;
    const first = known.outcomes(known.config.safeParse(known.initial).data)[0]?.key ?? null;
    const size = sizeOf(known.shape);
    if (edge !== null && now.edges[edge] && known.takesInput && known.shape !== 'boundary') {
      const words = drawing?.edges.find((line) => line.id === edge)?.label ?? null;
      const room = roomFor(now, known.shape, at, words === null ? undefined : labelWidth(words) + 36);
      const done = insertOnEdge(room.file, edge, newNode(known, room.file, room.at), room.at, first);
      edit(done.file);
      setSelection(only([done.id]));
      return;
    }
    const corner = snapped(known.shape, from ? { x: at.x, y: at.y - size.height / 2 } : around(known.shape, at));
    const added = addNode(now, newNode(known, now, corner), corner);
    edit(from && known.takesInput ? connect(added.file, { from: from.node, to: added.id, ...(from.outcome === null ? {} : { outcome: from.outcome }) }).file : added.file);
    setSelection(only([added.id]));
  }, [drawing, edit, isReadOnly]);

  const gestures = useMemo<CanvasGestures>(() => ({
    onSelect: select,
    onMove: (places) => change((now) => {
      if (Object.entries(places).every(([id, at]) => now.layout.nodes[id]?.x === at.x && now.layout.nodes[id]?.y === at.y)) return now;
      const moved = moveNodes(now, places);
      return Object.keys(places).reduce((next, id) => (next.nodes[id]?.attachedTo === undefined ? changeNode(next, id, { scope: scopeAt(next, id) }) : next), moved);
    }),
    onConnect: (edge) => change((now) => connect(now, { from: edge.from, to: edge.to, ...(edge.outcome === null ? {} : { outcome: edge.outcome }) }).file),
    onOpenEnd: (from, outcome, at, screen) => askNext({ screen, at, from: { node: from, outcome }, edge: null }),
    onDropKind: (kind, at, edge) => put(kind, { at, from: null, edge }),
    onOpenNode: (id) => setSelection(only([id])),
  }), [change, put, select]);

  const askOnLine = useCallback((edge: string, at: Point, screen: Point) => askNext({ screen, at, from: null, edge }), []);
  const resize = useCallback((id: string, rect: { width: number; height: number }) => change((now) => resizeNode(now, id, { width: snap(rect.width), height: snap(rect.height) })), [change]);
  const append = useCallback<DrawingEdits['append']>((kind, middle) => {
    const now = latest.current;
    const known = nodeKinds[kind];
    if (!now || !known || isReadOnly) return null;
    const chosenEdge = [...selection.edges][0];
    if (selection.nodes.size === 0 && selection.edges.size === 1 && chosenEdge !== undefined) {
      const line = drawing?.edges.find((edge) => edge.id === chosenEdge);
      if (line) { put(kind, { at: labelPoint(line.points), from: null, edge: chosenEdge }); return null; }
    }
    const after = selection.nodes.size === 1 ? [...selection.nodes][0]! : null;
    const at = placeAfter(now, after, known.shape, middle);
    const added = addNode(now, newNode(known, now, at), at);
    const free = after === null ? undefined : drawing?.nodes.find((node) => node.id === after)?.outcomes.find((outcome) => !Object.values(now.edges).some((edge) => edge.from === after && (edge.outcome ?? null) === outcome.key));
    edit(after !== null && free && known.takesInput && known.shape !== 'boundary' ? connect(added.file, { from: after, to: added.id, ...(free.key === null ? {} : { outcome: free.key }) }).file : added.file);
    setSelection(only([added.id]));
    return added.id;
  }, [drawing, edit, isReadOnly, put, selection]);

  const copied = () => (file && selection.nodes.size > 0 ? fragmentText(file, [...selection.nodes]) : null);
  const pasteAt = (fragment: Fragment, middle: Point) => change((now) => { const done = paste(now, fragment, middle); setSelection(only(done.ids)); return done.file; });
  const copySelected = () => change((now) => { const copy = duplicate(now, [...selection.nodes], { x: 32, y: 32 }); setSelection(only(copy.ids)); return copy.file; });
  const deleteSelected = () => { if (selection.nodes.size + selection.edges.size === 0) return; change((now) => remove(now, [...selection.nodes], [...selection.edges])); setSelection(nothing); };
  const selectAll = () => { if (file) setSelection({ nodes: new Set(Object.keys(file.nodes)), edges: new Set(Object.keys(file.edges)) }); };
  return { selection, select, asking, askNext, askOnLine, gestures, put, append, resize, copied, pasteAt, copySelected, deleteSelected, selectAll };
}
