/** Alarm groups as a file for spreadsheets, in the order of the console. */
import type { AlarmGroupView } from '#api/alarm.api';
import type { Streamed } from '#api/route';
import { csvLine, csvStart } from '#domain/audit/csv';

const columns = ['id', 'title', 'state', 'severity', 'source', 'team', 'labels', 'firing', 'alarms', 'first_seen', 'last_seen', 'ticket', 'acknowledged_by', 'acknowledged_at'] as const;

/** `day` stands in the name of the file. */
export const alarmFile = (day: string, batches: AsyncIterable<readonly AlarmGroupView[]>): Streamed => ({ contentType: 'text/csv; charset=utf-8', fileName: `alarms-${day}.csv`, pieces: pieces(batches) });

async function* pieces(batches: AsyncIterable<readonly AlarmGroupView[]>): AsyncGenerator<string> {
  yield csvStart + csvLine(columns);
  for await (const groups of batches) if (groups.length > 0) yield groups.map((group) => csvLine(cellsOf(group))).join('');
}

const cellsOf = (group: AlarmGroupView): string[] => [
  group.id, group.title, group.state, group.severity, group.source, group.team, Object.entries(group.key).map(([name, value]) => `${name}=${value}`).join(' '), String(group.firingCount), String(group.alarmCount),
  group.firstSeenAt, group.lastSeenAt, group.ticket?.key ?? '', group.acknowledgedBy?.name ?? group.acknowledgedBy?.id ?? '', group.acknowledgedAt ?? '',
];
