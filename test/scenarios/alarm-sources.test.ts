/** Alarm sources and secrets as administrators keep them: made, changed, switched, given a new secret, removed, with what the audit tells; and no value in any answer, event or line of the log. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import mongoose from 'mongoose';
import type { NewAlarmSource } from '#domain/alarm/source.schema';
import type { AlarmSourceView } from '#api/source.api';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { patienceMs } from '../setup/eventually.ts';
import { freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

let portal: PortalProcess;
let database: mongoose.Connection;
let admin: PortalClient;
/** A change holds for arriving bodies after five seconds at most. */
const soon = { timeout: patienceMs, interval: 250 };
const facts: NewAlarmSource = {
  id: 'lab', kind: 'alertmanager', name: 'Alertmanager of the lab', isEnabled: true, groupBy: ['alertname'], groupWaitSeconds: 1, groupIntervalSeconds: 1, repeatIntervalSeconds: 60, quietSeconds: 1, reopenHours: 1, ticketType: 'incident', team: 'network', config: {},
};
const body = (name = 'LinkDown') => JSON.stringify({ version: '4', alerts: [{ status: 'firing', labels: { alertname: name, severity: 'warning' }, annotations: {}, startsAt: '2026-03-02T08:00:00Z', endsAt: '0001-01-01T00:00:00Z', fingerprint: 'a1b2' }] });

