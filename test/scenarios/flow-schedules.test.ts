/** Flows begun by schedules, on real Temporal and MongoDB, with the keeper's clock in the test's hand. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCalendarShelf } from '#activities/flow/calendar-shelf';
import { startersOn } from '#activities/flow/starter-on';
import { CatalogueError } from '#domain/errors';
import { canonicalJson, hashFlowFile } from '#domain/flow/file/flow.canonical';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { FlowStarter } from '#domain/flow/start/start.ports';
import { instantOf, type Json } from '#domain/values';
import { createFiringRepo, type FiringRepo } from '#store/flow/firing.repo';
import { createFlowStartRepo, type FlowStartRepo } from '#store/flow/flow-start.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { startScheduleKeeper, type ScheduleKeeper } from '#worker/schedule-keeper';
import { ana } from '../builders/company.builder.ts';
import { drawFlow } from '../builders/flow/flow.draw.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

let world: FlowWorld;
let starts: FlowStartRepo;
let firings: FiringRepo;
const keepers: ScheduleKeeper[] = [];
const work = { kind: 'task', config: { assignments: [{ by: 'relation', relation: 'ticketTeam' }], outcomes: [{ key: 'done', name: { en: 'Done' } }] } };
/** A Monday. */
let nowMs = Date.parse('2026-03-02T00:00:00Z');
const at = (text: string): void => { nowMs = Date.parse(text); };

beforeAll(async () => {
  world = await flowWorld();
  [starts, firings] = [createFlowStartRepo(world.database.connection), createFiringRepo(world.database.connection)];
});
afterAll(async () => {
  await Promise.all(keepers.map((keeper) => keeper.stop()));
  await world?.close();
});

/** One whose rounds the test makes. `around`: stands between it and what begins flows. */
function keeperOf(around: (starter: FlowStarter) => Pick<FlowStarter, 'begin'> = (starter) => starter): ScheduleKeeper {
  const { connection } = world.database;
  const calendars = createCalendarRepo(connection);
  const now = () => nowMs;
  const keeper = startScheduleKeeper({
    starts, firings, tickets: world.tickets, starter: around(startersOn({ connection, engine: world.engine, nowMs: now }).starter), nowMs: now, log: { warn: () => undefined }, everyMs: 3_600_000,
    calendars: createCalendarShelf({ read: (key) => calendars.read(key), list: () => calendars.list(), nowMs: now, keepMs: 0 }),
  });
  keepers.push(keeper);
  return keeper;
}
async function publish(file: FlowFile, revision = 0): Promise<void> {
  const flows = createFlowVersionRepo(world.database.connection);
  const saved = await flows.saveDraft({ key: file.key, text: canonicalJson(file), sha256: hashFlowFile(file), revision, by: { kind: 'person', id: 'paul' }, at: new Date(nowMs) });
  await flows.publish({ key: file.key, revision: saved.revision, note: '', verdict: 'sound', by: { kind: 'person', id: 'paul' }, at: new Date(nowMs) });
}
const flowBy = (schedule: Record<string, Json>, config: Record<string, Json> = {}): FlowFile =>
  drawFlow({ come: { kind: 'start', config: { trigger: 'schedule', schedule, title: '="Look of " + string(dueAt)', ...config } }, work, end: 'end' }, ['come -> work', 'work.done -> end'], { key: `plan-${randomUUID().slice(0, 8)}`, ticketType: 'incident' });
const ticketsOf = (flow: string) => world.database.connection.collection('tickets').find({ 'run.flow': flow } as never).sort({ openedAt: 1, title: 1 }).toArray() as unknown as Promise<{ _id: string; key: string; title: string; requester: string | null; openedBy: { id: string } }[]>;
const told = async (flow: string) => (await firings.latest(flow, 'come', 50)).toReversed().map(({ dueAt, state }) => `${dueAt.slice(0, 16)} ${state}`);
/** The ticket of a firing is over, as the list sees it. */
async function close(flow: string, index: number): Promise<void> {
  const ticket = await world.eventually(async () => (await ticketsOf(flow))[index]);
  await world.finish(`run/${ticket._id}/1`, ana);
  await world.eventually(async () => (await world.tickets.byId(ticket._id))?.run?.status === 'completed');
}

