/** The files that come with notices: kept beside them, in one piece each, until they expire. */
import { Schema, type Connection } from 'mongoose';
import type { NoticeFile } from '#domain/notify/notice.schema';
import { modelOn } from '../core/model-on.ts';

export interface KeptFile extends NoticeFile { content: Uint8Array }
export interface NoticeFileRepo {
  /** Replaces those of the same name; the others of the notice stay. At most 15 MB each. */
  put(notice: string, files: readonly KeptFile[]): Promise<void>;
  /** By name. */
  ofNotice(notice: string): Promise<KeptFile[]>;
  /** Null when it is no longer kept. */
  read(notice: string, name: string): Promise<KeptFile | null>;
}

interface FileRow { _id: string; notice: string; name: string; contentType: string; content: Buffer; forgetAt: Date }
const fileSchema = new Schema<FileRow>({ _id: String, notice: { type: String, required: true }, name: { type: String, required: true }, contentType: { type: String, required: true }, content: { type: Buffer, required: true }, forgetAt: { type: Date, required: true } }, { collection: 'noticeFiles', versionKey: false });
fileSchema.index({ notice: 1, name: 1 });
fileSchema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 });

/** The driver's own Binary, or a Buffer. */
const bytesOf = (content: Buffer | { buffer: Uint8Array }): Uint8Array => new Uint8Array('buffer' in content && content.buffer instanceof Uint8Array ? content.buffer : content as Buffer);
function fileOf({ name, contentType, content, forgetAt }: FileRow): KeptFile {
  const bytes = bytesOf(content);
  return { name, contentType, bytes: bytes.byteLength, keptUntil: forgetAt.toISOString(), content: bytes };
}

export function createNoticeFileRepo(connection: Connection): NoticeFileRepo {
  const files = modelOn(connection, 'NoticeFile', fileSchema);
  return {
    async put(notice, kept) {
      for (const { name, contentType, content, keptUntil } of kept) {
        await files.collection.replaceOne({ _id: `${notice}/${name}` as never }, { notice, name, contentType, content: Buffer.from(content), forgetAt: new Date(keptUntil) }, { upsert: true });
      }
    },
    ofNotice: async (notice) => (await files.find({ notice }).sort({ name: 1 }).lean<FileRow[]>().exec()).map(fileOf),
    async read(notice, name) {
      const row = await files.findById(`${notice}/${name}`).lean<FileRow>().exec();
      return row && fileOf(row);
    },
  };
}
