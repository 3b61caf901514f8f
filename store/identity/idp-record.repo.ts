/** Where the embedded identity provider keeps sessions, grants and tokens, so that a restart ends none of them. Payloads are text: their keys are not ours. */
import { Schema, type Connection } from 'mongoose';
import { modelOn } from '../core/model-on.ts';
import { prepareCollections } from '../core/prepare-collections.ts';

interface IdpRecordRow { _id: string; kind: string; payload: string; grantId: string | null; uid: string | null; expiresAt: Date | null; consumedAt: Date | null }
const recordSchema = new Schema<IdpRecordRow>({
  _id: String, kind: { type: String, required: true }, payload: { type: String, required: true }, grantId: { type: String, default: null }, uid: { type: String, default: null },
  expiresAt: { type: Date, default: null }, consumedAt: { type: Date, default: null },
}, { collection: 'idpRecords', versionKey: false });
recordSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
recordSchema.index({ grantId: 1 }, { partialFilterExpression: { grantId: { $type: 'string' } } });
recordSchema.index({ kind: 1, uid: 1 }, { partialFilterExpression: { uid: { $type: 'string' } } });

export interface IdpRecordRepo {
  upsert(kind: string, id: string, payload: Record<string, unknown>, expiresInSeconds: number | undefined): Promise<void>;
  find(kind: string, id: string): Promise<Record<string, unknown> | undefined>;
  findByUid(kind: string, uid: string): Promise<Record<string, unknown> | undefined>;
  consume(kind: string, id: string): Promise<void>;
  destroy(kind: string, id: string): Promise<void>;
  /** Removes the tokens and codes of a grant, not the grant itself. */
  revokeByGrantId(grantId: string): Promise<void>;
  ensureIndexes(): Promise<void>;
}

const idOf = (kind: string, id: string): string => `${kind}:${id}`;
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export function createIdpRecordRepo(connection: Connection): IdpRecordRepo {
  const records = modelOn(connection, 'IdpRecord', recordSchema);
  const payloadOf = (row: IdpRecordRow | null): Record<string, unknown> | undefined => {
    if (!row || (row.expiresAt && row.expiresAt.getTime() <= Date.now())) return undefined;
    const payload = JSON.parse(row.payload) as Record<string, unknown>;
    return row.consumedAt ? { ...payload, consumed: Math.floor(row.consumedAt.getTime() / 1000) } : payload;
  };
  return {
    async upsert(kind, id, payload, expiresInSeconds) {
      await records.updateOne({ _id: idOf(kind, id) }, { $set: {
        kind, payload: JSON.stringify(payload), grantId: textOf(payload['grantId']), uid: textOf(payload['uid']),
        expiresAt: expiresInSeconds ? new Date(Date.now() + expiresInSeconds * 1000) : null,
      } }, { upsert: true });
    },
    find: async (kind, id) => payloadOf(await records.findById(idOf(kind, id)).lean<IdpRecordRow>().exec()),
    findByUid: async (kind, uid) => payloadOf(await records.findOne({ kind, uid }).lean<IdpRecordRow>().exec()),
    consume: async (kind, id) => { await records.updateOne({ _id: idOf(kind, id) }, { $set: { consumedAt: new Date() } }); },
    destroy: async (kind, id) => { await records.deleteOne({ _id: idOf(kind, id) }); },
    revokeByGrantId: async (grantId) => { await records.deleteMany({ grantId }); },
    ensureIndexes: () => prepareCollections([records]),
  };
}
