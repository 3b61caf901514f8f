import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rmSync } from 'node:fs';
import mongoose from 'mongoose';
import { startStack, type Stack } from '#embedded/stack';
import { codesOf } from '#api/openapi/codes';
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
import { eventually, patienceMs } from '../setup/eventually.ts';
import { freshFolder, freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';
import { agentScopes, groupCan, roles, routeTable, saidOf, scopes, ticketCan, type Thing, type ThingName, type WalkRole } from './rights.table.ts';
import { roomTable } from './rights.rooms.ts';

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
    if (role !== 'stranger' && !(role in agentScopes)) await clients[role].signIn(role);
  }
  await prepareData();
  for (const role of Object.keys(agentScopes) as (keyof typeof agentScopes)[]) await addAgent(role);
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

/** An agent of no team, who works for a service or a device group; also a requester, as everybody is. */
async function addAgent(role: keyof typeof agentScopes): Promise<void> {
  const { services, deviceGroups } = agentScopes[role];
  const scope = { teams: [], ticketTypes: [], services: [...services], deviceGroups: [...deviceGroups] };
  const person = { username: role, name: role, email: '', locale: 'en' as const, zone: 'Etc/UTC', manager: null, teams: [], assignments: [{ role: 'requester', scope: null }, { role: 'agent', scope }] };
  const added = await clients.admin.call('directory.savePerson', { params: { id: role.toLowerCase() }, body: { revision: 0, person } });
  expect(added.status, JSON.stringify(added.error)).toBe(200);
  await clients[role].signIn(role);
}

/** Where the object of a thing is reached; in every run's variables, because the shipped flow reads it. */
const endpointOf = (name: ThingName): string => `${name}.management.example:161`;
const objectOf = { network: 'sw-core-1', applications: 'api', change: 'queue' } as const;
/** What an alarm about it says. */
const labelOf = { network: { instance: 'sw-core-1' }, applications: { instance: 'walk-applications', service: 'api' }, change: { instance: 'walk-change', service: 'queue' } } as const;

