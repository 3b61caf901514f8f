/** Fetches an iCal feed: only from addresses that may be reached, a few redirects each looked at anew, bounded time and size, and only when it has changed. What it says is ical.ts'. */
import { Agent, request } from 'undici';
import { CatalogueError } from '#domain/errors';
import { allowedAddress, type AddressPolicy } from '../executors/address.ts';
import { icalLimits } from './ical.bounds.ts';

export interface FeedAsked { url: string; etag: string | null; lastModified: string | null }
export type FeedAnswer = { isChanged: false } | { isChanged: true; text: string; etag: string | null; lastModified: string | null };
/** Throws ADDRESS_REFUSED, ADDRESS_UNKNOWN, FEED_REDIRECTED, HTTP_*, ICAL_TOO_LARGE. */
export type FeedFetch = (asked: FeedAsked) => Promise<FeedAnswer>;

const limits = { redirects: 3, timeoutMs: 20_000 } as const;

export function createFeedFetch(policy: AddressPolicy, { timeoutMs = limits.timeoutMs }: { timeoutMs?: number } = {}): FeedFetch {
  return async (asked) => {
    const signal = AbortSignal.timeout(timeoutMs);
    let url = new URL(asked.url.replace(/^webcal:/i, 'https:'));
    for (let hops = 0; hops <= limits.redirects; hops++) {
      const answer = await hop(url, asked, policy, signal, timeoutMs);
      if (!('location' in answer)) return answer;
      url = nextUrl(answer.location, url);
    }
    throw new CatalogueError('FEED_REDIRECTED', { limit: limits.redirects });
  };
}

function nextUrl(location: string, from: URL): URL {
  const url = URL.parse(location, from.href);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new CatalogueError('ADDRESS_REFUSED', { host: from.hostname });
  return url;
}

async function hop(url: URL, { etag, lastModified }: FeedAsked, policy: AddressPolicy, signal: AbortSignal, timeoutMs: number): Promise<FeedAnswer | { location: string }> {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const pinned = await allowedAddress(url.hostname.replace(/^\[|\]$/g, ''), port, policy);
  const dispatcher = new Agent({ connect: { timeout: timeoutMs, lookup: (_host, options, done) => (options.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family)) } });
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher, method: 'GET', headersTimeout: timeoutMs, bodyTimeout: timeoutMs, signal,
      headers: { 'accept': 'text/calendar, text/plain;q=0.5', 'accept-encoding': 'identity', 'user-agent': 'Signalbox', ...(etag === null ? {} : { 'if-none-match': etag }), ...(lastModified === null ? {} : { 'if-modified-since': lastModified }) },
    });
    const told = (name: string): string | null => { const value = headers[name]; return typeof value === 'string' ? value.slice(0, 500) : null; };
    if (statusCode === 304) return { isChanged: false };
    const location = told('location');
    if (statusCode >= 300 && statusCode < 400 && location !== null) return { location };
    if (statusCode !== 200) throw new CatalogueError(statusCode >= 500 || statusCode === 429 ? 'HTTP_SERVER_FAILED' : 'HTTP_STATUS_REFUSED', { host: url.hostname, status: statusCode });
    return { isChanged: true, text: await boundedText(body), etag: told('etag'), lastModified: told('last-modified') };
  } catch (fault) {
    if (fault instanceof CatalogueError) throw fault;
    throw new CatalogueError('HTTP_UNREACHABLE', { host: url.hostname, fault: fault instanceof Error ? (('code' in fault && String(fault.code)) || fault.name) : 'unknown' });
  } finally {
    await dispatcher.destroy();
  }
}

async function boundedText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > icalLimits.bytes) throw new CatalogueError('ICAL_TOO_LARGE', { limit: `${icalLimits.bytes / 1024 / 1024} MB` });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
