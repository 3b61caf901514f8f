/** Takes values out of JSON nobody vouches for: each is what was asked for, or nothing. Settings that were kept as a text of JSON are read as what they hold. */
import { isNestedDeeper, type Json, type Text } from '#domain/values';

export type Raw = Readonly<Record<string, unknown>>;

export const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
/** A member of its own, never one every object has. */
export const memberOf = (raw: Raw, name: string): unknown => (Object.hasOwn(raw, name) ? raw[name] : undefined);

/** Longest text that is looked into for JSON. */
const longest = 100_000;

const deepest = 60;
const refusedNames = new Set(['__proto__', 'prototype', 'constructor']);

/** What a text of JSON holds, else the value itself; so also where it holds what would be refused in the file. */
function opened(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > longest || !/^\s*[[{]/.test(value)) return value;
  try {
    const read = JSON.parse(value) as unknown;
    return isNestedDeeper(read, deepest) || hasRefusedName(read) ? value : read;
  } catch {
    return value;
  }
}

/** Only asked of what is not too deep. */
const hasRefusedName = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.entries(value).some(([name, inner]) => refusedNames.has(name) || hasRefusedName(inner));

/** An object, also one written as a text; empty where there is none. */
export function objectAt(raw: Raw, name: string): Raw {
  const value = opened(memberOf(raw, name));
  return isRaw(value) ? value : {};
}
/** The objects of a list, or of an object that keeps them by their id. */
export const objectsAt = (raw: Raw, name: string): Raw[] => valuesAt(raw, name).filter(isRaw);
/** The same with whatever else is in it. */
export function valuesAt(raw: Raw, name: string): unknown[] {
  const value = opened(memberOf(raw, name));
  return Array.isArray(value) ? value : isRaw(value) ? Object.values(value) : [];
}

/** A text or a number as text, without white space around it; empty where there is neither. */
export function textAt(raw: Raw, name: string): string {
  const value = memberOf(raw, name);
  return typeof value === 'string' ? value.trim() : typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}
/** The first of these that says something. */
export const firstAt = (raw: Raw, ...names: string[]): string => names.map((name) => textAt(raw, name)).find((text) => text !== '') ?? '';
export const isTrueAt = (raw: Raw, name: string): boolean => [true, 1, '1', 'true', 'True'].includes(memberOf(raw, name) as never);
export const isFalseAt = (raw: Raw, name: string): boolean => [false, 0, '0', 'false', 'False'].includes(memberOf(raw, name) as never);

/** Names between commas. */
export const listed = (text: string): string[] => text.split(/[,;，；\n]/).map((one) => one.trim()).filter((one) => one !== '');

/** A text for people in the language it is written in. English is always there, so that what is written in Chinese stands for it. */
export function said(text: string, most = 200): Text {
  const cut = cutTo(text.replace(/\s+/g, ' ').trim(), most);
  return isChinese(cut) ? { en: cut, zh: cut } : { en: cut };
}
export const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Never half of a character. */
export const cutTo = (text: string, most: number): string => (text.length <= most ? text : text.slice(0, most).replace(/\p{Surrogate}$/u, ''));

/** A value as JSON of our own, as a settings' input may be: no deeper and no longer than somebody reads. */
export function plainJson(value: unknown, levels = 6): Json | undefined {
  if (value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (typeof value === 'string') return cutTo(value, 3_000);
  if (levels === 0) return undefined;
  if (Array.isArray(value)) return value.slice(0, 200).map((one) => plainJson(one, levels - 1) ?? null);
  if (!isRaw(value)) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !refusedNames.has(name)).slice(0, 200).flatMap(([name, one]): [string, Json][] => { const kept = plainJson(one, levels - 1); return kept === undefined ? [] : [[cutTo(name, 100), kept]]; }));
}
