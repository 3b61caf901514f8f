/** The log of the portal: one JSON line per happening. Every line is scrubbed of tokens, credentials and secret parts of addresses, whoever wrote it. */
import { pino, type Logger } from 'pino';

export type Log = Logger;

const rules: readonly [RegExp, string][] = [
  [/eyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?/g, '[token]'],
  [/((?:Bearer|Basic)\s+)[\w.~+/=-]{8,}/gi, '$1[hidden]'],
  [/([?&;](?:code|state|nonce|session_state|token|access_token|id_token_hint|logout_token|refresh_token|secret|client_secret|password|key|sig|_csrf)=)[^&\s"'\\]+/gi, '$1[hidden]'],
  [/("(?:[\w-]*(?:token|secret|password|authorization|cookie)[\w-]*)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi, '$1"[hidden]"'],
  [/(\/\/[^/\s:@"]+:)[^@\s/"]+@/g, '$1[hidden]@'],
];

/** The text without what could let somebody in. */
export const scrub = (text: string): string => rules.reduce((scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement), text);

/** `secrets` are values that must never appear as such (data key, session secret, client secret). */
export function createLog(level: string, secrets: readonly string[] = []): Log {
  const known = secrets.filter((secret) => secret.length >= 8);
  return pino({
    level, base: null, timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    hooks: { streamWrite: (line) => known.reduce((text, secret) => text.replaceAll(secret, '[hidden]'), scrub(line)) },
  });
}
