/** The catalogue: categories, items with their draft and what is published of them, and every version there ever was. Changes carry a revision, so that nobody overwrites another's. */
import type { ClientSession, Connection } from 'mongoose';
import { catalogItemSchema, itemContentSchema, type CatalogCategory, type CatalogItem, type ItemContent } from '#domain/catalog/catalog.schema';
import { CatalogueError } from '#domain/errors';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { catalogModels, type CategoryRow } from './catalog.model.ts';

type Alongside = (session: ClientSession) => Promise<void>;
export interface CatalogRepo {
  /** By order, then key. */
  categories(): Promise<CatalogCategory[]>;
  saveCategory(category: CatalogCategory): Promise<void>;
  removeCategory(key: string): Promise<boolean>;
  addMissingCategory(category: CatalogCategory): Promise<void>;
  items(): Promise<CatalogItem[]>;
  item(key: string): Promise<CatalogItem | null>;
  /** The content of a version; null when there is none. Versions never change. */
  version(key: string, version: number): Promise<ItemContent | null>;
  /** Writes the draft. `revision` 0 makes the item. Throws REVISION_CONFLICT when it is not the one that stands. */
  saveDraft(key: string, revision: number, draft: ItemContent): Promise<CatalogItem>;
  /** Makes the draft the next version and shows it. Throws REVISION_CONFLICT. */
  publish(key: string, revision: number, by: string, at: Date, alongside: Alongside): Promise<CatalogItem>;
  /** Takes it off the catalogue; what was asked for by it goes on. Throws REVISION_CONFLICT. */
  unpublish(key: string, revision: number, alongside: Alongside): Promise<CatalogItem>;
}

/** Contents are kept as text: a form's schema has keys MongoDB gives a meaning ("$defs"). */
interface StoredItem { _id: string; revision: number; draft: string; published: { version: number; at: Date; content: string } | null; lastVersion: number }
const contentOf = (text: string): ItemContent => itemContentSchema.parse(JSON.parse(text));
const itemOf = (row: StoredItem): CatalogItem => catalogItemSchema.parse({
  key: row._id, revision: row.revision, lastVersion: row.lastVersion, draft: JSON.parse(row.draft),
  published: row.published && { version: row.published.version, at: row.published.at.toISOString(), content: JSON.parse(row.published.content) },
});
const majority = { writeConcern: { w: 'majority' } } as const;

export function createCatalogRepo(connection: Connection): CatalogRepo {
  const { categories, items, versions } = catalogModels(connection);
  const stored = items.collection as unknown as { findOneAndUpdate(filter: object, update: object, options: object): Promise<StoredItem | null> };
  const changed = async (key: string, revision: number, set: object, session?: ClientSession): Promise<CatalogItem> => {
    const row = await stored.findOneAndUpdate({ _id: key, revision }, { $set: set, $inc: { revision: 1 } }, { returnDocument: 'after', ...(session ? { session } : {}) });
    if (row === null) throw new CatalogueError('REVISION_CONFLICT');
    return itemOf(row);
  };
  const repo: CatalogRepo = {
    categories: async () => (await categories.find().sort({ order: 1, _id: 1 }).lean<CategoryRow[]>().exec()).map(({ _id, ...rest }) => ({ key: _id, ...rest })),
    saveCategory: async ({ key, ...rest }) => { await categories.replaceOne({ _id: key }, { _id: key, ...rest }, { upsert: true }); },
    removeCategory: async (key) => (await categories.deleteOne({ _id: key }).exec()).deletedCount > 0,
    addMissingCategory: async ({ key, ...rest }) => { await categories.updateOne({ _id: key }, { $setOnInsert: rest }, { upsert: true }); },
    items: async () => (await items.find().sort({ _id: 1 }).lean<StoredItem[]>().exec()).map(itemOf),
    async item(key) {
      const row = await items.findById(key).lean<StoredItem>().exec();
      return row === null ? null : itemOf(row);
    },
    async version(key, version) {
      const row = await versions.findById(`${key}@${version}`).lean<{ content: string }>().exec();
      return row === null ? null : contentOf(row.content);
    },
    async saveDraft(key, revision, draft) {
      if (revision > 0) return changed(key, revision, { draft: JSON.stringify(draft) });
      try {
        await items.collection.insertOne({ _id: key, revision: 1, draft: JSON.stringify(draft), published: null, lastVersion: 0 } as never);
      } catch (fault) {
        throw isDuplicateKey(fault) ? new CatalogueError('REVISION_CONFLICT') : fault;
      }
      return itemOf({ _id: key, revision: 1, draft: JSON.stringify(draft), published: null, lastVersion: 0 });
    },
    publish: (key, revision, by, at, alongside) => connection.transaction(async (session) => {
      const row = await items.findById(key).session(session).lean<StoredItem>().exec();
      if (row === null || row.revision !== revision) throw new CatalogueError('REVISION_CONFLICT');
      const version = row.lastVersion + 1;
      await versions.collection.insertOne({ _id: `${key}@${version}`, item: key, version, content: row.draft, at, by } as never, { session });
      const item = await changed(key, revision, { published: { version, at, content: row.draft }, lastVersion: version }, session);
      await alongside(session);
      return item;
    }, majority),
    unpublish: (key, revision, alongside) => connection.transaction(async (session) => {
      const item = await changed(key, revision, { published: null }, session);
      await alongside(session);
      return item;
    }, majority),
  };
  return repo;
}
