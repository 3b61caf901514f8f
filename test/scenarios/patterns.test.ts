/** The control-flow patterns, by their numbers, as runs on Temporal: by the same steps as the kernel alone, and with the log folding to what the run holds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldLog, markingOf } from '#domain/flow/kernel/kernel.marking';
import { ana } from '../builders/company.builder.ts';
import { patterns, type Pattern } from '../builders/flow/patterns.ts';
import { patienceMs } from '../setup/eventually.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

const waits = { timeout: patienceMs, interval: 50 };

describe('a control-flow pattern', () => {
  let world: FlowWorld;
  beforeAll(async () => { world = await flowWorld(); });
  afterAll(async () => { await world?.close(); });

  const logOf = async (runId: string) => (await world.log.page(runId, 0, 1_000));
  async function make(runId: string, move: string, at: number): Promise<void> {
    const id = `move-${at}`;
    if (move === 'cancel') { await world.engine.cancelRun(runId, { id, reason: 'enough', by: { kind: 'person', id: 'ana' } }); return; }
    if (move.startsWith('+')) {
      const token = Object.values((await world.runs.read(runId))!.state.tokens).find((one) => one.node === move.slice(1) && one.waitsFor === 'scope')!.id;
      expect((await world.engine.changeInstances(runId, { id, token, change: { add: null }, by: { kind: 'person', id: 'ana' } })).answer, move).toMatchObject({ accepted: true });
      return;
    }
    if (move.startsWith('!')) { await world.engine.sendMessage(runId, { id, name: move.slice(1), key: null, data: {}, by: { kind: 'machine', id: 'machine' } }); return; }
    const [node, outcome = ''] = move.split('.');
    const openAt = async () => (await world.tasksOf(runId)).filter(({ task }) => task.node === node).sort((one, other) => one.task.openedAt.localeCompare(other.task.openedAt) || Number(one.task.id.slice(4)) - Number(other.task.id.slice(4)))[0];
    const task = await world.eventually(openAt);
    expect((await world.act(runId, task.task, 'complete', ana, { outcome }, id)).answer, move).toMatchObject({ accepted: true });
  }

  it.each(patterns.map((pattern): [number, string, Pattern] => [pattern.number, pattern.name, pattern]))('%i, %s, comes by its steps', async (_number, _name, pattern) => {
    const runId = await world.open(await world.publish(pattern.file));
    for (const [at, move] of pattern.moves.entries()) await make(runId, move, at);
    await expect.poll(async () => (await logOf(runId)).filter(({ type }) => type === 'enter').map(({ node }) => node), waits).toEqual(pattern.trace);
    await expect.poll(async () => (await world.runs.read(runId))!.state.status, waits).toBe(pattern.end);
    expect(foldLog(await logOf(runId))).toEqual(markingOf((await world.runs.read(runId))!.state));
  });
});
