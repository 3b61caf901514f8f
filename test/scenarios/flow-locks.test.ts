/** Locks that runs share, on real Temporal and MongoDB: one inside at a time, in the order of asking, however holders end, and circles that are found. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLockTable } from '#activities/flow/lock-table';
import { calledRunId } from '#domain/flow/call/call.ports';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { Executor } from '#domain/flow/executor.ports';
import type { FlowLock } from '#domain/flow/flow.schema';
import { openEngineConnection, type EngineConnection } from '#integrations/engine/connection';
import { createLockRepo, type LockRepo } from '#store/flow/lock.repo';
import { wireLocks } from '#worker/lock.wiring';
import { ana } from '../builders/company.builder.ts';
import type { Published } from '../builders/flow-file.builder.ts';
import { drawFlow, type NodeDrawing } from '../builders/flow/flow.draw.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

let world: FlowWorld;
let temporal: EngineConnection;
let locks: LockRepo;
let [working, inside, crossing]: Published[] = [];

/** Who came in and who went, in the order it was. */
const log: { what: string; who: string }[] = [];
const marker: Executor = {
  kind: 'mark',
  perform: ({ config }) => { log.push({ what: config['what'] as string, who: config['who'] as string }); return Promise.resolve({}); },
};

const router: FlowLock = { name: 'router', key: '=ci' };
const mark = (what: string): NodeDrawing => ({ kind: 'activity', scope: 'box', config: { activity: 'mark', inputs: { what, who: '=who' }, timeoutSeconds: 30, maxAttempts: 1 } });
const variables = { ci: { type: 'text' }, other: { type: 'text' }, who: { type: 'text' } } as never;
const by = { kind: 'person', id: 'ana' } as const;

beforeAll(async () => {
  world = await flowWorld({ desk: () => ({ mark: marker }) });
  temporal = openEngineConnection({ address: world.temporalAddress, namespace: world.namespace, timeoutMs: 30_000 });
  locks = createLockRepo(world.database.connection);
  working = await world.publish(drawFlow({ start: 'start', work: { kind: 'task', lock: router }, end: 'end' }, ['start -> work', 'work.done -> end'], { key: 'working', variables }));
  inside = await world.publish(drawFlow(
    { start: 'start', box: { kind: 'scope', lock: router }, in: { kind: 'start', scope: 'box' }, come: mark('in'), go: mark('out'), out: { kind: 'end', scope: 'box' }, end: 'end' },
    ['start -> box', 'in -> come', 'come -> go', 'go -> out', 'box -> end'], { key: 'inside', variables },
  ));
  // Holds the first while it asks for the second, once it is told to.
  crossing = await world.publish(drawFlow(
    { start: 'start', box: { kind: 'scope', lock: router }, in: { kind: 'start', scope: 'box' }, go: { kind: 'wait-message', scope: 'box', config: { message: 'go' } }, second: { kind: 'task', scope: 'box', lock: { name: 'router', key: '=other' } }, out: { kind: 'end', scope: 'box' }, end: 'end' },
    ['start -> box', 'in -> go', 'go -> second', 'second.done -> out', 'box -> end'], { key: 'crossing', variables },
  ));
});
afterAll(async () => { await temporal?.close(); await world?.close(); });

const open = (flow: Published, ci: string, more: Record<string, string> = {}, settings?: object): Promise<string> => world.open(flow, { variables: { ci, other: '', who: '', ...more }, ...(settings === undefined ? {} : { settings }) });
const stateOf = async (runId: string) => (await world.runs.read(runId))!.state;
const holds = (runId: string) => world.eventually(async () => Object.values((await stateOf(runId)).locks ?? {}).some(({ heldSince }) => heldSince !== null));
const hasAsked = async (runId: string) => Object.values((await stateOf(runId)).locks ?? {}).some(({ heldSince }) => heldSince === null);
const isOver = (runId: string) => world.eventually(async () => (await world.runs.read(runId))?.status === 'completed');
const isFree = (ci: string) => world.eventually(async () => (await locks.read(`router:${ci}`)) === null);
const incidentOf = async (runId: string) => Object.values((await stateOf(runId)).incidents)[0];
const go = (runId: string) => world.engine.sendMessage(runId, { id: `go/${randomUUID()}`, name: 'go', key: null, data: {}, by: { kind: 'machine', id: 'test' } });
const cancel = (runId: string) => world.engine.cancelRun(runId, { id: randomUUID(), reason: 'not needed', by });

