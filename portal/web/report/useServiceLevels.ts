/** The figures under their filter. Nothing moves by itself: what changed meanwhile waits until it is asked for. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryOf } from '#api/routes';
import type { LevelFigures } from '#domain/report/levels.schema';
import type { ApiFault } from '../shell/api/client.ts';
import { useCall } from '../shell/api/read.ts';
import { readOneAtATime } from '../shell/live/reading.ts';
import { useLive } from '../shell/live/useLive.ts';

export interface ServiceLevels {
  figures: LevelFigures | undefined; error: ApiFault | null; isLoading: boolean;
  /** What is shown is of another filter, until that of this one is there. */
  isOld: boolean;
  hasNews: boolean;
  showNews(): void; retry(): void;
}

/** After a hint: tickets change by the dozen, and counting is not free. */
const hintedAfterMs = 3_000;
/** Promises come to be at risk or breached by time alone. */
const lookedEveryMs = 60_000;
const facts = ({ asOf: _asOf, ...rest }: LevelFigures): string => JSON.stringify(rest);

export function useServiceLevels(query: QueryOf<'serviceLevels.read'>): ServiceLevels {
  const call = useCall();
  const queries = useQueryClient();
  const key = useMemo(() => ['serviceLevels', query] as const, [query]);
  const [news, setNews] = useState<{ key: readonly unknown[]; figures: LevelFigures } | null>(null);
  const read = useQuery<LevelFigures, ApiFault>({ queryKey: key, queryFn: ({ signal }) => call('serviceLevels.read', { query, signal }), staleTime: 30_000, refetchOnWindowFocus: false, placeholderData: keepPreviousData });
  const look = useCallback(async () => {
    const shown = queries.getQueryData<LevelFigures>(key);
    const fresh = shown === undefined ? null : await call('serviceLevels.read', { query }).catch(() => null);
    if (fresh !== null) setNews(facts(fresh) === facts(shown!) ? null : { key, figures: fresh });
  }, [call, key, queries, query]);
  const looking = useMemo(() => readOneAtATime(look, hintedAfterMs), [look]);
  useEffect(() => looking.stop, [looking]);
  useLive('tickets', [], looking.hint);
  useEffect(() => {
    const timer = setInterval(() => { if (!document.hidden) looking.hint(); }, lookedEveryMs);
    return () => clearInterval(timer);
  }, [looking]);
  const waiting = news?.key === key ? news.figures : null;
  return {
    figures: read.data, error: read.error, isLoading: read.isLoading, isOld: read.isPlaceholderData, hasNews: waiting !== null,
    showNews: () => { if (waiting !== null) queries.setQueryData(key, waiting); setNews(null); },
    retry: () => void read.refetch(),
  };
}
