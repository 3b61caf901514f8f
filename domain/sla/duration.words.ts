/** Lengths of time in words, from the texts of a language. Pure. */
import type { MessageParams } from '../message.ts';
import type { clockEn } from '../texts/en/clock.ts';

/** What says the words. */
export interface DurationTexts { t(key: keyof typeof clockEn, params?: MessageParams): string }

/** "2 h 10 m", "3 d 4 h", "45 s": two units at most, rounded down. Seconds may be negative: "-35 m". */
export function durationText(seconds: number, { t }: DurationTexts): string {
  const whole = Math.floor(Math.abs(seconds));
  const minutes = Math.floor(whole / 60);
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const text = d > 0 ? (h > 0 ? t('duration.dh', { d, h }) : t('duration.d', { d })) : h > 0 ? (m > 0 ? t('duration.hm', { h, m }) : t('duration.h', { h })) : minutes > 0 ? t('duration.m', { m }) : t('duration.s', { s: whole });
  return seconds < 0 && whole > 0 ? t('duration.minus', { time: text }) : text;
}

/** Working time: hours stay hours ("30 h", not "1 d 6 h"), because a working day has no 24 of them. */
export function workingText(seconds: number, { t }: DurationTexts): string {
  const whole = Math.floor(Math.abs(seconds));
  const minutes = Math.floor(whole / 60);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  const text = minutes === 0 ? t('duration.s', { s: whole }) : h === 0 ? t('duration.m', { m }) : m > 0 && h < 100 ? t('duration.hm', { h, m }) : t('duration.h', { h });
  return seconds < 0 && whole > 0 ? t('duration.minus', { time: text }) : text;
}

/** A target in words: "PT4H" is "4 h", "P5D" is "5 working days"; anything else stays as it is. */
export function targetText(target: string, texts: DurationTexts): string {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(target);
  if (!found || target === 'P' || target.endsWith('T')) return target;
  const [days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number];
  const time = hours * 3600 + minutes * 60 + seconds;
  return [days > 0 ? texts.t('duration.workingDays', { count: days }) : null, time > 0 || days === 0 ? workingText(time, texts) : null].filter((part) => part !== null).join(' ');
}
