/** Alarm groups as their workflows write them and the console reads them; the tickets of their episodes. What a group decides is convergence's. */
import type { Connection } from 'mongoose';
import type { GroupFence } from '#domain/alarm/alarm.ports';
import type { AlarmGroup, Severity } from '#domain/alarm/alarm.schema';
import type { RightsFilter } from '#domain/identity/rights';
import { severityRank } from '#domain/alarm/priority';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { alarmModels, recordOf, type BindingRow, type EpisodeRow, type GroupRow, type JournalRow } from './alarm.models.ts';
import { containing } from '../core/pattern.ts';

export type GroupWrite = Omit<GroupRow, '_id' | 'rank' | 'revision' | 'generation' | 'fence' | 'isDemo'>;
export type FiringAlarm = AlarmGroup['firing'][number];
export interface GroupPage { items: AlarmGroup[]; next: string | null }
export interface GroupQuery { rights: RightsFilter; states: readonly AlarmGroup['state'][]; text: string | null; cursor: string | null; limit: number; nowMs: number }

export interface AlarmGroupRepo {
  /** Replaces the group. False when a later one is written already. `isDemo` stands as it was written first. */
  write(id: string, group: GroupWrite, fence: GroupFence, isDemo?: boolean): Promise<boolean>;
  /** The state its workflow wrote last. */
  stored(id: string): Promise<{ convergence: string; generation: number } | null>;
  row(id: string): Promise<GroupRow | null>;
  read(id: string, rights: RightsFilter, nowMs: number): Promise<AlarmGroup | null>;
  /** Throws REQUEST_INVALID for a cursor that is none. */
  list(query: GroupQuery): Promise<GroupPage>;
  /** How many the list would have in all; stops counting at `most`. */
  count(query: Pick<GroupQuery, 'rights' | 'states' | 'text'>, most: number): Promise<number>;
  /** What these groups are called, whose they are, and what they are about. */
  namesOf(ids: readonly string[]): Promise<{ id: string; team: string; object: AlarmGroup['object']; title: string }[]>;
  /** How many groups fire. */
  countFiring(rights: RightsFilter): Promise<number>;
  /** Latest journal records, changes and repeats, newest first. */
  latest(id: string, limit: number): Promise<JournalRow[]>;
  /** What fires, gravest and oldest first; what resolved lately. */
  firing(id: string, limit: number): Promise<BindingRow[]>;
  resolved(id: string, limit: number): Promise<BindingRow[]>;
  /** Groups that should have been woken before `before` by their own timers. */
  overslept(before: Date, limit: number): Promise<string[]>;
  /** The ticket of an episode: the first one to settle it wins, everybody gets the same. */
  settleEpisode(row: EpisodeRow): Promise<EpisodeRow>;
  episode(group: string, episode: number): Promise<EpisodeRow | null>;
}

const order: readonly SortKey[] = [{ field: 'rank', order: 1, is: 'number' }, { field: 'changedAt', order: -1, is: 'instant' }, { field: '_id', order: 1 }];
const listed = 5;
const paged = 500;
/** Firing before pending before recovered before closed; then by severity. */
const stateRank: Record<AlarmGroup['state'], number> = { firing: 0, pending: 1, recovered: 2, closed: 3 };
export const groupRank = (state: AlarmGroup['state'], severity: Severity): number => stateRank[state] * 10 + severityRank(severity);

const fenceText = ({ generation, historyLength, startedAtMs }: GroupFence): string =>
  [[generation, 8], [historyLength, 8], [startedAtMs, 15]].map(([part, width]) => String(part).padStart(width ?? 0, '0')).join('.');
export const episodeId = (group: string, episode: number): string => `${group}/${episode}`;

