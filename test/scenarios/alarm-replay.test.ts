/** Dead letters that are replayed after their source was mended: the way of the webhook again, once, whatever happens in between. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestContext } from '#server/http/handler';
import type { RouteName } from '#api/routes';
import type { Actor } from '#domain/identity/identity.schema';
import { createDeadLetterRepo, type DeadLetterRepo } from '#store/alarm/dead-letter.repo';
import { createEventRepo } from '#store/audit/event.repo';
import { administrator, webhookBody, type AlarmWorld, type Webhook } from '../setup/alarm-world.ts';
import { alarmWorld } from './alarm.world.ts';

let world: AlarmWorld;
let webhook: Webhook;
let repo: DeadLetterRepo;
let requests = 0;
const context = <N extends RouteName>(over: Partial<RequestContext<N>>): RequestContext<N> => ({ params: {}, query: {}, body: {}, actor: administrator, requestId: `request-${requests += 1}`, locale: 'en', headers: {}, rawBody: null, isGone: () => false, ...over }) as RequestContext<N>;
const replay = (id: string, actor: Actor = administrator) => webhook.handlers['deadLetters.replay']!(context<'deadLetters.replay'>({ params: { id }, actor }));
const replayAll = (id: string, cursor: string | null = null) => webhook.handlers['deadLetters.replayAll']!(context<'deadLetters.replayAll'>({ params: { id }, body: { cursor } }));
const list = async (source: string) => (await webhook.handlers['deadLetters.list']!(context<'deadLetters.list'>({ query: { limit: 200 } as never }))).items.filter((letter) => letter.source === source);
const journal = (name: string) => world.models.journal.find({ name }).sort({ receivedAt: 1 }).lean().exec();
/** As it was kept when the mapping did not understand what it understands now. */
const bury = (body: unknown, { source = 'am', at = new Date() } = {}) => repo.bury({ at, source, code: 'ALARM_BODY_WRONG', reason: 'not understood then', body: typeof body === 'string' ? body : JSON.stringify(body), requestId: 'then' });
const alarm = (name: string, status: 'firing' | 'resolved' = 'firing') => ({ status, labels: { alertname: name }, fingerprint: name.toLowerCase().replaceAll(' ', '-') });
const rejectedLine = (entry: unknown): string => JSON.stringify({ at: 'alerts[1]', reason: 'not understood then', entry });

beforeAll(async () => {
  world = await alarmWorld({ source: { groupWaitSeconds: 600 } });
  webhook = await world.openWebhook();
  repo = createDeadLetterRepo(world.database.connection);
});
afterAll(async () => { await world?.close(); });

