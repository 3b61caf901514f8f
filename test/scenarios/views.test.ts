/** Saved views on a real portal: kept per person, shared with a team, changed by who may, found by filters that tickets answer. */
import { describe, expect, it } from 'vitest';
import type { PortalClient } from '../builders/portal-client.ts';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { Actor } from '#domain/identity/identity.schema';
import { everywhere } from '#domain/identity/rights';
import { createTicketFeature } from '#server/ticket/ticket.feature';
import { accountClients } from '../setup/account-clients.ts';
import { patienceMs } from '../setup/eventually.ts';

const people = accountClients('views');
const list = 'tickets' as const;
const save = (who: PortalClient, name: string, team: string | null = null, search: Record<string, string> = { priority: 'P1' }) => who.call('views.save', { body: { list, name, search, team } });
const names = async (who: PortalClient): Promise<string[]> => (await who.call('views.list', { query: { list } })).body.items.map(({ name }) => name);

describe('a saved view', () => {
  it('is its owner\'s alone, on every device, until it is shared with a team', async () => {
    const [ana, lin, rosa] = [await people.as('agent'), await people.as('agent2'), await people.as('requester')];
    const made = await save(ana, 'Urgent');
    expect(made.status, JSON.stringify(made.error)).toBe(200);
    expect(made.body).toMatchObject({ name: 'Urgent', owner: 'ana.silva', ownerName: 'Ana Silva', revision: 1, canChange: true, search: { priority: 'P1' } });
    expect(await names(await people.again('agent'))).toContain('Urgent');
    expect((await ana.call('views.list', { query: { list: 'alarms' } })).body.items).toEqual([]);
    for (const other of [lin, rosa]) {
      expect(await names(other)).not.toContain('Urgent');
      expect((await other.call('views.change', { params: { id: made.body.id }, body: { revision: 1, name: 'Mine now', search: {}, team: null } })).error?.code).toBe('NOT_FOUND');
      expect((await other.call('views.remove', { params: { id: made.body.id } })).error?.code).toBe('NOT_FOUND');
    }
  });

  it('shared with a team is seen by its people, changed by who assigns its work, and taken back by its owner only', async () => {
    const [ana, mia, rosa] = [await people.as('agent'), await people.as('manager'), await people.as('requester')];
    const teams = (await ana.call('views.list', { query: { list } })).body.teams.map(({ id }) => id);
    expect(teams).toEqual(['network']);
    expect((await save(ana, 'Theirs', 'applications')).error?.code).toBe('VIEW_SHARE_NOT_ALLOWED');
    expect((await save(rosa, 'Everybody', 'network')).error?.code).toBe('VIEW_SHARE_NOT_ALLOWED');
    expect((await save(await people.as('admin'), 'Nowhere', 'no-such-team')).error?.code).toBe('VIEW_SHARE_NOT_ALLOWED');
    const { body: shared } = await save(ana, 'Network, urgent', 'network');
    const seen = (await mia.call('views.change', { params: { id: shared.id }, body: { revision: 1, name: 'Network first', search: { priority: 'P1,P2' }, team: 'network' } }));
    expect(seen.body, JSON.stringify(seen.error)).toMatchObject({ name: 'Network first', revision: 2, owner: 'ana.silva', teamName: { en: 'Network' } });
    expect((await ana.call('views.change', { params: { id: shared.id }, body: { revision: 1, name: 'Mine', search: {}, team: 'network' } })).error?.code).toBe('REVISION_CONFLICT');
    expect((await mia.call('views.change', { params: { id: shared.id }, body: { revision: 2, name: 'Mine', search: {}, team: null } })).error?.code).toBe('VIEW_SHARE_NOT_ALLOWED');
    expect((await ana.call('views.change', { params: { id: shared.id }, body: { revision: 2, name: 'Mine again', search: {}, team: null } })).body).toMatchObject({ team: null, revision: 3 });
    expect((await mia.call('views.remove', { params: { id: shared.id } })).error?.code).toBe('NOT_FOUND');
    expect((await ana.call('views.remove', { params: { id: shared.id } })).status).toBe(200);
    expect(await names(ana)).not.toContain('Mine again');
  });

  it('has a name of its own and a shape, whatever is sent', async () => {
    const ana = await people.as('agent');
    expect((await save(ana, 'Once')).status).toBe(200);
    const [first, second] = await Promise.all([save(ana, 'Twice'), save(ana, 'Twice')]);
    expect([first.status, second.status].sort()).toEqual([200, 422]);
    expect((await save(ana, '  Once  ')).error).toMatchObject({ code: 'VIEW_NAME_TAKEN', params: { name: 'Once' } });
    expect((await save(await people.as('agent2'), 'Once')).status, 'of somebody else').toBe(200);
    for (const [name, search] of [['', {}], ['x'.repeat(81), {}], ['Dollar', { $where: '1' }], ['Dotted', { 'a.b': '1' }], ['Long', { q: 'x'.repeat(301) }], ['Place', { peek: 'INC-1' }]] as const) {
      expect((await save(ana, name, null, search)).error?.code, name).toBe('REQUEST_INVALID');
    }
    const odd = { q: '{"$gt":""} <b>\u202Ekcatta</b>' };
    expect((await save(ana, '<img src=x onerror=ran()>', null, odd)).body.search).toEqual(odd);
  });

  it('is limited in number, and says so', async () => {
    const jonas = await people.as('jonas');
    for (let n = 0; n < 50; n++) expect((await save(jonas, `View ${n}`)).status).toBe(200);
    expect((await save(jonas, 'One more')).error).toMatchObject({ code: 'VIEW_LIMIT', params: { limit: 50 } });
  });

  it('stands where each person put it, and opens the list of that person only', async () => {
    const [ana, lin] = [await people.as('agent'), await people.as('agent2')];
    const shelf = { order: ['breaching', 'all'], opensWith: 'breaching', columns: null };
    expect((await ana.call('views.arrange', { params: { list }, body: shelf })).status).toBe(200);
    expect((await (await people.again('agent')).call('views.list', { query: { list } })).body.shelf).toEqual(shelf);
    expect((await lin.call('views.list', { query: { list } })).body.shelf).toEqual({ order: [], opensWith: null, columns: null });
  });
});

