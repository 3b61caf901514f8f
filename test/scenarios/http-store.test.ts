import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import mongoose from 'mongoose';
import type { DomainEvent } from '#domain/audit/event.schema';
import { portalEvent } from '#domain/audit/portal-event';
import { confirmEvents } from '#store/audit/event.model';
import { createEventRepo, type EventRepo } from '#store/audit/event.repo';
import { createOutboxRepo, type OutboxRepo } from '#store/audit/outbox.repo';
import { watchChanges, type Change } from '#store/core/change-feed';
import { createIdempotencyRepo } from '#store/core/idempotency.repo';
import { createLockRepo } from '#store/core/lock.repo';
import { createSessionRepo } from '#store/identity/session.repo';
import { shippedRoles } from '#domain/identity/roles';
import { createRoleRepo } from '#store/identity/role.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { managedObjectSchema } from '#domain/object/object.schema';
import { createTaskRepo } from '#store/ticket/task.repo';
import { patienceMs } from '../setup/eventually.ts';
import { freshMongoUri } from '../setup/fresh.ts';

/** What the server keeps, on a real replica set. */
let connection: mongoose.Connection;
let events: EventRepo;
let outbox: OutboxRepo;

beforeAll(async () => {
  connection = await mongoose.createConnection(freshMongoUri('store')).asPromise();
  const locks = createLockRepo(connection);
  [events, outbox] = [createEventRepo(connection), createOutboxRepo(connection, locks)];
  for (const repo of [events, outbox, locks, createIdempotencyRepo(connection)]) await repo.ensureIndexes();
});
afterAll(async () => {
  await connection?.dropDatabase();
  await connection?.close();
});

const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 8, 0, second)).toISOString();
const event = (id: number, over: Partial<DomainEvent> = {}): DomainEvent => ({ ...portalEvent({ requestId: `r${id}`, at: at(id), action: 'ticket.commented', actor: { kind: 'person', id: 'ana' }, refs: [{ kind: 'ticket', id: 't1' }] }), ...over });

