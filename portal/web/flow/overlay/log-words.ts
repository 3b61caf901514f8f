/** Which lines of the token log people are told, and with which word. */
import type { ResponseOf } from '#api/routes';
import type { TextKey } from '../../shell/texts/texts.ts';

type LogLine = Pick<ResponseOf<'tickets.log'>['items'][number], 'type' | 'node' | 'data'>;

const told = ['start', 'enter', 'cancel', 'incident', 'message', 'timer', 'activity'] as const;
/** Preparations: a timer armed, a message awaited, an activity begun. They happen on entering, which is told already. */
const prepared: readonly string[] = ['awaited', 'dropped', 'armed', 'resolved', 'disarmed', 'started'];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const actionOf = (data: LogLine['data']): string => (isRecord(data) && typeof data['action'] === 'string' ? data['action'] : '');

/** Of a step that was left by returning its task: to which step, and why; null for all others. */
export function returnOf({ type, data }: Pick<LogLine, 'type' | 'data'>): { to: string; comment: string } | null {
  const said = type === 'cancel' && isRecord(data) ? data['returned'] : undefined;
  return isRecord(said) && typeof said['to'] === 'string' ? { to: said['to'], comment: typeof said['comment'] === 'string' ? said['comment'] : '' } : null;
}

/** Null for what is not told: bookkeeping, and what happened at no step. */
export function wordOf({ type, node, data }: LogLine): TextKey | null {
  const known = told.find((one) => one === type);
  const action = actionOf(data);
  // That it asks for one is told by where it stands; that it lets go, by where it goes.
  if (type === 'lock' && node !== null && (action === 'granted' || action === 'freed')) return `log.lock.${action}`;
  if (known === undefined || node === null || prepared.includes(action)) return null;
  if (returnOf({ type, data })) return 'log.returned';
  return known === 'incident' && action === 'closed' ? 'log.incident.closed' : `log.${known}`;
}
