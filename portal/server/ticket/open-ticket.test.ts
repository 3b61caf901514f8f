import { describe, expect, it } from 'vitest';
import type { Actor } from '#domain/identity/identity.schema';
import { everywhere } from '#domain/identity/rights';
import type { RunInput } from '#domain/flow/run.ports';
import type { TicketType } from '#domain/ticket/ticket.schema';
import { openTicket, ticketIdOf, type OpenTicketDeps } from './open-ticket.ts';

const type: TicketType = {
  key: 'incident', name: { en: 'Incident' }, prefix: 'INC', states: [{ key: 'new', name: { en: 'New' }, clock: 'running', category: 'open' }], initialState: 'new', flow: 'incident',
  form: { schema: { type: 'object', properties: { site: { type: 'string', title: 'Site' } }, required: ['site'] }, ui: {} }, firstHandler: { by: 'objectTeam', team: 'service-desk' }, slaPolicies: [],
};
const actor: Actor = { person: 'rita', name: 'Rita', roles: [{ key: 'requester', scope: everywhere }], teams: [] };
const text = JSON.stringify({ formatVersion: 1, key: 'incident', name: { en: 'Incident' }, nodes: { a: { kind: 'start', name: { en: 'Alarm' }, config: { trigger: 'alarm' } }, f: { kind: 'start', name: { en: 'Form' }, config: { trigger: 'form' } } }, edges: {} });

function house(standing: Record<string, string> = {}, shown = true) {
  const started: RunInput[] = [];
  let last = 41;
  const deps: OpenTicketDeps = {
    engine: { startRun: (input) => { started.push(input); return Promise.resolve({ answer: { accepted: true, seq: 1 }, shown }); } },
    flows: { latest: () => Promise.resolve({ _id: 'incident@2', key: 'incident', version: 2, sha256: 'abc', text, publishedAt: new Date(0), publishedBy: { kind: 'person', id: 'p' }, note: '', verdict: 'sound' }) },
    objects: { read: (id) => Promise.resolve(id === 'sw-core-2' ? { id, kind: 'device', name: id, parents: [], labels: {}, owner: null, team: 'network', impact: 1, endpoints: {} } : null) },
    tickets: { byId: (id) => Promise.resolve(standing[id] ? { key: standing[id] } as never : null) },
    nextKey: (prefix) => Promise.resolve(`${prefix}-${++last}`), nowMs: () => 0,
  };
  return { deps, started };
}
const body = { type: 'incident', title: ' Uplink down ', description: '', object: 'sw-core-2', fields: { site: 'HQ' } };

describe('opening a ticket', () => {
  it('starts the published flow at the start for forms, with team and priority of the object', async () => {
    const { deps, started } = house();
    expect(await openTicket(deps, type, body, actor, 'k1')).toEqual({ id: ticketIdOf('rita', 'k1'), key: 'INC-42', shown: true });
    expect(started[0]).toMatchObject({ n: 1, definition: { id: 'incident', version: 2 }, start: { at: 'f' }, ticket: { title: 'Uplink down', team: 'network', priority: 'P1', requester: 'rita', object: { kind: 'device', id: 'sw-core-2' }, fields: { site: 'HQ' } } });
  });
  it('is the same ticket when the same command comes again after a crash', async () => {
    const { deps, started } = house({ [ticketIdOf('rita', 'k1')]: 'INC-7' });
    expect(await openTicket(deps, type, body, actor, 'k1')).toMatchObject({ key: 'INC-7' });
    expect(started).toEqual([]);
  });
  it('is answered when it can be read, where its run was started and the row comes a moment later', async () => {
    const late: Record<string, string> = {};
    const { deps } = house(late, false);
    setTimeout(() => { late[ticketIdOf('rita', 'k1')] = 'INC-42'; }, 300);
    expect(await openTicket(deps, type, body, actor, 'k1')).toEqual({ id: ticketIdOf('rita', 'k1'), key: 'INC-42', shown: true });
    expect(late).toEqual({ [ticketIdOf('rita', 'k1')]: 'INC-42' });
  });
  it('refuses data that breaks the form before anything starts, naming the field', async () => {
    const { deps, started } = house();
    await expect(openTicket(deps, type, { ...body, fields: {} }, actor, 'k')).rejects.toMatchObject({ code: 'TICKET_FIELDS_INVALID', details: [{ path: '/site' }] });
    expect(started).toEqual([]);
  });
  it('refuses an object the actor may not read as if it were not there', async () => {
    const elsewhere: Actor = { ...actor, roles: [{ key: 'agent', scope: { ...everywhere, teams: ['applications'] } }] };
    await expect(openTicket(house().deps, type, body, elsewhere, 'k')).rejects.toMatchObject({ code: 'TICKET_OBJECT_UNKNOWN' });
  });
  it('refuses an object nobody knows', async () => {
    await expect(openTicket(house().deps, type, { ...body, object: 'ghost' }, actor, 'k')).rejects.toMatchObject({ code: 'TICKET_OBJECT_UNKNOWN', params: { object: 'ghost' } });
  });
});
