/** Mongo shapes of saved views, and of what each person made of them. Authored in the portal. */
import { Schema, type Connection } from 'mongoose';
import type { SavedView, ViewShelf } from '#domain/view/view.schema';
import { modelOn } from '../core/model-on.ts';
import type { Row } from '../core/rows.ts';

/** `search` as JSON text: what people filter by may hold names MongoDB gives a meaning. */
export type SavedViewRow = Omit<Row<SavedView>, 'search'> & { search: string };
/** `_id` is `<person>/<list>`. */
export type ViewShelfRow = ViewShelf & { _id: string; person: string };

const text = { type: String, required: true };
const options = { versionKey: false, minimize: false } as const;
const viewSchema = new Schema<SavedViewRow>({ _id: String, list: text, name: text, search: text, owner: text, team: { type: String, default: null }, revision: { type: Number, required: true }, changedAt: text }, { ...options, collection: 'savedViews' });
viewSchema.index({ owner: 1, list: 1, name: 1 }, { unique: true });
viewSchema.index({ team: 1, list: 1 });
const shelfSchema = new Schema<ViewShelfRow>({ _id: String, person: text, order: { type: [String], default: [] }, opensWith: { type: String, default: null }, columns: { type: [String], default: null } }, { ...options, collection: 'viewShelves' });

export const viewModels = (connection: Connection) => ({ views: modelOn(connection, 'SavedView', viewSchema), shelves: modelOn(connection, 'ViewShelf', shelfSchema) });
