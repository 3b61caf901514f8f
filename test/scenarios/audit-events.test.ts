/** The audit on a real database: who finds which events, page by page and as a file. */
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import express from 'express';
import mongoose from 'mongoose';
import type { EventView } from '#api/audit.api';
import type { QueryOf } from '#api/routes';
import { domainEventSchema } from '#domain/audit/event.schema';
import { portalEvent, type PortalEventFacts } from '#domain/audit/portal-event';
import { storyOf } from '#domain/audit/story';
import type { Actor, RoleKey, Scope } from '#domain/identity/identity.schema';
import { everywhere } from '#domain/identity/rights';
import { createAuditFeature } from '#server/audit/audit.feature';
import { apiRouter } from '#server/http/api-router';
import { errorHandler } from '#server/http/error-answer';
import type { Handlers, RequestContext } from '#server/http/handler';
import { createLog } from '#server/http/log';
import { requestStart } from '#server/http/request-start';
import { createNoticeRoutes } from '#server/notify/notice.routes';
import { createEventRepo } from '#store/audit/event.repo';
import { createOutboxRepo } from '#store/audit/outbox.repo';
import { createLockRepo } from '#store/core/lock.repo';
import { createNoticeRepo } from '#store/notify/notice.repo';
import { createNoticeRuleRepo } from '#store/notify/notice-rule.repo';
import { freshMongoUri } from '../setup/fresh.ts';

let connection: mongoose.Connection;
let handlers: Handlers;
let actor: Actor;
const servers: Server[] = [];
const somebody = (key: RoleKey, scope: Partial<Scope> = {}): Actor => ({ person: 'ana', name: 'Ana Silva', teams: [], roles: [{ key, scope: { ...everywhere, ...scope } }] });
const admin = somebody('administrator');
const agent = somebody('agent', { teams: ['network'] });

