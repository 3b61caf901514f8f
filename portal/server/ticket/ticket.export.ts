/** Tickets as a file for spreadsheets, row by row, in the order of the list. */
import type { Streamed } from '#api/route';
import type { ResponseOf } from '#api/routes';
import { csvLine, csvStart } from '#domain/audit/csv';
import type { Locale, Text } from '#domain/values';
import { inLanguage } from '#domain/values';

type Row = ResponseOf<'tickets.list'>['items'][number];
const columns = ['key', 'title', 'type', 'state', 'category', 'priority', 'team', 'assignee', 'assignee_name', 'requester', 'requester_name', 'object', 'due', 'opened', 'updated', 'resolved', 'closed'] as const;

/** Names that are data are in the language of who asks; `day` stands in the name of the file. */
export const ticketFile = (day: string, locale: Locale, batches: AsyncIterable<readonly Row[]>): Streamed => ({ contentType: 'text/csv; charset=utf-8', fileName: `tickets-${day}.csv`, pieces: pieces(locale, batches) });

async function* pieces(locale: Locale, batches: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  yield csvStart + csvLine(columns);
  for await (const rows of batches) if (rows.length > 0) yield rows.map((row) => csvLine(cellsOf(row, locale))).join('');
}

const said = (text: Text | null, locale: Locale): string => (text === null ? '' : inLanguage(text, locale));
/** The nearest instant at which an open clock is due. */
const dueOf = (row: Row): string => row.clocks.filter((clock) => clock.stoppedAt === null).flatMap((clock) => clock.dueAt ?? []).sort()[0] ?? '';
const cellsOf = (row: Row, locale: Locale): string[] => [
  row.key, row.title, row.type, said(row.stateName, locale), row.category, row.priority, said(row.teamName, locale) || (row.team ?? ''), row.assignee ?? '', row.assigneeName ?? '', row.requester ?? '', row.requesterName ?? '',
  row.object?.id ?? '', dueOf(row), row.openedAt, row.updatedAt, row.resolvedAt ?? '', row.closedAt ?? '',
];
