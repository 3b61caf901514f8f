/** Flows begun by messages, on real Temporal and MongoDB: once for each flow, after the runs that wait, and never with what does not fit. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMessagePost, type KeptPost } from '#activities/flow/message-post';
import { startersOn } from '#activities/flow/starter-on';
import { CatalogueError } from '#domain/errors';
import { canonicalJson, hashFlowFile } from '#domain/flow/file/flow.canonical';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { Vars } from '#domain/flow/kernel/kernel.types';
import type { Json } from '#domain/values';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createMessageRepo } from '#store/flow/message.repo';
import { createMessageWaitRepo } from '#store/flow/message-wait.repo';
import { createStartLetterRepo } from '#store/flow/start-letter.repo';
import { createOpeningRepo } from '#store/ticket/opening.repo';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

let world: FlowWorld;
let post: KeptPost;
const courier = { kind: 'person', id: 'rita', name: 'Rita' } as const;
const work = { kind: 'task', config: { assignments: [{ by: 'relation', relation: 'ticketTeam' }], outcomes: [{ key: 'done', name: { en: 'Done' } }] } };

beforeAll(async () => {
  world = await flowWorld();
  post = postOf();
});
afterAll(async () => { await world?.close(); });

type Engine = Parameters<typeof startersOn>[0]['engine'];
/** `engine`: what begins the runs. */
function postOf(engine: Engine = world.engine): KeptPost {
  const { connection } = world.database;
  const nowMs = () => Date.now();
  return createMessagePost({ messages: createMessageRepo(connection), waits: createMessageWaitRepo(connection), engine: world.engine, starts: startersOn({ connection, engine, nowMs }).messageStarts, nowMs });
}

let drawn = 0;
/** A flow of its own, as the portal publishes one. */
async function publish(file: FlowFile, revision = 0): Promise<void> {
  const flows = createFlowVersionRepo(world.database.connection);
  const saved = await flows.saveDraft({ key: file.key, text: canonicalJson(file), sha256: hashFlowFile(file), revision, by: { kind: 'person', id: 'paul' }, at: new Date() });
  await flows.publish({ key: file.key, revision: saved.revision, note: '', verdict: 'sound', by: { kind: 'person', id: 'paul' }, at: new Date() });
}
const begunBy = (message: string, config: Record<string, Json> = {}, more: Partial<FlowFile> = {}): FlowFile =>
  drawFlow({ come: { kind: 'start', config: { trigger: 'message', message, ...config } }, work, end: 'end' }, ['come -> work', 'work.done -> end'], { key: `begun-${(drawn += 1)}`, ticketType: 'incident', ...more });
const message = (name: string, data: Vars = {}, given: { id?: string; key?: string; ttlMs?: number; by?: typeof courier | { kind: 'machine'; id: string } } = {}) => ({ id: `test/${randomUUID()}`, name, key: null, data, ttlMs: 3_600_000, by: courier, ...given });
const ticketsOf = (flow: string) => world.database.connection.collection<{ _id: string }>('tickets').find({ 'run.flow': flow } as never).toArray() as unknown as Promise<{ _id: string; key: string; title: string; requester: string | null; openedBy: { id: string } }[]>;
const oneTicket = (flow: string) => world.eventually(async () => (await ticketsOf(flow))[0]);
const runOf = async (ticket: string) => (await world.runs.read(`run/${ticket}/1`))!;
const lettersOf = async (id: string) => (await createStartLetterRepo(world.database.connection).list(10_000)).items.filter((letter) => letter.message === id);
const order = (): string => `order.placed.${randomUUID().slice(0, 8)}`;

