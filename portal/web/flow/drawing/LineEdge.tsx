/** One edge on the canvas: orthogonal, rounded, its words on a small chip, and a "+" wherever the pointer follows it, to put a step onto it there. */
import { memo, useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { BaseEdge, EdgeLabelRenderer, useInternalNode, useReactFlow, type Edge, type EdgeProps, type InternalNode } from '@xyflow/react';
import type { DrawnEdge } from '#domain/flow/drawing/drawing';
import { labelPoint, nearestOn, pathOf, quickWay, walkOn, type Point, type Rect } from '#domain/flow/drawing/geometry';
import type { ShapeNodeType } from './ShapeNode.tsx';
import css from './LineEdge.module.css';

export interface LineData extends Record<string, unknown> {
  drawn: DrawnEdge;
  visits: number | null;
  /** Part of the trace that is being followed; null when none is. */
  isTraced: boolean | null;
  /** Words for the "+" button; null where nothing can be inserted. */
  insertLabel: string | null;
  onInsert: ((edge: string, at: Point, screen: Point) => void) | null;
}
export type LineEdgeType = Edge<LineData, 'line'>;

/** The "+" keeps this far from the pointer, so that a click on the line still selects the line. */
const ahead = 28;
const staysMs = 350;

const rectOf = (node: InternalNode<ShapeNodeType>): Rect => ({ ...node.internals.positionAbsolute, width: node.data.drawn.rect.width, height: node.data.drawn.rect.height });
const isAtRest = (node: InternalNode<ShapeNodeType>): boolean => node.internals.positionAbsolute.x === node.data.drawn.rect.x && node.internals.positionAbsolute.y === node.data.drawn.rect.y;

function usePlus(points: readonly Point[], isWanted: boolean) {
  const flow = useReactFlow();
  const [plus, setPlus] = useState<Point | null>(null);
  const hiding = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(hiding.current), []);
  const keep = () => clearTimeout(hiding.current);
  const leave = () => { clearTimeout(hiding.current); hiding.current = setTimeout(() => setPlus(null), staysMs); };
  const follow = (event: PointerEvent) => {
    if (!isWanted || event.pointerType === 'touch' || event.buttons !== 0) return;
    keep();
    const near = nearestOn(points, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
    if (plus && Math.hypot(plus.x - near.at.x, plus.y - near.at.y) < ahead * 2) return;
    setPlus(walkOn(points, near, ahead));
  };
  return { plus, keep, leave, follow };
}

function LineEdgeView({ id, source, target, data, selected, markerEnd }: EdgeProps<LineEdgeType>): ReactNode {
  const from = useInternalNode<ShapeNodeType>(source);
  const to = useInternalNode<ShapeNodeType>(target);
  const isResting = from !== undefined && to !== undefined && isAtRest(from) && isAtRest(to);
  const points = !from || !to || !data ? [] : isResting ? data.drawn.points : quickWay({ shape: from.data.drawn.shape, rect: rectOf(from) }, { shape: to.data.drawn.shape, rect: rectOf(to) }, data.drawn.outcome);
  const { plus, keep, leave, follow } = usePlus(points, data?.onInsert !== null && isResting);
  if (!data || points.length === 0) return null;
  const at = isResting && data.drawn.labelAt ? data.drawn.labelAt : labelPoint(points);
  const tone = selected ? css.selected : data.isTraced !== null ? (data.isTraced ? css.traced : css.faded) : data.visits === null ? '' : data.visits > 0 ? css.visited : css.unvisited;
  const isFaded = data.isTraced === false;
  return (
    <>
      <g className={css.edge} onPointerMove={follow} onPointerLeave={leave}>
        <BaseEdge id={id} path={pathOf(points)} interactionWidth={20} className={`${css.line} ${tone}`} {...(markerEnd ? { markerEnd } : {})} />
      </g>
      <EdgeLabelRenderer>
        {data.drawn.label || data.drawn.isDefault ? (
          <div className={`${css.place} ${isFaded ? css.fadedWords : ''}`} style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }} data-edge={id}>
            {data.drawn.label ? <span className={`${css.label} ${data.drawn.isDefault ? css.default : ''} ${selected ? css.selectedLabel : ''}`} title={data.drawn.label}>{data.drawn.label}</span> : <span className={css.slash} aria-hidden="true" />}
          </div>
        ) : null}
        {plus && data.onInsert && data.insertLabel ? (
          <button
            type="button" className={`${css.insert} nodrag nopan`} aria-label={data.insertLabel} title={data.insertLabel} data-insert={id} style={{ transform: `translate(-50%, -50%) translate(${plus.x}px, ${plus.y}px)` }}
            onPointerEnter={keep} onPointerLeave={leave} onClick={(event) => data.onInsert?.(id, plus, { x: event.clientX, y: event.clientY })}
          >+</button>
        ) : null}
      </EdgeLabelRenderer>
    </>
  );
}
export const LineEdge = memo(LineEdgeView);
