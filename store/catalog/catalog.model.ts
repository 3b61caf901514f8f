/** Mongo shapes of the catalogue: categories, items, their published versions, and what people have begun to fill in. Authored in the portal. */
import { Schema, type Connection } from 'mongoose';
import type { CatalogCategory } from '#domain/catalog/catalog.schema';
import { modelOn } from '../core/model-on.ts';

export type CategoryRow = Omit<CatalogCategory, 'key'> & { _id: string };
/** `_id` is `<person>/<item>`. `answers` as JSON text: what people type may hold names MongoDB gives a meaning. */
export interface RequestDraftRow { _id: string; person: string; item: string; answers: string; at: Date }

/** Loose on purpose: readers say lean<CategoryRow>(). */
interface LooseRow { _id: string; [field: string]: unknown }
const mixed = Schema.Types.Mixed;
const options = { versionKey: false, minimize: false } as const;
const categorySchema = new Schema<LooseRow>({ _id: String, name: { type: mixed, required: true }, order: { type: Number, default: 0 } }, { ...options, collection: 'catalogCategories' });
const itemSchema = new Schema<LooseRow>({
  _id: String, revision: { type: Number, required: true }, draft: { type: String, required: true }, published: { type: mixed, default: null }, lastVersion: { type: Number, default: 0 },
}, { ...options, collection: 'catalogItems' });
const versionSchema = new Schema<LooseRow>({ _id: String, item: String, version: Number, content: { type: String, required: true }, at: Date, by: String }, { ...options, collection: 'catalogVersions' });
const draftSchema = new Schema<LooseRow>({ _id: String, person: String, item: String, answers: String, at: Date }, { ...options, collection: 'requestDrafts' });
draftSchema.index({ person: 1, at: -1 });
// What nobody went on with for half a year is forgotten.
draftSchema.index({ at: 1 }, { expireAfterSeconds: 183 * 86_400 });

export const catalogModels = (connection: Connection) => ({
  categories: modelOn(connection, 'CatalogCategory', categorySchema), items: modelOn(connection, 'CatalogItem', itemSchema),
  versions: modelOn(connection, 'CatalogVersion', versionSchema), drafts: modelOn(connection, 'RequestDraft', draftSchema),
});
