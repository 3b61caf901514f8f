/** Links that people make and remove, over HTTP on real servers: told from both sides, to who may read both tickets, once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostLinks, type LinkRelation } from '#domain/ticket/link';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { flowWorldOn, type FlowWorld } from '../setup/flow-world.ts';
import { freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

let portal: PortalProcess;
let world: FlowWorld;
const people = {} as Record<'requester' | 'agent' | 'admin', PortalClient>;
let rosa = '';
/** Keys: two of team network, the first of them Rosa's, and one of another team. */
let [hers, near, far] = ['', '', ''];

beforeAll(async () => {
  const [mongoUri, namespace] = [freshMongoUri('links'), await freshNamespace('links')];
  portal = await startPortalProcess({ MONGODB_URI: mongoUri, TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: namespace });
  world = await flowWorldOn({ temporalAddress: temporalAddress(), namespace, mongoUri });
  for (const name of ['requester', 'agent', 'admin'] as const) {
    people[name] = portalClient(portal.address);
    await people[name].signIn(name);
  }
  rosa = (await people.requester.call('me.read', {})).body.person.id;
  // Asks nobody: who is asked may read.
  const flow = await world.publish(drawFlow({ start: 'start', wait: { kind: 'wait-message', config: { message: 'never' } as never }, end: 'end' }, ['start -> wait', 'wait -> end'], { key: 'linked' } as never));
  [hers, near, far] = await Promise.all([{ requester: rosa }, {}, { team: 'applications' }].map(async (given, at) => {
    const key = `INC-${7_000 + at}`;
    await world.open(flow, { key, title: `Ticket ${at}`, openedBy: { kind: 'machine', id: 'alarm' }, ...given });
    return key;
  })) as [string, string, string];
  await world.eventually(async () => (await Promise.all([hers, near, far].map((key) => world.tickets.byKey(key)))).every((ticket) => ticket !== null));
});
afterAll(async () => {
  await portal?.remove();
  await world?.close();
});

const link = (who: PortalClient, key: string, ticket: string, relation: LinkRelation = 'related') => who.call('ticketLinks.add', { params: { key }, body: { ticket, relation } });
const unlink = (who: PortalClient, key: string, other: string, relation: LinkRelation = 'related') => who.call('ticketLinks.remove', { params: { key, relation, other } });
const linksOf = async (who: PortalClient, key: string) => (await who.call('ticketLinks.list', { params: { key } })).body.items.map(({ relation, ticket }) => [relation, ticket.key]);
const told = async (who: PortalClient, key: string) => (await who.call('tickets.timeline', { params: { key }, query: { limit: 200 } })).body.items.flatMap(({ action, actor, data }) => (action === 'ticket.linked' || action === 'ticket.unlinked' ? [[action, actor.name, data]] : []));
const audited = async (who: PortalClient) => (await who.call('events.list', { query: { limit: 200 } })).body.items.flatMap(({ action, data }) => (action === 'ticket.linked' || action === 'ticket.unlinked' ? [[action, data['from'], data['to']]] : []));

