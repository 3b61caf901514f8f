/** Checks a source's secret in the Authorization header, bearer or basic (then it is the password; any user name). */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { SourceHeaders } from './source.kind.ts';

const hash = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/** Compares hashes, so that neither length nor a common beginning can be measured. */
export function isSecretGiven(headers: SourceHeaders, secret: string): boolean {
  const header = headers['authorization'];
  const [, scheme = '', credentials = ''] = (typeof header === 'string' ? /^\s*(\S+)\s+(.*?)\s*$/s.exec(header) : null) ?? [];
  const given = scheme.toLowerCase() === 'basic' ? passwordOf(credentials) : scheme.toLowerCase() === 'bearer' ? credentials : '';
  return timingSafeEqual(hash(given), hash(secret)) && secret !== '' && given !== '';
}

function passwordOf(credentials: string): string {
  const pair = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? '' : pair.slice(colon + 1);
}
