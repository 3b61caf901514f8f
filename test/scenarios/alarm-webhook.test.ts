/** What the webhook answers to whom: every bad input has its code, and what could not be understood is kept with the reason. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestContext } from '#server/http/handler';
import type { RouteName } from '#api/routes';
import { createDeadLetterRepo } from '#store/alarm/dead-letter.repo';
import { administrator, webhookBody, type AlarmWorld, type Webhook } from '../setup/alarm-world.ts';
import { alarmWorld } from './alarm.world.ts';

let world: AlarmWorld;
let webhook: Webhook;
const recorded = (name: string): string => readFileSync(new URL(`../fixtures/alertmanager/${name}.json`, import.meta.url), 'utf8');
const context = <N extends RouteName>(over: Partial<RequestContext<N>>): RequestContext<N> => ({ params: {}, query: {}, body: {}, actor: administrator, requestId: 'a-test', locale: 'en', headers: {}, rawBody: null, ...over }) as RequestContext<N>;
const letters = async () => (await webhook.handlers['deadLetters.list']!(context<'deadLetters.list'>({ query: { limit: 200 } as never }))).items;

beforeAll(async () => {
  world = await alarmWorld({ source: { groupWaitSeconds: 600 } });
  webhook = await world.openWebhook();
});
afterAll(async () => { await world?.close(); });

describe('the webhook', () => {
  it.each([
    ['a wrong secret', recorded('link-down.firing'), { secret: 'wrong' }, 401, 'ALARM_SECRET_WRONG'],
    ['a source nobody knows', recorded('link-down.firing'), { source: 'unknown' }, 404, 'NOT_FOUND'],
    ['a name that means something to every object', recorded('link-down.firing'), { source: 'constructor' }, 404, 'NOT_FOUND'],
    ['what is no JSON', '{"version": "4", ', {}, 400, 'REQUEST_NOT_JSON'],
    ['nothing', '', {}, 400, 'REQUEST_NOT_JSON'],
    ['JSON nested without end', `{"version":"4","alerts":${'['.repeat(1_500)}${']'.repeat(1_500)}}`, {}, 422, 'ALARM_BODY_WRONG'],
    ['JSON of another shape', '{"alerts": {}}', {}, 422, 'ALARM_BODY_WRONG'],
  ])('answers %s with its error', async (_, body, options, status, code) => {
    expect(await webhook.post(body, options)).toMatchObject({ status, body: { error: { code } } });
  });

  it('answers a disabled source as one nobody knows', async () => {
    await world.saveSource({ id: 'off', isEnabled: false });
    expect(await webhook.post(recorded('link-down.firing'), { source: 'off' })).toMatchObject({ status: 404 });
  });

  it('answers 5 MB with 413 and takes nothing of it', async () => {
    const before = await world.models.journal.countDocuments();
    const alerts = Array.from({ length: 10_000 }, (_, at) => ({ labels: { alertname: 'Huge', instance: `${at}`, text: 'x'.repeat(500) }, fingerprint: `h${at}` }));
    const body = JSON.stringify(webhookBody(alerts));
    expect(body.length).toBeGreaterThan(5_000_000);
    expect(await webhook.post(body)).toMatchObject({ status: 413, body: { error: { code: 'REQUEST_TOO_LARGE' } } });
    expect(await world.models.journal.countDocuments()).toBe(before);
  });

  it('takes a thousand alarms in one post, and says how many were changes', async () => {
    const alerts = Array.from({ length: 1_000 }, (_, at) => ({ labels: { alertname: 'Thousand', instance: `${at}` }, fingerprint: `t${at}` }));
    expect(await webhook.post(webhookBody(alerts))).toMatchObject({ status: 202, body: { accepted: 1_000, changes: 1_000 } });
    expect(await webhook.post(webhookBody(alerts))).toMatchObject({ status: 202, body: { accepted: 1_000, changes: 0 } });
    expect(await world.models.journal.countDocuments({ name: 'Thousand' })).toBe(2_000);
  });

  const letter = (id: string) => webhook.handlers['deadLetters.read']!(context<'deadLetters.read'>({ params: { id } }));

  it('keeps a body of the wrong shape whole with the reason, cut in the list to what a person can read, and never its secret', async () => {
    const before = (await letters()).length;
    const body = JSON.stringify({ version: '4', alerts: [{ status: 'burning', labels: { alertname: '<script>' } }], filler: 'é'.repeat(1_000_000), last: 'kept' });
    await webhook.post(body);
    const all = await letters();
    expect(all).toHaveLength(before + 1);
    expect(all[0]).toMatchObject({ source: 'am', code: 'ALARM_BODY_WRONG', reason: 'alerts[0].status: expected "firing" or "resolved", found "burning"', count: 1, isCut: true, size: body.length });
    expect(all[0]!.body.length).toBeLessThan(70_000);
    expect(await letter(all[0]!.id)).toEqual({ ...all[0], body, isCut: false });
    expect(JSON.stringify(all)).not.toContain('a secret of the tests');
  });

  it.each([1_200, 20_000])('takes an alarm although a label of it is nested %d deep, or keeps it with the reason; it does not break', async (levels) => {
    const deep = `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const { status } = await webhook.post(`{"version":"4","commonLabels":{"a":${deep}},"alerts":[{"status":"firing","fingerprint":"deep-${levels}","labels":{"alertname":"Deep","deep":${deep}}}]}`);
    expect([202, 422]).toContain(status);
    if (status === 422) expect((await letters())[0]).toMatchObject({ source: 'am', body: expect.stringContaining('Deep') as string });
  });

  it('takes the alarms it understands and keeps all others of the post in one letter, each with its reason', async () => {
    const before = (await letters()).length;
    const body = webhookBody([{ labels: { alertname: 'Half' }, fingerprint: 'half' }]);
    const wrong = Array.from({ length: 100 }, (_, at) => ({ status: 'firing', labels: `none ${at}`, text: 'x'.repeat(10_000) }));
    const answer = await webhook.post({ ...body, alerts: [...body.alerts, ...wrong] });
    expect(answer).toMatchObject({ status: 202, body: { accepted: 1, changes: 1 } });
    const all = await letters();
    expect(all).toHaveLength(before + 1);
    expect(all[0]).toMatchObject({ reason: 'alerts[1].labels: expected an object, found "none 0" (and 99 more)' });
    const kept = (await letter(all[0]!.id)).body.split('\n').map((line) => JSON.parse(line) as unknown);
    expect(kept).toEqual(wrong.map((entry, at) => ({ at: `alerts[${at + 1}]`, reason: `alerts[${at + 1}].labels: expected an object, found "none ${at}"`, entry })));
  });

  it('keeps the whole post when an entry of it is nested too deeply to be written again', async () => {
    const [good] = webhookBody([{ labels: { alertname: 'Deep' }, fingerprint: 'deep' }]).alerts;
    const deep = `${'['.repeat(20_000)}"bottom"${']'.repeat(20_000)}`;
    const text = `{"version":"4","alerts":[${JSON.stringify(good)},${deep}]}`;
    expect(await webhook.post(text)).toMatchObject({ status: 202, body: { accepted: 1 } });
    expect((await letter((await letters())[0]!.id)).body).toBe(text);
  });

  it('loses none of many different wrong bodies in a minute, nor of partly wrong ones after them', async () => {
    const before = (await letters()).length;
    const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => webhook.post({ nobody: at })));
    expect(answers.every(({ status }) => status === 422)).toBe(true);
    const body = webhookBody([{ labels: { alertname: 'After' }, fingerprint: 'after' }]);
    expect(await webhook.post({ ...body, alerts: [...body.alerts, 'after all'] })).toMatchObject({ status: 202 });
    expect((await letters()).length - before).toBe(61);
  });

  it('counts the same wrong body in one letter, however many come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => webhook.post('{"same":true}')));
    expect(answers.every(({ status }) => status === 422)).toBe(true);
    const [same, ...others] = (await letters()).filter(({ body }) => body === '{"same":true}');
    expect(others).toEqual([]);
    expect(same).toMatchObject({ count: 60, reason: 'version: expected "4", found nothing' });
    expect(Date.parse(same!.at)).toBeGreaterThanOrEqual(Date.parse(same!.firstAt));
  });

  it('lets the oldest letters of a source go when all of them grow too large, and says so', async () => {
    const repo = createDeadLetterRepo(world.database.connection, 20_000);
    // The index forgets letters that are thirty days old today.
    const startMs = Date.now();
    const at = (second: number) => new Date(startMs + second * 1_000);
    const bury = (second: number, source: string) => repo.bury({ at: at(second), source, code: 'ALARM_BODY_WRONG', reason: 'r', body: `${second} ${'x'.repeat(1_000)}`, requestId: `${second}` });
    await bury(0, 'calm');
    for (let second = 0; second < 30; second += 1) await bury(second, 'flood');
    const kept = (await repo.list({ sources: ['flood'], cursor: null, limit: 50 })).items;
    expect(kept.map(({ requestId }) => Number(requestId))).toEqual(kept.map((_, index) => 29 - index));
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.length).toBeLessThan(14);
    expect(await repo.forgotten(['flood', 'calm'], at(60))).toEqual([{ source: 'flood', letters: 30 - kept.length, until: at(29 - kept.length).toISOString() }]);
    expect((await repo.list({ sources: ['calm'], cursor: null, limit: 50 })).items).toHaveLength(1);
    const later = 40 * 86_400;
    expect(await repo.forgotten(['flood'], at(later))).toEqual([]);
    // As the index does when they are old.
    await world.models.deadLetters.deleteMany({ source: 'flood' });
    for (let second = later; second < later + 30; second += 1) await bury(second, 'flood');
    const left = (await repo.list({ sources: ['flood'], cursor: null, limit: 50 })).items.length;
    expect((await repo.forgotten(['flood'], at(later + 60)))[0]).toMatchObject({ letters: 30 - left });
  });

  it('shows letters to nobody whose team the source is not', async () => {
    const stranger = { ...administrator, roles: [{ key: 'administrator' as const, scope: { teams: ['other'], ticketTypes: [], services: [], deviceGroups: [] } }] };
    const [any] = await letters();
    await expect(webhook.handlers['deadLetters.read']!(context<'deadLetters.read'>({ actor: stranger, params: { id: any!.id } }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(letter('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('claims nothing while MongoDB is away', async () => {
    const cut = await world.openWebhook({ mongoUri: 'mongodb://127.0.0.1:9/nobody?replicaSet=rs0' });
    expect(await cut.post(recorded('link-down.firing'))).toMatchObject({ status: 503, body: { error: { code: 'SERVICE_UNAVAILABLE' } } });
    await cut.stop();
  });

  it('shows hostile alarms as the plain text they are, and pollutes nothing', async () => {
    expect(await webhook.post(recorded('hostile.firing'))).toMatchObject({ status: 202, body: { accepted: 3 } });
    const group = await world.eventually(() => world.group('<img src=x onerror=alert(1)>'), 60_000);
    const shown = await webhook.handlers['alarmGroups.read']!(context<'alarmGroups.read'>({ params: { id: group._id } }));
    expect(shown.group.title).toBe('<img src=x onerror=alert(1)>');
    const constructed = shown.group.firing.find(({ labels }) => labels['constructor'] === 'c');
    expect(constructed).toMatchObject({ labels: { instance: '{{constructor.constructor("return 1")()}}' }, annotations: { summary: '\u202egnp.exe\u200f {{7*7}} <script>alert(1)</script>' } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('the console', () => {
  const list = (query: Record<string, unknown>) => webhook.handlers['alarmGroups.list']!(context<'alarmGroups.list'>({ query: { limit: 50, ...query } as never }));
  it('pages through groups without losing or repeating one, firing before pending', async () => {
    await webhook.post(webhookBody(Array.from({ length: 23 }, (_, at) => ({ labels: { alertname: `Page ${at}` }, fingerprint: `page${at}` }))));
    await world.eventually(async () => (await list({ q: 'page ' })).items.length === 23, 60_000);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list({ q: 'page ', limit: 5, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect(new Set(seen).size).toBe(23);
    expect(seen).toHaveLength(23);
  });
  it('takes states by name and refuses a word that is none', async () => {
    expect((await list({ state: 'pending' })).items.every(({ state }) => state === 'pending')).toBe(true);
    expect((await list({ state: 'closed' })).items).toEqual([]);
    await expect(list({ state: 'burning' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });
  it('lists sources with their address and what they sent, never a secret', async () => {
    const { items } = await webhook.handlers['alarmSources.list']!(context<'alarmSources.list'>({}));
    expect(items.find(({ id }) => id === 'am')).toMatchObject({ url: 'http://127.0.0.1/api/alarms/am', secret: { secret: 'alarm-source/am' } });
    expect(JSON.stringify(items)).not.toContain('a secret of the tests');
  });
  it('shows nobody the groups of a team that is not theirs', async () => {
    const stranger = { ...administrator, roles: [{ key: 'agent' as const, scope: { teams: ['other'], ticketTypes: [], services: [], deviceGroups: [] } }] };
    const group = await world.eventually(() => world.group('Thousand'), 60_000);
    expect((await webhook.handlers['alarmGroups.list']!(context<'alarmGroups.list'>({ actor: stranger, query: { limit: 50 } as never }))).items).toEqual([]);
    await expect(webhook.handlers['alarmGroups.read']!(context<'alarmGroups.read'>({ actor: stranger, params: { id: group._id } }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(webhook.handlers['alarmGroups.acknowledge']!(context<'alarmGroups.acknowledge'>({ actor: stranger, params: { id: group._id } }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
