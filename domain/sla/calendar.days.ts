/** Dates and times of day as calendars write them: local dates as day numbers, windows as seconds of their day. Knows no zone. */
import type { Window } from './calendar.schema.ts';
import { DAY_MS } from './duration.ts';

/** Seconds since local midnight of the day it begins on; `to` passes 86400 where a window reaches into the next day. */
export interface DayWindow { from: number; to: number }

/** Days since 1970-01-01 of a local date. */
export const dayNumber = (year: number, month: number, day: number): number => Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);

/** Day number of YYYY-MM-DD. */
export function dayOfDate(date: string): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return dayNumber(year, month, day);
}

/** YYYY-MM-DD of a day number. */
export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** 0 = Monday ... 6 = Sunday. */
export const weekdayIndex = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** True for a YYYY-MM-DD or MM-DD that exists (02-29 exists: in leap years). */
export function isRealDate(date: string): boolean {
  const full = date.length === 5 ? `2024-${date}` : date;
  const [year] = full.split('-').map(Number) as [number];
  return year >= 1 && dateOfDay(dayOfDate(full)) === full;
}

/** Every date of a range, written like its ends. A yearly range may pass New Year (12-24 to 01-02). Null where the ends do not fit or lie more than 366 days apart. */
export function expandDates(date: string, until: string | undefined): string[] | null {
  if (until === undefined) return [date];
  if (until.length !== date.length) return null;
  const isYearly = date.length === 5;
  const first = dayOfDate(isYearly ? `2024-${date}` : date);
  let last = dayOfDate(isYearly ? `2024-${until}` : until);
  if (isYearly && last < first) last = dayOfDate(`2025-${until}`);
  if (last < first || last - first >= 366) return null;
  return Array.from({ length: last - first + 1 }, (_, i) => (isYearly ? dateOfDay(first + i).slice(5) : dateOfDay(first + i)));
}

/** A window in seconds. Closing at 23:59 or 23:59:59 means midnight; closing at or before opening reaches into the next day; equal ends have no length. */
export function secondsOf(window: Window): DayWindow {
  const from = timeSeconds(window.from);
  const closing = timeSeconds(window.to);
  const to = window.to === '23:59' || window.to === '23:59:59' ? 86_400 : closing;
  return { from, to: to < from ? to + 86_400 : to };
}

const timeSeconds = (time: string): number => {
  const [hours, minutes, seconds] = time.split(':').map(Number);
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
};
