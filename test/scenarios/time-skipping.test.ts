/** Runs that wait for days, on the real SDK with Temporal's test server: what the clocks and timers of a flow do over weekends, New Year and clock changes, to the second. */
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseCalendar } from '#domain/sla/calendar.check';
import type { CalendarInput } from '#domain/sla/calendar.schema';
import { parsePolicy } from '#domain/sla/sla.policy';
import type { ReportSubscriptionFacts } from '#domain/report/subscription.schema';
import { shippedRoles } from '#domain/identity/roles';
import { openEngineConnection, type EngineConnection } from '#integrations/engine/connection';
import { createReportEngine } from '#integrations/engine/report-engine';
import { createAbsentLevels } from '#server/report/absent-levels';
import { createPersonRepo } from '#store/identity/person.repo';
import { createRoleRepo } from '#store/identity/role.repo';
import { createNoticeRepo } from '#store/notify/notice.repo';
import { createSubscriptionRepo } from '#store/report/subscription.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { ana, rita } from '#test/builders/company.builder';
import { byPerson, byTeam, flowFile, outcomes, type Published } from '#test/builders/flow-file.builder';
import { everyDay, workweek } from '#test/builders/sla.builder';
import { wireNotices } from '#worker/notify.wiring';
import { wireWeeklyReports } from '#worker/report.wiring';
import { skippingWorld, type SkippingWorld } from '../setup/skipping-world.ts';

vi.setConfig({ testTimeout: 180_000 });
const zone = 'Europe/Berlin';

/** Days are told from where the run of the tests happens to be: the next one that fits, at least a day ahead. */
const next = (fits: (day: DateTime) => boolean, after: Date): DateTime => {
  let day = DateTime.fromJSDate(after, { zone }).startOf('day').plus({ days: 2 });
  while (!fits(day)) day = day.plus({ days: 1 });
  return day;
};
const isLastSundayOf = (month: number) => (day: DateTime): boolean => day.month === month && day.weekday === 7 && day.plus({ weeks: 1 }).month !== month;

const calendars: Record<string, { week: CalendarInput['versions'][number]['week']; holidays?: { date: string }[] }> = {
  office: { week: workweek('09:00-17:00') },
  daily: { week: everyDay('09:00-17:00'), holidays: [{ date: '01-01' }] },
  round: { week: '24/7' },
};
const policyOf = (service: string, target: string, calendarId: string) =>
  parsePolicy({ id: service, name: { en: service }, appliesTo: { ticketType: ['incident'], priority: [service] }, clocks: [{ kind: 'resolution', target, warn: '60%', calendarId }] });
/** Three working days for a solution; the next level half of them in, when they are over, and a working day after that. */
const escalates = parsePolicy({
  id: 'P2', name: { en: 'P2' }, appliesTo: { ticketType: ['incident'], priority: ['P2'] },
  clocks: [{ kind: 'resolution', target: 'P3D', calendarId: 'office', escalation: [{ at: '50%', to: 'assignee' }, { at: '100%', to: 'teamLead' }, { at: 'PT8H', to: 'teamManager', actions: ['notify', 'reassign'] }] }],
});

