import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { gzipSync, brotliCompressSync, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExecutorCall } from '#domain/flow/executor.ports';
import type { Vars } from '#domain/flow/kernel/kernel.types';
import { executorOf } from '../../executors/executor.kind.ts';
import { createMatcher } from './http.patterns.ts';
import { httpProbe } from './http.probe.ts';
import type { HttpProbeResult } from './http.result.ts';

const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/ok': (_, response) => response.setHeader('x-node', 'sw-1').setHeader('set-cookie', ['a=1', 'b=2']).end('status: ready\nqueue: 3'),
  '/503': (_, response) => response.writeHead(503).end('maintenance'),
  '/echo': (request, response) => { const parts: Buffer[] = []; request.on('data', (part: Buffer) => parts.push(part)).on('end', () => response.end(JSON.stringify({ method: request.method, headers: request.headers, body: Buffer.concat(parts).toString() }))); },
  '/to-ok': (_, response) => response.writeHead(302, { location: '/ok' }).end('moved'),
  '/to-echo-303': (_, response) => response.writeHead(303, { location: '/echo' }).end(),
  '/to-echo-307': (_, response) => response.writeHead(307, { location: '/echo' }).end(),
  '/circle': (_, response) => response.writeHead(301, { location: '/circle' }).end(),
  '/to-metadata': (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
  '/to-file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/gzip': (request, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(`asked for ${String(request.headers['accept-encoding'])}`)),
  '/br': (_, response) => response.setHeader('content-encoding', 'br').end(brotliCompressSync('brotli')),
  '/deflate': (_, response) => response.setHeader('content-encoding', 'deflate').end(deflateSync('deflated')),
  '/not-gzip': (_, response) => response.setHeader('content-encoding', 'gzip').end('plain'),
  '/odd': (_, response) => response.setHeader('content-encoding', 'zstd').end('?'),
  '/bomb': (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(8 * 1024 * 1024))),
  '/as': (_, response) => response.end('a'.repeat(200_000)),
  '/silent': () => undefined,
  '/half': (_, response) => { response.writeHead(200, { 'content-length': '100' }); response.write('half'); setTimeout(() => response.destroy(), 5); },
  '/drip': (_, response) => { response.writeHead(200); response.write('drip'); },
};