beforeAll(async () => {
  const env = { MONGODB_URI: freshMongoUri('sources'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('sources') };
  portal = await startPortalProcess(env);
  database = await mongoose.createConnection(env.MONGODB_URI).asPromise();
  admin = portalClient(portal.address);
  await admin.signIn('admin');
});
afterAll(async () => {
  await portal?.remove();
  await database?.dropDatabase();
  await database?.close();
});

async function make(id: string): Promise<{ source: AlarmSourceView; secret: string }> {
  const answer = await admin.call('alarmSources.make', { body: { ...facts, id } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
  return answer.body;
}
const edit = ({ name, isEnabled, groupBy, groupWaitSeconds, groupIntervalSeconds, repeatIntervalSeconds, quietSeconds, reopenHours, ticketType, team, config }: AlarmSourceView) => ({ name, isEnabled, groupBy, groupWaitSeconds, groupIntervalSeconds, repeatIntervalSeconds, quietSeconds, reopenHours, ticketType, team, config });
const post = async (id: string, secret: string, text = body()): Promise<number> => (await fetch(`${portal.address}/api/alarms/${id}`, { method: 'POST', body: text, headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' } })).status;
const eventsOf = (kind: string, id: string) => database.collection('events').find({ refs: { kind, id } }).sort({ at: 1, _id: 1 }).toArray();

describe('an alarm source', () => {
  it('takes alarms as soon as it is made, and shows what came last', async () => {
    const { source, secret } = await make('lab');
    expect(source).toMatchObject({ id: 'lab', url: `${portal.address}/api/alarms/lab`, revision: 1, letters: 0, formerSecretUntil: null, changedBy: { id: 'ada.novak' } });
    await expect.poll(() => post('lab', secret), soon).toBe(202);
    expect(await post('lab', 'guessed')).toBe(401);
    expect(await post('lab', secret, '{"version":"3"}')).toBe(422);
    await expect.poll(async () => (await admin.call('alarmSources.read', { params: { id: 'lab' } })).body, soon).toMatchObject({ letters: 1, lastBody: '{"version":"3"}' });
    expect(await admin.call('alarmSources.make', { body: facts })).toMatchObject({ status: 409, error: { code: 'SOURCE_ID_TAKEN', params: { source: 'lab' } } });
  });

  it('is switched off and on in a running portal within seconds, told before and after', async () => {
    const { source, secret } = await make('switched');
    await expect.poll(() => post('switched', secret), soon).toBe(202);
    const off = await admin.call('alarmSources.save', { params: { id: 'switched' }, body: { ...edit(source), isEnabled: false, revision: 1 } });
    expect(off).toMatchObject({ status: 200, body: { isEnabled: false, revision: 2 } });
    await expect.poll(() => post('switched', secret), soon).toBe(404);
    await admin.call('alarmSources.save', { params: { id: 'switched' }, body: { ...edit(source), revision: 2 } });
    await expect.poll(() => post('switched', secret), soon).toBe(202);
    expect(await eventsOf('alarmSource', 'switched')).toMatchObject([{ action: 'source.made', after: { name: facts.name, isEnabled: true } }, { action: 'source.changed', before: { isEnabled: true }, after: { isEnabled: false } }, { action: 'source.changed', after: { isEnabled: true } }]);
  });

  it('is overwritten by nobody who saw an older one', async () => {
    const { source } = await make('raced');
    expect((await admin.call('alarmSources.save', { params: { id: 'raced' }, body: { ...edit(source), name: 'Renamed', revision: 1 } })).status).toBe(200);
    expect(await admin.call('alarmSources.save', { params: { id: 'raced' }, body: { ...edit(source), revision: 1 } })).toMatchObject({ status: 409, error: { code: 'SOURCE_STALE', params: { by: 'Ada Novak' } } });
    expect(await admin.call('alarmSources.renewSecret', { params: { id: 'raced' }, body: { revision: 1 } })).toMatchObject({ status: 409, error: { code: 'SOURCE_STALE' } });
  });

  it('takes the former secret beside the new one for a day', async () => {
    const { secret } = await make('renewed');
    const answer = await admin.call('alarmSources.renewSecret', { params: { id: 'renewed' }, body: { revision: 1 } });
    expect(answer.body.secret).not.toBe(secret);
    expect(Date.parse(answer.body.source.formerSecretUntil!) - Date.now()).toBeGreaterThan(23 * 3_600_000);
    await expect.poll(() => post('renewed', answer.body.secret), soon).toBe(202);
    expect(await post('renewed', secret)).toBe(202);
    await database.collection<{ _id: string }>('alarmSources').updateOne({ _id: 'renewed' }, { $set: { formerSecretUntil: '2026-01-01T00:00:00.000Z' } });
    await expect.poll(() => post('renewed', secret), soon).toBe(401);
    expect(await post('renewed', answer.body.secret)).toBe(202);
  });

  it('is removed with its secrets; its id is not given again, and the audit tells what it was', async () => {
    const { source, secret } = await make('removed');
    const renewed = await admin.call('alarmSources.renewSecret', { params: { id: 'removed' }, body: { revision: 1 } });
    await expect.poll(() => post('removed', renewed.body.secret, '{"version":"3"}'), soon).toBe(422);
    const remove = (revision: number) => admin.call('alarmSources.remove', { params: { id: 'removed' }, query: { revision } });
    expect(await remove(1)).toMatchObject({ status: 409, error: { code: 'SOURCE_STALE' } });
    expect(await remove(2)).toMatchObject({ status: 200, body: { removed: true } });
    for (const given of [secret, renewed.body.secret]) await expect.poll(() => post('removed', given), soon).toBe(404);
    expect((await admin.call('secrets.list')).body.items.filter(({ name }) => name.startsWith('source.removed'))).toEqual([]);
    expect((await admin.call('alarmSources.list')).body.items.map(({ id }) => id)).not.toContain('removed');
    expect((await admin.call('alarmSources.save', { params: { id: 'removed' }, body: { ...edit(source), revision: 3 } })).status).toBe(404);
    expect(await admin.call('alarmSources.make', { body: { ...facts, id: 'removed' } })).toMatchObject({ status: 409, error: { code: 'SOURCE_ID_TAKEN' } });
    expect((await admin.call('deadLetters.list', { query: { source: 'removed' } })).body.items).toMatchObject([{ sourceName: facts.name, isSourceRemoved: true, can: [] }]);
    expect((await admin.call('events.list', { query: { family: 'settings' } })).body.items.find(({ action }) => action === 'source.removed')).toMatchObject({ before: { name: facts.name, team: 'network' }, data: { name: facts.name } });
  });

  it.each([
    ['a kind nobody knows', { kind: 'carrier-pigeon' }, 'kind', 'FIELD_INVALID'], ['a team nobody knows', { team: 'nowhere' }, 'team', 'TEAM_UNKNOWN'], ['a kind of ticket nobody knows', { ticketType: 'wish' }, 'ticketType', 'TICKET_TYPE_UNKNOWN'],
    ['a setting its kind does not have', { config: { odd: 1 } }, 'config/odd', 'FORM_FIELD_UNKNOWN'], ['a wait of a year', { groupWaitSeconds: 31_536_000 }, 'body.groupWaitSeconds', 'FIELD_INVALID'], ['an id with a slash', { id: 'a/b' }, 'body.id', 'FIELD_INVALID'],
  ])('is refused with %s, at its field', async (_, part, path, code) => {
    const answer = await admin.call('alarmSources.make', { body: { ...facts, id: 'refused', ...part } as never });
    expect([answer.status, answer.error?.details?.map((one) => [one.path, one.code])]).toEqual([422, [[path, code]]]);
  });

  it('is tried on a body without anything being stored', async () => {
    const count = () => Promise.all(['alarmJournal', 'deadLetters', 'alarmSources', 'events'].map((name) => database.collection(name).countDocuments()));
    const before = await count();
    const trial = (text: string) => admin.call('alarmSources.try', { body: { kind: 'alertmanager', groupBy: ['alertname'], config: {}, name: 'Lab', body: text } });
    expect((await trial(body('FanBroken'))).body).toMatchObject({ reason: null, count: 1, alarms: [{ group: 'FanBroken', alarm: { severity: 'warning', state: 'firing' } }], rejected: [] });
    expect((await trial('{"version":"3"}')).body).toMatchObject({ count: 0, alarms: [], reason: expect.stringContaining('version') as string, says: { phrase: 'alarm.expected', params: { at: 'version' } } });
    expect(await trial('no json')).toMatchObject({ status: 400, error: { code: 'REQUEST_NOT_JSON' } });
    expect(await count()).toEqual(before);
  });
});

describe('a secret', () => {
  const planted = `planted-${'Zr8'.repeat(6)}`;
  const set = (name: string, more: object = {}) => admin.call('secrets.set', { body: { name, use: 'flow', hosts: [], value: planted, ...more } });
  const listed = async (name: string) => (await admin.call('secrets.list')).body.items.find((one) => one.name === name);

  it('is stored, changed and removed; its value is in no answer, event or line of the log, and sealed at rest', async () => {
    const made = await set('switch-token', { hosts: ['10.0.0.5:8443'] });
    expect(made).toMatchObject({ status: 200, body: { name: 'switch-token', use: 'flow', hosts: ['10.0.0.5:8443'], revision: 1, usedBy: [], changedBy: { id: 'ada.novak' } } });
    const changed = await admin.call('secrets.change', { params: { name: 'switch-token' }, body: { hosts: [], value: `${planted}-again`, revision: 1 } });
    expect(changed).toMatchObject({ status: 200, body: { hosts: [], revision: 2 } });
    const answers = [made, changed, await set('switch-token'), await admin.call('secrets.list'), await admin.call('events.list', { query: { family: 'settings' } })];
    const stored = await Promise.all(['secrets', 'events', 'idempotency', 'idempotentRequests', 'outbox'].map((name) => database.collection(name).find().toArray()));
    const events = await eventsOf('secret', 'switch-token');
    expect(events).toMatchObject([{ action: 'secret.made', after: { use: 'flow', hosts: ['10.0.0.5:8443'], value: 'new' } }, { action: 'secret.changed', before: { hosts: ['10.0.0.5:8443'] }, after: { hosts: [], value: 'new' } }]);
    expect((await admin.call('secrets.remove', { params: { name: 'switch-token' }, query: { revision: 2 } })).status).toBe(200);
    expect(await listed('switch-token')).toBeUndefined();
    for (const text of [JSON.stringify(answers), JSON.stringify(stored), portal.log()]) expect(text).not.toContain(planted);
  });

  it('is neither made twice nor overwritten by who saw an older one', async () => {
    await set('raced-token');
    expect(await set('raced-token')).toMatchObject({ status: 409, error: { code: 'SECRET_NAME_TAKEN' } });
    const change = () => admin.call('secrets.change', { params: { name: 'raced-token' }, body: { hosts: ['device.example'], value: null, revision: 1 } });
    expect((await change()).status).toBe(200);
    expect(await change()).toMatchObject({ status: 409, error: { code: 'SECRET_STALE', params: { by: 'Ada Novak', name: 'raced-token' } } });
    expect(await admin.call('secrets.remove', { params: { name: 'raced-token' }, query: { revision: 1 } })).toMatchObject({ status: 409, error: { code: 'SECRET_STALE' } });
  });

  it('that a source or a flow uses is not removed: it is said who uses it', async () => {
    await make('secretive');
    expect(await listed('source.secretive')).toMatchObject({ use: 'source', usedBy: [{ kind: 'source', id: 'secretive', name: { en: facts.name } }] });
    expect(await admin.call('secrets.remove', { params: { name: 'source.secretive' }, query: { revision: 1 } })).toMatchObject({ status: 409, error: { code: 'SECRET_USED', params: { uses: [{ en: facts.name }] } } });
    await set('used-token');
    const naming = { name: { en: 'Naming' }, nodes: { call: { kind: 'activity', config: { inputs: { headers: { authorization: { prefix: 'Bearer ', secret: 'used-token' } }, body: { secret: 'raced-token' } } } } } };
    await database.collection<{ _id: string }>('flowDrafts').insertOne({ _id: 'naming', text: JSON.stringify(naming), revision: 1 } as never);
    expect(await listed('used-token')).toMatchObject({ usedBy: [{ kind: 'flow', id: 'naming', name: { en: 'Naming' } }] });
    expect(await listed('raced-token'), 'a body is data').toMatchObject({ usedBy: [] });
    expect(await admin.call('secrets.remove', { params: { name: 'used-token' }, query: { revision: 1 } })).toMatchObject({ status: 409, error: { code: 'SECRET_USED' } });
  });

  it.each([
    ['of the portal', { name: 'signalbox.idp-signing-key' }, 'SECRET_OF_PORTAL'], ['without a value', { value: '' }, 'REQUEST_INVALID'], ['with a name that is no name', { name: 'a b/../c' }, 'REQUEST_INVALID'], ['for a host that is none', { hosts: ['http://10.0.0.5/'] }, 'REQUEST_INVALID'],
    ['of a source with hosts', { name: 'source.sent', use: 'source', hosts: ['10.0.0.5'] }, 'REQUEST_INVALID'],
  ])('%s is refused', async (_, part, code) => expect(await set('refused-token', part)).toMatchObject({ status: 422, error: { code } }));

  it('of the portal is neither told nor changed', async () => {
    expect((await admin.call('secrets.list')).body.items.filter(({ name }) => name.startsWith('signalbox.'))).toEqual([]);
    for (const answer of [await admin.call('secrets.change', { params: { name: 'signalbox.idp-signing-key' }, body: { hosts: [], value: 'mine', revision: 1 } }), await admin.call('secrets.remove', { params: { name: 'signalbox.idp-signing-key' }, query: { revision: 1 } })]) expect(answer).toMatchObject({ status: 422, error: { code: 'SECRET_OF_PORTAL' } });
  });
});
