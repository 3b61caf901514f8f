/** A calendar is edited while hundreds of clocks run in it: every due is moved, runs are told that must be, a killed worker costs nothing, and no breach is said that was none. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCalendar } from '#domain/sla/calendar.check';
import type { Calendar, CalendarInput } from '#domain/sla/calendar.schema';
import type { ClockFacts } from '#domain/sla/clock';
import { parsePolicy } from '#domain/sla/sla.policy';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { createRecountRepo } from '#store/sla/recount.repo';
import { ticketModels, type TicketRow } from '#store/ticket/ticket.model';
import { startRecounts } from '#worker/sla.wiring';
import type { Recounter } from '#worker/recounter';
import { ana, ben } from '../builders/company.builder.ts';
import { oneTaskFlow } from '../builders/flow-file.builder.ts';
import { everyDay } from '../builders/sla.builder.ts';
import { patienceMs } from '../setup/eventually.ts';
import { temporalAddress } from '../setup/fresh.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

const day = 86_400_000;
const by = { kind: 'person', id: 'ada', name: 'Ada' } as const;
const silent = { info: () => undefined, warn: () => undefined };
const many = 240;
const waits = { timeout: patienceMs, interval: 100 };

let world: FlowWorld;
let recounter: Recounter | null = null;
let told: string[] = [];
const calendarOf = (week: CalendarInput['versions'][number]['week'], key = 'office'): Calendar => parseCalendar({ key, name: { en: key }, zone: 'Etc/UTC', versions: [{ week }] });

beforeAll(async () => {
  world = await flowWorld();
  const policies = createSlaPolicyRepo(world.database.connection);
  await createCalendarRepo(world.database.connection).save(calendarOf('24/7'));
  await createCalendarRepo(world.database.connection).save(calendarOf('24/7', 'soon'));
  await policies.save(parsePolicy({ id: 'usual', name: { en: 'Usual' }, appliesTo: { ticketType: ['incident'] }, clocks: [{ kind: 'resolution', target: 'PT30H', warn: '75%', calendarId: 'office' }] }));
  await policies.save(parsePolicy({ id: 'urgent', name: { en: 'Urgent' }, appliesTo: { ticketType: ['incident'], priority: ['P1'] }, clocks: [{ kind: 'resolution', target: 'PT1H', warn: '75%', calendarId: 'soon' }] }));
});
afterAll(async () => {
  await recounter?.stop();
  await world?.close();
});

const tickets = () => ticketModels(world.database.connection).tickets.collection;
const rows = async (calendar = 'office'): Promise<TicketRow[]> => await tickets().find({ 'run.status': 'running', 'clockFacts.calendarId': calendar }).toArray() as unknown as TicketRow[];

function startHere(batch = 50): void {
  told = [];
  recounter = startRecounts({
    connection: world.database.connection, log: silent, everyMs: 50, batch,
    inspector: { poke: async (runId, what) => { told.push(runId); await world.inspector.poke(runId, what); } },
  });
}

/** As the portal writes an edit: the calendar and the recount it asks for in one transaction. */
async function edit(calendar: Calendar): Promise<void> {
  const [calendars, recounts] = [createCalendarRepo(world.database.connection), createRecountRepo(world.database.connection)];
  const at = new Date().toISOString();
  await calendars.edit({ calendar, revision: (await calendars.stored(calendar.key))!.revision, at, by }, (session) => recounts.ask(calendar.key, { at, by }, session));
}
const done = (calendar = 'office') => world.eventually(async () => { const recount = await createRecountRepo(world.database.connection).read(calendar); return recount?.state === 'done' ? recount : null; }, 120_000);

/** Counted by hand: so many milliseconds of the hours from `opens` to `closes` UTC, every day. Shares nothing with domain/sla. */
function dueByHand(startedAt: string, targetMs: number, opens: number, closes: number): string {
  let left = targetMs;
  for (let midnight = Math.floor(Date.parse(startedAt) / day) * day; ; midnight += day) {
    const from = Math.max(midnight + opens * 3_600_000, Date.parse(startedAt));
    const to = midnight + closes * 3_600_000;
    if (to <= from) continue;
    if (left <= to - from) return new Date(from + left).toISOString();
    left -= to - from;
  }
}
const resolution = (row: TicketRow): ClockFacts => row.clockFacts.find(({ kind }) => kind === 'resolution')!;

/** What the database says of every open ticket: its facts, what lists sort by, and what pages show. */
async function expectAllDue(opens: number, closes: number): Promise<TicketRow[]> {
  const all = await rows();
  const held = all.filter((row) => resolution(row).state === 'paused');
  const wrong = all.filter((row) => !held.includes(row)).filter((row) => {
    const due = dueByHand(resolution(row).startedAt!, 30 * 3_600_000, opens, closes);
    return resolution(row).dueAt !== due || row.nextDueAt !== due || row.clocks[0]?.dueAt !== due;
  });
  expect(wrong.map(({ key }) => key)).toEqual([]);
  expect(held.every((row) => resolution(row).dueAt === null)).toBe(true);
  return all.filter((row) => !held.includes(row));
}
const heldBy = async (runId: string): Promise<ClockFacts> => (await world.inspector.snapshot(runId))!.book!.clocks.find(({ kind }) => kind === 'resolution')!;

