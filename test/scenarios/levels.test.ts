/** Every number of the service levels over the whole demonstration history: equal to a count from the raw log by code of its own, and to the tickets it opens. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sumOf } from '#domain/report/levels';
import { levelTables, serviceLevelsReport } from '#domain/report/levels.report';
import type { LevelFigures, LevelState, PromiseKind } from '#domain/report/levels.schema';
import { levelLinks } from '#web/report/links.ts';
import { queryOf } from '#web/ticket/list/filters.ts';
import { freshMongoUri } from '../setup/fresh.ts';
import { mondayIn, recount, type Recounted } from '../setup/levels-recount.ts';
import { levelsWorldOn, somebody, type LevelsWorld } from '../setup/levels-world.ts';

const zone = 'Europe/Berlin';
/** A Friday morning, when something is at risk; summer time ended within the six weeks before. */
const asOf = '2026-11-13T07:05:00.000Z';
const mondayOf = mondayIn(zone);
const kinds = ['response', 'resolution'] as const;
const order: readonly LevelState[] = ['met', 'open', 'atRisk', 'breached'];

let world: LevelsWorld;
let counted: Recounted[];
beforeAll(async () => {
  world = await levelsWorldOn(freshMongoUri('levels'), asOf);
  await world.countSteps();
  counted = await recount(world.database, world.files, asOf);
});
afterAll(() => world?.close());

