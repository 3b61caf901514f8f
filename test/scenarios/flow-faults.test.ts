import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startStack, type Stack } from '#embedded/stack';
import { givenIdOf } from '#domain/flow/command-id';
import { foldLog, markingOf } from '#domain/flow/kernel/kernel.marking';
import { flowFile, byTeam, oneTaskFlow, outcomes } from '../builders/flow-file.builder.ts';
import type { RunWriter } from '#store/flow/run.writer';
import { startReconciler } from '#worker/reconciler';
import { ana, ben } from '../builders/company.builder.ts';
import { patienceMs } from '../setup/eventually.ts';
import { freshFolder, temporalAddress } from '../setup/fresh.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

// Servers go and come back in a test.
vi.setConfig({ testTimeout: 240_000 });

/** What MongoDB says is what the workflow holds, and every number is there once. */
async function expectWhole(world: FlowWorld, runId: string): Promise<void> {
  const held = await world.eventually(async () => { const { book, shell } = (await world.inspector.snapshot(runId))!; return book !== null && !book.isDirty && !shell.isParked ? book : null; }, patienceMs);
  const log = await world.log.page(runId, 0, 10_000);
  expect(log.map((entry) => entry.seq)).toEqual(log.map((_, index) => index + 1));
  expect(foldLog(log)).toEqual(markingOf(held.state));
  const events = await world.events(runId);
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  // Refusals are remembered by the run and not written.
  expect({ ...(await world.runs.read(runId))!.state, recent: [] }).toEqual({ ...held.state, recent: [] });
}

describe('a run while MongoDB is away', () => {
  let world: FlowWorld;
  let stack: Stack;
  /** A parked write ends with a confirmation. It is made, and nobody hears of it while this is so. */
  let isUnheard = false;
  const around = (writer: RunWriter): RunWriter => ({
    ...writer,
    async confirm(confirmed) {
      await writer.confirm(confirmed);
      if (isUnheard) throw new Error('nobody heard of it');
    },
  });
  beforeAll(async () => {
    stack = await startStack({ dataDir: freshFolder('mongo-away'), components: ['mongodb'], database: 'away' });
    world = await flowWorld({ mongoUri: stack.mongoUri, timeoutMs: 30_000, around });
  });
  afterAll(async () => {
    await stack?.kill('mongodb', 'SIGCONT').catch(() => undefined);
    await world?.close();
    await stack?.stop();
  });

  it.each(['gone', 'frozen'] as const)('takes a decision, says it is not shown yet, and writes it when MongoDB is back (%s)', async (how) => {
    const flow = await world.publish(oneTaskFlow(`away-${how}`));
    const runId = await world.open(flow);
    const [task] = await world.tasksOf(runId);
    if (how === 'gone') await stack.stopComponent('mongodb');
    else await stack.kill('mongodb', 'SIGSTOP');
    const claimed = await world.act(runId, task!.task, 'claim', ana, {}, `claim-${how}`);
    expect(claimed).toMatchObject({ answer: { accepted: true, taskRevision: 2 }, shown: false });
    const refused = await world.act(runId, { ...task!.task, revision: 2 }, 'claim', ben);
    expect(refused).toMatchObject({ answer: { accepted: false, code: 'TASK_CLAIMED_BY_OTHER' } });
    const completed = await world.act(runId, { ...task!.task, revision: 2 }, 'complete', ana, { outcome: 'done' });
    expect(completed).toMatchObject({ answer: { accepted: true }, shown: false });
    if (how === 'gone') await stack.startAgain('mongodb');
    else await stack.kill('mongodb', 'SIGCONT');
    await stack.ready('mongodb');
    const ticket = await world.eventually(async () => { const found = await world.tickets.byId(runId.split('/')[1]!); return found?.state === 'closed' ? found : null; }, patienceMs);
    expect(ticket).toMatchObject({ assignee: 'ana', run: { status: 'completed' } });
    await world.eventually(async () => (await world.inspector.status(runId)) === 'completed', patienceMs);
    await world.confirmed(runId, patienceMs);
    const log = await world.log.page(runId, 0, 10_000);
    expect(log.filter((entry) => givenIdOf(entry.cause) === `claim-${how}` && entry.type === 'task')).toHaveLength(1);
    expect(foldLog(log)).toEqual(markingOf((await world.runs.read(runId))!.state));
    expect((await world.events(runId)).every((event) => event.isConfirmed)).toBe(true);
  });

  it('writes again what had landed when nobody heard of it, says what keeps it from going on, and goes on', async () => {
    const runId = await world.open(await world.publish(oneTaskFlow('unheard')));
    const [task] = await world.tasksOf(runId);
    await stack.stopComponent('mongodb');
    isUnheard = true;
    expect(await world.act(runId, task!.task, 'claim', ana)).toMatchObject({ answer: { accepted: true }, shown: false });
    expect(await world.act(runId, { ...task!.task, revision: 2 }, 'release', ana)).toMatchObject({ answer: { accepted: true }, shown: false });
    await stack.startAgain('mongodb');
    await stack.ready('mongodb');
    const told: unknown[] = [];
    const log = { info: () => undefined, warn: (what: unknown) => { told.push(what); }, error: () => undefined };
    const reconciler = startReconciler({ runs: world.runs, inspector: world.inspector, log: log as never, everyMs: 3_600_000, settledMs: 0 });
    await world.eventually(async () => {
      await reconciler.pass();
      expect(told).toContainEqual({ run: runId, waitsFor: [expect.objectContaining({ activity: 'writeParked', lastFailure: expect.stringContaining('nobody heard of it') as string })] });
      return true;
    });
    await reconciler.stop();
    isUnheard = false;
    await world.eventually(async () => (await world.inspector.snapshot(runId))!.shell.isParked === false);
    await world.finish(runId, ben);
    await expectWhole(world, runId);
    await world.confirmed(runId);
    expect((await world.events(runId)).every((event) => event.isConfirmed)).toBe(true);
  });
});

