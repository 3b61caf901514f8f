/** One edge on the canvas: orthogonal, rounded, with its label on a small chip and a "+" to put a step onto it. */
import { memo, type ReactNode } from 'react';
import { BaseEdge, EdgeLabelRenderer, useInternalNode, type Edge, type EdgeProps, type InternalNode } from '@xyflow/react';
import type { DrawnEdge } from './drawing.ts';
import { edgePoints } from './FlowPicture.tsx';
import { labelPoint, pathOf, type Rect } from './geometry.ts';
import type { ShapeNodeType } from './ShapeNode.tsx';
import css from './LineEdge.module.css';

export interface LineData extends Record<string, unknown> {
  drawn: DrawnEdge;
  visits: number | null;
  /** Words for the "+" button; null where nothing can be inserted. */
  insertLabel: string | null;
  onInsert: ((edge: string, at: { x: number; y: number }) => void) | null;
}
export type LineEdgeType = Edge<LineData, 'line'>;

const rectOf = (node: InternalNode<ShapeNodeType>): Rect => ({ ...node.internals.positionAbsolute, width: node.data.drawn.rect.width, height: node.data.drawn.rect.height });

function LineEdgeView({ id, source, target, data, selected, markerEnd }: EdgeProps<LineEdgeType>): ReactNode {
  const from = useInternalNode<ShapeNodeType>(source);
  const to = useInternalNode<ShapeNodeType>(target);
  if (!from || !to || !data) return null;
  const points = edgePoints(data.drawn, { shape: from.data.drawn.shape, rect: rectOf(from) }, { shape: to.data.drawn.shape, rect: rectOf(to) });
  const at = labelPoint(points);
  const isVisited = (data.visits ?? 0) > 0;
  return (
    <>
      <BaseEdge id={id} path={pathOf(points)} interactionWidth={20} className={`${css.line} ${selected ? css.selected : ''} ${isVisited ? css.visited : ''} ${data.visits !== null && !isVisited ? css.unvisited : ''}`} {...(markerEnd ? { markerEnd } : {})} />
      <EdgeLabelRenderer>
        <div className={`${css.place} nodrag nopan`} style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }} data-edge={id}>
          {data.drawn.label ? <span className={`${css.label} ${data.drawn.isDefault ? css.default : ''}`}>{data.drawn.label}</span> : data.drawn.isDefault ? <span className={css.slash} aria-hidden="true" /> : null}
          {data.onInsert && data.insertLabel ? <button type="button" className={css.insert} aria-label={data.insertLabel} title={data.insertLabel} onClick={() => data.onInsert?.(id, at)}>+</button> : null}
        </div>
      </EdgeLabelRenderer>
    </>
  );
}
export const LineEdge = memo(LineEdgeView);
