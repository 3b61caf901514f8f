/** A real receiver of webhooks on the loopback: keeps what arrives, checks signatures by code of its own, and can be told to hang, fail, redirect, answer without end or be gone. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '#embedded/ports';

export interface ReceivedMessage { id: string; timestamp: string; signature: string; body: string; parsed: { type: string; timestamp: string; data: Record<string, unknown> }; headers: Readonly<Record<string, string | string[] | undefined>> }
/** A number is the status it answers. hang: never answers. endless: 200 and a body of a gigabyte. redirect: to `/elsewhere`, which would take it. */
export type ReceiverMood = number | 'hang' | 'endless' | 'redirect';
export interface WebhookReceiver {
  port: number;
  url: string;
  /** Everything that came, in order, also what was not taken. */
  received: ReceivedMessage[];
  mood(next: ReceiverMood | ((message: ReceivedMessage) => ReceiverMood)): void;
  /** Milliseconds before it answers. */
  slow(ms: number): void;
  /** Bytes of the endless body that were taken off it. */
  sentBytes(): number;
  stop(): Promise<void>;
}

/** `port`: default a free one that is still there for it after a stop. */
export async function startWebhookReceiver(port?: number): Promise<WebhookReceiver> {
  let mood: ReceiverMood | ((message: ReceivedMessage) => ReceiverMood) = 200;
  let [slowMs, sent] = [0, 0];
  const received: ReceivedMessage[] = [];
  const gigabyte = 1024 ** 3;
  async function pour(answer: ServerResponse): Promise<void> {
    answer.writeHead(200, { 'content-length': String(gigabyte) });
    const piece = Buffer.alloc(64 * 1024, 'x');
    answer.on('error', () => undefined);
    for (let bytes = 0; bytes < gigabyte && !answer.destroyed; bytes += piece.length) {
      sent = bytes;
      if (!answer.write(piece)) await drained(answer);
    }
    answer.end();
  }
  const server = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      const head = (name: string): string => String(request.headers[name] ?? '');
      const message: ReceivedMessage = { id: head('webhook-id'), timestamp: head('webhook-timestamp'), signature: head('webhook-signature'), body, parsed: JSON.parse(body) as ReceivedMessage['parsed'], headers: { ...request.headers, ':path': request.url ?? '' } };
      received.push(message);
      const now = typeof mood === 'function' ? mood(message) : mood;
      if (now === 'hang') return;
      setTimeout(() => {
        if (now === 'endless') void pour(answer);
        else if (now === 'redirect') answer.writeHead(307, { location: '/elsewhere' }).end();
        else answer.writeHead(now, { 'content-type': 'text/plain' }).end(`answered ${now}`);
      }, slowMs);
    });
  });
  server.listen(port ?? await freePort(), '127.0.0.1');
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound, url: `http://127.0.0.1:${bound}/hook`, received,
    mood: (next) => { mood = next; }, slow: (ms) => { slowMs = ms; }, sentBytes: () => sent,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Resolves when there is room again, or nobody listens any more. */
function drained(answer: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => { answer.off('drain', done).off('close', done); resolve(); };
    answer.on('drain', done).on('close', done);
  });
}

/** As the specification of Standard Webhooks says it, with Web Crypto; shares nothing with what signs. */
export async function isSigned({ id, timestamp, signature, body }: Pick<ReceivedMessage, 'id' | 'timestamp' | 'signature' | 'body'>, secret: string): Promise<boolean> {
  if (!secret.startsWith('whsec_') || !/^\d{10}$/.test(timestamp)) return false;
  const bytes = Uint8Array.from(atob(secret.slice('whsec_'.length)), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const signed = new TextEncoder().encode([id, timestamp, body].join('.'));
  const checks = signature.split(' ').map(async (one) => {
    const [version, value] = one.split(/,(.*)/s);
    return version === 'v1' && await crypto.subtle.verify('HMAC', key, Uint8Array.from(atob(value ?? ''), (letter) => letter.charCodeAt(0)), signed);
  });
  return (await Promise.all(checks)).some(Boolean);
}
