/** Secrets by name: written once, given out only for the use and to the hosts they are kept for. Never listed with their value, never in events, logs or answers. */
import { Schema, type Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import { mayGoTo, useByName, type SecretFacts, type SecretUse } from '#domain/identity/secret.schema';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { modelOn } from '../core/model-on.ts';
import { createSecretCipher, type Sealed } from './secret.cipher.ts';

interface SecretRow { _id: string; use: SecretUse; hosts: string[]; sealed: Sealed; updatedAt: Date }
const secretSchema = new Schema<SecretRow>({
  _id: String, use: { type: String, required: true }, hosts: { type: [String], default: [] }, sealed: { type: Schema.Types.Mixed, required: true }, updatedAt: { type: Date, required: true },
}, { collection: 'secrets', versionKey: false });

export interface SecretRepo {
  /** The value behind a reference, for somebody of this use; `address`, "host:port", is where it will be sent. Throws SECRET_MISSING, SECRET_USE_REFUSED, SECRET_HOST_REFUSED, SECRET_UNREADABLE. */
  resolve(name: string, use: SecretUse, address?: string): Promise<string>;
  store(facts: SecretFacts, value: string): Promise<void>;
  /** The value that is there, or this one, stored now; two callers at once get the same. Throws as `resolve` does. */
  resolveOrStore(facts: SecretFacts, make: () => Promise<string> | string): Promise<string>;
  /** Every secret without its value, by name. */
  list(): Promise<SecretFacts[]>;
  /** Gives a use to what was stored before there were uses. Does nothing the second time. */
  sortByUse(): Promise<void>;
  remove(name: string): Promise<void>;
}

/** `dataKey`: 32 bytes in hexadecimal (SIGNALBOX_DATA_KEY). */
export function createSecretRepo(connection: Connection, dataKey: string): SecretRepo {
  const secrets = modelOn(connection, 'Secret', secretSchema);
  const cipher = createSecretCipher(dataKey);
  const sealedRow = ({ name, use, hosts }: SecretFacts, value: string) => ({ use, hosts, sealed: cipher.seal(name, value), updatedAt: new Date() });
  const resolve: SecretRepo['resolve'] = async (name, use, address) => {
    const row = await secrets.findById(name).lean<SecretRow>().exec();
    if (!row) throw new CatalogueError('SECRET_MISSING', { name });
    if (row.use !== use) throw new CatalogueError('SECRET_USE_REFUSED', { name, use });
    if (address !== undefined && !mayGoTo({ hosts: row.hosts ?? [] }, address)) throw new CatalogueError('SECRET_HOST_REFUSED', { name, host: address });
    return cipher.open(name, row.sealed);
  };
  return {
    resolve,
    store: async (facts, value) => { await secrets.updateOne({ _id: facts.name }, { $set: sealedRow(facts, value) }, { upsert: true }); },
    async resolveOrStore(facts, make) {
      const { name, use } = facts;
      if (!await secrets.exists({ _id: name })) {
        const value = await make();
        try {
          await secrets.updateOne({ _id: name }, { $setOnInsert: sealedRow(facts, value) }, { upsert: true });
        } catch (fault) {
          if (!isDuplicateKey(fault)) throw fault;
        }
      }
      return resolve(name, use);
    },
    list: async () => (await secrets.find({}, { use: 1, hosts: 1 }).sort({ _id: 1 }).lean<SecretRow[]>().exec()).map(({ _id, use, hosts }) => ({ name: _id, use, hosts: hosts ?? [] })),
    async sortByUse() {
      const old = await secrets.find({ use: { $exists: false } }, { _id: 1 }).lean<{ _id: string }[]>().exec();
      for (const { _id } of old) await secrets.updateOne({ _id, use: { $exists: false } }, { $set: { use: useByName(_id), hosts: [] } });
    },
    remove: async (name) => { await secrets.deleteOne({ _id: name }); },
  };
}
