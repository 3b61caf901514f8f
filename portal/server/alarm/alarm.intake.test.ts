import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { CatalogueError, codeOf } from '#domain/errors';
import { createAlarmIntake, type IntakeDeps } from './alarm.intake.ts';
import type { AlarmSource } from '#domain/alarm/alarm.schema';

/** The intake with a source "am" whose secret is "right"; what a post of nobody's costs. */
function door() {
  let nowMs = 0;
  const read = vi.fn((id: string) => Promise.resolve(id === 'am' ? { id, kind: 'alertmanager', isEnabled: true, secret: { secret: 'am' } } as unknown as AlarmSource : null));
  const intake = createAlarmIntake({
    sources: { read, count: () => Promise.resolve() }, letters: { bury: () => Promise.resolve() }, resolveSecret: () => Promise.resolve('right'),
    queue: { append: () => Promise.resolve({ changes: 0 }), idle: () => Promise.resolve() }, bells: { stop: () => Promise.resolve() }, log: { warn: () => undefined, info: () => undefined }, nowMs: () => nowMs,
  } as unknown as IntakeDeps);
  const rawBody = vi.fn(() => Promise.resolve(new TextEncoder().encode('{"version":"4","alerts":[]}')));
  const post = (source: string, secret: string): Promise<unknown> =>
    intake.receive({ params: { source }, headers: { authorization: `Bearer ${secret}` }, rawBody, requestId: 'r' }).then(() => 'taken', codeOf);
  return { post, read, rawBody, pass: (ms: number) => { nowMs += ms; } };
}

/** The intake with a source of CloudWatch; a certificate that is asked for is the one its recorded messages were signed by. */
function signedDoor(certificate: IntakeDeps['certificate'] = () => Promise.resolve(read('signature/certificate.pem'))) {
  const asked: string[] = [];
  const append = vi.fn(() => Promise.resolve({ changes: 1 }));
  const bury = vi.fn(() => Promise.resolve());
  const intake = createAlarmIntake({
    sources: { read: () => Promise.resolve({ id: 'cw', kind: 'cloudwatch', isEnabled: true, secret: { secret: 'cw' } } as unknown as AlarmSource), count: () => Promise.resolve() }, letters: { bury }, resolveSecret: () => Promise.resolve('right'),
    certificate: (address: string) => { asked.push(address); return certificate(address); }, queue: { append, idle: () => Promise.resolve() }, bells: { stop: () => Promise.resolve() }, log: { warn: () => undefined, info: () => undefined }, nowMs: () => Date.parse('2026-12-01T00:00:00Z'),
  } as unknown as IntakeDeps);
  const post = (body: string, secret = 'right'): Promise<unknown> =>
    intake.receive({ params: { source: 'cw' }, headers: { authorization: `Basic ${Buffer.from(`signalbox:${secret}`).toString('base64')}` }, rawBody: () => Promise.resolve(new TextEncoder().encode(body)), requestId: 'r' }).then(() => 'taken', codeOf);
  return { post, asked, append, bury };
}
const read = (path: string): string => readFileSync(new URL(`../../../integrations/sources/cloudwatch/${path}`, import.meta.url), 'utf8');

describe('a source whose messages are signed', () => {
  it('takes what was signed, after the secret and with a certificate of its own address', async () => {
    const { post, asked, append } = signedDoor();
    expect(await post(read('fixtures/alarm.json'), 'wrong')).toBe('ALARM_SECRET_WRONG');
    expect(asked).toEqual([]);
    expect(await post(read('fixtures/alarm.json'))).toBe('taken');
    expect(asked).toEqual(['https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem']);
    expect(append).toHaveBeenCalledWith(expect.objectContaining({ alarms: [expect.objectContaining({ name: 'api-5xx', state: 'firing' })] }));
  });
  it('refuses what nobody signed, and asks no stranger for a certificate', async () => {
    const { post, asked, append, bury } = signedDoor();
    const message = JSON.parse(read('fixtures/alarm.json')) as Record<string, string>;
    for (const forged of [{ ...message, Message: message['Message']!.replace('ALARM', 'OK') }, { ...message, SigningCertURL: 'https://evil.example/SimpleNotificationService-0.pem' }, JSON.parse(message['Message']!) as object, {}, null]) expect(await post(JSON.stringify(forged))).toBe('ALARM_SIGNATURE_WRONG');
    expect([asked.length, append.mock.calls.length, bury.mock.calls.length]).toEqual([1, 0, 0]);
  });
  it('keeps the question of a topic as a dead letter, and answers it with nothing', async () => {
    const { post, append, bury } = signedDoor();
    expect(await post(read('signature/subscription.json'))).toBe('ALARM_BODY_WRONG');
    expect(bury).toHaveBeenCalledWith(expect.objectContaining({ reason: expect.stringContaining('never confirmed by itself') as string }));
    expect(append).not.toHaveBeenCalled();
  });
  it('claims nothing while the certificate cannot be had', async () => {
    const { post, append } = signedDoor(() => Promise.reject(new CatalogueError('SERVICE_UNAVAILABLE', { service: 'sns' })));
    expect(await post(read('fixtures/alarm.json'))).toBe('SERVICE_UNAVAILABLE');
    expect(append).not.toHaveBeenCalled();
  });
});

describe('the webhook', () => {
  it('reads no body of a sender without the secret', async () => {
    const { post, rawBody } = door();
    expect(await post('am', 'wrong')).toBe('ALARM_SECRET_WRONG');
    expect(await post('nobody', 'right')).toBe('NOT_FOUND');
    expect(rawBody).not.toHaveBeenCalled();
    expect(await post('am', 'right')).toBe('taken');
    expect(rawBody).toHaveBeenCalledTimes(1);
  });

  it('asks the database once in a while for a source that is not there', async () => {
    const { post, read, pass } = door();
    for (let n = 0; n < 20; n += 1) await post('nobody', 'right');
    expect(read).toHaveBeenCalledTimes(1);
    pass(5_000);
    await post('nobody', 'right');
    expect(read).toHaveBeenCalledTimes(2);
  });
});
