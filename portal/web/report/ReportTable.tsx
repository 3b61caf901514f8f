/** A table of a report: every figure in words, each that counts tickets a link to them. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { ReportTable as Table } from '#domain/report/levels.report';
import { useTexts } from '../shell/texts/useTexts.tsx';
import type { LevelLinks } from './links.ts';
import css from './ReportTable.module.css';

export function ReportTable({ table, links, swatches }: { table: Table; links: LevelLinks; /** Colours of the rows, as the drawing has them. */ swatches?: ReadonlyMap<string, string> }): ReactNode {
  const { t } = useTexts();
  return (
    <div className={css.frame} tabIndex={0} role="region" aria-label={table.title}>
      <table className={css.table} data-table={table.key}>
        <thead><tr>{table.columns.map((column) => <th key={column.key} scope="col" data-number={column.isNumber}>{column.label}</th>)}</tr></thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.key} data-row={row.key}>
              {table.columns.map((column, at) => {
                const cell = row.cells[at]!;
                const to = cell.value === 0 || cell.text === '' ? null : links.cell(table.key, row.key, column.key);
                const words = to === null ? <bdi>{cell.text}</bdi> : <Link to="/tickets" search={to} aria-label={t('levels.open', { what: `${row.cells[0]!.text}, ${column.label}, ${cell.text}` })}>{cell.text}</Link>;
                if (at > 0) return <td key={column.key} data-number={column.isNumber}>{words}</td>;
                return <th key={column.key} scope="row">{swatches?.has(row.key) ? <span className={css.swatch} style={{ background: swatches.get(row.key) }} aria-hidden="true" /> : null}{words}</th>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
