/** How the list of everybody's weekly reports is narrowed, as the address says it: `?section=reports&q=mia&only=paused`. Pure. */
import type { EverybodysReportKind } from '#api/subscription.api';
import { viewOf } from '../../view/tabs.ts';

/** Beside all. Not the API's own list: every page reads addresses, and its schemas would come with them. */
export const reportKinds = ['inactive', 'paused'] as const satisfies readonly EverybodysReportKind[];
export interface ReportSearch { /** Part of the owner's name. */ q?: string; only?: EverybodysReportKind; view?: string }

/** Reads any address, keeps only what it knows. */
export function parseReportSearch(search: Readonly<Record<string, unknown>>): ReportSearch {
  const q = typeof search['q'] === 'string' || typeof search['q'] === 'number' ? String(search['q']).trim().slice(0, 100) : '';
  const only = reportKinds.find((known) => known === search['only']);
  return { ...(q ? { q } : {}), ...(only ? { only } : {}), ...viewOf(search) };
}
