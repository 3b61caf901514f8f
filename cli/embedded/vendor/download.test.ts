import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locateThrough, type Log } from '../located.ts';
import { download } from './download.ts';
import type { VendorFile } from './files.ts';
import { vendorAt, type Limits } from './http.ts';
import { vendorLayer, vendorPath, type VendorSource } from './layer.ts';
import { rememberRefusal, rememberedRefusal } from './refusals.ts';
import { listedIn } from './sums.ts';
import { tarGz } from './archive.builder.ts';

const archive = tarGz([{ name: 'server-1/bin/server', text: '#!/bin/sh\necho server 1.0\n', mode: 0o755 }, { name: 'server-1/ballast', text: Array.from({ length: 60_000 }, (_, at) => at * 7).join('') }]);
const sha256 = createHash('sha256').update(archive).digest('hex');
const limits: Limits = { connectMs: 5_000, answerMs: 5_000, silenceMs: 30_000, wholeMs: 60_000, pauseMs: 1 };
const file: VendorFile = { version: '1.0', path: 'v1/server.tgz', archive: 'tar.gz', check: { kind: 'list', path: 'v1/sums.txt' }, program: 'server-1/bin/server', needsAll: false, megabytes: 1 };

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;
let behaviours: Record<string, Behaviour> = {};
let asked: string[] = [];
let server: Server;
let address = '';
let cache = '';
let lines: string[] = [];
const log: Log = { info: (line) => void lines.push(line), warn: (line) => void lines.push(line), progress: (line) => void lines.push(`~${line}`) };

beforeEach(async () => {
  [asked, lines] = [[], []];
  behaviours = { 'v1/sums.txt': (_, response) => response.end(`${'0'.repeat(64)}  other.tgz\n${sha256}  server.tgz\n`), 'v1/server.tgz': served };
  server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1);
    asked.push(`${request.method} ${path}${request.headers.range ? ` ${request.headers.range}` : ''}`);
    const behaviour = behaviours[path];
    if (behaviour) behaviour(request, response);
    else response.writeHead(404).end('no such file');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cache = mkdtempSync(join(tmpdir(), 'signalbox-vendor-'));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(cache, { recursive: true, force: true });
});

/** As a vendor's server does: parts when the file is still the same one. */
function served(request: IncomingMessage, response: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const headers = { etag: '"first"', 'content-type': 'application/gzip' };
  if (from > 0 && (request.headers['if-range'] ?? '"first"') === '"first"') {
    response.writeHead(206, { ...headers, 'content-range': `bytes ${from}-${archive.length - 1}/${archive.length}`, 'content-length': archive.length - from }).end(archive.subarray(from));
  } else response.writeHead(200, { ...headers, 'content-length': archive.length }).end(archive);
}

/** Cuts the first answers off in the middle and goes on as `then`. */
function cutOff(times: number, then: Behaviour, headers: Record<string, string> = { etag: '"first"' }): Behaviour {
  let left = times;
  return (request, response) => {
    if (left === 0) return then(request, response);
    left -= 1;
    const from = Number(/\d+/.exec(request.headers.range ?? '0')?.[0]);
    const until = from + Math.floor((archive.length - from) / 2);
    response.writeHead(from > 0 ? 206 : 200, { ...headers, 'content-length': archive.length - from, ...(from > 0 ? { 'content-range': `bytes ${from}-${archive.length - 1}/${archive.length}` } : {}) });
    response.write(archive.subarray(from, until), () => void keptMoreThan(from).then(() => response.destroy()));
  };
}

/** Until some of what was sent now is on the disk, or nobody waits for it any more. */
async function keptMoreThan(bytes: number): Promise<void> {
  const part = join(cache, 'downloads/server.tgz.part');
  for (let looks = 0; looks < 1_000 && !(existsSync(part) && statSync(part).size > bytes); looks += 1) await sleep(5);
}

/** "whole", or why there is nothing. */
async function fetchIt(wanted: VendorFile = file, mirror = address, some: Partial<Limits> = {}): Promise<string> {
  const vendor = vendorAt(mirror, { ...limits, ...some });
  const result = await download(vendor, wanted, { title: 'Server', folder: join(cache, 'downloads'), log, limits: { ...limits, ...some } });
  return 'path' in result ? (readFileSync(result.path).equals(archive) ? 'whole' : 'another file') : 'refused' in result ? result.refused : result.noAnswer;
}
const leftovers = () => (existsSync(join(cache, 'downloads')) ? readdirSync(join(cache, 'downloads')) : []);