let server: Server;
let other: Server;
let origin: string;
let otherOrigin: string;
const listening = (one: Server) => new Promise<string>((resolve) => { one.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(one.address() as AddressInfo).port}`)); });
beforeAll(async () => {
  server = createServer((request, response) => { (routes[request.url ?? ''] ?? ((_, answer) => answer.writeHead(404).end()))(request, response); });
  other = createServer((request, response) => { routes['/echo']!(request, response); });
  [origin, otherOrigin] = [await listening(server), await listening(other)];
  routes['/to-other'] = (_, response) => response.writeHead(307, { location: `${otherOrigin}/` }).end();
});
afterAll(() => { for (const one of [server, other]) { one.closeAllConnections(); one.close(); } });

const call = (config: Vars, overrides: Partial<ExecutorCall> = {}): ExecutorCall => ({ config, secret: async (name) => `value of ${name}`, idempotencyKey: 'run/e1', timeoutMs: 10_000, onCancel: () => () => undefined, ...overrides });
const allowed = () => ({ allowedLoopback: [new URL(origin).host, new URL(otherOrigin).host] });
const probe = async (path: string, config: Vars = {}, overrides: Partial<ExecutorCall> = {}) => await executorOf(httpProbe, allowed()).perform(call({ url: path.startsWith('/') ? origin + path : path, ...config }, overrides)) as unknown as HttpProbeResult;
const reasons = async (...given: Parameters<typeof probe>) => (await probe(...given)).reasons.map(({ code, at, detail }) => [code, at, detail].filter(Boolean).join(' '));

describe('the HTTP probe', () => {
  it('says of an address that is up what it saw and how long each phase took', async () => {
    const result = await probe('/ok');
    expect(result).toMatchObject({ isUp: true, reasons: [], status: 200, httpVersion: 'HTTP/1.1', isTls: false, certificate: null, finalUrl: `${origin}/ok`, ip: '127.0.0.1', redirects: 0, bodyBytes: 22 });
    expect(result.timings.tls).toBe(0);
    for (const phase of ['resolve', 'connect', 'processing', 'transfer'] as const) expect(result.timings[phase]).toBeGreaterThanOrEqual(0);
    expect(result.totalMs).toBeGreaterThanOrEqual(result.timings.processing);
    expect(httpProbe.result.safeParse(result).error).toBeUndefined();
  });

  it('takes any 2xx for valid, or the codes that are named', async () => {
    expect(await reasons('/503')).toEqual(['status /validStatusCodes 503']);
    expect(await reasons('/503', { validStatusCodes: [200, 503] })).toEqual([]);
    expect(await reasons('/ok', { validStatusCodes: [204] })).toEqual(['status /validStatusCodes 200']);
    expect(await reasons('/ok', { validHttpVersions: ['HTTP/2.0'] })).toEqual(['http-version /validHttpVersions HTTP/1.1']);
    expect(await reasons('/ok', { failIfNotSsl: true })).toEqual(['no-ssl /failIfNotSsl']);
    expect(await reasons('/ok', { failIfSsl: true, validHttpVersions: ['HTTP/1.1'] })).toEqual([]);
  });

  it('judges the body, every pattern by its place', async () => {
    expect(await reasons('/ok', { failIfBodyMatches: ['maintenance', 'queue: \\d+$'] })).toEqual(['body-matches /failIfBodyMatches/1 queue: \\d+$']);
    expect(await reasons('/ok', { failIfBodyNotMatches: ['(?i)READY', '^ok$'] })).toEqual(['body-not-matches /failIfBodyNotMatches/1 ^ok$']);
    expect(await reasons('/ok', { failIfBodyNotMatches: ['(?m)^queue: 3$'] })).toEqual([]);
  });

  it('judges headers: one of several values is enough, and a missing one fails unless it may', async () => {
    expect(await reasons('/ok', { failIfHeaderMatches: [{ header: 'Set-Cookie', pattern: '^b=' }] })).toEqual(['header-matches /failIfHeaderMatches/0 Set-Cookie: ^b=']);
    expect(await reasons('/ok', { failIfHeaderNotMatches: [{ header: 'set-cookie', pattern: '^b=' }, { header: 'x-node', pattern: '^sw-2$' }] })).toEqual(['header-not-matches /failIfHeaderNotMatches/1 x-node: ^sw-2$']);
    for (const field of ['failIfHeaderMatches', 'failIfHeaderNotMatches']) {
      expect(await reasons('/ok', { [field]: [{ header: 'x-none', pattern: 'a' }] })).toEqual([`header-missing /${field}/0 x-none`]);
      expect(await reasons('/ok', { [field]: [{ header: 'x-none', pattern: 'a', allowMissing: true }] })).toEqual([]);
    }
  });

  it('sends method, headers with secrets, sign-in and body', async () => {
    const sent = async (config: Vars) => { const matched: string[] = []; await probe('/echo', { ...config, failIfBodyNotMatches: ['.'] }, { secret: async (name, address) => { matched.push(`${name} to ${address}`); return 's3cret'; } }); return matched; };
    expect(await sent({ headers: { authorization: { secret: 'token', prefix: 'Bearer ' } } })).toEqual([`token to ${new URL(origin).host}`]);
    expect(await reasons('/echo', { method: 'POST', body: { a: 1 }, headers: { 'X-Token': { secret: 'token' } }, failIfBodyNotMatches: ['"method":"POST"', '"x-token":"value of token"', '"content-type":"application/json"', 'a.{1,3}:1'] })).toEqual([]);
    expect(await reasons('/echo', { method: 'PUT', body: 'as it is', basicAuth: { username: 'ann', password: { secret: 'pw' } }, failIfBodyNotMatches: ['"body":"as it is"', `Basic ${Buffer.from('ann:value of pw').toString('base64')}`] })).toEqual([]);
    expect(await probe('/ok', { method: 'HEAD' })).toMatchObject({ isUp: true, bodyBytes: 0 });
    await expect(probe('/ok', {}, { secret: async () => { throw new Error('never asked'); } })).resolves.toMatchObject({ isUp: true });
    await expect(probe('/ok', { headers: { Host: 'other.example' } })).rejects.toMatchObject({ code: 'ACTIVITY_CONFIG_INVALID', params: { fault: [{ params: { path: 'headers.Host', problem: expect.stringContaining('sets this header itself') as string } }] } });
    await expect(probe('/ok', { headers: { 'x-a': 'one\r\nx-b: two' } })).rejects.toMatchObject({ code: 'ACTIVITY_CONFIG_INVALID', params: { fault: { params: { path: 'headers.x-a' } } } });
  });

  it('follows redirects as a browser does, or not', async () => {
    expect(await probe('/to-ok')).toMatchObject({ isUp: true, redirects: 1, finalUrl: `${origin}/ok`, status: 200 });
    expect(await reasons('/to-ok', { followRedirects: false })).toEqual(['status /validStatusCodes 302']);
    expect(await reasons('/to-ok', { followRedirects: false, validStatusCodes: [302], failIfHeaderNotMatches: [{ header: 'location', pattern: '^/ok$' }] })).toEqual([]);
    expect(await reasons('/to-echo-303', { method: 'POST', body: 'x', failIfBodyNotMatches: ['"method":"GET"', '"body":""'] })).toEqual([]);
    expect(await reasons('/to-echo-307', { method: 'POST', body: 'x', failIfBodyNotMatches: ['"method":"POST"', '"body":"x"'] })).toEqual([]);
    expect(await reasons('/circle')).toEqual(['redirects-too-many /followRedirects 10']);
  });

  it('judges the address of every hop, and is down where a site points at a forbidden one', async () => {
    expect(await reasons('/to-metadata')).toEqual(['redirect-refused /followRedirects 169.254.169.254']);
    expect(await reasons('/to-file')).toEqual(['redirect-unusable /followRedirects file:']);
    const strict = executorOf(httpProbe, { allowedLoopback: [new URL(origin).host] });
    expect(await strict.perform(call({ url: `${origin}/to-other` }))).toMatchObject({ isUp: false, reasons: [{ code: 'redirect-refused', detail: '127.0.0.1' }], redirects: 1 });
    await expect(executorOf(httpProbe, { allowedLoopback: [] }).perform(call({ url: `${origin}/ok` }))).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  it('tells no other origin a secret', async () => {
    const config = { headers: { authorization: { secret: 'token', prefix: 'Bearer ' }, cookie: 'a=1', 'x-token': { secret: 'token' }, 'x-own': 'plain' }, basicAuth: { username: 'ann', password: { secret: 'pw' } } };
    expect(await reasons('/to-other', { ...config, failIfBodyMatches: ['(?i)authorization', 'value of', 'a=1', 'x-own'], failIfBodyNotMatches: ['user-agent'] })).toEqual([]);
  });

  it('undoes the compression it finds', async () => {
    expect(await reasons('/gzip', { compression: 'gzip', failIfBodyNotMatches: ['^asked for gzip$'] })).toEqual([]);
    expect(await reasons('/gzip', { failIfBodyNotMatches: ['^asked for identity$'] })).toEqual([]);
    expect(await reasons('/br', { compression: 'br', failIfBodyNotMatches: ['^brotli$'] })).toEqual([]);
    expect(await reasons('/deflate', { compression: 'deflate', failIfBodyNotMatches: ['^deflated$'] })).toEqual([]);
    expect(await reasons('/not-gzip')).toEqual(['body-undecodable Z_DATA_ERROR']);
    expect(await reasons('/odd')).toEqual(['body-undecodable zstd']);
  });

  it('reads no more than the limit, counted after decompression', async () => {
    expect(await reasons('/ok', { bodyLimitBytes: 10 })).toEqual(['body-too-large /bodyLimitBytes 10']);
    expect(await reasons('/bomb', { compression: 'gzip' })).toEqual([`body-too-large /bodyLimitBytes ${1024 * 1024}`]);
    expect(await reasons('/ok', { bodyLimitBytes: 22 })).toEqual([]);
  });

  it('is down where nobody is, where the answer breaks off or is no HTTP, and for a name that is none', async () => {
    const free = await new Promise<number>((resolve) => { const one = createTcpServer().listen(0, '127.0.0.1', () => { const { port } = one.address() as AddressInfo; one.close(() => resolve(port)); }); });
    const chatty = createTcpServer((socket) => { socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.6\r\n'); });
    await new Promise<void>((resolve) => { chatty.listen(0, '127.0.0.1', resolve); });
    const spoken = `127.0.0.1:${(chatty.address() as AddressInfo).port}`;
    const at = (address: string) => executorOf(httpProbe, { allowedLoopback: [address] }).perform(call({ url: `http://${address}/` }));
    expect(await at(`127.0.0.1:${free}`)).toMatchObject({ isUp: false, status: null, reasons: [{ code: 'connect-failed', at: null, detail: 'ECONNREFUSED' }] });
    expect(await at(spoken)).toMatchObject({ isUp: false, reasons: [{ code: 'answer-broken' }] });
    chatty.close();
    expect(await reasons('/half')).toEqual([expect.stringContaining('answer-broken')]);
    expect(await reasons('http://no-such-name.invalid/')).toEqual(['name-unresolved no-such-name.invalid']);
  });

  it('is down in time where the answer does not come, or does not end', async () => {
    expect(await reasons('/silent', {}, { timeoutMs: 400 })).toEqual(['timed-out processing']);
    expect(await probe('/drip', {}, { timeoutMs: 400 })).toMatchObject({ isUp: false, status: 200, reasons: [{ code: 'timed-out', detail: 'transfer' }] });
  });

  it('takes the version of IP that is asked for, or the other where it may', async () => {
    expect(await reasons('/ok', { preferredIp: 'ip6', ipFallback: false })).toEqual(['name-unresolved 127.0.0.1']);
    expect(await reasons('/ok', { preferredIp: 'ip6' })).toEqual([]);
    expect(await probe('/ok', { preferredIp: 'ip4', ipFallback: false })).toMatchObject({ isUp: true, ip: '127.0.0.1' });
  });

  it('stops when the run cancels', async () => {
    let cancel = (): void => undefined;
    const waiting = probe('/silent', {}, { onCancel: (listener) => { cancel = listener; return () => undefined; } });
    setTimeout(() => cancel(), 20);
    await expect(waiting).rejects.toMatchObject({ code: 'HTTP_UNREACHABLE' });
  });

  it('refuses inputs it does not understand, with the field', async () => {
    const wrong: Vars[] = [{ metod: 'GET' }, { method: 'TRACE' }, { validStatusCodes: [99] }, { bodyLimitBytes: -1 }, { url: 'ftp://a/' }, { tls: { minVersion: 'SSLv3' } }, { basicAuth: { username: 'a', password: 'written' } }];
    for (const config of wrong)
      await expect(probe('/ok', config), JSON.stringify(config)).rejects.toMatchObject({ code: 'ACTIVITY_CONFIG_INVALID', params: { kind: 'http-probe' } });
  });
});

describe('regular expressions of authors', () => {
  it('that can be read in several ways are refused at once, whatever is answered', async () => {
    const startedAt = performance.now();
    for (const pattern of ['(a+)+$', '^(a|a)*$', '(a*)*b', '(', 'x'.repeat(1_001)])
      await expect(probe('/as', { failIfBodyMatches: [pattern] }), pattern).rejects.toMatchObject({ code: 'ACTIVITY_CONFIG_INVALID', params: { fault: expect.arrayContaining([expect.objectContaining({ params: expect.objectContaining({ path: 'failIfBodyMatches.0' }) as object })]) as object } });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
  it('that would take long are given up within their budget, counted over the whole check', () => {
    const matcher = createMatcher(100_000);
    expect(matcher.matches('b$', 'a'.repeat(1_000))).toBe(false);
    expect(() => matcher.matches(`${'.{0,300}a'.repeat(3)}b$`, 'a'.repeat(5_000))).toThrow(expect.objectContaining({ code: 'PROBE_PATTERN_COST' }) as Error);
    expect(() => matcher.matches('b$', 'a')).toThrow();
  });
  it('are asked of a long body at once', async () => expect(await reasons('/as', { failIfBodyMatches: ['b$'] })).toEqual([]));
});
