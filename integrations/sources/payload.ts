/** What sources read of payloads alike: instants, words of severity, entries one by one, and what was found instead of what was expected. */
import { createHash } from 'node:crypto';
import type { Alarm, Severity } from '#domain/alarm/alarm.schema';
import { isPhrase, phrase, sayParam, type MessageParam, type Phrase } from '#domain/message';
import { plainText } from './plain-text.ts';
import { rejectedReason } from './rejected.ts';
import { severityOf } from './severity-words.ts';
import type { Normalised, RejectedEntry, SourceFinding } from './source.kind.ts';

export type Fields = Record<string, unknown>;
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text under an own name; null where there is none or it is empty. Numbers are texts as well. */
export function textIn(fields: Fields, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : typeof value === 'string' ? value : '';
  return text.trim() === '' ? null : text;
}

/** Short words for what was found; what is nested is not printed, it may be nested without end. */
function found(value: unknown): Phrase | string {
  if (value === undefined) return phrase('alarm.value.nothing');
  if (typeof value === 'object' && value !== null) return phrase(Array.isArray(value) ? 'alarm.value.list' : 'alarm.value.object');
  return typeof value === 'string' ? JSON.stringify(plainText(value, 60)) : String(value);
}
/** The same in English, for the details of findings. */
export const shown = (value: unknown): string => sayParam(found(value));

/** Words for what a reason says was expected. */
export const [anObject, aList, aText] = [phrase('alarm.value.object'), phrase('alarm.value.list'), phrase('alarm.value.text')] as const;
/** One of several words, as they stand in a payload. */
export const oneOf = (...words: readonly string[]): Phrase => phrase('list.or', { one: words.slice(0, -1), other: words.at(-1) ?? '' });
/** The reason for a place that holds something else than it should. `at`: the place, as the sender names it. */
export const expected = (at: string, wanted: MessageParam, value: unknown): Phrase => phrase('alarm.expected', { at, expected: wanted, found: found(value) });
export const empty = (at: string): Phrase => phrase('alarm.empty', { at });
export const tooMany = (at: string, count: number, limit: number): Phrase => phrase('alarm.too-many', { at, count, limit });
/** The reason for a payload that is no object. */
export const notAnObject: { isUnderstood: false; reason: Phrase } = { isUnderstood: false, reason: phrase('alarm.expected-object') };
/** Whether a reader gave a reason in place of what it read. */
export const isReason = (read: unknown): read is Phrase => isPhrase(read);

/** RFC 3339 to the millisecond in UTC, also with a zone as "+0000"; null for the zero time, years before 1970 or beyond 9999, and what is no time. */
export function instantIn(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)) return null;
  const ms = Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(ms) || ms < 0 || ms > 253_402_300_799_999 ? null : new Date(ms).toISOString();
}

/** A stable fingerprint of what makes an alarm the same one. */
export const fingerprintOf = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The severity a word means; a warning, and said, where there is none or nobody knows it. */
export function severityIn(word: string | null, at: string, findings: SourceFinding[]): Severity {
  const severity = word === null ? null : severityOf(word);
  if (severity === null) findings.push({ code: word === null ? 'severity-missing' : 'severity-unknown', at, detail: word === null ? 'taken as warning' : `${plainText(word, 60)}: taken as warning` });
  return severity ?? 'warning';
}

/** The instant, or when it was received, and said. */
export function startIn(value: unknown, receivedAt: string, at: string, findings: SourceFinding[]): string {
  const instant = instantIn(value);
  if (instant === null) findings.push({ code: 'time-unreadable', at, detail: shown(value) });
  return instant ?? receivedAt;
}

/** Entries one by one: alarms of those that are understood, the others with their reasons. Not understood at all where there is no alarm left. */
export function readEach(entries: readonly unknown[], list: string, findings: SourceFinding[], read: (entry: unknown, at: string) => Alarm | Phrase): Normalised {
  const alarms: Alarm[] = [];
  const rejected: RejectedEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    const at = `${list}[${index}]`;
    const alarm = read(entry, at);
    if (isReason(alarm)) rejected.push({ at, reason: alarm, entry });
    else alarms.push(alarm);
  }
  const reason = alarms.length === 0 ? rejectedReason(rejected) : null;
  return reason !== null ? { isUnderstood: false, reason } : { isUnderstood: true, alarms, findings, rejected };
}

/** A payload that is one alarm. */
export const readOne = (alarm: Alarm | Phrase, findings: SourceFinding[]): Normalised =>
  (isReason(alarm) ? { isUnderstood: false, reason: alarm } : { isUnderstood: true, alarms: [alarm], findings, rejected: [] });
