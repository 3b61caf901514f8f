/** The bytes of files, in GridFS: written and read piece by piece, never whole. What is begun stands among the loose until a file takes it, so nothing half stays. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose, { type Connection } from 'mongoose';
import { fileModels } from './file.model.ts';

export interface BytesRepo {
  /** A place for bytes that goes by itself when no file takes it in this time. Answers its id. */
  begin(until: Date): Promise<string>;
  /** Writes all of it. Rejects with what the pieces reject with; what was written so far stays loose. */
  write(id: string, pieces: AsyncIterable<Uint8Array>): Promise<void>;
  /** From the byte `start` to before `end`; default all. */
  read(id: string, range?: { start: number; end: number }): AsyncIterable<Uint8Array>;
  /** Removes what there is of bytes that were refused; what is still on its way goes with the place, then. */
  discard(id: string, until: Date): Promise<void>;
  /** Removes bytes and their place among the loose. */
  remove(id: string): Promise<void>;
  /** Removes loose bytes whose time is over. Answers how many. */
  sweep(now: Date): Promise<number>;
}

const name = 'fileBytes';
const pieceBytes = 255 * 1_024;
const sweptAtOnce = 500;

export function createBytesRepo(connection: Connection): BytesRepo {
  const { loose } = fileModels(connection);
  const bucket = () => new mongoose.mongo.GridFSBucket(connection.db!, { bucketName: name, chunkSizeBytes: pieceBytes, writeConcern: { w: 'majority' } });
  const keyOf = (id: string) => new mongoose.mongo.ObjectId(id);
  /** By hand: the library removes nothing of what was not written to its end. */
  async function clear(id: string): Promise<void> {
    await connection.collection(`${name}.files`).deleteOne({ _id: keyOf(id) });
    await connection.collection(`${name}.chunks`).deleteMany({ files_id: keyOf(id) });
  }
  async function remove(id: string): Promise<void> {
    await clear(id);
    await loose.deleteOne({ _id: id }).exec();
  }
  return {
    async begin(until) {
      const id = new mongoose.mongo.ObjectId().toHexString();
      await loose.collection.insertOne({ _id: id as never, until });
      return id;
    },
    write: (id, pieces) => pipeline(Readable.from(pieces, { objectMode: true, highWaterMark: 1 }), bucket().openUploadStreamWithId(keyOf(id), id)),
    read: (id, range) => bucket().openDownloadStream(keyOf(id), range) as AsyncIterable<Uint8Array>,
    remove,
    async discard(id, until) {
      await loose.updateOne({ _id: id }, { $set: { until } }).exec();
      await clear(id);
    },
    async sweep(now) {
      const over = await loose.find({ until: { $lt: now } }, { _id: 1 }).limit(sweptAtOnce).lean<{ _id: string }[]>().exec();
      for (const { _id } of over) await remove(_id);
      return over.length;
    },
  };
}