export function createAlarmGroupRepo(connection: Connection): AlarmGroupRepo {
  const { groups, bindings, journal, episodes } = alarmModels(connection);

  const firing = (id: string, limit: number) => bindings.find({ group: id, state: 'firing' }).sort({ rank: 1, since: 1 }).limit(limit).lean<BindingRow[]>().exec();
  const resolved = (id: string, limit: number) => bindings.find({ group: id, state: 'resolved' }).sort({ changedAt: -1 }).limit(limit).lean<BindingRow[]>().exec();
  async function heard(ids: readonly string[]): Promise<Map<string, Date>> {
    // One look at the end of an index each: a grouped pipeline would walk over every repeat.
    const latest = await Promise.all(ids.map((id) => journal.findOne({ group: id }, { receivedAt: 1 }).sort({ receivedAt: -1 }).lean<JournalRow>().exec()));
    return new Map(latest.flatMap((row, at) => (row ? [[ids[at] ?? '', row.receivedAt] as const] : [])));
  }
  const views = async (rows: readonly GroupRow[], alarms: number, nowMs: number): Promise<AlarmGroup[]> => {
    const lastHeard = await heard(rows.map(({ _id }) => _id));
    return Promise.all(rows.map(async (row) => {
      const [firingRows, resolvedRows] = await Promise.all([row.firingCount > 0 ? firing(row._id, alarms) : [], resolved(row._id, alarms)]);
      return groupView(row, firingRows, resolvedRows, lastHeard.get(row._id) ?? row.changedAt, nowMs);
    }));
  };

  return {
    async write(id, group, fence, isDemo = false) {
      const { generation } = fence;
      const text = fenceText(fence);
      const set = { ...group, rank: groupRank(group.state, group.severity), generation, fence: text };
      try {
        const done = await groups.updateOne({ _id: id, fence: { $lte: text } }, { $set: set, $inc: { revision: 1 }, $setOnInsert: { isDemo } }, { upsert: true });
        return done.matchedCount + done.upsertedCount > 0;
      } catch (thrown) {
        // The upsert found no row with an older fence and met the newer one on its id.
        if (isDuplicateKey(thrown)) return false;
        throw thrown;
      }
    },
    stored: (id) => groups.findById(id, { convergence: 1, generation: 1 }).lean<GroupRow>().exec(),
    row: (id) => groups.findById(id).lean<GroupRow>().exec(),
    async read(id, rights, nowMs) {
      const row = await groups.findOne({ $and: [{ _id: id }, rights] } as never).lean<GroupRow>().exec();
      return row ? ((await views([row], paged, nowMs))[0] ?? null) : null;
    },
    count: (query, most) => groups.countDocuments({ $and: partsOf(query) } as never, { limit: most }).exec(),
    async list({ cursor, limit, nowMs, ...query }) {
      const parts = partsOf(query);
      if (cursor !== null) parts.push(afterCursor(order, cursor));
      const rows = await groups.find({ $and: parts } as never).sort(sortOf(order)).limit(limit + 1).lean<GroupRow[]>().exec();
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return { items: await views(page, listed, nowMs), next: rows.length > limit && last ? cursorOf(order, last) : null };
    },
    namesOf: async (ids) => (await groups.find({ _id: { $in: [...ids] } }, { team: 1, object: 1, title: 1 }).lean<GroupRow[]>().exec()).map(({ _id, team, object, title }) => ({ id: _id, team, object, title })),
    countFiring: (rights) => groups.countDocuments({ $and: [{ state: 'firing' }, rights] } as never).exec(),
    latest: (id, limit) => journal.find({ group: id }).sort({ receivedAt: -1 }).limit(limit).lean<JournalRow[]>().exec(),
    firing, resolved,
    overslept: async (before, limit) => (await groups.find({ wakeAt: { $lt: before } }, { _id: 1 }).sort({ wakeAt: 1 }).limit(limit).lean<GroupRow[]>().exec()).map(({ _id }) => _id),
    async settleEpisode(row) {
      const { _id, ...fields } = row;
      try {
        const settled = await episodes.findOneAndUpdate({ _id }, { $setOnInsert: fields }, { upsert: true, returnDocument: 'after' }).lean<EpisodeRow>().exec();
        return settled ?? row;
      } catch (thrown) {
        if (!isDuplicateKey(thrown)) throw thrown;
        return (await episodes.findById(_id).lean<EpisodeRow>().exec()) ?? row;
      }
    },
    episode: (group, episode) => episodes.findById(episodeId(group, episode)).lean<EpisodeRow>().exec(),
  };
}

function partsOf({ rights, states, text }: Pick<GroupQuery, 'rights' | 'states' | 'text'>): object[] {
  return [rights, ...(states.length > 0 ? [{ state: { $in: states } }] : []), ...(text ? [{ title: containing(text) }] : [])];
}

function groupView(row: GroupRow, firingRows: readonly BindingRow[], resolvedRows: readonly BindingRow[], lastSeenAt: Date, nowMs: number): AlarmGroup {
  const isSilent = row.firingCount > 0 && nowMs - lastSeenAt.getTime() > 2 * row.repeatSeconds * 1000;
  return {
    id: row._id, source: row.source, key: recordOf(row.key), title: row.title, severity: row.severity, state: row.state, episode: row.episode,
    firing: firingRows.map((alarm) => ({ fingerprint: alarm.fingerprint, name: alarm.name, severity: alarm.severity, since: alarm.startsAt.toISOString(), labels: recordOf(alarm.labels), annotations: recordOf(alarm.annotations) })),
    resolved: resolvedRows.map((alarm) => ({ fingerprint: alarm.fingerprint, name: alarm.name, at: (alarm.endsAt ?? alarm.changedAt).toISOString() })),
    firingCount: row.firingCount, alarmCount: row.alarmCount, firstSeenAt: row.firstSeenAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(), nextFlushAt: row.nextFlushAt?.toISOString() ?? null,
    ticket: row.ticket, object: row.object, team: row.team, acknowledgedBy: row.acknowledgedBy, acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    notHeardSince: isSilent ? lastSeenAt.toISOString() : null, fault: row.fault, isDemo: row.isDemo, revision: row.revision,
  };
}
