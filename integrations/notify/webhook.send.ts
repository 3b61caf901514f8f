/** Sends one message to the receiver of a webhook: only to addresses that may be reached, looked at at every attempt; no redirects, bounded time, and of the answer no more than its head. */
import { Agent, request } from 'undici';
import { CatalogueError } from '#domain/errors';
import { webhookLimits } from '#domain/notify/webhook.schema';
import { allowedAddress, type AddressPolicy, type Reachable } from '../executors/address.ts';
import { signatureOf } from './webhook.signature.ts';

export interface WebhookMessage { url: string; /** `msg_...` */ id: string; body: string; secrets: readonly string[] }
/** `head`: the first characters of what was answered. `retryAfterMs`: for how long it wants to be left alone; null: it did not say. */
export interface WebhookAnswer { status: number; head: string; retryAfterMs: number | null }
/** Throws WEBHOOK_ADDRESS_REFUSED, WEBHOOK_UNREACHABLE; every answer is one, whatever its status. */
export type WebhookSend = (message: WebhookMessage) => Promise<WebhookAnswer>;

const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** Looks an address up under the policy. Throws WEBHOOK_ADDRESS_INSECURE, WEBHOOK_ADDRESS_REFUSED, WEBHOOK_UNREACHABLE. */
export async function webhookAddress(url: URL, policy: AddressPolicy): Promise<Reachable> {
  const [host, port] = [hostOf(url), portOf(url)];
  if (url.protocol !== 'https:' && !policy.allowedLoopback.includes(`${host}:${port}`)) throw new CatalogueError('WEBHOOK_ADDRESS_INSECURE', { host });
  try {
    return await allowedAddress(host, port, policy);
  } catch (fault) {
    const isRefused = fault instanceof CatalogueError && fault.code === 'ADDRESS_REFUSED';
    throw isRefused ? new CatalogueError('WEBHOOK_ADDRESS_REFUSED', { host }) : new CatalogueError('WEBHOOK_UNREACHABLE', { host, reason: 'ENOTFOUND' });
  }
}

/** The same before there is anything to send: a name that is not known yet is no fault. */
export async function checkWebhookAddress(url: string, policy: AddressPolicy): Promise<void> {
  await webhookAddress(new URL(url), policy).catch((fault: unknown) => {
    if (!(fault instanceof CatalogueError && fault.code === 'WEBHOOK_UNREACHABLE')) throw fault;
  });
}

/** `timeoutMs`: until the answer's head is there. Default 15,000. */
export function createWebhookSend(policy: AddressPolicy, { timeoutMs = 15_000, nowMs = () => Date.now() }: { timeoutMs?: number; nowMs?: () => number } = {}): WebhookSend {
  return async ({ url: address, id, body, secrets }) => {
    const url = new URL(address);
    const signal = AbortSignal.timeout(timeoutMs);
    const pinned = await webhookAddress(url, policy);
    const timestamp = Math.floor(nowMs() / 1_000);
    const dispatcher = new Agent({ connect: { timeout: timeoutMs, lookup: (_host, options, done) => (options.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family)) } });
    try {
      const { statusCode, headers, body: answer } = await request(url, {
        dispatcher, method: 'POST', body, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, signal,
        headers: { 'content-type': 'application/json', 'user-agent': 'Signalbox', 'accept-encoding': 'identity', 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatureOf(secrets, { id, timestamp, body }) },
      });
      return { status: statusCode, head: await headOf(answer), retryAfterMs: retryAfterOf(headers['retry-after'], nowMs()) };
    } catch (fault) {
      throw new CatalogueError('WEBHOOK_UNREACHABLE', { host: url.hostname, reason: signal.aborted ? 'ETIMEDOUT' : fault instanceof Error ? (('code' in fault && String(fault.code)) || fault.name) : 'unknown' });
    } finally {
      await dispatcher.destroy();
    }
  };
}

const headBytes = webhookLimits.headCharacters * 4;

/** The verdict stands in the status: a body that never ends, or breaks off, changes nothing of it. */
async function headOf(answer: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of answer) {
      parts.push(part);
      size += part.byteLength;
      if (size >= headBytes) break;
    }
  } catch { /* What came is kept. */ }
  return [...Buffer.concat(parts).subarray(0, headBytes).toString('utf8')].slice(0, webhookLimits.headCharacters).join('');
}

function retryAfterOf(header: string | string[] | undefined, nowMs: number): number | null {
  if (typeof header !== 'string' || header.trim() === '') return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - nowMs;
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}