describe('what shipped views ask for', () => {
  it('is answered: tickets nobody has, and tickets due before an instant', async () => {
    const [ana, rosa] = [await people.as('agent'), await people.as('requester')];
    const opened = await rosa.call('tickets.open', { body: { type: 'incident', title: 'Views: nobody has it', description: '', object: 'sw-core-1', fields: {} } });
    const { key } = opened.body;
    const found = async (query: object): Promise<boolean> => (await ana.call('tickets.list', { query: { limit: 200, ...query } })).body.items.some((item) => item.key === key);
    await expect.poll(() => found({ assignee: '-' }), { timeout: patienceMs, interval: 200 }).toBe(true);
    await expect.poll(async () => (await ana.call('tickets.read', { params: { key } })).body.clocks.length, { timeout: patienceMs, interval: 200 }).toBeGreaterThan(0);
    const due = (await ana.call('tickets.read', { params: { key } })).body.clocks.flatMap(({ dueAt }) => dueAt ?? []).sort()[0]!;
    expect(await found({ dueTo: new Date(Date.parse(due) + 1_000).toISOString() })).toBe(true);
    expect(await found({ dueTo: due })).toBe(false);
    const { body: { tasks: [task] } } = await ana.call('tickets.read', { params: { key } });
    await ana.call('tasks.act', { params: { id: task!.id }, body: { action: 'claim', commandId: `views-${key}`, taskRevision: task!.revision, data: {} } });
    await expect.poll(() => found({ assignee: '-' }), { timeout: patienceMs, interval: 200 }).toBe(false);
    expect(await found({ assignee: 'ana.silva' })).toBe(true);
  });
});

