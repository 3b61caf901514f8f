/** The week of a calendar as the grid draws and changes it: windows as minutes since midnight of their day; one that passes 1440 is a night shift. Pure. */
import { weekdays, type CalendarVersion, type Weekday, type Window } from '#domain/sla/calendar.schema';

export type Week = CalendarVersion['week'];
/** Minutes since midnight; `to` up to 2880, less than a day after `from`. */
export interface Bar { from: number; to: number }
export const dayMinutes = 1440;
/** What a pull of the mouse and a key snap to. */
export const step = 15;

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
export const timeOf = (minutes: number): string => {
  const within = minutes > dayMinutes ? minutes - dayMinutes : minutes;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
};

export function barOf({ from, to }: Window): Bar {
  const [opens, closes] = [minutesOf(from), to === '23:59' || to === '23:59:59' ? dayMinutes : minutesOf(to)];
  return { from: opens, to: closes <= opens ? closes + dayMinutes : closes };
}
export const windowOf = ({ from, to }: Bar): Window => ({ from: timeOf(from), to: timeOf(to) });
export const isOvernight = ({ to }: Bar): boolean => to > dayMinutes;

/** Windows of a weekday, in the order they are kept. */
export const windowsOn = (week: Week, day: Weekday): readonly Window[] => (week === '24/7' ? [] : week[day] ?? []);

/** The week with other windows on a day, in order. */
export function withWindows(week: Week, day: Weekday, windows: readonly Window[]): Week {
  const before = week === '24/7' ? {} : week;
  const sorted = windows.toSorted((a, b) => a.from.localeCompare(b.from));
  const { [day]: _replaced, ...others } = before;
  return sorted.length === 0 ? others : { ...others, [day]: sorted };
}

/** A bar moved as a whole, or by one of its ends, in minutes. It keeps at least a step of length and begins within its day. */
export function pulled(bar: Bar, part: 'whole' | 'from' | 'to', by: number): Bar {
  const snap = (minutes: number): number => Math.round(minutes / step) * step;
  const length = bar.to - bar.from;
  if (part === 'whole') {
    const from = clamp(snap(bar.from + by), 0, dayMinutes - step);
    return { from, to: from + length };
  }
  if (part === 'from') return { from: clamp(snap(bar.from + by), Math.max(0, bar.to - dayMinutes + step), Math.min(bar.to, dayMinutes) - step), to: bar.to };
  return { from: bar.from, to: clamp(snap(bar.to + by), bar.from + step, bar.from + dayMinutes - step) };
}
const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** Room for a new window on a day: after its last one, or in the morning. */
export function nextWindow(windows: readonly Window[]): Window {
  const last = windows.map(barOf).toSorted((a, b) => a.to - b.to).at(-1);
  if (last === undefined) return { from: '09:00', to: '17:00' };
  const from = Math.min(last.to + 60, dayMinutes - 60);
  return last.to > dayMinutes - 60 ? { from: '09:00', to: '17:00' } : windowOf({ from, to: Math.min(from + 240, dayMinutes) });
}

/** Windows of the day before that reach into this one, as bars of this one. */
export const reachingIn = (week: Week, day: Weekday): Bar[] =>
  windowsOn(week, weekdays[(weekdays.indexOf(day) + 6) % 7]!).map(barOf).filter(isOvernight).map(({ to }) => ({ from: 0, to: to - dayMinutes }));

/** Working minutes of a week. */
export const weekMinutes = (week: Week): number => (week === '24/7' ? 7 * dayMinutes : weekdays.flatMap((day) => windowsOn(week, day)).map(barOf).reduce((sum, { from, to }) => sum + to - from, 0));
