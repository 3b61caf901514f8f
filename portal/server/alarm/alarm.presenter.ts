/** Makes rows of alarms into what the API answers. Secrets stay references. */
import { alarmGroupRights, deadLetterRights, type AlarmGroupView, type DeadLetterView } from '#api/alarm.api';
import type { AlarmSourceView } from '#api/source.api';
import type { AlarmGroup, AlarmSource, DeadLetter } from '#domain/alarm/alarm.schema';
import { allowedOn, groupResource, sourceResource } from '#domain/identity/rights';
import type { Actor } from '#domain/identity/identity.schema';
import { recordOf, type JournalRow } from '#store/alarm/alarm.models';
import type { ResponseOf } from '../http/handler.ts';

type JournalLine = ResponseOf<'alarmGroups.read'>['journal'][number];

export const presentGroup = (group: AlarmGroup, actor: Actor): AlarmGroupView => ({ ...group, can: allowedOn(actor, alarmGroupRights, groupResource(group)) });
export const presentLetter = (letter: DeadLetter, source: AlarmSource | null, actor: Actor): DeadLetterView => ({
  ...letter, sourceName: source?.name ?? letter.source, isSourceRemoved: source?.removedAt != null, can: source?.removedAt == null ? allowedOn(actor, deadLetterRights, sourceResource(source ?? { team: null })) : [],
});
export const presentJournal = (row: JournalRow): JournalLine => ({
  id: row._id, seq: row.seq ?? null, receivedAt: row.receivedAt.toISOString(), change: row.change, name: row.name, severity: row.severity, state: row.state, labels: recordOf(row.labels),
});

/** `letters`: bodies of it that are kept because they were not understood. */
export function presentSource({ lastReceivedAt, received, removedAt: _removed, ...source }: AlarmSource & { lastReceivedAt: Date | null; received: number }, publicUrl: string, letters: number): AlarmSourceView {
  return { ...source, url: `${publicUrl}/api/alarms/${source.id}`, lastReceivedAt: lastReceivedAt?.toISOString() ?? null, received, letters };
}
