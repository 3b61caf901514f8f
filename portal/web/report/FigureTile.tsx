/** A figure of the period with its line of twelve weeks; the figure and every point of the line lead to their tickets. */
import type { ReactNode } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReportFigure } from '#domain/report/levels.report';
import { useTexts } from '../shell/texts/useTexts.tsx';
import type { TicketFilters } from '../ticket/list/filters.ts';
import css from './FigureTile.module.css';

/** `value` null: nothing to say about that week. */
export interface LinePoint { week: string; name: string; value: number | null; text: string; to: TicketFilters }

const [width, height, edge] = [240, 40, 4];

export function FigureTile({ figure, to, line, most }: { figure: ReportFigure; /** Null where the figure counts nothing. */ to: TicketFilters | null; line: readonly LinePoint[]; /** The value at the top of the line. */ most: number }): ReactNode {
  const { t } = useTexts();
  return (
    <section className={css.tile} data-figure={figure.key} aria-labelledby={`figure-${figure.key}`}>
      <h2 id={`figure-${figure.key}`} className={css.label}>{figure.label}</h2>
      <p className={css.words}>
        {to === null ? <span className={css.value}>{figure.value}</span> : <Link to="/tickets" search={to} className={css.value} aria-label={t('levels.open', { what: [figure.label, figure.value, figure.note].filter((part) => part !== '').join(', ') })}>{figure.value}</Link>}
        {figure.note ? <span className={css.note}>{figure.note}</span> : null}
      </p>
      <Sparkline label={t('levels.line', { figure: figure.label })} line={line} most={most} />
    </section>
  );
}

function Sparkline({ label, line, most }: { label: string; line: readonly LinePoint[]; most: number }): ReactNode {
  const { t } = useTexts();
  const navigate = useNavigate();
  const wide = width / Math.max(1, line.length);
  const at = (point: LinePoint, index: number): [number, number] => [(index + 0.5) * wide, height - edge - ((point.value ?? 0) / Math.max(1, most)) * (height - 2 * edge)];
  // Weeks without a value are gaps: nothing was decided then, which is not zero.
  const path = line.map((point, index) => (point.value === null ? '' : `${index > 0 && line[index - 1]!.value !== null ? 'L' : 'M'}${at(point, index).map((one) => one.toFixed(1)).join(' ')}`)).join('');
  return (
    <svg className={css.line} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path d={path} className={css.path} vectorEffect="non-scaling-stroke" />
      {line.map((point, index) => (
        <g key={point.week} className={css.week}>
          {point.value === null ? null : <line x1={at(point, index)[0]} x2={at(point, index)[0]} y1={at(point, index)[1]} y2={at(point, index)[1]} className={css.dot} vectorEffect="non-scaling-stroke" data-last={index === line.length - 1} />}
          <rect x={index * wide} width={wide} height={height} className={css.target} onClick={() => { if (point.value !== null) void navigate({ to: '/tickets', search: point.to }); }}><title>{t('levels.weekValue', { week: point.name, value: point.text })}</title></rect>
        </g>
      ))}
    </svg>
  );
}
