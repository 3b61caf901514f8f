/** Alarm sources, what they sent lately, and bodies of theirs that could not be understood. Secrets are references here. */
import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { alarmSourceSchema, type AlarmSource, type DeadLetter } from '#domain/alarm/alarm.schema';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { alarmModels, type DeadLetterRow, type SourceCountRow, type SourceRow } from './alarm.models.ts';

/** Most dead letters kept of a source, and characters of each body. */
const lettersKept = 1_000;
const bodyKept = 65_536;

export interface AlarmSourceRepo {
  read(id: string): Promise<AlarmSource | null>;
  list(): Promise<(AlarmSource & { lastReceivedAt: Date | null; received: number })[]>;
  save(source: AlarmSource): Promise<void>;
  addMissing(source: AlarmSource): Promise<void>;
  /** Adds up what arrived; told now and then, so a crash may lose some of the count (never of the alarms). */
  count(id: string, received: number, lastReceivedAt: Date): Promise<void>;
  /** Keeps a body with the reason it was refused; the oldest beyond 1,000 of a source go. */
  bury(letter: Omit<DeadLetter, 'id' | 'at'> & { at: Date }): Promise<void>;
  /** Newest first. Throws REQUEST_INVALID for a cursor that is none. */
  letters(query: { sources: readonly string[] | null; cursor: string | null; limit: number }): Promise<{ items: DeadLetter[]; next: string | null }>;
}

const letterOrder: readonly SortKey[] = [{ field: 'at', order: -1, is: 'instant' }, { field: '_id', order: -1 }];
const sourceOf = ({ _id, ...rest }: SourceRow): AlarmSource => alarmSourceSchema.parse({ id: _id, ...rest });

export function createAlarmSourceRepo(connection: Connection): AlarmSourceRepo {
  const { sources, sourceCounts, deadLetters } = alarmModels(connection);
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
    async bury({ body, ...letter }) {
      await deadLetters.create({ _id: randomBytes(12).toString('hex'), ...letter, body: body.length > bodyKept ? `${body.slice(0, bodyKept)}…` : body });
      const oldest = await deadLetters.find({ source: letter.source }, { _id: 1, at: 1 }).sort({ at: -1 }).skip(lettersKept).limit(1).lean<DeadLetterRow[]>().exec();
      if (oldest[0]) await deadLetters.deleteMany({ source: letter.source, at: { $lte: oldest[0].at } });
    },
    async letters({ sources: allowed, cursor, limit }) {
      const rows = await deadLetters.find({
        ...(allowed ? { source: { $in: [...allowed] } } : {}), ...(cursor === null ? {} : afterCursor(letterOrder, cursor)),
      }).sort(sortOf(letterOrder)).limit(limit + 1).lean<DeadLetterRow[]>().exec();
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(({ _id, at: when, source, code, reason, body, requestId }) => ({ id: _id, at: when.toISOString(), source, code, reason, body, requestId })),
        next: rows.length > limit && last ? cursorOf(letterOrder, last) : null,
      };
    },
  };
}