describe('a worker that is frozen at its write and wakes after its task was given to another', () => {
  let world: FlowWorld;
  const children: ChildProcess[] = [];
  beforeAll(async () => { world = await flowWorld({ hasWorkers: false, timeoutMs: 60_000 }); });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.kill('SIGCONT');
      child.kill('SIGKILL');
    }
    await world.stopWorkers();
  });
  afterAll(async () => { await world?.close(); });

  async function stallingWorker(folder: string): Promise<{ child: ChildProcess; said: () => string; before: string; after: string }> {
    const [before, after] = [join(folder, 'before'), join(folder, 'after')];
    const given = JSON.stringify({ address: temporalAddress(), namespace: world.namespace, mongoUri: world.mongoUri, codePath: world.codePath, before, after });
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/scenarios/stalling-worker.ts', given], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(child);
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    await world.eventually(() => Promise.resolve(text.includes('ready')), patienceMs);
    return { child, said: () => text, before, after };
  }

  it.each(['before', 'after'] as const)('changes nothing when it wakes (frozen %s the write)', async (point) => {
    const stalling = await stallingWorker(freshFolder('stalling'));
    const flow = await world.publish(oneTaskFlow(`stalled-${point}`));
    const runId = await world.open(flow);
    const [task] = await world.tasksOf(runId);
    writeFileSync(stalling[point], '');
    const first = world.act(runId, task!.task, 'claim', ana, {}, 'claim-by-ana').catch((fault: unknown) => fault);
    await world.eventually(() => Promise.resolve(stalling.said().includes('frozen')), patienceMs);
    const second = world.act(runId, task!.task, 'claim', ben, {}, 'claim-by-ben').catch((fault: unknown) => fault);
    await world.startWorkers();
    const results = [await first, await second] as { answer: { accepted: boolean } }[];
    expect(results.map(({ answer }) => answer.accepted).sort()).toEqual([false, true]);
    const winner = results[0]!.answer.accepted ? 'ana' : 'ben';
    const loser = winner === 'ana' ? ben : ana;
    stalling.child.kill('SIGCONT');
    if (point === 'before') await world.eventually(() => Promise.resolve(stalling.said().includes('refused RUN_FENCE_STALE')), patienceMs);
    expect((await world.tasksOf(runId))[0]!.task.assignee).toBe(winner);
    stalling.child.kill('SIGKILL');
    expect(await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'release', loser)).toMatchObject({ answer: { accepted: false } });
    await expectWhole(world, runId);
    expect((await world.log.page(runId, 0, 10_000)).filter((entry) => entry.type === 'task' && (entry.data as { action: string }).action === 'claimed')).toHaveLength(1);
  });
});

describe('an input the flow cannot stand', () => {
  let world: FlowWorld;
  beforeAll(async () => { world = await flowWorld(); });
  afterAll(async () => { await world?.close(); });

  it('is set aside as an incident, and the run goes on', async () => {
    const flow = await world.publish(flowFile('round-and-round', {
      start: { kind: 'start', state: 'in-progress' },
      work: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('turn', 'done') } },
      a: { kind: 'assign', config: { set: [{ variable: 'x', value: '1' }] } }, b: { kind: 'exclusive' }, end: { kind: 'end', state: 'closed' },
    }, [['start', 'work'], ['work', 'a', { outcome: 'turn' }], ['work', 'end', { outcome: 'done' }], ['a', 'b'], ['b', 'a', { condition: 'x = 1', order: 1 }], ['b', 'end', { isDefault: true }]]));
    const runId = await world.open(flow);
    await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'claim', ana);
    const turned = await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'complete', ana, { outcome: 'turn' }, 'poison-1');
    expect(turned.answer).toMatchObject({ accepted: false });
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    expect(incident.code).toBe('FLOW_CYCLE_WITHOUT_WAIT');
    expect(await world.tickets.byId(runId.split('/')[1]!)).toMatchObject({ run: { status: 'running', hasIncident: true } });
    const big = await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'complete', ana, { outcome: 'done', comment: 'x'.repeat(70_000) });
    expect(big.answer).toMatchObject({ accepted: false, code: 'INPUT_TOO_LARGE' });
    expect(await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'complete', ana, { outcome: 'done' })).toMatchObject({ answer: { accepted: true }, shown: true });
    expect(await world.tickets.byId(runId.split('/')[1]!)).toMatchObject({ state: 'closed' });
    expect((await world.events(runId)).map(({ action }) => action)).toContain('run.incidentOpened');
  });
});
