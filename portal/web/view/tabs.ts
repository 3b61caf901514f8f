/** The tabs above a list: shipped and saved views in the reader's order, which of them the address is, and whether it was changed since. Pure. */
import { filtersOf, isSameSearch, ordered } from '#domain/view/view.order';
import type { ViewList, ViewSearch, ViewShelf } from '#domain/view/view.schema';
import { shippedViews, type ShippedViewId } from '#domain/view/view.shipped';
import type { SavedViewView } from '#api/view.api';

export type Tab = { id: string; search: ViewSearch } & ({ shipped: ShippedViewId; saved: null } | { shipped: null; saved: SavedViewView });
/** The filters of an address as the list reads them: any address goes in, only what the list knows comes out. */
export type ParseFilters = (search: Readonly<Record<string, unknown>>) => object;
export const canonical = (search: Readonly<Record<string, unknown>>, parse: ParseFilters): ViewSearch => filtersOf(parse(search) as Record<string, unknown>);

export interface TabsOf { list: ViewList; isWide: boolean; items: readonly SavedViewView[]; shelf: ViewShelf; parse: ParseFilters }
export function tabsOf({ list, isWide, items, shelf, parse }: TabsOf): Tab[] {
  const shipped = shippedViews(list, isWide).map(({ id, search }): Tab => ({ id, search, shipped: id, saved: null }));
  const saved = items.map((view): Tab => ({ id: view.id, search: canonical(view.search, parse), shipped: null, saved: view }));
  return ordered([...shipped, ...saved], shelf.order);
}

/** `id` null: the address names a view the reader does not have. */
export interface Place { id: string | null; isChanged: boolean }
/** The view the address names; without a name the one with just these filters, else everything, changed. */
export function placeOf(tabs: readonly Tab[], search: Readonly<Record<string, unknown>>, parse: ParseFilters): Place {
  const filters = canonical(search, parse);
  const named = typeof search['view'] === 'string' ? search['view'] : null;
  const at = named === null ? tabs.find((tab) => isSameSearch(tab.search, filters)) ?? tabs.find((tab) => tab.id === 'all') : tabs.find((tab) => tab.id === named);
  return at === undefined ? { id: null, isChanged: true } : { id: at.id, isChanged: !isSameSearch(at.search, filters) };
}

/** The address of a view: everything is the plain address, unless the list opens with another view. */
export const addressOfTab = (tab: Pick<Tab, 'id' | 'search'>, opensWith: string | null): ViewSearch & { view?: string } =>
  (tab.id === 'all' && (opensWith === null || opensWith === 'all') ? tab.search : { ...tab.search, view: tab.id });

/** The view of an address; anything that can be no id is none. */
export const viewOf = (search: Readonly<Record<string, unknown>>): { view?: string } => {
  const view = search['view'];
  return typeof view === 'string' && /^[\w-]{1,100}$/.test(view) ? { view } : {};
};