describe('a flow that waits for days', () => {
  let world: SkippingWorld;
  beforeAll(async () => {
    world = await skippingWorld();
    const { connection } = world.database;
    await Promise.all(Object.entries(calendars).map(([key, version]) => createCalendarRepo(connection).save(parseCalendar({ key, name: { en: key }, zone, versions: [version] }))));
    // One SLA a priority: P1 over New Year, P3 and P4 over a clock change.
    await Promise.all([policyOf('P1', 'PT20H', 'daily'), policyOf('P3', 'PT24H', 'round'), policyOf('P4', 'P1D', 'round'), escalates].map((policy) => createSlaPolicyRepo(connection).save(policy)));
  }, 120_000);
  afterAll(() => world?.close());

  const openAt = async (flow: Published, at: DateTime, priority: 'P1' | 'P2' | 'P3' | 'P4'): Promise<string> => {
    await world.skipTo(at.toJSDate());
    return world.open(flow, { openedAt: at.toUTC().toISO()!, priority });
  };
  const told = async (runId: string, action: string): Promise<DateTime[]> => (await world.events(runId)).filter((event) => event.action === action).map((event) => DateTime.fromISO(event.at, { zone }));
  const firstTold = (runId: string, action: string): Promise<DateTime> => world.eventually(async () => (await told(runId, action))[0]);

  test('closes a resolved ticket by itself after 5 working days, at the clock time it was resolved', async () => {
    const flow = await world.publish(flowFile('auto-close', {
      start: { kind: 'start', state: 'new' }, work: { kind: 'task', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } },
      wait: { kind: 'timer', state: 'resolved', config: { mode: 'workingTime', value: 'P5D', calendar: 'office' } }, end: { kind: 'end', state: 'closed' },
    }, [['start', 'work'], ['work', 'wait', { outcome: 'done' }], ['wait', 'end']]));
    const thursday = next((day) => day.weekday === 4, new Date());
    const runId = await openAt(flow, thursday.set({ hour: 14, minute: 59 }), 'P2');
    await world.eventually(async () => (await world.tasksOf(runId)).length > 0);
    await world.skipTo(thursday.set({ hour: 15 }).toJSDate());
    await world.finish(runId, ana);
    const resolvedAt = await firstTold(runId, 'task.completed');
    await world.skipTo(resolvedAt.plus({ days: 7 }).minus({ minutes: 1 }).toJSDate());
    const { status, state: { subscriptions } } = (await world.runs.read(runId))!;
    expect([status, Object.values(subscriptions).map((wait) => wait.kind === 'timer' && wait.dueAt)]).toEqual(['running', [resolvedAt.plus({ days: 7 }).toUTC().toISO()]]);
    await world.skipTo(resolvedAt.plus({ days: 7, seconds: 2 }).toJSDate());
    const run = await world.eventually(async () => { const row = await world.runs.read(runId); return row?.status === 'completed' ? row : null; });
    const endedAfterMs = Date.parse(run.endedAt!) - resolvedAt.plus({ days: 7 }).toMillis();
    expect(endedAfterMs).toBeGreaterThanOrEqual(0);
    // How soon after it, is the machine's.
    expect(endedAfterMs).toBeLessThan(30_000);
  });

  test('is held while the requester is asked over New Year, and goes on with what was left', async () => {
    const flow = await world.publish(flowFile('ask', {
      start: { kind: 'start', state: 'new' }, work: { kind: 'task', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('ask', 'done') } },
      answer: { kind: 'task', state: 'waiting', config: { assignments: [byPerson('rita')], outcomes: outcomes('answered') } }, end: { kind: 'end', state: 'closed' },
    }, [['start', 'work'], ['work', 'answer', { outcome: 'ask' }], ['answer', 'work', { outcome: 'answered' }], ['work', 'end', { outcome: 'done' }]]));
    const eve = next((day) => day.month === 12 && day.day === 31, new Date());
    const runId = await openAt(flow, eve.minus({ days: 1 }).set({ hour: 10 }), 'P1');
    await world.eventually(async () => (await world.tasksOf(runId)).length > 0);
    await world.skipTo(eve.set({ hour: 12 }).toJSDate());
    await world.finish(runId, ana, 'ask');
    await world.skipTo(eve.plus({ days: 2 }).set({ hour: 12 }).toJSDate());
    expect(await told(runId, 'clock.breached'), 'nothing is late while it waits').toEqual([]);
    await world.finish(runId, rita, 'answered');
    await world.skipTo(eve.plus({ days: 3 }).set({ hour: 15 }).toJSDate());
    const [breached, warned, paused, resumed] = await Promise.all(['breached', 'warned', 'paused', 'resumed'].map((what) => firstTold(runId, `clock.${what}`)));
    // 7 h on the 30th and 3 h on the 31st were used, 5 h on the 2nd: the last 5 end on the 3rd at 14:00, later or earlier by what people's hands were.
    const handMs = resumed!.toMillis() - paused!.toMillis() - 48 * 3_600_000;
    expect(Math.abs(handMs)).toBeLessThan(30_000);
    expect(breached!.toMillis()).toBe(eve.plus({ days: 3 }).set({ hour: 14 }).toMillis() + handMs);
    expect(warned!.toMillis(), '60 % of it are 12 h').toBe(eve.plus({ days: 2 }).set({ hour: 14 }).toMillis() + handMs);
  });

  test('escalates after 3 working days: nobody is told over the weekend, and each level once', async () => {
    const flow = await world.publish(flowFile('escalates', {
      start: { kind: 'start', state: 'new' }, work: { kind: 'task', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, end: { kind: 'end', state: 'closed' },
    }, [['start', 'work'], ['work', 'end', { outcome: 'done' }]]));
    const thursday = next((day) => day.weekday === 4, new Date());
    const runId = await openAt(flow, thursday.set({ hour: 11 }), 'P2');
    await world.eventually(async () => (await world.tasksOf(runId)).length > 0);
    const levels = async () => (await world.events(runId)).filter(({ action }) => action === 'clock.escalated').map(({ at, data }) => [DateTime.fromISO(at, { zone }).toFormat('ccc HH:mm'), data['level'], data['people']]);
    const [half, due] = [['Fri 15:00', 1, []], ['Tue 11:00', 2, ['ana']]];
    // Friday evening to Monday morning: no working time passes, so nobody hears of it.
    await world.skipTo(thursday.plus({ days: 1 }).set({ hour: 17 }).toJSDate());
    await world.eventually(async () => (await levels()).length === 1);
    await world.skipTo(thursday.plus({ days: 4 }).set({ hour: 9 }).toJSDate());
    expect(await levels()).toEqual([half]);
    await world.skipTo(thursday.plus({ days: 5 }).set({ hour: 10, minute: 59 }).toJSDate());
    expect(await levels(), 'a minute before').toEqual([half]);
    await world.skipTo(thursday.plus({ days: 5 }).set({ hour: 12 }).toJSDate());
    await world.eventually(async () => (await levels()).length === 2);
    expect(await levels()).toEqual([half, due]);
    expect((await firstTold(runId, 'clock.breached')).toFormat('ccc HH:mm')).toBe('Tue 11:00');
    await world.skipTo(thursday.plus({ days: 7 }).toJSDate());
    await world.eventually(async () => (await levels()).length === 3);
    expect(await levels()).toEqual([half, due, ['Wed 11:00', 3, ['mia']]]);
    const { assignee } = (await world.tickets.byId(runId.split('/')[1]!))!;
    expect(assignee).toBe('mia');
  });

  test('has an approval that waits told once more, half of its working time in and not over the weekend; who wants none is on record', async () => {
    const flow = await world.publish(flowFile('reminds', {
      start: { kind: 'start', state: 'new' }, ask: { kind: 'approval', state: 'waiting', config: { assignments: [byPerson('mia'), byPerson('paul')], rule: 'any', prompt: 'May we?', dueIn: 'P4D' } }, end: { kind: 'end', state: 'closed' },
    }, [['start', 'ask'], ['ask', 'end', { outcome: 'approved' }], ['ask', 'end', { outcome: 'rejected' }]]));
    const { connection } = world.database;
    await createPersonRepo(connection).prefer('paul', { unsubscribed: ['approval.reminded'] });
    const { reminder } = wireNotices({ connection, engine: { ring: () => Promise.resolve() }, mail: null, publicUrl: 'http://127.0.0.1', dataKey: '0'.repeat(64), log: { warn: () => undefined, error: (facts) => { throw new Error(JSON.stringify(facts)); } } });
    const notices = createNoticeRepo(connection);
    await notices.ensureIndexes();
    const friday = next((day) => day.weekday === 5, new Date());
    const runId = await openAt(flow, friday.set({ hour: 15 }), 'P2');
    const [task] = await world.eventually(async () => { const found = await world.tasksOf(runId); return found.length > 0 ? found : null; });
    // Due on Tuesday at 15:00: 2 h on Friday, 8 on Monday, 6 on Tuesday. Half of them are over on Monday at 15:00.
    const askedAt = DateTime.fromISO(task!.openedAt, { zone });
    const kept = async () => (await notices.list({ kinds: ['approval.reminded'] }, { limit: 10 })).items.map(({ recipient, state, fault }) => [recipient, state, fault?.code ?? null]).sort();
    await world.skipTo(friday.plus({ days: 3 }).set({ hour: 14, minute: 59 }).toJSDate());
    expect([await reminder.round(), await kept()], 'the weekend counts for nothing').toEqual([false, []]);
    await world.skipTo(askedAt.plus({ days: 3, minutes: 1 }).toJSDate());
    expect(await reminder.round()).toBe(true);
    expect(await kept()).toEqual([['mia', 'queued', null], ['paul', 'suppressed', 'NOTICE_UNSUBSCRIBED']]);
    // Another worker, and days later: it was told.
    await world.skipTo(friday.plus({ days: 6 }).toJSDate());
    const other = wireNotices({ connection, engine: { ring: () => Promise.resolve() }, mail: null, publicUrl: 'http://127.0.0.1', dataKey: '0'.repeat(64), log: { warn: () => undefined, error: () => undefined } });
    await other.reminder.round();
    expect(await kept()).toHaveLength(2);
  });

  test.each([
    { what: '24 hours that lose one in spring', priority: 'P3', month: 3, due: '11:00:00' }, { what: 'a day that keeps its clock time in spring', priority: 'P4', month: 3, due: '10:00:00' },
    { what: '24 hours that gain one in autumn', priority: 'P3', month: 10, due: '09:00:00' }, { what: 'a day that keeps its clock time in autumn', priority: 'P4', month: 10, due: '10:00:00' },
  ] as const)('is late after $what', async ({ priority, month, due }) => {
    const flow = await world.publish(flowFile(`dst-${priority}-${month}`.toLowerCase(), {
      start: { kind: 'start', state: 'new' }, work: { kind: 'task', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, end: { kind: 'end', state: 'closed' },
    }, [['start', 'work'], ['work', 'end', { outcome: 'done' }]]));
    const sunday = next(isLastSundayOf(month), new Date());
    const runId = await openAt(flow, sunday.minus({ days: 1 }).set({ hour: 10 }), priority);
    await world.eventually(async () => (await world.tasksOf(runId)).length > 0);
    await world.skipTo(sunday.set({ hour: 12 }).toJSDate());
    expect((await firstTold(runId, 'clock.breached')).toFormat('yyyy-MM-dd HH:mm:ss')).toBe(`${sunday.toFormat('yyyy-MM-dd')} ${due}`);
  });
});

