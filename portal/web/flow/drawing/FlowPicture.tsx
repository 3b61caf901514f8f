/** A flow as one still SVG: for the strip on a ticket, approvals and lists. No canvas engine is loaded for it. */
import type { ReactNode } from 'react';
import type { Drawing, DrawnNode } from '#domain/flow/drawing/drawing';
import { boundsOf, centre, pathOf, type Rect } from '#domain/flow/drawing/geometry';
import { fitting } from '#domain/flow/drawing/fitting';
import type { PictureRun } from '#domain/flow/drawing/picture-run';
import css from './FlowPicture.module.css';

/** `isFocused`: instead of the whole drawing, the part around what is going on, at half size (a strip). */
export interface FlowPictureProps { drawing: Drawing; run?: PictureRun; label: string; className?: string; isFocused?: boolean }

const pad = 24;
/** What a strip shows: 170 units of height around the tokens (else the last steps), as wide as the place is. */
const stripHeight = 170;
const stripWidth = 1500;

/** The part of the drawing around the tokens, kept inside the drawing. */
export function focusOf(bounds: Rect, around: readonly Rect[]): Rect {
  const width = Math.min(stripWidth, bounds.width + pad * 2);
  const at = around.length > 0 ? centre(boundsOf(around.slice(0, 1))) : { x: bounds.x + bounds.width, y: bounds.y };
  const x = Math.min(Math.max(at.x - width / 2, bounds.x - pad), bounds.x + bounds.width + pad - width);
  return { x, y: at.y - stripHeight / 2, width, height: stripHeight };
}

function Shape({ node, run }: { node: DrawnNode; run: PictureRun | undefined }): ReactNode {
  const { x, y, width, height } = node.rect;
  const middle = centre(node.rect);
  const isHere = (run?.tokens.get(node.id) ?? 0) > 0;
  const state = run?.incidents.has(node.id) ? css.incident : isHere ? css.here : run && !run.visitedNodes[node.id] ? css.ahead : '';
  const tone = { '--tone': `var(--sb-${node.tone})`, '--tint': `var(--sb-${node.tone === 'ink' ? 'surface' : `${node.tone}-tint`})` } as React.CSSProperties;
  if (node.shape === 'scope') return <rect className={css.scope} x={x} y={y} width={width} height={height} rx={10} />;
  if (node.shape === 'gateway') return <path className={`${css.node} ${state}`} style={tone} d={`M${middle.x} ${y}L${x + width} ${middle.y}L${middle.x} ${y + height}L${x} ${middle.y}Z`} />;
  if (node.shape === 'card') {
    return (
      <g className={`${css.node} ${state}`} style={tone}>
        <rect x={x} y={y} width={width} height={height} rx={6} />
        <text x={x + 16} y={middle.y + 6} className={css.title}>{fitting(node.title, width - 32)}</text>
      </g>
    );
  }
  return <circle className={`${css.node} ${node.ring === 'thick' || node.ring === 'filled' ? css.thick : node.ring === 'dashed' ? css.dashed : ''} ${state}`} style={tone} cx={middle.x} cy={middle.y} r={width / 2} />;
}

export function FlowPicture({ drawing, run, label, className, isFocused = false }: FlowPictureProps): ReactNode {
  const bounds = boundsOf(drawing.nodes.map((node) => node.rect));
  const whole: Rect = { x: bounds.x - pad, y: bounds.y - pad, width: bounds.width + pad * 2, height: bounds.height + pad * 2 };
  const here = drawing.nodes.filter((node) => node.shape !== 'scope' && (run?.tokens.get(node.id) ?? 0) > 0).map((node) => node.rect);
  const ends = drawing.nodes.filter((node) => (node.ring === 'thick' || node.ring === 'filled') && node.shape === 'event' && run?.visitedNodes[node.id]).map((node) => node.rect);
  const shown = isFocused ? focusOf(bounds, here.length > 0 ? here : ends.slice(-1)) : whole;
  return (
    <svg className={`${css.picture} ${className ?? ''}`} viewBox={`${shown.x} ${shown.y} ${shown.width} ${shown.height}`} role="img" aria-label={label} preserveAspectRatio={isFocused ? 'xMidYMid slice' : 'xMidYMid meet'}>
      {drawing.nodes.filter((node) => node.shape === 'scope').map((node) => <Shape key={node.id} node={node} run={run} />)}
      {drawing.edges.map((edge) => <path key={edge.id} className={`${css.edge} ${run?.visitedEdges[edge.id] ? css.visited : ''}`} d={pathOf(edge.points)} />)}
      {drawing.nodes.filter((node) => node.shape !== 'scope').map((node) => <Shape key={node.id} node={node} run={run} />)}
      {run ? drawing.nodes.filter((node) => node.shape !== 'scope' && (run.tokens.get(node.id) ?? 0) > 0).map((node) => (
        <g key={`token-${node.id}`} className={css.token} data-token-at={node.id}>
          <circle cx={node.rect.x + node.rect.width} cy={node.rect.y} r={15} />
          {(run.tokens.get(node.id) ?? 0) > 1 ? <text x={node.rect.x + node.rect.width} y={node.rect.y + 7} textAnchor="middle">{run.tokens.get(node.id)}</text> : null}
        </g>
      )) : null}
    </svg>
  );
}
