import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { RunFence, RunWrite } from '#domain/flow/run.ports';
import { createKernel } from '#domain/flow/kernel/kernel';
import { nodeKinds } from '#domain/flow/nodes/index';
import { createVirtualRun } from '#domain/flow/projection/virtual.run';
import { contextOf } from '#activities/flow/run.context';
import { confirmEvents, eventModel, type EventRow } from '#store/audit/event.model';
import { openConnection, type OpenedConnection } from '#store/core/connection';
import { prepareCollections } from '#store/core/prepare-collections';
import { createRunRepo } from '#store/flow/run.repo';
import { createRunWriter, fenceText, type RunWriter, type RunWriterOptions } from '#store/flow/run.writer';
import { createTokenLogRepo } from '#store/flow/token-log.repo';
import { createTicketRepo, type TicketSort } from '#store/ticket/ticket.repo';
import { createTaskRepo } from '#store/ticket/task.repo';
import { nextTicketKey } from '#store/ticket/counter.repo';
import { oneTaskFlow, published } from '../builders/flow-file.builder.ts';
import { company } from '../builders/company.builder.ts';
import { freshMongoUri } from '../setup/fresh.ts';

const kernel = createKernel(nodeKinds);
const flow = published(oneTaskFlow());
const at = '2026-03-02T09:00:00.000Z';

/** The first write of a run of a ticket. */
function opening(id: string, n = 1, more: Partial<RunWrite['ticket']> = {}): RunWrite {
  const ticket = { id, key: `INC-${id}`, type: 'incident', title: 'Switch down', description: '', priority: 'P2' as const, team: 'network', requester: 'rita', object: null, fields: {}, openedBy: { kind: 'person' as const, id: 'rita' }, openedAt: at, alarm: null, isDemo: false, ...more };
  const input = { ticket, n, definition: flow.ref, start: { at: null, variables: {} } };
  const definition = kernel.compile(flow.file, flow.ref);
  const run = createVirtualRun({ step: kernel.step, definition, state: kernel.start(definition), input, context: contextOf(ticket, company.ticketType, company.policies, { object: null, team: null, requester: null }), at });
  return run.takeWrite()!;
}
const fence = (part: Partial<RunFence>): RunFence => ({ continuation: 0, historyLength: 10, startedAtMs: 1_000, write: 1, ...part });

