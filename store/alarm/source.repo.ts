/** Alarm sources and what they sent lately. Secrets are references here. */
import type { Connection } from 'mongoose';
import { alarmSourceSchema, type AlarmSource } from '#domain/alarm/alarm.schema';
import { alarmModels, type SourceCountRow, type SourceRow } from './alarm.models.ts';

export interface AlarmSourceRepo {
  read(id: string): Promise<AlarmSource | null>;
  list(): Promise<(AlarmSource & { lastReceivedAt: Date | null; received: number })[]>;
  save(source: AlarmSource): Promise<void>;
  addMissing(source: AlarmSource): Promise<void>;
  /** Adds up what arrived; told now and then, so a crash may lose some of the count (never of the alarms). */
  count(id: string, received: number, lastReceivedAt: Date): Promise<void>;
}

const sourceOf = ({ _id, ...rest }: SourceRow): AlarmSource => alarmSourceSchema.parse({ id: _id, ...rest });

export function createAlarmSourceRepo(connection: Connection): AlarmSourceRepo {
  const { sources, sourceCounts } = alarmModels(connection);
  return {
    async read(id) {
      const row = await sources.findById(id).lean<SourceRow>().exec();
      return row ? sourceOf(row) : null;
    },
    async list() {
      const [rows, counts] = await Promise.all([sources.find().sort({ _id: 1 }).lean<SourceRow[]>().exec(), sourceCounts.find().lean<SourceCountRow[]>().exec()]);
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
    count: async (id, received, lastReceivedAt) => { await sourceCounts.updateOne({ _id: id }, { $inc: { received }, $max: { lastReceivedAt } }, { upsert: true }); },
  };
}
