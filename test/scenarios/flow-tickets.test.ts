/** Steps that change, open and link tickets, on real Temporal and MongoDB: once, however often they are tried, and never without end. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CatalogueError } from '#domain/errors';
import type { Executor, ExecutorCatalog } from '#domain/flow/executor.ports';
import { shippedRoles } from '#domain/identity/roles';
import { everywhere } from '#domain/identity/rights';
import type { Actor, RoleKey } from '#domain/identity/identity.schema';
import type { Json } from '#domain/values';
import { createLinkRoutes } from '#server/ticket/link.routes';
import { createNameBook } from '#server/ticket/ticket.names';
import type { Handler, RequestContext } from '#server/http/handler';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createEventRepo } from '#store/audit/event.repo';
import { createLinkRepo } from '#store/ticket/link.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { wireSteps } from '#worker/step.wiring';
import { ana } from '../builders/company.builder.ts';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

let world: FlowWorld;
/** Kinds whose next answer is lost after it was done, as by a worker that is killed then. */
const losing = new Set<string>();
const losesAnswers = (executor: Executor): Executor => ({ ...executor, async perform(call) {
  const result = await executor.perform(call);
  if (losing.delete(executor.kind)) throw new CatalogueError('SERVICE_UNAVAILABLE', { service: 'worker' });
  return result;
} });
const losingAll = (executors: ExecutorCatalog): ExecutorCatalog => Object.fromEntries(Object.entries(executors).map(([kind, executor]) => [kind, losesAnswers(executor)]));

beforeAll(async () => {
  world = await flowWorld({ desk: (connection) => losingAll(wireSteps({ connection, engine: { startRun: async (input) => world.engine.startRun(input) }, notices: { ring: async () => undefined }, channel: 'mailbox', mail: null, documents: null }).desk) });
  await world.publish(drawFlow({ start: 'start', work: { kind: 'task', config: { assignments: [{ by: 'relation', relation: 'ticketTeam' }], outcomes: [{ key: 'done', name: { en: 'Done' } }] } }, end: 'end' }, ['start -> work', 'work.done -> end'], { key: 'incident' } as never));
});
afterAll(async () => { await world?.close(); });

let made = 0;
/** Keys of their own: those the store gives begin at 1. */
const open = async (flow: Awaited<ReturnType<FlowWorld['publish']>>, given: Parameters<FlowWorld['open']>[1] = {}): Promise<string> => world.open(flow, { key: `INC-${9_000 + (made += 1)}`, ...given });
const oneStep = async (key: string, kind: string, config: Record<string, unknown>) =>
  world.publish(drawFlow({ start: 'start', step: { kind, config: config as never }, end: 'end' }, ['start -> step', 'step -> end'], { key, variables: { given: { type: 'any' } } } as never));
const activity = (key: string, kind: string, inputs: Record<string, Json>) => oneStep(key, 'activity', { activity: kind, inputs, resultVariable: 'came', retrySeconds: 0.2, maxAttempts: 3 });
const over = (runId: string) => world.eventually(async () => { const run = await world.runs.read(runId); return run?.status === 'completed' ? run : null; });
const stopped = (runId: string) => world.eventually(async () => Object.values((await world.runs.read(runId))?.state.incidents ?? {})[0]);
const came = async (runId: string) => (await over(runId)).state.scopes['s0']!.vars['came'] as { key: string; id: string };
const ticketOf = async (runId: string) => (await world.tickets.byId(runId.split('/')[1]!))!;
const linksOf = async (ticket: string) => createLinkRepo(world.database.connection, createEventRepo(world.database.connection)).ofTicket(ticket);

