/** A table of a report as text for spreadsheets: headers in the reader's language, numbers as plain numbers. */
import { csvLine, csvStart } from '../audit/csv.ts';
import type { ReportTable } from './levels.report.ts';

export function* csvPieces({ columns, rows }: Pick<ReportTable, 'columns' | 'rows'>): Generator<string> {
  yield csvStart + csvLine(columns.map(({ label }) => label));
  for (const { cells } of rows) yield csvLine(cells.map(({ value }) => String(value)));
}

/** Of a report's file, but for its ending: "service-levels-team-2026-08-31-2026-11-22". */
export const reportFileName = (table: string | null, { from, to }: { from: string; to: string }): string => `service-levels-${table === null ? '' : `${table}-`}${from}-${to}`;
