/**
 * Records histories of groupAlarms for the replay gate: `node --import tsx test/replay/record-alarms.ts <label>` starts real servers, plays what a group
 * can meet, and writes one JSON file an execution into test/replay/histories. Record before and after a change of workflow code.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { startStack } from '#embedded/stack';
import { prepareNamespace } from '#embedded/temporal-namespace';
import { alarmWorldOn, webhookBody, type AlarmWorld, type Webhook } from '../setup/alarm-world.ts';

const folder = new URL('./histories/', import.meta.url).pathname;
const label = process.argv[2];
if (label === undefined || !/^[a-z0-9-]+$/.test(label)) throw new Error('give a label, such as 2026-11-first');

const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-record-'));
const stack = await startStack({ dataDir, components: ['temporal', 'mongodb'], database: 'record' });
const worldFor = async (options: Parameters<typeof alarmWorldOn>[0] extends infer O ? Partial<O> : never = {}): Promise<AlarmWorld> => {
  const namespace = `record-${randomBytes(3).toString('hex')}`;
  await prepareNamespace(stack.temporalAddress, namespace);
  return alarmWorldOn({ temporalAddress: stack.temporalAddress, namespace, mongoUri: stack.mongoUri.replace('/record?', `/${namespace}?`), ...options });
};
const post = (webhook: Webhook, alertname: string, states: readonly ('firing' | 'resolved')[]) =>
  webhook.post(webhookBody(states.map((status, at) => ({ status, labels: { alertname, instance: `host-${at}`, severity: 'critical' }, fingerprint: `${alertname}-${at}` }))));
const until = (world: AlarmWorld, title: string, is: (group: NonNullable<Awaited<ReturnType<AlarmWorld['group']>>>) => boolean) => world.eventually(async () => {
  const group = await world.group(title);
  return group && is(group) ? group : null;
}, 60_000);

/** Everything a group of one world ever executed, oldest first. */
async function write(world: AlarmWorld, name: string, group: string): Promise<void> {
  const { client } = world.engineConnection;
  await world.eventually(async () => (await client.workflow.getHandle(`alarm-group/${group}`).describe()).status.name === 'COMPLETED', 60_000);
  const chain = await world.eventually(async () => {
    const found: { runId: string; closeTime: Date | undefined }[] = [];
    for await (const { runId, closeTime } of client.workflow.list({ query: `WorkflowId = 'alarm-group/${group}'` })) found.push({ runId, closeTime });
    return found.length > 0 && found.every(({ closeTime }) => closeTime) ? found.reverse() : null;
  });
  for (const [index, { runId }] of chain.entries()) {
    const history = await client.workflow.getHandle(`alarm-group/${group}`, runId).fetchHistory();
    // Stacks and identities name the machine; replay looks at neither.
    const text = historyToJSON(history).replace(/("(?:stackTrace|identity)":\s*)"(?:[^"\\]|\\.)*"/g, '$1"recorded"');
    writeFileSync(join(folder, `${label}.${name}${chain.length > 1 ? `.${index}` : ''}.json`), `${text}\n`);
    process.stdout.write(`${name} ${index}: ${history.events?.length} events\n`);
  }
}

try {
  const world = await worldFor();
  const webhook = await world.openWebhook();
  await post(webhook, 'Recovers', ['firing', 'firing']);
  const { _id } = await until(world, 'Recovers', ({ ticket, state }) => ticket !== null && state === 'firing');
  await world.alarmEngine.acknowledge(_id, { commandId: 'seen', by: { kind: 'person', id: 'ana', name: 'Ana Silva' } });
  await post(webhook, 'Recovers', ['firing', 'resolved']);
  await post(webhook, 'Recovers', ['resolved', 'resolved']);
  await until(world, 'Recovers', ({ state }) => state === 'closed');
  await world.eventually(async () => (await world.tickets.byId((await world.group('Recovers'))!.ticket!.id))?.run?.status === 'completed');
  await post(webhook, 'Recovers', ['firing']);
  await until(world, 'Recovers', ({ state }) => state === 'firing');
  await post(webhook, 'Recovers', ['resolved']);
  await until(world, 'Recovers', ({ state }) => state === 'closed');
  await write(world, 'group-recovers-and-reopens', _id);

  const alert = (at: number, severity: string, status: 'firing' | 'resolved' = 'firing') => ({ status, labels: { alertname: 'Heard', instance: `host-${at}`, severity }, fingerprint: `heard-${at}` });
  const send = (...alerts: ReturnType<typeof alert>[]) => webhook.post(webhookBody(alerts));
  const running = (ticketId: string, n: number) => world.eventually(async () => { const run = (await world.tickets.byId(ticketId))?.run; return run?.n === n && run.status === 'running'; });
  await send(alert(0, 'warning'));
  const heard = await until(world, 'Heard', ({ ticket, state }) => ticket !== null && state === 'firing');
  await running(heard.ticket!.id, 1);
  await send(alert(0, 'major'));
  await until(world, 'Heard', ({ severity }) => severity === 'major');
  await send(alert(1, 'warning'));
  await until(world, 'Heard', ({ firingCount, nextFlushAt }) => firingCount === 2 && nextFlushAt !== null && nextFlushAt.getTime() > Date.now() + 10_000);
  await world.engine.cancelRun(`run/${heard.ticket!.id}/1`, { id: 'by-hand', reason: 'solved by phone', by: { kind: 'person', id: 'ana' } });
  await send(alert(2, 'warning'));
  await running(heard.ticket!.id, 2);
  await send(alert(2, 'critical'));
  await world.eventually(async () => (await world.tickets.byId(heard.ticket!.id))?.priority === 'P2');
  await send(alert(0, 'major', 'resolved'), alert(1, 'warning', 'resolved'), alert(2, 'critical', 'resolved'));
  await until(world, 'Heard', ({ state }) => state === 'closed');
  await write(world, 'group-hears-news', heard._id);

  await world.saveSource({ id: 'early', ticketType: 'nobody' });
  await webhook.post(webhookBody([{ labels: { alertname: 'Waits' }, fingerprint: 'waits' }]), { source: 'early' });
  await until(world, 'Waits', ({ fault }) => fault !== null);
  await world.saveSource({ id: 'early' });
  const waited = await until(world, 'Waits', ({ ticket }) => ticket !== null);
  await webhook.post(webhookBody([{ status: 'resolved', labels: { alertname: 'Waits' }, fingerprint: 'waits' }]), { source: 'early' });
  await until(world, 'Waits', ({ state }) => state === 'closed');
  await write(world, 'group-waits-for-its-flow', waited._id);
  await world.close();

  const restless = await worldFor({ groupSettings: { maxSignals: 3, pageSize: 2 } });
  const door = await restless.openWebhook({ bellSpacingMs: 1 });
  for (let turn = 0; turn < 8; turn += 1) await door.post(webhookBody([0, 1, 2].map((at) => ({ labels: { alertname: 'Restless' }, fingerprint: `restless-${turn}-${at}` }))));
  const group = await until(restless, 'Restless', ({ firingCount, ticket }) => firingCount === 24 && ticket !== null);
  await door.post(webhookBody(Array.from({ length: 24 }, (_, at) => ({ status: 'resolved' as const, labels: { alertname: 'Restless' }, fingerprint: `restless-${Math.floor(at / 3)}-${at % 3}` }))));
  await until(restless, 'Restless', ({ state }) => state === 'closed');
  await write(restless, 'group-continues-as-new', group._id);
  await restless.close();
} finally {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