describe('a step that changes its ticket', () => {
  it('is told as a change of the ticket, and the row of the ticket has it', async () => {
    const runId = await open(await oneStep('change', 'update-ticket', { title: '="Replace " + ticket.title', priority: 'P1', team: 'network', assignee: 'ben', fields: { cause: 'wear' } }), { fields: { site: 'hall 3' }, team: null });
    await over(runId);
    expect(await ticketOf(runId)).toMatchObject({ title: 'Replace Switch down', priority: 'P1', team: 'network', assignee: 'ben', fields: { site: 'hall 3', cause: 'wear' } });
    const changed = (await world.events(runId)).filter(({ action }) => action === 'ticket.changed');
    expect(changed.flatMap(({ after }) => Object.keys(after as object)).toSorted()).toEqual(expect.arrayContaining(['assignee', 'priority', 'team', 'title']));
  });
  it('changes nothing where the team or the assignee is not in the directory', async () => {
    for (const [name, config, cause] of [['lost-team', { priority: 'P1', team: 'nowhere' }, 'TICKET_TEAM_UNKNOWN'], ['lost-person', { priority: 'P1', assignee: '=given' }, 'TICKET_PERSON_UNKNOWN']] as const) {
      const runId = await open(await oneStep(name, 'update-ticket', config), { variables: { given: 'stranger' } });
      expect(await stopped(runId)).toMatchObject({ code: 'ACTIVITY_FAILED', params: { cause } });
      expect(await ticketOf(runId)).toMatchObject({ priority: 'P2', team: 'network', assignee: null });
    }
  });
});

describe('a step that opens a ticket', () => {
  const inputs = { type: 'incident', title: '="After " + ticket.key', description: 'Line one\n<b>line two</b>', priority: 'P3', relation: 'causedBy' };

  it('opens it for the requester, with a flow of its own, and links both', async () => {
    const runId = await open(await activity('follow-up', 'ticket-create', inputs));
    const { key, id } = await came(runId);
    const own = await ticketOf(runId);
    const ticket = await world.eventually(() => world.tickets.byId(id));
    expect(ticket).toMatchObject({ key, type: 'incident', title: `After ${own.key}`, description: 'Line one\n<b>line two</b>', priority: 'P3', requester: 'rita', team: 'network', openedBy: { kind: 'machine', id: runId }, run: { n: 1, flow: 'incident', status: 'running' } });
    expect((await linksOf(own.id)).map(({ from, to, relation }) => ({ from, to, relation }))).toEqual([{ from: id, to: own.id, relation: 'causedBy' }]);
    expect(await linksOf(id)).toEqual(await linksOf(own.id));
    await world.finish(`run/${id}/1`, ana);
  });

  it('opens one when the worker dies before its answer is heard', async () => {
    losing.add('ticket-create');
    const runId = await open(await activity('follow-up-again', 'ticket-create', inputs));
    const { key } = await came(runId);
    expect(losing.size).toBe(0);
    const opened = await world.database.connection.collection('tickets').find({ 'openedBy.id': runId }).toArray();
    expect(opened.map((row) => row['key'] as string)).toEqual([key]);
    expect(await linksOf((await ticketOf(runId)).id)).toHaveLength(1);
  });

  it.each([
    ['no such type', { type: 'nothing', title: 'x' }, 'TICKET_TYPE_UNKNOWN'], ['no such requester', { type: 'incident', title: 'x', requester: 'stranger' }, 'TICKET_PERSON_UNKNOWN'], ['no such object', { type: 'incident', title: 'x', object: 'nothing' }, 'TICKET_OBJECT_UNKNOWN'],
    ['no such team', { type: 'incident', title: 'x', team: 'nowhere' }, 'TICKET_TEAM_UNKNOWN'], ['no such item', { item: 'nothing' }, 'TICKET_ITEM_UNKNOWN'], ['inputs that do not fit', { type: 'incident', title: '=null' }, 'ACTIVITY_CONFIG_INVALID'],
  ] as const)('stops the flow at %s, and opens nothing', async (name, wrong, cause) => {
    const runId = await open(await activity(`wrong-${name.replaceAll(' ', '-')}`, 'ticket-create', wrong as Record<string, Json>));
    expect(await stopped(runId)).toMatchObject({ code: 'ACTIVITY_FAILED', params: { cause } });
    expect(await world.database.connection.collection('tickets').countDocuments({ 'openedBy.id': runId })).toBe(0);
  });

  it('stops a flow that opens its own kind of ticket without end', async () => {
    const type = (await createTicketTypeRepo(world.database.connection).read('incident'))!;
    await createTicketTypeRepo(world.database.connection).save({ ...type, key: 'echo', prefix: 'ECH', flow: 'echo' });
    const first = await open(await activity('echo', 'ticket-create', { type: 'echo', title: 'Again', relation: 'parent' }));
    const rows = world.database.connection.collection('tickets');
    await world.eventually(async () => (await rows.countDocuments({ type: 'echo' })) === 8);
    const last = await world.eventually(() => rows.findOne({ type: 'echo', 'run.hasIncident': true }), 30_000);
    expect(await stopped(`run/${String(last._id)}/1`)).toMatchObject({ params: { cause: 'TICKETS_TOO_DEEP' } });
    await over(first);
    expect(await rows.countDocuments({ type: 'echo' })).toBe(8);
  });
});

