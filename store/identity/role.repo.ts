/** Roles as data: which actions each has. */
import type { Connection } from 'mongoose';
import type { Role } from '#domain/identity/identity.schema';
import { roleGrowth } from '#domain/identity/role-growth';
import { directoryModels, type RoleRow } from './directory.model.ts';
import { prepareCollections } from '../core/prepare-collections.ts';

export interface RoleRepo {
  list(): Promise<Role[]>;
  save(role: Role): Promise<void>;
  /** Stores a shipped role that is not there. */
  addMissing(role: Role): Promise<void>;
  /** Gives a stored role what is shipped with it since it was stored, each action once (decision 0161). A role that was removed stays removed. Answers the actions it got. */
  grow(shipped: Role): Promise<Role['actions']>;
  ensureIndexes(): Promise<void>;
}

export const toRoleRow = ({ key, ...rest }: Role): RoleRow => ({ _id: key, ...rest });
export const fromRoleRow = ({ _id, given: _given, revision: _revision, changedAt: _changedAt, changedBy: _changedBy, ...rest }: RoleRow): Role => ({ key: _id, ...rest });

export function createRoleRepo(connection: Connection): RoleRepo {
  const { roles } = directoryModels(connection);
  return {
    list: async () => (await roles.find().sort({ _id: 1 }).lean<RoleRow[]>().exec()).map(fromRoleRow),
    async save(role) {
      const { _id, ...fields } = toRoleRow(role);
      await roles.updateOne({ _id }, { $set: fields }, { upsert: true });
    },
    async addMissing(role) {
      const { _id, ...fields } = toRoleRow(role);
      await roles.updateOne({ _id }, { $setOnInsert: { ...fields, given: role.actions } }, { upsert: true });
    },
    async grow(shipped) {
      const stored = await roles.findById(shipped.key).lean<RoleRow>().exec();
      const growth = stored && roleGrowth(shipped, { actions: stored.actions, given: stored.given ?? null });
      if (!growth) return [];
      const { actions, ownOnly, given } = growth;
      // Of two starts at once the second finds it done.
      const { modifiedCount } = await roles.updateOne({ _id: shipped.key, given: stored.given ?? { $exists: false } }, { $addToSet: { actions: { $each: actions }, ownOnly: { $each: ownOnly } }, $set: { given } });
      return modifiedCount > 0 ? actions : [];
    },
    ensureIndexes: () => prepareCollections([roles]),
  };
}
