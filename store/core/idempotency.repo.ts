/** Answers kept by idempotency key for 24 hours, and which request works on a key at the moment. */
import { Schema, type Connection } from 'mongoose';
import { isDuplicateKey } from './mongo-faults.ts';
import { modelOn } from './model-on.ts';
import { prepareCollections } from './prepare-collections.ts';

interface IdempotencyRow { _id: string; request: string; owner: string; heldUntil: Date; createdAt: Date; answer: { status: number; body: string } | null }
const idempotencySchema = new Schema<IdempotencyRow>({
  _id: String, request: { type: String, required: true }, owner: { type: String, required: true }, heldUntil: { type: Date, required: true }, createdAt: { type: Date, required: true },
  answer: { type: new Schema({ status: Number, body: String }, { _id: false }), default: null },
}, { collection: 'idempotency', versionKey: false });
idempotencySchema.index({ createdAt: 1 }, { expireAfterSeconds: 24 * 3600 });

export type Claim =
  | { is: 'mine' }
  | { is: 'answered'; status: number; body: string }
  | { is: 'running' }
  /** The key was used for something else. */
  | { is: 'other' };

export interface IdempotencyRepo {
  /** `key` names person and key, `request` is a hash of what is asked, `owner` this attempt. An attempt that died is taken over after `heldForMs`. */
  claim(key: string, request: string, owner: string, heldForMs: number, nowMs: number): Promise<Claim>;
  settle(key: string, owner: string, answer: { status: number; body: string }): Promise<void>;
  /** The attempt came to nothing (outside world away, our bug): the next one starts afresh. */
  release(key: string, owner: string): Promise<void>;
  ensureIndexes(): Promise<void>;
}

export function createIdempotencyRepo(connection: Connection): IdempotencyRepo {
  const rows = modelOn(connection, 'Idempotency', idempotencySchema);
  return {
    async claim(key, request, owner, heldForMs, nowMs) {
      const heldUntil = new Date(nowMs + heldForMs);
      try {
        await rows.collection.insertOne({ _id: key as never, request, owner, heldUntil, createdAt: new Date(nowMs), answer: null });
        return { is: 'mine' };
      } catch (fault) {
        if (!isDuplicateKey(fault)) throw fault;
      }
      const row = await rows.findById(key).lean<IdempotencyRow>().exec();
      if (!row) return { is: 'running' };
      if (row.request !== request) return { is: 'other' };
      if (row.answer) return { is: 'answered', ...row.answer };
      const taken = await rows.updateOne({ _id: key, owner: row.owner, answer: null, heldUntil: { $lt: new Date(nowMs) } }, { $set: { owner, heldUntil } });
      return taken.modifiedCount === 1 ? { is: 'mine' } : { is: 'running' };
    },
    settle: async (key, owner, answer) => { await rows.updateOne({ _id: key, owner }, { $set: { answer } }); },
    release: async (key, owner) => { await rows.deleteOne({ _id: key, owner, answer: null }); },
    ensureIndexes: () => prepareCollections([rows]),
  };
}
