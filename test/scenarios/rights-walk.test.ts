import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rmSync } from 'node:fs';
import mongoose from 'mongoose';
import { startStack, type Stack } from '#embedded/stack';
import { routes, type RouteName } from '#api/routes';
import { roomAccess } from '#api/live.api';
import { createAlarmSourceRepo } from '#store/alarm/source.repo';
import { canonicalJson, hashFlowFile } from '#domain/flow/file/flow.canonical';
import type { FlowFile } from '#domain/flow/flow.schema';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { createSecretRepo } from '#store/secret/secret.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { joinRoom, pathOf, portalClient, type PortalClient } from '../builders/portal-client.ts';
import { freshFolder, freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';
import { groupCan, roles, roomTable, routeTable, scopes, ticketCan, type Thing, type ThingName, type WalkRole } from './rights.table.ts';

let portal: PortalProcess;
let worker: Stack;
let database: mongoose.Connection;
const folder = freshFolder('signalbox-walk');
const clients = {} as Record<WalkRole | 'clara', PortalClient>;
const things = {} as Record<ThingName, Thing>;

beforeAll(async () => {
  const env = { MONGODB_URI: freshMongoUri('walk'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('walk') };
  portal = await startPortalProcess(env);
  const { SIGNALBOX_DATA: _data, PORT: _port, PUBLIC_URL: _url, ...shared } = portal.env;
  database = await mongoose.createConnection(env.MONGODB_URI).asPromise();
  worker = await startStack({ dataDir: folder, components: ['worker'], env: { ...shared, ...env } });
  for (const role of [...roles, 'clara'] as const) {
    clients[role] = portalClient(portal.address);
    if (role !== 'stranger') await clients[role].signIn(role);
  }
  await prepareData();
  things.network = await makeThing('network');
  things.applications = await makeThing('applications');
  things.change = await makeThing('change');
});
afterAll(async () => {
  await worker?.stop();
  await portal?.remove();
  await database?.dropDatabase();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A second ticket type with its flow, and an alarm source of the other team: data, as an administrator would add it. */
async function prepareData(): Promise<void> {
  const types = createTicketTypeRepo(database);
  const incident = (await types.read('incident'))!;
  await types.save({ ...incident, key: 'change', prefix: 'CHG', flow: 'change', firstHandler: { by: 'objectTeam', team: 'applications' } });
  const flows = createFlowVersionRepo(database);
  const file = { ...JSON.parse((await flows.latest('incident'))!.text) as FlowFile, key: 'change', ticketType: 'change' };
  const by = { kind: 'machine' as const, id: 'walk' };
  const draft = await flows.saveDraft({ key: 'change', text: canonicalJson(file), sha256: hashFlowFile(file), revision: 0, by, at: new Date() });
  await flows.publish({ key: 'change', revision: draft.revision, note: '', verdict: 'sound', by, at: new Date() });
  const objects = createObjectRepo(database);
  for (const name of ['network', 'applications', 'change'] as const) {
    const object = (await objects.read(objectOf[name]))!;
    await objects.save({ ...object, endpoints: { ...object.endpoints, snmp: endpointOf(name) } });
  }
  const sources = createAlarmSourceRepo(database);
  const source = { ...(await sources.read('alertmanager'))!, groupWaitSeconds: 0.2, groupIntervalSeconds: 1 };
  await sources.save(source);
  await sources.save({ ...source, id: 'apps', team: 'applications' });
  await createSecretRepo(database, portal.env['SIGNALBOX_DATA_KEY']!).store({ name: 'source.alertmanager', use: 'source', hosts: [] }, 'secret of the walk');
}

/** Where the object of a thing is reached; in every run's variables, because the shipped flow reads it. */
const endpointOf = (name: ThingName): string => `${name}.management.example:161`;
const objectOf = { network: 'sw-core-1', applications: 'api', change: 'queue' } as const;

async function openTicket(name: ThingName): Promise<string> {
  const who = name === 'network' ? clients.requester : clients.clara;
  const answer = await who.call('tickets.open', { body: { type: name === 'change' ? 'change' : 'incident', title: `Walk through ${name}`, description: '', object: objectOf[name], fields: {} } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
  return answer.body.key;
}

async function makeThing(name: ThingName): Promise<Thing> {
  const key = await openTicket(name);
  const task = await eventually(`an open task of ${key}`, () => database.collection<{ _id: string }>('tasks').findOne({ 'ticket.key': key }));
  const team = name === 'network' ? 'network' : 'applications';
  const alert = { status: 'firing', labels: { alertname: `Walk ${name}`, instance: `walk-${name}`, severity: 'warning' }, annotations: {}, startsAt: new Date().toISOString(), endsAt: '0001-01-01T00:00:00Z', generatorURL: '', fingerprint: Buffer.from(name.padEnd(8, 'x')).toString('hex') };
  const posted = await fetch(`${portal.address}/api/alarms/${name === 'network' ? 'alertmanager' : 'apps'}`, {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer secret of the walk' },
    body: JSON.stringify({ version: '4', groupKey: 'walk', status: 'firing', receiver: 'signalbox', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: '', truncatedAlerts: 0, alerts: [alert] }),
  });
  expect(posted.status, await posted.text()).toBe(202);
  const group = await eventually(`an alarm group of ${name}`, () => database.collection<{ _id: string; team: string }>('alarmGroups').findOne({ title: { $regex: `Walk ${name}` } }));
  expect(group.team).toBe(team);
  const flow = name === 'change' ? 'change' : 'incident';
  const { body } = await clients.admin.call('flows.read', { params: { key: flow } });
  return { key, object: objectOf[name], endpoint: endpointOf(name), task: task._id, group: group._id, flow, flowFile: body.draft, type: flow, text: `Walk through ${name}` };
}

async function eventually<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  for (const deadline = Date.now() + 30_000; ;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}\n${portal.log().split('\n').slice(-8).join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const cell = <T>(value: T | readonly [T, T], which: 'in' | 'out'): T => (Array.isArray(value) ? value[which === 'in' ? 0 : 1] : value) as T;

describe('the walk through every door', () => {
  it('has a row for every route, and none for a route that is gone', () => expect(Object.keys(routeTable).sort()).toEqual(Object.keys(routes).sort()));
  it('has a row for every room, and none for a room that is gone', () => expect(Object.keys(roomTable).sort()).toEqual(Object.keys(roomAccess).sort()));

  // What clears everything comes last.
  const order = (Object.keys(routes) as RouteName[]).sort((a, b) => Number(a === 'demo.clear') - Number(b === 'demo.clear'));
  describe.each(order)('%s', (name) => {
    const row = routeTable[name];
    it.each(roles)('by %s', async (role) => {
      for (const which of ['in', 'out'] as const) {
        const thingName = role === 'stranger' ? 'network' : scopes[role][which];
        const expected = cell(row?.expect[role] ?? 0, which);
        const thing = row?.isFinal && expected === 200 ? { ...things[thingName], key: await openTicket(thingName) } : things[thingName];
        const answer = await clients[role].call(name, row?.ask?.(thing) as never);
        expect(answer.status, `${role} ${which} scope: ${routes[name].method} ${pathOf(name, (row?.ask?.(thing) as { params?: Record<string, unknown> } | undefined)?.params)} -> ${JSON.stringify(answer.error)}`).toBe(expected === 'through' && [200, 409].includes(answer.status) ? answer.status : expected);
        if (answer.status >= 400) expect(JSON.stringify(answer.body)).not.toContain(thing.text);
        const tells = row?.tells?.[role];
        if (tells) expect(JSON.stringify(answer.body).includes(row.secret!(thing)), `${role} is told ${row.secret!(thing)} of ${which === 'in' ? 'its own' : 'a foreign'} thing by ${name}`).toBe(cell(tells, which));
        const sees = row?.sees?.[role];
        if (sees) expect(JSON.stringify(answer.body).includes(row.finds!(thing)), `${role} finds ${which === 'in' ? 'its own' : 'a foreign'} thing in ${name}`).toBe(cell(sees, which));
      }
    });
  });

  describe.each(Object.keys(roomAccess) as (keyof typeof roomAccess)[])('room %s', (kind) => {
    it.each(roles)('by %s', async (role) => {
      if (role === 'stranger') {
        await expect(clients.stranger.socket()).rejects.toThrow('SIGN_IN_NEEDED');
        return;
      }
      const { body: me } = await clients[role].call('me.read');
      const socket = await clients[role].socket();
      try {
        expect(roomTable[kind].length).toBeGreaterThan(0);
        for (const row of roomTable[kind]) for (const which of ['in', 'out'] as const) {
          const room = row.room(things[scopes[role][which]], me.person.id);
          const answer = await joinRoom(socket, room);
          expect(answer.ok ? null : answer.error!.code, `${role} ${which} scope: ${room}`).toBe(cell(row.expect[role], which));
        }
      } finally {
        socket.close();
      }
    });
  });

  it.each(roles.filter((role) => role !== 'stranger'))('says on a ticket and on an alarm group what %s may do to it', async (role) => {
    const { body } = await clients[role].call('tickets.read', { params: { key: await openTicket(scopes[role].in) } });
    expect(body.can).toEqual(ticketCan[role]);
    const group = await clients[role].call('alarmGroups.read', { params: { id: things[scopes[role].in].group } });
    expect(group.status === 200 ? group.body.group.can : null).toEqual(groupCan[role]);
  });

  it('refuses writes of a session without its CSRF token, on every route that writes', async () => {
    for (const name of (Object.keys(routes) as RouteName[]).filter((one) => routes[one].isWrite && routes[one].isRawBody !== true)) {
      const answer = await clients.admin.call(name, { ...routeTable[name].ask?.(things.network), headers: { 'x-csrf-token': 'wrong' } } as never);
      expect([name, answer.status, answer.error?.code]).toEqual([name, 403, 'CSRF_REFUSED']);
    }
  });

  it('sends hints of a ticket only to those who may read it', async () => {
    const [agent, other] = [await clients.agent.socket(), await clients.requester.socket()];
    const seen: Record<string, string[]> = { agent: [], requester: [] };
    agent.on('changed', (changed: { room: string; id: string }) => seen['agent']!.push(changed.id));
    other.on('changed', (changed: { room: string; id: string }) => seen['requester']!.push(changed.id));
    expect(await joinRoom(agent, 'tickets')).toEqual({ ok: true });
    expect(await joinRoom(other, 'tickets')).toEqual({ ok: true });
    const foreign = await openTicket('applications');
    const own = await openTicket('network');
    await expect.poll(() => seen['agent'], { timeout: 10_000 }).toContain(own);
    await expect.poll(() => seen['requester'], { timeout: 10_000 }).toContain(own);
    expect(seen['agent']).not.toContain(foreign);
    expect(seen['requester']).not.toContain(foreign);
    agent.close();
    other.close();
  });

  it('sends hints of a flow, and of a task to its team\'s room, only to those who may read them', async () => {
    const [owner, admin] = [await clients.owner.socket(), await clients.admin.socket()];
    const heard = { owner: [] as string[], admin: [] as string[] };
    const note = (list: string[]) => (changed: { room: string; id: string }) => { list.push(`${changed.room} ${changed.id}`); };
    owner.on('changed', note(heard.owner));
    admin.on('changed', note(heard.admin));
    for (const socket of [owner, admin]) for (const room of ['flows', 'team:applications']) expect(await joinRoom(socket, room)).toEqual({ ok: true });
    for (const key of ['change', 'incident']) {
      const { body } = await clients.admin.call('flows.read', { params: { key } });
      const saved = await clients.admin.call('flows.saveDraft', { params: { key }, body: { revision: body.flow.draftRevision, file: { ...body.draft, description: { en: 'Touched by the walk' } } } });
      expect(saved.status, JSON.stringify(saved.error)).toBe(200);
    }
    await openTicket('change');
    await openTicket('applications');
    const tasks = (list: string[]) => list.filter((words) => words.startsWith('team:applications ')).length;
    await expect.poll(() => [heard.admin.filter((words) => words.startsWith('flows ')).sort(), tasks(heard.admin)], { timeout: 20_000 }).toEqual([['flows change', 'flows incident'], 2]);
    await expect.poll(() => [heard.owner.filter((words) => words.startsWith('flows ')), tasks(heard.owner)], { timeout: 10_000 }).toEqual([['flows incident'], 1]);
    owner.close();
    admin.close();
  });
});
