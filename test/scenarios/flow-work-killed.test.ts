/** Long work whose worker is killed in the middle: another worker takes it up by the same key, so the device does it once, and its run hears one answer. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import { ownWorkers } from '../setup/own-workers.ts';
import { dataKey, flowWorld, type FlowWorld } from './flow.world.ts';

describe('work whose worker is killed', () => {
  let world: FlowWorld;
  let device: Server;
  let address = '';
  const workers = ownWorkers('run-worker.ts');
  /** What the device was asked for by which key, and what it did: each key once. */
  const [asked, done]: [string[], Set<string>] = [[], new Set()];
  let answer: (() => void) | null = null;
  beforeAll(async () => {
    device = createServer((request: IncomingMessage, response: ServerResponse) => {
      const key = String(request.headers['idempotency-key']);
      asked.push(key);
      answer = () => { done.add(key); response.writeHead(200, { 'content-type': 'application/json' }).end('{"done":true}'); };
    });
    await new Promise<void>((resolve) => device.listen(0, '127.0.0.1', resolve));
    address = `127.0.0.1:${(device.address() as AddressInfo).port}`;
    world = await flowWorld({ hasWorkers: false });
  });
  afterAll(async () => { await world?.close(); device?.closeAllConnections(); device?.close(); });

  it('goes on with the next worker, is done once, and its run hears one answer', async () => {
    const given = { address: world.temporalAddress, namespace: world.namespace, mongoUri: world.mongoUri, codePath: world.codePath, dataKey, allowedLoopback: [address] };
    const first = await workers.start(given);
    const flow = await world.publish(drawFlow({ start: 'start', work: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: `http://${address}/deploy` }, resultVariable: 'answer', timeoutSeconds: 7_200, maxAttempts: 3, retrySeconds: 0.1 } }, after: 'task', end: 'end' }, ['start -> work', 'work -> after', 'after.done -> end'], { key: 'deploys' }));
    const runId = await world.open(flow);
    await world.eventually(() => Promise.resolve(asked.length === 1));
    first.kill('SIGKILL');
    await workers.start(given);
    // Its heartbeats have stopped: noticed after half a minute.
    await world.eventually(() => Promise.resolve(asked.length === 2), 120_000);
    answer!();
    await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.tokens).some(({ node }) => node === 'after'));
    expect([new Set(asked), done]).toEqual([new Set([`${runId}/e1`]), new Set([`${runId}/e1`])]);
    const log = await world.log.page(runId, 0, 200);
    expect(log.filter(({ type }) => type === 'activity').map(({ data }) => (data as { action: string }).action)).toEqual(['started', 'done']);
  }, 240_000);
});
