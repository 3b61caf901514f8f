import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIdOf } from '#domain/flow/run.ports';
import { openEngineConnection } from '#integrations/engine/connection';
import { createSecretRepo } from '#store/secret/secret.repo';
import { byTeam, flowFile, oneTaskFlow, outcomes } from '../builders/flow-file.builder.ts';
import { ana, ben, mia, rita } from '../builders/company.builder.ts';
import { temporalAddress } from '../setup/fresh.ts';
import { dataKey } from '../setup/flow-world.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

/** Every text and every payload in an event of a history, payloads as what they say. */
function textsIn(value: unknown): string[] {
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

describe('a run on Temporal', () => {
  let world: FlowWorld;
  let device: Server;
  /** What the device answers next, and the keys it was called with. */
  let answers: { status: number; body: unknown }[] = [];
  const keys: string[] = [];
  /** Authorization headers it saw; a body of "echo" answers with the last. */
  let seen: string[] = [];
  beforeAll(async () => {
    device = createServer((request, response) => {
      keys.push(String(request.headers['idempotency-key']));
      if (request.headers.authorization !== undefined) seen.push(request.headers.authorization);
      const { status, body } = answers.shift() ?? { status: 200, body: { isUp: true } };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body === 'echo' ? { youSent: seen.at(-1), [String(seen.at(-1))]: true } : body));
    });
    await new Promise<void>((resolve) => device.listen(0, '127.0.0.1', resolve));
    world = await flowWorld({ allowedLoopback: [`127.0.0.1:${(device.address() as AddressInfo).port}`] });
  });
  afterAll(async () => {
    await world?.close();
    device?.close();
  });
  const deviceUrl = (): string => `http://127.0.0.1:${(device.address() as AddressInfo).port}/repair`;
  const ticketOf = (runId: string) => world.tickets.byId(runId.split('/')[1]!);
  /** All texts of the run's history and of every row of the database. */
  async function everythingKeptOf(runId: string): Promise<string[]> {
    const temporal = openEngineConnection({ address: temporalAddress(), namespace: world.namespace });
    const history = await temporal.client.workflow.getHandle(runId).fetchHistory();
    await temporal.close();
    const stored: string[] = [];
    const { db } = world.database.connection;
    for (const { name } of await db!.listCollections().toArray()) for (const row of await db!.collection(name).find().toArray()) stored.push(`${name} ${JSON.stringify(row)}`);
    return [...(history.events ?? []).flatMap((event) => textsIn(event)), ...stored];
  }
  const actionsOf = async (runId: string) => (await world.events(runId)).map((event) => event.action);

  it('opens a ticket with its task, lets an agent claim and complete it, and ends', async () => {
    const flow = await world.publish(oneTaskFlow());
    const runId = await world.open(flow);
    const [task] = await world.tasksOf(runId);
    expect(task).toMatchObject({ teams: ['network'], ticket: { state: 'in-progress', priority: 'P2' } });
    const claimed = await world.act(runId, task!.task, 'claim', ana);
    expect(claimed).toEqual({ answer: { accepted: true, seq: expect.any(Number) as number, taskRevision: 2 }, shown: true });
    const [mine] = await world.tasksOf(runId);
    expect(mine!.task).toMatchObject({ assignee: 'ana', status: 'claimed' });
    expect(await world.act(runId, mine!.task, 'complete', ben, { outcome: 'done' })).toMatchObject({ answer: { accepted: false, code: 'TASK_CLAIMED_BY_OTHER' } });
    expect(await world.act(runId, mine!.task, 'complete', ana, { outcome: 'done' })).toMatchObject({ answer: { accepted: true }, shown: true });
    const ticket = await ticketOf(runId);
    expect(ticket).toMatchObject({ state: 'closed', category: 'closed', assignee: 'ana', run: { status: 'completed', n: 1 } });
    expect(ticket!.clocks.map(({ kind, state }) => ({ kind, state }))).toEqual([{ kind: 'response', state: 'met' }, { kind: 'resolution', state: 'met' }]);
    expect(await world.tasksOf(runId)).toEqual([]);
    await world.eventually(async () => (await world.inspector.status(runId)) === 'completed');
    expect(await world.confirmed(runId)).toMatchObject({ status: 'completed' });
    const events = await world.events(runId);
    expect(events.every((event) => event.isConfirmed)).toBe(true);
    expect(events.map((event) => event.action)).toEqual([
      'ticket.opened', 'run.started', 'task.opened', 'ticket.stateChanged', 'clock.started', 'clock.started', 'task.claimed', 'ticket.changed', 'clock.met',
      'task.completed', 'ticket.stateChanged', 'ticket.closed', 'clock.met', 'run.completed',
    ]);
  });

  it('lets one of two claims sent together win, and tells the other by whom', async () => {
    const flow = await world.publish(oneTaskFlow('two-claims'));
    for (let round = 0; round < 5; round++) {
      const runId = await world.open(flow);
      const [task] = await world.tasksOf(runId);
      const results = await Promise.all([world.act(runId, task!.task, 'claim', ana), world.act(runId, task!.task, 'claim', ben)]);
      const refused = results.filter(({ answer }) => !answer.accepted);
      expect(refused).toHaveLength(1);
      const winner = (await world.tasksOf(runId))[0]!.task.assignee;
      expect(refused[0]!.answer).toMatchObject({ code: 'TASK_CLAIMED_BY_OTHER', params: { by: (winner === 'ana' ? ana : ben).name } });
      expect((await world.log.page(runId, 0, 100)).filter((entry) => entry.type === 'task' && (entry.data as { action: string }).action === 'claimed')).toHaveLength(1);
    }
  });

  it('answers a command that is sent again as it answered it the first time, and does it once', async () => {
    const flow = await world.publish(oneTaskFlow('twice'));
    const runId = await world.open(flow);
    const [task] = await world.tasksOf(runId);
    const first = await world.act(runId, task!.task, 'claim', ana, {}, 'command-0001');
    expect(await world.act(runId, task!.task, 'claim', ana, {}, 'command-0001')).toEqual(first);
    expect((await actionsOf(runId)).filter((action) => action === 'task.claimed')).toHaveLength(1);
  });

  it('starts a run once, however often it is asked to', async () => {
    const flow = await world.publish(oneTaskFlow('once'));
    const input = world.inputOf(flow);
    const results = await Promise.all([world.engine.startRun(input), world.engine.startRun(input)]);
    expect(results.map(({ answer }) => answer.accepted)).toEqual([true, true]);
    expect(await world.tasksOf(runIdOf(input.ticket.id, 1))).toHaveLength(1);
    expect((await actionsOf(runIdOf(input.ticket.id, 1))).filter((action) => action === 'ticket.opened')).toHaveLength(1);
  });

  it('pauses the resolution clock while the ticket waits, and says why', async () => {
    const flow = await world.publish(flowFile('waits', {
      start: { kind: 'start' }, ask: { kind: 'task', state: 'waiting', config: { assignments: [{ by: 'relation', relation: 'requester' }], outcomes: outcomes('answered') } },
      work: { kind: 'task', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'ask'], ['ask', 'work', { outcome: 'answered' }], ['work', 'end', { outcome: 'done' }]]));
    const runId = await world.open(flow);
    const paused = (await ticketOf(runId))!.clocks.find((clock) => clock.kind === 'resolution');
    expect(paused).toMatchObject({ state: 'paused', dueAt: null, pauseReason: { en: 'Waiting for the requester' } });
    expect(await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'complete', rita, { outcome: 'answered' })).toMatchObject({ answer: { accepted: true } });
    const running = (await ticketOf(runId))!.clocks;
    expect(running.find((clock) => clock.kind === 'resolution')).toMatchObject({ state: 'running', pauseReason: null, dueAt: expect.any(String) as string });
    expect(running.find((clock) => clock.kind === 'response')).toMatchObject({ state: 'running' });
    expect(await actionsOf(runId)).toEqual(expect.arrayContaining(['clock.paused', 'clock.resumed']));
  });

  it('notes a warning and a breach at the instants of the deadlines', async () => {
    const flow = await world.publish(oneTaskFlow('late'));
    const openedAt = new Date(Date.now() - 8 * 3_600_000 + 3_000).toISOString();
    const runId = await world.open(flow, { openedAt });
    const breach = await world.eventually(async () => (await world.events(runId)).find((event) => event.action === 'clock.breached' && event.data['kind'] === 'resolution'));
    expect(breach.at).toBe(new Date(Date.parse(openedAt) + 8 * 3_600_000).toISOString());
    expect((await ticketOf(runId))!.clocks.find((clock) => clock.kind === 'resolution')).toMatchObject({ state: 'breached', breachedAt: breach.at });
    expect((await actionsOf(runId)).filter((action) => action === 'clock.breached')).toHaveLength(2);
  });

  it('moves the deadlines with the priority and keeps the time elapsed', async () => {
    const flow = await world.publish(flowFile('raised', {
      start: { kind: 'start', state: 'new' }, raise: { kind: 'assign', config: { set: [{ variable: 'ticket.priority', value: '"P1"' }] } },
      work: { kind: 'task', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'raise'], ['raise', 'work'], ['work', 'end', { outcome: 'done' }]]));
    const openedAt = new Date(Date.now() - 3_600_000).toISOString();
    const runId = await world.open(flow, { openedAt, priority: 'P3' });
    const ticket = await ticketOf(runId);
    expect(ticket).toMatchObject({ priority: 'P1' });
    expect(ticket!.clocks.find((clock) => clock.kind === 'resolution')).toMatchObject({ policyId: 'urgent', target: 'PT4H', startedAt: openedAt, dueAt: new Date(Date.parse(openedAt) + 4 * 3_600_000).toISOString() });
  });

  it('moves the deadlines when its alarm becomes graver, keeping the time elapsed, and says who raised the priority', async () => {
    const flow = await world.publish(oneTaskFlow('graver'));
    const openedAt = new Date(Date.now() - 3_600_000).toISOString();
    const runId = await world.open(flow, { openedAt, priority: 'P3', alarm: { group: 'g1', episode: 1 }, variables: { alarm: { group: 'g1', severity: 'warning' } } });
    const news = { name: 'alarm.severity', key: 'g1', data: { severity: 'critical', priority: 'P1' }, by: { kind: 'machine' as const, id: 'alarm-group/g1' } };
    for (const id of ['g1/raise/1', 'g1/raise/1']) await world.engine.sendMessage(runId, { id, ...news });
    const ticket = await world.eventually(async () => { const found = await ticketOf(runId); return found?.priority === 'P1' ? found : null; });
    expect(ticket.clocks.find((clock) => clock.kind === 'resolution')).toMatchObject({ policyId: 'urgent', target: 'PT4H', startedAt: openedAt, dueAt: new Date(Date.parse(openedAt) + 4 * 3_600_000).toISOString() });
    expect((await actionsOf(runId)).filter((action) => action === 'ticket.changed')).toHaveLength(1);
    await world.engine.sendMessage(runId, { ...news, id: 'g1/raise/2', data: { severity: 'minor', priority: 'P3' } });
    await world.finish(runId, ana);
    expect((await ticketOf(runId))?.priority).toBe('P1');
  });

  it('ends a scope when its message comes, whatever step it is in, and knows that the alarm no longer fires', async () => {
    const flow = await world.publish(flowFile('recovers', {
      start: { kind: 'start', state: 'new' }, handling: { kind: 'scope' },
      begin: { kind: 'start', scope: 'handling' }, work: { kind: 'task', scope: 'handling', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, finish: { kind: 'end', scope: 'handling' },
      recovered: { kind: 'boundary-message', attachedTo: 'handling', config: { message: 'alarm.recovered', key: '=alarm.group' } },
      quiet: { kind: 'timer', state: 'recovered', config: { mode: 'duration', value: 'PT1S' } }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'handling'], ['begin', 'work'], ['work', 'finish', { outcome: 'done' }], ['handling', 'end'], ['recovered', 'quiet'], ['quiet', 'end']]));
    const runId = await world.open(flow, { alarm: { group: 'g1', episode: 1 }, variables: { alarm: { group: 'g1', name: 'LinkDown' } } });
    expect(await ticketOf(runId)).toMatchObject({ alarm: { group: 'g1', isFiring: true, recoveredAt: null } });
    await world.engine.sendMessage(runId, { id: 'g1/resolved/1', name: 'alarm.recovered', key: 'g1', data: {}, by: { kind: 'machine', id: 'alarms' } });
    await world.engine.sendMessage(runId, { id: 'g1/resolved/1', name: 'alarm.recovered', key: 'g1', data: {}, by: { kind: 'machine', id: 'alarms' } });
    const resolved = await world.eventually(async () => { const ticket = await ticketOf(runId); return ticket?.state === 'resolved' ? ticket : null; });
    expect(resolved).toMatchObject({ alarm: { isFiring: false, recoveredAt: expect.any(String) as string }, run: { status: 'completed' } });
    expect(await world.tasksOf(runId)).toEqual([]);
    expect(await actionsOf(runId)).toEqual(expect.arrayContaining(['run.messageReceived', 'task.cancelled']));
    expect((await actionsOf(runId)).filter((action) => action === 'run.messageReceived')).toHaveLength(1);
  });

  it('reopens the ticket as its next run, which goes on with the clocks it had', async () => {
    const flow = await world.publish(oneTaskFlow('reopened'));
    const first = await world.open(flow);
    await world.finish(first, ana);
    await world.eventually(async () => (await world.inspector.status(first)) === 'completed');
    const before = (await ticketOf(first))!;
    const input = world.inputOf(flow, { id: before.id, key: before.key, openedAt: before.openedAt, n: 2 });
    await world.engine.startRun({ ...input, previous: { clocks: before.clockFacts, run: 1 } });
    const after = (await ticketOf(first))!;
    expect(after).toMatchObject({ key: before.key, state: 'in-progress', closedAt: null, openedAt: before.openedAt, run: { n: 2, id: runIdOf(before.id, 2) } });
    const resolution = after.clockFacts.find((clock) => clock.kind === 'resolution')!;
    expect(resolution).toMatchObject({ state: 'running', startedAt: before.openedAt });
    expect(resolution.changes).toEqual([expect.objectContaining({ change: 'reopen', solvedAt: before.clockFacts.find((clock) => clock.kind === 'resolution')!.stoppedAt })]);
    expect(after.clockFacts.find((clock) => clock.kind === 'response')).toMatchObject({ state: 'met' });
    expect((await actionsOf(runIdOf(before.id, 2))).slice(0, 1)).toEqual(['ticket.reopened']);
  });

  it('finishes a run on the version it was started with after another was published', async () => {
    const one = await world.publish(oneTaskFlow('pinned'));
    const runId = await world.open(one);
    const changed = flowFile('pinned', { start: { kind: 'start' }, end: { kind: 'end', state: 'cancelled' } }, [['start', 'end']]);
    const two = await world.publish(changed, 2);
    await world.stopWorkers();
    await world.startWorkers();
    await world.finish(runId, ana);
    expect(await ticketOf(runId)).toMatchObject({ state: 'closed', run: { version: 1, status: 'completed' } });
    expect(await ticketOf(await world.open(two))).toMatchObject({ state: 'cancelled', run: { version: 2 } });
  });

  it('has somebody at every task queue', async () => {
    const { client, close } = openEngineConnection({ address: temporalAddress(), namespace: world.namespace });
    try {
      for (const name of ['flow', 'io', 'pdf', 'probe.local']) {
        const pollers = await world.eventually(async () => {
          const { pollers: asking } = await client.workflowService.describeTaskQueue({ namespace: world.namespace, taskQueue: { name }, taskQueueType: name === 'flow' ? 1 : 2 });
          return asking?.length ? asking : null;
        });
        expect(pollers.length, name).toBeGreaterThan(0);
      }
    } finally {
      await close();
    }
  });

  it('calls the device once per effect, takes up its answer, and makes an incident of a failure that a person retries', async () => {
    const flow = await world.publish(flowFile('repairs', {
      start: { kind: 'start', state: 'in-progress' },
      approve: { kind: 'approval', config: { assignments: [{ by: 'relation', relation: 'teamManager' }], rule: 'any' } },
      repair: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: deviceUrl() }, resultVariable: 'repaired', timeoutSeconds: 30, maxAttempts: 1, retrySeconds: 1 } },
      up: { kind: 'exclusive' }, again: { kind: 'end', state: 'in-progress' }, end: { kind: 'end', state: 'resolved' }, refused: { kind: 'end', state: 'cancelled' },
    }, [['start', 'approve'], ['approve', 'repair', { outcome: 'approved' }], ['approve', 'refused', { outcome: 'rejected' }], ['repair', 'up'], ['up', 'end', { condition: 'repaired.body.isUp' }], ['up', 'again', { isDefault: true }]]));
    const runId = await world.open(flow);
    answers = [{ status: 500, body: { broken: true } }];
    const [approval] = await world.tasksOf(runId);
    expect(approval).toMatchObject({ people: ['mia'] });
    await world.act(runId, approval!.task, 'complete', mia, { outcome: 'approved', comment: 'go' });
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    expect(incident).toMatchObject({ code: 'ACTIVITY_FAILED', node: 'repair', params: { fault: { phrase: 'fault.HTTP_SERVER_FAILED', params: { status: 500 } } } });
    expect(await ticketOf(runId)).toMatchObject({ run: { hasIncident: true, status: 'running' } });
    await world.engine.mendIncident(runId, { id: 'mend-1', incident: incident.id, action: 'retry', by: { kind: 'person', id: 'paul' } });
    await world.eventually(async () => (await ticketOf(runId))?.state === 'resolved');
    expect(await actionsOf(runId)).toEqual(expect.arrayContaining(['approval.decided', 'activity.started', 'activity.failed', 'run.incidentOpened', 'run.incidentClosed', 'activity.done']));
    expect(keys.every((key) => key.startsWith(`${runId}/`))).toBe(true);
    expect(await ticketOf(runId)).toMatchObject({ run: { hasIncident: false } });
  });

  it('calls a device no more whose answer the flow cannot stand, and takes that answer when the incident is retried', async () => {
    const flow = await world.publish(flowFile('cannot-stand', {
      start: { kind: 'start', state: 'in-progress' }, call: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: deviceUrl() }, resultVariable: 'said', timeoutSeconds: 30, maxAttempts: 1, retrySeconds: 1 } },
      a: { kind: 'exclusive' }, b: { kind: 'exclusive' }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'call'], ['call', 'a'], ['a', 'b', { isDefault: true }], ['b', 'a', { condition: 'spins', order: 1 }], ['b', 'end', { isDefault: true }]], { variables: { spins: { type: 'boolean', initial: true } } }));
    const before = keys.length;
    const runId = await world.open(flow);
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    expect(incident).toMatchObject({ code: 'FLOW_CYCLE_WITHOUT_WAIT' });
    // Whatever else comes to the run, the device is left alone.
    for (const id of ['one', 'two', 'three']) {
      await world.engine.sendMessage(runId, { id, name: 'nobody waits for this', key: null, data: {}, by: { kind: 'machine', id: 'test' } });
      await world.engine.mendIncident(runId, { id: `again-${id}`, incident: incident.id, action: 'retry', by: { kind: 'person', id: 'paul' } });
    }
    expect(keys.length - before).toBe(1);
    expect(await world.engine.mendIncident(runId, { id: 'mend', incident: incident.id, action: 'retry', edits: { spins: false }, by: { kind: 'person', id: 'paul' } })).toMatchObject({ answer: { accepted: true } });
    await world.eventually(async () => (await ticketOf(runId))?.state === 'resolved');
    expect(keys.length - before).toBe(1);
  });

  it('hands an incident on as an error that is caught around it, and ends what listens with its scope', async () => {
    const flow = await world.publish(flowFile('handed-on', {
      start: { kind: 'start', state: 'in-progress' }, box: { kind: 'scope' }, begin: { kind: 'start', scope: 'box' }, done: { kind: 'end', scope: 'box' },
      repair: { kind: 'activity', scope: 'box', config: { activity: 'http', inputs: { method: 'POST', url: deviceUrl() }, resultVariable: 'repaired', timeoutSeconds: 30, maxAttempts: 1, retrySeconds: 1 } },
      news: { kind: 'event-scope-message', scope: 'box', config: { message: 'news', isInterrupting: false } }, 'news-start': { kind: 'start', scope: 'news' }, told: { kind: 'assign', scope: 'news', config: { set: [{ variable: 'words', value: 'words + 1' }] } }, 'news-end': { kind: 'end', scope: 'news' },
      given: { kind: 'boundary-error', attachedTo: 'box', config: { code: 'GIVEN_UP', resultVariable: 'why' } }, up: { kind: 'end', state: 'resolved' }, end: { kind: 'end', state: 'cancelled' },
    }, [['start', 'box'], ['begin', 'repair'], ['repair', 'done'], ['news-start', 'told'], ['told', 'news-end'], ['given', 'end'], ['box', 'up']], { variables: { words: { type: 'number', initial: 0 } } }));
    answers = [{ status: 500, body: { broken: true } }];
    const runId = await world.open(flow);
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    for (const id of ['n1', 'n2']) await world.engine.sendMessage(runId, { id, name: 'news', key: null, data: {}, by: { kind: 'machine', id: 'test' } });
    await world.eventually(async () => (await world.runs.read(runId))!.state.scopes['s0']!.vars['words'] === 2);
    const by = { kind: 'person', id: 'paul' } as const;
    expect(await world.engine.mendIncident(runId, { id: 'mend-nobody', incident: incident.id, action: 'throw', code: 'NOBODY', by })).toMatchObject({ answer: { accepted: false, code: 'INCIDENT_NOT_CAUGHT' } });
    await world.engine.mendIncident(runId, { id: 'mend-throw', incident: incident.id, action: 'throw', code: 'GIVEN_UP', by });
    await world.eventually(async () => (await ticketOf(runId))?.state === 'cancelled');
    expect((await world.runs.read(runId))!.state).toMatchObject({ status: 'completed', tokens: {}, subscriptions: {}, incidents: {}, scopes: { s0: { vars: { why: { code: 'GIVEN_UP' } } } } });
    expect((await world.events(runId)).find(({ action }) => action === 'run.incidentClosed')).toMatchObject({ actor: { id: 'paul' }, data: { mended: 'throw' } });
  });

  it('keeps each person\'s command ids apart, and those of machines from all of them', async () => {
    const flow = await world.publish(flowFile('ids', {
      start: { kind: 'start', state: 'in-progress' }, look: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } },
      call: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: deviceUrl() }, resultVariable: 'called', timeoutSeconds: 30, maxAttempts: 1, retrySeconds: 1 } }, end: { kind: 'end', state: 'closed' },
    }, [['start', 'look'], ['look', 'call', { outcome: 'done' }], ['call', 'end']]));
    const runId = await world.open(flow);
    const [task] = await world.tasksOf(runId);
    for (const id of ['effect/e1#1', 'effect/e1#2', 'command-0002']) expect(await world.act(runId, task!.task, 'complete', rita, { outcome: 'done' }, id)).toMatchObject({ answer: { accepted: false } });
    await world.act(runId, task!.task, 'claim', ana);
    const [mine] = await world.tasksOf(runId);
    expect(await world.act(runId, mine!.task, 'complete', ana, { outcome: 'done' }, 'command-0002')).toMatchObject({ answer: { accepted: true } });
    await world.eventually(async () => (await ticketOf(runId))?.state === 'closed');
    expect(keys.filter((key) => key.startsWith(`${runId}/`))).toHaveLength(1);
  });

  it('leaves a secret that a device echoes in no history, no log, no event and no variable', async () => {
    const secret = `planted-${randomUUID()}`;
    await createSecretRepo(world.database.connection, dataKey).store({ name: 'device.token', use: 'flow', hosts: [new URL(deviceUrl()).host] }, secret);
    const flow = await world.publish(flowFile('secretive', {
      start: { kind: 'start', state: 'in-progress' }, end: { kind: 'end', state: 'resolved' },
      call: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: deviceUrl(), headers: { authorization: { secret: 'device.token', prefix: 'Bearer ' } } }, resultVariable: 'told', timeoutSeconds: 30, maxAttempts: 1, retrySeconds: 1 } },
    }, [['start', 'call'], ['call', 'end']]));
    seen = [];
    answers = [{ status: 200, body: 'echo' }];
    const runId = await world.open(flow);
    await world.eventually(async () => (await ticketOf(runId))?.state === 'resolved');
    expect(seen).toEqual([`Bearer ${secret}`]);
    await world.confirmed(runId);
    const { state } = (await world.runs.read(runId))!;
    expect(JSON.stringify(state)).toContain('Bearer [secret]');
    const kept = await everythingKeptOf(runId);
    expect(kept.join(' ')).toContain('[secret]');
    expect(kept.filter((text) => text.includes(secret))).toEqual([]);
  });

  it.each([
    ['that is the portal\'s own', { name: 'signalbox.idp-signing-key', use: 'system', hosts: [] }, /signalbox\.idp-signing-key may not be used by a flow/],
    ['of an alarm source', { name: 'source.alertmanager', use: 'source', hosts: [] }, /source\.alertmanager may not be used by a flow/],
    ['kept for another host', { name: 'elsewhere', use: 'flow', hosts: ['elsewhere.example'] }, /elsewhere may not be sent to 127\.0\.0\.1/],
  ] as const)('makes an incident of a step that names a secret %s, and sends nothing', async (_, facts, says) => {
    const value = `planted-${randomUUID()}`;
    await createSecretRepo(world.database.connection, dataKey).store({ ...facts, hosts: [...facts.hosts] }, value);
    const flow = await world.publish(flowFile(`greedy-${facts.use}-${facts.hosts.length}`, {
      start: { kind: 'start', state: 'in-progress' }, end: { kind: 'end', state: 'resolved' },
      call: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: deviceUrl(), headers: { authorization: { secret: facts.name, prefix: 'Bearer ' } } }, timeoutSeconds: 30, maxAttempts: 3, retrySeconds: 1 } },
    }, [['start', 'call'], ['call', 'end']]));
    seen = [];
    keys.length = 0;
    const runId = await world.open(flow);
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    expect(incident).toMatchObject({ code: 'ACTIVITY_FAILED', node: 'call', message: expect.stringMatching(says) as string });
    await world.confirmed(runId);
    expect({ seen, keys }).toEqual({ seen: [], keys: [] });
    expect((await everythingKeptOf(runId)).filter((text) => text.includes(value))).toEqual([]);
  });

  it('lets flows go on using what was stored before secrets had uses, and nothing else of it', async () => {
    const secrets = createSecretRepo(world.database.connection, dataKey);
    const rows = world.database.connection.collection<{ _id: string }>('secrets');
    for (const name of ['signalbox.old-key', 'source.old', 'old-token']) {
      await secrets.store({ name, use: 'flow', hosts: [] }, `value of ${name}`);
      await rows.updateOne({ _id: name }, { $unset: { use: '', hosts: '' } });
    }
    await secrets.store({ name: 'source.like', use: 'flow', hosts: [] }, 'stays as it is');
    await secrets.sortByUse();
    await secrets.sortByUse();
    expect((await secrets.list()).filter(({ name }) => name.includes('old') || name === 'source.like').map(({ name, use }) => `${name} ${use}`)).toEqual(['old-token flow', 'signalbox.old-key system', 'source.like flow', 'source.old source']);
    expect(await secrets.resolve('old-token', 'flow', 'anywhere.example:443')).toBe('value of old-token');
    await expect(secrets.resolve('signalbox.old-key', 'flow')).rejects.toMatchObject({ code: 'SECRET_USE_REFUSED' });
    expect(await secrets.resolve('signalbox.old-key', 'system')).toBe('value of signalbox.old-key');
  });

  it('makes an incident of a working-time timer without its calendar, and waits again after a retry', async () => {
    const flow = await world.publish(flowFile('no-calendar', {
      start: { kind: 'start' }, wait: { kind: 'timer', config: { mode: 'workingTime', value: 'PT1S', calendar: 'elsewhere' } }, end: { kind: 'end', state: 'closed' },
    }, [['start', 'wait'], ['wait', 'end']]));
    const runId = await world.open(flow);
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    expect(incident.message).toContain('elsewhere');
    const { createCalendarRepo } = await import('#store/sla/calendar.repo');
    const calendars = createCalendarRepo(world.database.connection);
    await calendars.save({ ...(await calendars.read('always'))!, key: 'elsewhere' });
    await world.engine.mendIncident(runId, { id: 'mend-2', incident: incident.id, action: 'retry', by: { kind: 'person', id: 'paul' } });
    await world.eventually(async () => (await ticketOf(runId))?.state === 'closed');
  });

  it('cancels the run and its ticket with a reason', async () => {
    const flow = await world.publish(oneTaskFlow('cancelled'));
    const runId = await world.open(flow);
    expect(await world.engine.cancelRun(runId, { id: 'cancel-1', reason: 'a mistake', by: { kind: 'person', id: 'rita' } })).toMatchObject({ answer: { accepted: true }, shown: true });
    const ticket = (await ticketOf(runId))!;
    expect(ticket).toMatchObject({ state: 'cancelled', category: 'cancelled', run: { status: 'cancelled' } });
    expect(ticket.clocks.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(await world.tasksOf(runId)).toEqual([]);
    await world.eventually(async () => (await world.inspector.status(runId)) === 'completed');
    await expect(world.engine.cancelRun(runId, { id: 'cancel-2', reason: 'again', by: { kind: 'person', id: 'rita' } })).rejects.toMatchObject({ code: 'RUN_OVER' });
    expect(await world.engine.startRun(world.inputOf(flow, { id: ticket.id, key: ticket.key }))).toMatchObject({ answer: { accepted: true } });
  });

  it('refuses a start that the flow does not have, and leaves no ticket', async () => {
    const flow = await world.publish(oneTaskFlow('no-start'));
    const input = { ...world.inputOf(flow), start: { at: 'nowhere', variables: {} } };
    expect(await world.engine.startRun(input)).toMatchObject({ answer: { accepted: false, code: 'RUN_START_UNKNOWN' } });
    expect(await world.tickets.byId(input.ticket.id)).toBeNull();
    await expect(world.engine.startRun(world.inputOf({ file: flow.file, ref: { ...flow.ref, version: 9 } }))).rejects.toMatchObject({ code: 'FLOW_VERSION_UNKNOWN' });
    await expect(world.engine.startRun(world.inputOf({ file: flow.file, ref: { ...flow.ref, sha256: '0'.repeat(64) } }))).rejects.toMatchObject({ code: 'FLOW_DEFINITION_CHANGED' });
    await expect(world.engine.actOnTask('run/nobody/1', { taskId: 't1', action: 'claim', taskRevision: 1, commandId: 'c-12345678', actor: ana, data: {} })).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  });
});
