/** What begins flows, over HTTP on real servers: drawn, published, begun by a token's message, paused, previewed; and whatever else is sent there. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { Json } from '#domain/values';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { flowWorldOn, type FlowWorld } from '../setup/flow-world.ts';
import { freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

let portal: PortalProcess;
let world: FlowWorld;
let admin: PortalClient;
let token = '';
const work = { kind: 'task', config: { assignments: [{ by: 'relation', relation: 'ticketTeam' }], outcomes: [{ key: 'done', name: { en: 'Done' } }] } };

beforeAll(async () => {
  const [mongoUri, namespace] = [freshMongoUri('starts'), await freshNamespace('starts')];
  portal = await startPortalProcess({ MONGODB_URI: mongoUri, TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: namespace });
  world = await flowWorldOn({ temporalAddress: temporalAddress(), namespace, mongoUri });
  admin = portalClient(portal.address);
  await admin.signIn('admin');
  const made = await admin.call('apiTokens.make', { body: { name: 'Shop', scopes: ['message.send'] } });
  token = made.body.value;
});
afterAll(async () => {
  await portal?.remove();
  await world?.close();
});

let drawn = 0;
const fresh = (): string => `starts-${(drawn += 1)}-${randomUUID().slice(0, 6)}`;
const flowOf = (config: Record<string, Json>, more: Partial<FlowFile> = {}): FlowFile => drawFlow({ come: { kind: 'start', config }, work, end: 'end' }, ['come -> work', 'work.done -> end'], { key: fresh(), ticketType: 'incident', ...more });
async function save(file: FlowFile, revision = 0): Promise<number> {
  const saved = await admin.call('flows.saveDraft', { params: { key: file.key }, body: { revision, file } });
  expect(saved.status, JSON.stringify(saved.error)).toBe(200);
  return saved.body.revision;
}
const publish = async (file: FlowFile, revision = 0) => admin.call('flows.publish', { params: { key: file.key }, body: { revision: await save(file, revision), note: '', confirmNotProven: true } });
async function send(body: unknown) {
  const answer = await fetch(`${portal.address}/api/messages`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) });
  const said = await answer.json() as { state?: string; error?: { code: string } };
  return [answer.status, said.state ?? said.error?.code];
}
const ticketsCalled = async (title: string) => (await admin.call('tickets.list', { query: { q: title, limit: 50 } })).body.items.filter((one) => one.title === title);

describe('a start by a message', () => {
  it('is told in force, begins by a token\'s message for its owner, and what does not fit is kept, tried again with the version in force, and removed', async () => {
    const [name, number] = [`order.${fresh()}`, fresh()];
    const file = flowOf({ trigger: 'message', message: name, title: '="Order " + number' }, { variables: { number: { type: 'text', isRequired: true }, amount: { type: 'number' } } });
    expect((await publish(file)).status).toBe(200);
    expect((await admin.call('flows.starts', { params: { key: file.key } })).body.items).toMatchObject([{ node: 'come', trigger: 'message', message: name, version: 1, schedule: null, next: [], last: [] }]);
    expect(await send({ name, data: { number } })).toEqual([202, 'begun']);
    const [ticket] = await world.eventually(async () => { const found = await ticketsCalled(`Order ${number}`); return found.length === 1 ? found : null; });
    expect((await admin.call('tickets.read', { params: { key: ticket!.key } })).body).toMatchObject({ openedBy: { kind: 'person' } });

    expect([await send({ name, data: { number, amount: 'many' } }), await send({ name, data: {} })]).toEqual([[202, 'refused'], [202, 'refused']]);
    const letters = async () => (await admin.call('messages.letters', {})).body.items.filter((letter) => letter.flow === file.key);
    const [missing, unfit] = await letters();
    expect([unfit, missing]).toMatchObject([{ code: 'START_DATA_UNFIT', params: { name: 'amount' }, data: { number, amount: 'many' } }, { code: 'START_DATA_MISSING', params: { name: 'number' } }]);
    expect((await admin.call('messages.retryLetter', { params: { id: unfit!.id } })).error).toMatchObject({ code: 'START_DATA_UNFIT' });
    expect((await publish({ ...file, variables: { ...file.variables, amount: { type: 'any' } } }, 1)).status).toBe(200);
    expect((await admin.call('messages.retryLetter', { params: { id: unfit!.id } })).status).toBe(200);
    await world.eventually(async () => (await ticketsCalled(`Order ${number}`)).length === 2);
    expect((await admin.call('messages.retryLetter', { params: { id: unfit!.id } })).error).toMatchObject({ code: 'START_LETTER_GONE' });
    expect((await admin.call('messages.removeLetter', { params: { id: missing!.id } })).body).toEqual({ removed: true });
    expect(await letters()).toEqual([]);
    const told = (await admin.call('events.list', { query: { limit: 50 } })).body.items.map(({ action }) => action);
    expect(told).toEqual(expect.arrayContaining(['startLetter.retried', 'startLetter.removed']));
  });

  it('takes what is sent by whoever means harm as data, or not at all', async () => {
    const name = `harm.${fresh()}`;
    const file = flowOf({ trigger: 'message', message: name, title: '=title', resultVariable: 'came' });
    expect((await publish(file)).status).toBe(200);
    const title = `<img src=x onerror=alert(1)> ${fresh()}`;
    expect(await send(`{"name": ${JSON.stringify(name)}, "data": {"title": ${JSON.stringify(title)}, "__proto__": {"isAdmin": true}, "constructor": {"prototype": {"x": 1}}}}`)).toEqual([202, 'begun']);
    await world.eventually(async () => (await ticketsCalled(title)).length === 1);
    expect(await send({ name, data: { title: 'x', much: 'x'.repeat(66_000) } })).toEqual([413, 'MESSAGE_TOO_LARGE']);
    expect((await send(`{"name": ${JSON.stringify(name)}, "data": {"title": "x", "deep": ${'['.repeat(5_000)}${']'.repeat(5_000)}}}`))[0]).toBe(422);
    expect(await send({ name, data: { title: { not: 'a title' } } })).toEqual([202, 'refused']);
    const line = fresh();
    expect([await send({ name, data: { title: ' \u0000\n' } }), await send({ name, data: { title: `One\u0000\n${line}` } })]).toEqual([[202, 'refused'], [202, 'begun']]);
    await world.eventually(async () => (await ticketsCalled(`One ${line}`)).length === 1);
  });
});

describe('a start by a schedule', () => {
  it('is previewed, published, told with its next firings, paused by those who publish, and told of in the audit', async () => {
    const schedule = { by: 'week', weekdays: ['mon'], times: ['08:00'], zone: 'Europe/Berlin' };
    const { body } = await admin.call('flows.previewSchedule', { body: { schedule } });
    expect([body.fault, body.next.length, new Set(body.next.map((at) => new Date(at).getUTCDay()))]).toEqual([null, 5, new Set([1])]);
    const file = flowOf({ trigger: 'schedule', schedule });
    expect((await publish(file)).status).toBe(200);
    const start = async () => (await admin.call('flows.starts', { params: { key: file.key } })).body.items[0]!;
    expect(await start()).toMatchObject({ trigger: 'schedule', paused: null, next: body.next, last: [] });
    const at = { params: { key: file.key, node: 'come' } };
    expect((await admin.call('flows.pauseSchedule', at)).body).toEqual({ isPaused: true });
    expect(await start()).toMatchObject({ paused: { by: { kind: 'person' } }, next: [] });
    expect((await admin.call('flows.resumeSchedule', at)).body).toEqual({ isPaused: false });
    expect(await start()).toMatchObject({ paused: null, next: body.next });
    expect((await admin.call('events.list', { query: { limit: 20 } })).body.items.map(({ action }) => action)).toEqual(expect.arrayContaining(['schedule.paused', 'schedule.resumed']));
    expect((await admin.call('flows.pauseSchedule', { params: { key: file.key, node: 'work' } })).error).toMatchObject({ code: 'START_UNKNOWN' });
  });

  it.each([
    [{ by: 'every', every: 'PT1S' }, 'every', 'schedule.too-often'], [{ by: 'week', weekdays: ['mon'], times: ['08:00'], zone: 'Europe/Atlantis' }, 'zone', 'schedule.no-zone'], [{ by: 'cron', cron: '* * * * * *' }, 'cron', 'schedule.no-cron'],
    [{ by: 'week', weekdays: ['someday'], times: ['08:00'] }, 'weekdays/0', null], [{ by: 'every', every: 'PT1H', __proto__x: 1 }, '', null],
  ])('that cannot be is previewed with what is wrong: %j', async (schedule, field, says) => {
    const { status, body } = await admin.call('flows.previewSchedule', { body: { schedule: schedule as never } });
    expect([status, body.next, body.fault?.field]).toEqual([200, [], field]);
    if (says !== null) expect(body.fault?.says).toMatchObject({ phrase: says });
  });

  it.each([
    ['start-schedule-wrong', { trigger: 'schedule', schedule: { by: 'every', every: 'PT1S' } }], ['start-schedule-over', { trigger: 'schedule', schedule: { by: 'every', every: 'P1D', from: '2024-01-01', until: '2024-02-01' } }],
    ['start-calendar-unknown', { trigger: 'schedule', schedule: { by: 'every', every: 'P1D', calendar: 'nowhere' } }], ['start-person-unknown', { trigger: 'message', message: 'x', requester: 'stranger' }], ['start-team-unknown', { trigger: 'message', message: 'x', team: 'nowhere' }],
    ['start-type-unknown', { trigger: 'message', message: 'x', type: 'wish' }], ['start-message-missing', { trigger: 'message' }], ['message-alarms', { trigger: 'message', message: 'alarm.firing' }],
  ])('or by a message is not published with %s', async (code, config) => {
    const answer = await publish(flowOf(config as never));
    expect([answer.status, (answer.error as { details?: { code: string }[] } | null)?.details?.map((one) => one.code)]).toEqual([422, [code]]);
  });

  it('of a flow without a type of ticket is not published', async () => {
    const { ticketType: _type, ...file } = flowOf({ trigger: 'message', message: 'x' });
    expect((await publish(file)).error).toMatchObject({ code: 'FLOW_UNSOUND', details: [{ code: 'start-type-missing' }] });
  });
});
