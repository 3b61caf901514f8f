/** Runs over all tickets on real servers: found by what readers may see, mended many at once, suspended, resumed, cancelled, and read as they stood. */
import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedRoles } from '#domain/identity/roles';
import { everywhere } from '#domain/identity/rights';
import type { Actor, RoleKey, Scope } from '#domain/identity/identity.schema';
import { nodeKinds } from '#domain/flow/nodes/index';
import { parseRunState } from '#domain/flow/kernel/kernel.state';
import { createFlowCheck } from '#server/flow/flow.check';
import { createRunFeature } from '#server/flow/run.feature';
import type { Handler, RequestContext, ResponseOf } from '#server/http/handler';
import type { RouteName } from '#api/routes';
import { createRunListRepo } from '#store/flow/run-list.repo';
import { runModels } from '#store/flow/run.model';
import { ana } from '../builders/company.builder.ts';
import { byTeam, flowFile, oneTaskFlow, outcomes, type Published } from '../builders/flow-file.builder.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

const person = (id: string, key: RoleKey, scope: Partial<Scope> = {}): Actor => ({ person: id, name: id, teams: [], roles: [{ key, scope: { ...everywhere, ...scope }, ...actionsOf(key) }] });
const actionsOf = (key: RoleKey) => { const role = shippedRoles.find((one) => one.key === key)!; return { actions: role.actions, ownOnly: role.ownOnly }; };
const [paul, ada, rita, netAgent] = [person('paul', 'processOwner'), person('ada', 'administrator'), person('rita', 'requester'), person('nina', 'agent', { teams: ['network'] })];
const log = { error: () => undefined, warn: () => undefined, info: () => undefined } as never;

