/**
 * Mongo shapes of files: what is known of each, bytes that belong to no file, and what somebody sent in a day. The bytes themselves are in GridFS
 * (`fileBytes`), under ids of their own: an id that is asked for on the way never leads to them.
 */
import { Schema, type Connection } from 'mongoose';
import type { StoredFile } from '#domain/file/file.schema';
import { modelOn } from '../core/model-on.ts';

/** `by` as in events. `bytes`: id in GridFS, hexadecimal. `looseSince`: since when it belongs to nothing, null once it does. */
export interface FileRow extends Omit<StoredFile, 'id'> { _id: string; person: string; bytes: string; looseSince: Date | null }
/** Bytes on their way in, or of a file that was removed: they go when the time is over. `_id`: id in GridFS. */
export interface LooseBytesRow { _id: string; until: Date }
/** `_id` is `<person>/<YYYY-MM-DD>`. */
export interface FileDayRow { _id: string; bytes: number; until: Date }

/** Loose on purpose: readers say lean<FileRow>(). */
interface LooseRow { _id: string; [field: string]: unknown }
const text = { type: String, required: true };
const mixed = Schema.Types.Mixed;
const options = { versionKey: false, minimize: false } as const;
const fileSchema = new Schema<LooseRow>({
  _id: String, name: text, kind: text, size: { type: Number, required: true }, sha256: text, at: text, by: { type: mixed, required: true }, person: text, ticket: { type: String, default: null }, comment: { type: String, default: null },
  visibility: text, image: { type: mixed, default: null }, removed: { type: mixed, default: null }, bytes: text, looseSince: { type: Date, default: null },
}, { ...options, collection: 'files' });
fileSchema.index({ ticket: 1, at: 1, _id: 1 }, { partialFilterExpression: { ticket: { $type: 'string' } } });
fileSchema.index({ comment: 1 }, { partialFilterExpression: { comment: { $type: 'string' } } });
fileSchema.index({ looseSince: 1 }, { partialFilterExpression: { looseSince: { $type: 'date' } } });
const looseSchema = new Schema<LooseBytesRow>({ _id: String, until: { type: Date, required: true } }, { ...options, collection: 'fileBytesLoose' });
looseSchema.index({ until: 1 });
const daySchema = new Schema<FileDayRow>({ _id: String, bytes: { type: Number, required: true }, until: { type: Date, required: true } }, { ...options, collection: 'fileDays' });
daySchema.index({ until: 1 }, { expireAfterSeconds: 0 });

export const fileModels = (connection: Connection) => ({ files: modelOn(connection, 'File', fileSchema), loose: modelOn(connection, 'FileBytesLoose', looseSchema), days: modelOn(connection, 'FileDay', daySchema) });
