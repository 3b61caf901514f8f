/** Which of my requests are listed, as the address says it: `?show=open&q=laptop`. Reads any address, keeps only what it knows. */
import { viewOf } from '../view/tabs.ts';

export interface MyRequestFilters { show?: 'open'; q?: string; view?: string }
export function parseMyRequests(search: Readonly<Record<string, unknown>>): MyRequestFilters {
  const q = typeof search['q'] === 'string' || typeof search['q'] === 'number' ? String(search['q']).trimStart().slice(0, 200) : '';
  return { ...(search['show'] === 'open' ? { show: 'open' as const } : {}), ...(q ? { q } : {}), ...viewOf(search) };
}
