import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { joinRoom, portalClient } from '../builders/portal-client.ts';
import { patienceMs } from '../setup/eventually.ts';
import { freshMongoUri } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

/** A line between the portal and MongoDB that can be cut. */
class Line {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private readonly server: Server;
  constructor(target: number) {
    this.server = createServer((near) => {
      if (this.isCut) return void near.destroy();
      const far = connect(target, '127.0.0.1');
      for (const [one, other] of [[near, far], [far, near]] as const) {
        this.sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => { this.sockets.delete(one); other.destroy(); });
      }
    });
  }
  async open(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }
  mend(): void { this.isCut = false; }
  close(): void { this.cut(); this.server.close(); }
}

let line: Line;
let portal: PortalProcess;
let direct: string;
beforeAll(async () => {
  direct = freshMongoUri('away');
  const { port, pathname } = new URL(direct);
  line = new Line(Number(port));
  portal = await startPortalProcess({ MONGODB_URI: `mongodb://127.0.0.1:${await line.open()}${pathname}?directConnection=true` });
});
afterAll(async () => {
  await portal?.remove();
  line?.close();
  const connection = await mongoose.createConnection(direct).asPromise();
  await connection.dropDatabase();
  await connection.close();
});

const health = () => fetch(`${portal.address}/healthz`).then((answer) => answer.status);

describe('while MongoDB is away', () => {
  it('the portal says so in its one error form, stays up, and goes on afterwards with the same sessions and open pages', async () => {
    const browser = portalClient(portal.address);
    await browser.signIn('agent');
    const socket = await browser.socket();
    line.cut();
    try {
      for (let n = 0; n < 3; n += 1) {
        const startedAt = performance.now();
        const answer = await browser.call('tickets.list');
        expect([answer.status, answer.error?.code, answer.error?.family]).toEqual([503, 'SERVICE_UNAVAILABLE', 'unavailable']);
        expect(answer.headers.get('retry-after')).toBe('2');
        expect(performance.now() - startedAt).toBeLessThan(20_000);
      }
      const login = await browser.fetch('/auth/login', { headers: { accept: 'text/html' } });
      expect(login.status).toBe(503);
      await expect.poll(health, { timeout: patienceMs }).toBe(503);
      expect((await browser.fetch('/', { headers: { accept: 'text/html' } })).status).toBe(200);
    } finally {
      line.mend();
    }
    await expect.poll(health, { timeout: patienceMs }).toBe(200);
    await expect.poll(async () => (await browser.call('me.read')).status, { timeout: patienceMs }).toBe(200);
    expect(portal.log()).not.toContain('something nobody expected');
    // Changes that happened after the line was mended reach the page that was open all the time.
    expect(await joinRoom(socket, 'flows')).toEqual({ ok: true });
    const changed = new Promise((resolve) => socket.once('changed', resolve));
    const connection = await mongoose.createConnection(direct).asPromise();
    await connection.collection<{ _id: string }>('flowDrafts').updateOne({ _id: 'incident' }, { $set: { touchedByTest: true } });
    await connection.close();
    expect(await changed).toMatchObject({ room: 'flows', what: 'flow', id: 'incident' });
    socket.close();
  });

  it('a line that is cut and there again a moment later is waited for: nobody is refused, and nobody signed out', async () => {
    const browser = portalClient(portal.address);
    await browser.signIn('agent');
    for (let n = 0; n < 6; n += 1) {
      line.cut();
      const asked = Promise.all([0, 1, 2].map(async (step) => { await sleep(step * 60); return browser.call('me.read'); }));
      await sleep(150);
      line.mend();
      // A command written in the instant in which its line ends is not tried again by the driver; pages ask again.
      for (const { status } of await asked) expect(status === 503 ? (await browser.call('me.read')).status : status, portal.log().slice(-4_000)).toBe(200);
    }
    expect(portal.log()).not.toContain('"status":500');
  });

  it('a portal that starts listens, says what it waits for, and is ready once MongoDB is there', async () => {
    await portal.end();
    line.cut();
    const started = portal.start();
    await expect.poll(() => health().catch(() => 0), { timeout: 50_000 }).toBe(503);
    const answer = await portalClient(portal.address).call('me.read');
    expect([answer.status, answer.error?.params]).toEqual([503, { service: 'MongoDB' }]);
    line.mend();
    await started;
    expect(await health()).toBe(200);
  });
});
