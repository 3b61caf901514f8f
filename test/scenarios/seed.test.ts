/** The demonstration tickets where their making is cut off between a ticket and its run, and gone on with later; their alarms, which live on among real ones. */
import { readFileSync, rmSync } from 'node:fs';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedOnce } from '#activities/demo/seed-once';
import { routine } from '#activities/demo/seed-tickets';
import { stories } from '#activities/demo/stories';
import { startStack, type Stack } from '#embedded/stack';
import { openEngineConnection, type EngineConnection } from '#integrations/engine/connection';
import { createAlarmEngine } from '#integrations/engine/alarm-engine';
import { createFlowEngine } from '#integrations/engine/engine';
import { createRunInspector } from '#integrations/engine/inspector';
import { projectFolder } from '#embedded/project';
import type { BindingRow, GroupRow } from '#store/alarm/alarm.models';
import { createRunRepo } from '#store/flow/run.repo';
import { differenceOf } from '#worker/reconciler';
import { portalClient } from '../builders/portal-client.ts';
import { webhookBody } from '../setup/alarm-world.ts';
import { freshFolder } from '../setup/fresh.ts';

const everything = stories.finished.length + stories.open.length + routine.count;
const said = [...stories.finished, ...stories.open].flatMap((story) => story.steps.filter((step) => step.do === 'say'));
const alarmed = [...stories.finished, ...stories.open].filter(({ alarm }) => alarm !== null);
const quiet = { info: () => undefined, warn: () => undefined };

