/** Alarm sources and what they sent lately. Secrets are references here. */
import type { ClientSession, Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import { alarmSourceSchema, type AlarmSource } from '#domain/alarm/alarm.schema';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { Instant } from '#domain/values';
import { groupRank } from './group.repo.ts';
import { alarmModels, type SourceCountRow, type SourceRow } from './alarm.models.ts';

type Alongside = (session: ClientSession) => Promise<void>;
export interface SourceChange { revision: number; at: Instant; by: ActorRef }
export interface AlarmSourceRepo {
  /** Also one that was removed: what came from it is still read, and a group of it ends as any other. */
  read(id: string): Promise<AlarmSource | null>;
  /** Those that were removed as well, for who reads what came from them. */
  known(): Promise<AlarmSource[]>;
  list(): Promise<(AlarmSource & { lastReceivedAt: Date | null; received: number })[]>;
  save(source: AlarmSource): Promise<void>;
  addMissing(source: AlarmSource): Promise<void>;
  /** A new one. Throws SOURCE_ID_TAKEN, also for the id of one that was removed: history names it. `alongside` runs in the transaction, here and below. */
  make(source: AlarmSource, alongside: Alongside): Promise<void>;
  /** Changes one that is as `revision` was, and answers it. Throws SOURCE_STALE, NOT_FOUND. */
  change(id: string, fields: Partial<Omit<AlarmSource, 'id'>>, change: SourceChange, alongside: Alongside): Promise<AlarmSource>;
  /** Takes nothing any more and is listed no more. Throws SOURCE_IN_USE while groups of it are open or about to be, SOURCE_STALE, NOT_FOUND. */
  remove(id: string, change: SourceChange, alongside: Alongside): Promise<void>;
  /** The beginning of a body that came lately; null when none was kept. */
  lastBody(id: string): Promise<string | null>;
  /** Adds up what arrived, with the beginning of the last body; told now and then, so a crash may lose some of the count (never of the alarms). */
  count(id: string, received: number, lastReceivedAt: Date, lastBody?: string): Promise<void>;
}

/** Ranks from here on are of closed groups. */
const closedRank = groupRank('closed', 'critical');

const sourceOf = ({ _id, ...rest }: SourceRow): AlarmSource => alarmSourceSchema.parse({ id: _id, ...rest });

export function createAlarmSourceRepo(connection: Connection): AlarmSourceRepo {
  const { sources, sourceCounts, groups, heads } = alarmModels(connection);

  /** Groups that are not closed, and those that alarms were journalled for and no workflow has written yet. */
  async function openGroups(source: string, session: ClientSession): Promise<number> {
    const [open, pending] = [await groups.find({ source, rank: { $lt: closedRank } }, { _id: 1 }).session(session).lean<{ _id: string }[]>().exec(), await heads.find({ source, isPending: true, pendingSince: { $exists: true } }, { _id: 1 }).session(session).lean<{ _id: string }[]>().exec()];
    return new Set([...open, ...pending].map(({ _id }) => _id)).size;
  }
  async function changeWithin(session: ClientSession, id: string, fields: Partial<Omit<AlarmSource, 'id'>>, { revision, at, by }: SourceChange): Promise<SourceRow> {
    const change = { ...fields, revision: revision + 1, changedAt: at, changedBy: by };
    const row = await sources.findOneAndUpdate({ _id: id, removedAt: null, revision: revision === 1 ? { $in: [1, null] } : revision }, { $set: change } as never, { session, returnDocument: 'after' }).lean<SourceRow>().exec();
    if (row !== null) return row;
    const standing = await sources.findOne({ _id: id, removedAt: null } as never).session(session).lean<SourceRow>().exec();
    throw standing === null ? new CatalogueError('NOT_FOUND', { what: 'alarm-source' }) : new CatalogueError('SOURCE_STALE', { by: standing.changedBy?.name ?? standing.changedBy?.id ?? 'somebody' });
  }
  return {
    async read(id) {
      const row = await sources.findById(id).lean<SourceRow>().exec();
      return row ? sourceOf(row) : null;
    },
    known: async () => (await sources.find().sort({ _id: 1 }).lean<SourceRow[]>().exec()).map(sourceOf),
    async list() {
      const [rows, counts] = await Promise.all([sources.find({ removedAt: null } as never).sort({ _id: 1 }).lean<SourceRow[]>().exec(), sourceCounts.find().lean<SourceCountRow[]>().exec()]);
      const byId = new Map(counts.map((count) => [count._id, count]));
      return rows.map((row) => ({ ...sourceOf(row), lastReceivedAt: byId.get(row._id)?.lastReceivedAt ?? null, received: byId.get(row._id)?.received ?? 0 }));
    },
    async save(source) {
      const { id, ...fields } = alarmSourceSchema.parse(source);
      await sources.replaceOne({ _id: id }, fields as never, { upsert: true });
    },
    async addMissing(source) {
      const { id, ...fields } = alarmSourceSchema.parse(source);
      await sources.updateOne({ _id: id }, { $setOnInsert: fields }, { upsert: true });
    },
    make: (source, alongside) => connection.transaction(async (session) => {
      const { id, ...fields } = alarmSourceSchema.parse(source);
      if (await sources.exists({ _id: id }).session(session)) throw new CatalogueError('SOURCE_ID_TAKEN', { source: id });
      await sources.create([{ _id: id, ...fields }], { session });
      await alongside(session);
    }, { writeConcern: { w: 'majority' } }),
    change: (id, fields, change, alongside) => connection.transaction(async (session) => {
      const row = await changeWithin(session, id, fields, change);
      await alongside(session);
      return sourceOf(row);
    }, { writeConcern: { w: 'majority' } }),
    remove: (id, change, alongside) => connection.transaction(async (session) => {
      await changeWithin(session, id, { isEnabled: false, formerSecretUntil: null, removedAt: change.at }, change);
      const open = await openGroups(id, session);
      if (open > 0) throw new CatalogueError('SOURCE_IN_USE', { source: id, count: open });
      await sourceCounts.deleteOne({ _id: id }, { session });
      await alongside(session);
    }, { writeConcern: { w: 'majority' } }),
    lastBody: async (id) => (await sourceCounts.findById(id, { lastBody: 1 }).lean<SourceCountRow>().exec())?.lastBody ?? null,
    count: async (id, received, lastReceivedAt, lastBody) => { await sourceCounts.updateOne({ _id: id }, { $inc: { received }, $max: { lastReceivedAt }, ...(lastBody === undefined ? {} : { $set: { lastBody } }) }, { upsert: true }); },
  };
}
