/** Which alarm groups are listed, as the address says it; the active ones when it says nothing. */
export interface AlarmFilter { show?: 'all' | 'closed'; q?: string }
export function parseAlarmFilter(search: Readonly<Record<string, unknown>>): AlarmFilter {
  const show = search['show'];
  const q = typeof search['q'] === 'string' || typeof search['q'] === 'number' ? String(search['q']).trim().slice(0, 200) : '';
  return { ...(show === 'all' || show === 'closed' ? { show } : {}), ...(q ? { q } : {}) };
}
/** What the API is asked for. */
export const alarmStates = (filter: AlarmFilter): string | undefined => (filter.show === 'all' ? undefined : filter.show === 'closed' ? 'closed' : 'pending,firing,recovered');
