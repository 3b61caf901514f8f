/**
 * Records histories of runFlow for the replay gate: `node --import tsx test/replay/record.ts <label> [story]...` starts real servers, plays what a run can
 * meet, and writes one JSON file a run into test/replay/histories. Record before and after a change of workflow code; old files stay until their patch goes.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { startStack } from '#embedded/stack';
import { prepareNamespace } from '#embedded/temporal-namespace';
import { formatFlowFile, hashFlowFile } from '#domain/flow/file/flow.canonical';
import type { TokenMove } from '#domain/flow/kernel/kernel.types';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { parseFlowText } from '#domain/flow/file/flow.file';
import { calledRunId } from '#domain/flow/call/call.ports';
import { runIdOf } from '#domain/flow/run.ports';
import { workIdOf } from '#domain/flow/work/work';
import { CatalogueError } from '#domain/errors';
import { parsePolicy } from '#domain/sla/sla.policy';
import { createRunEndingRepo } from '#store/flow/run-ending.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { wireSteps } from '#worker/step.wiring';
import { ana, ben, mia, rita } from '../builders/company.builder.ts';
import { byTeam, flowFile, oneTaskFlow, outcomes } from '../builders/flow-file.builder.ts';
import { flowWorldOn, type FlowWorld } from '../setup/flow-world.ts';
import { shapesOf } from './record.shapes.ts';

/** A history holds what a step asks for and what came of it, not how a browser prints. */
const paperless = { renderer: { render: async () => ({ pdf: Buffer.from('%PDF-1.4'), pages: 1 }), close: async () => undefined }, paper: { of: async () => ({}) }, limits: { fileBytes: 1_000_000, perTicket: 10 }, publicUrl: 'http://127.0.0.1' };
const folder = new URL('./histories/', import.meta.url).pathname;
const [label, ...wanted] = process.argv.slice(2);
if (label === undefined || !/^[a-z0-9-]+$/.test(label)) throw new Error('give a label, such as 2026-11-first');

/** Stack traces name folders of the machine that recorded. */
const withoutPaths = (json: string): string => json.replaceAll(/("stackTrace": ?)"(?:[^"\\]|\\.)*"/g, '$1""');

const device = createServer((request, response) => {
  const isFirst = request.url === '/refuses-first' && refusals-- > 0;
  setTimeout(() => response.writeHead(isFirst ? 500 : 200, { 'content-type': 'application/json' }).end('{"isUp":true}'), request.url === '/slow' ? 3_000 : request.url === '/never' ? 600_000 : 0);
});
let refusals = 1;
await new Promise<void>((resolve) => device.listen(0, '127.0.0.1', resolve));
const port = (device.address() as AddressInfo).port;

const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-record-'));
const stack = await startStack({ dataDir, components: ['temporal', 'mongodb'], database: 'record' });
const namespace = `record-${randomBytes(3).toString('hex')}`;
await prepareNamespace(stack.temporalAddress, namespace);
/** No write of a run lands. */
let isAway = false;
const world: FlowWorld = await flowWorldOn({
  around: (writer) => ({ ...writer, write: (...given) => (isAway ? Promise.reject(new CatalogueError('SERVICE_UNAVAILABLE', { service: 'MongoDB' })) : writer.write(...given)) }),
  temporalAddress: stack.temporalAddress, namespace, mongoUri: stack.mongoUri, allowedLoopback: [`127.0.0.1:${port}`], timeoutMs: 30_000,
  desk: (on) => wireSteps({ connection: on, engine: { startRun: async (input) => world.engine.startRun(input) }, notices: { ring: async () => undefined }, channel: 'mailbox', mail: null, documents: paperless }).desk,
});

