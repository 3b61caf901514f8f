/** The React Flow canvas both the designer and the run overlay draw on. Keeps positions while dragging; hands every finished gesture to its owner. */
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { applyEdgeChanges, applyNodeChanges, Background, BackgroundVariant, Controls, MiniMap, ReactFlow, ReactFlowProvider, useOnViewportChange, useReactFlow, type Connection, type EdgeChange, type FinalConnectionState, type NodeChange, type Viewport } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useReader } from '../../shell/reader/reader.ts';
import type { Drawing } from '#domain/flow/drawing/drawing';
import { canvasEdges, canvasNodes, placesOf, snappedIn, type Dressing } from './canvas.ts';
import { boundsOf, gridStep, nearestOn, type Point } from '#domain/flow/drawing/geometry';
import { LineEdge, type LineEdgeType } from './LineEdge.tsx';
import { ShapeNode, type ShapeNodeType } from './ShapeNode.tsx';
import css from './FlowCanvas.module.css';

export interface CanvasGestures {
  onSelect(nodes: string[], edges: string[]): void;
  onMove(places: Record<string, Point>): void;
  onConnect(edge: { from: string; outcome: string | null; to: string }): void;
  /** A handle was dropped on an empty place. */
  onOpenEnd(from: string, outcome: string | null, at: Point, screen: Point): void;
  /** Something was dropped from the palette (its data transfer text), perhaps onto a line. */
  onDropKind(kind: string, at: Point, edge: string | null): void;
  onOpenNode(id: string): void;
}
export interface FlowCanvasProps {
  drawing: Drawing; dressing: Dressing; label: string;
  /** Absent: looking only. */
  gestures?: Partial<CanvasGestures>;
  selectedNodes: ReadonlySet<string>; selectedEdges: ReadonlySet<string>;
  /** Bring this node into view; changes with each asking. */
  focus?: { node: string; asked: number } | null;
  /** Told how to find places on the drawing, for what happens outside of it (pasting). */
  onReady?: (canvas: CanvasView) => void;
  children?: ReactNode;
}
export interface CanvasView { placeAt(screen: Point): Point; middle(): Point }

const nodeTypes = { shape: ShapeNode };
const edgeTypes = { line: LineEdge };
/** Data transfer type of a palette entry. */
export const kindTransfer = 'application/x-signalbox-kind';
/** A step dropped this near to a line is put onto it. */
const dropReach = 20;
const wholeView = { padding: 0.06, maxZoom: 1 } as const;

type Lod = 'full' | 'bars' | 'shapes';
const lodOf = (zoom: number): Lod => (zoom < 0.25 ? 'shapes' : zoom < 0.5 ? 'bars' : 'full');
const isTyping = (target: EventTarget): boolean => target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** The step whose body is under a point of the screen. */
const stepUnder = (at: Point): string | null => document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>('.react-flow__node')?.dataset['id'] ?? null;

