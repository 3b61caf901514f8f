/** Makes what a stranger sent into bounded plain text. Nothing is escaped or rendered here: markup stays what it is, text, until the page shows it as text. */
import type { SourceFinding } from './source.kind.ts';

export const textLimit = 4_096;
export const entryLimit = 64;
const nameLimit = 200;

/** Control characters except tab and line breaks, and halves of surrogate pairs, become U+FFFD; then cut to `limit` characters. */
export function plainText(text: string, limit = textLimit): string {
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu, '\ufffd');
  return clean.length <= limit ? clean : `${clean.slice(0, limit - 1).replace(/\p{Surrogate}$/u, '')}…`;
}

/**
 * Labels or annotations: own, textual entries only, sorted by name. Numbers and booleans become text; what is nested is dropped and said.
 * "__proto__" is dropped: no sender needs it and every reader stumbles over it.
 */
export function plainEntries(entries: unknown, at: string, findings: SourceFinding[]): Record<string, string> {
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) return {};
  const kept: [string, string][] = [];
  for (const [name, value] of Object.entries(entries)) {
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (!isScalar || name === '__proto__' || name === '') {
      if (value !== null) findings.push({ code: 'label-dropped', at: `${at}.${plainText(name, 60)}`, detail: isScalar ? 'this name is not allowed' : 'not a text' });
      continue;
    }
    if (kept.length === entryLimit) {
      findings.push({ code: 'too-many-entries', at, detail: `more than ${entryLimit}` });
      break;
    }
    const text = String(value);
    if (text.length > textLimit) findings.push({ code: 'text-cut', at: `${at}.${plainText(name, 60)}`, detail: `${text.length} characters` });
    kept.push([plainText(name, nameLimit), plainText(text)]);
  }
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The address, when a browser may open it: http or https. Otherwise null. */
export function webLink(address: unknown): string | null {
  if (typeof address !== 'string' || address.length > textLimit || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}
