import { describe, expect, it } from 'vitest';
import type { Scope } from '#domain/identity/identity.schema';
import { everywhere } from '#domain/identity/rights';
import { createReach, mostCovered } from './reach.ts';

const registry: Record<string, string[]> = { payments: ['payments', 'api', 'ledger'], lan: ['lan', 'switch'], hosts: ['hosts', 'host-1', 'api'] };
function reachOf(below: (ids: readonly string[]) => Promise<string[]> = (ids) => Promise.resolve(ids.flatMap((id) => registry[id] ?? []))) {
  const world = { nowMs: 0, asked: 0, warnings: [] as string[] };
  const reach = createReach({ below: (ids) => { world.asked += 1; return below(ids); } }, { warn: (_facts: object, message?: string) => { world.warnings.push(message ?? ''); } } as never, () => world.nowMs);
  const objects = async (scope: Partial<Scope>): Promise<string[] | null> => { const [role] = await reach.of([{ key: 'agent', scope: { ...everywhere, ...scope } }]); return role?.objects ? [...role.objects].sort() : null; };
  return { world, reach, objects };
}

describe('the objects a role holds for', () => {
  it.each<[string, Partial<Scope>, string[] | null]>([
    ['are all, where its scope names none', { teams: ['network'] }, null],
    ['are those below a service', { services: ['payments'] }, ['api', 'ledger', 'payments']],
    ['are those below any of several services', { services: ['payments', 'lan'] }, ['api', 'lan', 'ledger', 'payments', 'switch']],
    ['are those below a service and in a device group, where both are named', { services: ['payments'], deviceGroups: ['hosts'] }, ['api']],
    ['are none, where what is named is gone', { services: ['sold'] }, []],
  ])('%s', async (_, scope, expected) => expect(await reachOf().objects(scope)).toEqual(expected));

  it('are looked up once for some seconds, and anew after them or when the registry changed', async () => {
    const { world, reach, objects } = reachOf();
    await objects({ services: ['lan'] });
    await objects({ services: ['lan'] });
    expect(world.asked).toBe(1);
    world.nowMs = 3_001;
    await objects({ services: ['lan'] });
    reach.forget();
    await objects({ services: ['lan'] });
    expect(world.asked).toBe(3);
  });
  it('are a bounded number, and a log says so', async () => {
    const { world, objects } = reachOf((ids) => Promise.resolve([...ids, ...Array.from({ length: mostCovered + 5 }, (_, at) => `o${at}`)]));
    const found = await objects({ services: ['lan'] });
    expect([found?.length, found?.includes('lan'), world.warnings.length]).toEqual([mostCovered, true, 1]);
  });
  it('are asked for again after the database failed', async () => {
    let isAway = true;
    const { objects } = reachOf((ids) => (isAway ? Promise.reject(new Error('away')) : Promise.resolve([...ids])));
    await expect(objects({ services: ['lan'] })).rejects.toThrow('away');
    isAway = false;
    expect(await objects({ services: ['lan'] })).toEqual(['lan']);
  });
});
