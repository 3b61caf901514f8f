/** Bodies of alarm sources that could not be understood: kept whole, told by source, bounded by what all letters of a source take. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Connection } from 'mongoose';
import type { DeadLetter, ForgottenLetters } from '#domain/alarm/alarm.schema';
import type { Phrase } from '#domain/message';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { afterCursor, cursorOf, sortOf, type SortKey } from '../core/page-cursor.ts';
import { alarmModels, type DeadLetterRow, type LetterShelfRow } from './alarm.models.ts';

/** Of the rest of a letter that came before: `firstAt`, else it is `at`, and `keptAt`, the time it is now, else it is `at` too. */
export interface NewLetter { at: Date; firstAt?: Date; keptAt?: Date; source: string; code: string; reason: string; says?: Phrase; body: string; requestId: string }
export interface DeadLetterRepo {
  /** Keeps a body whole with the reason it was refused; answers the id of its letter. The same again is counted. When the letters of a source take more than the limit, its oldest go. */
  bury(letter: NewLetter): Promise<string>;
  /** The latest first, bodies cut to what a list can carry. Throws REQUEST_INVALID for a cursor that is none. */
  list(query: { sources: readonly string[]; cursor: string | null; limit: number }): Promise<{ items: DeadLetter[]; next: string | null }>;
  /** How many a source has, by source; one that has none is left out. */
  counts(sources: readonly string[]): Promise<Map<string, number>>;
  /** One with its whole body. */
  read(id: string): Promise<DeadLetter | null>;
  /** The first letter of a source in the order they came, whole; with a cursor the first one after it. Throws REQUEST_INVALID for a cursor that is none. */
  readNext(source: string, cursor: string | null): Promise<{ letter: DeadLetter; cursor: string } | null>;
  /** It was replayed and is still not understood, for this reason now. Answers how often that happened. */
  refuse(id: string, refusal: { reason: string; says?: Phrase; at: Date }): Promise<number>;
  /** What it held is on disk elsewhere. */
  remove(id: string): Promise<void>;
  /** What had to go, of sources of which something had to within the time that letters are kept. A count begins anew when nothing had to go for so long. */
  forgotten(sources: readonly string[], now: Date): Promise<ForgottenLetters[]>;
}

const order: readonly SortKey[] = [{ field: 'at', order: -1, is: 'instant' }, { field: '_id', order: -1 }];
const inTurn: readonly SortKey[] = [{ field: 'at', order: 1, is: 'instant' }, { field: '_id', order: 1 }];
/** Characters of a body that are stored as they are; of a longer one the whole is packed beside them. */
const plainChars = 65_536;
/** Characters of a body that stand in a list: fifty letters are read again whenever one changes. */
const listedChars = 2_048;
/** What of a row a list shows. Rows of before have no size: theirs is their body's, and one as long as is stored is what was cut. */
const listed: Record<string, unknown> = {
  at: 1, firstAt: 1, source: 1, code: 1, reason: 1, says: 1, count: 1, requestId: 1, tries: 1, triedAt: 1,
  body: { $substrCP: ['$body', 0, listedChars] }, size: { $ifNull: ['$size', { $strLenCP: '$body' }] }, isKeptWhole: { $or: [{ $gt: ['$size', null] }, { $lt: [{ $strLenCP: '$body' }, plainChars] }] },
};
/** Bytes that all letters of a source may take, and how much of that is left when the oldest have gone. */
const shelfBytes = 64 * 1024 * 1024;
const leftShare = 0.9;
/** What a letter takes beside its body. */
const envelopeBytes = 512;
/** As the index forgets them. */
const keptMs = 30 * 86_400_000;
const keptSince = (now: Date): Date => new Date(now.getTime() - keptMs);
const [packed, unpacked] = [promisify(gzip), promisify(gunzip)];

const idOf = ({ source, code, reason, body }: NewLetter): string => createHash('sha256').update(JSON.stringify([source, code, reason])).update(body).digest('hex').slice(0, 40);

/** `isKeptWhole` as the list found it, where it was looked at before the body was cut. */
const letterOf = ({ _id, at, firstAt = at, source, code, reason, says, body, size, count = 1, requestId, tries = 0, triedAt, isKeptWhole }: DeadLetterRow & { isKeptWhole?: boolean }): DeadLetter => ({
  id: _id, at: at.toISOString(), firstAt: firstAt.toISOString(), count, source, code, reason, says: says ?? null, body, size: size ?? body.length, isCut: body.length < (size ?? 0), requestId,
  // Letters from before have no size: as long as the cut is what was cut.
  isKeptWhole: isKeptWhole ?? (size !== undefined || body.length < plainChars), tries, triedAt: triedAt?.toISOString() ?? null,
});

type WholeRow = DeadLetterRow & { whole?: { buffer: Uint8Array } };
async function wholeOf(row: WholeRow): Promise<DeadLetter> {
  const body = row.whole ? (await unpacked(row.whole.buffer)).toString('utf8') : row.body;
  return { ...letterOf(row), body, isCut: false };
}