describe('a schedule', () => {
  it('opens a ticket each time, once, whichever of two keepers is faster', async () => {
    at('2026-03-02T00:00:00Z');
    const flow = flowBy({ by: 'week', weekdays: ['mon', 'wed'], times: ['08:00'], zone: 'Europe/Berlin' }, { requester: 'rita', priority: 'P3', resultVariable: 'firing' });
    await publish(flow);
    const [one, other] = [keeperOf(), keeperOf()];
    await Promise.all([one.pass(), other.pass()]);
    expect((await starts.read(flow.key, 'come'))?.lookAt).toBe('2026-03-02T07:00:00.000Z');
    at('2026-03-02T06:59:59Z');
    await one.pass();
    expect(await ticketsOf(flow.key)).toEqual([]);
    at('2026-03-02T07:00:01Z');
    await Promise.all([one.pass(), other.pass(), one.pass()]);
    const ticket = await world.eventually(async () => (await ticketsOf(flow.key))[0]);
    expect(ticket).toMatchObject({ title: 'Look of 2026-03-02T07:00:00Z', requester: 'rita', priority: 'P3', openedBy: { kind: 'machine', id: `schedule/${flow.key}/come` } });
    expect((await world.runs.read(`run/${ticket._id}/1`))!.state.scopes['s0']!.vars['firing']).toEqual({ dueAt: { '@feel': 'date and time', value: '2026-03-02T07:00:00Z' } });
    await close(flow.key, 0);
    at('2026-03-04T07:00:30Z');
    await Promise.all([one.pass(), other.pass()]);
    await world.eventually(async () => (await ticketsOf(flow.key)).length === 2);
    expect(await told(flow.key)).toEqual(['2026-03-02T07:00 opened', '2026-03-04T07:00 opened']);
  });

  it('passes over while the ticket of the one before is open, or opens another where it says so', async () => {
    at('2026-03-02T00:00:00Z');
    const [skips, starts2] = [flowBy({ by: 'every', every: 'PT1H' }), flowBy({ by: 'every', every: 'PT1H', overlap: 'start' })];
    await publish(skips);
    await publish(starts2);
    const keeper = keeperOf();
    for (const hour of ['01', '02', '03']) { at(`2026-03-02T${hour}:00:00Z`); await keeper.pass(); }
    expect(await told(skips.key)).toEqual(['2026-03-02T01:00 opened', '2026-03-02T02:00 passed', '2026-03-02T03:00 passed']);
    expect((await firings.latest(skips.key, 'come', 1))[0]?.ticket?.key).toBe((await world.eventually(async () => (await ticketsOf(skips.key))[0])).key);
    await close(skips.key, 0);
    at('2026-03-02T04:00:00Z');
    await keeper.pass();
    expect((await told(skips.key)).at(-1)).toBe('2026-03-02T04:00 opened');
    expect((await told(starts2.key)).every((one) => one.endsWith('opened'))).toBe(true);
    await world.eventually(async () => (await ticketsOf(starts2.key)).length === 4);
  });

  it('makes up for what passed while nothing ran by the last alone, or by all', async () => {
    at('2026-03-02T00:00:00Z');
    const [last, all] = [flowBy({ by: 'cron', cron: '0 */6 * * *', overlap: 'start' }), flowBy({ by: 'cron', cron: '0 */6 * * *', overlap: 'start', missed: 'all' })];
    await publish(last);
    await publish(all);
    at('2026-03-03T05:00:00Z');
    const keeper = keeperOf();
    await keeper.pass();
    expect(await told(last.key)).toEqual(['2026-03-03T00:00 opened']);
    expect((await firings.latest(last.key, 'come', 1))[0]?.missedSince).toBe('2026-03-02T06:00:00.000Z');
    expect(await told(all.key)).toEqual(['2026-03-02T06:00 opened', '2026-03-02T12:00 opened', '2026-03-02T18:00 opened', '2026-03-03T00:00 opened']);
    // Years later: one look writes fifty down, the next goes on there.
    at('2029-03-03T05:00:00Z');
    await keeper.pass();
    expect(await told(last.key)).toHaveLength(2);
    expect((await firings.latest(all.key, 'come', 200))).toHaveLength(54);
    expect((await starts.read(all.key, 'come'))?.doneUntil?.slice(0, 10)).toBe('2026-03-15');
    expect(await starts.pause({ id: `${all.key}#come` }, { kind: 'person', id: 'paul' }, instantOf(nowMs), () => Promise.resolve())).toBe(true);
  });

  it('counts nothing while it is paused, goes on from when it is resumed, and stays paused over a new version', async () => {
    at('2026-03-02T00:00:00Z');
    const flow = flowBy({ by: 'every', every: 'PT1H', overlap: 'start', missed: 'all' });
    await publish(flow);
    const keeper = keeperOf();
    const [start, by] = [{ id: `${flow.key}#come` }, { kind: 'person', id: 'paul' } as const];
    let told2 = 0;
    const alongside = () => { told2 += 1; return Promise.resolve(); };
    expect([await starts.pause(start, by, instantOf(nowMs), alongside), await starts.pause(start, by, instantOf(nowMs), alongside), told2]).toEqual([true, false, 1]);
    at('2026-03-02T05:30:00Z');
    await keeper.pass();
    await publish({ ...flow, name: { en: 'Renamed' } }, 1);
    expect(await starts.read(flow.key, 'come')).toMatchObject({ version: 2, paused: { by }, since: '2026-03-02T00:00:00.000Z' });
    expect(await starts.resume(start, instantOf(nowMs), alongside)).toBe(true);
    await keeper.pass();
    expect(await told(flow.key)).toEqual([]);
    at('2026-03-02T06:00:00Z');
    await keeper.pass();
    expect(await told(flow.key)).toEqual(['2026-03-02T06:00 opened']);
    expect((await firings.latest(flow.key, 'come', 1))[0]?.version).toBe(2);
  });

  it('of a version that is no longer in force opens nothing; an unchanged one goes on with what was due', async () => {
    at('2026-03-02T00:00:00Z');
    const [gone, same] = [flowBy({ by: 'every', every: 'PT1H' }), flowBy({ by: 'every', every: 'PT1H' })];
    await publish(gone);
    await publish(same);
    at('2026-03-02T01:00:30Z');
    await publish({ ...gone, nodes: { ...gone.nodes, come: { ...gone.nodes['come']!, config: {} } } }, 1);
    await publish({ ...same, name: { en: 'Renamed' } }, 1);
    await keeperOf().pass();
    expect(await starts.ofFlow(gone.key)).toEqual([]);
    expect([await told(gone.key), await told(same.key)]).toEqual([[], ['2026-03-02T01:00 opened']]);
  });

  it('is carried on by the next round when its keeper dies, by the same ticket', async () => {
    at('2026-03-02T00:00:00Z');
    const flow = flowBy({ by: 'every', every: 'PT1H', overlap: 'start' });
    await publish(flow);
    at('2026-03-02T01:00:00Z');
    // The run has begun, and the keeper is gone before it heard so.
    await keeperOf((starter) => ({ begin: async (given) => { await starter.begin(given); throw new CatalogueError('SERVICE_UNAVAILABLE', { service: 'engine' }); } })).pass();
    expect(await told(flow.key)).toEqual(['2026-03-02T01:00 pending']);
    at('2026-03-02T02:00:00Z');
    await keeperOf().pass();
    expect(await told(flow.key)).toEqual(['2026-03-02T01:00 opened', '2026-03-02T02:00 opened']);
    await world.eventually(async () => (await ticketsOf(flow.key)).length === 2);
    expect(new Set((await firings.latest(flow.key, 'come', 9)).map(({ ticket }) => ticket!.key))).toEqual(new Set((await ticketsOf(flow.key)).map(({ key }) => key)));
  });

  it('that cannot open its ticket says why, and comes again', async () => {
    at('2026-03-02T00:00:00Z');
    const flow = flowBy({ by: 'every', every: 'PT1H' }, { requester: 'stranger' });
    await publish(flow);
    for (const hour of ['01', '02']) { at(`2026-03-02T${hour}:00:00Z`); await keeperOf().pass(); }
    expect(await told(flow.key)).toEqual(['2026-03-02T01:00 failed', '2026-03-02T02:00 failed']);
    expect((await firings.latest(flow.key, 'come', 1))[0]).toMatchObject({ code: 'TICKET_PERSON_UNKNOWN', params: { person: 'stranger' }, ticket: null });
  });
});

