/** Follows an address through its redirects; every hop is connected anew and its address judged. Secrets go to the first origin only. */
import { validateHeaderValue } from 'node:http';
import { CatalogueError } from '#domain/errors';
import type { ExecutorCall } from '#domain/flow/executor.ports';
import { phrase } from '#domain/message';
import type { HttpProbeConfig } from './http.config.ts';
import { connectTo, portOf, type Connection, type ConnectionInputs } from './http.connection.ts';
import { headOf, type Head, type Sent } from './http.exchange.ts';
import { Down, type ProbeClock } from './http.phases.ts';

export interface Arrived { url: URL; connection: Connection; head: Head; redirects: number }
/** Told as it goes, so that what is down can still say how far it came. */
export interface Progress { finalUrl: string | null; ip: string | null; redirects: number }

const redirectLimit = 10;
const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** Throws Down, ADDRESS_REFUSED for the first address, and what the secret throws. */
export async function follow(first: Sent, inputs: ConnectionInputs, clock: ProbeClock, progress: Progress): Promise<Arrived> {
  let sent = first;
  for (let redirects = 0; ; redirects += 1) {
    progress.redirects = redirects;
    progress.finalUrl = `${sent.url.origin}${sent.url.pathname}`.slice(0, 2000);
    const connection = await connectTo(sent.url, inputs, clock).catch((fault: unknown) => { throw told(fault, redirects); });
    progress.ip = connection.ip;
    const head = await clock.phase('processing', () => headOf(connection, sent));
    const location = head.headers.get('location')?.[0];
    if (!inputs.config.followRedirects || !isRedirect(head.status) || location === undefined) return { url: sent.url, connection, head, redirects };
    head.body.on('error', () => undefined).destroy();
    connection.socket.destroy();
    if (redirects === redirectLimit) throw new Down('redirects-too-many', String(redirectLimit), {}, '/followRedirects');
    sent = redirected(sent, head.status, location);
  }
}

/** What the first address may not be is an error of the step; what another site points at is its fault. */
function told(fault: unknown, redirects: number): unknown {
  if (!(fault instanceof CatalogueError)) return fault;
  if (fault.code === 'ADDRESS_UNKNOWN') return new Down('name-unresolved', String(fault.params['host'] ?? ''));
  return fault.code === 'ADDRESS_REFUSED' && redirects > 0 ? new Down('redirect-refused', String(fault.params['host'] ?? ''), {}, '/followRedirects') : fault;
}

/** Headers another origin may see. */
const harmless: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'accept-language', 'user-agent', 'idempotency-key', 'content-type']);

/** As browsers do: 303, and 301 or 302 of a POST, become GET without a body. */
function redirected({ url, method, headers, body }: Sent, status: number, location: string): Sent {
  if (!URL.canParse(location, url.href)) throw new Down('redirect-unusable', location, {}, '/followRedirects');
  const next = new URL(location, url);
  if (next.protocol !== 'http:' && next.protocol !== 'https:') throw new Down('redirect-unusable', next.protocol, {}, '/followRedirects');
  const isGet = (status === 303 && method !== 'HEAD') || ((status === 301 || status === 302) && method === 'POST');
  const kept = Object.entries(headers).filter(([name]) => (next.origin === url.origin || harmless.has(name)) && !(isGet && name === 'content-type'));
  return { url: next, method: isGet ? 'GET' : method, headers: Object.fromEntries(kept), body: isGet ? null : body };
}

/** What is sent first. Throws what the secret throws. */
export async function firstSent(config: HttpProbeConfig, call: ExecutorCall): Promise<Sent> {
  const url = new URL(config.url);
  const address = `${url.hostname}:${portOf(url)}`;
  const body = config.body === undefined ? null : typeof config.body === 'string' ? config.body : JSON.stringify(config.body);
  const headers: Record<string, string> = { accept: '*/*', 'user-agent': 'Signalbox probe', 'accept-encoding': config.compression ?? 'identity', 'idempotency-key': call.idempotencyKey };
  if (body !== null && typeof config.body !== 'string') headers['content-type'] = 'application/json';
  if (config.basicAuth) headers['authorization'] = `Basic ${Buffer.from(`${config.basicAuth.username}:${await call.secret(config.basicAuth.password.secret, address)}`, 'utf8').toString('base64')}`;
  for (const [name, value] of Object.entries(config.headers)) headers[name.toLowerCase()] = typeof value === 'string' ? value : value.prefix + (await call.secret(value.secret, address));
  for (const [name, value] of Object.entries(headers)) {
    // A line break that an expression or a secret brought along would be a header of its own.
    try { validateHeaderValue(name, value); } catch { throw new CatalogueError('ACTIVITY_CONFIG_INVALID', { kind: 'http-probe', fault: phrase('word.header', { path: `headers.${name}` }) }); }
  }
  return { url, method: config.method, headers, body };
}
