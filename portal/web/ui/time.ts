/** Instants in words. Pure: the moment it is now is handed in. */
import type { Locale } from '#domain/values';
import { tagOf } from '../shell/reader/reader.ts';
import { durationText } from '#domain/sla/duration.words';
import type { Texts } from '../shell/texts/texts.ts';

/** "just now", "12 m ago", "in 3 h": one unit, for lists. */
export function agoText(atMs: number, nowMs: number, texts: Pick<Texts, 't'>): string {
  const seconds = Math.round((nowMs - atMs) / 1000);
  if (Math.abs(seconds) < 45) return texts.t('time.now');
  const size = Math.abs(seconds);
  const unit = size >= 86_400 ? 86_400 : size >= 3_600 ? 3_600 : 60;
  const time = durationText(Math.max(1, Math.round(size / unit)) * unit, texts);
  return seconds > 0 ? texts.t('time.ago', { time }) : texts.t('time.in', { time });
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(locale: Locale, shape: 'full' | 'minute' | 'short' | 'day' | 'date' | 'clock'): Intl.DateTimeFormat {
  const key = `${locale}.${shape}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(tagOf(locale), shape === 'full' || shape === 'minute' ? { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', hourCycle: 'h23', minute: '2-digit', ...(shape === 'full' ? { second: '2-digit' } as const : {}), timeZoneName: 'short' }
    : shape === 'date' ? { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }
    : shape === 'short' ? { day: 'numeric', month: 'short', hour: '2-digit', hourCycle: 'h23', minute: '2-digit' } : shape === 'day' ? { weekday: 'short', day: 'numeric', month: 'short' } : { hour: '2-digit', hourCycle: 'h23', minute: '2-digit' });
  formats.set(key, made);
  return made;
}
/** "Sun, 22 Nov 2026, 10:42:05 CET", in the reader's zone. */
export const fullTime = (instant: string, locale: Locale): string => formatOf(locale, 'full').format(Date.parse(instant));
/** Of what is planned: "Sun, 22 Nov 2026, 10:42 CET". */
export const fullMinute = (instant: string, locale: Locale): string => formatOf(locale, 'minute').format(Date.parse(instant));
/** "22 Nov, 10:42"; today only "10:42". */
export function shortTime(instant: string, locale: Locale, nowMs: number): string {
  const [at, now] = [new Date(Date.parse(instant)), new Date(nowMs)];
  return at.toDateString() === now.toDateString() ? formatOf(locale, 'clock').format(at) : formatOf(locale, 'short').format(at);
}
export const dayTitle = (instant: string, locale: Locale): string => formatOf(locale, 'day').format(Date.parse(instant));
/** With the year: "Sun, 22 Nov 2026". */
export const dateTitle = (instant: string, locale: Locale): string => formatOf(locale, 'date').format(Date.parse(instant));
export const clockTime = (instant: string, locale: Locale): string => formatOf(locale, 'clock').format(Date.parse(instant));