describe('ten thousand schedules', () => {
  it('cost a round nothing while none is due, and are all planned', async () => {
    at('2026-03-02T00:00:00Z');
    const rows = world.database.connection.collection('flowStarts');
    const schedule = canonicalJson({ by: 'week', weekdays: ['tue'], times: ['08:00'], zone: 'Europe/Berlin', holidays: 'skip', missed: 'last', overlap: 'skip' });
    await rows.insertMany(Array.from({ length: 10_000 }, (_, n) => ({ _id: `many-${n}#come`, flow: `many-${n}`, version: 1, node: 'come', trigger: 'schedule', since: instantOf(nowMs), message: null, schedule, doneUntil: instantOf(nowMs), lookAt: instantOf(nowMs), paused: null })) as never[]);
    await rows.updateMany({ flow: { $not: /^many-/ } }, { $set: { lookAt: null } });
    const keeper = keeperOf();
    for (let round = 0; round < 50; round += 1) await keeper.pass();
    expect(await rows.countDocuments({ flow: /^many-/, lookAt: '2026-03-03T07:00:00.000Z' })).toBe(10_000);
    const plan = await rows.find({ trigger: 'schedule', paused: null, lookAt: { $lte: instantOf(nowMs), $gt: '' } }).sort({ lookAt: 1 }).limit(200).explain('executionStats') as { executionStats: { totalDocsExamined: number } };
    expect(plan.executionStats.totalDocsExamined).toBe(0);
    await rows.deleteMany({ flow: /^many-/ });
  });
});
