/** The rows of the ticket list under its filters, steady while hints come. */
import { useCallback, useMemo } from 'react';
import type { ResponseOf } from '#api/routes';
import { useCall } from '../../shell/api/read.ts';
import { useSteadyPages, type SteadyPages } from '../../shell/api/useSteadyPages.ts';
import { queryOf, type TicketFilters } from './filters.ts';

export type TicketRow = ResponseOf<'tickets.list'>['items'][number];
const news = { room: 'tickets' };

export function useTicketList(filters: TicketFilters): SteadyPages<TicketRow> {
  const call = useCall();
  const query = useMemo(() => queryOf(filters), [filters]);
  const key = useMemo(() => ['ticketList', query] as const, [query]);
  const read = useCallback((cursor: string | undefined, signal?: AbortSignal) => call('tickets.list', { query: { ...query, ...(cursor ? { cursor } : {}) }, ...(signal ? { signal } : {}) }), [call, query]);
  return useSteadyPages<TicketRow>({ key, read, news });
}
