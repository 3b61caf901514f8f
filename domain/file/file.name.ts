/** Names of files as they are kept: one line, of one folder, that says what it is in every language's direction, and that any system can store. */

/** Longest name, in bytes of UTF-8: what file systems take. */
export const nameBytes = 255;

/** What turns a text around, joins or hides: a name with it may end in something else than it seems to. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\p{Co}|\p{Cn}/gu;
/** Not in names on Windows, or with a meaning to shells and headers. */
const meaning = /[<>:"|?*\\/]/g;
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
const bytesOf = (text: string): number => {
  let bytes = 0;
  for (const letter of text) { const code = letter.codePointAt(0)!; bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10_000 ? 3 : 4; }
  return bytes;
};

/** The last ending of a name in small letters, without its dot; empty where there is none. A number is none: logs that were put away end in one. */
export const endingOf = (name: string): string => /[^.]\.(?=\d*[a-z])([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

/** The name as it is kept. Of a path its last part; at most 255 bytes, cut before the ending; never empty. */
export function safeName(given: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).filter((part) => part.trim() !== '').at(-1) ?? '';
  const clean = last.replace(/\p{Surrogate}/gu, '').replace(unseen, '').replace(meaning, '_').replace(/\s+/gu, ' ').replace(/^[ .]+|[ .]+$/g, '');
  const whole = clean === '' ? 'file' : reserved.test(clean) ? `_${clean}` : clean;
  if (bytesOf(whole) <= nameBytes) return whole;
  const ending = endingOf(whole);
  const tail = ending === '' ? '' : whole.slice(-(ending.length + 1));
  return `${cut(tail === '' ? whole : whole.slice(0, -tail.length), nameBytes - bytesOf(tail))}${tail}`;
}

/** As many whole letters as fit. */
function cut(text: string, most: number): string {
  let kept = '';
  let left = most;
  for (const letter of text) {
    left -= bytesOf(letter);
    if (left < 0) break;
    kept += letter;
  }
  return kept.trimEnd();
}