describe('a step that links tickets', () => {
  it('links once, told from both sides, and only to who may read the other ticket', async () => {
    const [mine, others] = [await open(await activity('quiet', 'ticket-holders', { team: null, assignee: null })), await open(await activity('quiet-too', 'ticket-holders', { team: null, assignee: null }), { requester: 'mia', openedBy: { kind: 'person', id: 'mia' }, team: null })];
    const [one, other] = [await ticketOf(mine), await ticketOf(others)];
    losing.add('ticket-link');
    const runId = await open(await activity('link', 'ticket-link', { ticket: '=given', relation: 'duplicateOf' }), { variables: { given: other.key } });
    expect(await came(runId)).toEqual({ key: other.key, relation: 'duplicateOf' });
    const linking = await ticketOf(runId);
    expect(await linksOf(other.id)).toHaveLength(1);
    const mineToo = await open(await activity('link-mine', 'ticket-link', { ticket: '=given' }), { variables: { given: one.key } });
    await over(mineToo);

    expect(await seen(other.key, person('ada', 'administrator'))).toMatchObject([{ relation: 'duplicatedBy', ticket: { key: linking.key, title: 'Switch down', stateName: { en: 'New' } } }]);
    expect(await seen(linking.key, person('ada', 'administrator'))).toMatchObject([{ relation: 'duplicateOf', ticket: { key: other.key } }]);
    expect(await seen(linking.key, person('rita', 'requester'))).toEqual([]);
    expect(await seen((await ticketOf(mineToo)).key, person('rita', 'requester'))).toMatchObject([{ relation: 'related', ticket: { key: one.key } }]);
    await expect(seen(other.key, person('rita', 'requester'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stops at a ticket there is none of, and at its own', async () => {
    const lost = await open(await activity('link-lost', 'ticket-link', { ticket: 'INC-99999999' }));
    expect(await stopped(lost)).toMatchObject({ params: { cause: 'TICKET_KEY_UNKNOWN' } });
    const own = await open(await activity('link-own', 'ticket-link', { ticket: '=ticket.key' }));
    expect(await stopped(own)).toMatchObject({ params: { cause: 'TICKET_LINK_SELF' } });
  });
});

const person = (id: string, key: RoleKey): Actor => { const role = shippedRoles.find((one) => one.key === key)!; return { person: id, name: id, teams: [], roles: [{ key, scope: everywhere, actions: role.actions, ownOnly: role.ownOnly }] }; };
async function seen(key: string, actor: Actor) {
  const { connection } = world.database;
  const names = createNameBook({ people: createPersonRepo(connection), teams: createTeamRepo(connection), roles: createRoleRepo(connection), types: createTicketTypeRepo(connection) }, Date.now);
  const list = createLinkRoutes({ tickets: world.tickets, links: createLinkRepo(connection, createEventRepo(connection)), names, nowMs: Date.now })['ticketLinks.list'] as Handler<'ticketLinks.list'>;
  return (await list({ params: { key }, query: {}, body: {}, actor, requestId: 'r', idempotencyKey: null } as unknown as RequestContext<'ticketLinks.list'>)).items;
}
