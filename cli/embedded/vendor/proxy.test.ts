import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualLimits, vendorAt } from './http.ts';
import { proxyFor, tunnel } from './proxy.ts';

describe('the proxy of this machine', () => {
  const through = (url: string, env: Record<string, string>) => proxyFor(new URL(url), env)?.host ?? null;
  it('is the one for the kind of address, in capital or small letters', () => {
    const env = { HTTPS_PROXY: 'http://secure.example:3128', http_proxy: 'plain.example:8080' };
    expect([through('https://a.example/x', env), through('http://a.example/x', env), through('https://a.example', {}), through('https://a.example', { HTTPS_PROXY: '::' })]).toEqual(['secure.example:3128', 'plain.example:8080', null, null]);
  });
  it.each([
    ['a.example', true], ['.a.example', true], ['*.a.example', true], ['example', true], ['*', true], ['x,a.example:443', true], ['b.example x.a.example', true],
    ['a.example:8443', false], ['ple', false], ['aa.example', false], ['', false],
  ])('NO_PROXY=%j keeps x.a.example from it: %s', (list, isExempt) => {
    expect(through('https://x.a.example/', { HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: list }) === null).toBe(isExempt);
  });
});

describe('a vendor behind a proxy', () => {
  let [vendor, proxy]: Server[] = [];
  let seen: string[] = [];
  const portOf = (server?: Server) => (server?.address() as AddressInfo).port;
  beforeEach(async () => {
    seen = [];
    vendor = createServer((_, response) => response.end('from the vendor'));
    proxy = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers['proxy-authorization']}`);
      response.end('through the proxy');
    });
    proxy.on('connect', (request, socket) => {
      seen.push(`CONNECT ${request.url} ${request.headers['proxy-authorization']}`);
      if (request.url === 'forbidden.example:443') return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      const other = connect(portOf(vendor), '127.0.0.1', () => { socket.write('HTTP/1.1 200 OK\r\n\r\n'); other.pipe(socket); socket.pipe(other); });
    });
    for (const server of [vendor, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(async () => {
    for (const server of [vendor, proxy]) {
      server?.closeAllConnections();
      await new Promise((resolve) => server?.close(resolve));
    }
  });
  const login = `Basic ${Buffer.from('me:pass').toString('base64')}`;

  it('is asked through it, which gets its own password', async () => {
    const answer = await vendorAt('http://vendor.example/files', usualLimits, { HTTP_PROXY: `http://me:pass@127.0.0.1:${portOf(proxy)}` }).ask('v1/sums.txt');
    if ('noAnswer' in answer) throw new Error(answer.noAnswer);
    answer.drop();
    expect([answer.status, seen]).toEqual([200, [`GET http://vendor.example/files/v1/sums.txt ${login}`]]);
  });

  it('is reached through a tunnel when it speaks https', async () => {
    const address = new URL(`http://me:pass@127.0.0.1:${portOf(proxy)}`);
    const socket = await tunnel(address, new URL('https://vendor.example/'), AbortSignal.timeout(5_000));
    socket.write('GET / HTTP/1.1\r\nhost: vendor.example\r\nconnection: close\r\n\r\n');
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toContain('from the vendor');
    expect(seen).toEqual([`CONNECT vendor.example:443 ${login}`]);
  });

  it('says what the proxy refuses', async () => {
    expect(await vendorAt('https://forbidden.example', usualLimits, { HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}` }).ask('x')).toEqual({ noAnswer: `forbidden.example could not be reached (the proxy 127.0.0.1:${portOf(proxy)} answers 403)` });
  });
});
