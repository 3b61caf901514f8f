/** Roles as data: which actions each has. */
import type { Connection } from 'mongoose';
import type { Role } from '#domain/identity/identity.schema';
import { directoryModels, type RoleRow } from './directory.model.ts';

export interface RoleRepo {
  list(): Promise<Role[]>;
  save(role: Role): Promise<void>;
  addMissing(role: Role): Promise<void>;
  ensureIndexes(): Promise<void>;
}

const toRoleRow = ({ key, ...rest }: Role): RoleRow => ({ _id: key, ...rest });
const fromRoleRow = ({ _id, ...rest }: RoleRow): Role => ({ key: _id, ...rest });

export function createRoleRepo(connection: Connection): RoleRepo {
  const { roles } = directoryModels(connection);
  return {
    list: async () => (await roles.find().sort({ _id: 1 }).lean<RoleRow[]>().exec()).map(fromRoleRow),
    save: async (role) => { await roles.replaceOne({ _id: role.key }, toRoleRow(role), { upsert: true }); },
    async addMissing(role) {
      const { _id, ...fields } = toRoleRow(role);
      await roles.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
    },
    ensureIndexes: async () => { await roles.createIndexes(); },
  };
}
