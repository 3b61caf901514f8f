/** One flow node on the React Flow canvas: card, gateway, event, boundary or scope frame, with its handles. No Ant Design inside: a thousand of these are on screen. */
import { memo, type CSSProperties, type ReactNode } from 'react';
import { Handle, NodeResizer, Position, type Node, type NodeProps } from '@xyflow/react';
import { Icon } from '../../ui/Icon.tsx';
import type { DrawnNode } from '#domain/flow/drawing/drawing';
import { outcomeShare } from '#domain/flow/drawing/geometry';
import css from './ShapeNode.module.css';

export interface ShapeData extends Record<string, unknown> {
  drawn: DrawnNode;
  /** Findings on this node: number and worst severity. */
  findings: { count: number; severity: 'error' | 'warning' | 'info'; label: string } | null;
  isPulsing: boolean;
  run: { tokens: number; isVisited: boolean; isWaiting: boolean; hasIncident: boolean; label: string } | null;
  isEditable: boolean;
  /** Its places in the trace that is being followed (none: it is not part of it); null when none is followed. */
  trace: { numbers: number[]; isCurrent: boolean } | null;
  onResize: ((id: string, rect: { x: number; y: number; width: number; height: number }) => void) | null;
}
export type ShapeNodeType = Node<ShapeData, 'shape'>;

function Handles({ drawn }: { drawn: DrawnNode }): ReactNode {
  const count = drawn.outcomes.length;
  return (
    <>
      {drawn.takesInput ? <Handle type="target" position={Position.Left} className={css.handle} /> : null}
      {drawn.outcomes.map((outcome, index) => (
        <Handle
          key={outcome.key ?? ''} id={outcome.key ?? ''} type="source" className={css.handle} title={outcome.name || undefined}
          position={drawn.shape === 'boundary' ? Position.Bottom : Position.Right}
          style={drawn.shape === 'boundary' || count === 1 ? {} : { top: `${outcomeShare(index, count) * 100}%` }}
        />
      ))}
    </>
  );
}

function Body({ drawn }: { drawn: DrawnNode }): ReactNode {
  if (drawn.shape === 'card') {
    return (
      <div className={css.card}>
        <span className={css.icon}><Icon name={drawn.icon} size={18} /></span>
        <span className={css.words}><span className={css.title}>{drawn.title}</span>{drawn.summary ? <span className={css.summary}>{drawn.summary}</span> : null}</span>
      </div>
    );
  }
  if (drawn.shape === 'scope') return <div className={`${css.scope} ${drawn.takesInput ? '' : css.listening}`}><span className={css.rim} /><span className={css.scopeTitle}>{drawn.takesInput ? null : <Icon name={drawn.icon} size={14} />}{drawn.title}</span></div>;
  if (drawn.shape === 'gateway') {
    return <><svg className={css.diamond} viewBox="0 0 44 44" aria-hidden="true"><path d="M22 1.5 42.5 22 22 42.5 1.5 22Z" /></svg><span className={css.glyph}><Icon name={drawn.icon} size={18} /></span><span className={css.under}>{drawn.title}</span></>;
  }
  return <><span className={`${css.circle} ${css[drawn.ring]}`} /><span className={css.glyph}><Icon name={drawn.icon} size={16} /></span><span className={css.under}>{drawn.title}</span></>;
}

function ShapeNodeView({ data, selected }: NodeProps<ShapeNodeType>): ReactNode {
  const { drawn, findings, run, trace } = data;
  const state = run ? (run.hasIncident ? css.incident : run.tokens > 0 ? css.here : run.isVisited ? css.done : css.ahead) : '';
  const tone = { '--tone': `var(--sb-${drawn.tone})`, '--tint': `var(--sb-${drawn.tone === 'ink' ? 'surface-2' : `${drawn.tone}-tint`})`, width: drawn.rect.width, height: drawn.rect.height } as CSSProperties;
  return (
    <div className={`${css.node} ${css[`is-${drawn.shape}`]} ${selected ? css.selected : ''} ${data.isPulsing ? css.pulse : ''} ${run?.isWaiting ? css.waiting : ''} ${trace && drawn.shape !== 'scope' ? (trace.isCurrent ? css.current : trace.numbers.length > 0 ? css.traced : css.faded) : ''} ${state}`} style={tone} data-node={drawn.id} data-tokens={run?.tokens ?? undefined} data-findings={findings?.count} data-trace={trace && trace.numbers.length > 0 ? trace.numbers.join(' ') : undefined} data-trace-here={trace?.isCurrent ? '' : undefined}>
      {drawn.shape === 'scope' && data.isEditable && data.onResize ? <NodeResizer isVisible={selected} minWidth={240} minHeight={140} onResizeEnd={(_, rect) => data.onResize?.(drawn.id, rect)} lineClassName={css.resizeLine} handleClassName={css.resizeHandle} /> : null}
      <Body drawn={drawn} />
      <Handles drawn={drawn} />
      {drawn.repeat ? <span className={css.repeat} role="img" aria-label={drawn.repeat.name} title={drawn.repeat.name}><Icon name={drawn.repeat.icon} size={12} /></span> : null}
      {findings ? <span className={`${css.badge} ${css[findings.severity]}`} role="img" aria-label={findings.label} title={findings.label}>{findings.count}</span> : null}
      {trace && trace.numbers.length > 0 && drawn.shape !== 'scope' ? <span className={css.number} aria-hidden="true">{trace.numbers.slice(0, 3).join(', ')}{trace.numbers.length > 3 ? '…' : ''}</span> : null}
      {run && run.tokens > 0 ? <span className={css.token} role="img" aria-label={run.label} title={run.label}>{run.tokens > 1 ? run.tokens : ''}</span> : null}
    </div>
  );
}
export const ShapeNode = memo(ShapeNodeView);
