/** Documents people asked for: kept with what stands in them until they are made, with the file until they expire. */
import type { Connection } from 'mongoose';
import type { Document, DocumentTemplate, DocumentVoice } from '#domain/document/document.schema';
import type { Action } from '#domain/identity/identity.schema';
import type { MessageParams } from '#domain/message';
import type { Instant, Json } from '#domain/values';
import { documentModels, type DocumentFileRow, type DocumentRow } from './document.model.ts';
import { prepareCollections } from '../core/prepare-collections.ts';

/** What is asked for. `ticketKey`: the ticket it is about, if any. `needs`: further rights that the content took; whoever fetches the file must have them still. */
export interface DocumentOrder extends DocumentVoice {
  id: string; person: string; template: DocumentTemplate; ticketKey: string | null; needs: Action[];
  /** Two orders of the same slot at once are one. */
  slot: string;
  fileName: string; model: Json; askedAt: Instant; expiresAt: Instant;
}
/** A document and who may fetch it. */
export interface DocumentRecord extends Document { person: string; ticketKey: string | null; needs: Action[] }

export interface DocumentRepo {
  /** The id of the order that is at work in this slot: this one, or one of before. */
  add(order: DocumentOrder): Promise<string>;
  read(id: string): Promise<DocumentRecord | null>;
  /** With what stands in it; null when it was removed. */
  content(id: string): Promise<(DocumentVoice & Pick<DocumentRecord, 'id' | 'template' | 'status' | 'pages' | 'bytes'> & { model: Json }) | null>;
  /** Orders of the person that are at work. */
  countAtWork(person: string): Promise<number>;
  begin(id: string, attempt: number): Promise<void>;
  /** Keeps the file; a second time replaces it. What stood in it is forgotten. */
  finish(id: string, file: { pdf: Uint8Array; pages: number; at: Instant }): Promise<void>;
  /** Nothing when it is ready already. */
  fail(id: string, fault: { code: string; params: MessageParams; at: Instant }): Promise<void>;
  /** The file; null while there is none. */
  file(id: string): Promise<Uint8Array | null>;
  ensureIndexes(): Promise<void>;
}

const atWork = { $in: ['waiting', 'rendering'] };
const isTwice = (thrown: unknown): boolean => typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 11_000;

const toRecord = ({ _id, expiresAt, fault, slot: _slot, locale: _locale, zone: _zone, model: _model, ...rest }: DocumentRow): DocumentRecord =>
  ({ id: _id, ...rest, expiresAt: expiresAt.toISOString(), fault: fault === null ? null : JSON.parse(fault) as Document['fault'] });

export function createDocumentRepo(connection: Connection): DocumentRepo {
  const { documents, files } = documentModels(connection);
  return {
    async add({ id, model, expiresAt, ...order }) {
      const row: DocumentRow = { _id: id, ...order, status: 'waiting', attempt: 0, finishedAt: null, pages: null, bytes: null, fault: null, model: JSON.stringify(model), expiresAt: new Date(expiresAt) };
      // The one at work may end between the two looks: then this one has the slot.
      for (let tries = 0; ; tries += 1) {
        try {
          await documents.collection.insertOne(row as never);
          return id;
        } catch (thrown) {
          if (!isTwice(thrown) || tries > 5) throw thrown;
          const there = await documents.findOne({ $or: [{ _id: id }, { slot: order.slot, status: atWork }] }, { _id: 1 }).lean<{ _id: string }>().exec();
          if (there) return there._id;
        }
      }
    },
    async read(id) {
      const row = await documents.findById(id, { model: 0 }).lean<DocumentRow>().exec();
      return row && toRecord(row);
    },
    async content(id) {
      const row = await documents.findById(id).lean<DocumentRow>().exec();
      if (!row) return null;
      const { template, status, pages, bytes, locale, zone, model } = row;
      return { id, template, status, pages, bytes, locale: locale as DocumentVoice['locale'], zone, model: model === '' ? null : JSON.parse(model) as Json };
    },
    countAtWork: (person) => documents.countDocuments({ person, status: atWork }).exec(),
    begin: async (id, attempt) => { await documents.updateOne({ _id: id, status: atWork }, { $set: { status: 'rendering', attempt } }).exec(); },
    async finish(id, { pdf, pages, at }) {
      const row = await documents.findById(id, { expiresAt: 1 }).lean<Pick<DocumentRow, 'expiresAt'>>().exec();
      if (!row) return;
      await files.collection.replaceOne({ _id: id as never }, { pdf: Buffer.from(pdf), expiresAt: row.expiresAt }, { upsert: true });
      await documents.updateOne({ _id: id }, { $set: { status: 'ready', pages, bytes: pdf.byteLength, finishedAt: at, fault: null, model: '' } }).exec();
    },
    fail: async (id, { code, params, at }) => { await documents.updateOne({ _id: id, status: atWork }, { $set: { status: 'failed', finishedAt: at, fault: JSON.stringify({ code, params }), model: '' } }).exec(); },
    async file(id) {
      const row = await files.findById(id).lean<DocumentFileRow>().exec();
      // The driver's own Binary, or a Buffer.
      return row && new Uint8Array('buffer' in row.pdf && row.pdf.buffer instanceof Uint8Array ? row.pdf.buffer : row.pdf);
    },
    ensureIndexes: () => prepareCollections([documents, files]),
  };
}
