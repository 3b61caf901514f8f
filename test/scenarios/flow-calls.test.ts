/** Flows that call others, as runs on Temporal: what comes back, what fails, who is cancelled with whom, and that nothing is lost over continue-as-new. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngineConnection, type EngineConnection } from '#integrations/engine/connection';
import { calledRunId } from '#domain/flow/call/call.ports';
import type { FlowFile } from '#domain/flow/flow.schema';
import { startReconciler } from '#worker/reconciler';
import { ana } from '../builders/company.builder.ts';
import { drawFlow, type NodeDrawing } from '../builders/flow/flow.draw.ts';
import { recursion } from '../builders/flow/patterns.ts';
import { patienceMs } from '../setup/eventually.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

const waits = { timeout: patienceMs, interval: 50 };
const called = (flow: string, more: Record<string, unknown> = {}): NodeDrawing => ({ kind: 'call-flow', config: { flow, ...more } as never });
const asks = (key: string): FlowFile => drawFlow({ start: 'start', ask: 'task', set: { kind: 'assign', config: { set: [{ variable: 'out', value: 'given + 1' }, { variable: 'ticket.title', value: '"not the ticket\'s"' }] } }, end: 'end' }, ['start -> ask', 'ask.done -> set', 'set -> end'], { key });

describe('a run that calls a flow', () => {
  let world: FlowWorld;
  let temporal: EngineConnection;
  beforeAll(async () => {
    world = await flowWorld();
    temporal = openEngineConnection({ address: world.temporalAddress, namespace: world.namespace, timeoutMs: 30_000 });
    await world.publish(asks('asks'));
  });
  afterAll(async () => { await temporal?.close(); await world?.close(); });

  const caller = (key: string, config: Record<string, unknown> = {}, more: Record<string, NodeDrawing> = {}, edges: string[] = []) =>
    drawFlow({ start: 'start', call: called('asks', { inputs: { given: '=1 + 1' }, outputs: { answer: 'out' }, ...config }), after: 'task', end: 'end', ...more }, ['start -> call', 'call -> after', 'after.done -> end', ...edges], { key });
  const statusOf = async (runId: string) => (await world.runs.read(runId))?.status;
  const at = async (runId: string) => Object.values((await world.runs.read(runId))!.state.tokens).map(({ node }) => node).sort();
  const rootOf = async (runId: string) => (await world.runs.read(runId))!.state.scopes['s0']!.vars;
  const stopped = async (runId: string) => Object.values((await world.runs.read(runId))!.state.incidents).map(({ code, params }) => [code, params['cause']]);
  async function begun(file: FlowFile, settings?: Parameters<FlowWorld['open']>[1]): Promise<[string, string]> {
    const runId = await world.open(await world.publish(file), settings);
    const child = calledRunId(runId, 'e1');
    await world.eventually(async () => (await world.tasksOf(child)).length > 0);
    return [runId, child];
  }

  it('shows its task on the ticket, takes what comes back, and leaves the ticket to itself', async () => {
    const [runId, child] = await begun(caller('result'));
    const ticketId = runId.split('/')[1]!;
    expect((await world.tasks.ofTicket(ticketId)).map(({ run, task }) => [run, task.node])).toEqual([[child, 'ask']]);
    await world.finish(child, ana);
    await expect.poll(() => at(runId), waits).toEqual(['after']);
    await expect.poll(() => statusOf(child), waits).toBe('completed');
    expect(await rootOf(runId)).toMatchObject({ answer: 3 });
    const ticket = (await world.tickets.byId(ticketId))!;
    expect([ticket.title, ticket.run?.id, ticket.run?.status]).toEqual(['Switch down', runId, 'running']);
    expect((await world.runs.ofTicket(ticketId)).map(({ id }) => id)).toEqual([runId]);
    const [own, theirs] = [await world.events(runId), await world.events(child)];
    expect([own.filter(({ action }) => action === 'ticket.opened').length, theirs.filter(({ action }) => action.startsWith('ticket.')).length, theirs[0]?.action]).toEqual([1, 0, 'run.started']);
    await world.finish(runId, ana);
    await expect.poll(() => statusOf(runId), waits).toBe('completed');
    await world.confirmed(child);
  });

  it('goes on by the code the called flow ended with', async () => {
    await world.publish(drawFlow({ start: 'start', no: { kind: 'error-end', config: { code: 'REFUSED' } } }, ['start -> no'], { key: 'refuses' }));
    const runId = await world.open(await world.publish(caller('catches', { flow: 'refuses' }, { catch: { kind: 'boundary-error', attachedTo: 'call', config: { code: 'REFUSED', resultVariable: 'why' } }, other: 'task', end2: 'end' }, ['catch -> other', 'other.done -> end2'])));
    await expect.poll(() => at(runId), waits).toEqual(['other']);
    expect(await rootOf(runId)).toMatchObject({ why: { code: 'REFUSED' } });
  });

  it('hears an error from two calls below, through a flow that does not catch it', async () => {
    await world.publish(drawFlow({ start: 'start', no: { kind: 'error-end', config: { code: 'REFUSED' } } }, ['start -> no'], { key: 'refuses-deep' }));
    await world.publish(drawFlow({ start: 'start', call: called('refuses-deep'), end: 'end' }, ['start -> call', 'call -> end'], { key: 'between' }));
    const runId = await world.open(await world.publish(caller('catches-deep', { flow: 'between', inputs: {}, outputs: {} }, { catch: { kind: 'boundary-error', attachedTo: 'call', config: { code: 'REFUSED' } }, other: 'task', end2: 'end' }, ['catch -> other', 'other.done -> end2'])));
    await expect.poll(() => at(runId), waits).toEqual(['other']);
    await expect.poll(() => statusOf(calledRunId(runId, 'e1')), waits).toBe('failed');
  });

  it('stops where the flow is not published, and calls anew when it is tried again', async () => {
    const runId = await world.open(await world.publish(caller('missing', { flow: 'comes-later' })));
    await expect.poll(() => stopped(runId), waits).toEqual([['FLOW_CALL_FAILED', 'FLOW_CALL_NOT_FOUND']]);
    await world.publish(asks('comes-later'));
    const [incident] = Object.keys((await world.runs.read(runId))!.state.incidents);
    expect((await world.engine.mendIncident(runId, { id: 'again', incident: incident!, action: 'retry', by: { kind: 'person', id: 'ana' } })).answer).toMatchObject({ accepted: true });
    const child = calledRunId(runId, 'e2');
    await world.eventually(async () => (await world.tasksOf(child)).length > 0);
    await world.finish(child, ana);
    await expect.poll(() => at(runId), waits).toEqual(['after']);
  });

  it('cancels what it has called, and what that has called, when it is cancelled', async () => {
    await world.publish(caller('middle'));
    const runId = await world.open(await world.publish(caller('outer', { flow: 'middle' })));
    const [middle, inner] = [calledRunId(runId, 'e1'), calledRunId(calledRunId(runId, 'e1'), 'e1')];
    await world.eventually(async () => (await world.tasksOf(inner)).length > 0);
    expect((await world.engine.cancelRun(runId, { id: 'stop', reason: 'enough', by: { kind: 'person', id: 'ana' } })).answer).toMatchObject({ accepted: true });
    for (const id of [middle, inner]) await expect.poll(() => statusOf(id), waits).toBe('cancelled');
    await expect.poll(async () => (await world.tasks.ofTicket(runId.split('/')[1]!)).length, waits).toBe(0);
    for (const id of [runId, middle, inner]) await expect.poll(() => world.inspector.status(id), waits).toBe('completed');
  });

  it('shows on its ticket that a called run is stopped, until somebody has mended it', async () => {
    await world.publish(drawFlow({ start: 'start', sum: { kind: 'assign', config: { set: [{ variable: 'ticket.priority', value: '"none"' }] } }, end: 'end' }, ['start -> sum', 'sum -> end'], { key: 'stops' }));
    const runId = await world.open(await world.publish(caller('stopped', { flow: 'stops', outputs: {} })));
    const child = calledRunId(runId, 'e1');
    const ticket = async () => (await world.tickets.byId(runId.split('/')[1]!))!;
    await expect.poll(async () => (await ticket()).stoppedCalls, waits).toEqual([child]);
    expect((await ticket()).run).toMatchObject({ id: runId, hasIncident: true });
    const [incident] = Object.keys((await world.runs.read(child))!.state.incidents);
    expect((await world.engine.mendIncident(child, { id: 'skip', incident: incident!, action: 'skip', by: { kind: 'person', id: 'ana' } })).answer).toMatchObject({ accepted: true });
    await expect.poll(() => at(runId), waits).toEqual(['after']);
    await expect.poll(async () => (await ticket()).run?.hasIncident, waits).toBe(false);
  });

  it('is told when a called run is ended from outside', async () => {
    const [runId, child] = await begun(caller('killed'));
    await temporal.client.workflow.getHandle(child).terminate('test');
    await expect.poll(() => stopped(runId), waits).toEqual([['FLOW_CALL_FAILED', 'FLOW_CALL_ENDED']]);
  });

  it('is left by the reconciler when its caller was ended from outside', async () => {
    const [runId, child] = await begun(caller('orphaned'));
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const reconciler = startReconciler({ runs: world.runs, inspector: world.inspector, log: silent as never, everyMs: 3_600_000, settledMs: 0 });
    try {
      await world.eventually(async () => (await world.inspector.open()).has(child));
      expect((await reconciler.pass()).left).toEqual([]);
      await temporal.client.workflow.getHandle(runId).terminate('test');
      await world.eventually(async () => { await reconciler.pass(); return (await world.runs.read(runId))?.lost; });
      await world.eventually(async () => { await reconciler.pass(); return await statusOf(child) === 'cancelled'; });
      expect((await world.tasks.ofTicket(runId.split('/')[1]!)).filter(({ run }) => run === child)).toEqual([]);
    } finally { await reconciler.stop(); }
  });

  it('continues as new while the called run waits, and hears of its end', async () => {
    const [runId, child] = await begun(drawFlow({ start: 'start', split: 'parallel', call: called('asks', { inputs: { given: 4 }, outputs: { answer: 'out' } }), spin: { kind: 'wait-message', config: { message: 'go' } }, again: 'exclusive', join: 'parallel', after: 'task', end: 'end' }, ['start -> split', 'split -> call', 'split -> again', 'again ?? -> spin', 'spin -> join', 'call -> join', 'join -> after', 'after.done -> end'], { key: 'continues' }), { settings: { maxSignals: 1, lookMs: 3_600_000 } });
    await world.engine.sendMessage(runId, { id: 'go-1', name: 'go', key: null, data: {}, by: { kind: 'machine', id: 'test' } });
    await expect.poll(async () => (await world.inspector.snapshot(runId))?.shell.continuation ?? 0, waits).toBeGreaterThan(0);
    await world.finish(child, ana);
    await expect.poll(() => at(runId), waits).toEqual(['after']);
    expect(await rootOf(runId)).toMatchObject({ answer: 5 });
  });

  it('finds out by looking, after it has continued as new, that a called run was ended from outside', async () => {
    const [runId, child] = await begun(drawFlow({ start: 'start', split: 'parallel', call: called('asks'), go: { kind: 'wait-message', config: { message: 'go' } }, join: 'parallel', after: 'task', end: 'end' }, ['start -> split', 'split -> call', 'split -> go', 'go -> join', 'call -> join', 'join -> after', 'after.done -> end'], { key: 'looks' }), { settings: { maxSignals: 1, lookMs: 500 } });
    await world.engine.sendMessage(runId, { id: 'go-1', name: 'go', key: null, data: {}, by: { kind: 'machine', id: 'test' } });
    await expect.poll(async () => (await world.inspector.snapshot(runId))?.shell.continuation ?? 0, waits).toBeGreaterThan(0);
    await temporal.client.workflow.getHandle(child).terminate('test');
    await world.runs.markLost(child, { code: 'RUN_LOST', ended: 'terminated', at: new Date().toISOString() });
    await expect.poll(() => stopped(runId), waits).toEqual([['FLOW_CALL_FAILED', 'FLOW_CALL_ENDED']]);
  });

  it('calls itself until it is deep enough (pattern 22)', async () => {
    const runId = await world.open(await world.publish(recursion));
    const [two, three] = [calledRunId(runId, 'e1'), calledRunId(calledRunId(runId, 'e1'), 'e1')];
    const finish = async (id: string): Promise<void> => { await world.eventually(async () => (await world.tasksOf(id)).length > 0); await world.finish(id, ana); };
    for (const id of [runId, two, three, three, two, runId]) await finish(id);
    await expect.poll(() => statusOf(runId), waits).toBe('completed');
    const entered = async (id: string) => (await world.log.page(id, 0, 1_000)).filter(({ type }) => type === 'enter').map(({ node }) => node);
    expect([await entered(runId), await entered(two), await entered(three)]).toEqual([['start', 'count', 'a', 'enough', 'again', 'b', 'end'], ['start', 'count', 'a', 'enough', 'again', 'b', 'end'], ['start', 'count', 'a', 'enough', 'b', 'end']]);
    expect((await rootOf(runId))['n']).toBe(3);
  });
});
