/** Secrets by name: written once, given out only to what uses them. Never listed with their value, never in events, logs or answers. */
import { Schema, type Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { modelOn } from '../core/model-on.ts';
import { createSecretCipher, type Sealed } from './secret.cipher.ts';

interface SecretRow { _id: string; sealed: Sealed; updatedAt: Date }
const secretSchema = new Schema<SecretRow>({ _id: String, sealed: { type: Schema.Types.Mixed, required: true }, updatedAt: { type: Date, required: true } }, { collection: 'secrets', versionKey: false });

export interface SecretRepo {
  /** The value behind a reference. Throws SECRET_MISSING, SECRET_UNREADABLE. */
  resolve(name: string): Promise<string>;
  store(name: string, value: string): Promise<void>;
  /** The value that is there, or this one, stored now; two callers at once get the same. */
  resolveOrStore(name: string, make: () => Promise<string> | string): Promise<string>;
  names(): Promise<{ name: string; updatedAt: string }[]>;
  remove(name: string): Promise<void>;
}

/** `dataKey`: 32 bytes in hexadecimal (SIGNALBOX_DATA_KEY). */
export function createSecretRepo(connection: Connection, dataKey: string): SecretRepo {
  const secrets = modelOn(connection, 'Secret', secretSchema);
  const cipher = createSecretCipher(dataKey);
  const sealedRow = (name: string, value: string) => ({ sealed: cipher.seal(name, value), updatedAt: new Date() });
  const resolve = async (name: string): Promise<string> => {
    const row = await secrets.findById(name).lean<SecretRow>().exec();
    if (!row) throw new CatalogueError('SECRET_MISSING', { name });
    return cipher.open(name, row.sealed);
  };
  return {
    resolve,
    store: async (name, value) => { await secrets.updateOne({ _id: name }, { $set: sealedRow(name, value) }, { upsert: true }); },
    async resolveOrStore(name, make) {
      if (!await secrets.exists({ _id: name })) {
        const value = await make();
        try {
          await secrets.updateOne({ _id: name }, { $setOnInsert: sealedRow(name, value) }, { upsert: true });
        } catch (fault) {
          if (!isDuplicateKey(fault)) throw fault;
        }
      }
      return resolve(name);
    },
    names: async () => (await secrets.find({}, { updatedAt: 1 }).sort({ _id: 1 }).lean<SecretRow[]>().exec()).map((row) => ({ name: row._id, updatedAt: row.updatedAt.toISOString() })),
    remove: async (name) => { await secrets.deleteOne({ _id: name }); },
  };
}
