/** The service levels over 20,000 tickets: the demonstration history five hundred times, spread over a year, on a MongoDB of its own. The reader counts as the portal does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '#embedded/stack';
import type { QueryOf } from '#api/routes';
import { levelsWorldOn, somebody, type LevelsWorld } from '../setup/levels-world.ts';
import type { BenchResult } from './bench.ts';
import { cpuMeter } from './cpu.ts';

const wanted = 20_000;
const rounds = 15;
const warmUps = 3;
const asOf = '2026-11-27T14:20:00.000Z';
const zone = 'Europe/Berlin';
const week = 7 * 86_400_000;

const ranked = (values: readonly number[], share: number): number => Math.round([...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]! * 10) / 10;
/** Everything that is an instant, so many milliseconds earlier. */
const earlier = (value: unknown, ms: number): unknown => JSON.parse(JSON.stringify(value).replace(/"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g, (_, at: string) => `"${new Date(Date.parse(at) - ms).toISOString()}"`));

async function multiply({ database }: LevelsWorld): Promise<number> {
  const tickets = database.collection<{ _id: string; key: string; [field: string]: unknown }>('tickets');
  const own = await tickets.find({}).toArray();
  for (let copy = 1; await tickets.estimatedDocumentCount() < wanted; copy += 1) {
    await tickets.insertMany(own.map((row, at) => ({ ...(earlier(row, (copy % 51) * week) as typeof row), _id: `${row._id}-${copy}`, key: `INC-${100_000 + copy * own.length + at}` })));
  }
  return tickets.countDocuments({});
}

async function measure(world: LevelsWorld, ask: () => Promise<unknown>): Promise<number[]> {
  for (let warm = 0; warm < warmUps; warm += 1) await ask();
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    await ask();
    taken.push(performance.now() - from);
  }
  return taken;
}

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-bench-levels-'));
  const stack = await startStack({ dataDir: folder, components: ['mongodb'], database: 'levels' });
  try {
    const world = await levelsWorldOn(stack.mongoUri, asOf);
    await world.countSteps();
    const tickets = await multiply(world);
    const mia = somebody('manager', { teams: ['network', 'service-desk'] }, 'mia.larsen');
    const read = (query: QueryOf<'serviceLevels.read'>, actor = somebody('administrator')) => () => world.ask('serviceLevels.read', query, actor);
    const [twelve, manager] = [await measure(world, read({ zone })), await measure(world, read({ zone }, mia))];
    const cpu = cpuMeter({ mongodb: stack.pid('mongodb'), reader: process.pid });
    const year = await cpu.during(() => measure(world, read({ zone, from: '2025-12-01' })));
    const inYear = (await world.ask('serviceLevels.read', { zone, from: '2025-12-01' })).totals.tickets;
    const list = await measure(world, () => world.ask('tickets.list', { reported: 'yes', level: 'breached', sort: 'opened', limit: 50, openedFrom: '2025-12-01T00:00:00.000Z' }));
    await world.close();
    return {
      name: 'levels', method: `${tickets} tickets of the demonstration history spread over a year, read through the route's handler on a MongoDB in its own process; ${rounds} warm readings each. A year counts ${inYear} tickets; processor time a reading, all threads.`,
      figures: {
        tickets, ticketsInYear: inYear, twelveWeeksMedianMs: ranked(twelve, 0.5), twelveWeeksP90Ms: ranked(twelve, 0.9), yearMedianMs: ranked(year, 0.5), yearP90Ms: ranked(year, 0.9), yearMongodbCpuMs: Math.round(cpu.usedMs['mongodb']! / (rounds + warmUps)), yearReaderCpuMs: Math.round(cpu.usedMs['reader']! / (rounds + warmUps)), managerMedianMs: ranked(manager, 0.5), ticketsBehindANumberMedianMs: ranked(list, 0.5),
      },
    };
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
