/** A scripted browser for scenario tests: keeps cookies like one, follows redirects by hand, signs in by clicking an account on the embedded page, calls the API as the browser half does. */
import { io, type Socket } from 'socket.io-client';
import type { ErrorShape } from '#domain/errors';
import { routes, type BodyOf, type ParamsOf, type QueryOf, type ResponseOf, type RouteName } from '#api/routes';
import { patienceMs } from '../setup/eventually.ts';

export interface Answer<T = unknown> { status: number; body: T; error: ErrorShape | null; headers: Headers }
export interface CallOptions<N extends RouteName> { params?: ParamsOf<N>; query?: QueryOf<N>; body?: BodyOf<N>; headers?: Record<string, string>; key?: string }

export interface PortalClient {
  address: string;
  cookies: Map<string, string>;
  csrf: string;
  /** One request without following redirects; cookies are sent and kept. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Follows redirects until an answer that is none, or until `stop` says so. */
  follow(path: string, init?: RequestInit, stop?: (url: URL) => boolean): Promise<{ response: Response; url: URL }>;
  signIn(account: string): Promise<void>;
  call<N extends RouteName>(name: N, options?: CallOptions<N>): Promise<Answer<ResponseOf<N>>>;
  /** An open socket with this client's cookies; rejects with the code the server gave. */
  socket(): Promise<Socket>;
}

export const pathOf = (name: RouteName, params: Record<string, unknown> = {}, query: Record<string, unknown> = {}): string => {
  const path = routes[name].path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key] ?? '-')));
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined).map(([key, value]) => [key, String(value)])).toString();
  return search ? `${path}?${search}` : path;
};

export function portalClient(address: string): PortalClient {
  const cookies = new Map<string, string>();
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const client: PortalClient = {
    address, cookies, csrf: '',
    async fetch(path, init = {}) {
      const url = new URL(path, address);
      const headers = new Headers(init.headers);
      if (cookies.size > 0 && !headers.has('cookie')) headers.set('cookie', cookieHeader());
      const response = await fetch(url, { ...init, headers, redirect: 'manual' }).catch((fault: Error) => { throw new Error(`${init.method ?? 'GET'} ${url.pathname}: ${fault.message}: ${String(fault.cause)}`, { cause: fault.cause }); });
      for (const line of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(';');
        const name = pair.slice(0, pair.indexOf('='));
        const value = pair.slice(pair.indexOf('=') + 1);
        const isGone = value === '' || attributes.some((attribute) => /^\s*expires=thu, 01 jan 1970/i.test(attribute));
        if (isGone) cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    },
    async follow(path, init, stop = () => false) {
      let url = new URL(path, address);
      let response = await client.fetch(url.href, init);
      for (let hops = 0; hops < 12; hops += 1) {
        const location = response.headers.get('location');
        if (!location || response.status < 300 || response.status > 399) return { response, url };
        url = new URL(location, url);
        if (stop(url)) return { response, url };
        await response.arrayBuffer();
        response = await client.fetch(url.href, { headers: { accept: 'text/html' } });
      }
      throw new Error(`too many redirects, last ${url.href}`);
    },
    async signIn(account) {
      const page = await client.follow('/auth/login', { headers: { accept: 'text/html' } });
      const html = await page.response.text();
      const id = new RegExp(`value="([^"]+)" data-account="${account}"`).exec(html)?.[1];
      if (!id) throw new Error(`the sign-in page (${page.response.status} ${page.url.pathname}) does not list ${account}: ${html.slice(0, 300)}`);
      const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '';
      const done = await client.follow(new URL(action, page.url).href, { method: 'POST', body: new URLSearchParams({ account: id }), headers: { accept: 'text/html' } }, (url) => url.pathname === '/');
      if (done.url.pathname !== '/') throw new Error(`sign-in ended at ${done.url.pathname} with ${done.response.status}: ${(await done.response.text()).slice(0, 500)}`);
      const me = await client.call('me.read');
      if (me.status !== 200) throw new Error(`signed in, but /api/me answers ${me.status}`);
      client.csrf = me.body.csrfToken;
    },
    async call(name, options = {}) {
      const spec = routes[name];
      const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
      if (spec.isWrite) {
        headers['content-type'] ??= 'application/json';
        headers['x-csrf-token'] ??= client.csrf;
        if (options.key) headers['idempotency-key'] = options.key;
      }
      const response = await client.fetch(pathOf(name, options.params as Record<string, unknown>, options.query as Record<string, unknown>), { method: spec.method, headers, ...(spec.isWrite ? { body: JSON.stringify(options.body ?? {}) } : {}) });
      // A file is its text.
      const isFile = response.headers.get('content-type')?.startsWith('text/csv') ?? false;
      const body = await (isFile ? response.text() : response.json()).catch(() => null) as { error?: ErrorShape } | null;
      return { status: response.status, body: body as never, error: body?.error ?? null, headers: response.headers };
    },
    socket: () => new Promise((resolve, reject) => {
      const socket = io(address, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie: cookieHeader(), origin: new URL(address).origin } });
      socket.once('connect', () => resolve(socket));
      socket.once('connect_error', (fault: Error) => { socket.close(); reject(fault); });
    }),
  };
  return client;
}

/** Joins a room and answers what the server said. */
export const joinRoom = (socket: Socket, room: string): Promise<{ ok: boolean; error?: ErrorShape }> => socket.timeout(patienceMs).emitWithAck('join', room) as Promise<{ ok: boolean; error?: ErrorShape }>;
