/** Fetches the certificates that signed alarms name, and keeps them a while. Which address may be asked is the source's to say; where it leads is looked at here. */
import { Agent, request } from 'undici';
import { CatalogueError } from '#domain/errors';
import { allowedAddress, type AddressPolicy } from '../executors/address.ts';

/** PEM text behind an address. Throws SERVICE_UNAVAILABLE; whoever sends alarms tries again. */
export type CertificateFetch = (address: string) => Promise<string>;

const limitBytes = 64 * 1024;
/** A new certificate has a new address: one that is kept can only be taken back, which Amazon does by ending it. */
const keptMs = 24 * 3_600_000;
const keptMost = 20;

/** `timeoutMs`: until the whole of it is there. Default 5,000. */
export function createCertificateFetch(nowMs: () => number, policy: AddressPolicy = { allowedLoopback: [] }, timeoutMs = 5_000): CertificateFetch {
  const known = new Map<string, { pem: Promise<string>; atMs: number }>();
  return (address) => {
    const kept = known.get(address);
    if (kept && nowMs() - kept.atMs < keptMs) return kept.pem;
    const pem = fetched(new URL(address), policy, timeoutMs);
    if (known.size >= keptMost) known.clear();
    known.set(address, { pem, atMs: nowMs() });
    pem.catch(() => { known.delete(address); });
    return pem;
  };
}

async function fetched(url: URL, policy: AddressPolicy, timeoutMs: number): Promise<string> {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const away = (): CatalogueError => new CatalogueError('SERVICE_UNAVAILABLE', { service: url.host });
  const pinned = await allowedAddress(url.hostname, port, policy).catch((): never => { throw away(); });
  const dispatcher = new Agent({ connect: { timeout: timeoutMs, lookup: (_host, options, done) => (options.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family)) } });
  try {
    const { statusCode, body } = await request(url, { dispatcher, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, signal: AbortSignal.timeout(timeoutMs), headers: { 'user-agent': 'Signalbox', 'accept-encoding': 'identity' } });
    if (statusCode !== 200) throw away();
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of body as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      if (size > limitBytes) throw away();
      parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
  } catch {
    throw away();
  } finally {
    await dispatcher.destroy();
  }
}
