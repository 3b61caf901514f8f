/** Which flows are listed, as the address says it: `?q=incident&show=running`. Reads any address, keeps only what it knows. */
import type { ResponseOf } from '#api/routes';
import { viewOf } from '../../view/tabs.ts';

export type FlowRow = ResponseOf<'flows.list'>['items'][number];
export const flowShows = ['running', 'changed', 'unpublished'] as const;
export interface FlowFilters {
  q?: string;
  /** Those with runs under way, with a draft ahead of what is published, or not published at all. */
  show?: (typeof flowShows)[number];
  view?: string;
}

export function parseFlowFilters(search: Readonly<Record<string, unknown>>): FlowFilters {
  const q = typeof search['q'] === 'string' || typeof search['q'] === 'number' ? String(search['q']).trimStart().slice(0, 100) : '';
  const show = flowShows.find((known) => known === search['show']);
  return { ...(q ? { q } : {}), ...(show ? { show } : {}), ...viewOf(search) };
}
export const isNarrowed = ({ q, show }: FlowFilters): boolean => Boolean(q?.trim()) || show !== undefined;

const shown: Record<(typeof flowShows)[number], (flow: FlowRow) => boolean> = {
  running: ({ runningByVersion }) => Object.values(runningByVersion).some((count) => count > 0),
  changed: ({ hasDraftChanges, latestVersion }) => hasDraftChanges && latestVersion !== null,
  unpublished: ({ latestVersion }) => latestVersion === null,
};
/** Every word in key, name or description, in whatever language; the same order. */
export function narrowed(flows: readonly FlowRow[], { q = '', show }: FlowFilters): FlowRow[] {
  const words = q.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const textOf = ({ key, name, description }: FlowRow): string => [key, ...Object.values(name), ...Object.values(description ?? {})].join(' ').toLocaleLowerCase();
  return flows.filter((flow) => (show === undefined || shown[show](flow)) && words.every((word) => textOf(flow).includes(word)));
}
