import { generateKeyPairSync, sign } from 'node:crypto';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ExecutorCall } from '#domain/flow/executor.ports';
import type { Vars } from '#domain/flow/kernel/kernel.types';
import { executorOf } from '../../executors/executor.kind.ts';
import { httpProbe } from './http.probe.ts';
import type { HttpProbeResult } from './http.result.ts';

// X.509 written out by hand: Node can read certificates but not make them.
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const length = content.byteLength < 128 ? [content.byteLength] : content.byteLength < 256 ? [0x81, content.byteLength] : [0x82, content.byteLength >> 8, content.byteLength & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
/** Object identifiers, already encoded. */
const oids = { commonName: '550403', ecdsaWithSha256: '2a8648ce3d040302', subjectAltName: '551d11', basicConstraints: '551d13' } as const;
const oid = (name: keyof typeof oids) => der(0x06, Buffer.from(oids[name], 'hex'));
/** GeneralizedTime. */
const time = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
const pem = (label: string, content: Buffer) => `-----BEGIN ${label}-----\n${content.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

/** For a name and the loopback addresses; signed by itself, so it is its own authority (`ca`). */
function selfSigned({ name, from, until }: { name: string; from: Date; until: Date }): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const who = sequence(der(0x31, sequence(oid('commonName'), der(0x0c, Buffer.from(name)))));
  const algorithm = sequence(oid('ecdsaWithSha256'));
  const names = sequence(der(0x82, Buffer.from(name)), der(0x87, Buffer.from([127, 0, 0, 1])), der(0x87, Buffer.from('00000000000000000000000000000001', 'hex')));
  const extensions = der(0xa3, sequence(
    sequence(oid('basicConstraints'), der(0x01, Buffer.from([0xff])), der(0x04, sequence(der(0x01, Buffer.from([0xff]))))),
    sequence(oid('subjectAltName'), der(0x04, names)),
  ));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from([1, ...Buffer.from(name).subarray(0, 8)])), algorithm, who, sequence(time(from), time(until)), who,
    publicKey.export({ type: 'spki', format: 'der' }), extensions,
  );
  const signature = sign('sha256', content, privateKey);
  return { cert: pem('CERTIFICATE', sequence(content, algorithm, der(0x03, Buffer.from([0]), signature))), key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) };
}

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day);
const good = selfSigned({ name: 'shop.example', from: inDays(-1), until: inDays(30.5) });
const old = selfSigned({ name: 'shop.example', from: inDays(-30), until: inDays(-2.5) });

const open: (Server | Http2SecureServer)[] = [];
afterEach(async () => { await Promise.all(open.splice(0).map((server) => new Promise((resolve) => { server.close(resolve); if ('closeAllConnections' in server) (server.closeAllConnections as () => void)(); }))); });
async function listening(server: Server | Http2SecureServer): Promise<string> {
  open.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const call = (config: Vars, secret: ExecutorCall['secret'] = async () => ''): ExecutorCall => ({ config, secret, idempotencyKey: 'run/e1', timeoutMs: 10_000, onCancel: () => () => undefined });
const probe = async (address: string, config: Vars = {}, secret?: ExecutorCall['secret']) => await executorOf(httpProbe, { allowedLoopback: [address] }).perform(call({ url: `https://${address}/`, ...config }, secret)) as unknown as HttpProbeResult;
const codes = async (...given: Parameters<typeof probe>) => (await probe(...given)).reasons.map(({ code, detail }) => [code, detail].filter(Boolean).join(' '));

describe('the HTTP probe over TLS', () => {
  it('proves who answers, and reports how long the certificate lasts', async () => {
    const address = await listening(createServer(good, (_, response) => response.end('ok')));
    const result = await probe(address, { tls: { ca: good.cert } });
    expect(result).toMatchObject({ isUp: true, isTls: true, tlsVersion: 'TLSv1.3', httpVersion: 'HTTP/1.1', certificate: { daysLeft: 30, subject: 'shop.example', issuer: 'shop.example' } });
    expect(result.timings.tls).toBeGreaterThan(0);
    expect(await codes(address, { tls: { ca: good.cert, serverName: 'shop.example', minDaysLeft: 30 } })).toEqual([]);
    expect(await codes(address, { tls: { ca: good.cert, minDaysLeft: 31 } })).toEqual(['certificate-expires 30']);
    expect(await codes(address, { tls: { ca: good.cert }, failIfSsl: true })).toEqual(['ssl']);
  });

  it('is down for a certificate nobody vouches for, of another name, or past its time, and still tells it', async () => {
    const address = await listening(createServer(good, (_, response) => response.end('ok')));
    const expired = await listening(createServer(old, (_, response) => response.end('ok')));
    expect(await probe(address)).toMatchObject({ isUp: false, status: null, ip: '127.0.0.1', reasons: [{ code: 'certificate-invalid', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' }], certificate: { daysLeft: 30 } });
    expect(await codes(address, { tls: { ca: good.cert, serverName: 'other.example' } })).toEqual(['certificate-invalid ERR_TLS_CERT_ALTNAME_INVALID']);
    expect(await probe(expired, { tls: { ca: old.cert } })).toMatchObject({ isUp: false, reasons: [{ code: 'certificate-invalid', detail: 'CERT_HAS_EXPIRED' }], certificate: { daysLeft: -3 } });
  });

  it('sends nothing before the certificate was judged', async () => {
    let asked = 0;
    const address = await listening(createServer(good, (_, response) => { asked += 1; response.end('ok'); }));
    await probe(address, { headers: { authorization: { secret: 'token' } } }, async () => 's3cret');
    expect(asked).toBe(0);
  });

  it('accepts any certificate only where that is said', async () => {
    const address = await listening(createServer(old, (_, response) => response.end('ok')));
    expect(await probe(address, { tls: { isInsecure: true } })).toMatchObject({ isUp: true, certificate: { daysLeft: -3 } });
    expect(await codes(address, { tls: { isInsecure: true, minDaysLeft: 0 } })).toEqual(['certificate-expires -3']);
  });

  it('refuses a version of TLS below the lowest', async () => {
    const address = await listening(createServer({ ...good, maxVersion: 'TLSv1.2' }, (_, response) => response.end('ok')));
    expect(await probe(address, { tls: { ca: good.cert } })).toMatchObject({ isUp: true, tlsVersion: 'TLSv1.2' });
    expect(await codes(address, { tls: { ca: good.cert, minVersion: 'TLSv1.3' } })).toEqual([expect.stringContaining('tls-failed')]);
  });

  it('speaks HTTP/2 where the server does, unless it is not offered', async () => {
    const address = await listening(createSecureServer({ ...good, allowHTTP1: true }, (request, response) => { response.setHeader('x-node', 'sw-1'); request.resume().on('end', () => response.end(`${request.method} ${request.httpVersion}`)); }));
    expect(await probe(address, { tls: { ca: good.cert }, validHttpVersions: ['HTTP/2.0'], failIfBodyNotMatches: ['^GET 2.0$'], failIfHeaderNotMatches: [{ header: 'X-Node', pattern: '^sw-1$' }] })).toMatchObject({ isUp: true, httpVersion: 'HTTP/2.0', bodyBytes: 7 });
    expect(await codes(address, { tls: { ca: good.cert }, method: 'POST', body: { a: 1 }, failIfBodyNotMatches: ['^POST 2.0$'] })).toEqual([]);
    expect(await codes(address, { tls: { ca: good.cert }, enableHttp2: false, validHttpVersions: ['HTTP/1.1'] })).toEqual([]);
  });

  it('shows a client certificate whose key is a secret', async () => {
    const mine = selfSigned({ name: 'probe.example', from: inDays(-1), until: inDays(2) });
    const address = await listening(createServer({ ...good, ca: mine.cert, requestCert: true, rejectUnauthorized: true }, (_, response) => response.end('ok')));
    const asked: string[] = [];
    const secret = async (name: string, to: string) => { asked.push(`${name} ${to}`); return mine.key; };
    expect(await codes(address, { tls: { ca: good.cert, certificate: mine.cert, key: { secret: 'probe-key' } } }, secret)).toEqual([]);
    expect(asked).toEqual([`probe-key ${address}`]);
    expect(await probe(address, { tls: { ca: good.cert } })).toMatchObject({ isUp: false });
  });

  it('is down where no TLS is spoken', async () => {
    const { createServer: createPlain } = await import('node:http');
    const address = await listening(createPlain((_, response) => response.end('ok')));
    expect(await codes(address)).toEqual([expect.stringContaining('tls-failed')]);
  });
});