describe('a weekly report', () => {
  let world: SkippingWorld;
  let engine: EngineConnection;
  const silent = { warn: () => undefined };
  const elsewhere = { ring: () => Promise.resolve(), tell: () => Promise.resolve() };
  beforeAll(async () => {
    world = await skippingWorld({ also: (connection) => wireWeeklyReports({ connection, levels: createAbsentLevels({ connection, publicUrl: 'https://desk.example', rolesFrom: 'directory', log: silent }), channel: 'mail', notices: elsewhere, engine: elsewhere, log: silent }).io });
    engine = openEngineConnection({ address: world.temporalAddress, namespace: world.namespace });
    const { connection } = world.database;
    await createNoticeRepo(connection).ensureIndexes();
    for (const role of shippedRoles) await createRoleRepo(connection).addMissing(role);
    await connection.collection<{ _id: string }>('people').updateOne({ _id: 'mia' }, { $set: { assignments: [{ role: 'manager', scope: null }] } });
  }, 120_000);
  afterAll(async () => { await engine?.close(); await world?.close(); });

  async function subscribe(id: string, facts: Pick<ReportSubscriptionFacts, 'weekday' | 'time'>): Promise<void> {
    const at = new Date().toISOString();
    await createSubscriptionRepo(world.database.connection).add({ id, owner: 'mia', filter: {}, weeks: 4, zone, locale: 'en', formats: ['csv'], isPaused: false, ...facts, revision: 1, madeAt: at, changedAt: at, since: at, last: null }, 20, () => Promise.resolve());
    await createReportEngine(engine.client).tell(id);
  }
  const came = async (id: string): Promise<string[]> => (await createNoticeRepo(world.database.connection).list({ kinds: ['report.sent'] }, { limit: 50 })).items.filter(({ key }) => key.startsWith(`report/${id}/`)).map(({ at }) => DateTime.fromISO(at, { zone }).toFormat('yyyy-MM-dd HH:mm')).sort();

  test('comes at the same hour of its day over three weeks and a change of the clocks, once for each, and about the weeks before', async () => {
    // So far ahead that the days before it are still to come, in March too.
    const sunday = next(isLastSundayOf(3), DateTime.now().plus({ days: 11 }).toJSDate());
    await world.skipTo(sunday.minus({ days: 11 }).set({ hour: 12 }).toJSDate());
    await subscribe('monday', { weekday: 1, time: '08:00' });
    await subscribe('night', { weekday: 7, time: '02:30' });
    const mondays = [-6, 1, 8].map((days) => sunday.plus({ days }));
    for (const [n, monday] of mondays.entries()) {
      await world.skipTo(monday.set({ hour: 7, minute: 59 }).toJSDate());
      expect((await came('monday')).length, 'a minute before').toBe(n);
      await world.skipTo(monday.set({ hour: 8, minute: 0, second: 2 }).toJSDate());
      await world.eventually(async () => (await came('monday')).length === n + 1);
    }
    expect(await came('monday')).toEqual(mondays.map((monday) => `${monday.toISODate()} 08:00`));
    // Its last one was due before, and is made by itself.
    await world.eventually(async () => (await came('night')).length === mondays.length);
    expect(await came('night'), 'the hour that the clocks skip').toEqual([`${sunday.minus({ days: 7 }).toISODate()} 02:30`, `${sunday.toISODate()} 03:30`, `${sunday.plus({ days: 7 }).toISODate()} 02:30`]);
    const { items } = await createNoticeRepo(world.database.connection).list({ kinds: ['report.sent'] }, { limit: 50 });
    const [last] = items.filter(({ key }) => key.startsWith('report/monday/'));
    expect(last!.link).toBe(`/insight/service-levels?from=${mondays[2]!.minus({ weeks: 4 }).toISODate()}&to=${mondays[2]!.minus({ days: 1 }).toISODate()}`);
    expect(last!.files!.map(({ name }) => name)).toContain(`service-levels-line-${mondays[2]!.minus({ weeks: 4 }).toISODate()}-${mondays[2]!.minus({ days: 1 }).toISODate()}.csv`);
  });
});
