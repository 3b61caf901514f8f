/** The proxy of this machine, by the variables that everything else heeds, and the way through it. Plain Node: what it brings for this itself begins with Node 24. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';

/** As process.env has them. */
export type ProxyVariables = Readonly<Record<string, string | undefined>>;

/** The proxy this address is asked through, or null. HTTPS_PROXY, HTTP_PROXY, NO_PROXY, in small letters too; a proxy that is no address counts as none. */
export function proxyFor(url: URL, env: ProxyVariables): URL | null {
  const value = (name: string) => env[name.toLowerCase()] || env[name] || '';
  const proxy = value(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (proxy === '' || isExempt(url, value('NO_PROXY'))) return null;
  try {
    return new URL(proxy.includes('://') ? proxy : `http://${proxy}`);
  } catch {
    return null;
  }
}

/** NO_PROXY: names with everything below them, perhaps with a port, or * for all. */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const ownPort = port || (protocol === 'https:' ? '443' : '80');
  return list.toLowerCase().split(/[\s,]+/).filter(Boolean).some((entry) => {
    const [, name = '', only] = /^(?:\*?\.)?(.+?)(?::(\d+))?$/.exec(entry) ?? [];
    return entry === '*' || ((only === undefined || only === ownPort) && (hostname === name || hostname.endsWith(`.${name}`)));
  });
}

/** `proxy-authorization` for the name and password in the proxy's address; empty without. */
export function proxyHeaders({ username, password }: URL): Record<string, string> {
  return username === '' ? {} : { 'proxy-authorization': basic(username, password) };
}

/** Of a name and password as they stand in an address. */
export const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`;

/** A way through the proxy to the host of an https address, for TLS to be spoken on. Rejects when the proxy refuses. */
export function tunnel(proxy: URL, to: URL, signal: AbortSignal): Promise<Socket> {
  const target = `${to.hostname}:${to.port || 443}`;
  return new Promise((resolve, reject) => {
    const asking = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
      host: proxy.hostname, port: proxy.port || undefined, method: 'CONNECT', path: target, headers: { host: target, ...proxyHeaders(proxy) }, agent: false, signal,
    });
    asking.once('connect', ({ statusCode }, socket: Socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error(`the proxy ${proxy.host} answers ${statusCode ?? 'nothing'}`));
    });
    asking.once('response', ({ statusCode }) => reject(new Error(`the proxy ${proxy.host} answers ${statusCode ?? 'nothing'}`)));
    asking.once('error', reject);
    asking.end();
  });
}