/** A run whose called run waits for somebody. */
async function callingRun(key: string): Promise<{ runId: string; child: string }> {
  await world.publish(oneTaskFlow(`${key}-child`));
  const runId = await world.open(await world.publish(flowFile(key, {
    start: { kind: 'start' }, split: { kind: 'parallel' }, call: { kind: 'call-flow', config: { flow: `${key}-child`, inputs: { given: '=1 + 1' }, outputs: { came: 'given' } } },
    go: { kind: 'wait-message', config: { message: 'go' } }, join: { kind: 'parallel' }, end: { kind: 'end', state: 'resolved' },
  }, [['start', 'split'], ['split', 'call'], ['split', 'go'], ['call', 'join'], ['go', 'join'], ['join', 'end']])), { settings: { maxSignals: 1 } });
  const child = calledRunId(runId, 'e1');
  await world.eventually(async () => (await world.tasksOf(child)).length > 0);
  return { runId, child };
}
async function playCall(key: string): Promise<{ runId: string; child: string }> {
  const run = await callingRun(key);
  await world.engine.sendMessage(run.runId, { id: 'go-1', name: 'go', key: null, data: {}, by: { kind: 'machine', id: 'test' } });
  await world.eventually(async () => ((await world.inspector.snapshot(run.runId))?.shell.continuation ?? 0) > 0);
  await world.finish(run.child, ana);
  return run;
}

/** A run with two activities that may take hours. */
async function runWithWork(key: string): Promise<string> {
  const work = (path: string) => ({ kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: `http://127.0.0.1:${port}/${path}` }, resultVariable: 'answer', timeoutSeconds: 7_200, maxAttempts: 1, retrySeconds: 1 } });
  const runId = await world.open(await world.publish(flowFile(key, {
    start: { kind: 'start' }, split: { kind: 'parallel' }, slow: work('slow'), left: work('never'), stop: { kind: 'boundary-message', attachedTo: 'left', config: { message: 'stop' } }, join: { kind: 'parallel' }, never: { kind: 'end' }, end: { kind: 'end', state: 'resolved' },
  }, [['start', 'split'], ['split', 'slow'], ['split', 'left'], ['left', 'never'], ['slow', 'join'], ['stop', 'join'], ['join', 'end']])), { settings: { maxSignals: 1 } });
  await world.eventually(async () => (await world.inspector.status(workIdOf(runId, 'e1'))) === 'running');
  await world.engine.sendMessage(runId, { id: 'stop-1', name: 'stop', key: null, data: {}, by: { kind: 'machine', id: 'test' } });
  return runId;
}

