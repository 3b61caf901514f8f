/** An installation that was seeded by an older set gets what is shipped since: each thing once, nothing that people changed is touched, nothing they took away comes back. */
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { portalEvent } from '#domain/audit/portal-event';
import { nodeKinds } from '#domain/flow/nodes/index';
import { projectFolder } from '#embedded/project';
import { bootstrap } from '#server/demo/bootstrap';
import { checkParsedFlow } from '#server/flow/flow.check';
import { createEventRepo } from '#store/audit/event.repo';
import { createCatalogRepo } from '#store/catalog/catalog.repo';
import { createNoticeRuleRepo } from '#store/notify/notice-rule.repo';
import { createSecretRepo } from '#store/secret/secret.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { freshMongoUri } from '../setup/fresh.ts';

const at = '2026-11-27T08:00:00.000Z';
let database: Connection;
const start = (hasDemoSeed = true) => bootstrap({
  connection: database, secrets: createSecretRepo(database, '0'.repeat(64)), seedFolder: `${projectFolder}/seed`, hasDemoSeed, device: null, checkFlow: (parsed, file) => checkParsedFlow(parsed, nodeKinds, file), now: () => new Date(at),
});
const rows = (name: string) => database.collection<{ _id: string }>(name);
const told = async () => (await createEventRepo(database).latest({ limit: 50 }, { actions: ['installation.grown', 'slaPolicy.changed'] })).items;
const everything = async () => {
  const names = ['calendars', 'slaPolicies', 'ticketTypes', 'people', 'teams', 'objects', 'alarmSources', 'catalogCategories', 'catalogItems', 'catalogVersions', 'flowDrafts', 'flowVersions', 'roles', 'noticeRules'];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await rows(name).find().sort({ _id: 1 }).toArray()] as const)));
};
/** As it stood before requests, the catalogue and escalation were shipped, and before anything was remembered. */
async function makeOlder(): Promise<void> {
  await rows('installation').deleteOne({ _id: 'shipped' });
  await rows('ticketTypes').deleteOne({ _id: 'request' });
  await rows('slaPolicies').deleteOne({ _id: 'request' });
  await rows('slaPolicies').updateMany({}, { $unset: { 'policy.clocks.$[].escalation': '' } });
  for (const name of ['catalogCategories', 'catalogItems', 'catalogVersions']) await rows(name).deleteMany({});
  for (const name of ['flowDrafts', 'flowVersions']) await database.collection(name).deleteMany({ $or: [{ key: 'service-request' }, { _id: /^service-request/ as never }] });
}

beforeAll(async () => { database = await mongoose.createConnection(freshMongoUri('growth')).asPromise(); });
beforeEach(async () => {
  await database.dropDatabase();
  await createEventRepo(database).ensureIndexes();
});
afterAll(async () => {
  await database?.dropDatabase();
  await database?.close();
});

describe('an installation of before', () => {
  it('gets the request type, its service level, chains of escalation, the catalogue and the second flow; it stands then as one that is new, and a further start changes nothing', async () => {
    expect(await start()).toMatchObject({ isFirst: true, added: [] });
    const fresh = await everything();
    expect(fresh['catalogItems']!.length, 'the names of collections are right').toBeGreaterThan(0);
    await makeOlder();
    const { isFirst, added } = await start();
    expect([isFirst, [...added].sort()]).toEqual([false, ['catalogItem/firewall-rule', 'catalogItem/new-laptop', 'catalogItem/report-problem', 'catalogItem/system-access', 'escalation/incident-p1', 'escalation/incident-p2', 'escalation/incident-p3', 'escalation/incident-p4', 'slaPolicy/request', 'ticketType/request']]);
    const grown = await everything();
    for (const [name, was] of Object.entries(fresh)) {
      // Who published it, and which revision that made, is another matter.
      const plain = (list: typeof was) => list.map(({ revision: _revision, changedAt: _changedAt, changedBy: _changedBy, ...row }: Record<string, unknown>) => row);
      expect(plain(grown[name]!), name).toEqual(plain(was));
    }
    expect((await told()).map(({ action, actor }) => [action, actor.id]).sort()).toEqual([['installation.grown', 'signalbox'], ...Array.from({ length: 4 }, () => ['slaPolicy.changed', 'signalbox'])]);
    expect(await start()).toEqual({ isFirst: false, added: [] });
    expect(await everything()).toEqual(grown);
  });

  it('keeps what people changed, and does not get back what they took away, before it was remembered and after', async () => {
    await start();
    await makeOlder();
    const policies = createSlaPolicyRepo(database);
    const own = (await policies.checked()).find(({ policy }) => policy.id === 'incident-p1')!;
    const by = { kind: 'person' as const, id: 'ada.novak' };
    await policies.edit({ policy: { ...own.policy, name: { en: 'Ours' } }, revision: own.revision, at, by }, () => Promise.resolve());
    await policies.remove('incident-p4', 1, (session) => createEventRepo(database).append([portalEvent({ requestId: 'gone', at, action: 'slaPolicy.removed', actor: by, refs: [{ kind: 'slaPolicy', id: 'incident-p4' }] })], session));
    await createNoticeRuleRepo(database).save({ kind: 'clock.breached', to: [] }, () => Promise.resolve());
    await rows('roles').updateOne({ _id: 'manager' }, { $pull: { actions: 'report.read' } as never });
    await createCatalogRepo(database).saveCategory({ key: 'access', order: 9, name: { en: 'Ours' } });
    const { added } = await start();
    expect(added.filter((key) => /incident-p[14]/.test(key))).toEqual([]);
    const after = await policies.checked();
    expect([after.find(({ policy }) => policy.id === 'incident-p1')!.policy.name.en, after.some(({ policy }) => policy.id === 'incident-p4'), after.find(({ policy }) => policy.id === 'incident-p2')!.policy.clocks[0]!.escalation!.length > 0]).toEqual(['Ours', false, true]);
    expect((await createNoticeRuleRepo(database).inForce())['clock.breached']).toEqual([]);
    expect((await createCatalogRepo(database).categories()).find(({ key }) => key === 'access')!.name).toEqual({ en: 'Ours' });

    // From now on it is remembered: also what nobody told.
    await rows('slaPolicies').deleteOne({ _id: 'request' });
    await rows('catalogItems').deleteOne({ _id: 'new-laptop' });
    expect(await start()).toEqual({ isFirst: false, added: [] });
  });

  it('without the demonstration company gets nothing of it, and an item whose team is gone does not stop the start', async () => {
    await start(false);
    await rows('installation').deleteOne({ _id: 'shipped' });
    await rows('ticketTypes').deleteOne({ _id: 'request' });
    expect((await start(true)).added).toEqual(['ticketType/request']);
    expect([await rows('people').countDocuments(), await rows('catalogItems').countDocuments()]).toEqual([1, 0]);

    await database.dropDatabase();
    await createEventRepo(database).ensureIndexes();
    await start();
    await makeOlder();
    await rows('teams').deleteOne({ _id: 'network' });
    await createEventRepo(database).append([portalEvent({ requestId: 'gone', at, action: 'team.removed', actor: { kind: 'person', id: 'ada.novak' }, refs: [{ kind: 'team', id: 'network' }] })]);
    const { added } = await start();
    expect(added).toContain('catalogItem/report-problem');
    expect(added).not.toContain('team/network');
    expect(added, 'it is for that team').not.toContain('catalogItem/firewall-rule');
  });
});
