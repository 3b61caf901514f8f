/** Digits as keyboards of other scripts type them, as Latin ones; marks of direction that come along with copied text are left out. Pure. */
const zeros = ['\u0660', '\u06F0', '\uFF10'].map((zero) => zero.charCodeAt(0));

/** Of an hour, a day or a month. */
export const two = (value: number): string => String(value).padStart(2, '0');

export const latinDigits = (text: string): string => text
  .replace(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g, '')
  .replace(/[\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/g, (digit) => String(zeros.map((zero) => digit.charCodeAt(0) - zero).find((value) => value >= 0 && value <= 9)));
