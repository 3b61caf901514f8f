/** What the identity provider last said about each person, by the newest of its tokens that was seen. */
import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { apiTokenModels, type AccountRow } from './api-token.model.ts';

/** `issuedAt`: of the access token, in seconds since 1970. `roles`: those the token named. */
export interface KnownAccount { subject: string; username: string; name: string; email: string; locale: string; roles: readonly string[]; issuedAt: number }

export interface AccountRepo {
  read(person: string): Promise<KnownAccount | null>;
  /** Ids of people whom the newest word names in the role. */
  byRole(role: string): Promise<string[]>;
  /** Keeps it, unless something newer is kept. */
  keep(person: string, account: KnownAccount): Promise<void>;
}

export function createAccountRepo(connection: Connection): AccountRepo {
  const { accounts } = apiTokenModels(connection);
  return {
    async read(person) {
      const row = await accounts.findById(person).lean<AccountRow>().exec();
      if (!row) return null;
      const { _id, ...account } = row;
      return account;
    },
    byRole: async (role) => (await accounts.find({ roles: role }, { _id: 1 }).lean<{ _id: string }[]>().exec()).map(({ _id }) => _id),
    async keep(person, account) {
      try {
        await accounts.updateOne({ _id: person, issuedAt: { $lte: account.issuedAt } }, { $set: { ...account, roles: [...account.roles] } }, { upsert: true }).exec();
      } catch (fault) {
        // Something newer is there already.
        if (!isDuplicateKey(fault)) throw fault;
      }
    },
  };
}