describe('a calendar that is edited', () => {
  it('moves every open clock on the way to later, tells nobody, and leaves what is over', async () => {
    const flow = await world.publish(oneTaskFlow('recounted'));
    const opened: string[] = [];
    const openAll = async (): Promise<void> => {
      while (opened.length < many) {
        const index = opened.push('') - 1;
        opened[index] = await world.open(flow, { openedAt: new Date(Date.now() - (index % 24) * 3_600_000 - index * 1_234).toISOString() });
      }
    };
    await Promise.all(Array.from({ length: 12 }, openAll));
    await world.finish(opened[0]!, ana);
    const before = await rows();
    expect(before).toHaveLength(many - 1);
    const finished = (await world.tickets.byId(opened[0]!.split('/')[1]!))!;

    startHere();
    await edit(calendarOf(everyDay('08:00-18:00')));
    expect(await done()).toMatchObject({ total: many - 1, looked: many - 1, moved: many - 1, told: 0, unanswered: 0, isHeldUp: false });
    expect(told).toEqual([]);
    await expectAllDue(8, 18);
    expect((await world.tickets.byId(finished.id))!.revision).toBe(finished.revision);
  }, 300_000);

  it('tells a run at its next write, so that what it writes agrees with what was recounted', async () => {
    const [row] = await rows();
    const runId = row!.run!.id;
    expect((await heldBy(runId)).dueAt).not.toBe(resolution(row!).dueAt);
    await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'claim', ben);
    expect((await heldBy(runId)).dueAt).toBe(dueByHand(resolution(row!).startedAt!, 30 * 3_600_000, 8, 18));
    await expectAllDue(8, 18);
  });

  it('brings every due forward and tells every run, though the worker is killed in the middle and another goes on', async () => {
    await recounter!.stop();
    const child = spawn(process.execPath, ['--import', 'tsx', new URL('recounting-worker.ts', import.meta.url).pathname, JSON.stringify({ address: temporalAddress(), namespace: world.namespace, mongoUri: world.mongoUri, batch: 20 })], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    const until = (wanted: string): Promise<void> => new Promise((resolve) => { lines.on('line', (line) => { if (line === wanted) resolve(); }); });
    await until('ready');
    const told70 = until('told 70');
    await edit(calendarOf(everyDay('04:00-22:00')));
    await told70;
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect((await createRecountRepo(world.database.connection).read('office'))!.state).toBe('running');

    startHere(20);
    expect(await done()).toMatchObject({ total: many - 1, looked: many - 1, moved: many - 1, told: many - 1 });
    expect(new Set(told).size).toBeLessThan(many - 1);
    const all = await expectAllDue(4, 22);
    // Independent of the recount's own book: what each run holds, which is what its timer is armed for.
    const late: string[] = [];
    for (const row of all) {
      const due = dueByHand(resolution(row).startedAt!, 30 * 3_600_000, 4, 22);
      await world.eventually(async () => (await heldBy(row.run!.id)).dueAt === due, 20_000).catch(() => late.push(row.key));
    }
    expect(late).toEqual([]);
    expect(await tickets().countDocuments({ isRunUntold: true })).toBe(0);
  }, 300_000);

  it('changes nothing when it is counted again', async () => {
    const before = (await rows()).map(({ _id, revision }) => [_id, revision]);
    await createRecountRepo(world.database.connection).ask('office', { at: new Date().toISOString(), by });
    expect(await done()).toMatchObject({ moved: 0, told: 0 });
    expect((await rows()).map(({ _id, revision }) => [_id, revision])).toEqual(before);
  });

  it('lets a run whose timer comes too early look again instead of breaching, and breach when it is time', async () => {
    const flow = await world.publish(oneTaskFlow('looks-again'));
    // A recount takes four seconds at least, and has to be over before the deadline.
    const startedAt = new Date(Date.now() - 3_600_000 + 30_000).toISOString();
    const runId = await world.open(flow, { priority: 'P1', openedAt: startedAt });
    const due = (await heldBy(runId)).dueAt!;
    await edit(calendarOf({ [['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(Date.now() + 3 * day).getUTCDay()]!]: [{ from: '00:00', to: '24:00' }] } as never, 'soon'));
    await done('soon');
    expect(Date.now()).toBeLessThan(Date.parse(due));
    // The deadline the run knew passes; it asks again and is armed anew.
    await world.eventually(async () => (await heldBy(runId)).dueAt !== due, 60_000);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(due));
    expect(await heldBy(runId)).toMatchObject({ breachedAt: null, state: 'running' });
    expect((await world.events(runId)).filter(({ action }) => action === 'clock.breached')).toEqual([]);

    await edit(calendarOf('24/7', 'soon'));
    await world.eventually(async () => (await heldBy(runId)).breachedAt === due, 60_000);
    // What a run holds may be written a moment later.
    await expect.poll(async () => (await world.events(runId)).filter(({ action }) => action === 'clock.breached'), waits).toHaveLength(1);
  });

  it('keeps a breach that happened, however much later it would be due now', async () => {
    const flow = await world.publish(oneTaskFlow('stays'));
    const runId = await world.open(flow, { priority: 'P1', openedAt: new Date(Date.now() - 2 * 3_600_000).toISOString() });
    const breachedAt = await world.eventually(async () => (await heldBy(runId)).breachedAt);
    await edit(calendarOf(everyDay('00:00-00:30'), 'soon'));
    await done('soon');
    await world.act(runId, (await world.tasksOf(runId))[0]!.task, 'claim', ana);
    expect(await heldBy(runId)).toMatchObject({ breachedAt, state: 'breached' });
    expect((await world.events(runId)).filter(({ action }) => action === 'clock.breached')).toHaveLength(1);
  });
});
