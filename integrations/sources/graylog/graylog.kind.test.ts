import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sayParam } from '#domain/message';
import { alarmSchema } from '#domain/alarm/alarm.schema';
import { graylog } from './graylog.kind.ts';

const context = { source: 'gl', receivedAt: '2026-11-20T10:00:02.000Z' };
const body = JSON.parse(readFileSync(new URL('fixtures/event.json', import.meta.url), 'utf8')) as Record<string, unknown> & { event: Record<string, unknown> };
const event = (more: Record<string, unknown>) => ({ ...body, event: { ...body.event, ...more } });
function understood(payload: unknown) {
  const normal = graylog.normalise(payload, context);
  if (!normal.isUnderstood) throw new Error(sayParam(normal.reason));
  return normal;
}

describe('a Graylog event', () => {
  it('becomes an alarm in normal form', () => {
    const { alarms, findings } = understood(body);
    expect(alarms).toEqual([{
      source: 'gl', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string, name: 'Failed logins', severity: 'major', state: 'firing', startsAt: '2026-11-20T09:59:58.120Z', endsAt: null,
      labels: { account: 'root', alertname: 'Failed logins', host: 'auth-1' },
      annotations: { description: 'More than ten failed logins of one account within five minutes', messages: 'sshd: Failed password for root from 192.0.2.7', summary: 'Failed logins: account=root - count()=14' }, links: [],
    }]);
    expect(findings).toEqual([]);
    expect(alarmSchema.parse(alarms[0])).toEqual(alarms[0]);
  });
  it('is the same alarm when it happens again, and another one for another key', () => {
    const [{ fingerprint } = { fingerprint: '' }] = understood(body).alarms;
    expect(understood(event({ id: '01JB', timestamp: '2026-11-20T11:00:00.000Z', message: 'count()=20' })).alarms[0]?.fingerprint).toBe(fingerprint);
    expect(understood(event({ key: 'admin', group_by_fields: { account: 'admin' } })).alarms[0]?.fingerprint).not.toBe(fingerprint);
    expect(understood({ ...body, event_definition_id: 'other' }).alarms[0]?.fingerprint).not.toBe(fingerprint);
  });
  it.each([[1, 'warning'], [2, 'minor'], [3, 'major'], [4, 'critical']])('of priority %i is of severity %s', (priority, severity) => expect(understood(event({ priority })).alarms[0]?.severity).toBe(severity));
  it('of a priority nobody knows is a warning, and said', () => {
    for (const priority of [0, 9, -1, 1.5, 'high', undefined]) expect(understood(event({ priority }))).toMatchObject({ alarms: [{ severity: 'warning' }], findings: [{ at: 'event.priority' }] });
  });
  it('is refused with the reason where it is none, and stays text where it is hostile', () => {
    for (const payload of [null, 7, 'text', [], {}, { event: [] }, { event: {} }, { check_result: {}, stream: {} }]) expect(graylog.normalise(payload, context)).toMatchObject({ isUnderstood: false, reason: { phrase: expect.stringMatching(/^alarm\./) as string } });
    const { alarms: [hostile], findings } = understood({ ...event({ fields: JSON.parse('{"__proto__":"x","deep":{},"ok":"\\u0000"}') as unknown, timestamp: 'now' }), event_definition_title: 7, backlog: [null, { message: {} }] });
    expect(hostile).toMatchObject({ name: '7', startsAt: context.receivedAt, labels: { ok: '\ufffd' } });
    expect(findings.map(({ code }) => code).sort()).toEqual(['label-dropped', 'label-dropped', 'time-unreadable']);
    expect(understood(graylog.payloadOf([body])).alarms).toHaveLength(1);
  });
  it('is let in only with the secret', () => {
    expect(graylog.verify({ authorization: `Basic ${Buffer.from('x:s3cret').toString('base64')}` }, new Uint8Array(), 's3cret')).toBe(true);
    for (const headers of [{}, { authorization: 'Bearer other' }]) expect(graylog.verify(headers, new Uint8Array(), 's3cret')).toBe(false);
    expect(graylog.verify({ authorization: 'Bearer ' }, new Uint8Array(), '')).toBe(false);
  });
});
