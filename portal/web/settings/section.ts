/** Which settings page is open, as the address says it. */
import { deliveryStates, type DeliveryState } from '#domain/notify/webhook.schema';
import type { Action } from '#domain/identity/identity.schema';
import { viewOf } from '../view/tabs.ts';
import { parsePeopleSearch, type PeopleSearch } from './directory/search.ts';
import { parseReportSearch, type ReportSearch } from './reports/search.ts';

export const sections = [{ key: 'people', needs: 'directory.manage' }, { key: 'teams', needs: 'directory.manage' }, { key: 'roles', needs: 'directory.manage' }, { key: 'sources', needs: 'source.manage' }, { key: 'secrets', needs: 'settings.manage' }, { key: 'deadLetters', needs: 'deadLetter.read' }, { key: 'calendars', needs: 'settings.manage' }, { key: 'sla', needs: 'settings.manage' }, { key: 'notices', needs: 'settings.manage' }, { key: 'reports', needs: 'settings.manage' }, { key: 'webhooks', needs: 'settings.manage' }, { key: 'messages', needs: 'settings.manage' }, { key: 'catalog', needs: 'catalog.edit' }, { key: 'absences', needs: 'absence.edit' }, { key: 'demo', needs: 'demo.clear' }] as const satisfies readonly { key: string; needs: Action }[];
export type SectionKey = (typeof sections)[number]['key'];
export interface SettingsSearch extends PeopleSearch, ReportSearch {
  section?: SectionKey;
  /** Id of the alarm source that is open ("new": one that is being made) or whose letters are shown, and name of the secret ("+": a new one). */
  source?: string; secret?: string;
  /** Key of the catalogue item that is open. */
  item?: string;
  /** Id of the webhook that is open ("new": one that is being made), whether it is edited, the deliveries of its log that are shown, and the one that is open. */
  webhook?: string; edit?: true; log?: DeliveryState; delivery?: string;
  /** Part of name or key of kept messages. */
  message?: string;
}
export function parseSection(search: Readonly<Record<string, unknown>>): SettingsSearch {
  const found = sections.find((section) => section.key === search['section']);
  if (!found) return {};
  const short = <K extends 'item' | 'webhook' | 'delivery' | 'source' | 'secret' | 'message'>(name: K, most: number): { [N in K]?: string } => {
    const value = search[name];
    return (typeof value === 'string' && value !== '' ? { [name]: value.slice(0, most) } : {}) as { [N in K]?: string };
  };
  const log = deliveryStates.find((state) => state === search['log']);
  return { section: found.key, ...(found.key === 'people' ? parsePeopleSearch(search) : {}), ...(found.key === 'reports' ? parseReportSearch(search) : {}), ...(found.key === 'deadLetters' ? viewOf(search) : {}), ...short('item', 50), ...short('source', 100), ...short('secret', 200), ...short('webhook', 100), ...(search['edit'] === true ? { edit: true as const } : {}), ...(log === undefined ? {} : { log }), ...short('delivery', 200), ...(found.key === 'messages' ? short('message', 200) : {}) };
}
