/** Called flows that escalate, as runs on Temporal: who hears it, who is ended by it, how far it climbs, and that none is lost or heard twice over continue-as-new. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngineConnection, type EngineConnection } from '#integrations/engine/connection';
import { callEscalated } from '#workflows/flow/run-flow.messages';
import { calledRunId } from '#domain/flow/call/call.ports';
import type { FlowFile } from '#domain/flow/flow.schema';
import { ana } from '../builders/company.builder.ts';
import { drawFlow, type NodeDrawing } from '../builders/flow/flow.draw.ts';
import { patienceMs } from '../setup/eventually.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

const waits = { timeout: patienceMs, interval: 50 };
const called = (flow: string): NodeDrawing => ({ kind: 'call-flow', config: { flow } });
const shout = (code: string): NodeDrawing => ({ kind: 'escalation', config: { code } });
const hears = (code: string, isInterrupting: boolean): NodeDrawing => ({ kind: 'boundary-escalation', attachedTo: 'call', config: { code, isInterrupting, resultVariable: 'why' } });
const caller = (key: string, flow: string, heard: NodeDrawing | null, more: Record<string, NodeDrawing> = {}, edges: string[] = []): FlowFile => drawFlow(
  { start: 'start', call: called(flow), after: 'task', end: 'end', ...(heard === null ? {} : { heard, look: 'task', over: 'end' }), ...more },
  ['start -> call', 'call -> after', 'after.done -> end', ...(heard === null ? [] : ['heard -> look', 'look.done -> over']), ...edges], { key },
);

describe('a called run that escalates', () => {
  let world: FlowWorld;
  let temporal: EngineConnection;
  beforeAll(async () => {
    world = await flowWorld();
    temporal = openEngineConnection({ address: world.temporalAddress, namespace: world.namespace, timeoutMs: 30_000 });
    await world.publish(drawFlow({ start: 'start', vip: shout('VIP'), ask: 'task', end: 'end' }, ['start -> vip', 'vip -> ask', 'ask.done -> end'], { key: 'shouts' }));
    await world.publish(drawFlow({ start: 'start', ask: 'task', vip: { kind: 'escalation-end', config: { code: 'VIP' } } }, ['start -> ask', 'ask.done -> vip'], { key: 'shouts-last' }));
    await world.publish(caller('between', 'shouts', null));
  });
  afterAll(async () => { await temporal?.close(); await world?.close(); });

  const statusOf = async (runId: string) => (await world.runs.read(runId))?.status;
  const at = async (runId: string) => Object.values((await world.runs.read(runId))?.state.tokens ?? {}).map(({ node }) => node).sort();
  const entered = async (runId: string, node: string) => (await world.log.page(runId, 0, 1_000)).filter((line) => line.type === 'enter' && line.node === node).length;
  const notesOf = async (runId: string) => (await world.log.page(runId, 0, 1_000)).flatMap(({ type, data }) => (type === 'wait' && data !== null && typeof data === 'object' && 'note' in data ? [data['note']] : []));
  const complete = async (runId: string, node: string, outcome = 'done') => {
    const task = await world.eventually(async () => (await world.tasksOf(runId)).find((one) => one.task.node === node)?.task);
    const { answer, shown } = await world.act(runId, task, 'complete', ana, { outcome });
    expect(answer).toMatchObject({ accepted: true });
    // A write that a busy machine cannot do in time is done after the answer.
    if (!shown) await expect.poll(async () => (await world.tasksOf(runId)).some((one) => one.task.id === task.id), waits).toBe(false);
  };
  const start = async (file: FlowFile, given?: Parameters<FlowWorld['open']>[1]) => world.open(await world.publish(file), given);

  it('is heard beside it, and both go on', async () => {
    const runId = await start(caller('beside', 'shouts', hears('VIP', false)));
    await expect.poll(() => at(runId), waits).toEqual(['call', 'look']);
    await complete(calledRunId(runId, 'e1'), 'ask');
    await complete(runId, 'look');
    await complete(runId, 'after');
    for (const id of [runId, calledRunId(runId, 'e1')]) await expect.poll(() => statusOf(id), waits).toBe('completed');
    expect((await world.runs.read(runId))!.state.scopes['s0']!.vars['why']).toEqual({ code: 'VIP', message: 'VIP' });
  });

  it('is ended by who hears it in its place', async () => {
    const runId = await start(caller('instead', 'shouts', hears('VIP', true)));
    await expect.poll(() => at(runId), waits).toEqual(['look']);
    await expect.poll(() => statusOf(calledRunId(runId, 'e1')), waits).toBe('cancelled');
    expect(await world.tasksOf(calledRunId(runId, 'e1'))).toEqual([]);
    await complete(runId, 'look');
    await expect.poll(() => statusOf(runId), waits).toBe('completed');
    for (const id of [runId, calledRunId(runId, 'e1')]) await expect.poll(() => world.inspector.status(id), waits).toBe('completed');
  });

  it('is heard before its end, with which it came', async () => {
    const runId = await start(caller('last-word', 'shouts-last', hears('VIP', true)));
    await complete(calledRunId(runId, 'e1'), 'ask');
    await expect.poll(() => at(runId), waits).toEqual(['look']);
    await expect.poll(() => statusOf(calledRunId(runId, 'e1')), waits).toBe('completed');
    expect(await entered(runId, 'after')).toBe(0);
  });

  it('is heard two calls above, through a flow that does not listen; by nobody, it is noted there', async () => {
    const runId = await start(caller('above', 'between', hears('VIP', false)));
    await expect.poll(() => at(runId), waits).toEqual(['call', 'look']);
    const deaf = await start(caller('deaf', 'between', null));
    await expect.poll(() => notesOf(deaf), waits).toEqual([{ escalation: 'VIP', message: 'VIP', from: 'e1', n: 1 }, { escalation: 'VIP', heardBy: null }]);
    expect(await at(deaf)).toEqual(['call']);
  });

  it('is heard once, in order, while both continue as new', async () => {
    await world.publish(drawFlow({ start: 'start', ask: { kind: 'task', config: { outcomes: ['more', 'enough'].map((key) => ({ key, name: { en: key } })) } }, count: { kind: 'assign', config: { set: [{ variable: 'n', value: 'n + 1' }] } }, say: { kind: 'escalation', config: { code: 'SAID', text: '=string(n)' } }, end: 'end' }, ['start -> ask', 'ask.more -> count', 'count -> say', 'say -> ask', 'ask.enough -> end'], { key: 'says', variables: { n: { type: 'number', initial: 0 } } }));
    const keep: NodeDrawing = { kind: 'assign', config: { set: [{ variable: 'heardAll', value: 'append(heardAll, why.message)' }] } };
    const runId = await start(drawFlow({ start: 'start', call: called('says'), heard: hears('SAID', false), keep, over: 'end', end: 'end' }, ['start -> call', 'call -> end', 'heard -> keep', 'keep -> over'], { key: 'listens', variables: { heardAll: { type: 'list', initial: [] } } }), { settings: { maxSignals: 2, maxUpdates: 2, lookMs: 500 } });
    const child = calledRunId(runId, 'e1');
    for (let n = 0; n < 7; n += 1) await complete(child, 'ask', 'more');
    const heardAll = async () => (await world.runs.read(runId))!.state.scopes['s0']!.vars['heardAll'];
    await expect.poll(heardAll, waits).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    for (const id of [runId, child]) expect((await world.inspector.snapshot(id))!.shell.continuation).toBeGreaterThan(0);
    // What was on its way when the called run continued as new may be sent again.
    await temporal.client.workflow.getHandle(runId).signal(callEscalated, { effect: 'e1', n: 3, code: 'SAID', message: '3', at: new Date().toISOString() });
    await complete(child, 'ask', 'enough');
    await expect.poll(() => statusOf(runId), waits).toBe('completed');
    expect(await heardAll()).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  it('is ended also where its caller continues as new with the same word', async () => {
    await world.publish(drawFlow({ start: 'start', a: 'task', vip: shout('VIP'), b: 'task', end: 'end' }, ['start -> a', 'a.done -> vip', 'vip -> b', 'b.done -> end'], { key: 'shouts-later' }));
    const runId = await start(caller('continues', 'shouts-later', hears('VIP', true)), { settings: { maxSignals: 1 } });
    const child = calledRunId(runId, 'e1');
    await complete(child, 'a');
    await expect.poll(async () => (await world.inspector.snapshot(runId))?.shell.continuation ?? 0, waits).toBeGreaterThan(0);
    await expect.poll(() => statusOf(child), waits).toBe('cancelled');
    expect(await at(runId)).toEqual(['look']);
  });

  it('goes on where its caller was ended from outside', async () => {
    const runId = await start(caller('gone', 'shouts-last', null));
    const child = calledRunId(runId, 'e1');
    await world.eventually(async () => (await world.tasksOf(child)).length > 0);
    await temporal.client.workflow.getHandle(runId).terminate('test');
    await complete(child, 'ask');
    await expect.poll(() => statusOf(child), waits).toBe('completed');
    await expect.poll(() => world.inspector.status(child), waits).toBe('completed');
  });
});
