/** Which alarm groups are listed, as the address says it; the active ones when it says nothing. */
import { viewOf } from '../view/tabs.ts';

export interface AlarmFilter { show?: 'all' | 'closed'; q?: string; /** The saved view it began with. */ view?: string; /** Id of the group that stands beside the list; says nothing about what is listed. */ peek?: string }
export function parseAlarmFilter(search: Readonly<Record<string, unknown>>): AlarmFilter {
  const show = search['show'];
  const q = typeof search['q'] === 'string' || typeof search['q'] === 'number' ? String(search['q']).trim().slice(0, 200) : '';
  return { ...(show === 'all' || show === 'closed' ? { show } : {}), ...(q ? { q } : {}), ...viewOf(search), ...peekOf(search['peek']) };
}
/** Anything that can be no id is none. */
const peekOf = (value: unknown): { peek?: string } => (typeof value === 'string' && /^[\w.-]{1,200}$/.test(value) ? { peek: value } : {});
/** What the API is asked for. */
export const alarmStates = (filter: AlarmFilter): string | undefined => (filter.show === 'all' ? undefined : filter.show === 'closed' ? 'closed' : 'pending,firing,recovered');
