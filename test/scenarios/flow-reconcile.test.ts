import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngineConnection } from '#integrations/engine/connection';
import { runModels } from '#store/flow/run.model';
import { startReconciler, type Reconciler } from '#worker/reconciler';
import { oneTaskFlow, type Published } from '../builders/flow-file.builder.ts';
import { ana } from '../builders/company.builder.ts';
import { temporalAddress } from '../setup/fresh.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

describe('the reconciler', () => {
  let world: FlowWorld;
  let flow: Published;
  let reconciler: Reconciler;
  beforeAll(async () => {
    world = await flowWorld();
    flow = await world.publish(oneTaskFlow('reconciled'));
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    reconciler = startReconciler({ runs: world.runs, inspector: world.inspector, log: silent as never, everyMs: 3_600_000, settledMs: 0 });
  });
  afterAll(async () => {
    await reconciler?.stop();
    await world?.close();
  });
  /** Visibility lists a run a moment after it was started. */
  const isListed = (runId: string) => world.eventually(async () => (await world.inspector.open()).has(runId));

  it('takes back what a dead attempt wrote and the run never decided', async () => {
    const runId = await world.open(flow);
    await isListed(runId);
    await world.confirmed(runId);
    const { runs, tokenLog } = runModels(world.database.connection);
    const before = (await world.runs.read(runId))!;
    await tokenLog.create({ _id: `${runId}#${before.seq + 1}`, run: runId, seq: before.seq + 1, at: new Date().toISOString(), type: 'end', token: null, node: null, scope: null, edge: null, cause: 'nobody', by: null, data: null });
    await runs.updateOne({ _id: runId }, { $set: { seq: before.seq + 1, fence: before.fence.replace(/^(\d+)\.(\d+)/, (_, c: string, h: string) => `${c}.${String(Number(h) + 50).padStart(8, '0')}`) } });
    expect((await reconciler.pass()).poked).toEqual([runId]);
    await world.eventually(async () => (await world.runs.read(runId))!.seq === before.seq);
    expect((await world.log.extent(runId)).lastSeq).toBe(before.seq);
    expect((await world.runs.read(runId))!.state).toEqual(before.state);
    await world.finish(runId, ana);
    expect(await world.tickets.byId(runId.split('/')[1]!)).toMatchObject({ state: 'closed' });
  });

  it('has a run write its row, ticket and tasks again when they are gone', async () => {
    const runId = await world.open(flow);
    const ticketId = runId.split('/')[1]!;
    await isListed(runId);
    const [before, ticket] = [await world.confirmed(runId), (await world.tickets.byId(ticketId))!];
    const { connection } = world.database;
    await Promise.all([connection.collection('runs').deleteOne({ _id: runId as never }), connection.collection('tickets').deleteOne({ _id: ticketId as never }), connection.collection('tasks').deleteMany({ run: runId })]);
    expect((await reconciler.pass()).poked).toEqual([runId]);
    expect((await world.confirmed(runId)).state).toEqual(before.state);
    const { title, state, key, requester, clockFacts } = ticket;
    expect(await world.tickets.byId(ticketId)).toMatchObject({ title, state, key, requester, clockFacts });
    expect((await reconciler.pass()).poked).toEqual([]);
    await world.finish(runId, ana);
    expect(await world.tickets.byId(ticketId)).toMatchObject({ state: 'closed' });
  });

  it('finds nothing to do for runs that are as they are stored', async () => {
    const runId = await world.open(flow);
    await isListed(runId);
    const report = await reconciler.pass();
    expect(report.compared).toBeGreaterThanOrEqual(1);
    expect(report).toMatchObject({ poked: [], lost: [], unanswered: [] });
  });

  it('reports a run whose workflow was ended from outside, on the run and on its ticket', async () => {
    const runId = await world.open(flow);
    await isListed(runId);
    const temporal = openEngineConnection({ address: temporalAddress(), namespace: world.namespace });
    await temporal.client.workflow.getHandle(runId).terminate('by an operator');
    await temporal.close();
    const report = await world.eventually(async () => { const pass = await reconciler.pass(); return pass.lost.length > 0 ? pass : null; });
    expect(report.lost).toEqual([runId]);
    expect(await world.runs.read(runId)).toMatchObject({ hasIncident: true, lost: { code: 'RUN_LOST', ended: 'terminated' } });
    expect(await world.tickets.byId(runId.split('/')[1]!)).toMatchObject({ run: { hasIncident: true } });
    expect((await reconciler.pass()).lost).toEqual([]);
  });
});
