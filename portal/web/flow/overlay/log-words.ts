/** Which lines of the token log people are told, and with which word. */
import type { ResponseOf } from '#api/routes';
import type { TextKey } from '../../shell/texts/texts.ts';

type LogLine = Pick<ResponseOf<'tickets.log'>['items'][number], 'type' | 'node' | 'data'>;

const told = ['start', 'enter', 'cancel', 'incident', 'message', 'timer', 'activity'] as const;
/** Preparations: a timer armed, a message awaited, an activity begun. They happen on entering, which is told already. */
const prepared: readonly string[] = ['awaited', 'dropped', 'armed', 'resolved', 'disarmed', 'started'];

const actionOf = (data: LogLine['data']): string => (typeof data === 'object' && data !== null && !Array.isArray(data) && typeof data['action'] === 'string' ? data['action'] : '');

/** Null for what is not told: bookkeeping, and what happened at no step. */
export function wordOf({ type, node, data }: LogLine): TextKey | null {
  const known = told.find((one) => one === type);
  const action = actionOf(data);
  // That it asks for one is told by where it stands; that it lets go, by where it goes.
  if (type === 'lock' && node !== null && (action === 'granted' || action === 'freed')) return `log.lock.${action}`;
  if (known === undefined || node === null || prepared.includes(action)) return null;
  return known === 'incident' && action === 'closed' ? 'log.incident.closed' : `log.${known}`;
}
