/** One request and its answer on a connection, by HTTP/1.1 or HTTP/2; the body read within its limit and decompressed. */
import { request as requestHttp1 } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { codeOf, hostOf, portOf, type Connection } from './http.connection.ts';
import { Down } from './http.phases.ts';

export interface Sent { url: URL; method: string; /** Names in lower case. */ headers: Readonly<Record<string, string>>; body: string | null }
export interface Head { status: number; httpVersion: string; headers: ReadonlyMap<string, readonly string[]>; body: Readable }

/** Throws Down answer-broken. */
export const headOf = (connection: Connection, sent: Sent): Promise<Head> => (connection.isHttp2 ? byHttp2(connection, sent) : byHttp1(connection, sent)).catch((fault: unknown) => { throw new Down('answer-broken', codeOf(fault)); });

const byHttp1 = ({ socket }: Connection, { url, method, headers, body }: Sent) => new Promise<Head>((resolve, reject) => {
  const request = requestHttp1({
    createConnection: () => socket, host: hostOf(url), port: portOf(url), method, path: `${url.pathname}${url.search}`, setHost: false,
    headers: { host: url.host, connection: 'close', ...headers, ...(body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }) },
  });
  request.once('response', (answer) => {
    const found = new Map<string, string[]>();
    for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2) {
      const name = answer.rawHeaders[at]!.toLowerCase();
      found.set(name, [...found.get(name) ?? [], answer.rawHeaders[at + 1]!]);
    }
    resolve({ status: answer.statusCode ?? 0, httpVersion: `HTTP/${answer.httpVersion}`, headers: found, body: answer });
  });
  // An "Upgrade" nobody asked for has no body to read.
  request.once('upgrade', () => reject(new Error('upgrade')));
  request.on('error', reject);
  request.end(body ?? undefined);
});

const byHttp2 = ({ socket }: Connection, { url, method, headers, body }: Sent) => new Promise<Head>((resolve, reject) => {
  const session = connectHttp2(url.origin, { createConnection: () => socket });
  session.on('error', reject);
  const stream = session.request({ ':method': method, ':path': `${url.pathname}${url.search}`, ':authority': url.host, ':scheme': 'https', ...headers }, { endStream: body === null });
  stream.once('response', (found) => {
    const entries = Object.entries(found).filter(([name]) => !name.startsWith(':')).map(([name, value]) => [name, (Array.isArray(value) ? value : [value]).map(String)] as const);
    resolve({ status: Number(found[':status']), httpVersion: 'HTTP/2.0', headers: new Map(entries), body: stream });
  });
  stream.on('error', reject).once('close', () => { reject(new Error('closed')); session.close(); });
  if (body !== null) stream.end(body);
});

const decoders = { gzip: createGunzip, br: createBrotliDecompress, deflate: createInflate } as const;
const isKnown = (encoding: string): encoding is keyof typeof decoders => Object.hasOwn(decoders, encoding);

/** The body, undone from its encoding, at most so many bytes. Throws Down body-too-large, body-undecodable, answer-broken. */
export async function bodyOf({ headers, body }: Head, limitBytes: number): Promise<Buffer> {
  const encoding = (headers.get('content-encoding')?.join(',') ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return bounded(body, limitBytes, 'answer-broken');
  if (!isKnown(encoding)) throw new Down('body-undecodable', encoding);
  const decoder = decoders[encoding]();
  let broken: unknown = null;
  body.once('error', (fault) => { broken = fault; decoder.destroy(fault); });
  return bounded(body.pipe(decoder), limitBytes, 'body-undecodable').catch((fault: unknown) => { throw broken === null ? fault : new Down('answer-broken', codeOf(broken)); });
}

async function bounded(stream: Readable, limitBytes: number, code: 'answer-broken' | 'body-undecodable'): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      bytes += part.byteLength;
      if (bytes > limitBytes) throw new Down('body-too-large', String(limitBytes), {}, '/bodyLimitBytes');
      parts.push(part);
    }
  } catch (fault) {
    throw fault instanceof Down ? fault : new Down(code, codeOf(fault));
  }
  return Buffer.concat(parts);
}
