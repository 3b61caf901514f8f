/** Rows as comma-separated text that spreadsheets open: every cell quoted, and none of them a formula. */

/** Says to spreadsheets that the text is UTF-8. */
export const csvStart = '\uFEFF';

/** One line with its end (CR LF, RFC 4180). */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`;

/** What somebody typed may begin like a formula, and a spreadsheet would run it: an apostrophe before it makes it text (OWASP, CSV injection). */
const cellOf = (text: string): string => `"${(/^\s*[=+\-@\t\r\n|%]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