describe('a vendor\'s file', () => {
  it('is fetched whole, checked, with progress', async () => {
    expect(await fetchIt()).toBe('whole');
    expect(lines[0]).toBe(`Server 1.0 is fetched from ${address}: about 1 MB, once`);
    expect(lines.find((line) => line.startsWith('~'))).toMatch(/^~Server: \[#*-*\] \d+ % \d\.\d of \d\.\d MB, \d+\.\d MB\/s$/);
  });

  it('that is not the one of the published sum is thrown away', async () => {
    behaviours['v1/server.tgz'] = (_, response) => response.end(Buffer.concat([archive, Buffer.from('!')]));
    expect(await fetchIt()).toContain('server.tgz is not the file the vendor published (SHA-256 ');
    expect(leftovers()).toEqual([]);
  });

  it('whose sum is known here needs no list', async () => {
    expect(await fetchIt({ ...file, check: { kind: 'sha256', sha256 } })).toBe('whole');
    expect(asked).toEqual(['GET v1/server.tgz']);
  });

  it('of which nobody tells a sum is not fetched', async () => {
    behaviours['v1/sums.txt'] = (_, response) => response.end(`${sha256}  another.tgz\n`);
    expect(await fetchIt()).toBe(`${address}/v1/sums.txt names no SHA-256 of server.tgz`);
    delete behaviours['v1/sums.txt'];
    expect(await fetchIt()).toBe(`${address}/v1/sums.txt, which server.tgz is checked against, answers 404`);
    expect(asked).not.toContain('GET v1/server.tgz');
  });

  it('of Google\'s storage is checked against what that says of it, at a mirror against a list', async () => {
    const stored: VendorFile = { ...file, check: { kind: 'store' } };
    const said = (md5: string): Behaviour => (request, response) => { response.setHeader('x-goog-hash', ['crc32c=AAAAAA==', `md5=${md5}`]); served(request, response); };
    behaviours['v1/server.tgz'] = said(createHash('md5').update(archive).digest('base64'));
    expect(await fetchIt(stored)).toBe('whole');
    behaviours['v1/server.tgz'] = said(createHash('md5').update('other').digest('base64'));
    expect(await fetchIt(stored)).toContain('is not the file the vendor published (MD5 ');
    behaviours['v1/server.tgz'] = served;
    expect(await fetchIt(stored)).toContain('server.tgz.sha256, which server.tgz is checked against, answers 404');
    behaviours['v1/server.tgz.sha256'] = (_, response) => response.end(`${sha256}\n`);
    expect(await fetchIt(stored)).toBe('whole');
  });

  it('that is cut off is gone on with where it stopped', async () => {
    behaviours['v1/server.tgz'] = cutOff(3, served);
    expect(await fetchIt()).toBe('whole');
    expect(asked.filter((line) => line.includes('bytes='))).toHaveLength(3);
    expect(lines.filter((line) => line.includes('cut off after'))).toHaveLength(3);
  });

  it('that a start was cut off in is gone on with by the next', async () => {
    behaviours['v1/server.tgz'] = cutOff(1, (_, response) => response.destroy());
    expect(await fetchIt()).toMatch(/could not be reached|goes on where this one was cut off/);
    expect(leftovers()).toEqual(['server.tgz.part', 'server.tgz.part.json']);
    behaviours['v1/server.tgz'] = served;
    asked = [];
    expect(await fetchIt()).toBe('whole');
    expect(asked.at(-1)).toMatch(/^GET v1\/server.tgz bytes=[1-9]\d+-$/);
  });

  it('comes whole from a server that ignores the range', async () => {
    behaviours['v1/server.tgz'] = cutOff(1, (_, response) => response.writeHead(200, { 'content-length': archive.length }).end(archive));
    expect(await fetchIt()).toBe('whole');
  });

  it('comes whole when the one it was begun with is another by now', async () => {
    behaviours['v1/server.tgz'] = cutOff(1, served, { etag: '"older"' });
    expect(await fetchIt()).toBe('whole');
  });

  it('of two halves that do not fit is fetched once more from the beginning', async () => {
    behaviours['v1/server.tgz'] = cutOff(1, (_, response) => response.destroy(), {});
    await fetchIt();
    writeFileSync(join(cache, 'downloads/server.tgz.part'), 'another beginning');
    behaviours['v1/server.tgz'] = served;
    expect(await fetchIt()).toBe('whole');
  });

  it('that is whole already, or longer than it should be, needs no more than a look', async () => {
    behaviours['v1/server.tgz'] = cutOff(1, (_, response) => response.destroy());
    await fetchIt();
    behaviours['v1/server.tgz'] = (request, response) => (request.headers.range ? response.writeHead(416).end() : served(request, response));
    writeFileSync(join(cache, 'downloads/server.tgz.part'), archive);
    asked = [];
    expect(await fetchIt()).toBe('whole');
    expect(asked).toEqual(['GET v1/sums.txt']);
    writeFileSync(join(cache, 'downloads/server.tgz.part'), Buffer.concat([archive, archive]));
    expect(await fetchIt()).toBe('whole');
  });

  it('is given up when a server brings nothing more, when it is too slow, and when it falls silent', async () => {
    behaviours['v1/server.tgz'] = (_, response) => { response.writeHead(200, { 'content-length': archive.length }); response.write('x'); };
    expect(await fetchIt(file, address, { silenceMs: 500 })).toContain('does not come through; the next start goes on');
    behaviours['v1/server.tgz'] = (_, response) => { response.writeHead(200, { 'content-length': archive.length }); const drip = setInterval(() => response.write('x'), 20); response.on('close', () => clearInterval(drip)); };
    expect(await fetchIt(file, address, { wholeMs: 300 })).toContain('does not come through');
  });

  it('is not waited for where nobody answers', async () => {
    behaviours['v1/sums.txt'] = () => undefined;
    expect(await fetchIt(file, address, { answerMs: 300 })).toBe(`${new URL(address).host} did not answer within 0.3 s`);
    expect(await fetchIt(file, 'http://127.0.0.1:1')).toBe('127.0.0.1:1 could not be reached (ECONNREFUSED)');
    expect(await fetchIt(file, 'http://no-such-host.invalid')).toMatch(/^no-such-host.invalid could not be reached \((ENOTFOUND|EAI_AGAIN)\)$/);
  });

  it('that is not there, or a page that somebody in between sends, is said so', async () => {
    delete behaviours['v1/server.tgz'];
    expect(await fetchIt()).toBe(`${address}/v1/server.tgz answers 404`);
    const page: Behaviour = (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html><title>Sign in to the network</title>');
    behaviours['v1/server.tgz'] = page;
    expect(await fetchIt()).toContain('is an HTML page, as a proxy or a sign-in sends');
    behaviours['v1/sums.txt'] = page;
    expect(await fetchIt()).toContain('names no SHA-256 of server.tgz: it is an HTML page');
    expect(leftovers().filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('that waits for the disk while the server hangs up comes whole', async () => {
    // As an old mirror does: all of it in one go, and gone. undici 7 ends the process by an assertion then.
    const hasty = createTcpServer((socket) => void socket.once('data', () => socket.end(`HTTP/1.0 200 OK\r\ncontent-length: 100000\r\n\r\n${'x'.repeat(100_000)}`)));
    await new Promise<void>((resolve) => hasty.listen(0, '127.0.0.1', resolve));
    const answer = await vendorAt(`http://127.0.0.1:${(hasty.address() as AddressInfo).port}`, limits).ask('server.tgz');
    await sleep(100);
    let bytes = 0;
    if ('body' in answer) for await (const chunk of answer.body) bytes += chunk.byteLength;
    expect(bytes).toBe(100_000);
    await new Promise((resolve) => hasty.close(resolve));
  });

  it('is followed to where the vendor keeps it; the password of a mirror stays with the mirror', async () => {
    const other = createServer((request, response) => { asked.push(`other ${request.headers.authorization ?? 'no password'}`); served(request, response); });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    let password: string | undefined;
    behaviours['deep/v1/sums.txt'] = behaviours['v1/sums.txt']!;
    behaviours['deep/v1/server.tgz'] = (request, response) => { password = request.headers.authorization; response.writeHead(302, { location: `${elsewhere}/kept` }).end(); };
    expect(await fetchIt(file, `${address.replace('//', '//reader:s3cret%21@')}/deep/`)).toBe('whole');
    expect(password).toBe(`Basic ${Buffer.from('reader:s3cret!').toString('base64')}`);
    expect(asked.at(-1)).toBe('other no password');
    expect(lines.join('\n')).not.toContain('s3cret');
    behaviours['v1/server.tgz'] = (_, response) => response.writeHead(302, { location: '/v1/server.tgz' }).end();
    expect(await fetchIt()).toContain('leads from one address to the next');
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('a list of sums', () => {
  it('names a file by its own name or in a folder, or is one sum alone', () => {
    const sum = 'A'.repeat(64);
    expect([`${sum}  file.tgz`, `${sum} *file.tgz`, `${'b'.repeat(64)}  x\r\n${sum}  linux/file.tgz\r\n`, `\n${sum}\n`].map((text) => listedIn(text, 'file.tgz'))).toEqual(Array(4).fill('a'.repeat(64)));
    expect([`${sum}  other.tgz`, sum.slice(1), ''].map((text) => listedIn(text, 'file.tgz'))).toEqual([null, null, null]);
  });
});

describe('layer 3', () => {
  const source = (mirror: string, table = () => file as VendorFile | string): VendorSource => ({ component: 'Server', key: 'server', table, setting: 'SIGNALBOX_MIRROR_SERVER', mirror, cache });
  const platform = { os: 'linux', arch: 'x64' } as const;
  const layer = (mirror: string, some = source(mirror)) => vendorLayer(some, async (path) => readFileSync(path, 'utf8').slice(-4).trim(), log, { platform, limits });

  it('keeps the program, and the cache nothing else', async () => {
    const found = await layer(address).find();
    expect(found).toEqual({ component: 'Server', layer: 'vendor', version: '1.0', path: vendorPath(source(address), platform) });
    expect(readdirSync(cache)).toEqual(['downloads', 'server-1.0-linux-x64']);
    expect([leftovers(), readdirSync(join(cache, 'server-1.0-linux-x64/server-1'))]).toEqual([[], ['bin']]);
  });

  it('keeps nothing of an archive that is right and does not hold the program', async () => {
    expect(await layer(address, source(address, () => ({ ...file, program: 'server-1/bin/other' }))).find()).toMatchObject({ miss: 'the archive of linux x64 has no server-1/bin/other' });
    expect([readdirSync(cache), leftovers()]).toEqual([['downloads'], []]);
  });

  it('says shortly why it is passed over, and the next layer is tried at once', async () => {
    const startedAt = performance.now();
    const found = await locateThrough('Server', [layer('http://127.0.0.1:1'), { layer: 'registry', find: async () => ({ component: 'Server', layer: 'registry', path: '/cache/server', version: '1.0' }) }], log);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect([found.layer, lines[0]]).toEqual(['registry', 'Server: not from the vendor: 127.0.0.1:1 could not be reached (ECONNREFUSED)']);
    expect(existsSync(join(cache, 'vendor-refusals.json'))).toBe(false);
  });

  it('does not wait a second time within ten minutes for who did not answer', async () => {
    const reason = 'host did not answer within 10 s';
    rememberRefusal(cache, address, reason, 10_000);
    expect(await layer(address).find()).toMatchObject({ miss: expect.stringContaining(`${reason}; it is asked again from `), remedy: expect.stringContaining('SIGNALBOX_MIRROR_SERVER') });
    expect(asked).toEqual([]);
    expect(rememberedRefusal(cache, address, Date.now() + 11 * 60_000)).toBeNull();
    expect(rememberedRefusal(cache, 'http://another.example')).toBeNull();
  });

  it('asks nobody when it is off, and where there is no file', async () => {
    expect(await layer('off').find()).toEqual({ miss: 'SIGNALBOX_MIRROR_SERVER is off' });
    expect(await layer(address, source(address, () => 'none for alpine')).find()).toEqual({ miss: 'none for alpine' });
    expect(asked).toEqual([]);
  });
});