async function openTicket(name: ThingName): Promise<string> {
  const who = name === 'network' ? clients.requester : clients.clara;
  const answer = await who.call('tickets.open', { body: { type: name === 'change' ? 'change' : 'incident', title: `Walk through ${name}`, description: '', object: objectOf[name], fields: {} } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
  const { key } = answer.body;
  // On a busy machine a ticket is written after it was answered.
  await eventually(() => database.collection('tickets').findOne({ key }), { what: `the ticket ${key}`, evidence: lastWords });
  return key;
}

/** A file with a message, by who asked for the ticket. */
async function fileOn(key: string, who: PortalClient): Promise<string> {
  const sent = await who.call('files.send', { query: { name: 'walk.json' }, body: { key } });
  const said = await who.call('comments.add', { params: { key }, body: { visibility: 'public', text: '', files: [sent.body.id] } });
  expect([sent.status, said.status], JSON.stringify([sent.error, said.error])).toEqual([200, 200]);
  return sent.body.id;
}

async function makeThing(name: ThingName): Promise<Thing> {
  const key = await openTicket(name);
  const task = await eventually(() => database.collection<{ _id: string }>('tasks').findOne({ 'ticket.key': key }), { what: `an open task of ${key}`, evidence: lastWords });
  const team = name === 'network' ? 'network' : 'applications';
  const alert = { status: 'firing', labels: { alertname: `Walk ${name}`, ...labelOf[name], severity: 'warning' }, annotations: {}, startsAt: new Date().toISOString(), endsAt: '0001-01-01T00:00:00Z', generatorURL: '', fingerprint: Buffer.from(name.padEnd(8, 'x')).toString('hex') };
  const source = name === 'network' ? 'alertmanager' : 'apps';
  const post = (body: unknown): Promise<Response> => fetch(`${portal.address}/api/alarms/${source}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer secret of the walk' }, body: JSON.stringify(body) });
  const posted = await post({ version: '4', groupKey: 'walk', status: 'firing', receiver: 'signalbox', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: '', truncatedAlerts: 0, alerts: [alert] });
  expect(posted.status, await posted.text()).toBe(202);
  const group = await eventually(() => database.collection<{ _id: string; team: string }>('alarmGroups').findOne({ title: { $regex: `Walk ${name}` }, 'object.id': objectOf[name] }), { what: `an alarm group of ${name}`, evidence: lastWords });
  expect(group.team).toBe(team);
  expect((await post({ version: '4', alerts: name })).status).toBe(422);
  const letter = await eventually(() => database.collection<{ _id: string }>('deadLetters').findOne({ source, body: { $regex: name } }), { what: `a dead letter of ${name}`, evidence: lastWords });
  const flow = name === 'change' ? 'change' : 'incident';
  const { body } = await clients.admin.call('flows.read', { params: { key: flow } });
  const file = await fileOn(key, name === 'network' ? clients.requester : clients.clara);
  return { key, object: objectOf[name], endpoint: endpointOf(name), task: task._id, group: group._id, letter: letter._id, file, flow, flowFile: body.draft, type: flow, text: `Walk through ${name}` };
}

const lastWords = (): string => portal.log().split('\n').slice(-8).join('\n');
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
        const expected = cell(saidOf(row?.expect, role) ?? 0, which);
        const thing = row?.isFinal && expected === 200 ? { ...things[thingName], key: await openTicket(thingName) } : things[thingName];
        const answer = await clients[role].call(name, row?.ask?.(thing) as never);
        expect(answer.status, `${role} ${which} scope: ${routes[name].method} ${pathOf(name, (row?.ask?.(thing) as { params?: Record<string, unknown> } | undefined)?.params)} -> ${JSON.stringify(answer.error)}`).toBe(expected === 'through' && [200, 409].includes(answer.status) ? answer.status : expected);
        if (answer.status >= 400) {
          expect(JSON.stringify(answer.body)).not.toContain(thing.text);
          expect(codesOf(routes[name]), `codes ${name} is described with`).toContain(answer.error?.code);
        }
        const tells = saidOf(row?.tells, role);
        if (tells) expect(JSON.stringify(answer.body).includes(row.secret!(thing)), `${role} is told ${row.secret!(thing)} of ${which === 'in' ? 'its own' : 'a foreign'} thing by ${name}`).toBe(cell(tells, which));
        const sees = saidOf(row?.sees, role);
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
          expect(answer.ok ? null : answer.error!.code, `${role} ${which} scope: ${room}`).toBe(cell(saidOf(row.expect, role) ?? null, which));
        }
      } finally {
        socket.close();
      }
    });
  });

  it.each(roles.filter((role) => role !== 'stranger'))('says on a ticket and on an alarm group what %s may do to it', async (role) => {
    const { body } = await clients[role].call('tickets.read', { params: { key: await openTicket(scopes[role].in) } });
    expect(body.can).toEqual(saidOf(ticketCan, role));
    const group = await clients[role].call('alarmGroups.read', { params: { id: things[scopes[role].in].group } });
    expect(group.status === 200 ? group.body.group.can : null).toEqual(saidOf(groupCan, role) ?? null);
  });

  it('refuses writes of a session without its CSRF token, on every route that writes', async () => {
    // What needs nobody knows no session: there is nothing to forge.
    for (const name of (Object.keys(routes) as RouteName[]).filter((one) => routes[one].isWrite && routes[one].isRawBody !== true && routes[one].access !== 'public')) {
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
    await expect.poll(() => seen['agent'], { timeout: patienceMs }).toContain(own);
    await expect.poll(() => seen['requester'], { timeout: patienceMs }).toContain(own);
    expect(seen['agent']).not.toContain(foreign);
    expect(seen['requester']).not.toContain(foreign);
    agent.close();
    other.close();
  });

  it('sends hints of tickets, alarm groups and tasks of a service, and of a device group, only to those who hold their role for it', async () => {
    const heard = { serviceAgent: [] as string[], groupAgent: [] as string[] };
    const sockets = await Promise.all((['serviceAgent', 'groupAgent'] as const).map(async (role) => {
      const socket = await clients[role].socket();
      socket.on('changed', (changed: { what: string; id: string }) => heard[role].push(`${changed.what} ${changed.id}`));
      for (const room of ['tickets', 'alarm-groups', 'team:network', 'team:applications']) expect(await joinRoom(socket, room)).toEqual({ ok: true });
      return socket;
    }));
    const [switchTicket, apiTicket] = [await openTicket('network'), await openTicket('applications')];
    for (const group of [things.network.group, things.applications.group]) await database.collection<{ _id: string }>('alarmGroups').updateOne({ _id: group }, { $inc: { revision: 1 } });
    const taskOf = async (key: string): Promise<string> => `task ${(await eventually(() => database.collection<{ _id: string }>('tasks').findOne({ 'ticket.key': key }), { what: `a task of ${key}`, evidence: lastWords }))._id}`;
    const [network, applications] = [[`ticket ${switchTicket}`, await taskOf(switchTicket), `alarmGroup ${things.network.group}`], [`ticket ${apiTicket}`, await taskOf(apiTicket), `alarmGroup ${things.applications.group}`]];
    await expect.poll(() => heard.groupAgent, { timeout: patienceMs }).toEqual(expect.arrayContaining(network));
    await expect.poll(() => heard.serviceAgent, { timeout: patienceMs }).toEqual(expect.arrayContaining(applications));
    expect([applications.filter((words) => heard.groupAgent.includes(words)), network.filter((words) => heard.serviceAgent.includes(words))]).toEqual([[], []]);
    for (const socket of sockets) socket.close();
  });

  it('opens and closes what an object was moved to below a service or away from it, within seconds', async () => {
    const objects = createObjectRepo(database);
    const host = (await objects.read('app-host-1'))!;
    const found = async (): Promise<boolean> => (await clients.serviceAgent.call('tickets.list', { query: { limit: 200 } })).body.items.some((row) => row.key === ticket);
    const opened = await clients.clara.call('tickets.open', { body: { type: 'incident', title: 'A host is slow', description: '', object: 'app-host-1', fields: {} } });
    const ticket = opened.body.key;
    await eventually(() => database.collection('tickets').findOne({ key: ticket }), { evidence: lastWords });
    expect(await found()).toBe(false);
    await objects.save({ ...host, parents: [...host.parents, 'payments'] });
    await expect.poll(found, { timeout: patienceMs }).toBe(true);
    await objects.save(host);
    await expect.poll(found, { timeout: patienceMs }).toBe(false);
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
    const tickets = [await openTicket('change'), await openTicket('applications')];
    const tasks = await eventually(async () => {
      const found = await database.collection<{ _id: string }>('tasks').find({ 'ticket.key': { $in: tickets } }).toArray();
      return found.length === 2 ? found.map(({ _id }) => `team:applications ${_id}`) : null;
    }, { what: 'a task of each ticket', evidence: lastWords });
    // What is hinted, not how often: two changes of one thing are one hint only when they come within a moment. A room recalls what was hinted just before, too.
    const flowsAndTasks = (list: string[]) => [[...new Set(list.filter((words) => words.startsWith('flows ')))].sort(), tasks.filter((words) => list.includes(words)).length];
    await expect.poll(() => flowsAndTasks(heard.admin), { timeout: patienceMs }).toEqual([['flows change', 'flows incident'], 2]);
    await expect.poll(() => flowsAndTasks(heard.owner), { timeout: patienceMs }).toEqual([['flows incident'], 1]);
    owner.close();
    admin.close();
  });
});
