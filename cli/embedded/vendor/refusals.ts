/** Remembers for some minutes which addresses could only be waited for in vain, so that the next start does not wait again. Who says no at once is asked again at once. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../write-whole.ts';

const rememberedForMs = 10 * 60_000;
/** A refusal that came sooner costs the next start nothing. */
const worthRememberingMs = 1_000;

interface Refusal { reason: string; /** Milliseconds since 1970. */ until: number }

const fileIn = (cache: string): string => join(cache, 'vendor-refusals.json');

/** Why this address is not asked now, or null. */
export function rememberedRefusal(cache: string, address: string, now = Date.now()): string | null {
  const refusal = read(cache)[address];
  return refusal && refusal.until > now && refusal.until <= now + rememberedForMs
    ? `${refusal.reason}; it is asked again from ${new Date(refusal.until).toISOString().slice(11, 16)} UTC on, or when ${fileIn(cache)} is removed` : null;
}

/** `waitedMs`: how long it took to find out. */
export function rememberRefusal(cache: string, address: string, reason: string, waitedMs: number, now = Date.now()): void {
  if (waitedMs < worthRememberingMs) return;
  const living = Object.entries(read(cache)).filter(([, { until }]) => until > now);
  mkdirSync(cache, { recursive: true });
  writeWhole(fileIn(cache), JSON.stringify(Object.fromEntries([...living, [address, { reason, until: now + rememberedForMs } satisfies Refusal]])));
}

function read(cache: string): Record<string, Refusal> {
  try {
    return existsSync(fileIn(cache)) ? JSON.parse(readFileSync(fileIn(cache), 'utf8')) as Record<string, Refusal> : {};
  } catch {
    return {};
  }
}