describe('a letter that is replayed', () => {
  it('goes away when its alarms are journalled, and their group hears of them', async () => {
    const id = await bury(webhookBody([alarm('Mended'), alarm('Mended too')]));
    expect(await replay(id)).toEqual({ is: 'accepted', id, accepted: 2, changes: 2 });
    expect(await repo.read(id)).toBeNull();
    expect(await journal('Mended')).toMatchObject([{ change: 'new', requestId: expect.stringContaining(id) as string }]);
    expect(await world.eventually(() => world.group('Mended'))).toMatchObject({ firingCount: 1 });
    await expect(replay(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stays with the reason of now while it is not understood, and counts the tries', async () => {
    const id = await bury({ version: '3', alerts: [] });
    expect(await replay(id)).toEqual({ is: 'refused', id, reason: 'version: expected "4", found "3"', says: { phrase: 'alarm.expected', params: { at: 'version', expected: '"4"', found: '"3"' } }, tries: 1 });
    expect(await replay(id)).toMatchObject({ is: 'refused', tries: 2 });
    expect((await list('am')).find((letter) => letter.id === id)).toMatchObject({ reason: 'version: expected "4", found "3"', says: { phrase: 'alarm.expected', params: { at: 'version', expected: '"4"', found: '"3"' } }, tries: 2, triedAt: expect.any(String) as string });
  });

  it('changes nothing twice when the portal died between journal and removal', async () => {
    const id = await bury(webhookBody([alarm('Crashed')]));
    const kept = await world.models.deadLetters.findById(id).lean().exec();
    await replay(id);
    // Meanwhile the alarm ends; told again, the letter must not open it anew.
    await webhook.post(webhookBody([alarm('Crashed', 'resolved')]));
    await world.models.deadLetters.collection.insertOne(kept as never);
    expect(await replay(id)).toEqual({ is: 'accepted', id, accepted: 1, changes: 0 });
    expect((await journal('Crashed')).map(({ change, state }) => [change, state])).toEqual([['new', 'firing'], ['resolved', 'resolved']]);
    expect(await repo.read(id)).toBeNull();
  });

  it('is told once when two people press at the same moment', async () => {
    const id = await bury(webhookBody([alarm('Pressed')]));
    const fates = await Promise.allSettled([replay(id), replay(id), replay(id)]);
    expect(fates.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect((await journal('Pressed')).filter(({ change }) => change !== null)).toHaveLength(1);
  });

  it('is kept again and told again when the same body comes after it went', async () => {
    const body = webhookBody([alarm('Again')]);
    await replay(await bury(body, { at: new Date(Date.now() - 60_000) }));
    await webhook.post(webhookBody([alarm('Again', 'resolved')]));
    expect(await replay(await bury(body))).toMatchObject({ is: 'accepted', changes: 1 });
  });

  it('does not undo what was heard of its alarms since it came', async () => {
    const id = await bury(webhookBody([alarm('Overtaken')]), { at: new Date(Date.now() - 60_000) });
    await webhook.post(webhookBody([alarm('Overtaken')]));
    await webhook.post(webhookBody([alarm('Overtaken', 'resolved')]));
    expect(await replay(id)).toMatchObject({ is: 'accepted', accepted: 1, changes: 0 });
    expect((await journal('Overtaken')).map(({ change }) => change)).toEqual(['new', 'resolved', null]);
  });

  it('that holds entries of a post is read as entries; those still not understood stay as a letter of their own', async () => {
    const id = await bury([rejectedLine(alarm('Entry')), rejectedLine({ status: 'burning', labels: {} })].join('\n'), { at: new Date(Date.now() - 5_000) });
    const came = (await repo.read(id))!.at;
    const fate = await replay(id);
    expect(fate).toMatchObject({ is: 'partly', accepted: 1, changes: 1, reason: 'alerts[1].status: expected "firing" or "resolved", found "burning"' });
    expect(await repo.read(id)).toBeNull();
    const left = (await repo.read((fate as { left: string }).left))!;
    expect(left).toMatchObject({ source: 'am', firstAt: came, at: came });
    expect(JSON.parse(left.body)).toMatchObject({ entry: { status: 'burning' } });
    expect(await replay(left.id)).toMatchObject({ is: 'refused', tries: 1 });
  });

  it('of which only the beginning was kept says so and stays', async () => {
    await world.models.deadLetters.collection.insertOne({ _id: 'of-before', at: new Date(), source: 'am', code: 'ALARM_BODY_WRONG', reason: 'r', body: 'x'.repeat(65_536), requestId: 'then' } as never);
    expect((await list('am')).find(({ id }) => id === 'of-before')).toMatchObject({ isKeptWhole: false });
    await expect(replay('of-before')).rejects.toMatchObject({ code: 'DEAD_LETTER_CUT' });
    expect(await repo.read('of-before')).not.toBeNull();
  });

  it('waits while its source is switched off', async () => {
    await world.saveSource({ id: 'off', isEnabled: false });
    const id = await bury(webhookBody([alarm('Off')]), { source: 'off' });
    await expect(replay(id)).rejects.toMatchObject({ code: 'ALARM_SOURCE_OFF' });
  });

  it('tells everybody who replayed what, and what became of it', async () => {
    const id = await bury(webhookBody([alarm('Told')]));
    await replay(id);
    const { items } = await createEventRepo(world.database.connection).timeline({ kind: 'alarmSource', id: 'am' }, { limit: 200 });
    expect(items.filter(({ data }) => data['letter'] === id)).toMatchObject([{ action: 'deadLetter.replayed', actor: { id: 'ana', name: 'Ana Silva' }, data: { is: 'accepted', accepted: 1, changes: 1 }, isConfirmed: true }]);
  });

  it('that had to go for want of room is counted by what it is now, not by when it came', async () => {
    const small = createDeadLetterRepo(world.database.connection, 5_000);
    const day = (n: number) => new Date(Date.now() + n * 86_400_000);
    const crowd = (n: number, keptAt?: Date) => small.bury({ at: day(n), ...(keptAt ? { keptAt } : {}), source: 'crowd', code: 'ALARM_BODY_WRONG', reason: 'r', body: `${n} ${'x'.repeat(2_000)}`, requestId: 'then' });
    for (const n of [1, 2, 3]) await crowd(n);
    expect(await small.forgotten(['crowd'], day(4))).toMatchObject([{ letters: 2 }]);
    // The rest of one that came within thirty days of those, kept when they were long forgotten.
    await crowd(22, day(42));
    expect(await small.forgotten(['crowd'], day(23))).toMatchObject([{ letters: 1 }]);
  });

  it('gives its room back to the letters of its source', async () => {
    const bytes = async () => (await world.models.letterShelves.findById('am').lean().exec())?.bytes ?? 0;
    const before = await bytes();
    await replay(await bury(webhookBody([alarm('Room')])));
    expect(await bytes()).toBe(before);
  });

  it.each([
    ['of another team', 'administrator', 'NOT_FOUND', 'other'], ['who reads letters and manages no source', 'agent', 'NOT_ALLOWED', 'network'],
  ] as const)('is not for somebody %s', async (_, key, code, team) => {
    const { team: own } = (await world.models.sources.findById('am').lean().exec())!;
    const actor: Actor = { ...administrator, roles: [{ key, scope: { teams: [team === 'other' ? 'other' : own], ticketTypes: [], services: [], deviceGroups: [] }, ...(key === 'agent' ? { actions: ['deadLetter.read'] as const } : {}) }] };
    await expect(replay(await bury(webhookBody([alarm('Rights')])), actor)).rejects.toMatchObject({ code });
    await expect(webhook.handlers['deadLetters.replayAll']!(context<'deadLetters.replayAll'>({ params: { id: 'am' }, body: { cursor: null }, actor }))).rejects.toMatchObject({ code });
  });
});

describe('all letters of a source', () => {
  it('are replayed in the order they came, some at a time, each with what became of it', async () => {
    await world.saveSource({ id: 'many' });
    const start = Date.now() - 3_600_000;
    for (let at = 0; at < 60; at += 1) await bury(at % 10 === 3 ? { wrong: at } : webhookBody([alarm(`Many ${at}`)]), { source: 'many', at: new Date(start + at * 1_000) });
    await world.models.deadLetters.collection.insertOne({ _id: 'many-cut', at: new Date(start - 1_000), source: 'many', code: 'c', reason: 'r', body: 'x'.repeat(65_536), requestId: 'then' } as never);
    const items = [];
    let [cursor, calls] = [null as string | null, 0];
    do {
      const page = await replayAll('many', cursor);
      expect(page.items.length).toBeLessThanOrEqual(25);
      items.push(...page.items);
      [cursor, calls] = [page.next, calls + 1];
    } while (cursor !== null);
    expect(calls).toBe(3);
    expect(items.map(({ is }) => is)).toEqual(['failed', ...Array.from({ length: 60 }, (_, at) => (at % 10 === 3 ? 'refused' : 'accepted'))]);
    expect((await list('many')).map(({ tries }) => tries)).toEqual([1, 1, 1, 1, 1, 1, 0]);
    const seqs = await world.models.journal.find({ source: 'many' }).sort({ receivedAt: 1, name: 1 }).lean().exec();
    expect(seqs).toHaveLength(54);
  });
});
