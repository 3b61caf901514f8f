import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sayParam } from '#domain/message';
import { alarmSchema } from '#domain/alarm/alarm.schema';
import { librenms } from './librenms.kind.ts';

const context = { source: 'ln', receivedAt: '2026-11-20T10:02:00.000Z' };
const recorded = (name: string) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;
const down = recorded('down');
function understood(payload: unknown) {
  const normal = librenms.normalise(payload, context);
  if (!normal.isUnderstood) throw new Error(sayParam(normal.reason));
  return normal;
}

describe('a LibreNMS alert', () => {
  it('becomes an alarm in normal form', () => {
    const { alarms, findings } = understood(down);
    expect(alarms).toEqual([{
      source: 'ln', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string, name: 'Devices up/down', severity: 'critical', state: 'firing', startsAt: '2026-11-20T09:58:34.000Z', endsAt: null,
      labels: { alertname: 'Devices up/down', device_id: '12', instance: 'edge-1.example', ip: '192.0.2.7', location: 'Rack 4', os: 'ios', rule_id: '13', sysName: 'edge-1', type: 'network' },
      annotations: { description: 'Device edge-1.example is down', hardware: 'CISCO2901/K9', summary: 'Alert for device edge-1.example - Devices up/down' }, links: [],
    }]);
    expect(findings).toEqual([]);
    expect(alarmSchema.parse(alarms[0])).toEqual(alarms[0]);
  });
  it('keeps its fingerprint when the device recovers, and is of no severity then', () => {
    expect(understood(recorded('up'))).toMatchObject({ findings: [], alarms: [{ fingerprint: understood(down).alarms[0]?.fingerprint, state: 'resolved', severity: 'info', endsAt: '2026-11-20T10:01:41.000Z' }] });
    for (const change of [{ hostname: 'edge-2.example' }, { rule_id: '14' }]) expect(understood({ ...down, ...change }).alarms[0]?.fingerprint).not.toBe(understood(down).alarms[0]?.fingerprint);
  });
  it.each([[0, 'resolved'], ['0', 'resolved'], [1, 'firing'], ['2', 'firing'], [3, 'firing'], [4, 'firing'], ['5', 'firing']])('in state %j is %s', (state, expected) => expect(understood({ ...down, state }).alarms[0]?.state).toBe(expected));
  it('of a severity or a time nobody knows is a warning of now, and said', () => {
    expect(understood({ ...down, severity: 'ok' })).toMatchObject({ alarms: [{ severity: 'warning' }], findings: [{ code: 'severity-unknown' }] });
    expect(understood({ ...down, severity: '', timestamp: 'soon' })).toMatchObject({ alarms: [{ severity: 'warning', startsAt: context.receivedAt }], findings: [{ code: 'time-unreadable' }, { code: 'severity-missing' }] });
    expect(understood({ ...down, timestamp: '2026-11-20T10:58:34+01:00' }).alarms[0]?.startsAt).toBe('2026-11-20T09:58:34.000Z');
  });
  it('is refused with the reason where it is none, and stays text where it is hostile', () => {
    for (const payload of [null, 7, 'text', [], {}, { ...down, state: '9' }, { ...down, state: 'constructor' }, { ...down, state: undefined }, { ...down, hostname: '', device_id: null }, { ...down, rule_id: '', name: {} }]) expect(librenms.normalise(payload, context)).toMatchObject({ isUnderstood: false, reason: { phrase: expect.stringMatching(/^alarm\./) as string } });
    expect(understood({ ...down, name: '<b>\u0007', msg: 'x'.repeat(10_000) })).toMatchObject({ alarms: [{ name: '<b>\ufffd' }], findings: [{ code: 'text-cut' }] });
    expect(understood(librenms.payloadOf([down])).alarms).toHaveLength(1);
  });
  it('is let in only with the secret', () => {
    expect(librenms.verify({ authorization: 'Bearer s3cret' }, new Uint8Array(), 's3cret')).toBe(true);
    for (const headers of [{}, { authorization: 'Bearer other' }]) expect(librenms.verify(headers, new Uint8Array(), 's3cret')).toBe(false);
    expect(librenms.verify({ authorization: 'Bearer ' }, new Uint8Array(), '')).toBe(false);
  });
});
