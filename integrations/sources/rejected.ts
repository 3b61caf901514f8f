/** Entries of a payload that were not understood: why, in one sentence, and as the text they are kept as. */
import { phrase, sayParam, type Phrase } from '#domain/message';
import type { RejectedEntry } from './source.kind.ts';

/** The first reason, and how many more there are. Null when there are none. */
export function rejectedReason([first, ...more]: readonly Pick<RejectedEntry, 'reason'>[]): Phrase | null {
  if (first === undefined) return null;
  return more.length > 0 ? phrase('alarm.and-more', { reason: first.reason, count: more.length }) : first.reason;
}

/** The entries with their reasons in English, one a line. Null when one is nested so deeply that it cannot be written again. */
export function rejectedText(rejected: readonly RejectedEntry[]): string | null {
  try {
    return rejected.map(({ at, reason, entry }) => JSON.stringify({ at, reason: sayParam(reason), entry })).join('\n');
  } catch {
    return null;
  }
}

/** The entries of such a text, without their reasons. Null when it is none: then it is a body as it came. */
export function entriesOfText(text: string): unknown[] | null {
  const entries: unknown[] = [];
  for (const line of text.split('\n')) {
    const one = parsed(line);
    if (typeof one !== 'object' || one === null || !('entry' in one) || !('at' in one) || !('reason' in one) || Object.keys(one).length !== 3) return null;
    entries.push(one.entry);
  }
  return entries;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