describe('the write of a run', () => {
  let database: OpenedConnection;
  beforeAll(async () => {
    database = openConnection(freshMongoUri('writer'), { appName: 'writer', selectionTimeoutMs: 2_000 });
    await database.whenConnected;
    await Promise.all([createRunRepo(database.connection).ensureIndexes(), createTicketRepo(database.connection).ensureIndexes()]);
    await prepareCollections([eventModel(database.connection)]);
  });
  afterAll(async () => {
    await database?.connection.dropDatabase();
    await database?.close();
  });
  /** With time enough for a busy machine, where nothing else is said. */
  const writerOf = (options: RunWriterOptions = {}): RunWriter => {
    const writer = createRunWriter(database.connection, options);
    return { ...writer, write: (write, clocks, timeoutMs = 20_000) => writer.write(write, clocks, timeoutMs) };
  };
  const eventsOf = (origin: string) => eventModel(database.connection).find({ origin }).sort({ seq: 1 }).lean<EventRow[]>().exec();

  it('sorts fences as they are compared', () => {
    const ordered = [fence({}), fence({ write: 2 }), fence({ startedAtMs: 1_001 }), fence({ historyLength: 11, startedAtMs: 0 }), fence({ historyLength: 100 }), fence({ continuation: 1, historyLength: 3 })].map(fenceText);
    expect([...ordered].sort()).toEqual(ordered);
  });

  it('is refused when a later one is there, part by part of the fence, and changes nothing then', async () => {
    const writer = writerOf();
    const first = opening('fenced');
    await writer.write({ ...first, fence: fence({ continuation: 1, historyLength: 20, startedAtMs: 5_000, write: 7 }) }, []);
    const before = await createRunRepo(database.connection).read(first.runId);
    for (const older of [{ continuation: 0, historyLength: 99, startedAtMs: 9_000, write: 9 }, { continuation: 1, historyLength: 19, startedAtMs: 9_000, write: 9 }, { continuation: 1, historyLength: 20, startedAtMs: 4_999, write: 9 }, { continuation: 1, historyLength: 20, startedAtMs: 5_000, write: 6 }]) {
      await expect(writer.write({ ...first, log: [], events: [], toSeq: 0, fence: older }, [])).rejects.toMatchObject({ code: 'RUN_FENCE_STALE' });
    }
    expect(await createRunRepo(database.connection).read(first.runId)).toEqual(before);
    expect(await eventsOf(first.runId)).toHaveLength(first.events.length);
  });

  it('lands twice as once, its log read from either end', async () => {
    const writer = writerOf();
    const first = opening('twice');
    await writer.write(first, []);
    await writer.write(first, []);
    expect(await createTokenLogRepo(database.connection).extent(first.runId)).toEqual({ count: first.log.length, lastSeq: first.toSeq });
    expect(await eventsOf(first.runId)).toHaveLength(first.events.length);
    expect(await createTaskRepo(database.connection).ofTicket('twice')).toHaveLength(1);
    const log = createTokenLogRepo(database.connection);
    const { items: newest, next } = await log.list(first.runId, { limit: 2, isNewestFirst: true });
    const { items: older } = await log.list(first.runId, { cursor: next!, limit: 100, isNewestFirst: true });
    expect([...older].reverse().concat([...newest].reverse())).toEqual(await log.page(first.runId, 0, 100));
    expect(older.length).toBeGreaterThan(0);
  });

  it('replaces the tail a dead attempt wrote, but never an event that is confirmed', async () => {
    const writer = writerOf();
    const first = opening('replaced');
    await writer.write({ ...first, fence: fence({ historyLength: 3 }) }, []);
    const told = (action: DomainEvent['action'], seq: number): DomainEvent => ({ ...first.events[0]!, id: `${first.runId}/${seq}`, action, seq });
    const attempt = (by: string, historyLength: number): RunWrite => ({
      ...first, isOpening: false, fence: fence({ historyLength, write: 2 }), fromSeq: first.toSeq + 1, toSeq: first.toSeq + 1, fromEvent: first.toEvent + 1, toEvent: first.toEvent + 1,
      log: [{ ...first.log[0]!, seq: first.toSeq + 1, type: 'task', cause: by }], events: [told(by === 'ana' ? 'task.claimed' : 'task.released', first.toEvent + 1)],
    });
    await writer.write(attempt('ana', 7), []);
    await writer.confirm([{ runId: first.runId, seq: first.toSeq, event: first.toEvent }]);
    await writer.write(attempt('ben', 10), []);
    expect((await createTokenLogRepo(database.connection).page(first.runId, first.toSeq, 10)).map(({ cause }) => cause)).toEqual(['ben']);
    const events = await eventsOf(first.runId);
    expect(events.at(-1)).toMatchObject({ action: 'task.released', isConfirmed: false });
    expect(events.slice(0, -1).every((event) => event.isConfirmed)).toBe(true);
    expect(await createRunRepo(database.connection).read(first.runId)).toMatchObject({ isTentative: true, confirmedSeq: first.toSeq });
    await writer.confirm([{ runId: first.runId, seq: first.toSeq + 1, event: first.toEvent + 1 }]);
    expect(await createRunRepo(database.connection).read(first.runId)).toMatchObject({ isTentative: false, confirmedSeq: first.toSeq + 1 });
    await expect(writer.write(attempt('ana', 12), [])).rejects.toThrow(/confirmed event/);
    expect((await eventsOf(first.runId)).at(-1)).toMatchObject({ action: 'task.released', isConfirmed: true });
  });

  it.each([
    // A parked write that had landed is tried again when its worker dies, or Temporal is away, before its end was told.
    ['and wholly confirmed', async (writer: RunWriter, { runId, toSeq: seq, toEvent: event }: RunWrite) => { await writer.confirm([{ runId, seq, event }]); }],
    ['and confirmed by half: its events are, its row is not', async (_: RunWriter, { runId, toEvent }: RunWrite) => { await confirmEvents(database.connection, [{ origin: runId, seq: toEvent }]); }],
  ] as const)('lands again when it had landed %s, and so does the longer one that follows it', async (how, confirm) => {
    const writer = writerOf();
    const first = opening(`again ${how}`);
    await writer.write(first, []);
    await confirm(writer, first);
    const confirmed = await eventsOf(first.runId);
    await writer.write(first, []);
    expect(await eventsOf(first.runId)).toEqual(confirmed);
    const more: DomainEvent = { ...first.events[0]!, id: `${first.runId}/more`, action: 'task.claimed', seq: first.toEvent + 1 };
    await writer.write({ ...first, fence: fence({ continuation: 1 }), toEvent: more.seq, events: [...first.events, more] }, []);
    expect((await eventsOf(first.runId)).map(({ seq, isConfirmed }) => [seq, isConfirmed])).toEqual([...confirmed.map(({ seq }) => [seq, true]), [more.seq, false]]);
    expect(await createTokenLogRepo(database.connection).extent(first.runId)).toEqual({ count: first.log.length, lastSeq: first.toSeq });
    await writer.confirm([{ runId: first.runId, seq: first.toSeq, event: more.seq }]);
    expect(await createRunRepo(database.connection).read(first.runId)).toMatchObject({ isTentative: false, confirmedSeq: first.toSeq, confirmedEvent: more.seq });
    expect((await eventsOf(first.runId)).every(({ isConfirmed }) => isConfirmed)).toBe(true);
  });

  it('is one of many that came together: what is stale, repeated, or replaces an attempt fails or lands by itself', async () => {
    const writer = writerOf();
    const [stale, twice, replacing, ...fresh] = ['stale', 'again', 'attempted', 'm1', 'm2', 'm3'].map((id) => opening(`many-${id}`));
    await writer.write({ ...stale!, fence: fence({ continuation: 5 }) }, []);
    await writer.write(twice!, []);
    await writer.write({ ...replacing!, fence: fence({}), log: [...replacing!.log, { ...replacing!.log[0]!, seq: replacing!.toSeq + 1, cause: 'dead attempt' }], toSeq: replacing!.toSeq + 1 }, []);
    const next = (write: RunWrite): RunWrite => ({ ...write, isOpening: false, fence: fence({ historyLength: 20 }), fromSeq: write.toSeq + 1, toSeq: write.toSeq + 1, fromEvent: write.toEvent + 1, events: [], log: [{ ...write.log[0]!, seq: write.toSeq + 1, cause: 'next' }] });
    const outcomes = await Promise.allSettled([...fresh, stale!, twice!, next(replacing!)].map((write) => writer.write(write, [])));
    expect(outcomes.map((one) => (one.status === 'fulfilled' ? 'landed' : (one.reason as { code: string }).code))).toEqual(['landed', 'landed', 'landed', 'RUN_FENCE_STALE', 'landed', 'landed']);
    await Promise.all([...fresh, replacing!].map((write) => next(write)).map((write) => writer.write({ ...write, fence: fence({ historyLength: 30 }) }, [])));
    const log = createTokenLogRepo(database.connection);
    for (const write of [...fresh, replacing!]) {
      expect(await log.extent(write.runId)).toEqual({ count: write.toSeq + 1, lastSeq: write.toSeq + 1 });
      expect((await log.page(write.runId, write.toSeq, 10)).map(({ cause }) => cause)).toEqual(['next']);
      expect(await eventsOf(write.runId)).toHaveLength(write.events.length);
      expect(await createTaskRepo(database.connection).ofTicket(write.ticketId)).toHaveLength(1);
    }
    expect(await log.extent(twice!.runId)).toEqual({ count: twice!.log.length, lastSeq: twice!.toSeq });
  });

  it('whose time is up, or nearly so, leaves the others their common transaction', async () => {
    const writer = writerOf();
    const transactions = vi.spyOn(database.connection, 'startSession');
    const underWay = writer.write(opening('hurry-first'), []);
    const late = writer.write(opening('hurry-late'), [], 0);
    // It may land or not: that depends on the machine.
    const hurried = writer.write(opening('hurry-most'), [], 199).catch(() => undefined);
    const timely = ['h1', 'h2', 'h3', 'h4'].map((id) => writer.write(opening(`hurry-${id}`), [], 20_000));
    await expect(late).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await Promise.all([underWay, hurried, ...timely]);
    // The first, the hurried one, and one for all others.
    expect(transactions.mock.calls.length).toBeLessThanOrEqual(3);
    transactions.mockRestore();
  });

  it('that our own fault keeps from being shared fails alone, and the fault is told', async () => {
    const told: unknown[] = [];
    const writer = writerOf({ onFault: (fault) => told.push(fault) });
    const broken = { ...opening('faulty'), ticket: undefined } as unknown as RunWrite;
    const outcomes = await Promise.allSettled([opening('f-first'), broken, opening('f-other')].map((write) => writer.write(write, [])));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(told).toEqual([expect.any(TypeError)]);
    await writer.write(opening('f-first'), []);
    expect(told).toHaveLength(1);
  });

  it('lets the newest run own the ticket', async () => {
    const writer = writerOf();
    const [one, two] = [opening('owned'), opening('owned', 2)];
    await writer.write(one, []);
    await writer.write(two, []);
    await writer.write({ ...one, isOpening: false, fence: fence({ continuation: 9 }), snapshot: { ...one.snapshot, ticket: { ...one.snapshot.ticket, state: 'cancelled', category: 'cancelled' } }, log: [], events: [], fromSeq: one.toSeq + 1, fromEvent: one.toEvent + 1 }, []);
    expect(await createTicketRepo(database.connection).byId('owned')).toMatchObject({ state: 'in-progress', run: { n: 2 } });
  });

  it('finds tickets by words, pages every order without a gap or a repeat, and counts by category', async () => {
    const writer = writerOf();
    for (let index = 0; index < 23; index++) await writer.write(opening(`page-${index}`, 1, { key: `PAGE-${index}`, title: index % 2 === 0 ? `交换机故障 ${index}` : `Router ${index} flaps`, priority: (['P1', 'P2', 'P3'] as const)[index % 3]! }), []);
    const tickets = createTicketRepo(database.connection);
    for (const sort of ['updated', 'opened', 'priority', 'due'] satisfies TicketSort[]) {
      const seen: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await tickets.list({ rights: {}, q: 'page', sort }, { limit: 5, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.items.map(({ id }) => id));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      expect(new Set(seen).size, sort).toBe(23);
      expect(seen, sort).toHaveLength(23);
    }
    expect((await tickets.list({ rights: {}, q: '换机' }, { limit: 50 })).items).toHaveLength(12);
    expect((await tickets.list({ rights: {}, q: 'rout FLAP' }, { limit: 50 })).items).toHaveLength(11);
    expect((await tickets.list({ rights: { requester: 'nobody' }, q: 'page' }, { limit: 50 })).items).toEqual([]);
    expect(await tickets.counts({ rights: {}, q: 'page' })).toEqual({ open: 23 });
    await expect(tickets.list({ rights: {} }, { limit: 5, cursor: 'tampered' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('offers a task to the team until somebody has it, and then to them', async () => {
    const writer = writerOf();
    const first = opening('inboxed', 1, { key: 'BOX-1' });
    await writer.write(first, []);
    const tasks = createTaskRepo(database.connection);
    const of = (person: string, teams: string[]) => ({ of: { person, teams, roles: [] }, rights: { 'ticket.key': 'BOX-1' } });
    const found = async (person: string, teams: string[], scope: 'mine' | 'team') => (await tasks.inbox({ ...of(person, teams), scope }, { limit: 10 })).items.length;
    expect([await found('ana', ['network'], 'team'), await found('ana', ['network'], 'mine'), await found('rita', [], 'team')]).toEqual([1, 0, 0]);
    const [held] = Object.values(first.snapshot.state.subscriptions).filter((wait) => wait.kind === 'task');
    const claimed = { ...first.snapshot.state, subscriptions: { [held!.id]: { ...held!, task: { ...held!.task, assignee: 'ana', status: 'claimed' as const } } } } as RunWrite['snapshot']['state'];
    await writer.write({ ...first, isOpening: false, fence: fence({}), snapshot: { ...first.snapshot, state: claimed }, log: [], events: [], fromSeq: first.toSeq + 1, fromEvent: first.toEvent + 1 }, []);
    expect([await found('ana', ['network'], 'mine'), await found('ben', ['network'], 'team')]).toEqual([1, 0]);
    expect(await tasks.counts({ person: 'ana', teams: ['network'], roles: [] }, { 'ticket.key': 'BOX-1' })).toEqual({ mine: 1, team: 0, approvals: 0 });
  });

  it('gives every ticket key once', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => nextTicketKey(database.connection, 'NEW')));
    expect(new Set(keys).size).toBe(20);
    expect(keys.every((key) => /^NEW-\d+$/.test(key))).toBe(true);
  });
});
