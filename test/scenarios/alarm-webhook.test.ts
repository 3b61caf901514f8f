/** What the webhook answers to whom: every bad input has its code, and what could not be understood is kept with the reason. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestContext } from '#server/http/handler';
import type { RouteName } from '#api/routes';
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

  it('keeps a body of the wrong shape with the reason, cut to what a person can read, and never its secret', async () => {
    const before = (await letters()).length;
    await webhook.post({ version: '4', alerts: [{ status: 'burning', labels: { alertname: '<script>' } }], filler: 'y'.repeat(100_000) });
    const all = await letters();
    expect(all).toHaveLength(before + 1);
    expect(all[0]).toMatchObject({ source: 'am', code: 'ALARM_BODY_WRONG', reason: 'alerts[0].status: expected "firing" or "resolved", found "burning"' });
    expect(all[0]!.body.length).toBeLessThan(70_000);
    expect(JSON.stringify(all)).not.toContain('a secret of the tests');
  });

  it('keeps the beginning of a body nested without end, with the reason', async () => {
    const labels = JSON.stringify({ alertname: 'Deep' }).replace('}', `,"deep":${'['.repeat(1_200)}${']'.repeat(1_200)}}`);
    expect(await webhook.post(`{"version":"4","alerts":[{"status":"firing","labels":${labels}}]}`)).toMatchObject({ status: 422, body: { error: { code: 'ALARM_BODY_WRONG' } } });
    expect((await letters())[0]).toMatchObject({ source: 'am', reason: 'nested deeper than 100 levels', body: expect.stringContaining('Deep') as string });
  });

  it('takes the alarms it understands and keeps the others', async () => {
    const body = webhookBody([{ labels: { alertname: 'Half' }, fingerprint: 'half' }]);
    const answer = await webhook.post({ ...body, alerts: [...body.alerts, { status: 'firing', labels: 'none' }] });
    expect(answer).toMatchObject({ status: 202, body: { accepted: 1, changes: 1 } });
    expect((await letters())[0]).toMatchObject({ reason: 'alerts[1].labels: expected an object, found "none"', body: '{"status":"firing","labels":"none"}' });
  });

  it('keeps at most so many wrong bodies a minute, and goes on answering', async () => {
    const before = (await letters()).length;
    const answers = await Promise.all(Array.from({ length: 60 }, () => webhook.post('{}')));
    expect(answers.every(({ status }) => status === 422)).toBe(true);
    expect((await letters()).length - before).toBeLessThanOrEqual(30);
  });

  it('claims nothing while MongoDB is away', async () => {
    const cut = await world.openWebhook({ mongoUri: 'mongodb://127.0.0.1:9/nobody?replicaSet=rs0' });
    expect(await cut.post(recorded('link-down.firing'))).toMatchObject({ status: 503, body: { error: { code: 'SERVICE_UNAVAILABLE' } } });
    await cut.stop();
  });

  it('shows hostile alarms as the plain text they are, and pollutes nothing', async () => {
    expect(await webhook.post(recorded('hostile.firing'))).toMatchObject({ status: 202, body: { accepted: 3 } });
    const group = await world.eventually(() => world.group('<img src=x onerror=alert(1)>'));
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
    await world.eventually(async () => (await list({ q: 'page ' })).items.length === 23);
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
    const group = await world.group('Thousand');
    expect((await webhook.handlers['alarmGroups.list']!(context<'alarmGroups.list'>({ actor: stranger, query: { limit: 50 } as never }))).items).toEqual([]);
    await expect(webhook.handlers['alarmGroups.read']!(context<'alarmGroups.read'>({ actor: stranger, params: { id: group!._id } }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(webhook.handlers['alarmGroups.acknowledge']!(context<'alarmGroups.acknowledge'>({ actor: stranger, params: { id: group!._id } }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