describe('a lock that runs share', () => {
  it('lets twenty runs in one by one, in the order in which they asked, also where two workers grant it', async () => {
    const ci = randomUUID();
    const other = wireLocks({ connection: world.database.connection, engine: world.engine, inspector: world.inspector, log: { warn: () => undefined }, everyMs: 30 }).start();
    const runs: string[] = [];
    const holder = await open(working!, ci);
    await holds(holder);
    for (let n = 0; n < 20; n += 1) runs.push(await open(inside!, ci, { who: `r${n}` }));
    expect((await locks.queues(500)).items.find(({ lock }) => lock === `router:${ci}`)).toMatchObject({ holder: { run: holder }, waitingCount: 20 });
    expect(await locks.standingsOf(runs[7]!)).toMatchObject([{ phase: 'asked', before: 7, holder: { run: holder } }]);
    expect(log).toEqual([]);
    await world.finish(holder, ana);
    for (const run of runs) await isOver(run);
    expect(log.map(({ what, who }) => `${what} ${who}`)).toEqual(runs.flatMap((_, n) => [`in r${n}`, `out r${n}`]));
    await isFree(ci);
    await other.stop();
  });

  it('goes to the next when its holder is cancelled, and when one that waits is cancelled nobody waits for it', async () => {
    const ci = randomUUID();
    const [first, second, third] = [await open(working!, ci), await open(working!, ci), await open(working!, ci)];
    await holds(first);
    await cancel(second);
    await cancel(first);
    await holds(third);
    await world.finish(third, ana);
    await isFree(ci);
  });

  it('goes to the next when its holder is terminated from outside', async () => {
    const ci = randomUUID();
    const [first, second] = [await open(working!, ci), await open(working!, ci)];
    await holds(first);
    await temporal.client.workflow.getHandle(first).terminate('from outside');
    await holds(second);
    expect((await world.runs.read(first))!.status).toBe('running');
    await world.finish(second, ana);
    await isFree(ci);
  });

  it('goes past one that waits and was terminated from outside', async () => {
    const ci = randomUUID();
    const [first, second, third] = [await open(working!, ci), await open(working!, ci), await open(working!, ci)];
    await holds(first);
    await temporal.client.workflow.getHandle(second).terminate('from outside');
    await world.finish(first, ana);
    await holds(third);
    await world.finish(third, ana);
  });

  it('is told by another worker where the one that granted it died before it told the run', async () => {
    const ci = randomUUID();
    await world.stopWorkers();
    const away: Pick<FlowEngine, 'tellLock'> = { tellLock: () => Promise.reject(new Error('the worker was killed here')) };
    await world.startWorkers();
    const first = await open(working!, ci);
    await holds(first);
    const second = await open(working!, ci);
    await world.stopWorkers();
    // What the killed worker did: the first has left, the lock was given to the second, and nobody said so.
    const dying = createLockTable({ locks, engine: away, inspector: { isCommitted: () => Promise.resolve(false), status: () => Promise.resolve('running') }, nowMs: () => Date.now() - 60_000 });
    const held = (await locks.read(`router:${ci}`))!.holder!;
    await locks.drop(held, null);
    await expect(dying.serve({ run: first, fence: '', seq: 0, confirmedSeq: 0, isOver: false })).rejects.toThrow('killed');
    expect((await locks.read(`router:${ci}`))!.holder).toMatchObject({ run: second, isDelivered: false });
    await world.startWorkers();
    await holds(second);
    expect((await locks.read(`router:${ci}`))!.holder).toMatchObject({ run: second });
    await world.finish(second, ana);
    await isFree(ci);
  });

  it('is passed on by another worker where the one that freed it died before it did', async () => {
    const ci = randomUUID();
    const [first, second] = [await open(working!, ci), await open(working!, ci)];
    await holds(first);
    await world.stopWorkers();
    const dying = createLockTable({ locks: { ...locks, next: () => Promise.reject(new Error('the worker was killed here')) }, engine: world.engine, inspector: world.inspector, nowMs: () => Date.now() });
    await locks.drop((await locks.read(`router:${ci}`))!.holder!, null);
    await expect(dying.serve({ run: first, fence: '', seq: 0, confirmedSeq: 0, isOver: false })).rejects.toThrow('killed');
    expect(await locks.read(`router:${ci}`)).toMatchObject({ holder: null });
    await world.startWorkers();
    await holds(second);
    await world.finish(second, ana);
    await isFree(ci);
  });

  it('goes to the next where the run it was granted to ends before it hears of it', async () => {
    const ci = randomUUID();
    const [first, second, third] = [await open(working!, ci), await open(working!, ci), await open(working!, ci)];
    await holds(first);
    // The second ends just as the lock comes to it.
    await Promise.all([world.finish(first, ana), pause(120).then(() => cancel(second))]);
    await holds(third);
    expect(Object.values((await stateOf(third)).locks!)).toHaveLength(1);
    await world.finish(third, ana);
    await isFree(ci);
  });

  it('stays with its holder, and is waited for, when runs continue as new', async () => {
    const ci = randomUUID();
    const settings = { maxSignals: 1, lookMs: 500 };
    const [holder, waiting] = [await open(working!, ci, {}, settings), await open(working!, ci, {}, settings)];
    await holds(holder);
    await Promise.all([go(holder), go(waiting)]);
    for (const run of [holder, waiting]) await world.eventually(async () => ((await world.inspector.snapshot(run))?.shell.continuation ?? 0) > 0);
    expect([await holds(holder), await hasAsked(waiting)]).toEqual([true, true]);
    await world.finish(holder, ana);
    await holds(waiting);
    await world.finish(waiting, ana);
    await isFree(ci);
  });

  it('waits for a suspended run no longer than for the others: the next has it, and the suspended one keeps its place', async () => {
    const ci = randomUUID();
    const [first, second, third] = [await open(working!, ci), await open(working!, ci), await open(working!, ci)];
    await holds(first);
    await world.engine.suspendRun(second, { id: randomUUID(), reason: 'a freeze', by });
    await world.finish(first, ana);
    await holds(third);
    await world.engine.resumeRun(second, { id: randomUUID(), by });
    await world.finish(third, ana);
    await holds(second);
    await world.finish(second, ana);
  });

  it('that is freed by force goes to the next, and its holder goes on and is told of', async () => {
    const ci = randomUUID();
    const [first, second] = [await open(working!, ci), await open(working!, ci)];
    await holds(first);
    const { claim, since } = (await locks.read(`router:${ci}`))!.holder!;
    expect(await world.engine.tellLock(first, { id: randomUUID(), claim, since, is: 'freed', reason: 'the switch is replaced', by })).toMatchObject({ answer: { accepted: true } });
    await holds(second);
    expect((await world.events(first)).find(({ action }) => action === 'run.lockFreed')).toMatchObject({ actor: by, data: { lock: `router:${ci}`, reason: 'the switch is replaced' } });
    await world.finish(first, ana);
    await isOver(first);
    await world.finish(second, ana);
    await isFree(ci);
  });

  it('of a step that may not wait for ever ends in an incident', async () => {
    const ci = randomUUID();
    const brief = await world.publish(drawFlow({ start: 'start', work: { kind: 'task', lock: { ...router, limit: 'PT1S' } }, end: 'end' }, ['start -> work', 'work.done -> end'], { key: 'brief', variables }));
    const [first, second] = [await open(working!, ci), await open(brief, ci)];
    await holds(first);
    expect(await world.eventually(() => incidentOf(second))).toMatchObject({ code: 'FLOW_LOCK_LATE' });
    await cancel(second);
    await cancel(first);
    await isFree(ci);
  });
});

