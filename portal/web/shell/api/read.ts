/** Server state: one query per (route, input), fed anew by live hints (live/useLive.ts). Writes carry one idempotency key per thing said. */
import { createContext, use, useMemo, useRef } from 'react';
import { keepPreviousData, QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient, type InfiniteData, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { ParamsOf, QueryOf, ResponseOf, RouteName } from '#api/routes';
import { asFault, newKey, type ApiFault, type Call, type CallInput } from './client.ts';

export const CallContext = createContext<Call>(() => Promise.reject(new Error('no client')));
export const useCall = (): Call => use(CallContext);

type ReadInput<N extends RouteName> = { params?: ParamsOf<N>; query?: QueryOf<N> };
/** The key a read is cached under: its route first, so that a hint can name routes. */
export const keyOf = <N extends RouteName>(name: N, input: ReadInput<N> = {}): readonly unknown[] => [name, input.params ?? null, input.query ?? null];

export const createQueryClient = (): QueryClient => new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, gcTime: 300_000, refetchOnWindowFocus: true, retry: (failures, thrown) => failures < 2 && ['unavailable', 'broken'].includes(asFault(thrown).shape.family) && asFault(thrown).status !== 0 },
    mutations: { retry: false },
  },
});

export interface ReadOptions { isEnabled?: boolean; refetchMs?: number; staleMs?: number; keepsOld?: boolean }

/** Reads a route and keeps it fresh. `error` is an ApiFault. */
export function useRead<N extends RouteName>(name: N, input: ReadInput<N> = {}, options: ReadOptions = {}): UseQueryResult<ResponseOf<N>, ApiFault> {
  const call = useCall();
  return useQuery<ResponseOf<N>, ApiFault>({
    queryKey: keyOf(name, input),
    queryFn: ({ signal }) => call(name, { ...input, signal } as CallInput<N>),
    ...(options.isEnabled === undefined ? {} : { enabled: options.isEnabled }),
    ...(options.refetchMs === undefined ? {} : { refetchInterval: options.refetchMs }),
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
    ...(options.keepsOld ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Routes that answer a page with a cursor for the next. */
export type PagedName = { [N in RouteName]: ResponseOf<N> extends { items: readonly unknown[]; next: string | null } ? N : never }[RouteName];
export interface Pages<T> {
  /** Undefined until the first page is there. */
  items: readonly T[] | undefined;
  /** Pages read so far. */
  pages: number;
  hasMore: boolean; isFetchingMore: boolean; isLoading: boolean; error: ApiFault | null;
  more(): void; retry(): void;
}

/** Reads a list page by page, the next on request; hints read anew what was read so far. */
export function usePages<N extends PagedName>(name: N, input: ReadInput<N> = {}, options: { keepsOld?: boolean } = {}): Pages<ResponseOf<N>['items'][number]> {
  const call = useCall();
  const list = useInfiniteQuery<ResponseOf<N>, ApiFault, InfiniteData<ResponseOf<N>, string | undefined>, readonly unknown[], string | undefined>({
    queryKey: [name, 'pages', input.params ?? null, input.query ?? null], initialPageParam: undefined, getNextPageParam: (page) => page.next ?? undefined,
    queryFn: ({ pageParam, signal }) => call(name, { ...input, query: { ...input.query, ...(pageParam ? { cursor: pageParam } : {}) }, signal } as CallInput<N>),
    ...(options.keepsOld ? { placeholderData: keepPreviousData } : {}),
  });
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items as ResponseOf<N>['items'][number][]), [list.data]);
  return {
    items, pages: list.data?.pages.length ?? 0, hasMore: list.hasNextPage, isFetchingMore: list.isFetchingNextPage, isLoading: list.isLoading, error: list.error,
    more: () => { if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage(); }, retry: () => void list.refetch(),
  };
}

/** Says something to a route. The same input said again after a failure carries the same key; `invalidates` are read anew afterwards. */
export function useWrite<N extends RouteName>(name: N, options: { invalidates?: readonly RouteName[]; onDone?: (answer: ResponseOf<N>) => void } = {}): UseMutationResult<ResponseOf<N>, ApiFault, CallInput<N>> {
  const call = useCall();
  const queries = useQueryClient();
  const last = useRef<{ said: string; key: string } | null>(null);
  return useMutation<ResponseOf<N>, ApiFault, CallInput<N>>({
    mutationFn: (input) => {
      const said = JSON.stringify([input.params, input.query, input.body]);
      if (last.current?.said !== said) last.current = { said, key: newKey() };
      return call(name, { idempotencyKey: last.current.key, ...input });
    },
    onSuccess: (answer) => {
      last.current = null;
      readAnew(queries, options.invalidates ?? []);
      options.onDone?.(answer);
    },
  });
}

/** Marks every read of these routes as old; those on screen are fetched now. */
export const readAnew = (queries: QueryClient, names: readonly RouteName[]): void => {
  for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
};