describe('the seed', () => {
  const folder = freshFolder('signalbox-seed');
  let stack: Stack;
  let database: Connection;
  let engine: EngineConnection;
  beforeAll(async () => {
    stack = await startStack({ dataDir: folder, components: ['temporal', 'mongodb', 'worker', 'portal'], env: { SIGNALBOX_LOG_LEVEL: 'error', SIGNALBOX_DEMO_TICKETS: 'false' } });
    database = await mongoose.createConnection(stack.mongoUri).asPromise();
    engine = openEngineConnection({ address: stack.temporalAddress, namespace: stack.temporalNamespace });
  });
  afterAll(async () => {
    await engine?.close();
    await database?.close();
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const count = (name: string, filter: object = {}): Promise<number> => database.collection(name).countDocuments(filter);

  it('is whole, each ticket once and each open one a run that stands as it is shown, after it was cut off and begun again an hour later', async () => {
    const real = createFlowEngine(engine);
    let starts = 0;
    let isStopping = false;
    const [alarms, inspector] = [createAlarmEngine(engine.client), createRunInspector(engine)];
    const dying = { ...real, startRun: (input: Parameters<typeof real.startRun>[0]) => {
      if (++starts <= 3) return real.startRun(input);
      isStopping = true;
      return Promise.reject(new Error('killed before the run was started'));
    } };
    const begunAt = Date.now();
    await seedOnce({ connection: database, engine: dying, alarms, inspector, nowMs: () => begunAt, log: quiet, isStopping: () => isStopping });
    expect(await count('tickets', { _id: { $not: /^demoday/ } })).toBe(stories.finished.length + 4);

    await seedOnce({ connection: database, engine: real, alarms, inspector, nowMs: () => begunAt + 3_600_000, log: quiet, isStopping: () => false });
    expect([await count('tickets'), (await database.collection('tickets').distinct('key')).length, await count('comments')]).toEqual([everything, everything, said.length]);
    const runs = createRunRepo(database);
    const open = await runs.running(null, 100);
    expect(open).toHaveLength(stories.open.length);
    for (const row of open) await expect.poll(() => differenceOf(row, { runs, inspector }), { timeout: 60_000, message: row.id }).toBe(null);
  });

  const groups = () => database.collection<GroupRow>('alarmGroups');
  const ticketsOf = (filter: object) => database.collection<{ _id: string; title: string; isDemo: boolean; alarm: { group: string; episode: number; isFiring: boolean } | null }>('tickets').find(filter).toArray();
  async function livingGroups(): Promise<string[]> {
    const found: string[] = [];
    for await (const { workflowId } of engine.client.workflow.list({ query: "WorkflowType = 'groupAlarms' AND ExecutionStatus = 'Running'" })) found.push(workflowId.replace('alarm-group/', ''));
    return found.sort();
  }
  async function post(body: unknown): Promise<void> {
    const answer = await fetch(`${stack.address}/api/alarms/alertmanager`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', authorization: 'Bearer demo-alertmanager' } });
    expect(answer.status).toBe(202);
  }
  const example = JSON.parse(readFileSync(`${projectFolder}/docs/examples/alertmanager-uplink-down.json`, 'utf8')) as unknown;
  const waits = { timeout: 60_000, interval: 200 };

  it('gives every alarm story its group: open ones fire, the others are closed and wake nobody', async () => {
    const open = await groups().find({ state: 'firing' }).toArray();
    expect(open.map(({ title }) => title).sort()).toEqual(['FanFailed · sw-core-1', 'InterfaceErrors · sw-core-2']);
    const rest = await groups().find({ state: { $ne: 'firing' } }).toArray();
    expect(rest.map(({ state, isDemo, wakeAt, firingCount }) => ({ state, isDemo, wakeAt, firingCount }))).toEqual(rest.map(() => ({ state: 'closed', isDemo: true, wakeAt: null, firingCount: 0 })));
    expect(rest.find(({ title }) => title === 'InterfaceDown · sw-core-2')).toMatchObject({ episode: 3, alarmCount: 1, object: { kind: 'interface', id: 'sw-core-2.uplink-2' } });
    expect([await count('alarmHeads', { isPending: true }), await count('alarmGroups', { wakeAt: { $lt: new Date() } }), await count('alarmEpisodes')]).toEqual([0, 0, alarmed.length]);

    const tickets = await ticketsOf({ alarm: { $ne: null } });
    expect(tickets).toHaveLength(alarmed.length);
    expect(tickets.filter(({ alarm }) => alarm?.isFiring).map(({ _id }) => _id).sort()).toEqual(open.map(({ ticket }) => ticket?.id).sort());
    for (const { _id, alarm } of tickets) expect(await database.collection('alarmEpisodes').findOne({ ticketId: _id }), _id).toMatchObject({ group: alarm?.group, episode: alarm?.episode });
    await expect.poll(livingGroups, waits).toEqual(open.map(({ _id }) => _id).sort());
  });

  it('lets a real alarm of a group that is open join its ticket, and tells the ticket when all of them have resolved', async () => {
    await database.collection('alarmSources').updateOne({ _id: 'alertmanager' as never }, { $set: { groupIntervalSeconds: 1, groupWaitSeconds: 0.2 } });
    // A change of a source's timing holds for its groups after this long.
    await new Promise((done) => { setTimeout(done, 5_200); });
    const [fan] = await groups().find({ title: 'FanFailed · sw-core-1' }).toArray();
    const [seeded] = await database.collection<BindingRow>('alarmBindings').find({ group: fan!._id }).toArray();
    const second = { labels: { alertname: 'FanFailed', instance: 'sw-core-1', fan: '3', severity: 'minor' }, fingerprint: 'fan-3' };
    await post(webhookBody([second]));
    await expect.poll(() => count('events', { action: 'alarm.grouped', 'refs.id': fan!.ticket!.id }), waits).toBe(1);
    // A group's row follows its events.
    await expect.poll(() => groups().findOne({ _id: fan!._id }), waits).toMatchObject({ firingCount: 2, ticket: fan!.ticket, episode: 1 });
    expect(await count('tickets')).toBe(everything);

    const first = { labels: Object.fromEntries(seeded!.labels.map(({ name, value }) => [name, value])), fingerprint: seeded!.fingerprint };
    await post(webhookBody([{ ...first, status: 'resolved' }, { ...second, status: 'resolved' }]));
    await expect.poll(async () => (await ticketsOf({ _id: fan!.ticket!.id }))[0]?.alarm, waits).toMatchObject({ isFiring: false });
  });

  it('lets a real alarm of a closed group open a ticket of its own, which stays with its group when the demo data is cleared', async () => {
    await post(example);
    const [down] = await groups().find({ title: 'InterfaceDown · sw-core-2' }).toArray();
    await expect.poll(() => ticketsOf({ 'alarm.group': down!._id, isDemo: false }), waits).toMatchObject([{ alarm: { episode: 4, isFiring: true } }]);
    await expect.poll(async () => (await groups().findOne({ _id: down!._id }))?.state, waits).toBe('firing');

    const admin = portalClient(stack.address);
    await admin.signIn('admin');
    expect(await admin.call('demo.clear', { body: { confirm: 'clear' } })).toMatchObject({ status: 200, body: { removed: everything } });
    expect(await groups().find().toArray()).toMatchObject([{ _id: down!._id, state: 'firing', isDemo: false }]);
    for (const name of ['alarmHeads', 'alarmBindings', 'alarmJournal']) expect(await database.collection(name).distinct(name === 'alarmHeads' ? '_id' : 'group'), name).toEqual([down!._id]);
    expect([await count('alarmEpisodes'), await count('tickets')]).toEqual([1, 1]);
    await expect.poll(livingGroups, waits).toEqual([down!._id]);
  });

  it('goes on no further when it is cleared while it is made', async () => {
    await database.collection<{ _id: string }>('installation').deleteMany({ _id: { $in: ['tickets', 'tickets-begun'] } });
    const kept = await count('tickets');
    const seeding = seedOnce({ connection: database, engine: createFlowEngine(engine), alarms: createAlarmEngine(engine.client), inspector: createRunInspector(engine), nowMs: () => Date.now(), log: quiet, isStopping: () => false });
    await expect.poll(() => count('tickets', { isDemo: true }), { ...waits, interval: 20 }).toBeGreaterThan(0);
    const admin = portalClient(stack.address);
    await admin.signIn('admin');
    const { status, body } = await admin.call('demo.clear', { body: { confirm: 'clear' } });
    await seeding;
    expect(status).toBe(200);
    expect(body.removed).toBeLessThan(everything);
    expect(await count('tickets')).toBe(kept);
    expect(await admin.call('demo.read')).toMatchObject({ body: { isThere: false } });
  });
});
