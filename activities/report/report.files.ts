/** The files of a weekly report: its tables, and the document once it is printed. */
import type { LevelsDocument } from '#domain/document/levels.document';
import type { NoticeFault } from '#domain/notify/notice.schema';
import { csvPieces, reportFileName } from '#domain/report/report.csv';
import { serviceLevelsReport } from '#domain/report/levels.report';
import { plusMs, type Instant, type Locale } from '#domain/values';
import type { DocumentRepo } from '#store/document/document.repo';
import type { KeptFile } from '#store/notify/notice-file.repo';

/** Files of a notice can be fetched for a quarter of a year. */
export const keptUntil = (now: Instant): Instant => plusMs(now, 92 * 86_400_000);

const fileOf = (name: string, contentType: string, content: Uint8Array, until: Instant): KeptFile => ({ name, contentType, content, bytes: content.byteLength, keptUntil: until });

/** Every table with rows, named as the page names them. */
export function tablesOf({ figures, scope }: LevelsDocument, locale: Locale, until: Instant): KeptFile[] {
  const { tables } = serviceLevelsReport(figures, locale, scope);
  return tables.filter(({ rows }) => rows.length > 0).map((table) => fileOf(`${reportFileName(table.key, figures.period)}.csv`, 'text/csv; charset=utf-8', new TextEncoder().encode([...csvPieces(table)].join('')), until));
}

/** The file, or why there is none. */
export async function printedOf(document: string, documents: Pick<DocumentRepo, 'read' | 'file'>, until: Instant): Promise<{ file: KeptFile; fault?: never } | { fault: NoticeFault; file?: never }> {
  const found = await documents.read(document);
  const pdf = found?.status === 'ready' ? await documents.file(document) : null;
  if (found !== null && pdf !== null) return { file: fileOf(found.fileName, 'application/pdf', pdf, until) };
  return { fault: found?.fault ?? { code: 'DOCUMENT_TOO_SLOW', params: {} } };
}