describe('runs over all tickets', () => {
  let world: FlowWorld;
  let device: Server;
  /** Runs whose calls the device refuses, and answers it keeps back until they are let go. */
  const refused = new Set<string>();
  const kept: ServerResponse[] = [];
  let isKeeping = false;
  let calls: string[] = [];
  let refusesAll = false;
  beforeAll(async () => {
    device = createServer((request, response) => {
      const key = String(request.headers['idempotency-key']);
      calls.push(key);
      const runId = key.slice(0, key.lastIndexOf('/'));
      if (isKeeping) { kept.push(response); return; }
      response.writeHead(refusesAll || refused.has(runId) ? 500 : 200, { 'content-type': 'application/json' }).end('{"isUp":true}');
    });
    await new Promise<void>((resolve) => device.listen(0, '127.0.0.1', resolve));
    world = await flowWorld({ allowedLoopback: [`127.0.0.1:${(device.address() as AddressInfo).port}`] });
  });
  afterAll(async () => {
    for (const response of kept) response.end();
    await world?.close();
    device?.close();
  });
  const handlers = () => createRunFeature({ connection: world.database.connection, engine: world.engine, log, nowMs: Date.now, check: createFlowCheck({ registry: nodeKinds, nowMs: Date.now, also: () => Promise.resolve([]) }) });
  /** As the router calls it. */
  async function call<N extends RouteName>(name: N, actor: Actor, given: { params?: object; query?: object; body?: object; key?: string } = {}): Promise<ResponseOf<N>> {
    const context = { params: given.params ?? {}, query: { limit: 50, sort: 'updated', ...given.query }, body: given.body ?? {}, actor, requestId: randomUUID(), idempotencyKey: given.key ?? null } as unknown as RequestContext<N>;
    return (handlers()[name] as Handler<N>)(context) as Promise<ResponseOf<N>>;
  }
  const calling = (name: string) => flowFile(name, {
    start: { kind: 'start', state: 'in-progress' }, call: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: `http://127.0.0.1:${(device.address() as AddressInfo).port}/call` }, resultVariable: 'called', timeoutSeconds: 30, maxAttempts: 1, retrySeconds: 1 } }, end: { kind: 'end', state: 'resolved' },
  }, [['start', 'call'], ['call', 'end']], { variables: { note: { type: 'text' } } });
  const keyOf = async (runId: string): Promise<string> => (await world.runs.read(runId))!.ticketKey;
  const open = (flow: Published, given = {}): Promise<string> => world.open(flow, { key: `INC-${7_000 + Math.floor(Math.random() * 900_000)}`, ...given });

  it('mends fifty at once: each has its result, and the one that fails again is open again', async () => {
    const flow = await world.publish(calling('fifty'));
    refusesAll = true;
    const runIds: string[] = [];
    for (let batch = 0; batch < 5; batch++) runIds.push(...await Promise.all(Array.from({ length: 10 }, (_, n) => open(flow, { key: `INC-${100 + batch * 10 + n}` }))));
    const listed = await world.eventually(async () => {
      const page = await call('incidents.list', paul, { query: { flow: 'fifty', limit: 200 } });
      return page.total === 50 ? page : null;
    });
    expect(listed.items[0]).toMatchObject({ code: 'ACTIVITY_FAILED', node: 'call', flow: 'fifty', version: 1, attempts: 1, mayRepair: true, canSkip: true });
    expect(listed.items.map(({ at }) => at)).toEqual(listed.items.map(({ at }) => at).sort());
    refusesAll = false;
    const broken = runIds[17]!;
    refused.add(broken);
    const body = { action: 'retry', incidents: [...listed.items.map(({ run, id }) => ({ run, incident: id })), { run: 'INC-99999', incident: 'i1' }] };
    const { results } = await call('incidents.mendMany', paul, { body, key: 'fifty' });
    expect(results).toHaveLength(51);
    expect(results.filter(({ accepted }) => !accepted)).toMatchObject([{ run: 'INC-99999', code: 'NOT_FOUND' }]);
    const again = await world.eventually(async () => {
      const page = await call('incidents.list', paul, { query: { flow: 'fifty' } });
      return page.items.length === 1 && page.items[0]!.attempts === 2 ? page : null;
    });
    expect(again.items[0]).toMatchObject({ key: await keyOf(broken), attempts: 2 });
    await world.eventually(async () => (await call('runs.counts', paul, { query: { flow: 'fifty' } })).phases?.completed === 49);
    // The same call again finds what it did: nothing is tried a second time.
    const before = calls.length;
    expect((await call('incidents.mendMany', paul, { body, key: 'fifty' })).results.filter(({ accepted }) => accepted).length).toBe(1);
    expect(calls).toHaveLength(before);
    refused.delete(broken);
  });

  it('holds an answer and a timer while it is suspended, and takes both when it is resumed', async () => {
    const flow = await world.publish(flowFile('held', {
      start: { kind: 'start', state: 'in-progress' }, both: { kind: 'parallel' }, end: { kind: 'end', state: 'in-progress' },
      call: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: `http://127.0.0.1:${(device.address() as AddressInfo).port}/call` }, resultVariable: 'called', timeoutSeconds: 30, maxAttempts: 1, retrySeconds: 1 } },
      pause: { kind: 'timer', config: { mode: 'duration', value: 'PT2S' } },
      afterCall: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, afterPause: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } },
      ask: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } },
    }, [['start', 'both'], ['both', 'call'], ['both', 'pause'], ['both', 'ask'], ['call', 'afterCall'], ['pause', 'afterPause'], ['ask', 'end', { outcome: 'done' }], ['afterCall', 'end', { outcome: 'done' }], ['afterPause', 'end', { outcome: 'done' }]]));
    isKeeping = true;
    calls = [];
    const runId = await open(flow);
    const run = await keyOf(runId);
    await world.eventually(async () => kept.length === 1);
    const [first, second] = await Promise.allSettled([call('runs.suspend', paul, { params: { run }, body: { reason: 'Replaced' } }), call('runs.suspend', ada, { params: { run }, body: { reason: 'Replaced too' } })]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect([first, second].find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'RUN_SUSPENDED' } });
    isKeeping = false;
    kept.shift()!.writeHead(200, { 'content-type': 'application/json' }).end('{"isUp":true}');
    await world.eventually(async () => (await call('runs.read', paul, { params: { run } })).suspended?.held === 1);
    const [task] = await world.tasksOf(runId);
    expect((await world.act(runId, task!.task, 'claim', ana)).answer).toMatchObject({ accepted: false, code: 'RUN_SUSPENDED' });
    const timer = Object.values((await world.runs.read(runId))!.state.subscriptions).find(({ kind }) => kind === 'timer') as { dueAt: string };
    await world.eventually(async () => Date.now() > Date.parse(timer.dueAt) + 1_500);
    expect(await call('runs.read', paul, { params: { run } })).toMatchObject({ phase: 'suspended', steps: [{ node: 'ask' }, { node: 'call' }, { node: 'pause' }] });
    expect((await world.inspector.snapshot(runId))!.shell).toMatchObject({ timers: [], activities: [] });
    await call('runs.resume', paul, { params: { run } });
    await world.eventually(async () => (await world.tasksOf(runId)).map(({ task: { node } }) => node).sort().join() === 'afterCall,afterPause,ask');
    expect(calls).toHaveLength(1);
    await expect(call('runs.resume', paul, { params: { run } })).rejects.toMatchObject({ code: 'RUN_NOT_SUSPENDED' });
    expect((await world.events(runId)).map(({ action }) => action)).toEqual(expect.arrayContaining(['run.suspended', 'run.resumed', 'activity.done']));
    const { state } = (await world.runs.read(runId))!;
    expect(parseRunState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('is cancelled once, with the reason on the ticket', async () => {
    const runId = await open(await world.publish(oneTaskFlow('cancelled-once')));
    const run = await keyOf(runId);
    await expect(call('runs.cancel', rita, { params: { run }, body: { reason: 'No' } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await call('runs.cancel', paul, { params: { run }, body: { reason: 'Opened twice' } });
    await expect(call('runs.cancel', ada, { params: { run }, body: { reason: 'Again' } })).rejects.toMatchObject({ code: 'RUN_OVER' });
    expect((await world.events(runId)).find(({ action }) => action === 'ticket.cancelled')).toMatchObject({ actor: { id: 'paul' }, data: { reason: 'Opened twice' } });
    expect(await call('runs.read', paul, { params: { run } })).toMatchObject({ phase: 'cancelled', steps: [] });
  });

  it('sets edited variables and tries again; of two people who do so at once one is told that it was mended', async () => {
    const flow = await world.publish(calling('edited'));
    refusesAll = true;
    const runId = await open(flow);
    const run = await keyOf(runId);
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    expect((await call('runs.variables', paul, { params: { run, incident: incident.id } })).items).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'note', type: 'text', value: null, isEditable: true }), expect.objectContaining({ name: 'ticket', isEditable: false })]));
    refusesAll = false;
    const mend = (id: string, note: string) => world.engine.mendIncident(runId, { id, incident: incident.id, action: 'retry', edits: { note }, by: { kind: 'person', id } });
    const answers = await Promise.all([mend('paul', 'from paul'), mend('ada', 'from ada')]);
    expect(answers.map(({ answer }) => answer.accepted).sort()).toEqual([false, true]);
    expect(answers.find(({ answer }) => !answer.accepted)!.answer).toMatchObject({ code: 'INCIDENT_GONE' });
    const winner = answers[0]!.answer.accepted ? 'paul' : 'ada';
    await world.eventually(async () => (await world.runs.read(runId))!.status === 'completed');
    expect((await world.runs.read(runId))!.state.scopes['s0']!.vars['note']).toBe(`from ${winner}`);
    expect((await world.events(runId)).filter(({ action }) => action === 'run.variablesEdited')).toMatchObject([{ actor: { id: winner }, data: { variables: ['note'] } }]);
  });

  it('is read as it stood at any line: the last is what it is now, values only for who reads flows', async () => {
    const runId = await open(await world.publish(calling('looked-back')));
    const run = await keyOf(runId);
    await world.eventually(async () => (await world.runs.read(runId))!.status === 'completed');
    const now = await call('runs.state', paul, { params: { run } });
    const { state, seq } = (await world.runs.read(runId))!;
    expect(now).toMatchObject({ seq, last: seq, status: 'completed', tokens: [], waits: [], variables: [{ scope: 's0', values: state.scopes['s0']!.vars }] });
    const started = (await world.log.page(runId, 0, 100)).find(({ type, data }) => type === 'activity' && (data as { action: string }).action === 'started')!;
    expect(await call('runs.state', paul, { params: { run }, query: { seq: started.seq } })).toMatchObject({ seq: started.seq, status: 'running', tokens: [{ node: 'call' }], waits: [{ kind: 'activity', node: 'call' }], visitedNodes: { start: 1, call: 1 } });
    expect(await call('runs.state', paul, { params: { run }, query: { seq: 0 } })).toMatchObject({ seq: 0, at: null, tokens: [] });
    expect((await call('runs.state', rita, { params: { run }, query: { seq: started.seq } })).variables).toBeNull();
    await expect(call('runs.state', paul, { params: { run }, query: { seq: seq + 1 } })).rejects.toMatchObject({ code: 'RUN_SEQ_UNKNOWN' });
  });

  it('is listed with its ticket: by flow, version, step, state, age and words, page by page', async () => {
    const flow = await world.publish(oneTaskFlow('listed'));
    const mine = await open(flow, { key: 'INC-801', title: 'Printer jammed' });
    await open(flow, { key: 'INC-802', team: 'applications', requester: 'clara', openedBy: { kind: 'person', id: 'clara' }, title: 'Ledger slow' });
    await open(flow, { key: 'INC-803', title: 'Printer empty' });
    const keys = async (actor: Actor, query: object = {}) => (await call('runs.list', actor, { query: { flow: 'listed', sort: 'oldest', ...query } })).items.map(({ key }) => key);
    expect(await keys(paul)).toEqual(['INC-801', 'INC-802', 'INC-803']);
    expect(await keys(netAgent)).toEqual(['INC-801', 'INC-803']);
    expect(await keys(rita, { q: 'printer' })).toEqual(['INC-801', 'INC-803']);
    expect(await keys(person('clara', 'requester'))).toEqual(['INC-802']);
    expect(await keys(person('nobody', 'requester'))).toEqual([]);
    expect(await keys(paul, { step: 'work', phase: 'waiting' })).toHaveLength(3);
    expect(await keys(paul, { step: 'end' })).toEqual([]);
    expect(await keys(paul, { version: 2 })).toEqual([]);
    expect(await keys(paul, { age: 'PT1H' })).toEqual([]);
    await expect(keys(paul, { age: 'soon' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    await expect(keys(paul, { phase: 'asleep' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    const first = await call('runs.list', paul, { query: { flow: 'listed', sort: 'oldest', limit: 2 } });
    expect(first).toMatchObject({ total: 3, items: [{ key: 'INC-801', steps: [{ node: 'work' }] }, { key: 'INC-802' }] });
    expect((await call('runs.list', paul, { query: { flow: 'listed', sort: 'oldest', limit: 2, cursor: first.next } })).items.map(({ key }) => key)).toEqual(['INC-803']);
    expect(await call('runs.counts', netAgent, { query: { flow: 'listed' } })).toEqual({ phases: { waiting: 2 } });
    // Where a reader may see more tickets than are named one by one, each run's own is looked at: the same rows.
    const narrow = createRunListRepo(world.database.connection, 1);
    const rights = { team: { $in: ['network'] } };
    expect((await narrow.list({ rights, flow: 'listed', sort: 'oldest' }, { limit: 10 })).items.map(({ ticketKey }) => ticketKey)).toEqual(['INC-801', 'INC-803']);
    expect(await narrow.counts({ rights, flow: 'listed' })).toBeNull();
    // A row from before there was a list is given what it is found by.
    const { runs } = runModels(world.database.connection);
    await runs.updateOne({ _id: mine }, { $unset: { phase: '', nodes: '', incidents: '' } });
    expect(await keys(paul, { step: 'work' })).toEqual(['INC-802', 'INC-803']);
    await createRunListRepo(world.database.connection).fillIn();
    expect(await keys(paul, { step: 'work', phase: 'waiting' })).toEqual(['INC-801', 'INC-802', 'INC-803']);
  });

  it.each<[string, object, Record<string, 1 | -1>]>([
    ['everything, changed last first', {}, { updatedAt: -1, _id: -1 }],
    ['one state', { phase: { $in: ['waiting'] } }, { updatedAt: -1, _id: -1 }],
    ['a flow and a state', { 'definition.id': 'listed', phase: { $in: ['waiting'] } }, { updatedAt: -1, _id: -1 }],
    ['a step', { nodes: 'work' }, { updatedAt: -1, _id: -1 }],
    ['the oldest', {}, { startedAt: 1, _id: 1 }],
  ])('is found by an index and sorted by it: %s', async (_name, filter, sort) => {
    const plan = await runModels(world.database.connection).runs.collection.find(filter).sort(sort).limit(51).explain('executionStats') as { queryPlanner: { winningPlan: object } };
    const text = JSON.stringify(plan.queryPlanner.winningPlan);
    expect(text).toContain('IXSCAN');
    expect(text).not.toMatch(/"stage":"SORT"/);
  });
});
