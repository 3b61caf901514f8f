/** Tokens for machines: found by the hash of their value, which is kept nowhere. A token and the event that tells of it are one transaction. */
import type { ClientSession, Connection } from 'mongoose';
import type { ApiToken } from '#domain/identity/identity.schema';
import { apiTokenModels, type ApiTokenRow } from './api-token.model.ts';

export interface ApiTokenRepo {
  /** The token with this hash (SHA-256, hexadecimal), also one that has run out. */
  byHash(hash: string): Promise<ApiToken | null>;
  /** The newest first. */
  ofPerson(person: string): Promise<ApiToken[]>;
  /** Tokens of the person that have not run out. */
  countLive(person: string, at: Date): Promise<number>;
  add(token: ApiToken, hash: string, alongside: (session: ClientSession) => Promise<void>): Promise<void>;
  /** Ends the person's token at once; null when it is not there or somebody else's. */
  remove(id: string, person: string, alongside: (session: ClientSession, token: ApiToken) => Promise<void>): Promise<ApiToken | null>;
  /** Notes a use, unless one was noted since `unlessSince`. */
  used(id: string, at: Date, unlessSince: Date): Promise<void>;
}

const toToken = ({ _id, hash: _hash, madeAt, expiresAt, usedAt, ...rest }: ApiTokenRow): ApiToken =>
  ({ id: _id, ...rest, madeAt: madeAt.toISOString(), expiresAt: expiresAt.toISOString(), usedAt: usedAt?.toISOString() ?? null });

export function createApiTokenRepo(connection: Connection): ApiTokenRepo {
  const { tokens } = apiTokenModels(connection);
  return {
    async byHash(hash) {
      const row = await tokens.findOne({ hash }).lean<ApiTokenRow>().exec();
      return row && toToken(row);
    },
    ofPerson: async (person) => (await tokens.find({ person }).sort({ madeAt: -1, _id: 1 }).lean<ApiTokenRow[]>().exec()).map(toToken),
    countLive: (person, at) => tokens.countDocuments({ person, expiresAt: { $gt: at } }).exec(),
    async add({ id, madeAt, expiresAt, usedAt, ...rest }, hash, alongside) {
      const row: ApiTokenRow = { _id: id, ...rest, hash, madeAt: new Date(madeAt), expiresAt: new Date(expiresAt), usedAt: usedAt === null ? null : new Date(usedAt) };
      await connection.transaction(async (session) => {
        await tokens.collection.insertOne(row as never, { session });
        await alongside(session);
      }, { writeConcern: { w: 'majority' } });
    },
    remove: (id, person, alongside) => connection.transaction(async (session) => {
      const row = await tokens.findOneAndDelete({ _id: id, person }).session(session).lean<ApiTokenRow>().exec();
      if (!row) return null;
      const token = toToken(row);
      await alongside(session, token);
      return token;
    }, { writeConcern: { w: 'majority' } }),
    used: async (id, at, unlessSince) => { await tokens.updateOne({ _id: id, $or: [{ usedAt: null }, { usedAt: { $lt: unlessSince } }] }, { $set: { usedAt: at } }).exec(); },
  };
}