function Canvas({ drawing, dressing, label, gestures, selectedNodes, selectedEdges, focus, onReady, children }: FlowCanvasProps): ReactNode {
  const flow = useReactFlow<ShapeNodeType, LineEdgeType>();
  const [nodes, setNodes] = useState(() => canvasNodes(drawing, dressing, selectedNodes));
  const [edges, setEdges] = useState(() => canvasEdges(drawing, dressing, selectedEdges));
  const [lod, setLod] = useState<Lod>('full');
  const [isPart, setPart] = useState(false);
  const [overEdge, setOverEdge] = useState<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const isDragging = useRef(false);
  useEffect(() => { if (!isDragging.current) setNodes(canvasNodes(drawing, dressing, selectedNodes)); }, [drawing, dressing, selectedNodes]);
  useEffect(() => { setEdges(canvasEdges(drawing, dressing, selectedEdges)); }, [drawing, dressing, selectedEdges]);
  const bounds = useMemo(() => boundsOf(drawing.nodes.map((node) => node.rect)), [drawing]);
  useOnViewportChange({
    onChange: useCallback(({ x, y, zoom }: Viewport) => {
      setLod(lodOf(zoom));
      const [width, height] = [frame.current?.clientWidth ?? 0, frame.current?.clientHeight ?? 0];
      setPart(bounds.x * zoom + x < -mapSlack || bounds.y * zoom + y < -mapSlack || (bounds.x + bounds.width) * zoom + x > width + mapSlack || (bounds.y + bounds.height) * zoom + y > height + mapSlack);
    }, [bounds]),
  });
  useEffect(() => {
    if (!focus) return undefined;
    // The canvas may just have given room to a panel, and learns its size with the next picture.
    let waiting = requestAnimationFrame(() => {
      waiting = requestAnimationFrame(() => { void flow.fitView({ nodes: [{ id: focus.node }], duration: 160, maxZoom: Math.max(0.8, Math.min(1.2, flow.getZoom())), padding: 0.6 }); });
    });
    return () => cancelAnimationFrame(waiting);
  }, [focus, flow]);
  useEffect(() => {
    onReady?.({
      placeAt: (screen) => flow.screenToFlowPosition(screen),
      middle: () => { const box = frame.current?.getBoundingClientRect(); return flow.screenToFlowPosition({ x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }); },
    });
  }, [flow, onReady]);

  // What is selected is the owner's to keep. It is told what hands did, as they do it; the canvas' own report of what is selected comes later and would answer an answer.
  const chosen = useRef({ nodes: selectedNodes, edges: selectedEdges });
  useEffect(() => { chosen.current = { nodes: selectedNodes, edges: selectedEdges }; }, [selectedNodes, selectedEdges]);
  const choose = useCallback((which: 'nodes' | 'edges', changes: readonly (NodeChange<ShapeNodeType> | EdgeChange<LineEdgeType>)[]) => {
    const selects = changes.flatMap((change) => (change.type === 'select' ? [change] : []));
    if (selects.length === 0) return;
    const next = new Set(chosen.current[which]);
    for (const { id, selected } of selects) if (selected) next.add(id); else next.delete(id);
    chosen.current = { ...chosen.current, [which]: next };
    gestures?.onSelect?.([...chosen.current.nodes], [...chosen.current.edges]);
  }, [gestures]);
  const onNodesChange = useCallback((changes: NodeChange<ShapeNodeType>[]) => {
    const byId = new Map(flow.getNodes().map((node) => [node.id, node]));
    const placed = changes.filter((change) => change.type !== 'remove').map((change) => {
      const node = change.type === 'position' && change.position ? byId.get(change.id) : undefined;
      return node && change.type === 'position' && change.position ? { ...change, position: snappedIn(node, change.position, byId) } : change;
    });
    setNodes((old) => applyNodeChanges(placed, old));
    choose('nodes', changes);
  }, [flow, choose]);
  const onEdgesChange = useCallback((changes: EdgeChange<LineEdgeType>[]) => {
    setEdges((old) => applyEdgeChanges(changes.filter((change) => change.type !== 'remove'), old));
    choose('edges', changes);
  }, [choose]);
  const startMoving = () => { isDragging.current = true; };
  const finishMoving = (moved: readonly ShapeNodeType[]) => {
    isDragging.current = false;
    const ids = new Set(moved.map((node) => node.id));
    gestures?.onMove?.(placesOf(nodes.filter((node) => ids.has(node.id)), nodes));
  };
  const lineUnder = (at: Point): string | null => {
    const near = drawing.edges.map((edge) => ({ id: edge.id, far: nearestOn(edge.points, at).distance })).sort((a, b) => a.far - b.far)[0];
    return near && near.far <= dropReach ? near.id : null;
  };
  const finishConnecting = (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    if (state.isValid || !state.fromNode || state.fromHandle?.type !== 'source' || state.toNode) return;
    const screen = 'changedTouches' in event ? { x: event.changedTouches[0]!.clientX, y: event.changedTouches[0]!.clientY } : { x: event.clientX, y: event.clientY };
    const [from, outcome] = [state.fromNode.id, state.fromHandle.id || null];
    const under = drawing.nodes.find((node) => node.id === stepUnder(screen));
    // Dropped on a step's body: meant is the step. A scope's inside is an empty place.
    if (under && under.shape !== 'scope') { if (under.takesInput && under.id !== from) gestures?.onConnect?.({ from, outcome, to: under.id }); return; }
    gestures?.onOpenEnd?.(from, outcome, flow.screenToFlowPosition(screen), screen);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = arrows[event.key];
    if (way && dressing.isEditable && selectedNodes.size > 0) {
      event.preventDefault();
      event.stopPropagation();
      const far = gridStep * (event.shiftKey ? 4 : 1);
      const places = placesOf(nodes.filter((node) => selectedNodes.has(node.id)), nodes);
      gestures?.onMove?.(Object.fromEntries(Object.entries(places).map(([id, at]) => [id, { x: at.x + way.x * far, y: at.y + way.y * far }])));
    }
    if (event.key === '1') void flow.fitView({ ...wholeView, duration: 160 });
    if (event.key === '+') void flow.zoomIn({ duration: 120 });
    if (event.key === '-') void flow.zoomOut({ duration: 120 });
  };
  const isEditable = dressing.isEditable;
  const { isDark } = useReader();
  const style = useMemo(() => ({ background: 'var(--sb-page)' }), []);
  const shownEdges = useMemo(() => (overEdge === null ? edges : edges.map((edge) => (edge.id === overEdge ? { ...edge, className: css.dropHere ?? '' } : edge))), [edges, overEdge]);
  return (
    <div
      ref={frame} className={css.canvas} data-lod={lod} onKeyDownCapture={onKeyDown}
      onDragOver={(event) => {
        if (!isEditable || !event.dataTransfer.types.includes(kindTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOverEdge(lineUnder(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })));
      }}
      onDragLeave={() => setOverEdge(null)}
      onDrop={(event) => {
        setOverEdge(null);
        const kind = event.dataTransfer.getData(kindTransfer);
        if (!isEditable || kind === '') return;
        event.preventDefault();
        const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
        gestures?.onDropKind?.(kind, at, lineUnder(at));
      }}
    >
      <ReactFlow<ShapeNodeType, LineEdgeType>
        aria-label={label} colorMode={isDark ? 'dark' : 'light'} nodes={nodes} edges={shownEdges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} style={style}
        onNodesChange={onNodesChange} onEdgesChange={onEdgesChange}
        onNodeDragStart={startMoving} onNodeDragStop={(_, __, moved) => finishMoving(moved)}
        onNodeDoubleClick={(_, node) => gestures?.onOpenNode?.(node.id)}
        onConnect={(connection: Connection) => gestures?.onConnect?.({ from: connection.source, outcome: connection.sourceHandle || null, to: connection.target })}
        onConnectEnd={finishConnecting}
        nodesDraggable={isEditable} nodesConnectable={isEditable} deleteKeyCode={null}
        fitView fitViewOptions={wholeView} minZoom={0.1} maxZoom={2} onlyRenderVisibleElements={drawing.nodes.length > 150} proOptions={{ hideAttribution: true }}
        zIndexMode="manual" elevateNodesOnSelect={false} selectNodesOnDrag={false} zoomOnDoubleClick={false} multiSelectionKeyCode={multiSelectionKeys} connectionRadius={28}
      >
        <Background variant={BackgroundVariant.Dots} gap={gridStep} size={1.2} color="var(--sb-grid)" bgColor="var(--sb-page)" />
        <Controls showInteractive={false} fitViewOptions={wholeView} className={css.controls} />
        {isPart ? <MiniMap<ShapeNodeType> className={css.map} style={mapSize} pannable zoomable nodeBorderRadius={8} nodeStrokeWidth={2} nodeColor={mapColour} nodeStrokeColor={mapStroke} bgColor="var(--sb-surface)" maskColor="var(--sb-map-mask)" ariaLabel={label} /> : null}
        {children}
      </ReactFlow>
    </div>
  );
}
const multiSelectionKeys = ['Shift', 'Meta', 'Control'];
const arrows: Readonly<Record<string, Point | undefined>> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } };
/** A small map of the whole appears when more than this of the drawing is out of sight, in pixels. */
const mapSlack = 24;
const mapSize = { width: 168, height: 104 };
const mapColour = ({ data: { drawn } }: ShapeNodeType): string => (drawn.shape === 'scope' ? 'transparent' : `var(--sb-${drawn.tone === 'ink' ? 'line-strong' : drawn.tone})`);
const mapStroke = ({ data: { drawn } }: ShapeNodeType): string => (drawn.shape === 'scope' ? 'var(--sb-line-strong)' : 'transparent');

export const FlowCanvas = (props: FlowCanvasProps): ReactNode => <ReactFlowProvider><Canvas {...props} /></ReactFlowProvider>;
