/** The views of a list for the reader: read, opened, arranged, saved over and removed. A change shows at once and is taken back when it is refused. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { emptyShelf, type ViewList, type ViewSearch, type ViewShelf } from '#domain/view/view.schema';
import type { ResponseOf } from '#api/routes';
import type { SavedViewView } from '#api/view.api';
import { asFault, type ApiFault } from '../shell/api/client.ts';
import { keyOf, readAnew, useCall, useRead } from '../shell/api/read.ts';
import { addressOfTab, canonical, placeOf, tabsOf, type ParseFilters, type Place, type Tab } from './tabs.ts';

export interface ViewsOf {
  list: ViewList;
  /** Whether the reader sees more than their own things. */
  isWide: boolean;
  /** The address as the list reads it. */
  search: Readonly<Record<string, unknown>>;
  parse: ParseFilters;
  /** Goes to an address of the list; `isInstead`: in place of this one. */
  onOpen: (search: ViewSearch & { view?: string }, isInstead?: boolean) => void;
}
type Content = Pick<SavedViewView, 'name' | 'search' | 'team'>;
export interface Views {
  tabs: readonly Tab[]; place: Place; at: Tab | null; shelf: ViewShelf; teams: ResponseOf<'views.list'>['teams'];
  /** The filters of the address. */
  filters: ViewSearch;
  /** The plain list is about to be left for the view it opens with, or nobody knows yet whether it is. */
  isSettling: boolean;
  fault: ApiFault | null; clearFault(): void;
  open(tab: Pick<Tab, 'id' | 'search'>, isInstead?: boolean): void;
  address(tab: Pick<Tab, 'id' | 'search'>): ViewSearch & { view?: string };
  /** The address of everything, which never leads to the view the list opens with. */
  blank: { view?: string };
  /** Id of the view the list opens with: everything, where the chosen one is gone. */
  opensWith: string;
  arrange(change: Partial<ViewShelf>): Promise<void>;
  /** Makes a view and opens it. Throws ApiFault. */
  save(content: Content, key: string): Promise<SavedViewView>;
  /** Throws ApiFault. */
  change(view: SavedViewView, content: Partial<Content>): Promise<SavedViewView>;
  /** Throws ApiFault. */
  remove(view: SavedViewView): Promise<void>;
  setFault(fault: ApiFault): void;
}

export function useViews({ list, isWide, search, parse, onOpen }: ViewsOf): Views {
  const call = useCall();
  const queries = useQueryClient();
  const read = useRead('views.list', { query: { list } }, { staleMs: 60_000 });
  const [fault, setFault] = useState<ApiFault | null>(null);
  const shelf = read.data?.shelf ?? emptyShelf;
  const tabs = useMemo(() => tabsOf({ list, isWide, items: read.data?.items ?? [], shelf, parse }), [list, isWide, read.data, shelf, parse]);
  const place = useMemo(() => placeOf(tabs, search, parse), [tabs, search, parse]);
  const filters = useMemo(() => canonical(search, parse), [search, parse]);
  const { opensWith } = shelf;
  const first = opensWith === null || opensWith === 'all' ? undefined : tabs.find((tab) => tab.id === opensWith);
  const isPlain = Object.keys(search).length === 0;
  useEffect(() => { if (isPlain && first) onOpen(addressOfTab(first, opensWith), true); }, [isPlain, first, opensWith, onOpen]);

  const keep = useCallback((next: (held: ResponseOf<'views.list'>) => ResponseOf<'views.list'>) => {
    queries.setQueryData<ResponseOf<'views.list'>>(keyOf('views.list', { query: { list } }), (held) => (held === undefined ? held : next(held)));
  }, [queries, list]);
  const kept = (view: SavedViewView): void => keep((held) => ({ ...held, items: [...held.items.filter(({ id }) => id !== view.id), view].sort((a, b) => a.name.localeCompare(b.name)) }));
  const open: Views['open'] = (tab, isInstead) => onOpen(addressOfTab(tab, opensWith), isInstead);

  return {
    tabs, place, at: tabs.find((tab) => tab.id === place.id) ?? null, shelf, teams: read.data?.teams ?? [], filters, fault, clearFault: () => setFault(null), setFault, open,
    isSettling: isPlain && (read.isLoading || first !== undefined),
    address: (tab) => addressOfTab(tab, opensWith),
    blank: first ? { view: 'all' } : {}, opensWith: first?.id ?? 'all',
    async arrange(change) {
      const next = { ...shelf, ...change };
      keep((held) => ({ ...held, shelf: next }));
      setFault(null);
      await call('views.arrange', { params: { list }, body: next }).catch((thrown: unknown) => { setFault(asFault(thrown)); readAnew(queries, ['views.list']); });
    },
    async save(content, key) {
      const view = await call('views.save', { body: { ...content, list }, idempotencyKey: key });
      kept(view);
      onOpen(addressOfTab({ id: view.id, search: view.search }, opensWith));
      return view;
    },
    async change(view, content) {
      const { name, search: was, team } = view;
      const next = await call('views.change', { params: { id: view.id }, body: { name, search: was, team, ...content, revision: view.revision } }).catch((thrown: unknown) => { readAnew(queries, ['views.list']); throw thrown; });
      kept(next);
      return next;
    },
    async remove(view) {
      await call('views.remove', { params: { id: view.id } });
      keep((held) => ({ ...held, items: held.items.filter(({ id }) => id !== view.id) }));
    },
  };
}
