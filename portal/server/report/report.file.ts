/** A table of a report as a file for spreadsheets. */
import type { Streamed } from '#api/route';
import { csvPieces } from '#domain/report/report.csv';
import type { ReportTable } from '#domain/report/levels.report';

export const tableFile = (name: string, table: ReportTable): Streamed => ({ contentType: 'text/csv; charset=utf-8', fileName: `${name}.csv`, pieces: pieces(table) });

async function* pieces(table: ReportTable): AsyncGenerator<string> {
  yield* csvPieces(table);
}