describe('a message that begins a flow', () => {
  it('opens one ticket, with what it carries as typed variables, for its sender', async () => {
    const name = order();
    const flow = begunBy(name, { title: '="Order " + number + " <b>" + customer.name', description: 'As ordered', priority: 'P1', resultVariable: 'came' }, { variables: { number: { type: 'text', isRequired: true }, due: { type: 'date' }, customer: { type: 'context' }, copies: { type: 'number', initial: 1 } } });
    await publish(flow);
    const data = JSON.parse('{"number": "A7", "due": "2026-12-24", "customer": {"name": "Ada", "__proto__": {"isAdmin": true}}, "__proto__": {"x": 1}, "ticket": {"key": "stolen"}}') as Vars;
    const sent = message(name, data);
    expect(await post.send(sent)).toMatchObject({ state: 'begun', isRepeat: false });
    const ticket = await oneTicket(flow.key);
    expect(ticket).toMatchObject({ title: 'Order A7 <b>Ada', type: 'incident', priority: 'P1', requester: 'rita', openedBy: courier, team: expect.any(String) as unknown });
    const { vars } = (await runOf(ticket._id)).state.scopes['s0']!;
    expect(vars).toMatchObject({ number: 'A7', due: { '@feel': 'date', value: '2026-12-24' }, copies: 1, came: { number: 'A7' } });
    expect((vars['ticket'] as { key: string }).key).toBe(ticket.key);
    expect(({} as { x?: unknown }).x).toBeUndefined();
    expect(await post.send(sent)).toMatchObject({ state: 'begun', isRepeat: true });
    expect(await ticketsOf(flow.key)).toHaveLength(1);
  });

  it('begins each flow that names it once, and of one flow the first start that means it', async () => {
    const name = order();
    const two = drawFlow({
      alpha: { kind: 'start', config: { trigger: 'message', message: name, condition: 'amount > 100', title: 'Large' } }, beta: { kind: 'start', config: { trigger: 'message', message: name, condition: 'amount > 10', title: 'Any' } }, form: 'start', work, end: 'end',
    }, ['alpha -> work', 'beta -> work', 'form -> work', 'work.done -> end'], { key: `two-${randomUUID().slice(0, 8)}`, ticketType: 'incident' });
    const other = begunBy(name, { requester: '="ana"' });
    await Promise.all([publish(two), publish(other)]);
    expect(await post.send(message(name, { amount: 20 }))).toMatchObject({ state: 'begun' });
    expect(await oneTicket(two.key)).toMatchObject({ title: 'Any' });
    expect(await oneTicket(other.key)).toMatchObject({ requester: 'ana', title: 'Test' });
    expect(await post.send(message(name, { amount: 500 }))).toMatchObject({ state: 'begun' });
    await world.eventually(async () => (await ticketsOf(two.key)).length === 2);
    expect((await ticketsOf(two.key)).map(({ title }) => title).toSorted()).toEqual(['Any', 'Large']);
    expect(await ticketsOf(other.key)).toHaveLength(2);
  });

  it('is left to a run that waits for it, and begins the flow when none does', async () => {
    const name = order();
    const flow = begunBy(name);
    await publish(flow);
    const waiting = await world.publish(drawFlow({ start: 'start', wait: { kind: 'wait-message', config: { message: name } }, end: 'end' }, ['start -> wait', 'wait -> end'], { key: `waits-${randomUUID().slice(0, 8)}` }));
    const runId = await world.open(waiting, { key: `INC-${9_000 + (drawn += 1)}` });
    expect(await post.send(message(name))).toMatchObject({ state: 'delivered', run: runId });
    expect(await ticketsOf(flow.key)).toEqual([]);
    expect(await post.send(message(name))).toMatchObject({ state: 'begun', run: null });
    await oneTicket(flow.key);
  });

  it('that no condition means is kept for runs; one kept from before a flow was published never begins it', async () => {
    const name = order();
    const [early, small] = [message(name, { amount: 900 }), message(name, { amount: 1 })];
    expect(await post.send(early)).toMatchObject({ state: 'kept' });
    const flow = begunBy(name, { condition: 'amount > 100' });
    await publish(flow);
    await post.carry(early.id);
    expect(await post.send(small)).toMatchObject({ state: 'kept' });
    expect(await post.send(message(name, {}))).toMatchObject({ state: 'kept' });
    expect(await ticketsOf(flow.key)).toEqual([]);
  });

  it('goes by the version in force: one that no longer names it takes nothing, one that changes elsewhere goes on', async () => {
    const [name, later] = [order(), order()];
    const flow = begunBy(name);
    await publish(flow);
    await publish({ ...flow, name: { en: 'Renamed' } }, 1);
    expect(await post.send(message(name))).toMatchObject({ state: 'begun' });
    expect(await oneTicket(flow.key)).toMatchObject({ title: 'Renamed', run: { version: 2 } });
    await publish({ ...flow, nodes: { ...flow.nodes, come: { ...flow.nodes['come']!, config: { trigger: 'message', message: later } } } }, 2);
    expect(await post.send(message(name))).toMatchObject({ state: 'kept' });
    expect(await post.send(message(later))).toMatchObject({ state: 'begun' });
  });

  it('that is a signal begins the flow, beside the runs it is told to', async () => {
    const name = order();
    const flow = begunBy(name);
    await publish(flow);
    const waiting = await world.publish(drawFlow({ start: 'start', wait: { kind: 'wait-message', config: { message: name } }, end: 'end' }, ['start -> wait', 'wait -> end'], { key: `hears-${randomUUID().slice(0, 8)}` }));
    const runId = await world.open(waiting, { key: `INC-${9_000 + (drawn += 1)}` });
    const signal = { id: `test/${randomUUID()}`, name, data: {}, by: courier };
    expect(await post.tell(signal)).toMatchObject({ told: 1, left: 0, isRepeat: false });
    await world.eventually(async () => (await world.runs.read(runId))?.status === 'completed');
    await oneTicket(flow.key);
    await post.tell(signal);
    expect(await ticketsOf(flow.key)).toHaveLength(1);
    expect((await createMessageRepo(world.database.connection).read(signal.id))?.state).toBe('delivered');
  });
});

