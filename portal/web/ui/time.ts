/** Durations and instants in words. Pure: the moment it is now is handed in. */
import type { Texts } from '../shell/texts/texts.ts';

/** "2 h 10 m", "3 d 4 h", "45 s": two units at most, rounded down. Seconds may be negative: "-35 m". */
export function durationText(seconds: number, { t }: Pick<Texts, 't'>): string {
  const whole = Math.floor(Math.abs(seconds));
  const minutes = Math.floor(whole / 60);
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const text = d > 0 ? (h > 0 ? t('duration.dh', { d, h }) : t('duration.d', { d })) : h > 0 ? (m > 0 ? t('duration.hm', { h, m }) : t('duration.h', { h })) : minutes > 0 ? t('duration.m', { m }) : t('duration.s', { s: whole });
  return seconds < 0 && whole > 0 ? t('duration.minus', { time: text }) : text;
}

/** Working time: hours stay hours ("30 h", not "1 d 6 h"), because a working day has no 24 of them. */
export function workingText(seconds: number, { t }: Pick<Texts, 't'>): string {
  const whole = Math.floor(Math.abs(seconds));
  const minutes = Math.floor(whole / 60);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  const text = minutes === 0 ? t('duration.s', { s: whole }) : h === 0 ? t('duration.m', { m }) : m > 0 && h < 100 ? t('duration.hm', { h, m }) : t('duration.h', { h });
  return seconds < 0 && whole > 0 ? t('duration.minus', { time: text }) : text;
}

/** A target in words: "PT4H" is "4 h", "P5D" is "5 working days"; anything else stays as it is. */
export function targetText(target: string, texts: Pick<Texts, 't'>): string {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(target);
  if (!found || target === 'P' || target.endsWith('T')) return target;
  const [days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number];
  const time = hours * 3600 + minutes * 60 + seconds;
  return [days > 0 ? texts.t('duration.workingDays', { count: days }) : null, time > 0 || days === 0 ? workingText(time, texts) : null].filter((part) => part !== null).join(' ');
}

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
function formatOf(locale: string, shape: 'full' | 'short' | 'day' | 'clock'): Intl.DateTimeFormat {
  const key = `${locale}.${shape}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, shape === 'full' ? { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' }
    : shape === 'short' ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } : shape === 'day' ? { weekday: 'short', day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit' });
  formats.set(key, made);
  return made;
}
/** "Sun, 22 Nov 2026, 10:42:05 CET", in the reader's zone. */
export const fullTime = (instant: string, locale: string): string => formatOf(locale, 'full').format(Date.parse(instant));
/** "22 Nov, 10:42"; today only "10:42". */
export function shortTime(instant: string, locale: string, nowMs: number): string {
  const [at, now] = [new Date(Date.parse(instant)), new Date(nowMs)];
  return at.toDateString() === now.toDateString() ? formatOf(locale, 'clock').format(at) : formatOf(locale, 'short').format(at);
}
export const dayTitle = (instant: string, locale: string): string => formatOf(locale, 'day').format(Date.parse(instant));
export const clockTime = (instant: string, locale: string): string => formatOf(locale, 'clock').format(Date.parse(instant));
