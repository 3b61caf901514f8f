/** A lock across processes: held for a limited time under a name. For work that must not be done twice at once, never for correctness alone. */
import { randomUUID } from 'node:crypto';
import { Schema, type Connection } from 'mongoose';
import { isDuplicateKey } from './mongo-faults.ts';
import { modelOn } from './model-on.ts';
import { prepareCollections } from './prepare-collections.ts';

interface LockRow { _id: string; owner: string; until: Date }
const lockSchema = new Schema<LockRow>({ _id: String, owner: { type: String, required: true }, until: { type: Date, required: true } }, { collection: 'locks', versionKey: false });
lockSchema.index({ until: 1 }, { expireAfterSeconds: 60 });

export interface LockRepo {
  /** Takes the lock for so many milliseconds; null when somebody else holds it. Call the answer to let go early. */
  tryHold(name: string, forMs: number, nowMs: number): Promise<(() => Promise<void>) | null>;
  ensureIndexes(): Promise<void>;
}

export function createLockRepo(connection: Connection): LockRepo {
  const locks = modelOn(connection, 'Lock', lockSchema);
  return {
    async tryHold(name, forMs, nowMs) {
      const owner = randomUUID();
      try {
        await locks.updateOne({ _id: name, until: { $lt: new Date(nowMs) } }, { $set: { owner, until: new Date(nowMs + forMs) } }, { upsert: true });
      } catch (fault) {
        if (isDuplicateKey(fault)) return null;
        throw fault;
      }
      return async () => { await locks.deleteOne({ _id: name, owner }); };
    },
    ensureIndexes: () => prepareCollections([locks]),
  };
}
