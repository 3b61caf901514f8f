/** A source that is removed: not while its alarms are open; afterwards it takes nothing, and what came from it reads on under its name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestContext } from '#server/http/handler';
import type { RouteName } from '#api/routes';
import { administrator, webhookBody, type AlarmWorld, type Webhook } from '../setup/alarm-world.ts';
import { patienceMs } from '../setup/eventually.ts';
import { alarmWorld } from './alarm.world.ts';

let world: AlarmWorld;
let webhook: Webhook;
let requests = 0;
const context = <N extends RouteName>(over: Partial<RequestContext<N>>): RequestContext<N> => ({ params: {}, query: {}, body: {}, actor: administrator, requestId: `request-${requests += 1}`, locale: 'en', headers: {}, rawBody: null, isGone: () => false, ...over }) as RequestContext<N>;
const remove = (revision = 1) => webhook.handlers['alarmSources.remove']!(context<'alarmSources.remove'>({ params: { id: 'am' }, query: { revision } }));
const letters = async () => (await webhook.handlers['deadLetters.list']!(context<'deadLetters.list'>({ query: { limit: 50 } as never }))).items;
const alarm = (status: 'firing' | 'resolved') => webhookBody([{ status, labels: { alertname: 'Lingers' }, fingerprint: 'lingers', ...(status === 'resolved' ? { endsAt: new Date().toISOString() } : {}) }]);

beforeAll(async () => {
  world = await alarmWorld({ source: { name: 'Alertmanager of the lab' } });
  webhook = await world.openWebhook();
});
afterAll(async () => { await world?.close(); });

describe('a source that is removed', () => {
  it('is refused while a group of it is open, and says how many; nothing of it changed then', async () => {
    expect((await webhook.post(alarm('firing'))).status).toBe(202);
    await expect(remove(), 'also before its workflow wrote the group').rejects.toMatchObject({ code: 'SOURCE_IN_USE', params: { source: 'am', count: 1 } });
    await world.eventually(async () => (await world.group('Lingers'))?.state === 'firing', patienceMs);
    await expect(remove()).rejects.toMatchObject({ code: 'SOURCE_IN_USE', params: { count: 1 } });
    expect((await webhook.handlers['alarmSources.read']!(context<'alarmSources.read'>({ params: { id: 'am' } })))).toMatchObject({ isEnabled: true, revision: 1 });
    expect((await webhook.post({ version: '3' })).status).toBe(422);
    expect((await webhook.post(alarm('resolved'))).status).toBe(202);
    await world.eventually(async () => (await world.group('Lingers'))?.state === 'closed', patienceMs);
  });

  it('goes when they are closed; its groups, letters and events read on under its name, and its id stays its own', async () => {
    await expect(remove(7)).rejects.toMatchObject({ code: 'SOURCE_STALE' });
    expect(await remove()).toEqual({ removed: true });
    await expect(remove(2)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await webhook.handlers['alarmSources.list']!(context<'alarmSources.list'>({}))).items).toEqual([]);
    await expect(webhook.handlers['alarmSources.read']!(context<'alarmSources.read'>({ params: { id: 'am' } }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect.poll(async () => (await webhook.post(alarm('firing'))).status, { timeout: patienceMs, interval: 250 }).toBe(404);

    const { _id: group } = (await world.group('Lingers'))!;
    expect(await webhook.handlers['alarmGroups.read']!(context<'alarmGroups.read'>({ params: { id: group } }))).toMatchObject({ sourceName: 'Alertmanager of the lab', group: { source: 'am', ticket: { key: expect.any(String) as string } } });
    const [letter] = await letters();
    expect(letter).toMatchObject({ source: 'am', sourceName: 'Alertmanager of the lab', isSourceRemoved: true, can: [] });
    expect((await webhook.handlers['deadLetters.read']!(context<'deadLetters.read'>({ params: { id: letter!.id } }))).body).toBe('{"version":"3"}');
    await expect(webhook.handlers['deadLetters.replay']!(context<'deadLetters.replay'>({ params: { id: letter!.id } }))).rejects.toMatchObject({ code: 'ALARM_SOURCE_REMOVED' });
    await expect(webhook.handlers['deadLetters.replayAll']!(context<'deadLetters.replayAll'>({ params: { id: 'am' }, body: { cursor: null } }))).rejects.toMatchObject({ code: 'ALARM_SOURCE_REMOVED' });
    const told = await world.database.connection.collection('events').find({ action: 'source.removed' }).toArray();
    expect(told).toMatchObject([{ refs: [{ kind: 'alarmSource', id: 'am' }], before: { name: 'Alertmanager of the lab', isEnabled: true }, data: { name: 'Alertmanager of the lab' } }]);
  });
});