describe('a link that somebody makes', () => {
  it('is told from both sides, stands on both timelines with who made it, and is removed from either', async () => {
    const made = await link(people.agent, hers, near, 'causes');
    expect([made.status, made.body]).toMatchObject([200, { relation: 'causes', ticket: { key: near, title: 'Ticket 1' } }]);
    expect([await linksOf(people.agent, hers), await linksOf(people.agent, near)]).toEqual([[['causes', near]], [['causedBy', hers]]]);
    const event = ['ticket.linked', 'Ana Silva', expect.objectContaining({ relation: 'causedBy', from: near, to: hers })];
    expect([await told(people.agent, hers), await told(people.agent, near)]).toEqual([[event], [event]]);
    expect((await unlink(people.agent, near, hers, 'causedBy')).body).toEqual({ removed: true });
    expect([await linksOf(people.agent, hers), await linksOf(people.agent, near)]).toEqual([[], []]);
    expect((await told(people.agent, hers)).map(([action]) => action)).toEqual(['ticket.linked', 'ticket.unlinked']);
    expect(await unlink(people.agent, near, hers, 'causedBy')).toMatchObject({ status: 404, error: { code: 'NOT_FOUND', params: { what: 'link' } } });
    expect(await told(people.agent, hers)).toHaveLength(2);
  });

  it('is made once, whoever says it when and from which side', async () => {
    const before = (await told(people.admin, hers)).length;
    const answers = await Promise.all([link(people.agent, hers, near, 'parent'), link(people.admin, hers, near, 'parent'), link(people.admin, near, hers, 'child')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    for (const [key, other, relation] of [[hers, near, 'parent'], [near, hers, 'child'], [hers, near, 'child'], [near, hers, 'parent']] as const) expect(await link(people.agent, key, other, relation)).toMatchObject({ status: 409, error: { code: 'TICKET_LINK_THERE', params: { key: other } } });
    expect(await linksOf(people.agent, hers)).toEqual([['parent', near]]);
    expect((await told(people.admin, hers)).length).toBe(before + 1);
    expect((await link(people.agent, hers, near, 'related')).status, 'another relation of the same two').toBe(200);
    for (const relation of ['parent', 'related'] as const) await unlink(people.agent, hers, near, relation);
  });

  it('is told to nobody who may not read both tickets: no link, no event, in no list', async () => {
    expect((await link(people.admin, hers, far)).status).toBe(200);
    expect([await linksOf(people.admin, hers), await linksOf(people.agent, hers), await linksOf(people.requester, hers)]).toEqual([[['related', far]], [], []]);
    const [seen, hidden] = [await told(people.admin, hers), await told(people.agent, hers)];
    expect(JSON.stringify(seen)).toContain(far);
    expect([JSON.stringify(hidden).includes(far), JSON.stringify(await told(people.requester, hers)).includes('INC-')]).toEqual([false, false]);
    expect([JSON.stringify(await audited(people.admin)).includes(far), JSON.stringify(await audited(people.agent)).includes(far), (await audited(people.agent)).length > 0]).toEqual([true, false, true]);
    expect(await unlink(people.agent, hers, far)).toMatchObject({ status: 404 });
    expect(await linksOf(people.admin, hers)).toEqual([['related', far]]);
  });

  it('is refused with itself, with what is not there or not theirs, by who may not, and where there are many', async () => {
    expect(await link(people.agent, hers, hers)).toMatchObject({ status: 422, error: { code: 'TICKET_LINK_SELF' } });
    const [unknown, foreign] = [await link(people.agent, hers, 'INC-99999'), await link(people.agent, hers, far)];
    expect([unknown, foreign]).toMatchObject([{ status: 422, error: { code: 'TICKET_LINK_UNKNOWN', params: { key: 'INC-99999' } } }, { status: 422, error: { code: 'TICKET_LINK_UNKNOWN', params: { key: far } } }]);
    expect(await link(people.requester, hers, near)).toMatchObject({ status: 403, error: { code: 'NOT_ALLOWED' } });
    expect(await unlink(people.requester, hers, near)).toMatchObject({ status: 403 });
    expect(await link(people.agent, far, hers)).toMatchObject({ status: 404 });
    for (const body of [{ ticket: 'x' }, { ticket: near, relation: 'enemy' }, { ticket: { $ne: '' }, relation: 'related' }, {}]) expect(await people.agent.call('ticketLinks.add', { params: { key: hers }, body: body as never })).toMatchObject({ status: 422, error: { code: 'REQUEST_INVALID' } });
    const id = (await world.tickets.byKey(near))!.id;
    await world.database.connection.collection('ticketLinks').insertMany(Array.from({ length: mostLinks }, (_, at) => ({ _id: `${id}/related/zz${at}` as never, from: id, to: `zz${at}`, relation: 'related', at: '2026-11-20T08:00:00.000Z', by: { kind: 'machine', id: 'test' } })));
    expect(await link(people.agent, hers, near)).toMatchObject({ status: 422, error: { code: 'TICKET_LINKS_TOO_MANY', params: { key: near, limit: mostLinks } } });
  });
});
