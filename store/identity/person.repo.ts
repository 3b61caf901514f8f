/** People of the directory, whether or not they ever signed in. */
import type { Connection } from 'mongoose';
import { toRow } from '../core/rows.ts';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { directoryModels, withoutMarks, type DirectoryPerson, type PersonRow } from './directory.model.ts';
import { containing } from '../core/pattern.ts';
import { prepareCollections } from '../core/prepare-collections.ts';

export type { DirectoryPerson } from './directory.model.ts';

export interface PersonRepo {
  read(id: string): Promise<DirectoryPerson | null>;
  /** By the identity provider's preferred_username. */
  byUsername(username: string): Promise<DirectoryPerson | null>;
  readMany(ids: readonly string[]): Promise<DirectoryPerson[]>;
  /** Active people whose name, username or e-mail contains the text, by name, at most `limit`. */
  search(text: string, limit: number): Promise<DirectoryPerson[]>;
  demoAccounts(): Promise<DirectoryPerson[]>;
  /** Ids of active people whom the directory gives one of the roles, by role. */
  byRole(roles: readonly string[]): Promise<Map<string, string[]>>;
  save(person: DirectoryPerson): Promise<void>;
  /** What a person chose for themselves; nothing where there is no such person. */
  prefer(id: string, chosen: Partial<Pick<DirectoryPerson, 'locale' | 'look' | 'unsubscribed'>>): Promise<void>;
  /** Adds a person; one that is there (by id or username) stays as it is. */
  addMissing(person: DirectoryPerson): Promise<void>;
  ensureIndexes(): Promise<void>;
}

export function createPersonRepo(connection: Connection): PersonRepo {
  const { people } = directoryModels(connection);
  const list = (rows: PersonRow[]) => rows.map((row) => withoutMarks<DirectoryPerson>(row));
  const one = (row: PersonRow | null) => (row ? withoutMarks<DirectoryPerson>(row) : null);
  return {
    read: async (id) => one(await people.findById(id).lean<PersonRow>().exec()),
    byUsername: async (username) => one(await people.findOne({ username }).lean<PersonRow>().exec()),
    readMany: async (ids) => list(await people.find({ _id: { $in: [...ids] } }).lean<PersonRow[]>().exec()),
    async search(text, limit) {
      const pattern = containing(text);
      const filter = text === '' ? {} : { $or: [{ name: pattern }, { username: pattern }, { email: pattern }] };
      return list(await people.find({ isActive: true, ...filter }).sort({ name: 1, _id: 1 }).limit(limit).lean<PersonRow[]>().exec());
    },
    demoAccounts: async () => list(await people.find({ isDemoAccount: true, isActive: true }).sort({ _id: 1 }).lean<PersonRow[]>().exec()),
    async byRole(roles) {
      const found = list(await people.find({ isActive: true, assignments: { $elemMatch: { role: { $in: [...roles] } } } } as never).sort({ _id: 1 }).lean<PersonRow[]>().exec());
      return new Map(roles.map((role) => [role, found.filter(({ assignments }) => assignments.some((given) => given.role === role)).map(({ id }) => id)]));
    },
    save: async (person) => { await people.replaceOne({ _id: person.id }, toRow(person), { upsert: true }); },
    prefer: async (id, chosen) => { await people.updateOne({ _id: id }, { $set: chosen }); },
    async addMissing(person) {
      const { _id, ...fields } = toRow(person);
      try {
        await people.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
      } catch (fault) {
        if (!isDuplicateKey(fault)) throw fault;
      }
    },
    ensureIndexes: () => prepareCollections([people]),
  };
}
