/** The events under their filters, steady; news is looked for every ten seconds, for events come by the hundred while a storm lasts. */
import { useCallback, useMemo } from 'react';
import type { EventView } from '#api/audit.api';
import { useCall } from '../shell/api/read.ts';
import { useSteadyPages, type SteadyPages } from '../shell/api/useSteadyPages.ts';
import { searchOf, type EventFilters } from './filters.ts';

const news = { everyMs: 10_000 };
const pageSize = 50;

export function useEventList(filters: EventFilters): SteadyPages<EventView> {
  const call = useCall();
  const query = useMemo(() => ({ ...searchOf(filters), limit: pageSize }), [filters]);
  const key = useMemo(() => ['eventList', query] as const, [query]);
  const read = useCallback((cursor: string | undefined, signal?: AbortSignal) => call('events.list', { query: { ...query, ...(cursor ? { cursor } : {}) }, ...(signal ? { signal } : {}) }), [call, query]);
  return useSteadyPages<EventView>({ key, read, news });
}
