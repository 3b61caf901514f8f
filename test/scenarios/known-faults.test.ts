/** What went wrong in other engines, on real servers: very many commands to one run, very many steps at once, two things in one instant, and what lasts longer than one execution. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CatalogueError } from '#domain/errors';
import type { Answer } from '#domain/flow/kernel/kernel.types';
import { foldLog, markingOf } from '#domain/flow/kernel/kernel.marking';
import { openEngineConnection, type EngineConnection } from '#integrations/engine/connection';
import type { RunWriter } from '#store/flow/run.writer';
import { ana } from '../builders/company.builder.ts';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import { byPerson, flowFile, outcomes } from '../builders/flow-file.builder.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

vi.setConfig({ testTimeout: 600_000 });
/** To one run. */
const commands = Number(process.env['SIGNALBOX_COMMANDS'] ?? 2_000);
const ask = (...keys: string[]) => ({ kind: 'task', config: { assignments: [byPerson('ana')], outcomes: outcomes(...keys) } });

describe('one run', () => {
  let world: FlowWorld;
  let device: Server;
  let temporal: EngineConnection;
  /** No write of a run lands. */
  let isAway = false;
  /** How long the device takes to answer. */
  let answersAfterMs = 0;
  beforeAll(async () => {
    device = createServer((_request, response) => { setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'), answersAfterMs); });
    await new Promise<void>((resolve) => device.listen(0, '127.0.0.1', resolve));
    const around = (writer: RunWriter): RunWriter => ({ ...writer, write: (...given) => (isAway ? Promise.reject(new CatalogueError('SERVICE_UNAVAILABLE', { service: 'MongoDB' })) : writer.write(...given)) });
    world = await flowWorld({ around, allowedLoopback: [`127.0.0.1:${(device.address() as AddressInfo).port}`], timeoutMs: 120_000 });
    temporal = openEngineConnection({ address: world.temporalAddress, namespace: world.namespace, timeoutMs: 30_000 });
  });
  afterAll(async () => { await temporal?.close(); await world?.close(); device?.close(); });

  const statusOf = async (runId: string) => (await world.runs.read(runId))!.state.status;
  /** Every line is there once, and they add up to where the run stands. */
  async function expectWhole(runId: string): Promise<void> {
    const { count, lastSeq } = await world.log.extent(runId);
    expect(count).toBe(lastSeq);
    const log = await world.log.page(runId, 0, 100_000);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1));
    expect(foldLog(log)).toEqual(markingOf((await world.runs.read(runId))!.state));
  }

  // With SIGNALBOX_COMMANDS=10000 it takes some minutes, and continues as new where Temporal asks for it.
  it(`takes ${commands} commands over several continue-as-new, and every one once`, async () => {
    const lanes = 8;
    const perLane = commands / lanes;
    const names = Array.from({ length: lanes }, (_, at) => `task${at}`);
    const file = flowFile('many-commands', { start: { kind: 'start' }, split: { kind: 'parallel' }, ...Object.fromEntries(names.map((name) => [name, ask('done')])), join: { kind: 'parallel' }, end: { kind: 'end', state: 'resolved' } },
      [['start', 'split'], ...names.flatMap((name): [string, string, { outcome: string }?][] => [['split', name], [name, 'join', { outcome: 'done' }]]), ['join', 'end']]);
    const runId = await world.open(await world.publish(file), commands < 10_000 ? { settings: { maxUpdates: 300 } } : {});
    const tasks = await world.eventually(async () => { const open = await world.tasksOf(runId); return open.length === lanes ? open : undefined; });
    const began = performance.now();
    await Promise.all(tasks.map(async ({ task }) => {
      for (let n = 0; n < perLane; n++) {
        const { answer } = await world.act(runId, { id: task.id, revision: task.revision + n }, n % 2 === 0 ? 'claim' : 'release', ana, {}, `${task.id}-${n}`);
        if (!answer.accepted) throw new Error(`${task.id}, command ${n}: ${JSON.stringify(answer)}`);
      }
    }));
    process.stdout.write(`${Math.round(lanes * perLane / (performance.now() - began) * 1_000)} commands a second\n`);
    expect((await world.inspector.snapshot(runId))!.shell.continuation).toBeGreaterThanOrEqual(5);
    const written = (await world.log.page(runId, 0, 100_000)).filter(({ type, data }) => type === 'task' && ['claimed', 'released'].includes((data as { action: string }).action)).map(({ cause }) => JSON.stringify(cause));
    expect([written.length, new Set(written).size]).toEqual([lanes * perLane, lanes * perLane]);
    for (const { task } of tasks) {
      expect((await world.act(runId, { id: task.id, revision: task.revision + perLane }, 'complete', ana, { outcome: 'done' })).answer).toMatchObject({ accepted: true });
    }
    await world.eventually(async () => (await statusOf(runId)) === 'completed');
    await expectWhole(runId);
  });

  it('is not ended by what it is told while MongoDB is away: it takes what it can carry, and the rest when that is written', async () => {
    const flow = await world.publish(flowFile('told-while-away', {
      start: { kind: 'start' }, work: ask('done'), end: { kind: 'end', state: 'resolved' },
      news: { kind: 'event-scope-message', config: { message: 'news', isInterrupting: false, resultVariable: 'said' } }, begin: { kind: 'start', scope: 'news' }, over: { kind: 'end', scope: 'news' },
    }, [['start', 'work'], ['work', 'end', { outcome: 'done' }], ['begin', 'over']], { variables: { said: { type: 'context' } } }));
    // All of it is more than Temporal takes for one input.
    const runId = await world.open(flow, { settings: { maxUpdates: 5 } });
    isAway = true;
    const told: Promise<Answer>[] = [];
    for (let isTaken = true; isTaken && told.length < 60;) {
      const one = world.engine.deliverMessage(runId, { id: `news-${told.length}`, name: 'news', key: null, data: { text: 'x'.repeat(50_000) }, by: { kind: 'machine', id: 'test' } }).then(({ answer }) => answer);
      told.push(one);
      isTaken = await Promise.race([one.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 8_000, false))]);
    }
    expect(told.length).toBeLessThan(60);
    expect(await world.inspector.status(runId)).toBe('running');
    isAway = false;
    for (const answer of await Promise.all(told)) expect(answer).toMatchObject({ accepted: true });
    await world.finish(runId, ana);
    await world.eventually(async () => (await statusOf(runId)) === 'completed');
    await expectWhole(runId);
  });

  it('replays every execution, in whatever order commands and writes came', async () => {
    const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
    const file = flowFile('crowded', { start: { kind: 'start' }, split: { kind: 'parallel' }, ...Object.fromEntries(names.map((name) => [name, ask('done')])), join: { kind: 'parallel' }, end: { kind: 'end', state: 'resolved' } },
      [['start', 'split'], ...names.flatMap((name): [string, string, { outcome: string }?][] => [['split', name], [name, 'join', { outcome: 'done' }]]), ['join', 'end']]);
    const runId = await world.open(await world.publish(file), { settings: { maxUpdates: 20 } });
    const tasks = await world.eventually(async () => { const open = await world.tasksOf(runId); return open.length === names.length ? open : undefined; });
    const changes = setInterval(() => { isAway = !isAway; }, 1_500);
    await Promise.all(tasks.map(async ({ task }) => {
      for (let n = 0; n < 40; n++) expect((await world.act(runId, { id: task.id, revision: task.revision + n }, n % 2 === 0 ? 'claim' : 'release', ana)).answer).toMatchObject({ accepted: true });
    })).finally(() => { clearInterval(changes); isAway = false; });
    const executions: string[] = [];
    for await (const { runId: execution } of temporal.client.workflow.list({ query: `WorkflowId = '${runId}'` })) executions.push(execution);
    expect(executions.length).toBeGreaterThan(10);
    for (const execution of executions) await Worker.runReplayHistory({ workflowBundle: { codePath: world.codePath } }, await temporal.client.workflow.getHandle(runId, execution).fetchHistory(), runId);
    await world.confirmed(runId);
    await expectWhole(runId);
  });

  it('does a step 1,000 times side by side', async () => {
    const file = drawFlow({ start: 'start', each: { kind: 'assign', config: { set: [{ variable: 'n', value: 'n + 1' }] }, repeat: { mode: 'parallel', count: '1000' } }, tell: { kind: 'task', repeat: { mode: 'parallel', count: '1000', atOnce: 100, collect: { into: 'answers', value: 'loop.index' } } }, end: 'end' },
      ['start -> each', 'each -> tell', 'tell -> end'], { key: 'thousand', variables: { n: { type: 'number', initial: 0 }, answers: { type: 'list', initial: [] } } });
    const runId = await world.open(await world.publish(file));
    const isAsked = new Set<string>();
    while (isAsked.size < 1_000) {
      const open = (await world.tasksOf(runId)).filter(({ task }) => !isAsked.has(task.id));
      for (const { task } of open) isAsked.add(task.id);
      await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(async (lane) => {
        for (const { task } of open.filter((_, at) => at % 8 === lane)) expect((await world.act(runId, task, 'complete', ana, { outcome: 'done' })).answer).toMatchObject({ accepted: true });
      }));
    }
    await world.eventually(async () => (await statusOf(runId)) === 'completed');
    const { n, answers } = (await world.runs.read(runId))!.state.scopes['s0']!.vars;
    expect([n, answers]).toEqual([1_000, Array.from({ length: 1_000 }, (_, at) => at + 1)]);
    await expectWhole(runId);
  });

  it('goes one way when its time runs out in the instant it is done', async () => {
    const flow = await world.publish(flowFile('one-instant', {
      start: { kind: 'start' }, work: ask('done'), late: { kind: 'boundary-timer', attachedTo: 'work', config: { value: 'PT2S' } }, intime: { kind: 'end', state: 'resolved' }, toolate: { kind: 'end', state: 'resolved' },
    }, [['start', 'work'], ['work', 'intime', { outcome: 'done' }], ['late', 'toolate']]));
    const ways = await Promise.all(Array.from({ length: 20 }, async (_, at) => {
      const runId = await world.open(flow);
      const [task] = await world.eventually(async () => { const open = await world.tasksOf(runId); return open.length > 0 ? open : undefined; });
      const { dueAt } = (Object.values((await world.runs.read(runId))!.state.subscriptions).find(({ kind }) => kind === 'timer') as { dueAt: string });
      await new Promise((resolve) => setTimeout(resolve, Date.parse(dueAt) - Date.now() + (at - 14) * 8));
      const { answer } = await world.act(runId, task!.task, 'complete', ana, { outcome: 'done' }).catch(() => ({ answer: { accepted: false } }));
      await world.eventually(async () => (await statusOf(runId)) !== 'running');
      const ends = (await world.log.page(runId, 0, 1_000)).filter(({ type, node }) => type === 'enter' && ['intime', 'toolate'].includes(node ?? '')).map(({ node }) => node);
      expect(ends).toEqual([answer.accepted ? 'intime' : 'toolate']);
      await expectWhole(runId);
      return ends[0];
    }));
    expect(ways).toHaveLength(20);
  });

  it('ends as cancelled when it is cancelled while the answer of a machine comes in', async () => {
    answersAfterMs = 600;
    const flow = await world.publish(flowFile('cancelled-while', { start: { kind: 'start' }, call: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: `http://127.0.0.1:${(device.address() as AddressInfo).port}/` }, resultVariable: 'said' } }, after: ask('done'), end: { kind: 'end', state: 'resolved' } }, [['start', 'call'], ['call', 'after'], ['after', 'end', { outcome: 'done' }]]));
    await Promise.all(Array.from({ length: 20 }, async (_, at) => {
      const runId = await world.open(flow);
      await new Promise((resolve) => setTimeout(resolve, 500 + at * 15));
      await world.engine.cancelRun(runId, { id: `cancel-${at}`, reason: 'No longer needed', by: { kind: 'person', id: 'ana' } });
      await world.eventually(async () => (await statusOf(runId)) !== 'running');
      const log = await world.log.page(runId, 0, 1_000);
      expect([await statusOf(runId), log.findIndex(({ type }) => type === 'end'), await world.tasksOf(runId)]).toEqual(['cancelled', log.length - 1, []]);
      await expectWhole(runId);
    }));
  });

  it('takes back what it did before it continued as new', async () => {
    const flow = await world.publish(flowFile('undone-later', {
      start: { kind: 'start' }, book: ask('done'), unbook: { kind: 'boundary-take-back', attachedTo: 'book' }, undo: ask('done'), undone: { kind: 'end' }, judge: ask('no'), back: { kind: 'take-back' }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'book'], ['book', 'judge', { outcome: 'done' }], ['unbook', 'undo'], ['undo', 'undone', { outcome: 'done' }], ['judge', 'back', { outcome: 'no' }], ['back', 'end']]));
    const runId = await world.open(flow, { settings: { maxUpdates: 1 } });
    for (const [outcome, continuation] of [['done', 1], ['no', 2], ['done', 2]] as const) {
      const [task] = await world.eventually(async () => { const open = await world.tasksOf(runId); return open.length > 0 ? open : undefined; });
      expect((await world.act(runId, task!.task, 'complete', ana, { outcome })).answer).toMatchObject({ accepted: true });
      await world.eventually(async () => (await statusOf(runId)) !== 'running' || (await world.inspector.snapshot(runId))!.shell.continuation >= continuation);
      await world.eventually(async () => !(await world.tasksOf(runId)).some((one) => one.task.id === task!.task.id));
    }
    await world.eventually(async () => (await statusOf(runId)) === 'completed');
    expect((await world.log.page(runId, 0, 1_000)).filter(({ type, node }) => type === 'enter' && node === 'undo')).toHaveLength(1);
    await expectWhole(runId);
  });
});
