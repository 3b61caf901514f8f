/** Human tasks completed per second with everything real, beside bare Temporal's Updates, taken in turns on the same servers; and what one action costs when nothing else happens. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { startStack } from '#embedded/stack';
import { runIdOf } from '#domain/flow/run.ports';
import { buildWorkflowBundle } from '#worker/bundle';
import { ana } from '../builders/company.builder.ts';
import { byPerson, flowFile, outcomes } from '../builders/flow-file.builder.ts';
import { flowWorldOn } from '../setup/flow-world.ts';
import type { BenchResult } from './bench.ts';
import { cpuMeter } from './cpu.ts';

const rounds = 3;
const runsPerRound = 60;
const tasksPerRun = 2;
const folder = resolve(fileURLToPath(import.meta.url), '..');

interface Measured { perSecond: number; p50: number; p95: number }
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const percentile = (values: number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

/** `width` runs at once until `runsPerRound` are done; `play` times each of its actions. */
async function measure(width: number, play: (time: (action: () => Promise<unknown>) => Promise<void>) => Promise<void>): Promise<Measured> {
  const took: number[] = [];
  const time = async (action: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    await action();
    took.push(performance.now() - began);
  };
  let left = runsPerRound;
  const began = performance.now();
  await Promise.all(Array.from({ length: width }, async () => { while (left-- > 0) await play(time); }));
  return { perSecond: took.length / ((performance.now() - began) / 1000), p50: percentile(took, 0.5), p95: percentile(took, 0.95) };
}

export async function run(): Promise<BenchResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const stack = await startStack({ dataDir, components: ['temporal', 'mongodb', 'worker'], env: { SIGNALBOX_DEMO: 'false', SIGNALBOX_LOG_LEVEL: 'error' } });
  const bundle = await buildWorkflowBundle({ entry: join(folder, 'bare/bare.workflow.ts'), outFile: join(dataDir, 'bare.js'), sources: [join(folder, 'bare')] });
  const bareWorker = spawn(process.execPath, ['--import', 'tsx', join(folder, 'bare/bare.worker.ts'), JSON.stringify({ address: stack.temporalAddress, codePath: bundle.codePath })], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((done) => bareWorker.stdout.once('data', done));
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const client = new Client({ connection, namespace: stack.temporalNamespace });
  const world = await flowWorldOn({ temporalAddress: stack.temporalAddress, namespace: stack.temporalNamespace, mongoUri: stack.mongoUri, hasWorkers: false, timeoutMs: 60_000 });
  try {
    const tasks = Array.from({ length: tasksPerRun }, (_, index) => `task${index}`);
    const flow = await world.publish(flowFile('bench', {
      start: { kind: 'start', state: 'new' }, ...Object.fromEntries(tasks.map((id) => [id, { kind: 'task', state: 'in-progress', config: { assignments: [byPerson('ana')], outcomes: outcomes('done') } }])), end: { kind: 'end', state: 'closed' },
    }, [['start', 'task0'], ...tasks.map((id, index): [string, string, { outcome: string }] => [id, tasks[index + 1] ?? 'end', { outcome: 'done' }])]));

    const ours = async (time: (action: () => Promise<unknown>) => Promise<void>): Promise<void> => {
      const input = world.inputOf(flow);
      const runId = runIdOf(input.ticket.id, 1);
      await world.engine.startRun(input);
      for (let index = 0; index < tasksPerRun; index++) {
        await time(async () => {
          const { answer } = await world.engine.actOnTask(runId, { taskId: `task${index + 1}`, taskRevision: 1, action: 'complete', commandId: randomUUID(), actor: ana, data: { outcome: 'done' } });
          if (!answer.accepted) throw new Error(`refused: ${JSON.stringify(answer)}`);
        });
      }
    };
    const bare = async (time: (action: () => Promise<unknown>) => Promise<void>): Promise<void> => {
      const handle = await client.workflow.start('bare', { workflowId: `bare-${randomUUID()}`, taskQueue: 'bare', args: [tasksPerRun] });
      for (let index = 0; index < tasksPerRun; index++) await time(() => handle.executeUpdate('act', { args: [index] }));
    };

    const [sample] = await Promise.all([firstTaskId(world, flow)]);
    if (sample !== 'task1') throw new Error(`the first task is called ${sample}`);
    await measure(4, ours);
    await measure(4, bare);
    const figures: Record<string, number> = {};
    const servers = { temporal: stack.pid('temporal'), client: process.pid };
    const meters = { ours: cpuMeter({ ...servers, worker: stack.pid('worker'), mongodb: stack.pid('mongodb') }), bare: cpuMeter({ ...servers, worker: bareWorker.pid }) };
    for (const width of [8, 40]) {
      const taken: { ours: Measured[]; bare: Measured[] } = { ours: [], bare: [] };
      for (let round = 0; round < rounds; round++) {
        taken.bare.push(await meters.bare.during(() => measure(width, bare)));
        taken.ours.push(await meters.ours.during(() => measure(width, ours)));
      }
      const of = (which: 'ours' | 'bare', what: keyof Measured): number => median(taken[which].map((one) => one[what]));
      Object.assign(figures, {
        [`tasksPerSecond${width}AtOnce`]: of('ours', 'perSecond'), [`bareUpdatesPerSecond${width}AtOnce`]: of('bare', 'perSecond'),
        [`shareOfBare${width}AtOnce`]: median(taken.ours.map((one, index) => one.perSecond / taken.bare[index]!.perSecond)),
        [`taskP95Ms${width}AtOnce`]: of('ours', 'p95'), [`bareP95Ms${width}AtOnce`]: of('bare', 'p95'),
      });
    }
    const tasksDone = 2 * rounds * runsPerRound * tasksPerRun;
    for (const [whose, meter] of Object.entries(meters)) for (const [name, ms] of Object.entries(meter.usedMs)) figures[`${whose}${name[0]!.toUpperCase()}${name.slice(1)}CpuMsPerTask`] = ms / tasksDone;
    const idle = await measureIdle(ours);
    const idleBare = await measureIdle(bare);
    Object.assign(figures, { idleTaskP50Ms: idle.p50, idleTaskP95Ms: idle.p95, idleBareP50Ms: idleBare.p50, idleBareP95Ms: idleBare.p95 });
    return {
      name: 'engine', figures: Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 100) / 100])),
      method: `Temporal, MongoDB, worker, bare worker and client as processes of their own. Runs of ${tasksPerRun} human tasks, ${runsPerRound} runs a round, ${rounds} rounds of each kind in turns, medians; start of the run within the time, latency of the action with its write. Bare: start, then Updates that each await an empty local activity. Idle: one run after the other. CpuMsPerTask: processor time of each process over the rounds, starts included.`,
    };
  } finally {
    bareWorker.kill('SIGKILL');
    await connection.close();
    await world.close();
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const measureIdle = (play: (time: (action: () => Promise<unknown>) => Promise<void>) => Promise<void>): Promise<Measured> => measure(1, play);

/** The kernel names tasks by a counter; the bench acts on them without reading the inbox. */
async function firstTaskId(world: Awaited<ReturnType<typeof flowWorldOn>>, flow: Parameters<typeof world.open>[0]): Promise<string> {
  const runId = await world.open(flow);
  return (await world.tasksOf(runId))[0]!.task.id;
}
