/** Rows of a list that does not jump: pages by cursor, brought up to date in place when a hint comes or a while has gone by; new ones are counted until they are asked for. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { readOneAtATime } from '../live/reading.ts';
import { useLive } from '../live/useLive.ts';
import { mergeStable } from '../../ui/stable-list.ts';
import type { ApiFault } from './client.ts';
import { changeBeside } from './read.ts';

export interface Page<T> { items: T[]; next: string | null; total: number | null }
export interface SteadyList<T> {
  /** Under a name of its own, not the route's: a hint must not read every page anew and move rows about. The same object while the list is the same. */
  key: readonly unknown[];
  /** A page; the first without a cursor. The same function while the key is the same. */
  read(cursor: string | undefined, signal?: AbortSignal): Promise<Page<T>>;
  /** Looks for news at hints of this room, or every so many milliseconds while the page is in sight. */
  news: { room: string } | { everyMs: number };
}
export interface SteadyPages<T> {
  rows: readonly T[]; total: number | null; waiting: number;
  isLoading: boolean; isOld: boolean; error: ApiFault | null; hasMore: boolean; isFetchingMore: boolean;
  showWaiting(): void; retry(): void;
  /** The next page, asked for by the reader. */
  more(): void;
  /** The end came into sight: the next page, unless the last asking failed; else it would be asked for without pause. */
  reachEnd(): void;
}
type Pages<T> = InfiniteData<Page<T>, string | undefined>;

export function useSteadyPages<T extends { id: string }>({ key, read, news }: SteadyList<T>): SteadyPages<T> {
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState<{ key: readonly unknown[]; ids: readonly string[] }>({ key, ids: [] });
  const current = useRef(key);
  useEffect(() => { current.current = key; }, [key]);
  const list = useInfiniteQuery<Page<T>, ApiFault, Pages<T>, readonly unknown[], string | undefined>({
    queryKey: key, initialPageParam: undefined, getNextPageParam: (page) => page.next ?? undefined, staleTime: 30_000, refetchOnWindowFocus: false,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal), placeholderData: (old) => old,
  });
  const look = useCallback(async () => {
    // Where the first page is still on its way it may have been read before what the hint tells of.
    if (!queries.getQueryData(key) && queries.isFetching({ queryKey: key, exact: true }) === 0) return;
    const fresh = await read(undefined).catch(() => null);
    if (fresh === null) return;
    await changeBeside<Pages<T>>(queries, key, (shown) => {
      const next = broughtUpToDate(shown, fresh);
      // A look that ends after the filter was changed says nothing of what is shown now.
      if (current.current === key) setWaiting({ key, ids: next.waiting });
      return next.pages;
    });
  }, [key, queries, read]);
  const looking = useMemo(() => readOneAtATime(look, 400), [look]);
  useEffect(() => looking.stop, [looking]);
  useLive('room' in news ? news.room : null, [], looking.hint);
  const everyMs = 'everyMs' in news ? news.everyMs : null;
  useEffect(() => {
    if (everyMs === null) return undefined;
    const timer = setInterval(() => { if (!document.hidden) looking.hint(); }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, looking]);
  const more = (): void => { if (list.hasNextPage && !list.isFetching) void list.fetchNextPage(); };
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  return {
    rows, total: list.data?.pages[0]?.total ?? null, waiting: waiting.key === key ? waiting.ids.length : 0,
    isLoading: list.isLoading, isOld: list.isPlaceholderData, error: list.error, hasMore: list.hasNextPage, isFetchingMore: list.isFetchingNextPage,
    showWaiting: () => { setWaiting({ key, ids: [] }); document.getElementById('page')?.scrollTo({ top: 0 }); void queries.resetQueries({ queryKey: key }); },
    more, reachEnd: () => { if (list.error === null) more(); },
    retry: () => void list.refetch(),
  };
}

/** The pages shown, with the rows of a fresh first page in place of their older selves; what is new in it waits. Nothing can jump in an empty list: there it is shown. */
function broughtUpToDate<T extends { id: string }>(shown: Pages<T>, fresh: Page<T>): { pages: Pages<T>; waiting: readonly string[] } {
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
