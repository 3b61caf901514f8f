/** Files beside their bytes: kept once their bytes are whole, given to a ticket, removed (the record stays), swept while they belong to nothing. */
import type { ClientSession, Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import { fileEvent } from '#domain/file/file.events';
import { megabyte, mostMade, type StoredFile } from '#domain/file/file.schema';
import type { ActorRef } from '#domain/identity/identity.schema';
import type { Instant } from '#domain/values';
import type { EventRepo } from '../audit/event.repo.ts';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { fileModels, type FileRow } from './file.model.ts';

/** A file with where its bytes are and whose it is. */
export interface FileRecord extends StoredFile { person: string; bytes: string }
/** Where files go, and by whom. `comment`: the message they come with. `origin`: of their events. */
export interface FilePlace { ticket: string; comment: string | null; visibility: StoredFile['visibility']; by: ActorRef; at: Instant; origin: string }

export interface FileRepo {
  byId(id: string): Promise<FileRecord | null>;
  /**
   * Keeps a file whose bytes are whole. The id again with the same bytes answers the one that stands, and these bytes are loose still; with others it throws
   * IDEMPOTENCY_MISMATCH. Throws FILE_DAY_LIMIT.
   */
  add(file: FileRecord, most: { dayBytes: number }): Promise<FileRecord>;
  /** Bytes the person sent this day so far. */
  sentOn(person: string, day: string): Promise<number>;
  /** Whether the person could give these to the ticket now: theirs, of nothing or of this very place, not removed. Throws FILE_UNKNOWN, FILES_TICKET_FULL. */
  check(ids: readonly string[], person: string, place: Pick<FilePlace, 'ticket' | 'comment'> | null, most: { perTicket: number }): Promise<void>;
  /** Gives files to a ticket, with an event each; those that are there already stay as they are. Throws as `check`. */
  give(ids: readonly string[], person: string, place: FilePlace, most: { perTicket: number }, session?: ClientSession): Promise<void>;
  /**
   * Adds a file that a machine made to its ticket, with its event. The id again answers the one that stands, and these bytes are loose still.
   * Throws FILES_TICKET_FULL, FILES_MADE_TOO_MANY.
   */
  addMade(file: FileRecord & { ticket: string }, origin: string, most: { perTicket: number }): Promise<FileRecord>;
  /** Oldest first; removed ones too. */
  ofTicket(ticket: string, hasInternal: boolean): Promise<FileRecord[]>;
  ofComments(comments: readonly string[]): Promise<FileRecord[]>;
  /** The record of a ticket's file stays, the bytes go; a file of nothing goes whole. A second time changes nothing. */
  remove(file: FileRecord, by: ActorRef, at: Instant, origin: string): Promise<void>;
  /** Files that belong to nothing since before then: their bytes become loose. Answers how many. */
  sweepLoose(before: Date, now: Date): Promise<number>;
}

const toRecord = ({ _id, looseSince: _since, ...rest }: FileRow): FileRecord => ({ id: _id, ...rest });
const unknown = (): CatalogueError => new CatalogueError('FILE_UNKNOWN');
const ticketFiles = 20_000;
const sweptAtOnce = 200;

export function createFileRepo(connection: Connection, events: Pick<EventRepo, 'append'>): FileRepo {
  const { files, loose, days } = fileModels(connection);
  const majority = { writeConcern: { w: 'majority' } } as const;
  const byId = async (id: string): Promise<FileRecord | null> => {
    const row = await files.findById(id).lean<FileRow>().exec();
    return row && toRecord(row);
  };

  /** The rows as they are named, or what is against it. */
  async function given(ids: readonly string[], person: string, place: Pick<FilePlace, 'ticket' | 'comment'> | null, perTicket: number, session?: ClientSession): Promise<FileRow[]> {
    const found = await files.find({ _id: { $in: [...ids] } }).session(session ?? null).lean<FileRow[]>().exec();
    const isFree = (row: FileRow): boolean => row.ticket === null || (place !== null && row.ticket === place.ticket && (place.comment === null || row.comment === place.comment));
    if (new Set(ids).size !== found.length || found.some((row) => row.removed !== null || !isFree(row) || (row.ticket === null && row.person !== person))) throw unknown();
    const more = found.filter((row) => row.ticket === null).length;
    if (place !== null && more > 0 && await files.countDocuments({ ticket: place.ticket, removed: null }).session(session ?? null).exec() + more > perTicket) throw new CatalogueError('FILES_TICKET_FULL', { limit: perTicket });
    return found;
  }

  async function giveIn(session: ClientSession, ids: readonly string[], person: string, place: FilePlace, perTicket: number): Promise<void> {
    const { ticket, comment, visibility } = place;
    const fresh = (await given(ids, person, place, perTicket, session)).filter((row) => row.ticket === null);
    for (const row of fresh) {
      const { modifiedCount } = await files.updateOne({ _id: row._id, ticket: null, removed: null }, { $set: { ticket, comment, visibility, at: place.at, looseSince: null } }, { session }).exec();
      if (modifiedCount !== 1) throw unknown();
    }
    await events.append(fresh.map((row, seq) => fileEvent('file.added', { ...toRecord(row), visibility }, { ...place, seq })), session);
  }

  return {
    byId,
    async add({ id, ...file }, most) {
      const day = file.at.slice(0, 10);
      const dayId = `${file.person}/${day}`;
      try {
        await connection.transaction(async (session) => {
          await files.collection.insertOne({ _id: id as never, ...file, looseSince: new Date(file.at) }, { session });
          await days.updateOne({ _id: dayId }, { $inc: { bytes: file.size }, $setOnInsert: { until: new Date(Date.parse(day) + 2 * 86_400_000) } }, { session, upsert: true }).exec();
          const sent = await days.findById(dayId).session(session).lean<{ bytes: number }>().exec();
          if ((sent?.bytes ?? 0) > most.dayBytes) throw new CatalogueError('FILE_DAY_LIMIT', { limit: Math.floor(most.dayBytes / megabyte) });
          await loose.deleteOne({ _id: file.bytes }, { session }).exec();
        }, majority);
        return { id, ...file };
      } catch (fault) {
        if (!isDuplicateKey(fault)) throw fault;
        const standing = await byId(id);
        if (standing === null || standing.sha256 !== file.sha256 || standing.name !== file.name) throw new CatalogueError('IDEMPOTENCY_MISMATCH');
        return standing;
      }
    },
    sentOn: async (person, day) => (await days.findById(`${person}/${day}`).lean<{ bytes: number }>().exec())?.bytes ?? 0,
    check: async (ids, person, place, { perTicket }) => { if (ids.length > 0) await given(ids, person, place, perTicket); },
    async give(ids, person, place, { perTicket }, session) {
      if (ids.length === 0) return;
      if (session) await giveIn(session, ids, person, place, perTicket);
      else await connection.transaction((own) => giveIn(own, ids, person, place, perTicket), majority);
    },
    async addMade({ id, ...file }, origin, { perTicket }) {
      const { ticket, comment, by, at } = file;
      const [there, made] = await Promise.all([files.countDocuments({ ticket, removed: null }).exec(), files.countDocuments({ ticket, 'by.kind': 'machine' }).exec()]);
      const standing = await byId(id);
      if (standing !== null) return standing;
      if (there >= perTicket) throw new CatalogueError('FILES_TICKET_FULL', { limit: perTicket });
      if (made >= mostMade) throw new CatalogueError('FILES_MADE_TOO_MANY', { limit: mostMade });
      try {
        await connection.transaction(async (session) => {
          await files.collection.insertOne({ _id: id as never, ...file, looseSince: null }, { session });
          await events.append([fileEvent('file.added', { id, ...file }, { ticket, comment, by, at, origin })], session);
          await loose.deleteOne({ _id: file.bytes }, { session }).exec();
        }, majority);
        return { id, ...file };
      } catch (fault) {
        const first = isDuplicateKey(fault) ? await byId(id) : null;
        if (first === null) throw fault;
        return first;
      }
    },
    ofTicket: async (ticket, hasInternal) => (await files.find({ ticket, ...(hasInternal ? {} : { visibility: 'public' }) }).sort({ at: 1, _id: 1 }).limit(ticketFiles).lean<FileRow[]>().exec()).map(toRecord),
    ofComments: async (comments) => (comments.length === 0 ? [] : (await files.find({ comment: { $in: [...comments] } }).sort({ at: 1, _id: 1 }).lean<FileRow[]>().exec()).map(toRecord)),
    async remove(file, by, at, origin) {
      await connection.transaction(async (session) => {
        const { ticket, comment } = file;
        if (ticket === null) await files.deleteOne({ _id: file.id, ticket: null }, { session }).exec();
        else if ((await files.updateOne({ _id: file.id, removed: null }, { $set: { removed: { at, by } } }, { session }).exec()).modifiedCount === 0) return;
        else await events.append([fileEvent('file.removed', file, { ticket, comment, by, at, origin })], session);
        await loose.updateOne({ _id: file.bytes }, { $set: { until: new Date(at) } }, { session, upsert: true }).exec();
      }, majority);
    },
    async sweepLoose(before, now) {
      const old = await files.find({ looseSince: { $lt: before } }, { bytes: 1 }).limit(sweptAtOnce).lean<Pick<FileRow, '_id' | 'bytes'>[]>().exec();
      for (const { _id, bytes } of old) {
        await connection.transaction(async (session) => {
          if ((await files.deleteOne({ _id, ticket: null }, { session }).exec()).deletedCount === 0) return;
          await loose.updateOne({ _id: bytes }, { $set: { until: now } }, { session, upsert: true }).exec();
        }, majority);
      }
      return old.length;
    },
  };
}
