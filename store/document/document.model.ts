/** Mongo shapes of documents: what was asked for, and the file once it is made. Both are removed by MongoDB when they expire. */
import { Schema, type Connection } from 'mongoose';
import type { Document } from '#domain/document/document.schema';
import type { Action } from '#domain/identity/identity.schema';
import { modelOn } from '../core/model-on.ts';

type Stored = Omit<Document, 'id' | 'fault' | 'expiresAt'> & { expiresAt: Date; fault: string | null };
export interface DocumentRow extends Stored {
  _id: string; person: string; slot: string; ticketKey: string | null; needs: Action[]; locale: string; zone: string;
  /** JSON as text, as decision 0017 has it. */
  model: string;
}
/** Loose on purpose: readers say lean<DocumentRow>(). */
interface LooseRow { _id: string; [field: string]: unknown }
const text = { type: String, required: true };
const documentSchema = new Schema<LooseRow>({
  _id: String, person: text, slot: text, ticketKey: { type: String, default: null }, needs: { type: [String], required: true }, template: text, status: text, attempt: { type: Number, required: true }, askedAt: text, finishedAt: { type: String, default: null },
  expiresAt: { type: Date, required: true }, fileName: text, pages: { type: Number, default: null }, bytes: { type: Number, default: null }, fault: { type: String, default: null }, locale: text, zone: text, model: text,
}, { collection: 'documents', versionKey: false });
// One of a kind is at work at a time: pressing twice asks once.
documentSchema.index({ slot: 1 }, { unique: true, partialFilterExpression: { status: { $in: ['waiting', 'rendering'] } } });
documentSchema.index({ person: 1, status: 1 });
documentSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export interface DocumentFileRow { _id: string; pdf: Buffer; expiresAt: Date }
const fileSchema = new Schema<DocumentFileRow>({ _id: String, pdf: { type: Buffer, required: true }, expiresAt: { type: Date, required: true } }, { collection: 'documentFiles', versionKey: false });
fileSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const documentModels = (connection: Connection) => ({ documents: modelOn(connection, 'Document', documentSchema), files: modelOn(connection, 'DocumentFile', fileSchema) });
