import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sayParam } from '#domain/message';
import { alarmSchema } from '#domain/alarm/alarm.schema';
import type { Normalised } from '../source.kind.ts';
import { textLimit } from '../plain-text.ts';
import { alertmanager } from './alertmanager.kind.ts';

const recorded = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../../test/fixtures/alertmanager/${name}.json`, import.meta.url), 'utf8'));
const receivedAt = '2026-11-22T10:00:00.000Z';
const normalise = (payload: unknown): Normalised => alertmanager.normalise(payload, { source: 'am', receivedAt });
function understood(payload: unknown) {
  const normal = normalise(payload);
  if (!normal.isUnderstood) throw new Error(sayParam(normal.reason));
  return normal;
}
const body = (alert: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({ version: '4', alerts: [{ status: 'firing', labels: { alertname: 'A', severity: 'info' }, startsAt: '2026-03-02T08:00:00Z', ...alert }], ...rest });

describe('an Alertmanager body', () => {
  it('becomes an alarm in normal form', () => {
    const { alarms, findings, rejected } = understood(recorded('link-down.firing'));
    expect(alarms).toEqual([{
      source: 'am', fingerprint: 'ae90ed35ab62232d', name: 'LinkDown', severity: 'critical', state: 'firing', startsAt: '2026-03-02T08:00:00.123Z', endsAt: null,
      labels: { alertname: 'LinkDown', ifName: 'eth1', instance: 'edge-1.example:9116', severity: 'critical' },
      annotations: { description: 'ifOperStatus is 2 since two minutes.', summary: 'eth1 of edge-1 is down' }, links: ['http://prometheus.example:9090/graph?g0.expr=up%20%3D%3D%200'],
    }]);
    expect({ findings, rejected }).toEqual({ findings: [], rejected: [] });
  });

  it('keeps its fingerprint when it resolves, and says when it ended', () => {
    const [firing] = understood(recorded('link-down.firing')).alarms;
    const [resolved] = understood(recorded('link-down.resolved')).alarms;
    expect(resolved).toMatchObject({ state: 'resolved', fingerprint: firing?.fingerprint });
    expect(resolved?.endsAt).toMatch(/^20\d\d-/);
  });

  it('maps the words of severity; an unknown or missing one is a warning, and said', () => {
    const { alarms, findings } = understood(recorded('severities.firing'));
    expect(Object.fromEntries(alarms.map(({ labels, severity }) => [labels['severity'] ?? '', severity]))).toEqual({ critical: 'critical', error: 'major', minor: 'minor', Warning: 'warning', info: 'info', purple: 'warning', '': 'warning' });
    expect(findings.map(({ code }) => code).sort()).toEqual(['severity-missing', 'severity-unknown']);
  });

  it('tells firing from resolved alarm by alarm, whatever the group says', () => {
    const { alarms } = understood(recorded('severities.resolved'));
    expect(alarms.filter(({ state }) => state === 'resolved').map(({ labels }) => labels['instance'])).toEqual(['host-1', 'host-3']);
    expect(alarms.filter(({ state }) => state === 'firing')).toHaveLength(5);
  });

  it('keeps markup, templates and right-to-left marks as the plain text they are', () => {
    const { alarms } = understood(recorded('hostile.firing'));
    const hostile = alarms.find(({ labels }) => labels['constructor'] === 'c');
    expect(hostile).toMatchObject({ name: '<img src=x onerror=alert(1)>', annotations: { summary: '\u202egnp.exe\u200f {{7*7}} <script>alert(1)</script>' } });
    expect(hostile?.labels['instance']).toBe('{{constructor.constructor("return 1")()}}');
    expect(Object.hasOwn(hostile?.annotations ?? {}, 'constructor')).toBe(true);
  });

  it('links to web pages only', () => {
    const { alarms, findings } = understood(recorded('hostile.firing'));
    expect(alarms.flatMap(({ links }) => links)).toEqual(['http://prometheus.example:9090/graph?g0.expr=up%20%3D%3D%200']);
    expect(findings.filter(({ code }) => code === 'link-dropped')).toHaveLength(1);
    expect(understood(body({ generatorURL: 'data:text/html,x' })).alarms[0]?.links).toEqual([]);
    expect(understood(body({ generatorURL: ' JavaScript:alert(1)' })).alarms[0]?.links).toEqual([]);
  });

  it('cuts what is endless, drops "__proto__" and leaves nothing polluted', () => {
    const { alarms, findings } = understood(recorded('hostile.firing'));
    expect(Math.max(...alarms.flatMap(({ labels, annotations }) => [...Object.values(labels), ...Object.values(annotations)].map((text) => text.length)))).toBe(textLimit);
    expect(alarms.some(({ labels }) => Object.hasOwn(labels, '__proto__'))).toBe(false);
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['text-cut', 'label-dropped']));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    for (const alarm of alarms) expect(alarmSchema.parse(alarm)).toEqual(alarm);
  });

  it.each([
    ['a list', [], 'expected an object'],
    ['another version', { version: '3', alerts: [] }, 'version: expected "4", found "3"'],
    ['no version', { alerts: [] }, 'version: expected "4", found nothing'],
    ['no alerts', { version: '4' }, 'alerts: expected a list, found nothing'],
    ['alerts that are no list', { version: '4', alerts: { 0: {} } }, 'alerts: expected a list, found an object'],
    ['an alert that is no object', { version: '4', alerts: ['x'] }, 'alerts[0]: expected an object, found "x"'],
    ['a status nobody knows', body({ status: 'burning' }), 'alerts[0].status: expected "firing" or "resolved", found "burning"'],
    ['labels that are no object', body({ labels: 'a=b' }), 'alerts[0].labels: expected an object, found "a=b"'],
    ['no labels at all', body({ labels: {} }), 'alerts[0].labels: empty'],
    ['annotations that are a list', body({ annotations: [1] }), 'alerts[0].annotations: expected an object, found a list'],
    ['a fingerprint that is no word', body({ fingerprint: 'a/../b' }), 'alerts[0].fingerprint: expected up to 128 letters and digits, found "a/../b"'],
    ['null', null, 'expected an object'],
  ])('is refused with the reason when it is %s', (_, payload, reason) => {
    const normal = normalise(payload);
    expect(normal.isUnderstood ? null : sayParam(normal.reason)).toBe(reason);
  });

  it('gives the alarms that can be understood, and the others with their reasons', () => {
    const good = body({}).alerts[0];
    const { alarms, rejected } = understood({ version: '4', alerts: [good, { status: 'firing' }, good] });
    expect(alarms).toHaveLength(2);
    expect(rejected).toEqual([{ at: 'alerts[1]', reason: { phrase: 'alarm.expected', params: { at: 'alerts[1].labels', expected: { phrase: 'alarm.value.object' }, found: { phrase: 'alarm.value.nothing' } } }, entry: { status: 'firing' } }]);
  });

  it('survives a body nested without end', () => {
    const endless: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
    expect(normalise(endless)).toMatchObject({ isUnderstood: false });
    expect(normalise({ version: '4', alerts: endless })).toMatchObject({ isUnderstood: false });
    expect(understood(body({ labels: { alertname: 'A', deep: endless } })).alarms[0]?.labels).toEqual({ alertname: 'A' });
  });

  it.each([
    ['0001-01-01T00:00:00Z', receivedAt], ['not a time', receivedAt], ['2026-03-02T09:00:00.123456789+01:00', '2026-03-02T08:00:00.123Z'], ['9999999-01-01T00:00:00Z', receivedAt],
  ])('reads the time %s', (startsAt, expected) => {
    expect(understood(body({ startsAt })).alarms[0]?.startsAt).toBe(expected);
  });

  it('takes a resolved alarm without an end as ended when it was received, and no end from one that fires', () => {
    expect(understood(body({ status: 'resolved', endsAt: '0001-01-01T00:00:00Z' })).alarms[0]?.endsAt).toBe(receivedAt);
    expect(understood(body({ endsAt: '2027-01-01T00:00:00Z' })).alarms[0]?.endsAt).toBeNull();
  });

  it('makes a fingerprint of the labels when the sender has none, whatever their order', () => {
    const [one] = understood(body({ labels: { alertname: 'A', b: '1', c: '2' } })).alarms;
    const [same] = understood(body({ labels: { c: '2', b: '1', alertname: 'A' } })).alarms;
    const [other] = understood(body({ labels: { alertname: 'A', b: '1c', '': '2' } })).alarms;
    expect(one?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(same?.fingerprint).toBe(one?.fingerprint);
    expect(other?.fingerprint).not.toBe(one?.fingerprint);
  });

  it('says so when the sender left alarms out', () => {
    expect(understood({ ...body({}), truncatedAlerts: 7 }).findings).toEqual([{ code: 'cut-by-sender', at: 'truncatedAlerts', detail: '7 alarms were left out by max_alerts' }]);
  });

  it('replaces control characters and halves of characters', () => {
    expect(understood(body({ labels: { alertname: 'a\u0000b\ud800c\n' } })).alarms[0]?.name).toBe('a\ufffdb\ufffdc\n');
  });
});

describe('the secret of an Alertmanager', () => {
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
  const none = new Uint8Array();
  it.each([
    ['a bearer token', { authorization: 'Bearer s3cret' }, true], ['a bearer token, whatever the case of the word', { authorization: 'bearer s3cret' }, true],
    ['the password of basic', basic('anybody:s3cret'), true], ['a password with a colon', basic('x:s3:cret'), false],
    ['another token', { authorization: 'Bearer s3creT' }, false], ['the beginning of it', { authorization: 'Bearer s3cre' }, false], ['the user name of basic', basic('s3cret:'), false],
    ['no header', {}, false], ['two headers', { authorization: ['Bearer s3cret', 'Bearer s3cret'] }, false], ['an unknown scheme', { authorization: 'Digest s3cret' }, false], ['basic without a colon', basic('s3cret'), false],
  ])('is checked for %s', (_, headers, isKnown) => {
    expect(alertmanager.verify(headers, none, 's3cret')).toBe(isKnown);
  });

  it('lets nobody in while it is empty', () => {
    expect(alertmanager.verify({ authorization: 'Bearer ' }, none, '')).toBe(false);
    expect(alertmanager.verify(basic('x:'), none, '')).toBe(false);
  });
});
