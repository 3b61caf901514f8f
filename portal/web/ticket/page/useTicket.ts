/** Everything the ticket page shows, read together and kept live. */
import { useEffect, useMemo } from 'react';
import type { ResponseOf } from '#api/routes';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { CommentView } from '#api/ticket.api';
import type { TicketType } from '#domain/ticket/ticket.schema';
import type { ApiFault } from '../../shell/api/client.ts';
import { usePages, useRead } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';

export type TicketView = ResponseOf<'tickets.read'>;
export interface Paged<T> { items: readonly T[]; isLoading: boolean; error: ApiFault | null; more: { run: () => void; isBusy: boolean } | null; retry: () => void }

/** Pages read without being asked: what was said last stands at the end, so a long ticket is read whole. Past it the reader asks. */
const pagesAtOnce = 20;
const none: readonly never[] = [];

/** All pages of a list that only grows at its end. A page that could not be read is asked for again by the reader, or with the next reading of what is there. */
function useGrowing<N extends 'comments.list' | 'tickets.timeline'>(name: N, key: string): Paged<ResponseOf<N>['items'][number]> {
  const list = usePages<N>(name, { params: { key }, query: { limit: 200 } } as never);
  const isWanting = list.hasMore && list.error === null && list.pages < pagesAtOnce;
  const { more, isFetchingMore } = list;
  useEffect(() => { if (isWanting && !isFetchingMore) more(); });
  return { items: list.items ?? none, isLoading: list.isLoading || isWanting, error: list.error, more: list.hasMore ? { run: more, isBusy: isFetchingMore } : null, retry: list.retry };
}

/** By instant; what one origin says of one instant stays in its own order. */
export const inOrder = (a: DomainEvent, b: DomainEvent): number => a.at.localeCompare(b.at) || (a.origin === b.origin ? a.seq - b.seq : a.origin.localeCompare(b.origin));

export function useTicket(key: string): { ticket: ReturnType<typeof useRead<'tickets.read'>>; type: TicketType | null; comments: Paged<CommentView>; events: Paged<DomainEvent> } {
  // Working time left is told by the server, so it is asked again each minute.
  const ticket = useRead('tickets.read', { params: { key } }, { refetchMs: 60_000 });
  const types = useRead('ticketTypes.list', {}, { staleMs: 300_000 });
  useLive(`ticket:${key}`, ['tickets.read', 'tickets.timeline', 'comments.list', 'files.ofTicket', 'ticketLinks.list']);
  const type = types.data?.items.find((item) => item.key === ticket.data?.type) ?? null;
  const comments = useGrowing('comments.list', key);
  const events = useGrowing('tickets.timeline', key);
  const told = useMemo(() => [...events.items].sort(inOrder), [events.items]);
  return { ticket, type, comments, events: { ...events, items: told } };
}
