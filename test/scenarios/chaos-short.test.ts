import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { chance } from '../chaos/chance.ts';
import { runChaos } from '../chaos/chaos.run.ts';
import { killPlan, shortPlan, victims } from '../chaos/kill.plan.ts';
import { freshFolder } from '../setup/fresh.ts';

describe('a short storm', () => {
  const dataDir = freshFolder('signalbox-chaos');
  afterAll(() => { if (!process.env['SIGNALBOX_KEEP']) rmSync(dataDir, { recursive: true, force: true }); });

  it('plans the same blows for the same seed, each point and each victim at least five times in sixty', () => {
    const plan = killPlan(60, chance(7));
    expect(killPlan(60, chance(7))).toEqual(plan);
    expect(killPlan(60, chance(8))).not.toEqual(plan);
    expect(plan).toHaveLength(60);
    const times = (has: (blow: (typeof plan)[number]) => boolean) => plan.filter(has).length;
    for (const point of ['run-written', 'group-written', 'alarm-journalled', 'alarm-answered']) expect(times((blow) => blow.at === 'point' && blow.point === point), point).toBeGreaterThanOrEqual(5);
    for (const victim of victims) expect(times((blow) => blow.at === 'random' && blow.victims.length === 1 && blow.victims[0] === victim), victim).toBeGreaterThanOrEqual(5);
    expect(times((blow) => blow.at === 'random' && blow.victims.length === victims.length)).toBeGreaterThanOrEqual(5);
  });

  it('kills each process and at each named point while nine tickets run, and breaks no promise', async () => {
    const told: string[] = [];
    const report = await runChaos({ seed: 20_261, plan: shortPlan, tickets: 9, minutes: 8, dataDir, paceMs: 500, say: (line) => told.push(line) });
    expect(report.findings, told.join('\n')).toEqual([]);
    expect(report.kills.byPoint).toMatchObject({ 'alarm-journalled': 1, 'alarm-answered': 1, 'run-written': 1, 'group-written': 1 });
    expect(report.kills.all).toBe(1);
    for (const victim of victims) expect(report.kills.byVictim[victim], victim).toBeGreaterThanOrEqual(2);
    expect(report.checked.tickets).toBeGreaterThanOrEqual(8);
    expect(report.commands.accepted).toBeGreaterThanOrEqual(8);
    expect(report.testimonies.events).toBeGreaterThan(20);
  }, 600_000);
});
