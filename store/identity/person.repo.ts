/** People of the directory, whether or not they ever signed in. */
import type { Connection } from 'mongoose';
import { fromRow, toRow } from '../core/rows.ts';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { directoryModels, type DirectoryPerson, type PersonRow } from './directory.model.ts';

export type { DirectoryPerson } from './directory.model.ts';

export interface PersonRepo {
  read(id: string): Promise<DirectoryPerson | null>;
  /** By the identity provider's preferred_username. */
  byUsername(username: string): Promise<DirectoryPerson | null>;
  readMany(ids: readonly string[]): Promise<DirectoryPerson[]>;
  /** Active people whose name, username or e-mail contains the text, by name, at most `limit`. */
  search(text: string, limit: number): Promise<DirectoryPerson[]>;
  demoAccounts(): Promise<DirectoryPerson[]>;
  save(person: DirectoryPerson): Promise<void>;
  /** Adds a person; one that is there (by id or username) stays as it is. */
  addMissing(person: DirectoryPerson): Promise<void>;
  ensureIndexes(): Promise<void>;
}

export function createPersonRepo(connection: Connection): PersonRepo {
  const { people } = directoryModels(connection);
  const list = (rows: PersonRow[]) => rows.map((row) => fromRow<DirectoryPerson>(row));
  const one = (row: PersonRow | null) => (row ? fromRow<DirectoryPerson>(row) : null);
  return {
    read: async (id) => one(await people.findById(id).lean<PersonRow>().exec()),
    byUsername: async (username) => one(await people.findOne({ username }).lean<PersonRow>().exec()),
    readMany: async (ids) => list(await people.find({ _id: { $in: [...ids] } }).lean<PersonRow[]>().exec()),
    async search(text, limit) {
      const pattern = { $regex: text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' };
      const filter = text === '' ? {} : { $or: [{ name: pattern }, { username: pattern }, { email: pattern }] };
      return list(await people.find({ isActive: true, ...filter }).sort({ name: 1, _id: 1 }).limit(limit).lean<PersonRow[]>().exec());
    },
    demoAccounts: async () => list(await people.find({ isDemoAccount: true, isActive: true }).sort({ _id: 1 }).lean<PersonRow[]>().exec()),
    save: async (person) => { await people.replaceOne({ _id: person.id }, toRow(person), { upsert: true }); },
    async addMissing(person) {
      const { _id, ...fields } = toRow(person);
      try {
        await people.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
      } catch (fault) {
        if (!isDuplicateKey(fault)) throw fault;
      }
    },
    ensureIndexes: async () => { await people.createIndexes(); },
  };
}
