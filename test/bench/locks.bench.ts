/** A thousand runs that wait for ten locks: how many are let in a second once the holders leave, and what a round of the keeper costs while nothing is to do. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLockTable } from '#activities/flow/lock-table';
import { startStack } from '#embedded/stack';
import { prepareNamespace } from '#embedded/temporal-namespace';
import { createLockRepo } from '#store/flow/lock.repo';
import { startLockKeeper } from '#worker/lock-keeper';
import { ana } from '../builders/company.builder.ts';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import { flowWorldOn } from '../setup/flow-world.ts';
import type { BenchResult } from './bench.ts';

const waiting = Number(process.env['BENCH_RUNS'] ?? 1_000);
const lockCount = 10;
const openedAtOnce = 20;
const rounds = 200;

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-bench-locks-'));
  const stack = await startStack({ dataDir: folder, components: ['temporal', 'mongodb'], database: 'locks' });
  const namespace = `bench-${randomBytes(3).toString('hex')}`;
  try {
    await prepareNamespace(stack.temporalAddress, namespace);
    const world = await flowWorldOn({ temporalAddress: stack.temporalAddress, namespace, mongoUri: stack.mongoUri });
    const variables = { n: { type: 'text' } } as never;
    const lock = { name: 'device', key: '=n' };
    const holding = await world.publish(drawFlow({ start: 'start', work: { kind: 'task', lock }, end: 'end' }, ['start -> work', 'work.done -> end'], { key: 'holding', variables }));
    // Goes in and out in one step: what is measured is the handing on.
    const passing = await world.publish(drawFlow({ start: 'start', work: { kind: 'assign', lock }, end: 'end' }, ['start -> work', 'work -> end'], { key: 'passing', variables }));
    const holders = await Promise.all(Array.from({ length: lockCount }, (_, n) => world.open(holding, { variables: { n: String(n) } })));
    for (const holder of holders) await world.eventually(async () => (await world.tasksOf(holder)).length === 1);
    const left = Array.from({ length: waiting }, (_, n) => n);
    const runs: string[] = [];
    await Promise.all(Array.from({ length: openedAtOnce }, async () => {
      for (let n = left.pop(); n !== undefined; n = left.pop()) runs.push(await world.open(passing, { variables: { n: String(n % lockCount) } }));
    }));
    const locks = createLockRepo(world.database.connection);
    const counted = async (): Promise<number> => (await locks.queues(lockCount)).items.reduce((sum, { waitingCount }) => sum + waitingCount, 0);
    await world.eventually(async () => (await counted()) === waiting && (await locks.unlooked(1, [])).length === 0);
    const quiet = startLockKeeper({ table: createLockTable({ locks, engine: world.engine, inspector: world.inspector, nowMs: Date.now }), locks, log: { warn: () => undefined }, nowMs: Date.now, everyMs: 3_600_000 });
    const taken: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const from = performance.now();
      await quiet.pass();
      taken.push(performance.now() - from);
    }
    await quiet.stop();
    const from = performance.now();
    await Promise.all(holders.map((holder) => world.finish(holder, ana)));
    await world.eventually(async () => (await counted()) === 0, 600_000);
    const seconds = (performance.now() - from) / 1_000;
    await world.close();
    const median = taken.sort((a, b) => a - b)[rounds / 2]!;
    return {
      name: 'locks', method: `${waiting} runs wait for ${lockCount} locks on Temporal and MongoDB in processes of their own, worker and keeper (a round every 100 ms) in this one. A grant is told to its run, which goes in and out in one step; ${rounds} rounds of the keeper were timed while all of them waited.`,
      figures: { runs: runs.length, locks: lockCount, grantsPerSecond: Number((waiting / seconds).toFixed(1)), handOverMs: Math.round((seconds * 1_000 * lockCount) / waiting), idleRoundMedianMs: Number(median.toFixed(2)) },
    };
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