describe('a message that does not fit', () => {
  it.each([
    ['a text where a number is needed', { number: 'many' }, {}, 'START_DATA_UNFIT'], ['a day there is not', { day: '2026-02-30' }, {}, 'START_DATA_UNFIT'], ['nothing that the flow needs', { needed: null }, {}, 'START_DATA_MISSING'],
    ['a title that comes to nothing', {}, { title: '=missing' }, 'START_VALUE_UNFIT'], ['an expression that fails', {}, { title: '=' }, 'START_VALUE_FAILED'], ['a condition that cannot be read', {}, { condition: '1 +' }, 'START_VALUE_FAILED'],
    ['a requester who is not there', {}, { requester: 'nobody' }, 'TICKET_PERSON_UNKNOWN'], ['a team that is not there', {}, { team: 'nowhere' }, 'TICKET_TEAM_UNKNOWN'], ['a type that is not there', {}, { type: 'wish' }, 'TICKET_TYPE_UNKNOWN'],
    ['a priority there is not', {}, { priority: '="P9"' }, 'START_VALUE_UNFIT'], ['too much', { much: 'x'.repeat(59_000) }, {}, 'START_TOO_LARGE'],
  ])('%s is kept whole with the reason', async (_what, data, config, code) => {
    const name = order();
    const flow = begunBy(name, { resultVariable: 'came', ...config }, { variables: { number: { type: 'number' }, day: { type: 'date' }, needed: { type: 'text', isRequired: true, ...('needed' in data ? {} : { initial: 'given' }) } } });
    await publish(flow);
    const sent = message(name, data as Vars);
    expect(await post.send(sent)).toMatchObject({ state: 'refused', run: null });
    expect(await lettersOf(sent.id)).toMatchObject([{ message: sent.id, name, data, by: courier, flow: flow.key, node: 'come', code, tries: 1 }]);
    expect(await ticketsOf(flow.key)).toEqual([]);
  });
});

describe('a message whose carrier dies', () => {
  it('begins one run, by the same ticket, when another takes it up', async () => {
    const name = order();
    const flow = begunBy(name);
    await publish(flow);
    const sent = message(name);
    // The run has begun, and whoever asked for it is gone before it heard so.
    let tries = 0;
    const dying = postOf({ startRun: async (input) => {
      tries += 1;
      await world.engine.startRun(input);
      throw new CatalogueError('SERVICE_UNAVAILABLE', { service: 'engine' });
    } });
    expect(await dying.send(sent)).toMatchObject({ state: 'kept' });
    const { key } = await oneTicket(flow.key);
    await world.eventually(async () => (await createMessageRepo(world.database.connection).read(sent.id))?.state === 'delivered');
    expect(tries).toBe(1);
    expect((await ticketsOf(flow.key)).map((ticket) => ticket.key)).toEqual([key]);
  });
});

describe('a flow that begins itself by its own message', () => {
  it('is stopped eight deep, and its last message is kept with the reason', async () => {
    const name = order();
    const flow = drawFlow({ come: { kind: 'start', config: { trigger: 'message', message: name } }, again: { kind: 'throw-message', config: { message: name } }, end: 'end' }, ['come -> again', 'again -> end'], { key: `loop-${randomUUID().slice(0, 8)}`, ticketType: 'incident' });
    await publish(flow);
    await post.send(message(name));
    const letter = await world.eventually(async () => (await createStartLetterRepo(world.database.connection).list(10_000)).items.find((one) => one.flow === flow.key));
    expect(letter).toMatchObject({ code: 'TICKETS_TOO_DEEP', params: { limit: 8 } });
    const tickets = await world.eventually(async () => { const found = await ticketsOf(flow.key); return found.length === 9 ? found : null; });
    const openings = await Promise.all(tickets.map(({ _id }) => createOpeningRepo(world.database.connection).read(_id)));
    expect(openings.map((opening) => opening!.depth).toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(tickets.every(({ requester }) => requester === 'rita')).toBe(true);
  });
});
