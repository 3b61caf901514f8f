/** The registry of managed objects: everything that can be pointed at. */
import type { Connection } from 'mongoose';
import type { RightsFilter } from '#domain/identity/rights';
import type { ManagedObject } from '#domain/object/object.schema';
import { fromRow, toRow } from '../core/rows.ts';
import { objectModel, type ObjectRow } from './object.model.ts';

export interface ObjectRepo {
  read(id: string): Promise<ManagedObject | null>;
  readMany(ids: readonly string[]): Promise<ManagedObject[]>;
  /** Objects whose id or name contains the text, by name, at most `limit`; `rights` from filterFor. */
  search(text: string, limit: number, rights: RightsFilter): Promise<ManagedObject[]>;
  /**
   * The object an alarm's labels mean: one whose own labels are all among them; of several the one with the most labels, then the smallest id.
   * Null when none matches or the object has no labels.
   */
  matchingLabels(labels: Readonly<Record<string, string>>): Promise<ManagedObject | null>;
  save(object: ManagedObject): Promise<void>;
  addMissing(object: ManagedObject): Promise<void>;
  ensureIndexes(): Promise<void>;
}

export function createObjectRepo(connection: Connection): ObjectRepo {
  const objects = objectModel(connection);
  const list = (rows: ObjectRow[]) => rows.map((row) => fromRow<ManagedObject>(row));
  return {
    async read(id) {
      const row = await objects.findById(id).lean<ObjectRow>().exec();
      return row ? fromRow<ManagedObject>(row) : null;
    },
    readMany: async (ids) => list(await objects.find({ _id: { $in: [...ids] } }).lean<ObjectRow[]>().exec()),
    async search(text, limit, rights) {
      const pattern = { $regex: text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' };
      return list(await objects.find({ $and: [rights, text === '' ? {} : { $or: [{ _id: pattern }, { name: pattern }] }] } as never).sort({ name: 1, _id: 1 }).limit(limit).lean<ObjectRow[]>().exec());
    },
    async matchingLabels(labels) {
      const rows = await objects.aggregate<ObjectRow>([
        { $set: { pairs: { $objectToArray: { $ifNull: ['$labels', {}] } } } },
        { $match: { 'pairs.0': { $exists: true }, $expr: { $setIsSubset: ['$pairs', { $literal: Object.entries(labels).map(([k, v]) => ({ k, v })) }] } } },
        { $set: { size: { $size: '$pairs' } } }, { $sort: { size: -1, _id: 1 } }, { $limit: 1 }, { $unset: ['pairs', 'size'] },
      ]).exec();
      return rows[0] ? fromRow<ManagedObject>(rows[0]) : null;
    },
    save: async (object) => { await objects.replaceOne({ _id: object.id }, toRow(object), { upsert: true }); },
    async addMissing(object) {
      const { _id, ...fields } = toRow(object);
      await objects.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
    },
    ensureIndexes: async () => { await objects.createIndexes(); },
  };
}
