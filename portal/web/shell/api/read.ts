/** Server state: one query per (route, input), fed anew by live hints (live/useLive.ts). Writes carry one idempotency key per thing said. */
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { keepPreviousData, QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient, type InfiniteData, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { ParamsOf, QueryOf, ResponseOf, RouteName } from '#api/routes';
import { asFault, type ApiFault, type Call, type CallInput } from './client.ts';
import { useSaying } from './said.ts';

export const CallContext = createContext<Call>(() => Promise.reject(new Error('no client')));
export const useCall = (): Call => use(CallContext);

type ReadInput<N extends RouteName> = { params?: ParamsOf<N>; query?: QueryOf<N> };
/** The key a read is cached under: its route first, so that a hint can name routes. */
export const keyOf = <N extends RouteName>(name: N, input: ReadInput<N> = {}): readonly unknown[] => [name, input.params ?? null, input.query ?? null];

export const createQueryClient = (): QueryClient => new QueryClient({
  defaultOptions: {
    // 'always': without a connection a call fails and says so, instead of waiting unseen and being sent later by itself.
    queries: { networkMode: 'always', staleTime: 5_000, gcTime: 300_000, refetchOnWindowFocus: true, retry: (failures, thrown) => failures < 2 && ['unavailable', 'broken'].includes(asFault(thrown).shape.family) && asFault(thrown).status !== 0 },
    mutations: { networkMode: 'always', retry: false },
  },
});

export interface ReadOptions { isEnabled?: boolean; refetchMs?: number; staleMs?: number; keepsOld?: boolean }

/** Reads a route and keeps it fresh. `error` is an ApiFault. */
export function useRead<N extends RouteName>(name: N, input: ReadInput<N> = {}, options: ReadOptions & { /** Of what was read: whether `refetchMs` goes on. Default always. */ refetchWhile?: (data: ResponseOf<N>) => boolean } = {}): UseQueryResult<ResponseOf<N>, ApiFault> {
  const call = useCall();
  const { refetchMs, refetchWhile } = options;
  return useQuery<ResponseOf<N>, ApiFault>({
    queryKey: keyOf(name, input),
    queryFn: ({ signal }) => call(name, { ...input, signal } as CallInput<N>),
    ...(options.isEnabled === undefined ? {} : { enabled: options.isEnabled }),
    ...(refetchMs === undefined ? {} : { refetchInterval: refetchWhile === undefined ? refetchMs : ({ state: { data } }) => (data !== undefined && refetchWhile(data) ? refetchMs : false) }),
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
    ...(options.keepsOld ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Routes that answer a page with a cursor for the next. */
export type PagedName = { [N in RouteName]: ResponseOf<N> extends { items: readonly unknown[]; next: string | null } ? N : never }[RouteName];
export interface Pages<T, P = unknown> {
  /** Undefined until the first page is there. */
  items: readonly T[] | undefined;
  /** The first page, with what else it says of the whole list. */
  first: P | undefined;
  /** Pages read so far. */
  pages: number;
  hasMore: boolean; isFetchingMore: boolean; isLoading: boolean; error: ApiFault | null;
  more(): void; retry(): void;
}

/**
 * Reads a list page by page, the next on request; hints read anew what was read so far. A page that was asked for is a wish that stands until it is there:
 * reading anew at the same moment neither cuts it off nor is cut off by it.
 */
export function usePages<N extends PagedName>(name: N, input: ReadInput<N> = {}, options: Pick<ReadOptions, 'keepsOld' | 'refetchMs'> = {}): Pages<ResponseOf<N>['items'][number], ResponseOf<N>> {
  const call = useCall();
  const key = [name, 'pages', input.params ?? null, input.query ?? null];
  const place = JSON.stringify(key);
  const list = useInfiniteQuery<ResponseOf<N>, ApiFault, InfiniteData<ResponseOf<N>, string | undefined>, readonly unknown[], string | undefined>({
    queryKey: key, initialPageParam: undefined, getNextPageParam: (page) => page.next ?? undefined,
    queryFn: ({ pageParam, signal }) => call(name, { ...input, query: { ...input.query, ...(pageParam ? { cursor: pageParam } : {}) }, signal } as CallInput<N>),
    ...(options.refetchMs === undefined ? {} : { refetchInterval: options.refetchMs }),
    ...(options.keepsOld ? { placeholderData: keepPreviousData } : {}),
  });
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items as ResponseOf<N>['items'][number][]), [list.data]);
  const pages = list.data?.pages.length ?? 0;
  const [wanted, setWanted] = useState({ place, pages: 1 });
  const { fetchNextPage, isFetching } = list;
  const isWanting = wanted.place === place && wanted.pages > pages && list.hasNextPage && list.error === null;
  useEffect(() => { if (isWanting && !isFetching) void fetchNextPage(); }, [isWanting, isFetching, fetchNextPage]);
  return {
    items, first: list.data?.pages[0], pages, hasMore: list.hasNextPage, isFetchingMore: isWanting || list.isFetchingNextPage, isLoading: list.isLoading, error: list.error,
    more: () => {
      setWanted({ place, pages: pages + 1 });
      if (list.error !== null && !isFetching) void fetchNextPage();
    },
    retry: () => void list.refetch(),
  };
}

/**
 * Says something to a route, under the key of said.ts; `invalidates` are read anew afterwards. `keptAs` keeps the key beside the kept text of that name.
 * What is being said already is not said again: a button pressed twice before it could show that it works is pressed once.
 */
export function useWrite<N extends RouteName>(name: N, options: { invalidates?: readonly RouteName[]; onDone?: (answer: ResponseOf<N>) => void; keptAs?: string } = {}): UseMutationResult<ResponseOf<N>, ApiFault, CallInput<N>> {
  const call = useCall();
  const queries = useQueryClient();
  const saying = useSaying(options.keptAs);
  const underWay = useRef<string | null>(null);
  const write = useMutation<ResponseOf<N>, ApiFault, CallInput<N>>({
    mutationFn: (input) => call(name, { idempotencyKey: saying.keyOf(saidBy(input)), ...input }),
    onSuccess: (answer) => {
      saying.done();
      readAnew(queries, options.invalidates ?? []);
      options.onDone?.(answer);
    },
    onError: (thrown) => saying.failed(asFault(thrown)),
    onSettled: (_answer, _fault, input) => { if (underWay.current === saidBy(input)) underWay.current = null; },
  });
  const { mutate } = write;
  const once = useCallback<typeof mutate>((input, then) => {
    if (underWay.current === saidBy(input)) return;
    underWay.current = saidBy(input);
    mutate(input, then);
  }, [mutate]);
  return { ...write, mutate: once };
}

const saidBy = <N extends RouteName>(input: CallInput<N>): string => JSON.stringify([input.params, input.query, input.body]);

/** Marks every read of these routes as old; those on screen are fetched now, also where one is under way: it may have begun before what was just said. */
export const readAnew = (queries: QueryClient, names: readonly RouteName[]): void => {
  for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
};

/** The same without cutting off what is being read: that is let end first, then all is read anew. Resolves when it is. */
export async function readAnewBeside(queries: QueryClient, names: readonly RouteName[]): Promise<void> {
  const isBusy = names.some((name) => queries.isFetching({ queryKey: [name] }) > 0);
  const read = (): Promise<unknown> => Promise.all(names.map((name) => queries.invalidateQueries({ queryKey: [name] }, { cancelRefetch: false })));
  await read();
  if (isBusy) await read();
}

/** Changes what a read holds once nothing of it is being fetched: a page under way is added to what was there when it was asked for, and would undo the change. */
export async function changeBeside<T>(queries: QueryClient, queryKey: readonly unknown[], change: (held: T) => T): Promise<void> {
  const isBusy = (): boolean => queries.isFetching({ queryKey, exact: true }) > 0;
  while (isBusy()) {
    await new Promise<void>((resume) => {
      const stop = queries.getQueryCache().subscribe(() => { if (!isBusy()) { stop(); resume(); } });
    });
  }
  queries.setQueryData<T>(queryKey, (held) => (held === undefined ? held : change(held)));
}
