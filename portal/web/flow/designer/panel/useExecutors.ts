/** What a step can have done here: executors and probes of the catalogue. */
import type { ResponseOf } from '#api/routes';
import { useRead } from '../../../shell/api/read.ts';

export type ExecutorChoice = ResponseOf<'catalog.read'>['executors'][number];

/** Null until they arrived, and where they cannot be read. */
export function useExecutors(): { kinds: readonly ExecutorChoice[] | null; isLoading: boolean } {
  const catalog = useRead('catalog.read', {}, { staleMs: 300_000 });
  return { kinds: catalog.data ? [...catalog.data.executors, ...catalog.data.probes] : null, isLoading: catalog.isPending };
}
