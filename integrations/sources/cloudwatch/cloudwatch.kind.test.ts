import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sayParam } from '#domain/message';
import { alarmSchema } from '#domain/alarm/alarm.schema';
import { cloudwatch } from './cloudwatch.kind.ts';
import { certificateOf, isSigned } from './sns.signature.ts';

const context = { source: 'cw', receivedAt: '2026-11-20T10:00:00.000Z' };
const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const recorded = (path: string) => JSON.parse(text(path)) as Record<string, unknown> & { Message: string };
function understood(payload: unknown) {
  const normal = cloudwatch.normalise(payload, context);
  if (!normal.isUnderstood) throw new Error(sayParam(normal.reason));
  return normal;
}
const alarm = recorded('fixtures/alarm.json');
const told = (more: Record<string, unknown>, envelope: Record<string, unknown> = {}) => ({ ...alarm, ...envelope, Message: JSON.stringify({ ...JSON.parse(alarm.Message) as object, ...more }) });

describe('a CloudWatch alarm', () => {
  it('becomes an alarm in normal form', () => {
    const { alarms, findings } = understood(alarm);
    expect(alarms).toEqual([{
      source: 'cw', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string, name: 'api-5xx', severity: 'warning', state: 'firing', startsAt: '2026-11-20T09:57:12.345Z', endsAt: null,
      labels: { ApiName: 'payment-api', account: '123456789012', alertname: 'api-5xx', metric: '5XXError', namespace: 'AWS/ApiGateway', region: 'eu-west-1' },
      annotations: expect.objectContaining({ description: 'More than 5 % of the calls fail', summary: 'More than 5 % of the calls fail', threshold: '5', comparison: 'GreaterThanThreshold' }) as unknown,
      links: ['https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/api-5xx'],
    }]);
    expect(findings.map(({ code }) => code)).toEqual(['severity-missing']);
    expect(alarmSchema.parse(alarms[0])).toEqual(alarms[0]);
  });
  it('keeps its fingerprint when it is OK, and changes nothing without data', () => {
    expect(understood(recorded('fixtures/ok.json')).alarms).toEqual([expect.objectContaining({ fingerprint: understood(alarm).alarms[0]?.fingerprint, state: 'resolved', endsAt: '2026-11-20T10:11:12.345Z' })]);
    expect(understood(told({ NewStateValue: 'INSUFFICIENT_DATA' }))).toMatchObject({ alarms: [], findings: [{ code: 'state-untold' }] });
    expect(understood(told({ AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:api-5xx' })).alarms[0]?.fingerprint).not.toBe(understood(alarm).alarms[0]?.fingerprint);
  });
  it('takes the severity that its sender put in', () => {
    expect(understood(told({ Priority: 'P1' }))).toMatchObject({ alarms: [{ severity: 'critical' }], findings: [] });
    expect(understood(told({}, { MessageAttributes: { severity: { Type: 'String', Value: 'high' } } }))).toMatchObject({ alarms: [{ severity: 'major' }], findings: [] });
    expect(understood(told({ Severity: 'purple' }))).toMatchObject({ alarms: [{ severity: 'warning' }], findings: [{ code: 'severity-unknown' }] });
  });
  it('never confirms a subscription by itself, and says what to do', () => {
    expect(cloudwatch.normalise(recorded('signature/subscription.json'), context)).toEqual({ isUnderstood: false, reason: { phrase: 'alarm.topic-asks' } });
    expect(cloudwatch.normalise({ ...alarm, Type: 'UnsubscribeConfirmation' }, context)).toMatchObject({ isUnderstood: false });
  });
  it('is refused with the reason where it is none, and stays text where it is hostile', () => {
    for (const payload of [null, 7, 'text', [], {}, { Type: 'Notification' }, { Type: 'Notification', Message: 'hello' }, { Type: 'Notification', Message: '[]' }, told({ AlarmName: '' }), told({ NewStateValue: 'BURNING' }), { Type: 'constructor', Message: '{}' }]) {
      expect(cloudwatch.normalise(payload, context)).toMatchObject({ isUnderstood: false, reason: { phrase: expect.stringMatching(/^alarm\./) as string } });
    }
    const { alarms: [hostile] } = understood(told({ AlarmName: '<img src=x>\ud800', __proto__: { x: 1 }, Trigger: { Dimensions: [{ name: '__proto__', value: 'x' }, 7, null], Threshold: { deep: [] } }, StateChangeTime: 'noon' }));
    expect(hostile).toMatchObject({ name: '<img src=x>\ufffd', startsAt: context.receivedAt });
    expect(Object.hasOwn(hostile!.labels, '__proto__')).toBe(false);
    expect(understood(cloudwatch.payloadOf([alarm])).alarms).toHaveLength(1);
  });
  it('is let in only with the secret', () => {
    const basic = `Basic ${Buffer.from('signalbox:s3cret').toString('base64')}`;
    expect(cloudwatch.verify({ authorization: basic }, new Uint8Array(), 's3cret')).toBe(true);
    for (const headers of [{}, { authorization: 'Bearer other' }]) expect(cloudwatch.verify(headers, new Uint8Array(), 's3cret')).toBe(false);
    expect(cloudwatch.verify({ authorization: 'Bearer ' }, new Uint8Array(), '')).toBe(false);
  });
});

describe('the signature of Amazon', () => {
  const certificate = text('signature/certificate.pem');
  const atMs = Date.parse('2026-12-01T00:00:00Z');
  it('holds for what was signed, of version 1 and 2, and for questions', () => {
    for (const path of ['fixtures/alarm.json', 'fixtures/ok.json', 'signature/subscription.json']) expect(isSigned(recorded(path), certificate, atMs)).toBe(true);
  });
  it.each<[string, unknown, string, number]>([
    ['another message', { ...alarm, Message: alarm.Message.replace('ALARM', 'OK') }, certificate, atMs], ['another topic', { ...alarm, TopicArn: 'arn:aws:sns:eu-west-1:999999999999:evil' }, certificate, atMs], ['no subject', { ...alarm, Subject: undefined }, certificate, atMs],
    ['another version', { ...alarm, SignatureVersion: '2' }, certificate, atMs], ['an unknown version', { ...alarm, SignatureVersion: 'constructor' }, certificate, atMs], ['no signature', { ...alarm, Signature: '' }, certificate, atMs], ['a field that is no text', { ...alarm, Timestamp: 7 }, certificate, atMs],
    ['another kind of message', { ...alarm, Type: 'toString' }, certificate, atMs], ['no certificate', alarm, 'hello', atMs], ['a certificate that is over', alarm, certificate, Date.parse('2200-01-01')], ['one of the future', alarm, certificate, Date.parse('2020-01-01')], ['nothing', null, certificate, atMs],
  ])('does not hold for %s', (_, payload, pem, at) => expect(isSigned(payload, pem, at)).toBe(false));
  it('is checked with certificates of Amazon only', () => {
    const path = '/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';
    for (const host of ['sns.eu-west-1.amazonaws.com', 'sns.cn-north-1.amazonaws.com.cn', 'sns.us-gov-west-1.amazonaws.com']) expect(certificateOf({ SigningCertURL: `https://${host}${path}` })).toBe(`https://${host}${path}`);
    for (const address of [
      `http://sns.eu-west-1.amazonaws.com${path}`, `https://sns.eu-west-1.amazonaws.com.evil.example${path}`, `https://evil.example/sns.eu-west-1.amazonaws.com${path}`, `https://sns.eu-west-1.amazonaws.com@evil.example${path}`, `https://sns.eu-west-1.amazonaws.com:8443${path}`,
      'https://sns.eu-west-1.amazonaws.com/other.pem', `https://sns.eu-west-1.amazonaws.com/a/..${path}?x=1`, `https://bucket.s3.amazonaws.com${path}`, `https://snsx.eu-west-1.amazonaws.com${path}`, `https://sns.eu-west-1.amazonaws.com${path}#x`, 'no address', '', 7, null,
    ]) expect(certificateOf({ SigningCertURL: address })).toBeNull();
  });
});