/** Plays one story to its end and answers its run id. */
const stories: Record<string, (world: FlowWorld) => Promise<string>> = {
  async 'one-task'() {
    const runId = await world.open(await world.publish(oneTaskFlow('record-one')));
    const [task] = await world.tasksOf(runId);
    await Promise.all([world.act(runId, task!.task, 'claim', ana), world.act(runId, task!.task, 'claim', ben)]);
    const [mine] = await world.tasksOf(runId);
    await world.act(runId, mine!.task, 'complete', mine!.task.assignee === 'ana' ? ana : ben, { outcome: 'done' });
    return runId;
  },
  /** Suspended while a device is called and a timer runs: both are held, and taken when it is resumed; a step that stopped is tried again with an edited variable. */
  async suspended() {
    const url = `http://127.0.0.1:${port}`;
    const call = (path: string) => ({ activity: 'http', inputs: { method: 'POST', url: `${url}/${path}` }, resultVariable: 'called', timeoutSeconds: 30, maxAttempts: 1, retrySeconds: 1 });
    const file = flowFile('record-suspended', {
      start: { kind: 'start', state: 'in-progress' }, both: { kind: 'parallel' }, call: { kind: 'activity', config: call('refuses-first') }, slow: { kind: 'activity', config: call('slow') }, pause: { kind: 'timer', config: { mode: 'duration', value: 'PT1S' } }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'both'], ['both', 'call'], ['both', 'slow'], ['both', 'pause'], ['call', 'end'], ['slow', 'end'], ['pause', 'end']], { variables: { note: { type: 'text' } } });
    refusals = 1;
    const runId = await world.open(await world.publish(file));
    const by = { kind: 'person', id: 'paul' } as const;
    const state = async () => (await world.runs.read(runId))!.state;
    const incident = await world.eventually(async () => Object.values((await state()).incidents)[0]);
    await world.engine.suspendRun(runId, { id: 'suspend', reason: 'The device is replaced', by });
    await world.engine.mendIncident(runId, { id: 'too-soon', incident: incident.id, action: 'retry', by, variables: { team: null } });
    await world.eventually(async () => (await state()).suspended?.held.length === 1);
    await world.eventually(async () => Object.values((await state()).subscriptions).every((wait) => wait.kind !== 'timer' || Date.now() > Date.parse(wait.dueAt!) + 500));
    await world.engine.resumeRun(runId, { id: 'resume', by });
    await world.engine.mendIncident(runId, { id: 'mended', incident: incident.id, action: 'retry', edits: { note: 'mended' }, by });
    await world.eventually(async () => (await state()).status === 'completed');
    return runId;
  },
  /** Put under a version made for it alone while a device is called and a task is claimed, and moved; refused once; carried over continue-as-new; moved back. */
  async changed() {
    const url = `http://127.0.0.1:${port}`;
    const file = flowFile('record-changed', {
      start: { kind: 'start', state: 'in-progress' }, both: { kind: 'parallel' }, slow: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: `${url}/slow` }, resultVariable: 'called', timeoutSeconds: 30, maxAttempts: 1, retrySeconds: 1 } },
      work: { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, join: { kind: 'parallel' }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'both'], ['both', 'slow'], ['both', 'work'], ['slow', 'join'], ['work', 'join', { outcome: 'done' }], ['join', 'end']]);
    const flow = await world.publish(file);
    const runId = await world.open(flow, { settings: { maxUpdates: 5 } });
    const by = { kind: 'person', id: 'paul' } as const;
    const row = async () => (await world.runs.read(runId))!;
    const edges = { ...file.edges, 'both-work': { from: 'both', to: 'check' }, 'check-work': { from: 'check', to: 'work', outcome: 'done' } };
    const changed: typeof file = { ...file, nodes: { ...file.nodes, check: { ...file.nodes['work']!, name: { en: 'check' } } }, edges };
    const definition = { ...flow.ref, sha256: hashFlowFile(changed), privateTo: runId };
    await createFlowVersionRepo(world.database.connection).keepPrivate({ run: runId, key: flow.ref.id, version: 1, sha256: definition.sha256, text: formatFlowFile(changed), madeAt: new Date(), madeBy: by, reason: 'Recorded' });
    const tokenAt = async (node: string) => Object.values((await row()).state.tokens).find((token) => token.node === node)!.id;
    const change = async (id: string, moves: TokenMove[], seq?: number) => world.engine.changeRun(runId, { id, definition, map: {}, moves, seq: seq ?? (await row()).seq, reason: 'Recorded', by });
    await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'claim', ana);
    const { seq } = await row();
    await change('first', [{ token: await tokenAt('work'), do: 'move', to: 'check' }]);
    await change('late', [], seq);
    await change('to-join', [{ token: await tokenAt('check'), do: 'move', to: 'join' }]);
    await world.eventually(async () => ((await world.inspector.snapshot(runId))?.shell.continuation ?? 0) > 0);
    await change('skipped', [{ token: await tokenAt('check'), do: 'skip' }]);
    await change('back', [{ token: await tokenAt('work'), do: 'move', to: 'check' }]);
    await world.finish(runId, ana);
    await world.finish(runId, ana);
    return runId;
  },
  /** Ended by an answer, which is taken back: the next run begins where this one stood. The history is the next run's. */
  async 'taken-back'() {
    const flow = await world.publish(oneTaskFlow('record-taken-back'));
    const first = await world.open(flow);
    await world.finish(first, ana);
    await world.eventually(async () => (await world.inspector.status(first)) === 'completed');
    const [ending, ticket] = [(await createRunEndingRepo(world.database.connection).of(first))!, (await world.tickets.byId(first.split('/')[1]!))!];
    const input = world.inputOf(flow, { id: ticket.id, key: ticket.key, openedAt: ticket.openedAt, n: 2 });
    await world.engine.startRun({ ...input, previous: { clocks: ticket.clockFacts, run: 1 }, takenBack: ending });
    const runId = runIdOf(ticket.id, 2);
    await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'complete', ana, { outcome: 'done' });
    return runId;
  },
  /** Started by a portal that does not know of patches told at the start. */
  async 'learns-by-markers'() {
    const input = { ...world.inputOf(await world.publish(oneTaskFlow('record-markers'))), patches: [] };
    await world.engine.startRun(input);
    const runId = runIdOf(input.ticket.id, input.n);
    await world.finish(runId, ana);
    return runId;
  },
  async 'waits-and-approves'() {
    const flow = await world.publish(flowFile('record-long', {
      start: { kind: 'start', state: 'new' },
      ask: { kind: 'task', state: 'waiting', config: { assignments: [{ by: 'relation', relation: 'requester' }], outcomes: outcomes('answered') } },
      approve: { kind: 'approval', state: 'in-progress', config: { assignments: [{ by: 'relation', relation: 'teamManager' }], rule: 'any' } },
      repair: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: `http://127.0.0.1:${port}/refuses-first` }, resultVariable: 'repaired', timeoutSeconds: 5, maxAttempts: 1, retrySeconds: 1 } },
      raise: { kind: 'assign', config: { set: [{ variable: 'ticket.priority', value: '"P1"' }] } },
      quiet: { kind: 'timer', config: { mode: 'workingTime', value: 'PT1S', calendar: 'always' } }, end: { kind: 'end', state: 'resolved' }, no: { kind: 'end', state: 'cancelled' },
    }, [['start', 'ask'], ['ask', 'approve', { outcome: 'answered' }], ['approve', 'repair', { outcome: 'approved' }], ['approve', 'no', { outcome: 'rejected' }], ['repair', 'raise'], ['raise', 'quiet'], ['quiet', 'end']]));
    const runId = await world.open(flow);
    await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'complete', rita, { outcome: 'answered' });
    await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'complete', mia, { outcome: 'approved' });
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    await world.engine.mendIncident(runId, { id: 'mend-it', incident: incident.id, action: 'retry', by: { kind: 'person', id: 'paul' } });
    return runId;
  },
  /** What the device says sends it round without end: its answer is set aside, and taken when the flow has been told otherwise. */
  async 'answer-set-aside'() {
    const runId = await world.open(await world.publish(flowFile('record-set-aside', {
      start: { kind: 'start' }, call: { kind: 'activity', config: { activity: 'http', inputs: { method: 'POST', url: `http://127.0.0.1:${port}/` }, resultVariable: 'said', timeoutSeconds: 5, maxAttempts: 1 } },
      a: { kind: 'exclusive' }, b: { kind: 'exclusive' }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'call'], ['call', 'a'], ['a', 'b', { isDefault: true }], ['b', 'a', { condition: 'spins', order: 1 }], ['b', 'end', { isDefault: true }]], { variables: { spins: { type: 'boolean', initial: true } } })));
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    const by = { kind: 'person', id: 'paul' } as const;
    await world.engine.mendIncident(runId, { id: 'in-vain', incident: incident.id, action: 'retry', by });
    await world.engine.mendIncident(runId, { id: 'mend-it', incident: incident.id, action: 'retry', edits: { spins: false }, by });
    return runId;
  },
  /** The shipped service request: nobody to ask until the directory was mended, two approvals at once, one in somebody's place; rejected, corrected, approved, fulfilled. */
  async 'two-approvals'() {
    const parsed = parseFlowText(readFileSync(new URL('../../seed/flows/service-request.flow.json', import.meta.url), 'utf8'));
    if (!parsed.ok) throw new Error('the shipped flow cannot be read');
    const requester = { id: 'rita', name: 'Rita', manager: null };
    const runId = await world.open(await world.publish({ ...parsed.file, ticketType: 'incident' }), { variables: { answers: { level: 'read' }, requester } });
    const at = async (node: string) => world.eventually(async () => (await world.tasksOf(runId)).find(({ task }) => task.node === node)?.task);
    const incident = await world.eventually(async () => Object.values((await world.runs.read(runId))!.state.incidents)[0]);
    await world.engine.mendIncident(runId, { id: 'mend-it', incident: incident.id, action: 'retry', by: { kind: 'person', id: 'paul' }, variables: { requester: { ...requester, manager: 'mia' } } });
    await world.act(runId, await at('manager'), 'complete', mia, { outcome: 'rejected', comment: 'Why?' });
    await world.act(runId, await at('correct'), 'complete', rita, { outcome: 'again', form: { answers: { level: 'write' } } });
    await world.act(runId, await at('manager'), 'complete', { ...ben, onBehalfOf: { kind: 'person', id: 'mia', name: 'Mia' } }, { outcome: 'approved' });
    await world.act(runId, await at('owner'), 'complete', mia, { outcome: 'approved' });
    await world.act(runId, await at('fulfil'), 'claim', ana);
    await world.act(runId, await at('fulfil'), 'complete', ana, { outcome: 'done', form: {} });
    return runId;
  },
  /** Calls a flow, continues as new while that waits, and hears of its end. */
  async 'calls-a-flow'() { return (await playCall('record-calls')).runId; },
  /** The run that is called. */
  async 'is-called'() { return (await playCall('record-called')).child; },
  /** A step that calls is cancelled with its run. */
  async 'cancels-its-call'() {
    const { runId } = await callingRun('record-leaves');
    await world.engine.cancelRun(runId, { id: 'cancel-it', reason: 'a mistake', by: { kind: 'person', id: 'rita' } });
    return runId;
  },
  /** An activity that may take hours answers after the run has continued as new; another is ended with its step. */
  async 'has-work-done'() { return runWithWork('record-work'); },
  /** The workflow of the activity that answers. */
  async 'does-work'() { return workIdOf(await runWithWork('record-does-work'), 'e2'); },
  async 'alarm-recovers'() {
    const flow = await world.publish(flowFile('record-scope', {
      start: { kind: 'start', state: 'new' }, handling: { kind: 'scope' }, begin: { kind: 'start', scope: 'handling' },
      work: { kind: 'task', scope: 'handling', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, finish: { kind: 'end', scope: 'handling' },
      recovered: { kind: 'boundary-message', attachedTo: 'handling', config: { message: 'alarm.recovered', key: '=alarm.group' } },
      quiet: { kind: 'timer', state: 'recovered', config: { mode: 'duration', value: 'PT1S' } }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'handling'], ['begin', 'work'], ['work', 'finish', { outcome: 'done' }], ['handling', 'end'], ['recovered', 'quiet'], ['quiet', 'end']]));
    const runId = await world.open(flow, { alarm: { group: 'g1', episode: 1 }, variables: { alarm: { group: 'g1' } }, openedAt: new Date(Date.now() - 3_600_000 + 1_500).toISOString() });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await world.engine.sendMessage(runId, { id: 'recovered-1', name: 'alarm.recovered', key: 'g1', data: {}, by: { kind: 'machine', id: 'alarms' } });
    return runId;
  },
  async 'alarm-rises'() {
    const runId = await world.open(await world.publish(oneTaskFlow('record-rises')), { priority: 'P3', alarm: { group: 'g1', episode: 1 }, variables: { alarm: { group: 'g1', severity: 'warning' } } });
    await world.engine.sendMessage(runId, { id: 'rises-1', name: 'alarm.severity', key: 'g1', data: { severity: 'critical', priority: 'P1' }, by: { kind: 'machine', id: 'alarms' } });
    await world.finish(runId, ben);
    return runId;
  },
  async 'continues-as-new'() {
    const runId = await world.open(await world.publish(oneTaskFlow('record-continue')), { settings: { maxUpdates: 3 } });
    for (let round = 0; round < 3; round++) for (const action of ['claim', 'release'] as const) await world.act(runId, (await world.tasksOf(runId))[0]!.task, action, ana);
    await world.finish(runId, ben);
    return runId;
  },
  /** Its clock's timer comes, and the calendar has moved the deadline on meanwhile; then it is moved back and the run is told. */
  async 'calendar-edited'() {
    const calendars = createCalendarRepo(world.database.connection);
    const always = (await calendars.read('always'))!;
    const runId = await world.open(await world.publish(oneTaskFlow('record-calendar')), { openedAt: new Date(Date.now() - 3_600_000 + 3_000).toISOString() });
    const response = async () => (await world.inspector.snapshot(runId))!.book!.clocks.find(({ kind }) => kind === 'response')!;
    const { dueAt } = await response();
    const today = new Date().toISOString().slice(0, 10);
    await calendars.save({ ...always, versions: [{ ...always.versions[0]!, holidays: [{ date: today, active: true }] }] });
    await world.eventually(async () => (await response()).dueAt !== dueAt);
    await calendars.save(always);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await world.inspector.poke(runId, { continuation: 0, isMissing: false });
    await world.eventually(async () => (await response()).breachedAt === dueAt);
    await world.finish(runId, ben);
    return runId;
  },
  /** Levels before and after due, one that gives the ticket away, one that raises its priority, one that finds nobody. */
  async escalates() {
    await createSlaPolicyRepo(world.database.connection).save(parsePolicy({
      id: 'swift', name: { en: 'Swift' }, appliesTo: { ticketType: ['incident'], priority: ['P4'] },
      clocks: [{ kind: 'resolution', target: 'PT2S', calendarId: 'always', escalation: [{ at: '50%', to: 'teamLead' }, { at: '100%', to: 'teamManager', actions: ['notify', 'reassign'] }, { at: 'PT1S', to: 'person', person: 'nobody', actions: ['raisePriority'] }] }],
    }));
    // The policies of the story before are kept for so long.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const runId = await world.open(await world.publish(oneTaskFlow('record-escalates')), { priority: 'P4' });
    await world.eventually(async () => (await world.events(runId)).filter(({ action }) => action === 'clock.escalated').length === 3);
    await world.finish(runId, ben);
    return runId;
  },
};

const connection = await Connection.connect({ address: stack.temporalAddress });
const client = new Client({ connection, namespace });
try {
  for (const [name, play] of Object.entries({ ...stories, ...shapesOf(world, (is) => { isAway = is; }) })) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const runId = await play(world);
    await world.eventually(async () => (await world.inspector.status(runId)) === 'completed', 60_000);
    await world.eventually(async () => { for await (const { workflowId } of client.workflow.list({ query: `WorkflowId = '${runId}' AND ExecutionStatus = 'Completed'` })) return workflowId; return null; });
    const chain: string[] = [];
    for await (const execution of client.workflow.list({ query: `WorkflowId = '${runId}'` })) chain.unshift(execution.runId);
    for (const [index, execution] of chain.entries()) {
      const history = await client.workflow.getHandle(runId, execution).fetchHistory();
      writeFileSync(join(folder, `${label}.${name}${chain.length > 1 ? `.${index}` : ''}.json`), `${withoutPaths(historyToJSON(history))}\n`);
      process.stdout.write(`${name} ${index}: ${history.events?.length} events\n`);
    }
  }
} finally {
  await connection.close();
  await world.close();
  await stack.stop();
  device.close();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
