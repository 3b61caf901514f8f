/** The React Flow canvas both the designer and the run overlay draw on. Keeps positions while dragging; hands every finished gesture to its owner. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { applyEdgeChanges, applyNodeChanges, Background, BackgroundVariant, Controls, ReactFlow, ReactFlowProvider, useOnViewportChange, useReactFlow, type Connection, type EdgeChange, type NodeChange } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import type { Drawing } from './drawing.ts';
import { canvasEdges, canvasNodes, placesOf, type Dressing } from './canvas.ts';
import { gridStep, type Point } from './geometry.ts';
import { LineEdge, type LineEdgeType } from './LineEdge.tsx';
import { ShapeNode, type ShapeNodeType } from './ShapeNode.tsx';
import css from './FlowCanvas.module.css';

export interface CanvasGestures {
  onSelect(nodes: string[], edges: string[]): void;
  onMove(places: Record<string, Point>): void;
  onConnect(edge: { from: string; outcome: string | null; to: string }): void;
  /** A handle was dropped on an empty place. */
  onOpenEnd(from: string, outcome: string | null, at: Point, screen: Point): void;
  onDelete(nodes: string[], edges: string[]): void;
  /** Something was dropped from the palette (its data transfer text). */
  onDropKind(kind: string, at: Point): void;
  onOpenNode(id: string): void;
}
export interface FlowCanvasProps {
  drawing: Drawing; dressing: Dressing; label: string;
  /** Absent: looking only. */
  gestures?: Partial<CanvasGestures>;
  selectedNodes: ReadonlySet<string>; selectedEdges: ReadonlySet<string>;
  /** Bring this node into view; changes with each asking. */
  focus?: { node: string; asked: number } | null;
  children?: ReactNode;
}

const nodeTypes = { shape: ShapeNode };
const edgeTypes = { line: LineEdge };
/** Data transfer type of a palette entry. */
export const kindTransfer = 'application/x-signalbox-kind';

type Lod = 'full' | 'bars' | 'shapes';
const lodOf = (zoom: number): Lod => (zoom < 0.25 ? 'shapes' : zoom < 0.5 ? 'bars' : 'full');

function Canvas({ drawing, dressing, label, gestures, selectedNodes, selectedEdges, focus, children }: FlowCanvasProps): ReactNode {
  const flow = useReactFlow<ShapeNodeType, LineEdgeType>();
  const [nodes, setNodes] = useState(() => canvasNodes(drawing, dressing, selectedNodes));
  const [edges, setEdges] = useState(() => canvasEdges(drawing, dressing, selectedEdges));
  const [lod, setLod] = useState<Lod>('full');
  const isDragging = useRef(false);
  useEffect(() => { if (!isDragging.current) setNodes(canvasNodes(drawing, dressing, selectedNodes)); }, [drawing, dressing, selectedNodes]);
  useEffect(() => { setEdges(canvasEdges(drawing, dressing, selectedEdges)); }, [drawing, dressing, selectedEdges]);
  useOnViewportChange({ onChange: useCallback(({ zoom }: { zoom: number }) => setLod(lodOf(zoom)), []) });
  useEffect(() => { if (focus) void flow.fitView({ nodes: [{ id: focus.node }], duration: 160, maxZoom: Math.max(0.8, Math.min(1.2, flow.getZoom())), padding: 0.6 }); }, [focus, flow]);

  const onNodesChange = useCallback((changes: NodeChange<ShapeNodeType>[]) => setNodes((old) => applyNodeChanges(changes.filter((change) => change.type !== 'remove'), old)), []);
  const onEdgesChange = useCallback((changes: EdgeChange<LineEdgeType>[]) => setEdges((old) => applyEdgeChanges(changes.filter((change) => change.type !== 'remove'), old)), []);
  const onSelectionChange = useCallback(({ nodes: some, edges: lines }: { nodes: ShapeNodeType[]; edges: LineEdgeType[] }) => gestures?.onSelect?.(some.map((node) => node.id), lines.map((line) => line.id)), [gestures]);
  const isEditable = dressing.isEditable;
  const style = useMemo(() => ({ background: 'var(--sb-page)' }), []);
  return (
    <div
      className={css.canvas} data-lod={lod}
      onDragOver={(event) => { if (isEditable && event.dataTransfer.types.includes(kindTransfer)) { event.preventDefault(); event.dataTransfer.dropEffect = 'copy'; } }}
      onDrop={(event) => {
        const kind = event.dataTransfer.getData(kindTransfer);
        if (!isEditable || kind === '') return;
        event.preventDefault();
        gestures?.onDropKind?.(kind, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
      }}
    >
      <ReactFlow<ShapeNodeType, LineEdgeType>
        aria-label={label} nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} style={style}
        onNodesChange={onNodesChange} onEdgesChange={onEdgesChange} onSelectionChange={onSelectionChange}
        onNodeDragStart={() => { isDragging.current = true; }}
        onNodeDragStop={(_, __, moved) => { isDragging.current = false; gestures?.onMove?.(placesOf(moved.map((node) => nodes.find((one) => one.id === node.id) ?? node).map((node, at) => ({ ...node, position: moved[at]!.position })), nodes)); }}
        onNodeDoubleClick={(_, node) => gestures?.onOpenNode?.(node.id)}
        onConnect={(connection: Connection) => gestures?.onConnect?.({ from: connection.source, outcome: connection.sourceHandle || null, to: connection.target })}
        onConnectEnd={(event, state) => {
          if (state.isValid || !state.fromNode || state.fromHandle?.type !== 'source' || state.toNode) return;
          const screen = 'changedTouches' in event ? { x: event.changedTouches[0]!.clientX, y: event.changedTouches[0]!.clientY } : { x: event.clientX, y: event.clientY };
          gestures?.onOpenEnd?.(state.fromNode.id, state.fromHandle.id || null, flow.screenToFlowPosition(screen), screen);
        }}
        onDelete={({ nodes: some, edges: lines }) => gestures?.onDelete?.(some.map((node) => node.id), lines.map((line) => line.id))}
        nodesDraggable={isEditable} nodesConnectable={isEditable} deleteKeyCode={isEditable ? ['Delete', 'Backspace'] : null} snapToGrid snapGrid={[gridStep, gridStep]}
        fitView fitViewOptions={{ padding: 0.04, maxZoom: 1 }} minZoom={0.1} maxZoom={2} onlyRenderVisibleElements={drawing.nodes.length > 150} proOptions={{ hideAttribution: true }}
        zIndexMode="manual" elevateNodesOnSelect={false} selectNodesOnDrag={false} zoomOnDoubleClick={false} multiSelectionKeyCode={['Shift', 'Meta', 'Control']} connectionRadius={28}
      >
        <Background variant={BackgroundVariant.Dots} gap={gridStep} size={1.2} color="var(--sb-grid)" />
        <Controls showInteractive={false} className={css.controls} />
        {children}
      </ReactFlow>
    </div>
  );
}

export const FlowCanvas = (props: FlowCanvasProps): ReactNode => <ReactFlowProvider><Canvas {...props} /></ReactFlowProvider>;
