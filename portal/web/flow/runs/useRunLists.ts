/** Rows of runs and of incidents under their filters, steady; news is looked for every ten seconds, for runs move by themselves all the time. */
import { useCallback, useMemo } from 'react';
import type { OpenIncidentView, RunRowView } from '#api/run.api';
import { useCall } from '../../shell/api/read.ts';
import { useSteadyPages, type SteadyPages } from '../../shell/api/useSteadyPages.ts';
import { incidentsQuery, runsQuery, type IncidentFilters, type RunFilters } from './filters.ts';

const news = { everyMs: 10_000 };
const pageSize = 50;

export function useRunList(filters: RunFilters): SteadyPages<RunRowView> {
  const call = useCall();
  const query = useMemo(() => ({ ...runsQuery(filters), limit: pageSize }), [filters]);
  const key = useMemo(() => ['runList', query] as const, [query]);
  const read = useCallback((cursor: string | undefined, signal?: AbortSignal) => call('runs.list', { query: { ...query, ...(cursor ? { cursor } : {}) }, ...(signal ? { signal } : {}) }), [call, query]);
  return useSteadyPages<RunRowView>({ key, read, news });
}

/** An incident's own id counts within its run only. */
export type IncidentRow = OpenIncidentView & { incident: string };
export const incidentList = 'incidentList';

export function useIncidentList(filters: IncidentFilters): SteadyPages<IncidentRow> {
  const call = useCall();
  const query = useMemo(() => ({ ...incidentsQuery(filters), limit: pageSize }), [filters]);
  const key = useMemo(() => [incidentList, query] as const, [query]);
  const read = useCallback(async (cursor: string | undefined, signal?: AbortSignal) => {
    const page = await call('incidents.list', { query: { ...query, ...(cursor ? { cursor } : {}) }, ...(signal ? { signal } : {}) });
    return { ...page, items: page.items.map((row) => ({ ...row, incident: row.id, id: `${row.run} ${row.id}` })) };
  }, [call, query]);
  return useSteadyPages<IncidentRow>({ key, read, news });
}
