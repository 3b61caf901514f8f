/** Messages that should have begun a flow and could not: kept whole with the reason until somebody tries them again or removes them. */
import { createHash } from 'node:crypto';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import type { Vars } from '#domain/flow/kernel/kernel.types';
import { flowStartModels, type StartLetterRow } from './flow-start.model.ts';

export type StartLetter = Omit<StartLetterRow, '_id' | 'data'> & { id: string; data: Vars };
export interface StartLetterRepo {
  /** The same again is counted. Throws STARTS_TOO_MANY: nothing is thrown away to make room. */
  keep(letter: Omit<StartLetter, 'id' | 'tries'>): Promise<void>;
  /** The latest first, and how many there are. */
  list(limit: number): Promise<{ items: StartLetter[]; total: number }>;
  read(id: string): Promise<StartLetter | null>;
  /** False: it is gone already. */
  remove(id: string, session?: ClientSession): Promise<boolean>;
}

export const mostLetters = 10_000;
const majority = { writeConcern: { w: 'majority' } } as const;
const idOf = (...names: string[]): string => createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 40);
const letterOf = ({ _id, data, ...row }: StartLetterRow): StartLetter => ({ id: _id, ...row, data: JSON.parse(data) as Vars });

/** `limit` for tests. */
export function createStartLetterRepo(connection: Connection, limit: number = mostLetters): StartLetterRepo {
  const letters = flowStartModels(connection).letters.collection as unknown as mongo.Collection<StartLetterRow>;
  return {
    async keep({ message, flow, node, data, ...letter }) {
      const _id = idOf(message, flow, node);
      const { matchedCount } = await letters.updateOne({ _id }, { $set: { version: letter.version, code: letter.code, params: letter.params, triedAt: letter.triedAt }, $inc: { tries: 1 } }, majority);
      if (matchedCount > 0) return;
      if (await letters.countDocuments({}, { limit }) >= limit) throw new CatalogueError('STARTS_TOO_MANY', { limit });
      await letters.updateOne({ _id }, { $setOnInsert: { message, flow, node, data: JSON.stringify(data), ...letter, tries: 1 } }, { upsert: true, ...majority });
    },
    async list(most) {
      const [rows, total] = await Promise.all([letters.find({}, { sort: { triedAt: -1 }, limit: most }).toArray(), letters.countDocuments({})]);
      return { items: rows.map(letterOf), total };
    },
    async read(id) {
      const row = await letters.findOne({ _id: id });
      return row && letterOf(row);
    },
    remove: async (id, session) => (await letters.deleteOne({ _id: id }, session === undefined ? majority : { session })).deletedCount > 0,
  };
}
