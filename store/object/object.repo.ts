/** The registry of managed objects: everything that can be pointed at. */
import type { Connection } from 'mongoose';
import type { RightsFilter } from '#domain/identity/rights';
import type { ManagedObject } from '#domain/object/object.schema';
import { fromRow, toRow } from '../core/rows.ts';
import { objectModel, type ObjectRow } from './object.model.ts';
import { containing } from '../core/pattern.ts';
import { prepareCollections } from '../core/prepare-collections.ts';

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
  /** Ids of these objects and of all that lies below them: what names one of those as a parent, and what has every label of a device group among them. The nearest first, at most `most`. */
  below(ids: readonly string[], most: number): Promise<string[]>;
  /** Every object of these kinds, by name; at most `limit`. */
  ofKinds(kinds: readonly ManagedObject['kind'][], limit: number): Promise<ManagedObject[]>;
  save(object: ManagedObject): Promise<void>;
  addMissing(object: ManagedObject): Promise<void>;
  ensureIndexes(): Promise<void>;
}

type Placed = Pick<ObjectRow, '_id' | 'kind' | 'labels'>;
/** What a device group picks by its labels; one without labels picks nothing. */
function pickedBy({ kind, labels }: Placed): object[] {
  const pairs = Object.entries(labels ?? {}).map(([k, v]) => ({ k, v }));
  if (kind !== 'deviceGroup' || pairs.length === 0) return [];
  return [{ kind: { $ne: 'deviceGroup' }, $expr: { $setIsSubset: [{ $literal: pairs }, { $objectToArray: { $ifNull: ['$labels', {}] } }] } }];
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
      const pattern = containing(text);
      return list(await objects.find({ $and: [rights, text === '' ? {} : { $or: [{ _id: pattern }, { name: pattern }] }] } as never).sort({ name: 1, _id: 1 }).limit(limit).lean<ObjectRow[]>().exec());
    },
    async matchingLabels(labels) {
      const rows = await objects.aggregate<ObjectRow>([
        // A device group's labels say what belongs to it, not what it is.
        { $match: { kind: { $ne: 'deviceGroup' } } },
        { $set: { pairs: { $objectToArray: { $ifNull: ['$labels', {}] } } } },
        { $match: { 'pairs.0': { $exists: true }, $expr: { $setIsSubset: ['$pairs', { $literal: Object.entries(labels).map(([k, v]) => ({ k, v })) }] } } },
        { $set: { size: { $size: '$pairs' } } }, { $sort: { size: -1, _id: 1 } }, { $limit: 1 }, { $unset: ['pairs', 'size'] },
      ]).exec();
      return rows[0] ? fromRow<ManagedObject>(rows[0]) : null;
    },
    async below(ids, most) {
      const found = new Set<string>();
      const look = (filter: object): Promise<Placed[]> => objects.find(filter as never, { kind: 1, labels: 1 }).sort({ _id: 1 }).limit(most + found.size).lean<Placed[]>().exec();
      for (let wave = await look({ _id: { $in: [...ids] } }); wave.length > 0 && found.size < most;) {
        for (const { _id } of wave) if (found.size < most) found.add(_id);
        const next = await look({ $or: [{ parents: { $in: wave.map(({ _id }) => _id) } }, ...wave.flatMap(pickedBy)] });
        // A circle of parents ends here.
        wave = next.filter(({ _id }) => !found.has(_id));
      }
      return [...found];
    },
    ofKinds: async (kinds, limit) => list(await objects.find({ kind: { $in: [...kinds] } } as never).sort({ name: 1, _id: 1 }).limit(limit).lean<ObjectRow[]>().exec()),
    save: async (object) => { await objects.replaceOne({ _id: object.id }, toRow(object), { upsert: true }); },
    async addMissing(object) {
      const { _id, ...fields } = toRow(object);
      await objects.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
    },
    ensureIndexes: () => prepareCollections([objects]),
  };
}
