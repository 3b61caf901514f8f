/** Schedules as BPMN's timers have them, out and back: a cycle, a line of cron, or one date. What a timer cannot say stands in the step's own words beside it. */
import { parseCron } from '#domain/flow/schedule/schedule.cron';
import { minutesOf, scheduleLimits, type Schedule } from '#domain/flow/schedule/schedule.schema';
import { durationMs } from '#domain/flow/kernel/kernel.duration';
import type { Json } from '#domain/values';

const cronDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** What a timer's `timeCycle` says. Of several times of day that are not at one minute, cron has the first. */
export function cycleText({ by, every = '', cron = '', weekdays = [], monthDays = [], times = [], from }: Partial<Schedule>): string {
  if (by === 'every') return from === undefined || from === '' ? `R/${every}` : `R/${from.length === 10 ? `${from}T00:00` : from}:00/${every}`;
  if (by === 'cron') return cron;
  const minutes = times.flatMap((time) => minutesOf(time) ?? []);
  const minute = (minutes[0] ?? 0) % 60;
  const hours = minutes.filter((one) => one % 60 === minute).map((one) => Math.floor(one / 60));
  const days = monthDays.map((day) => (day === -1 ? 'L' : String(day)));
  return `${minute} ${hours.length === 0 ? '*' : hours.join(',')} ${by === 'month' && days.length > 0 ? days.join(',') : '*'} * ${by === 'week' && weekdays.length > 0 ? cronDays.filter((day) => weekdays.includes(day)).join(',') : '*'}`;
}

const instantText = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;
/** A local time of UTC. */
function inUtc(text: string): string | null {
  const [, local, offset = 'Z'] = instantText.exec(text) ?? [];
  const ms = local === undefined ? Number.NaN : Date.parse(`${local}:00${offset === 'Z' ? 'Z' : offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`}`);
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 16) : null;
}
const isEvery = (text: string): boolean => { const ms = durationMs(text); return ms !== null && ms >= scheduleLimits.leastMs; };

/** The schedule of a timer that begins a flow; null where it says none that can be kept. `part`: the child of the definition. */
export function scheduleOf(part: 'timeCycle' | 'timeDate' | 'timeDuration', text: string): Record<string, Json> | null {
  const body = text.trim();
  if (part === 'timeDate') {
    const at = inUtc(body);
    return at === null ? null : { by: 'every', every: 'P1D', from: at, until: at, zone: 'UTC' };
  }
  return part === 'timeCycle' ? repeated(body) ?? lineOfCron(body) : null;
}

/** R/PT1H, R/2030-01-01T00:00:00Z/PT1H, R3/2030-01-01T00:00:00Z/PT1H. */
function repeated(body: string): Record<string, Json> | null {
  const [first = '', ...rest] = body.split('/');
  const times = /^R(\d{0,6})$/.exec(first)?.[1];
  const every = rest.at(-1) ?? '';
  if (times === undefined || rest.length > 2 || !isEvery(every)) return null;
  const from = rest.length === 2 ? inUtc(rest[0]!) : null;
  if (rest.length === 2 && from === null) return null;
  if (times !== '' && from === null) return null;
  const last = from !== null && times !== '' ? Date.parse(`${from}Z`) + (Math.max(1, Number(times)) - 1) * durationMs(every)! : null;
  return { by: 'every', every, zone: 'UTC', ...(from === null ? {} : { from }), ...(last === null || !Number.isFinite(last) ? {} : { until: new Date(last).toISOString().slice(0, 16) }) };
}

/** Some engines write seconds in front and "?" for any day; years behind are only kept where they are all. */
function lineOfCron(body: string): Record<string, Json> | null {
  const parts = body.startsWith('@') ? [body] : body.split(/\s+/);
  const five = parts.length >= 6 && parts[0] === '0' && (parts[6] ?? '*') === '*' ? numbered(parts.slice(1, 6)) : parts;
  const cron = five.map((part) => (part === '?' ? '*' : part)).join(' ');
  return 'fault' in parseCron(cron) ? null : { by: 'cron', cron, zone: 'UTC' };
}
/** With seconds, days of the week go from 1, a Sunday. Names mean the same everywhere. */
const numbered = (parts: string[]): string[] => parts.map((part, at) => (at === 4 && /^[\d,-]+$/.test(part) ? part.replace(/\d+/g, (day) => String((Number(day) + 6) % 7)) : part));