describe('runs that wait for each other\'s locks', () => {
  it('a flow that asks for the lock of the step that calls it waits for itself: it stops, and its caller goes on when it is passed over', async () => {
    const ci = randomUUID();
    await world.publish(drawFlow({ start: 'start', work: { kind: 'assign', lock: router }, end: 'end' }, ['start -> work', 'work -> end'], { key: 'called-lock', variables }));
    const calling = await world.publish(drawFlow({ start: 'start', call: { kind: 'call-flow', lock: router, config: { flow: 'called-lock', inputs: { ci: '=ci' } } }, end: 'end' }, ['start -> call', 'call -> end'], { key: 'calling-lock', variables }));
    const runId = await open(calling, ci);
    const child = calledRunId(runId, 'e1');
    expect(await world.eventually(async () => (await world.runs.read(child)) !== null && incidentOf(child))).toMatchObject({ code: 'FLOW_LOCK_RING', node: 'work' });
    const incident = (await incidentOf(child))!;
    await world.engine.mendIncident(child, { id: randomUUID(), incident: incident.id, action: 'skip', by });
    await isOver(runId);
    await isFree(ci);
  });

  it.each([2, 3])('%i of them: the one that asked last stops with an incident that names the circle, and when it is cancelled the others go on', async (count) => {
    const cis = Array.from({ length: count }, () => randomUUID());
    const runs: string[] = [];
    for (const [n, ci] of cis.entries()) {
      const run = await open(crossing!, ci, { other: cis[(n + 1) % count]! });
      await holds(run);
      runs.push(run);
    }
    for (const run of runs) {
      await go(run);
      await world.eventually(() => hasAsked(run).then(async (asked) => asked || await incidentOf(run) !== undefined));
    }
    const last = runs.at(-1)!;
    const incident = await world.eventually(() => incidentOf(last));
    const keys = await Promise.all(runs.map(async (run) => (await world.tickets.byId(run.split('/')[1]!))!.key));
    expect(incident).toMatchObject({ code: 'FLOW_LOCK_RING', node: 'second' });
    for (const key of keys) expect(incident.params['ring']).toContain(key);
    for (const run of runs.slice(0, -1)) expect(await incidentOf(run)).toBeUndefined();
    await cancel(last);
    for (const run of runs.slice(0, -1).reverse()) {
      await world.eventually(async () => (await world.tasksOf(run)).length === 1);
      await world.finish(run, ana);
      await isOver(run);
    }
    for (const ci of cis) await isFree(ci);
  });
});
