/** Text as FEEL counts it: by code points, never by UTF-16 halves; and how it is written between quotes. */

const escapes: Readonly<Record<string, string>> = { '"': '"', "'": "'", '\\': '\\', n: '\n', r: '\r', t: '\t' };

/** The text between quotes. Escapes FEEL does not know stay as they are, so that a pattern may be written "\d+". */
export function unescapeText(quoted: string): string {
  const inner = quoted.startsWith('"') && quoted.endsWith('"') && quoted.length > 1 ? quoted.slice(1, -1) : quoted;
  return inner.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(["'\\nrt]))/g, (whole: string, short?: string, long?: string, sign?: string) => {
    if (sign !== undefined) return escapes[sign] ?? whole;
    const code = parseInt(short ?? long ?? '', 16);
    return code <= 0x10ffff ? (short ? String.fromCharCode(code) : String.fromCodePoint(code)) : whole;
  });
}

/** A number as FEEL writes it: digits, never an exponent. */
export function formatNumber(n: number): string {
  const text = String(n);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = '', first = '', rest = '', exponent = '0'] = match;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length ? sign + digits + '0'.repeat(point - digits.length) : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Length in code points. */
export function codePointCount(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1, count += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next < 0xe000) i += 1;
    }
  }
  return count;
}

/** Line and column, both from 1, of a character. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, Math.max(0, Math.min(offset, text.length)));
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: before.length - lastBreak };
}
