/** Tells text from other bytes, and of text what a browser would run or draw: pages, drawings with scripts. Bytes with a signature are told by the portal's look at them. */
import { plainText } from './file.kinds.ts';

/** Bytes no text has, whichever its encoding: tab, line ends, form feed, escape (terminals) and backspace are in logs. */
const isForeign = (byte: number): boolean => byte < 32 && ![8, 9, 10, 12, 13, 27].includes(byte);

/** Whether these bytes cannot be of a text in UTF-8 or in one of the single-byte encodings. */
export function isBinary(bytes: Uint8Array): boolean {
  // By hand: a call for every byte of a large log takes a second.
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at]! < 32 && isForeign(bytes[at]!)) return true;
  return false;
}

/** Whether it begins with the mark of UTF-16 and goes on with letters: sound recordings begin with the same mark. */
export function isUtf16(head: Uint8Array): boolean {
  const low = head[0] === 0xFF && head[1] === 0xFE ? 0 : head[0] === 0xFE && head[1] === 0xFF ? 1 : null;
  if (low === null) return false;
  for (let at = 2; at + 1 < Math.min(head.length, 4_096); at += 2) if (head[at + 1 - low] === 0 && isForeign(head[at + low]!)) return false;
  return head.length > 2 && new Set(head.subarray(2, 4_096)).has(0);
}

/** Letters of the beginning, whatever the encoding: markup is in ASCII in all of them. */
function lettersOf(head: Uint8Array): string {
  let text = '';
  for (const byte of head.subarray(0, 4_096)) if (byte !== 0) text += String.fromCharCode(byte);
  return text.replace(/^(\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)/, '');
}

/** What a text is by its beginning, or null for what is no text. */
export function textContentOf(head: Uint8Array): string | null {
  if (!isUtf16(head) && isBinary(head)) return null;
  const start = lettersOf(head).trimStart().toLowerCase();
  // Declarations, comments and processing instructions come before the element that tells.
  const told = start.replace(/^(<\?[^>]*>\s*|<!--[^]*?-->\s*|<!doctype\s+(?!html|svg)[^>]*>\s*)*/, '');
  if (/^(<!doctype\s+svg|<svg[\s>/:]|<[a-z]+:svg[\s>])/.test(told)) return 'image/svg+xml';
  if (/^(<!doctype\s+html|<(html|head|body|script|iframe|style|title|base|meta|link|object|embed|form|img|a|div|table|h1|p|br|b)[\s>/])/.test(told)) return 'text/html';
  if (start.startsWith('<?xml')) return 'application/xml';
  return plainText;
}
