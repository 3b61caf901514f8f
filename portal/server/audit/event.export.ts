/** Events as a file, piece by piece: comma-separated for spreadsheets, JSON for programs. */
import { eventView, type EventView } from '#api/audit.api';
import type { Streamed } from '#api/route';
import { csvLine, csvStart } from '#domain/audit/csv';
import type { Json } from '#domain/values';

export function exportOf(format: 'csv' | 'json', day: string, batches: AsyncIterable<readonly EventView[]>): Streamed {
  return format === 'csv'
    ? { contentType: 'text/csv; charset=utf-8', fileName: `events-${day}.csv`, pieces: csvPieces(batches) }
    : { contentType: 'application/json; charset=utf-8', fileName: `events-${day}.json`, pieces: jsonPieces(batches) };
}

const columns = ['at', 'action', 'actor_kind', 'actor', 'actor_name', 'on_behalf_of', 'subjects', 'request_id', 'before', 'after', 'data', 'id'] as const;

async function* csvPieces(batches: AsyncIterable<readonly EventView[]>): AsyncGenerator<string> {
  yield csvStart + csvLine(columns);
  for await (const events of batches) if (events.length > 0) yield events.map((event) => csvLine(cellsOf(event))).join('');
}

const textOf = (value: Json | undefined): string => (value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value));
const cellsOf = (event: EventView): string[] => [
  event.at, event.action, event.actor.kind, event.actor.id, event.actor.name ?? '', event.onBehalfOf?.name ?? event.onBehalfOf?.id ?? '', event.subjects.map(({ kind, id }) => `${kind}:${id}`).join(' '), event.requestId ?? '',
  textOf(event.before), textOf(event.after), textOf(event.data), event.id,
];

async function* jsonPieces(batches: AsyncIterable<readonly EventView[]>): AsyncGenerator<string> {
  yield '{"events":[';
  let isFirst = true;
  for await (const events of batches) {
    if (events.length === 0) continue;
    yield (isFirst ? '\n' : ',\n') + events.map((event) => JSON.stringify(eventView.parse(event))).join(',\n');
    isFirst = false;
  }
  yield '\n]}\n';
}