describe('a list as a file', () => {
  const file = async (who: PortalClient, query: string): Promise<string[]> => {
    const answer = await who.fetch(`/api/tickets/export${query}`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([200, 'text/csv; charset=utf-8', expect.stringMatching(/^attachment; filename="tickets-\d{4}-\d\d-\d\d\.csv"$/)]);
    return (await answer.text()).trimEnd().split('\r\n');
  };
  it('holds what the list finds for its reader, a line a ticket, and no formula', async () => {
    const [ana, rosa, omar] = [await people.as('agent'), await people.as('requester'), await people.as('agent2')];
    const title = '=HYPERLINK("http://evil.example") exported';
    const { body: { key } } = await rosa.call('tickets.open', { body: { type: 'incident', title, description: '', object: 'sw-core-1', fields: {} } });
    await expect.poll(async () => (await ana.call('tickets.read', { params: { key } })).status, { timeout: patienceMs, interval: 200 }).toBe(200);
    const lines = await file(ana, '?q=exported');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('"key","title"');
    expect(lines[1]).toContain(`"${key}","'=HYPERLINK(""http://evil.example"") exported"`);
    expect(await file(rosa, `?keys=${key}`)).toHaveLength(2);
    expect(await file(omar, `?keys=${key}`), 'of another team').toHaveLength(1);
    expect((await ana.fetch('/api/tickets/export?keys=INC-1;drop')).status).toBe(422);
  });
  it('is refused whole when it would be too long', async () => {
    const ada: Actor = { person: 'ada', name: 'Ada', teams: [], roles: [{ key: 'administrator', scope: everywhere }] };
    const handlers = createTicketFeature({ connection: people.database(), engine: {} as FlowEngine, standIns: { of: async () => new Map(), standsInFor: async () => [] } as never, files: undefined as never, nowMs: Date.now, mostExported: 1 });
    const ask = handlers['tickets.export']!({ query: { sort: 'updated', locale: 'en' }, actor: ada } as never);
    await expect(ask).rejects.toMatchObject({ code: 'TICKETS_TOO_MANY', params: { limit: 1 } });
  });
});

describe('an inbox', () => {
  it('is narrowed by words and priorities and put in another order, page by page; a word that means nothing is refused', async () => {
    const [rosa, ana] = [await people.as('requester'), await people.as('agent')];
    const priorities = ['P3', 'P1', 'P2'] as const;
    for (const priority of priorities) expect((await rosa.call('tickets.open', { body: { type: 'incident', title: `Inbox order ${priority} 100% (a+b)`, priority, object: 'sw-core-1' } })).status).toBe(200);
    await expect.poll(async () => (await ana.call('inbox.list', { query: { scope: 'team', q: 'inbox order' } as never })).body.items.length, { timeout: patienceMs, interval: 200 }).toBe(priorities.length);
    const titles = async (query: Record<string, string>, limit = 50): Promise<string[]> => {
      const found: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const answer: Awaited<ReturnType<typeof ana.call<'inbox.list'>>> = await ana.call('inbox.list', { query: { scope: 'team', limit, ...query, ...(cursor ? { cursor } : {}) } as never });
        found.push(...answer.body.items.map(({ ticket }) => /P\d/.exec(ticket.title)?.[0] ?? ticket.title));
        cursor = answer.body.next;
      }
      return found;
    };
    expect(await titles({ q: 'inbox ORDER' })).toEqual(['P3', 'P1', 'P2']);
    expect(await titles({ q: 'inbox order', sort: 'newest' }, 1)).toEqual(['P2', 'P1', 'P3']);
    expect(await titles({ q: 'inbox order', sort: 'priority' }, 1)).toEqual(['P1', 'P2', 'P3']);
    expect(await titles({ q: '100% (a+b)', priority: 'P1,P3' })).toEqual(['P3', 'P1']);
    expect(await titles({ q: 'inbox nowhere' })).toEqual([]);
    expect((await ana.call('inbox.list', { query: { priority: 'P1,urgent' } })).error?.code).toBe('REQUEST_INVALID');
    expect((await ana.call('inbox.list', { query: { cursor: 'none' } })).error?.code).toBe('REQUEST_INVALID');
  });
});