const worst = ({ states }: Recounted): LevelState | null => kinds.map((kind) => states[kind]).filter((state) => state !== null).sort((a, b) => order.indexOf(b) - order.indexOf(a))[0] ?? null;
const stateOf = (ticket: Recounted, promise: PromiseKind | null): LevelState | null => (promise === null ? worst(ticket) : ticket.states[promise]);
const tally = (tickets: readonly Recounted[], promise: PromiseKind | null) => Object.fromEntries(order.map((state) => [state, tickets.filter((ticket) => stateOf(ticket, promise) === state).length]));
const totals = (tickets: readonly Recounted[]) => ({
  tickets: tickets.filter((ticket) => worst(ticket) !== null).length, breached: tickets.filter((ticket) => worst(ticket) === 'breached').length,
  ...Object.fromEntries(kinds.map((kind) => [kind, { met: tickets.filter(({ states }) => states[kind] === 'met').length, judged: tickets.filter(({ states }) => states[kind] === 'met' || states[kind] === 'breached').length }])),
});
const sorted = <T>(rows: readonly T[]): T[] => [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** Compares every number of the figures with tickets counted apart. */
function expectEqual(figures: LevelFigures, all: readonly Recounted[], only: (ticket: Recounted) => boolean = () => true): void {
  const own = all.filter(only);
  const inside = own.filter(({ openedAt }) => figures.period.fromAt <= openedAt && openedAt < figures.period.toAt);
  expect(figures.totals).toEqual(totals(inside));
  for (const { week, fromAt, toAt, ...rest } of figures.line) expect([week, rest]).toEqual([week, totals(own.filter(({ openedAt }) => mondayOf(openedAt) === week && fromAt <= openedAt && openedAt < toAt))]);
  for (const { week, counts } of figures.byWeek) expect([week, counts]).toEqual([week, tally(inside.filter(({ openedAt }) => mondayOf(openedAt) === week), figures.promise)]);
  const groups = (keyOf: (ticket: Recounted) => string | null) => sorted([...new Set(inside.filter((ticket) => stateOf(ticket, figures.promise) !== null).map(keyOf))].map((key) => [key, tally(inside.filter((ticket) => keyOf(ticket) === key), figures.promise)]));
  expect(sorted(figures.byTeam.map(({ key, counts }) => [key, counts]))).toEqual(groups(({ team }) => team));
  expect(sorted(figures.byType.map(({ key, counts }) => [key, counts]))).toEqual(groups(({ type }) => type));
  for (const { key, counts } of figures.byPriority) expect([key, counts]).toEqual([key, tally(inside.filter(({ priority }) => priority === key), figures.promise)]);
  for (const kind of kinds) {
    const took = inside.flatMap(({ minutes }) => minutes[kind] ?? []).sort((a, b) => a - b);
    expect([kind, figures[kind].tickets, figures[kind].medianMinutes, figures[kind].p90Minutes]).toEqual([kind, took.length, took[Math.ceil(took.length * 0.5) - 1] ?? null, took[Math.ceil(took.length * 0.9) - 1] ?? null]);
    for (const { fromMinutes, toMinutes, tickets } of figures[kind].buckets) expect([kind, fromMinutes, tickets]).toEqual([kind, fromMinutes, took.filter((minutes) => minutes >= fromMinutes && (toMinutes === null || minutes < toMinutes)).length]);
  }
  const over = inside.filter(({ steps }) => steps !== null && Object.keys(steps).length > 0);
  expect(figures.steps.tickets).toBe(over.length);
  const steps = figures.steps.flows.flatMap(({ flow, steps: own }) => own.map(({ node, seconds, tickets }) => [`${flow}/${node}`, seconds, tickets] as const));
  const expected = [...new Set(over.flatMap(({ steps: own }) => Object.keys(own!)))].map((step) => [step, Math.round(over.reduce((sum, { steps: own }) => sum + (own![step] ?? 0), 0) / 1_000), over.filter(({ steps: own }) => step in own!).length] as const).filter(([, seconds]) => seconds > 0);
  expect(sorted(steps)).toEqual(sorted(expected));
}

describe('the service levels', () => {
  it('have a history worth reporting on', async () => {
    const figures = await world.ask('serviceLevels.read', { zone });
    expect(figures.totals.tickets).toBe(counted.filter((ticket) => worst(ticket) !== null).length);
    expect(order.filter((state) => figures.byTeam.some(({ counts }) => counts[state] > 0))).toEqual(order);
    expect(figures.totals.tickets).toBeGreaterThanOrEqual(400);
    expect(figures.byWeek.filter(({ counts }) => sumOf(counts) > 20).length).toBeGreaterThanOrEqual(5);
  });

  it.each<[string, { from?: string; to?: string; promise?: PromiseKind; team?: string; priority?: string }, ((ticket: Recounted) => boolean)?]>([
    ['over twelve weeks', {}], ['by the response', { promise: 'response' }], ['by the resolution', { promise: 'resolution' }],
    ['over days that cut two weeks', { from: '2026-11-04', to: '2026-11-10' }], ['of one team', { team: 'network' }, ({ team }) => team === 'network'], ['of two priorities', { priority: 'P1,P4' }, ({ priority }) => ['P1', 'P4'].includes(priority)],
  ])('equal a count from the raw log: %s', async (_, query, only) => expectEqual(await world.ask('serviceLevels.read', { zone, ...query }), counted, only));

  it('differ from it as soon as one clock in the database says something else', async () => {
    const tickets = world.database.collection<{ _id: string; clockFacts: { kind: string; breachedAt: string | null }[] }>('tickets');
    const { _id, clockFacts } = (await tickets.findOne({ clockFacts: { $elemMatch: { kind: 'resolution', state: 'met' } } }))!;
    const changed = clockFacts.map((clock) => (clock.kind === 'resolution' ? { ...clock, breachedAt: asOf } : clock));
    await tickets.updateOne({ _id }, { $set: { clockFacts: changed } });
    const figures = await world.ask('serviceLevels.read', { zone });
    expect(() => expectEqual(figures, counted)).toThrow();
    await tickets.updateOne({ _id }, { $set: { clockFacts } });
    expectEqual(await world.ask('serviceLevels.read', { zone }), counted);
  });

  it('are of what their reader leads: a manager counts their teams, and not what they merely asked for', async () => {
    const mia = somebody('manager', { teams: ['network', 'service-desk'] }, 'mia.larsen');
    const both = { ...mia, person: 'clara.roth', roles: [...mia.roles, ...somebody('requester').roles] };
    for (const actor of [mia, both]) expectEqual(await world.ask('serviceLevels.read', { zone }, actor), counted, ({ team }) => team === 'network' || team === 'service-desk');
    expect((await world.ask('serviceLevels.read', { zone }, somebody('requester'))).totals.tickets).toBe(0);
  });

  it.each(['administrator', 'manager'] as const)('open exactly as many tickets as they say, for a %s', async (role) => {
    const actor = role === 'manager' ? { ...somebody('manager', { teams: ['network'] }, 'clara.roth'), roles: [...somebody('manager', { teams: ['network'] }).roles, ...somebody('requester').roles] } : somebody('administrator');
    for (const promise of [undefined, 'response'] as const) {
      const figures = await world.ask('serviceLevels.read', { zone, ...(promise ? { promise } : {}) }, actor);
      const links = levelLinks(figures, promise ? { promise } : {});
      const total = async (filters: Parameters<typeof queryOf>[0]): Promise<number | null> => (await world.ask('tickets.list', { ...queryOf(filters), limit: 1 }, actor)).total;
      for (const key of ['tickets', 'breached'] as const) expect([key, await total(links.figure(key))]).toEqual([key, figures.totals[key]]);
      for (const kind of kinds) expect([kind, await total(links.figure(kind))]).toEqual([kind, figures.totals[kind].met]);
      const { tables } = serviceLevelsReport(figures, 'en');
      expect(tables.map(({ key }) => key)).toEqual([...levelTables]);
      for (const { key: table, columns, rows } of tables) for (const row of rows) for (const [at, column] of columns.entries()) {
        const to = links.cell(table, row.key, column.key);
        const line = figures.line.find(({ week }) => week === row.key);
        const says = table === 'line' && (column.key === 'response' || column.key === 'resolution') ? line![column.key].met : row.cells[at]!.value;
        if (to !== null) expect([table, row.key, column.key, await total(to)]).toEqual([table, row.key, column.key, says]);
      }
    }
  });

  it('count the steps of a run that is over once its log is final, and again after that said something else', async () => {
    const tickets = world.database.collection<{ _id: string; run: { id: string }; stepTimes?: unknown; hasUncountedSteps?: boolean }>('tickets');
    const runs = world.database.collection<{ _id: string; isTentative: boolean }>('runs');
    const before = (await tickets.findOne({ 'stepTimes.0': { $exists: true } }))!;
    await tickets.updateOne({ _id: before._id }, { $set: { hasUncountedSteps: true }, $unset: { stepTimes: '' } });
    await runs.updateOne({ _id: before.run.id }, { $set: { isTentative: true } });
    expect([await world.countSteps(), (await tickets.findOne({ _id: before._id }))!.hasUncountedSteps]).toEqual([0, true]);
    await runs.updateOne({ _id: before.run.id }, { $set: { isTentative: false } });
    expect([await world.countSteps(), await world.countSteps()]).toEqual([1, 0]);
    expect(await tickets.findOne({ _id: before._id })).toEqual(before);
  });

  it('are saved as a file of the reader\'s language', async () => {
    const read = async (table: (typeof levelTables)[number], locale: 'en' | 'zh' | 'ar') => {
      const { pieces, fileName } = await world.ask('serviceLevels.export', { zone, table, locale }) as unknown as { pieces: AsyncIterable<string>; fileName: string };
      let text = '';
      for await (const piece of pieces) text += piece;
      return { text, fileName };
    };
    const { text, fileName } = await read('team', 'en');
    const figures = await world.ask('serviceLevels.read', { zone });
    expect(fileName).toMatch(/^service-levels-team-2026-08-24-2026-11-13\.csv$/);
    expect(text.startsWith('\uFEFF"Team","Met","In time","At risk","Breached","All"\r\n')).toBe(true);
    expect(text.trim().split('\r\n')).toHaveLength(figures.byTeam.length + 1);
    expect((await read('team', 'zh')).text).toContain('"团队","达标","进行中","有风险","超时","合计"');
    for (const table of levelTables) expect((await read(table, 'ar')).text.split('\r\n').length).toBeGreaterThan(1);
  });

  it('neutralise what a spreadsheet would run', async () => {
    const teams = world.database.collection<{ _id: string; name: { en: string } }>('teams');
    const before = await teams.findOne({ _id: 'network' });
    await teams.updateOne({ _id: 'network' }, { $set: { name: { en: '=HYPERLINK("http://evil.example")' } } });
    const { pieces } = await world.ask('serviceLevels.export', { zone, table: 'team', locale: 'en' }) as unknown as { pieces: AsyncIterable<string> };
    let text = '';
    for await (const piece of pieces) text += piece;
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    await teams.updateOne({ _id: 'network' }, { $set: { name: before!.name } });
  });

  it.each([[{ zone: 'Mars/Base' }, 'REPORT_ZONE_UNKNOWN'], [{ from: '2026-02-31', zone }, 'REPORT_DATE_UNKNOWN'], [{ from: '2026-11-02', to: '2026-11-01', zone }, 'REPORT_PERIOD_REVERSED'], [{ from: '2001-01-01', zone }, 'REPORT_PERIOD_LONG'], [{ priority: 'P9', zone }, 'REQUEST_INVALID']])('refuse %j', async (query, code) => {
    await expect(world.ask('serviceLevels.read', query)).rejects.toMatchObject({ code });
  });
});
