/** Times of day ("08:30") of a field, and instants as a day and a time in the reader's zone, which is the browser's. Pure but for that zone. */
import type { Instant } from '#domain/values';
import { dayOf } from './days.ts';
import { two } from './latin.ts';
import { readTime } from './read-time.ts';

const dayMinutes = 24 * 60;
const timeOf = (minutes: number): string => { const within = ((minutes % dayMinutes) + dayMinutes) % dayMinutes; return `${two(Math.floor(within / 60))}:${two(within % 60)}`; };
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** A time somebody typed; null for what is none. 24:00 ends a day and is none of it. */
export function readClock(typed: string): string | null {
  const time = readTime(typed);
  return time === '24:00' ? null : time;
}
/** So many minutes on, around midnight. */
export const stepTime = (time: string, minutes: number): string => timeOf(minutesOf(time) + minutes);

/** An instant as the reader's clock and calendar show it; both empty for what is none. */
export function localParts(instant: string): { day: string; time: string } {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? { day: '', time: '' } : { day: dayOf(at.getTime()), time: `${two(at.getHours())}:${two(at.getMinutes())}` };
}
/** The instant of a day and a time here; null while one of both is missing. A time the clocks leap over is the one they show then. */
export function instantAt(day: string, time: string): Instant | null {
  const at = day === '' || time === '' ? NaN : Date.parse(`${day}T${time}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

const offsetText = (minutes: number): string => (minutes === 0 ? 'Z' : `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`);
/** A time as JSON Schema's format "time" wants it: with seconds and the zone. `offset`: minutes the reader is ahead of UTC. */
export const zonedTime = (time: string, offset: number): string => `${time}:00${offsetText(offset)}`;
/** The reverse: what the reader's clock shows then; empty for what is no time. */
export function timeHere(zoned: string, offset: number): string {
  const found = /^([01]\d|2[0-3]):([0-5]\d):\d\d(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))?$/i.exec(zoned);
  if (!found) return '';
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  if (/\d$/.test(zoned) && found[3] === undefined) return timeOf(minutes);
  const own = found[3] === undefined ? 0 : (found[3] === '-' ? -1 : 1) * (Number(found[4]) * 60 + Number(found[5]));
  return timeOf(minutes - own + offset);
}