describe('events', () => {
  it('are the same event when they are written again', async () => {
    await events.append([event(1), event(2)]);
    await events.append([event(2, { data: { changed: true } }), event(3)]);
    const { items } = await events.timeline({ kind: 'ticket', id: 't1' }, { limit: 10 });
    expect(items.map(({ id, data }) => [id, data])).toEqual([['portal/r1/0', {}], ['portal/r2/0', {}], ['portal/r3/0', {}]]);
  });

  it('are read page by page, each once, oldest first, also when instants are equal', async () => {
    await events.append(Array.from({ length: 7 }, (_, n) => event(100 + n, { at: at(50), refs: [{ kind: 'ticket', id: 't2' }] })));
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await events.timeline({ kind: 'ticket', id: 't2' }, { limit: 3, cursor: cursor || undefined });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(ids).toEqual(Array.from({ length: 7 }, (_, n) => `portal/r${100 + n}/0`));
  });

  it('refuse a cursor that is none', async () => {
    await expect(events.timeline({ kind: 'ticket', id: 't1' }, { limit: 1, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    await expect(events.latest({ limit: 1, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });
});

describe('the outbox', () => {
  it('gives out confirmed events only, each once, in an order that never changes, also those confirmed late', async () => {
    while (await outbox.sequence(100, Date.now()) > 0) { /* what other tests wrote */ }
    const before = await outbox.read('test', 1_000);
    await outbox.advance('test', before.at(-1)?.outboxSeq ?? 0);
    await events.append([event(201, { id: 'run/1', origin: 'run/a', seq: 1, isConfirmed: false, at: at(1) }), event(202, { id: 'run/2', origin: 'run/a', seq: 2, isConfirmed: false, at: at(2) }), event(203, { id: 'portal', at: at(3) })]);
    await outbox.sequence(100, Date.now());
    expect((await outbox.read('test', 10)).map((entry) => entry.event.id)).toEqual(['portal']);
    // Confirmed after a later one was given out: it follows, it does not slip in before the reader's place.
    await confirmEvents(connection, [{ origin: 'run/a', seq: 1 }]);
    await outbox.sequence(100, Date.now());
    const both = await outbox.read('test', 10);
    expect(both.map((entry) => entry.event.id)).toEqual(['portal', 'run/1']);
    await outbox.advance('test', both.at(-1)!.outboxSeq);
    await outbox.advance('test', 1);
    expect(await outbox.read('test', 10)).toEqual([]);
  });

  it('is numbered by one process at a time, without gap or double', async () => {
    await events.append(Array.from({ length: 60 }, (_, n) => event(300 + n, { refs: [{ kind: 'ticket', id: 't3' }] })));
    const others = Array.from({ length: 4 }, () => createOutboxRepo(connection, createLockRepo(connection)));
    for (let round = 0; round < 40; round += 1) await Promise.all(others.map((one) => one.sequence(10, Date.now())));
    const read = (await outbox.read('all', 10_000)).filter((entry) => entry.event.refs[0]?.id === 't3');
    expect(read.length).toBe(60);
    expect(new Set(read.map((entry) => entry.outboxSeq)).size).toBe(60);
    expect(read.map((entry) => entry.outboxSeq)).toEqual(read.map((entry) => entry.outboxSeq).sort((a, b) => a - b));
  });
});

describe('the change feed', () => {
  it('misses nothing when its cursor is killed', async () => {
    const things = connection.collection<{ _id: string; n: number }>('things');
    await connection.createCollection('things');
    const seen: string[] = [];
    let faults = 0;
    let gaps = 0;
    const feed = await watchChanges(connection, { collections: ['things'], removalsOf: ['other'], onChange: (change: Change) => seen.push(`${change.operation} ${change.id}`), onGap: () => { gaps += 1; }, onFault: () => { faults += 1; } });
    const wanted: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      await things.insertOne({ _id: `a${n}`, n });
      wanted.push(`insert a${n}`);
      if (n % 20 === 10) await killCursors();
    }
    await things.deleteOne({ _id: 'a0' });
    wanted.push('delete a0');
    await expect.poll(() => seen.length, { timeout: patienceMs }).toBe(wanted.length);
    expect(seen).toEqual(wanted);
    expect(faults).toBeGreaterThan(0);
    expect(gaps).toBe(0);
    await feed.stop();
  });

  it('tells of removals without reading the rows, and of nothing else there', async () => {
    const seen: Change[] = [];
    await connection.createCollection('other');
    const feed = await watchChanges(connection, { collections: ['things'], removalsOf: ['other'], onChange: (change) => seen.push(change), onGap: () => undefined });
    await connection.collection<{ _id: string }>('other').insertOne({ _id: 'x' });
    await connection.collection<{ _id: string }>('other').deleteOne({ _id: 'x' });
    await expect.poll(() => seen.map(({ operation, collection, id, row }) => ({ operation, collection, id, row })), { timeout: patienceMs }).toEqual([{ operation: 'delete', collection: 'other', id: 'x', row: null }]);
    await feed.stop();
  });

  it('tells of what changes in a collection of large rows without carrying the rows', async () => {
    const seen: Change[] = [];
    await connection.createCollection('large');
    const feed = await watchChanges(connection, { collections: ['things'], nameless: ['large'], onChange: (change) => seen.push(change), onGap: () => undefined });
    await connection.collection<{ _id: string; body: string }>('large').insertOne({ _id: 'x', body: 'x'.repeat(100_000) });
    await connection.collection<{ _id: string; n: number }>('things').insertOne({ _id: 'beside', n: 1 });
    await connection.collection<{ _id: string }>('large').deleteOne({ _id: 'x' });
    await expect.poll(() => seen.map(({ operation, id, row }) => ({ operation, id, row })), { timeout: patienceMs }).toEqual([{ operation: 'insert', id: 'x', row: null }, { operation: 'insert', id: 'beside', row: { _id: 'beside', n: 1 } }, { operation: 'delete', id: 'x', row: null }]);
    await feed.stop();
  });
});

/** Ends every open change stream of this database at the server. Ids are read as 64-bit numbers: a small one would go back as a double, which the server refuses. */
async function killCursors(): Promise<void> {
  const admin = connection.getClient().db('admin');
  const ns = { $regex: `^${connection.name}\\.` };
  const operations = await admin.aggregate<{ cursor: { cursorId: mongoose.mongo.Long } }>([{ $currentOp: { idleCursors: true, allUsers: true } }, { $match: { ns, 'cursor.cursorId': { $exists: true } } }], { promoteLongs: false }).toArray();
  const ids = operations.map(({ cursor }) => cursor.cursorId);
  if (ids.length > 0) await connection.db!.command({ killCursors: '$cmd.aggregate', cursors: ids });
}

describe('idempotency', () => {
  it('gives one of many claims the work, and its answer to the others', async () => {
    const repo = createIdempotencyRepo(connection);
    const claims = await Promise.all(Array.from({ length: 10 }, (_, n) => repo.claim('k1', 'request', `owner${n}`, 30_000, Date.now())));
    expect(claims.filter(({ is }) => is === 'mine').length).toBe(1);
    expect(claims.filter(({ is }) => is === 'running').length).toBe(9);
    await repo.settle('k1', `owner${claims.findIndex(({ is }) => is === 'mine')}`, { status: 200, body: '{}' });
    expect(await repo.claim('k1', 'request', 'later', 30_000, Date.now())).toEqual({ is: 'answered', status: 200, body: '{}' });
    expect(await repo.claim('k1', 'another request', 'later', 30_000, Date.now())).toEqual({ is: 'other' });
  });

  it('hands the work of an attempt that died to the next', async () => {
    const repo = createIdempotencyRepo(connection);
    const now = Date.now();
    expect(await repo.claim('k2', 'request', 'dead', 1_000, now)).toEqual({ is: 'mine' });
    expect(await repo.claim('k2', 'request', 'next', 1_000, now + 500)).toEqual({ is: 'running' });
    expect(await repo.claim('k2', 'request', 'next', 1_000, now + 1_500)).toEqual({ is: 'mine' });
    // The dead one wakes up too late: its answer does not count.
    await repo.settle('k2', 'dead', { status: 500, body: 'late' });
    await repo.settle('k2', 'next', { status: 200, body: 'good' });
    expect(await repo.claim('k2', 'request', 'x', 1_000, now)).toEqual({ is: 'answered', status: 200, body: 'good' });
  });
});

describe('sessions', () => {
  it('of people from before a session kept its account end once; sign-ins under way and all others stay', async () => {
    const [sessions, repo] = [connection.collection<{ _id: string; session: object }>('sessions'), createSessionRepo(connection)];
    const kept = { subject: { person: 'ana', idpSubject: 'f-1' }, underway: { pending: {} } };
    await sessions.insertMany(Object.entries({ ...kept, old: { person: 'ana', idpSid: 's-1' }, older: { person: 'ben' } }).map(([_id, session]) => ({ _id, session })));
    expect([await repo.endWithoutIdpSubject(), await repo.endWithoutIdpSubject()]).toEqual([2, 0]);
    expect((await sessions.find().toArray()).map(({ _id }) => _id).sort()).toEqual(Object.keys(kept));
  });
});

describe('managed objects', () => {
  const object = (id: string, labels: Record<string, string>) => managedObjectSchema.parse({ id, kind: 'device', name: id, labels });

  it('are found by an alarm\'s labels: the one that says most, and none that says something else', async () => {
    const objects = createObjectRepo(connection);
    for (const one of [object('switch', { instance: 'sw' }), object('port', { instance: 'sw', ifIndex: '2' }), object('blank', {}), object('odd', { 'a.b': '$where', __proto: 'x' })]) await objects.save(one);
    const found = async (labels: Record<string, string>) => (await objects.matchingLabels(labels))?.id ?? null;
    expect(await found({ instance: 'sw', ifIndex: '2', alertname: 'LinkDown' })).toBe('port');
    expect(await found({ instance: 'sw', ifIndex: '3' })).toBe('switch');
    expect(await found({ instance: 'other', ifIndex: '2' })).toBe(null);
    expect(await found({})).toBe(null);
    expect(await found({ 'a.b': '$where', __proto: 'x', $where: '1' })).toBe('odd');
  });
});

describe('what lies below an object', () => {
  it('is what names it as a parent, further down too, and what has the labels of a device group; a circle ends', async () => {
    const objects = createObjectRepo(connection);
    const make = (id: string, part: object = {}) => objects.save(managedObjectSchema.parse({ id, kind: 'device', name: id, ...part }));
    await make('shop', { kind: 'service', parents: ['shop-host-2'] });
    await make('shop-app', { kind: 'application', parents: ['shop', 'other'] });
    await make('shop-host-1', { parents: ['shop-app'], labels: { site: 'oslo', rack: '1' } });
    await make('shop-host-2', { parents: ['shop-app'], labels: { site: 'bergen', rack: '1' } });
    await make('rack-1-oslo', { kind: 'deviceGroup', labels: { site: 'oslo', rack: '1' } });
    await make('all-empty', { kind: 'deviceGroup' });
    await make('shop-host-1.eth0', { kind: 'interface', parents: ['shop-host-1'] });
    const below = async (...ids: string[]) => (await objects.below(ids, 100)).sort();
    expect(await below('shop')).toEqual(['shop', 'shop-app', 'shop-host-1', 'shop-host-1.eth0', 'shop-host-2']);
    expect(await below('rack-1-oslo')).toEqual(['rack-1-oslo', 'shop-host-1', 'shop-host-1.eth0']);
    expect(await below('all-empty')).toEqual(['all-empty']);
    expect(await below('sold', 'rack-1-oslo')).toHaveLength(3);
    expect(await objects.below(['shop'], 2)).toEqual(['shop', 'shop-app']);
    expect((await objects.matchingLabels({ site: 'oslo', rack: '1' }))?.id, 'a device group is no object an alarm is about').toBe('shop-host-1');
  });
});

describe('tasks from before rights asked for their object', () => {
  it('get that of their ticket, each once', async () => {
    const [tasks, tickets] = ['tasks', 'tickets'].map((name) => connection.collection<{ _id: string }>(name)) as [mongoose.Collection<{ _id: string }>, mongoose.Collection<{ _id: string }>];
    await tickets.insertMany([{ _id: 'with', key: 'OLD-1', object: { kind: 'device', id: 'sw-1' } }, { _id: 'without', key: 'OLD-2', object: null }] as never);
    await tasks.insertMany(['with', 'without', 'gone'].map((id) => ({ _id: `${id}#1`, ticket: { id, key: id } })) as never);
    await createTaskRepo(connection).nameObjects();
    await tasks.updateOne({ _id: 'without#1' }, { $set: { 'ticket.object': { kind: 'device', id: 'kept' } } });
    await createTaskRepo(connection).nameObjects();
    const rows = await tasks.find({ _id: { $in: ['with#1', 'without#1', 'gone#1'] } }).sort({ _id: 1 }).toArray() as unknown as { ticket: { object: unknown } }[];
    expect(rows.map(({ ticket }) => ticket.object)).toEqual([null, { kind: 'device', id: 'sw-1' }, { kind: 'device', id: 'kept' }]);
  });
});

describe('a shipped role', () => {
  const agent = shippedRoles.find(({ key }) => key === 'agent')!;
  const roles = () => createRoleRepo(connection);
  const stored = async () => (await roles().list()).find(({ key }) => key === 'agent');
  const rows = () => connection.collection<{ _id: string; actions: string[] }>('roles');

  it('that was stored before some of its rights were shipped gets them once; what is taken away later stays away', async () => {
    await rows().insertOne({ _id: 'agent', name: agent.name, actions: agent.actions.filter((action) => action !== 'object.readTechnical'), ownOnly: [], defaultScope: 'memberTeams' } as never);
    expect((await Promise.all([roles().grow(agent), roles().grow(agent)])).flat()).toEqual(['object.readTechnical']);
    expect((await stored())!.actions.sort()).toEqual([...agent.actions].sort());
    await roles().save({ ...agent, actions: ['ticket.read'] });
    expect(await roles().grow(agent)).toEqual([]);
    expect(await stored()).toEqual({ ...agent, actions: ['ticket.read'] });
    expect(await roles().grow({ ...agent, actions: [...agent.actions, 'flow.edit'] })).toEqual(['flow.edit']);
    expect((await stored())!.actions).toEqual(['ticket.read', 'flow.edit']);
  });

  it('that is stored now knows what it was given, and one that was removed stays removed', async () => {
    await rows().deleteMany({});
    expect(await roles().grow(agent)).toEqual([]);
    expect(await roles().list()).toEqual([]);
    await roles().addMissing(agent);
    await rows().updateOne({ _id: 'agent' }, { $pull: { actions: 'object.readTechnical' } });
    expect(await roles().grow(agent)).toEqual([]);
    expect((await stored())!.actions).not.toContain('object.readTechnical');
  });
});
