import { once } from 'node:events';
import { Agent, createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import session from 'express-session';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { listenerOf } from '../app.ts';
import { errorHandler } from '../error-answer.ts';
import { requestStart } from '../request-start.ts';
import { sessionCookie, sessionMiddleware } from './session-store.ts';

/** A store that is away when told so, for one question or for both. */
class AwayStore extends session.MemoryStore {
  isUnread = false;
  isUntouched = false;
  override get(id: string, told: (fault: unknown, found?: session.SessionData | null) => void): void {
    if (this.isUnread) setImmediate(told, away());
    else super.get(id, told);
  }
  override touch(id: string, data: session.SessionData, told?: (fault?: unknown) => void): void {
    if (this.isUntouched) setImmediate(() => told?.(away()));
    else super.touch(id, data, told);
  }
}
const away = (): Error => Object.assign(new Error('closed'), { name: 'MongoNetworkError' });

const store = new AwayStore();
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let server: Server;
let cookie = '';
interface Said { status: number; text: string; port: number; cookies: string[] }
const ask = (path: string): Promise<Said> => new Promise((resolve, reject) => {
  const asked = get({ agent, path, port: (server.address() as AddressInfo).port, headers: { cookie } }, (answer) => {
    const port = answer.socket.localPort ?? 0;
    let text = '';
    answer.setEncoding('utf8').on('data', (part: string) => { text += part; }).on('error', reject).on('end', () => resolve({ status: answer.statusCode ?? 0, text, port, cookies: answer.headers['set-cookie'] ?? [] }));
  });
  asked.on('error', reject);
});

beforeAll(async () => {
  const app = express();
  app.use(requestStart(createLog('silent', [])), sessionMiddleware(store, 'a secret of a test', 'http://127.0.0.1'));
  app.get('/in', (request, response) => { request.session.person = 'agent'; response.json({}); });
  app.get('/who', (request, response) => void response.json({ person: request.session.person ?? null }));
  app.get('/away', () => { throw away(); });
  app.use(errorHandler);
  server = createServer(listenerOf(app)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cookie = (await ask('/in')).cookies.find((line) => line.startsWith(sessionCookie))?.split(';')[0] ?? '';
});
afterAll(() => { agent.destroy(); server.close(); });
beforeEach(() => { store.isUnread = false; store.isUntouched = false; });

describe('a session', () => {
  it('that could not be read is told as "unavailable", and is still there afterwards', async () => {
    store.isUnread = true;
    const refused = await ask('/who');
    expect([refused.status, refused.text]).toEqual([503, expect.stringContaining('SERVICE_UNAVAILABLE')]);
    store.isUnread = false;
    expect(await ask('/who')).toMatchObject({ status: 200, text: '{"person":"agent"}' });
  });

  it('that could not be touched costs neither the answer nor the line it goes over', async () => {
    const before = await ask('/who');
    store.isUntouched = true;
    for (const [path, status] of [['/who', 200], ['/away', 503], ['/away', 503], ['/who', 200]] as const) expect(await ask(path)).toMatchObject({ status, port: before.port });
    store.isUntouched = false;
    expect(await ask('/who')).toMatchObject({ status: 200, port: before.port });
  });
});
