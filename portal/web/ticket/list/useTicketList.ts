/** The rows of the ticket list: pages by cursor, brought up to date in place when a hint comes, new ones counted until they are asked for. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { ResponseOf } from '#api/routes';
import type { ApiFault } from '../../shell/api/client.ts';
import { changeBeside, useCall } from '../../shell/api/read.ts';
import { readOneAtATime } from '../../shell/live/reading.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { mergeStable } from '../../ui/stable-list.ts';
import { queryOf, type TicketFilters } from './filters.ts';

export type TicketRow = ResponseOf<'tickets.list'>['items'][number];
type Page = ResponseOf<'tickets.list'>;
type Pages = InfiniteData<Page, string | undefined>;

export interface TicketList {
  rows: readonly TicketRow[]; total: number | null; waiting: number;
  isLoading: boolean; isOld: boolean; error: ApiFault | null; hasMore: boolean; isFetchingMore: boolean;
  showWaiting(): void; more(): void; retry(): void;
}

export function useTicketList(filters: TicketFilters): TicketList {
  const call = useCall();
  const queries = useQueryClient();
  const query = useMemo(() => queryOf(filters), [filters]);
  // Under a name of its own: a hint must not read every page anew and move rows about.
  const key = useMemo(() => ['ticketList', query] as const, [query]);
  const [news, setNews] = useState<{ key: typeof key; ids: readonly string[] }>({ key, ids: [] });
  const list = useInfiniteQuery<Page, ApiFault, Pages, typeof key, string | undefined>({
    queryKey: key, initialPageParam: undefined, getNextPageParam: (page) => page.next ?? undefined, staleTime: 30_000, refetchOnWindowFocus: false,
    queryFn: ({ pageParam, signal }) => call('tickets.list', { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    placeholderData: (old) => old,
  });
  const look = useCallback(async () => {
    if (!queries.getQueryData(key)) return;
    const fresh = await call('tickets.list', { query }).catch(() => null);
    if (fresh === null) return;
    await changeBeside<Pages>(queries, key, (shown) => {
      const next = broughtUpToDate(shown, fresh);
      setNews({ key, ids: next.waiting });
      return next.pages;
    });
  }, [call, key, queries, query]);
  const looking = useMemo(() => readOneAtATime(look, 400), [look]);
  useEffect(() => looking.stop, [looking]);
  useLive('tickets', [], looking.hint);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  return {
    rows, total: list.data?.pages[0]?.total ?? null, waiting: news.key === key ? news.ids.length : 0,
    isLoading: list.isLoading, isOld: list.isPlaceholderData, error: list.error, hasMore: list.hasNextPage, isFetchingMore: list.isFetchingNextPage,
    showWaiting: () => { setNews({ key, ids: [] }); document.getElementById('page')?.scrollTo({ top: 0 }); void queries.resetQueries({ queryKey: key }); },
    more: () => { if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage(); },
    retry: () => void list.refetch(),
  };
}

/** The pages shown, with the rows of a fresh first page in place of their older selves; what is new in it waits. Nothing can jump in an empty list: there it is shown. */
function broughtUpToDate(shown: Pages, fresh: Page): { pages: Pages; waiting: readonly string[] } {
  if (fresh.items.length > 0 && shown.pages.every((page) => page.items.length === 0)) return { pages: { pages: [fresh], pageParams: [undefined] }, waiting: [] };
  const { rows, waiting } = mergeStable(shown.pages.flatMap((page) => page.items), fresh.items, fresh.next === null);
  let at = 0;
  const pages = shown.pages.map((page, index) => {
    const items = rows.slice(at, at + page.items.length);
    at += page.items.length;
    return { ...page, items, total: index === 0 ? fresh.total : page.total };
  });
  return { pages: { ...shown, pages }, waiting };
}