const at = (second: number): string => new Date(Date.UTC(2026, 9, 1, 8, 0, second)).toISOString();
const of = (id: string, facts: Partial<PortalEventFacts> = {}) => portalEvent({ requestId: id, at: at(0), action: 'ticket.commented', actor: { kind: 'person', id: 'ana' }, refs: [], ...facts });
const ticket = (id: string) => ({ refs: [{ kind: 'ticket' as const, id }] });
const list = (query: Partial<QueryOf<'events.list'>>, who: Actor = admin) => handlers['events.list']!({ query: { limit: 200, ...query }, actor: who } as unknown as RequestContext<'events.list'>);
async function all(query: Partial<QueryOf<'events.list'>>, who: Actor): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = [];
  for (let [cursor, pages] = ['' as string | null, 0]; ; pages += 1) {
    if (cursor === null) return { ids, pages };
    const page: Awaited<ReturnType<typeof list>> = await list({ ...query, ...(cursor ? { cursor } : {}) }, who);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
}
/** The routes on a port, asked as `actor`. */
async function listen(given: Handlers): Promise<string> {
  const app = express();
  app.use(requestStart(createLog('silent')));
  app.use(apiRouter({ handlers: given, publicUrl: 'http://127.0.0.1', protect: (_request, _response, next) => next(), actorOf: async () => actor, idempotency: null as never }));
  app.use(errorHandler);
  const server = await new Promise<Server>((resolve) => { const made: Server = app.listen(0, '127.0.0.1', () => resolve(made)); });
  servers.push(server);
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

beforeAll(async () => {
  connection = await mongoose.createConnection(freshMongoUri('audit')).asPromise();
  handlers = createAuditFeature({ connection, nowMs: () => Date.now() });
  const tickets = connection.collection<{ _id: string; [field: string]: unknown }>('tickets');
  const row = (id: string, key: string, team: string) => ({ _id: id, key, title: `Ticket of ${team}`, team, type: 'incident', requester: 'rosa', assignee: null, openedBy: { kind: 'person', id: 'rosa' }, watchers: [], askedPeople: [], askedTeams: [], askedRoles: [] });
  await tickets.insertMany([row('t1', 'INC-1', 'network'), row('t2', 'INC-2', 'applications')]);
  await connection.collection('people').insertOne({ _id: 'bo' as never, name: 'Bo Lind', username: 'bo', email: '' });
  const events = createEventRepo(connection);
  await events.ensureIndexes();
  await events.append([
    of('own', { ...ticket('t1'), at: at(3), actor: { kind: 'person', id: 'bo' }, data: { visibility: 'public' } }),
    of('foreign', { ...ticket('t2'), at: at(2) }),
    of('internal', { ...ticket('t1'), at: at(2), data: { visibility: 'internal' } }),
    of('sign-in', { at: at(1), action: 'session.started', refs: [{ kind: 'person', id: 'bo' }], actor: { kind: 'person', id: 'bo' } }),
    of('gone', { ...ticket('no such ticket'), at: at(0), onBehalfOf: { kind: 'person', id: 'bo' } }),
    of('formula', { ...ticket('t1'), at: at(-5), action: 'ticket.cancelled', actor: { kind: 'person', id: 'eve', name: '=HYPERLINK("http://evil.example","Eve")' }, data: { reason: '@SUM(A1)' } }),
    { ...of('tentative', { ...ticket('t1'), at: at(9) }), isConfirmed: false },
  ]);
  await createOutboxRepo(connection, createLockRepo(connection)).sequence(100, Date.now());
});
afterAll(async () => {
  for (const server of servers) { server.closeAllConnections(); server.close(); }
  await connection?.dropDatabase();
  await connection?.close();
});
const named = (...ids: string[]): string[] => ids.map((id) => `portal/${id}/0`);

describe('the events', () => {
  it('are listed newest first, what a run has said only tentatively not yet', async () => expect((await all({ limit: 2 }, admin)).ids).toEqual(named('own', 'internal', 'foreign', 'sign-in', 'gone', 'formula')));

  it('are named, with what they are about, for whom and in which request', async () => {
    const { items } = await list({});
    expect(items[0]).toMatchObject({ actor: { id: 'bo', name: 'Bo Lind' }, subjects: [{ kind: 'ticket', id: 'INC-1', name: { en: 'Ticket of network' } }], ticketType: 'incident', requestId: 'own' });
    expect(items.find(({ requestId }) => requestId === 'sign-in')).toMatchObject({ subjects: [{ kind: 'person', id: 'bo', name: { en: 'Bo Lind' } }] });
    expect(items.find(({ requestId }) => requestId === 'gone')).toMatchObject({ onBehalfOf: { id: 'bo' }, subjects: [{ kind: 'ticket', id: 'no such ticket', name: null }], ticketType: null });
  });

  it('are only those of what the reader may read', async () => {
    expect((await all({}, agent)).ids).toEqual(named('own', 'internal', 'formula'));
    expect((await all({}, somebody('processOwner', { ticketTypes: ['incident'] }))).ids).toEqual(named('own', 'foreign', 'formula'));
    expect((await all({ subject: 'INC-2' }, agent)).ids).toEqual([]);
    expect((await all({ actor: 'bo' }, agent)).ids).toEqual(named('own'));
  });

  it.each([
    ['who did it', { actor: 'bo' }, ['own', 'sign-in']], ['a family', { family: 'session' }, ['sign-in']], ['several families', { family: 'session, ticket' }, ['own', 'internal', 'foreign', 'sign-in', 'gone', 'formula']],
    ['a ticket by its key', { subject: 'inc-1' }, ['own', 'internal', 'formula']], ['a person it is about', { subject: 'person:bo' }, ['sign-in']], ['a ticket nobody has', { subject: 'INC-999' }, []],
    ['a time', { from: at(1), to: at(3) }, ['internal', 'foreign', 'sign-in']], ['everything at once', { actor: 'ana', family: 'ticket', subject: 'INC-1', from: at(0), to: at(9) }, ['internal']],
  ] as const)('are found by %s', async (_, query, expected) => expect((await all({ limit: 2, ...query }, admin)).ids).toEqual(named(...expected)));

  it.each([[{ family: 'unknown' }], [{ subject: 'nothing:x' }], [{ subject: 'flow:' }], [{ cursor: 'nonsense' }]])('refuse %j', async (query) => {
    await expect(list(query)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('go on after a page that found nothing among thousands of others, and end', async () => {
    const events = createEventRepo(connection);
    await events.append(Array.from({ length: 4_100 }, (_, n) => of(`crowd-${n}`, { ...ticket('t2'), at: at(100 + n), actor: { kind: 'person', id: 'crowd' } })));
    const first = await list({}, agent);
    expect(first).toMatchObject({ items: [], next: expect.any(String) as string });
    const { ids, pages } = await all({}, agent);
    expect(ids).toEqual(named('own', 'internal', 'formula'));
    expect(pages).toBe(3);
    expect(new Set((await all({ actor: 'crowd' }, admin)).ids).size).toBe(4_100);
  });

  it('go with their ticket when it changes its team', async () => {
    const tickets = connection.collection<{ _id: string; team: string }>('tickets');
    await tickets.updateOne({ _id: 't1' }, { $set: { team: 'applications' } });
    expect((await all({}, agent)).ids).toEqual([]);
    await tickets.updateOne({ _id: 't1' }, { $set: { team: 'network' } });
  });
});

describe('the events as a file', () => {
  const before = at(50);
  it('are comma-separated text in which nothing is a formula', async () => {
    actor = agent;
    const answer = await fetch(`${await listen(handlers)}/api/events/export?to=${before}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="events-\d{4}-\d\d-\d\d\.csv"$/);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const lines = bytes.subarray(3).toString('utf8').trimEnd().split('\r\n');
    expect(lines[0]).toBe('"at","action","actor_kind","actor","actor_name","on_behalf_of","subjects","request_id","before","after","data","id"');
    expect(lines.slice(1).map((line) => line.split(',').at(-1))).toEqual(named('own', 'internal', 'formula').map((id) => `"${id}"`));
    expect(lines[3]).toContain(`"'=HYPERLINK(""http://evil.example"",""Eve"")"`);
  });

  it('are the same in JSON as in the list, and nothing more', async () => {
    actor = admin;
    const answer = await fetch(`${await listen(handlers)}/api/events/export?format=json&to=${before}`);
    const { events } = await answer.json() as { events: EventView[] };
    expect(events.map(({ id }) => id)).toEqual((await list({ to: before })).items.map(({ id }) => id));
    expect(JSON.stringify(events)).not.toContain('outboxSeq');
  });

  it('are an empty file when nothing matches', async () => {
    actor = agent;
    const address = await listen(handlers);
    expect(await (await fetch(`${address}/api/events/export?format=json&subject=INC-2`)).json()).toEqual({ events: [] });
    expect((await (await fetch(`${address}/api/events/export?subject=INC-999`)).text()).trimEnd().split('\r\n')).toHaveLength(1);
  });

  it('are refused with a clear message when there are more than a file may hold', async () => {
    actor = admin;
    const address = await listen(createAuditFeature({ connection, nowMs: () => Date.now(), mostExported: 5 }));
    const answer = await fetch(`${address}/api/events/export?to=${before}`);
    expect([answer.status, await answer.json()]).toMatchObject([422, { error: { code: 'EVENTS_TOO_MANY', params: { limit: 5 } } }]);
    expect((await fetch(`${address}/api/events/export?to=${before}&actor=bo`)).status).toBe(200);
  });

  it('are not for somebody without the right', async () => {
    actor = somebody('requester');
    expect((await fetch(`${await listen(handlers)}/api/events/export`)).status).toBe(403);
  });

  it('are cut off, and never taken for whole, when the database goes away in the middle', async () => {
    actor = admin;
    async function* broken(): AsyncGenerator<string> { yield 'half a file'; throw new Error('away'); }
    async function* neverBegun(): AsyncGenerator<string> { throw new Error('away'); }
    const given = (pieces: () => AsyncGenerator<string>): Handlers => ({ 'events.export': async () => ({ contentType: 'text/csv', fileName: 'a.csv', pieces: pieces() }) });
    await expect(fetch(`${await listen(given(broken))}/api/events/export`).then((answer) => answer.text())).rejects.toThrow();
    expect((await fetch(`${await listen(given(neverBegun))}/api/events/export`)).status).toBe(500);
  });
});

describe('a change of who is told of what', () => {
  it('is an event with whom it was told before and after; saying the same again is none', async () => {
    const routes = createNoticeRoutes({ notices: createNoticeRepo(connection), files: { read: () => Promise.resolve(null) }, events: createEventRepo(connection), rules: createNoticeRuleRepo(connection), presenter: { present: () => Promise.resolve([]), letter: () => Promise.resolve(null) }, nowMs: () => Date.parse(at(30)) });
    const save = (to: string[], requestId: string) => routes['noticeRules.save']!({ params: { kind: 'clock.breached' }, body: { to }, actor: admin, requestId } as unknown as RequestContext<'noticeRules.save'>);
    await save(['lead', 'assignee'], 'as-shipped');
    await save(['manager'], 'changed');
    await save(['manager'], 'the-same');
    await save([], 'nobody');
    const { items } = await list({ family: 'settings' });
    expect(items.filter(({ action }) => action === 'noticeRule.changed').map(({ id, actor: by, before, after, data }) => [id, by.id, before, after, data?.['kind']])).toEqual([
      ['portal/nobody/0', 'ana', ['manager'], [], 'clock.breached'], ['portal/changed/0', 'ana', ['assignee', 'lead'], ['manager'], 'clock.breached'],
    ]);
    expect(storyOf(domainEventSchema.parse(items.find(({ action }) => action === 'noticeRule.changed')))).toMatchObject([{ key: 'event.noticeRule.changed', facts: { kind: { is: 'key', key: 'rules.kind.clock.breached' } } }]);
  });
});
