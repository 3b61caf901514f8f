/** Secrets by name: written once, given out only for the use and to the hosts they are kept for. Never listed with their value, never in events, logs or answers. */
import { Schema, type ClientSession, type Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { ActorRef } from '#domain/identity/identity.schema';
import { mayGoTo, useByName, type SecretFacts, type SecretUse, type StoredSecret } from '#domain/identity/secret.schema';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { modelOn } from '../core/model-on.ts';
import { createSecretCipher, type Sealed } from './secret.cipher.ts';

/** Stored on the server, it has no `changedBy`; stored before edits were counted, no revision. */
interface SecretRow { _id: string; use: SecretUse; hosts: string[]; sealed: Sealed; updatedAt: Date; changedBy?: ActorRef; revision?: number }
const secretSchema = new Schema<SecretRow>({
  _id: String, use: { type: String, required: true }, hosts: { type: [String], default: [] }, sealed: { type: Schema.Types.Mixed, required: true }, updatedAt: { type: Date, required: true }, changedBy: Schema.Types.Mixed, revision: Number,
}, { collection: 'secrets', versionKey: false });

type Alongside = (session: ClientSession) => Promise<void>;
export interface SecretRepo {
  /** The value behind a reference, for somebody of this use; `address`, "host:port", is where it will be sent. Throws SECRET_MISSING, SECRET_USE_REFUSED, SECRET_HOST_REFUSED, SECRET_UNREADABLE. */
  resolve(name: string, use: SecretUse, address?: string): Promise<string>;
  /** Within a transaction where one is given; `by` is who does it in the portal. */
  store(facts: SecretFacts, value: string, within?: { session: ClientSession; by: ActorRef }): Promise<void>;
  /** The same for an edit that began with `revision`, 0 for a new one; `value` null: it stays. Throws SECRET_NAME_TAKEN, SECRET_STALE, SECRET_MISSING. `alongside` runs in the transaction. */
  edit(facts: SecretFacts, value: string | null, edit: { revision: number; by: ActorRef; alongside: Alongside }): Promise<StoredSecret>;
  /** One without its value; null when there is none. */
  read(name: string): Promise<StoredSecret | null>;
  /** Every secret without its value, with who set it and when, by name. */
  described(): Promise<StoredSecret[]>;
  /** Throws SECRET_STALE, SECRET_MISSING. */
  drop(name: string, revision: number, alongside: Alongside): Promise<void>;
  /** The value that is there, or this one, stored now; two callers at once get the same. Throws as `resolve` does. */
  resolveOrStore(facts: SecretFacts, make: () => Promise<string> | string): Promise<string>;
  /** Every secret without its value, by name. */
  list(): Promise<SecretFacts[]>;
  /** Gives a use to what was stored before there were uses. Does nothing the second time. */
  sortByUse(): Promise<void>;
  /** Within a transaction where one is given. Nothing happens where there is none. */
  remove(name: string, session?: ClientSession): Promise<void>;
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
  async function stale(name: string, session: ClientSession): Promise<CatalogueError> {
    const now = await secrets.findById(name, { sealed: 0 }).session(session).lean<SecretRow>().exec();
    return now === null ? new CatalogueError('SECRET_MISSING', { name }) : new CatalogueError('SECRET_STALE', { name, by: now.changedBy?.name ?? now.changedBy?.id ?? 'somebody' });
  }
  return {
    resolve,
    store: async (facts, value, within) => {
      const change = within ? { $set: { ...sealedRow(facts, value), changedBy: within.by } } : { $set: sealedRow(facts, value), $unset: { changedBy: 1 as const } };
      await secrets.updateOne({ _id: facts.name }, { ...change, $inc: { revision: 1 } }, { upsert: true, ...(within ? { session: within.session } : {}) });
    },
    edit: (facts, value, { revision, by, alongside }) => connection.transaction(async (session) => {
      const { name, use, hosts } = facts;
      if (revision === 0) {
        if (await secrets.exists({ _id: name }).session(session)) throw new CatalogueError('SECRET_NAME_TAKEN', { name });
        await secrets.create([{ _id: name, ...sealedRow(facts, value ?? ''), changedBy: by, revision: 1 }], { session });
      } else {
        const change = value === null ? { use, hosts, updatedAt: new Date() } : sealedRow(facts, value);
        if ((await secrets.updateOne(standing(name, revision), { $set: { ...change, changedBy: by, revision: revision + 1 } }, { session })).matchedCount === 0) throw await stale(name, session);
      }
      await alongside(session);
      return storedOf((await secrets.findById(name).session(session).lean<SecretRow>().exec())!);
    }, { writeConcern: { w: 'majority' } }),
    async read(name) {
      const row = await secrets.findById(name, { sealed: 0 }).lean<SecretRow>().exec();
      return row ? storedOf(row) : null;
    },
    described: async () => (await secrets.find({}, { sealed: 0 }).sort({ _id: 1 }).lean<SecretRow[]>().exec()).map(storedOf),
    drop: (name, revision, alongside) => connection.transaction(async (session) => {
      if ((await secrets.deleteOne(standing(name, revision), { session })).deletedCount === 0) throw await stale(name, session);
      await alongside(session);
    }, { writeConcern: { w: 'majority' } }),
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
    remove: async (name, session) => { await secrets.deleteOne({ _id: name }, session ? { session } : {}); },
  };
}

/** A row from before revisions is of the first. */
const standing = (name: string, revision: number): Record<string, unknown> => ({ _id: name, revision: revision === 1 ? { $in: [1, null] } : revision });
const storedOf = ({ _id, use, hosts, updatedAt, changedBy, revision = 1 }: SecretRow): StoredSecret => ({ name: _id, use, hosts: hosts ?? [], revision, changedAt: updatedAt.toISOString(), changedBy: changedBy ?? null });
