/** Other people's text as it may be printed: every letter stays, what is no letter (controls, halves of characters, orders to turn the writing round) goes. */
import type { Json } from '#domain/values';

/** Controls but tab and line feed, halves of surrogate pairs, places that are no characters, and marks that override the direction of what follows. */
const unprintable = new RegExp('[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\uFDD0-\\uFDEF\\uFFF9-\\uFFFB\\uFFFE\\uFFFF]', 'g');
const half = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

export const printableText = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').replace(unprintable, '').replace(half, '\uFFFD');

/** The same of every text in a value, at any depth. Objects have nothing but what they hold: no names that every object has. */
export function printable(value: Json): Json {
  if (typeof value === 'string') return printableText(value);
  if (Array.isArray(value)) return value.map(printable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.assign(Object.create(null) as object, Object.fromEntries(Object.entries(value).map(([key, part]) => [key, printable(part)]))) as { [key: string]: Json };
}
