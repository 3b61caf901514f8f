/** Saved views and what each person made of them. Changes of a view carry a revision, so that nobody overwrites another's; a shelf is its person's alone. */
import type { Connection } from 'mongoose';
import { CatalogueError } from '#domain/errors';
import { emptyShelf, savedViewSchema, viewShelfSchema, type SavedView, type ViewList, type ViewShelf } from '#domain/view/view.schema';
import { isDuplicateKey } from '../core/mongo-faults.ts';
import { viewModels, type SavedViewRow, type ViewShelfRow } from './view.model.ts';

export interface ViewRepo {
  read(id: string): Promise<SavedView | null>;
  /** Of a list: the person's own and those shared with the teams, by name. */
  seenBy(list: ViewList, person: string, teams: readonly string[]): Promise<SavedView[]>;
  countOwn(list: ViewList, person: string): Promise<number>;
  countShared(list: ViewList, team: string): Promise<number>;
  /** Throws VIEW_NAME_TAKEN. */
  add(view: SavedView): Promise<void>;
  /** Writes it over the revision before its own. Throws REVISION_CONFLICT, VIEW_NAME_TAKEN. */
  replace(view: SavedView): Promise<void>;
  remove(id: string): Promise<void>;
  shelf(person: string, list: ViewList): Promise<ViewShelf>;
  saveShelf(person: string, list: ViewList, shelf: ViewShelf): Promise<void>;
}

const viewOf = ({ _id, search, ...rest }: SavedViewRow): SavedView => savedViewSchema.parse({ id: _id, search: JSON.parse(search), ...rest });
const rowOf = ({ id, search, ...rest }: SavedView): SavedViewRow => ({ _id: id, search: JSON.stringify(search), ...rest });
const most = 1_000;

export function createViewRepo(connection: Connection): ViewRepo {
  const { views, shelves } = viewModels(connection);
  const named = async <T>(view: SavedView, write: () => Promise<T>): Promise<T> => {
    try {
      return await write();
    } catch (fault) {
      throw isDuplicateKey(fault) ? new CatalogueError('VIEW_NAME_TAKEN', { name: view.name }) : fault;
    }
  };
  return {
    async read(id) {
      const row = await views.findById(id).lean<SavedViewRow>().exec();
      return row === null ? null : viewOf(row);
    },
    seenBy: async (list, person, teams) => (await views.find({ list, $or: [{ owner: person }, ...(teams.length > 0 ? [{ team: { $in: [...teams] } }] : [])] }).sort({ name: 1, _id: 1 }).limit(most).lean<SavedViewRow[]>().exec()).map(viewOf),
    countOwn: (list, person) => views.countDocuments({ list, owner: person }).exec(),
    countShared: (list, team) => views.countDocuments({ list, team }).exec(),
    add: (view) => named(view, async () => { await views.collection.insertOne(rowOf(view) as never); }),
    replace: (view) => named(view, async () => {
      const { matchedCount } = await views.replaceOne({ _id: view.id, revision: view.revision - 1 }, rowOf(view)).exec();
      if (matchedCount === 0) throw new CatalogueError('REVISION_CONFLICT');
    }),
    remove: async (id) => { await views.deleteOne({ _id: id }).exec(); },
    async shelf(person, list) {
      const row = await shelves.findById(`${person}/${list}`).lean<ViewShelfRow>().exec();
      return row === null ? emptyShelf : viewShelfSchema.parse({ order: row.order, opensWith: row.opensWith, columns: row.columns });
    },
    saveShelf: async (person, list, shelf) => { await shelves.updateOne({ _id: `${person}/${list}` }, { $set: { person, ...shelf } }, { upsert: true }).exec(); },
  };
}
