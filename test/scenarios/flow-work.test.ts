/** Activities that may take hours, as workflows beside their run on Temporal: what comes back, that it outlives continue-as-new, who ends it, and what is noticed when somebody else does. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngineConnection, type EngineConnection } from '#integrations/engine/connection';
import { workEnded } from '#workflows/flow/do-work.messages';
import type { FlowFile } from '#domain/flow/flow.schema';
import { workIdOf } from '#domain/flow/work/work';
import { startReconciler } from '#worker/reconciler';
import { drawFlow, type NodeDrawing } from '../builders/flow/flow.draw.ts';
import { patienceMs } from '../setup/eventually.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

const waits = { timeout: patienceMs, interval: 50 };
const twoHours = 7_200;

/** Answers /held when it is let go, refuses /first once, and keeps who was asked and who went away. */
interface Device { server: Server; address: string; asked: string[]; left: string[]; letGo(path: string): void }
async function openDevice(): Promise<Device> {
  const [asked, left, held]: [string[], string[], Map<string, () => void>] = [[], [], new Map()];
  const server = createServer((request, response) => {
    const path = request.url!;
    const answer = (status: number): void => { response.writeHead(status, { 'content-type': 'application/json' }).end('{"done":true}'); };
    asked.push(path);
    response.on('close', () => { if (!response.writableFinished) left.push(path); });
    if (path.startsWith('/first')) answer(asked.filter((one) => one === path).length === 1 ? 500 : 200);
    else held.set(path, () => answer(200));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked, left, letGo: (path) => held.get(path)!() };
}

describe('an activity that may take hours', () => {
  let world: FlowWorld;
  let temporal: EngineConnection;
  let device: Device;
  beforeAll(async () => {
    device = await openDevice();
    world = await flowWorld({ allowedLoopback: [device.address] });
    temporal = openEngineConnection({ address: world.temporalAddress, namespace: world.namespace, timeoutMs: 30_000 });
  });
  afterAll(async () => { await temporal?.close(); await world?.close(); device?.server.closeAllConnections(); device?.server.close(); });

  const work = (path: string, timeoutSeconds = twoHours, maxAttempts = 2): NodeDrawing => ({ kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: `http://${device.address}${path}` }, resultVariable: 'answer', timeoutSeconds, maxAttempts, retrySeconds: 0.1 } });
  /** Beside the work waits a message, so that the run can be made to continue as new; another one ends the work. */
  const working = (key: string, node: NodeDrawing): FlowFile => drawFlow(
    { start: 'start', split: 'parallel', work: node, stop: { kind: 'boundary-message', attachedTo: 'work', config: { message: 'stop' } }, go: { kind: 'wait-message', config: { message: 'go' } }, join: 'parallel', after: 'task', end: 'end', stopped: 'end' },
    ['start -> split', 'split -> work', 'split -> go', 'work -> join', 'go -> join', 'join -> after', 'after.done -> end', 'stop -> stopped'], { key },
  );
  const at = async (runId: string) => Object.values((await world.runs.read(runId))!.state.tokens).map(({ node }) => node).sort();
  const stopped = async (runId: string) => Object.values((await world.runs.read(runId))!.state.incidents).map(({ code, params }) => [code, params['cause']]);
  const statusOf = (runId: string, effect = 'e1') => world.inspector.status(workIdOf(runId, effect));
  const send = (runId: string, name: string) => world.engine.sendMessage(runId, { id: `${name}-1`, name, key: null, data: {}, by: { kind: 'machine', id: 'test' } });
  async function begun(key: string, path: string): Promise<string> {
    const runId = await world.open(await world.publish(working(key, work(path))), { settings: { maxSignals: 1, lookMs: 500 } });
    await world.eventually(() => Promise.resolve(device.asked.includes(path)));
    return runId;
  }
  async function continuedAsNew(runId: string): Promise<void> {
    await send(runId, 'go');
    await expect.poll(async () => (await world.inspector.snapshot(runId))?.shell.continuation ?? 0, waits).toBeGreaterThan(0);
  }

  it('is begun once, outlives the run continuing as new, and brings its answer', async () => {
    const runId = await begun('goes-on', '/held/a');
    await continuedAsNew(runId);
    // It is looked at meanwhile, and goes on.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect([await statusOf(runId), await at(runId), device.asked.filter((path) => path === '/held/a').length]).toEqual(['running', ['join', 'work'], 1]);
    device.letGo('/held/a');
    await expect.poll(() => at(runId), waits).toEqual(['after']);
    expect((await world.runs.read(runId))!.state.scopes['s0']!.vars['answer']).toMatchObject({ body: { done: true } });
    await expect.poll(() => statusOf(runId), waits).toBe('completed');
    // Told again, the run hears nothing new.
    await temporal.client.workflow.getHandle(runId).signal(workEnded, { effect: 'e1', outcome: { is: 'failed', code: 'LATE', message: 'late', at: null } });
    expect([await at(runId), await stopped(runId)]).toEqual([['after'], []]);
  });

  it('is tried as often as its step says, and one of a minute is none', async () => {
    const runId = await world.open(await world.publish(working('tries', work('/first/a'))));
    await expect.poll(() => at(runId), waits).toEqual(['go', 'join']);
    expect(device.asked.filter((path) => path === '/first/a')).toHaveLength(2);
    const short = await world.open(await world.publish(working('short', work('/first/b', 60))));
    await expect.poll(() => at(short), waits).toEqual(['go', 'join']);
    expect(await statusOf(short)).toBeNull();
  });

  it('is an incident when somebody ended it from outside, and is done anew when that is retried', async () => {
    const runId = await begun('ended', '/held/b');
    await temporal.client.workflow.getHandle(workIdOf(runId, 'e1')).terminate('test');
    await expect.poll(() => stopped(runId), waits).toEqual([['ACTIVITY_FAILED', 'WORK_ENDED']]);
    const [incident] = Object.keys((await world.runs.read(runId))!.state.incidents);
    await world.engine.mendIncident(runId, { id: 'again', incident: incident!, action: 'retry', by: { kind: 'person', id: 'ana' } });
    await world.eventually(() => Promise.resolve(device.asked.filter((path) => path === '/held/b').length === 2));
    device.letGo('/held/b');
    await expect.poll(() => at(runId), waits).toEqual(['go', 'join']);
    expect(await statusOf(runId, 'e2')).toBe('completed');
  });

  it('is found ended by looking, after the run has continued as new', async () => {
    const runId = await begun('looked-at', '/held/c');
    await continuedAsNew(runId);
    await temporal.client.workflow.getHandle(workIdOf(runId, 'e1')).terminate('test');
    await expect.poll(() => stopped(runId), waits).toEqual([['ACTIVITY_FAILED', 'WORK_ENDED']]);
  });

  it('is cancelled when its run was terminated from outside, and looked for', async () => {
    const runId = await begun('lost', '/held/f');
    await world.confirmed(runId);
    await temporal.client.workflow.getHandle(runId).terminate('from outside');
    await world.eventually(async () => !(await world.inspector.open()).has(runId));
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const reconciler = startReconciler({ runs: world.runs, inspector: world.inspector, log: silent as never, everyMs: 3_600_000, settledMs: 0 });
    await reconciler.pass();
    expect((await world.runs.read(runId))!.lost).toMatchObject({ code: 'RUN_LOST', ended: 'terminated' });
    await expect.poll(() => statusOf(runId), waits).toBe('canceled');
    await expect.poll(() => device.left.includes('/held/f'), waits).toBe(true);
    await reconciler.stop();
  });

  it('is cancelled with its step, also by a run that has continued as new since', async () => {
    for (const [key, path] of [['left', '/held/d'], ['left-later', '/held/e']] as const) {
      const runId = await begun(key, path);
      if (key === 'left-later') await continuedAsNew(runId);
      await send(runId, 'stop');
      await expect.poll(() => statusOf(runId), waits).toBe('canceled');
      await expect.poll(() => device.left.includes(path), waits).toBe(true);
      expect(await stopped(runId)).toEqual([]);
    }
  });
});
