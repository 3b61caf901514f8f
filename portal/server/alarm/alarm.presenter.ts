/** Makes rows of alarms into what the API answers. Secrets stay references. */
import { alarmGroupRights, type AlarmGroupView } from '#api/alarm.api';
import type { AlarmGroup, AlarmSource } from '#domain/alarm/alarm.schema';
import { allowedOn } from '#domain/identity/rights';
import type { Actor } from '#domain/identity/identity.schema';
import { recordOf, type JournalRow } from '#store/alarm/alarm.models';
import type { ResponseOf } from '../http/handler.ts';

type JournalLine = ResponseOf<'alarmGroups.read'>['journal'][number];
type SourceLine = ResponseOf<'alarmSources.list'>['items'][number];

export const presentGroup = (group: AlarmGroup, actor: Actor): AlarmGroupView => ({ ...group, can: allowedOn(actor, alarmGroupRights, { team: group.team }) });
export const presentJournal = (row: JournalRow): JournalLine => ({
  id: row._id, seq: row.seq ?? null, receivedAt: row.receivedAt.toISOString(), change: row.change, name: row.name, severity: row.severity, state: row.state, labels: recordOf(row.labels),
});

export function presentSource({ lastReceivedAt, received, ...source }: AlarmSource & { lastReceivedAt: Date | null; received: number }, publicUrl: string): SourceLine {
  return { ...source, url: `${publicUrl}/api/alarms/${source.id}`, lastReceivedAt: lastReceivedAt?.toISOString() ?? null, received };
}
