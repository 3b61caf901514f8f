/** Demonstration tickets in great number: stopped and gone on with, true to the raw log, and gone with one press. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedScale } from '#activities/demo/seed-scale';
import { createDemoRepo } from '#store/demo/demo.repo';
import { freshMongoUri } from '../setup/fresh.ts';
import { recount } from '../setup/levels-recount.ts';
import { levelsWorldOn, type LevelsWorld } from '../setup/levels-world.ts';

const asOf = '2026-11-13T07:05:00.000Z';
const everyday = { _id: /^scale-2026-11-13-/ } as const;

describe('a seed for scale', () => {
  let world: LevelsWorld;
  beforeAll(async () => { world = await levelsWorldOn(freshMongoUri('scale'), asOf); });
  afterAll(() => world?.close());
  const count = (name: string, filter: object = {}): Promise<number> => world.database.collection(name).countDocuments(filter);
  const seed = (tickets: number, later = 0, isStopping = () => false) => seedScale({ connection: world.database, count: tickets, nowMs: () => Date.parse(asOf) + later, onProgress: () => undefined, isStopping });

  it('goes on where it was stopped, days later and with more, and makes none twice', async () => {
    let told = 0;
    const stopped = await seedScale({ connection: world.database, count: 150, nowMs: () => Date.parse(asOf), onProgress: () => { told += 1; }, isStopping: () => told >= 3 });
    expect([stopped, await count('tickets', everyday)]).toEqual([{ made: 60, done: 60 }, 60]);
    expect(await seed(150, 5 * 86_400_000)).toEqual({ made: 90, done: 150 });
    expect(await seed(200)).toEqual({ made: 50, done: 200 });
    expect([await count('tickets', everyday), await count('runs', { ticket: /^scale-/, isImported: true }), (await world.database.collection('tickets').distinct('key')).length]).toEqual([200, 200, await count('tickets')]);
  });

  it('is counted by the service levels as the raw log has it', async () => {
    expect(await world.countSteps()).toBeGreaterThanOrEqual(200);
    const counted = (await recount(world.database, world.files, asOf)).filter(({ openedAt }) => openedAt >= '2025-12-01');
    const { totals } = await world.ask('serviceLevels.read', { zone: 'Etc/UTC', from: '2025-12-01' });
    const have = (kind: 'response' | 'resolution', states: readonly string[]): number => counted.filter((ticket) => states.includes(ticket.states[kind] ?? '')).length;
    expect([totals.response, totals.resolution]).toEqual((['response', 'resolution'] as const).map((kind) => ({ met: have(kind, ['met']), judged: have(kind, ['met', 'breached']) })));
  });

  it('goes with everything else of the demo at one press', async () => {
    const removed = await createDemoRepo(world.database).removeAll();
    expect(removed).toBe(640);
    for (const name of ['tickets', 'runs', 'tokenLog', 'tasks', 'comments']) expect([name, await count(name)]).toEqual([name, 0]);
    expect(await count('events', { origin: /^run\// })).toBe(0);
  });

  it('says so where the company is not', async () => {
    await world.database.collection('flowVersions').deleteMany({});
    await expect(seed(5)).rejects.toMatchObject({ code: 'SEED_COMPANY_MISSING' });
  });
});
