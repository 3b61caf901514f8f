/** One run changed for its ticket, on real servers: a step put in, passed over, gone back to; what others see stays as it is. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunOperation } from '#domain/flow/change/change.schema';
import { foldLog, markingOf } from '#domain/flow/kernel/kernel.marking';
import { nodeKinds } from '#domain/flow/nodes/index';
import { everywhere } from '#domain/identity/rights';
import { shippedRoles } from '#domain/identity/roles';
import type { Actor, RoleKey } from '#domain/identity/identity.schema';
import { createFlowCheck } from '#server/flow/flow.check';
import { createRunFeature } from '#server/flow/run.feature';
import type { Handler, RequestContext, ResponseOf } from '#server/http/handler';
import type { RouteName } from '#api/routes';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { ana, ben } from '../builders/company.builder.ts';
import { byTeam, flowFile, outcomes, type Published } from '../builders/flow-file.builder.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

const person = (id: string, key: RoleKey): Actor => { const role = shippedRoles.find((one) => one.key === key)!; return { person: id, name: id, teams: [], roles: [{ key, scope: everywhere, actions: role.actions, ownOnly: role.ownOnly }] }; };
const [paul, ada, nina] = [person('paul', 'processOwner'), person('ada', 'administrator'), person('nina', 'agent')];
const log = { error: () => undefined, warn: () => undefined, info: () => undefined } as never;
const task = { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } };
const file = (key: string) => flowFile(key, { start: { kind: 'start', state: 'in-progress' }, look: task, repair: task, end: { kind: 'end', state: 'resolved' } }, [['start', 'look'], ['look', 'repair', { outcome: 'done' }], ['repair', 'end', { outcome: 'done' }]]);
const approval: Extract<RunOperation, { do: 'insert' }> = { do: 'insert', kind: 'approval', before: 'repair', id: 'allowed', name: { en: 'Allowed?' }, assignments: [{ by: 'person', person: 'ben' }], rejectedTo: 'end' };

describe('one run changed for its ticket', () => {
  let world: FlowWorld;
  beforeAll(async () => { world = await flowWorld({ timeoutMs: 30_000 }); });
  afterAll(async () => { await world?.close(); });

  async function call<N extends RouteName>(name: N, actor: Actor, given: { params?: object; query?: object; body?: object; key?: string } = {}): Promise<ResponseOf<N>> {
    const check = createFlowCheck({ registry: nodeKinds, nowMs: Date.now, also: () => Promise.resolve([]) });
    const handlers = createRunFeature({ connection: world.database.connection, engine: world.engine, log, nowMs: Date.now, check });
    const context = { params: given.params ?? {}, query: { limit: 50, sort: 'updated', ...given.query }, body: given.body ?? {}, actor, requestId: randomUUID(), idempotencyKey: given.key ?? null } as unknown as RequestContext<N>;
    return (handlers[name] as Handler<N>)(context) as Promise<ResponseOf<N>>;
  }
  async function begun(flow: Published, given: Parameters<FlowWorld['open']>[1] = {}): Promise<{ runId: string; run: string }> {
    const runId = await world.open(flow, { key: `INC-${8_000 + Math.floor(Math.random() * 900_000)}`, ...given });
    return { runId, run: (await world.runs.read(runId))!.ticketKey };
  }
  const at = async (runId: string): Promise<string[]> => (await world.tasksOf(runId)).map(({ task: { node } }) => node).sort();
  const preview = (run: string, operations: RunOperation[], actor = paul) => call('runs.previewChange', actor, { params: { run }, body: { operations } });
  const change = (run: string, operations: RunOperation[], seq: number, more: { actor?: Actor; key?: string } = {}) => call('runs.change', more.actor ?? paul, { params: { run }, body: { operations, seq, reason: 'The manager asked for it', confirmNotProven: false }, ...(more.key === undefined ? {} : { key: more.key }) });
  async function whole(runId: string): Promise<void> {
    const { count, lastSeq } = await world.log.extent(runId);
    expect(count).toBe(lastSeq);
    expect(foldLog(await world.log.page(runId, 0, 10_000))).toEqual(markingOf((await world.runs.read(runId))!.state));
  }

  it('asks for an approval before the step it is at; workers may go and come; everybody else has the flow as it was', async () => {
    const flow = await world.publish(file('asked-first'));
    const { runId, run } = await begun(flow);
    const other = await begun(flow);
    await world.finish(runId, ana);
    expect(await at(runId)).toEqual(['repair']);
    const [repair] = await world.tasksOf(runId);
    await world.act(runId, repair!.task, 'claim', ana);
    const shown = await preview(run, [approval]);
    expect(shown).toMatchObject({
      added: [{ node: 'allowed', kind: 'approval' }], moved: [{ from: { node: 'repair' }, to: { node: 'allowed' } }], cancelled: [{ node: 'repair', assignee: 'Ana Silva' }], opened: [{ node: 'allowed' }],
      stands: [{ node: 'allowed' }], verdict: 'sound', refusal: null,
    });
    // Looking at it has changed nothing.
    expect([await at(runId), (await world.runs.read(runId))!.definition]).toEqual([['repair'], flow.ref]);
    await change(run, [approval], shown.seq, { key: 'first' });
    expect(await at(runId)).toEqual(['allowed']);
    // The same call again is answered as the first.
    await change(run, [approval], shown.seq, { key: 'first' });
    const row = (await world.runs.read(runId))!;
    expect(row.definition).toMatchObject({ id: 'asked-first', version: 1, privateTo: runId });
    expect(row.definition.sha256).not.toBe(flow.ref.sha256);
    expect(await call('runs.read', paul, { params: { run } })).toMatchObject({ version: 1, isChanged: true, steps: [{ node: 'allowed', name: { en: 'Allowed?' } }] });
    expect(await call('runs.read', paul, { params: { run: other.run } })).toMatchObject({ isChanged: false, steps: [{ node: 'look' }] });
    const versions = createFlowVersionRepo(world.database.connection);
    expect((await versions.versions('asked-first')).map(({ version }) => version)).toEqual([1]);
    expect((await versions.latest('asked-first'))!.sha256).toBe(flow.ref.sha256);
    expect((await world.events(runId)).find(({ action }) => action === 'run.changed')).toMatchObject({ actor: { id: 'paul' }, data: { reason: 'The manager asked for it', added: [{ node: 'allowed' }], moved: [{ from: { node: 'repair' }, to: { node: 'allowed' } }] } });
    await world.stopWorkers();
    await world.startWorkers();
    const [asked] = await world.tasksOf(runId);
    expect((await world.act(runId, asked!.task, 'complete', ben, { outcome: 'approved' })).answer).toMatchObject({ accepted: true });
    await world.finish(runId, ana);
    await world.eventually(async () => (await world.runs.read(runId))!.status === 'completed');
    await whole(runId);
    await world.finish(other.runId, ana);
    await world.finish(other.runId, ana);
    await world.eventually(async () => (await world.runs.read(other.runId))!.status === 'completed');
  });

  it('passes over a step, goes back to it, and goes on as new under what it was changed to', async () => {
    const { runId, run } = await begun(await world.publish(file('carried')), { settings: { maxUpdates: 4 } });
    const steps: RunOperation[][] = [[{ do: 'insert', kind: 'task', edge: 'repair-done-end', id: 'check', name: { en: 'Check' }, assignments: [{ by: 'team', team: 'network' }] }], [{ do: 'skip', step: 'look' }], [{ do: 'move', step: 'repair', to: 'look' }], [{ do: 'skip', step: 'look' }]];
    const stood: string[][] = [];
    for (const operations of steps) {
      await change(run, operations, (await preview(run, operations)).seq);
      stood.push(await at(runId));
    }
    expect(stood).toEqual([['look'], ['repair'], ['look'], ['repair']]);
    await world.eventually(async () => ((await world.inspector.snapshot(runId))?.shell.continuation ?? 0) > 0);
    await world.finish(runId, ana);
    expect(await at(runId)).toEqual(['check']);
    await world.finish(runId, ben);
    await world.eventually(async () => (await world.runs.read(runId))!.status === 'completed');
    expect((await world.runs.read(runId))!.definition.privateTo).toBe(runId);
    await whole(runId);
  });

  it('takes one of two changes that were made of the same moment, and refuses the other', async () => {
    const { runId, run } = await begun(await world.publish(file('at-once')));
    const { seq } = await preview(run, [approval]);
    const results = await Promise.allSettled([change(run, [approval], seq), change(run, [{ ...approval, id: 'other' }], seq, { actor: ada })]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'RUN_MOVED_ON' } });
    expect(await at(runId)).toEqual(['look']);
    await expect(change(run, [{ do: 'skip', step: 'look' }], seq)).rejects.toMatchObject({ code: 'RUN_MOVED_ON' });
    await whole(runId);
  });

  it('refuses what is no good flow, what cannot be meant, and who may not', async () => {
    const { runId, run } = await begun(await world.publish(flowFile('refused', {
      start: { kind: 'start', state: 'in-progress' }, fork: { kind: 'parallel' }, left: task, right: task, join: { kind: 'parallel' }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'fork'], ['fork', 'left'], ['fork', 'right'], ['left', 'join', { outcome: 'done' }], ['right', 'join', { outcome: 'done' }], ['join', 'end']])));
    const before = await world.confirmed(runId);
    const unsound: RunOperation = { ...approval, before: 'left' };
    const shown = await preview(run, [unsound]);
    expect(shown.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toContain('deadlock');
    await expect(change(run, [unsound], shown.seq)).rejects.toMatchObject({ code: 'RUN_CHANGE_UNSOUND' });
    await expect(preview(run, [{ do: 'skip', step: 'nowhere' }, { ...unsound, before: 'join' }])).rejects.toMatchObject({ code: 'RUN_CHANGE_UNFIT', details: [{ code: 'RUN_CHANGE_UNKNOWN', path: '/operations/0' }, { code: 'RUN_CHANGE_NO_PLACE', path: '/operations/1' }] });
    // Moved past the join it would leave the other waiting there for ever.
    const stuck = await preview(run, [{ do: 'move', step: 'left', to: 'end' }]);
    expect([stuck.verdict, stuck.findings.map(({ code, node }) => [code, node])]).toEqual(['unsound', [['deadlock', 'join']]]);
    await expect(change(run, [{ do: 'move', step: 'left', to: 'end' }], stuck.seq)).rejects.toMatchObject({ code: 'RUN_CHANGE_UNSOUND' });
    expect((await preview(run, [{ do: 'move', step: 'left', to: 'join' }])).refusal).toMatchObject({ code: 'RUN_CHANGE_UNFIT', details: [{ code: 'RUN_MOVE_TO' }] });
    await expect(preview(run, [{ do: 'skip', step: 'left' }], nina)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await world.runs.read(runId)).toEqual(before);
    await call('runs.suspend', paul, { params: { run }, body: { reason: 'Wait' } });
    expect((await preview(run, [{ do: 'skip', step: 'left' }])).refusal).toMatchObject({ code: 'RUN_SUSPENDED' });
  });
});
