/** Days as people choose them, in the browser's zone: what lasts until the 5th ends when the 6th begins. Pure. */
import type { Instant } from '#domain/values';
import { two } from './latin.ts';

/** "2026-03-05" as the instant that day begins here; null for what is no day. `later`: so many days after it. */
export function dayStart(day: string, later = 0): Instant | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!found) return null;
  const at = new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]) + later);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** The day of an instant here, as a date field holds it. */
export function dayOf(instant: Instant | number): string {
  const at = new Date(instant);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The last day of something that ends at an instant. */
export const lastDay = (until: Instant): Instant => new Date(Date.parse(until) - 1).toISOString();