/** `limitBytes` for tests. */
export function createDeadLetterRepo(connection: Connection, limitBytes: number = shelfBytes): DeadLetterRepo {
  const { deadLetters, letterShelves } = alarmModels(connection);

  async function isCounted(id: string, { at, requestId }: NewLetter): Promise<boolean> {
    const { matchedCount } = await deadLetters.updateOne({ _id: id }, { $inc: { count: 1 }, $max: { at }, $set: { requestId } });
    return matchedCount > 0;
  }

  /** Bytes it takes; null when the same came twice at once and the other one has been inserted. */
  async function insert(id: string, { body, keptAt: _keptAt, ...letter }: NewLetter): Promise<number | null> {
    const whole = body.length > plainChars ? await packed(body) : null;
    const plain = body.slice(0, plainChars);
    const stored = envelopeBytes + Buffer.byteLength(plain) + (whole?.byteLength ?? 0);
    try {
      await deadLetters.create({ _id: id, firstAt: letter.at, ...letter, count: 1, body: plain, size: body.length, stored, ...(whole ? { whole } : {}) });
      return stored;
    } catch (thrown) {
      if (!isDuplicateKey(thrown)) throw thrown;
      return null;
    }
  }

  /** The oldest go until the rest fits. */
  async function trim(source: string, now: Date): Promise<void> {
    let bytes = 0;
    for await (const { _id, at, stored = plainChars } of deadLetters.find({ source }, { at: 1, stored: 1 }).sort({ at: -1, _id: -1 }).lean<DeadLetterRow[]>().cursor()) {
      if (bytes + stored > limitBytes * leftShare) {
        const { deletedCount } = await deadLetters.deleteMany({ source, $or: [{ at: { $lt: at } }, { at, _id: { $lte: _id } }] });
        const counted = { $cond: [{ $gt: ['$forgottenUntil', keptSince(now)] }, { $ifNull: ['$forgotten', 0] }, 0] };
        await letterShelves.collection.updateOne({ _id: source as never }, [{ $set: { bytes, forgotten: { $add: [counted, deletedCount] }, forgottenUntil: { $max: ['$forgottenUntil', at] } } }]);
        return;
      }
      bytes += stored;
    }
    await letterShelves.updateOne({ _id: source }, { $set: { bytes } });
  }

  return {
    async bury(letter) {
      const id = idOf(letter);
      if (await isCounted(id, letter)) return id;
      const stored = await insert(id, letter);
      if (stored === null) { await isCounted(id, letter); return id; }
      const shelf = await letterShelves.findOneAndUpdate({ _id: letter.source }, { $inc: { bytes: stored } }, { upsert: true, returnDocument: 'after' }).lean<LetterShelfRow>().exec();
      if (shelf && shelf.bytes > limitBytes) await trim(letter.source, letter.keptAt ?? letter.at);
      return id;
    },
    async list({ sources, cursor, limit }) {
      const rows = await deadLetters.find({ source: { $in: [...sources] }, ...(cursor === null ? {} : afterCursor(order, cursor)) }, listed).sort(sortOf(order)).limit(limit + 1).lean<DeadLetterRow[]>().exec();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map(letterOf), next: last === undefined ? null : cursorOf(order, last) };
    },
    async read(id) {
      const row = await deadLetters.findById(id).lean<WholeRow>().exec();
      return row ? wholeOf(row) : null;
    },
    async counts(sources) {
      const found = await deadLetters.aggregate<{ _id: string; letters: number }>([{ $match: { source: { $in: [...sources] } } }, { $group: { _id: '$source', letters: { $sum: 1 } } }]);
      return new Map(found.map(({ _id, letters }) => [_id, letters]));
    },
    async readNext(source, cursor) {
      const row = await deadLetters.findOne({ source, ...(cursor === null ? {} : afterCursor(inTurn, cursor)) }).sort(sortOf(inTurn)).lean<WholeRow>().exec();
      return row ? { letter: await wholeOf(row), cursor: cursorOf(inTurn, row) } : null;
    },
    async refuse(id, { reason, says, at }) {
      const row = await deadLetters.findOneAndUpdate({ _id: id }, { $set: { reason, triedAt: at, ...(says ? { says } : {}) }, ...(says ? {} : { $unset: { says: 1 } }), $inc: { tries: 1 } }, { returnDocument: 'after', projection: { tries: 1 } }).lean<Pick<DeadLetterRow, 'tries'>>().exec();
      return row?.tries ?? 0;
    },
    async remove(id) {
      const row = await deadLetters.findOneAndDelete({ _id: id }, { projection: { source: 1, stored: 1 } }).lean<Pick<DeadLetterRow, 'source' | 'stored'>>().exec();
      if (row?.stored !== undefined) await letterShelves.updateOne({ _id: row.source }, { $inc: { bytes: -row.stored } });
    },
    async forgotten(sources, now) {
      const rows = await letterShelves.find({ _id: { $in: [...sources] }, forgottenUntil: { $gt: keptSince(now) } }).sort({ _id: 1 }).lean<LetterShelfRow[]>().exec();
      return rows.flatMap(({ _id, forgotten = 0, forgottenUntil }) => (forgottenUntil ? [{ source: _id, letters: forgotten, until: forgottenUntil.toISOString() }] : []));
    },
  };
}
