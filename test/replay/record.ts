/**
 * Records histories of runFlow for the replay gate: `node --import tsx test/replay/record.ts <label> [story]...` starts real servers, plays what a run can
 * meet, and writes one JSON file a run into test/replay/histories. Record before and after a change of workflow code; old files stay until their patch goes.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { startStack } from '#embedded/stack';
import { prepareNamespace } from '#embedded/temporal-namespace';
import { runIdOf } from '#domain/flow/run.ports';
import { ana, ben, mia, rita } from '../builders/company.builder.ts';
import { byTeam, flowFile, oneTaskFlow, outcomes } from '../builders/flow-file.builder.ts';
import { flowWorldOn, type FlowWorld } from '../setup/flow-world.ts';

const folder = new URL('./histories/', import.meta.url).pathname;
const [label, ...wanted] = process.argv.slice(2);
if (label === undefined || !/^[a-z0-9-]+$/.test(label)) throw new Error('give a label, such as 2026-11-first');

/** Stack traces name folders of the machine that recorded. */
const withoutPaths = (json: string): string => json.replaceAll(/("stackTrace": ?)"(?:[^"\\]|\\.)*"/g, '$1""');

const device = createServer((request, response) => {
  const isFirst = request.url === '/refuses-first' && refusals-- > 0;
  response.writeHead(isFirst ? 500 : 200, { 'content-type': 'application/json' }).end('{"isUp":true}');
});
let refusals = 1;
await new Promise<void>((resolve) => device.listen(0, '127.0.0.1', resolve));
const port = (device.address() as AddressInfo).port;

const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-record-'));
const stack = await startStack({ dataDir, components: ['temporal', 'mongodb'], database: 'record' });
const namespace = `record-${randomBytes(3).toString('hex')}`;
await prepareNamespace(stack.temporalAddress, namespace);
const world = await flowWorldOn({ temporalAddress: stack.temporalAddress, namespace, mongoUri: stack.mongoUri, allowedLoopback: [`127.0.0.1:${port}`], timeoutMs: 30_000 });

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
  async cancelled() {
    const runId = await world.open(await world.publish(oneTaskFlow('record-cancel')));
    await world.engine.cancelRun(runId, { id: 'cancel-it', reason: 'a mistake', by: { kind: 'person', id: 'rita' } });
    return runId;
  },
};

const connection = await Connection.connect({ address: stack.temporalAddress });
const client = new Client({ connection, namespace });
try {
  for (const [name, play] of Object.entries(stories)) {
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
