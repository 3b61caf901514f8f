/** Everything the ticket page shows, read together and kept live. */
import { useEffect, useMemo } from 'react';
import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import type { ResponseOf } from '#api/routes';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { Comment, TicketType } from '#domain/ticket/ticket.schema';
import type { ApiFault } from '../../shell/api/client.ts';
import { useCall, useRead } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';

export type TicketView = ResponseOf<'tickets.read'>;
export interface Paged<T> { items: readonly T[]; isLoading: boolean; error: ApiFault | null; more: { run: () => void; isBusy: boolean } | null }

/** Pages read without being asked: what was said last stands at the end, so a long ticket is read whole. Past it the reader asks. */
const pagesAtOnce = 20;

/** All pages of a list that only grows at its end. */
function useGrowing<N extends 'comments.list' | 'tickets.timeline'>(name: N, key: string): Paged<ResponseOf<N>['items'][number]> {
  const call = useCall();
  const query = useInfiniteQuery<ResponseOf<N>, ApiFault, InfiniteData<ResponseOf<N>, string | undefined>, readonly unknown[], string | undefined>({
    queryKey: [name, key], initialPageParam: undefined, getNextPageParam: (page) => page.next ?? undefined,
    queryFn: ({ pageParam, signal }) => call(name, { params: { key } as never, query: { limit: 200, ...(pageParam ? { cursor: pageParam } : {}) } as never, signal }),
  });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  const pages = query.data?.pages.length ?? 0;
  useEffect(() => { if (hasNextPage && !isFetching && pages < pagesAtOnce) void fetchNextPage(); }, [hasNextPage, isFetching, pages, fetchNextPage]);
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items as ResponseOf<N>['items'][number][]) ?? [], [query.data]);
  return { items, isLoading: query.isLoading || (hasNextPage && pages < pagesAtOnce), error: query.error, more: query.hasNextPage ? { run: () => void query.fetchNextPage(), isBusy: query.isFetchingNextPage } : null };
}

/** By instant; what one origin says of one instant stays in its own order. */
export const inOrder = (a: DomainEvent, b: DomainEvent): number => a.at.localeCompare(b.at) || (a.origin === b.origin ? a.seq - b.seq : a.origin.localeCompare(b.origin));

export function useTicket(key: string): { ticket: ReturnType<typeof useRead<'tickets.read'>>; type: TicketType | null; comments: Paged<Comment>; events: Paged<DomainEvent> } {
  // Working time left is told by the server, so it is asked again each minute.
  const ticket = useRead('tickets.read', { params: { key } }, { refetchMs: 60_000 });
  const types = useRead('ticketTypes.list', {}, { staleMs: 300_000 });
  useLive(`ticket:${key}`, ['tickets.read', 'tickets.timeline', 'comments.list']);
  const type = types.data?.items.find((item) => item.key === ticket.data?.type) ?? null;
  const comments = useGrowing('comments.list', key);
  const events = useGrowing('tickets.timeline', key);
  const told = useMemo(() => [...events.items].sort(inOrder), [events.items]);
  return { ticket, type, comments, events: { ...events, items: told } };
}
