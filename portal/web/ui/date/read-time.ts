/** Reads a time of day as people type it: 8, 830, 8:30, 8.30, 24. Null where it is none. Pure. */
import { latinDigits, two } from './latin.ts';

export function readTime(typed: string): string | null {
  const text = latinDigits(typed).trim().replace(/[.：h]/i, ':');
  const found = /^(\d{1,2})(?::(\d{2}))?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text);
  if (!found) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)];
  return hours > 24 || minutes > 59 || (hours === 24 && minutes > 0) ? null : `${two(hours)}:${two(minutes)}`;
}
