/** Bodies of alarm sources that could not be understood: kept whole, told by source, bounded by what all letters of a source take. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Connection } from 'mongoose';
import type { DeadLetter, ForgottenLetters } from '#domain/alarm/alarm.schema';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { alarmModels, type DeadLetterRow, type LetterShelfRow } from './alarm.models.ts';

export interface NewLetter { at: Date; source: string; code: string; reason: string; body: string; requestId: string }
export interface DeadLetterRepo {
  /** Keeps a body whole with the reason it was refused. The same again is counted. When the letters of a source take more than the limit, its oldest go. */
  bury(letter: NewLetter): Promise<void>;
  /** The latest first, bodies cut to what a list can carry. Throws REQUEST_INVALID for a cursor that is none. */
  list(query: { sources: readonly string[]; cursor: string | null; limit: number }): Promise<{ items: DeadLetter[]; next: string | null }>;
  /** One with its whole body. */
  read(id: string): Promise<DeadLetter | null>;
  /** What had to go in the time that letters are kept. */
  forgotten(sources: readonly string[], now: Date): Promise<ForgottenLetters[]>;
}

const order: readonly SortKey[] = [{ field: 'at', order: -1, is: 'instant' }, { field: '_id', order: -1 }];
/** Characters of a body that stand in a list. */
const listedChars = 65_536;
/** Bytes that all letters of a source may take, and how much of that is left when the oldest have gone. */
const shelfBytes = 64 * 1024 * 1024;
const leftShare = 0.9;
/** What a letter takes beside its body. */
const envelopeBytes = 512;
/** As the index forgets them. */
const keptMs = 30 * 86_400_000;
const [packed, unpacked] = [promisify(gzip), promisify(gunzip)];

const idOf = ({ source, code, reason, body }: NewLetter): string => createHash('sha256').update(JSON.stringify([source, code, reason])).update(body).digest('hex').slice(0, 40);

const letterOf = ({ _id, at, firstAt = at, source, code, reason, body, size = body.length, count = 1, requestId }: DeadLetterRow): DeadLetter =>
  ({ id: _id, at: at.toISOString(), firstAt: firstAt.toISOString(), count, source, code, reason, body, size, isCut: body.length < size, requestId });

/** `limitBytes` for tests. */
export function createDeadLetterRepo(connection: Connection, limitBytes: number = shelfBytes): DeadLetterRepo {
  const { deadLetters, letterShelves } = alarmModels(connection);

  async function isCounted(id: string, { at, requestId }: NewLetter): Promise<boolean> {
    const { matchedCount } = await deadLetters.updateOne({ _id: id }, { $inc: { count: 1 }, $max: { at }, $set: { requestId } });
    return matchedCount > 0;
  }

  /** Bytes it takes; null when the same came twice at once and the other one has been inserted. */
  async function insert(id: string, { body, ...letter }: NewLetter): Promise<number | null> {
    const whole = body.length > listedChars ? await packed(body) : null;
    const listed = body.slice(0, listedChars);
    const stored = envelopeBytes + Buffer.byteLength(listed) + (whole?.byteLength ?? 0);
    try {
      await deadLetters.create({ _id: id, ...letter, firstAt: letter.at, count: 1, body: listed, size: body.length, stored, ...(whole ? { whole } : {}) });
      return stored;
    } catch (thrown) {
      if (!isDuplicateKey(thrown)) throw thrown;
      return null;
    }
  }

  /** The oldest go until the rest fits. */
  async function trim(source: string): Promise<void> {
    let bytes = 0;
    for await (const { _id, at, stored = listedChars } of deadLetters.find({ source }, { at: 1, stored: 1 }).sort({ at: -1, _id: -1 }).lean<DeadLetterRow[]>().cursor()) {
      if (bytes + stored > limitBytes * leftShare) {
        const { deletedCount } = await deadLetters.deleteMany({ source, $or: [{ at: { $lt: at } }, { at, _id: { $lte: _id } }] });
        await letterShelves.updateOne({ _id: source }, { $set: { bytes }, $inc: { forgotten: deletedCount }, $max: { forgottenUntil: at } });
        return;
      }
      bytes += stored;
    }
    await letterShelves.updateOne({ _id: source }, { $set: { bytes } });
  }

  return {
    async bury(letter) {
      const id = idOf(letter);
      if (await isCounted(id, letter)) return;
      const stored = await insert(id, letter);
      if (stored === null) { await isCounted(id, letter); return; }
      const shelf = await letterShelves.findOneAndUpdate({ _id: letter.source }, { $inc: { bytes: stored } }, { upsert: true, returnDocument: 'after' }).lean<LetterShelfRow>().exec();
      if (shelf && shelf.bytes > limitBytes) await trim(letter.source);
    },
    async list({ sources, cursor, limit }) {
      const rows = await deadLetters.find({ source: { $in: [...sources] }, ...(cursor === null ? {} : afterCursor(order, cursor)) }, { whole: 0 }).sort(sortOf(order)).limit(limit + 1).lean<DeadLetterRow[]>().exec();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map(letterOf), next: last === undefined ? null : cursorOf(order, last) };
    },
    async read(id) {
      const row = await deadLetters.findById(id).lean<DeadLetterRow & { whole?: { buffer: Uint8Array } }>().exec();
      if (!row) return null;
      const body = row.whole ? (await unpacked(row.whole.buffer)).toString('utf8') : row.body;
      return { ...letterOf(row), body, isCut: false };
    },
    async forgotten(sources, now) {
      const rows = await letterShelves.find({ _id: { $in: [...sources] }, forgottenUntil: { $gt: new Date(now.getTime() - keptMs) } }).sort({ _id: 1 }).lean<LetterShelfRow[]>().exec();
      return rows.flatMap(({ _id, forgotten = 0, forgottenUntil }) => (forgottenUntil ? [{ source: _id, letters: forgotten, until: forgottenUntil.toISOString() }] : []));
    },
  };
}
