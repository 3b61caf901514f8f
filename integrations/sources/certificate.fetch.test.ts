import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '#domain/errors';
import { createCertificateFetch } from './certificate.fetch.ts';

let asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  if (request.url === '/good.pem') response.end('PEM');
  else if (request.url === '/moved.pem') response.writeHead(302, { location: '/good.pem' }).end();
  else if (request.url === '/large.pem') response.end('x'.repeat(100_000));
  else if (request.url === '/none.pem') response.writeHead(404).end('no');
});
let host = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => { server.closeAllConnections(); server.close(); });

describe('certificates of signed alarms', () => {
  it('are fetched once, and again after a day', async () => {
    asked = [];
    let now = 0;
    const fetchIt = createCertificateFetch(() => now, { allowedLoopback: [host] });
    expect(await Promise.all([fetchIt(`http://${host}/good.pem`), fetchIt(`http://${host}/good.pem`)])).toEqual(['PEM', 'PEM']);
    expect(asked).toEqual(['/good.pem']);
    now = 25 * 3_600_000;
    await fetchIt(`http://${host}/good.pem`);
    expect(asked).toHaveLength(2);
  });
  it.each(['moved', 'large', 'none', 'silent'])('that are not there are no certificate, and are asked for again: %s', async (name) => {
    asked = [];
    const fetchIt = createCertificateFetch(() => 0, { allowedLoopback: [host] }, 300);
    for (let n = 0; n < 2; n += 1) await expect(fetchIt(`http://${host}/${name}.pem`).catch((thrown: unknown) => codeOf(thrown))).resolves.toBe('SERVICE_UNAVAILABLE');
    expect(asked).toEqual([`/${name}.pem`, `/${name}.pem`]);
  });
  it('are not fetched from where nobody may reach', async () => {
    asked = [];
    await expect(createCertificateFetch(() => 0)(`http://${host}/good.pem`).catch((thrown: unknown) => codeOf(thrown))).resolves.toBe('SERVICE_UNAVAILABLE');
    expect(asked).toEqual([]);
  });
});
